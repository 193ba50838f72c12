title: The Inn
cast: Ada

var coins: 0..20 = 9
var mood: sour | even | glad = even
var bag: set of key, rope, lamp
var name: text = "stranger"
const PRICE = 3
def roll() = random(1, 6)

def afford(price: 0..20):
    ~ if price > coins:
        ~ return false
    ~ coins -= price
    ~ return true

def weather():
    ~ if mood == sour:
        rain beats upon the roof
    ~ else:
        the sky is clear

var way: night | yard = night

== gate: The gate
You come to the gate at dusk. #m1

~ if chance(50):
    A friend stands beside you. #m2
~ else:
    A friend lies dead in the ditch. #m3

The ditch smells of {shuffle: rain | mud | old leaves}. #m4

* (pay) Pay the toll.
    ~ coins -= PRICE
    The guard counts your money. #m5
    -> yard
* Climb over the wall.
    ~ mood = sour
    You tear a sleeve on the wall. #m6
    -> yard
* (take) Take the iron key.
    ~ bag += key
    The key is cold and heavy. #m7
    -> yard

== yard: The yard
{The yard is full of carts. | The carts have gone by now.} #m8

~ let n = random(1, 6)
A die falls, and shows {n}. #m9

~ if n > 3:
    You win the round. #m10
    ~ coins += 1
~ else:
    You lose the round. #m11

+ Throw it once again. -> yard
* (ask) Ask Ada about the room.
    Ada: The room is {if coins > 8: yours | far too dear for you}. #m12
    -> hall
* Walk into the stable.
    -> any #beast ->
    You leave the stable behind. #m13
    -> hall

== horse #beast
A grey horse looks up. #m14
-> back

== mule #beast
A mule kicks the wall. #m15
-> back

== goat #beast
A goat chews on a rope. #m16
-> back

== hall: The hall
~ ask name: What is your name?
Ada writes down {name}. #m17

Will you have some tea? #m18

* (tea_yes) Yes.
    The tea is hot. #m19
* (tea_no) No.
    The cup goes back to the shelf. #m20

Will you marry her, then? #m21

* (marry_yes) Yes.
    The bells ring for the two of you. #m22
    -> end: Married
* (marry_no) No.
    She closes the book. #m23
    -> night

== night: The night
{cycle: An owl calls. | A dog barks. | Nothing stirs.} #m24

~ if roll() > 3:
    The moon comes out. #m25
~ else:
    Clouds hide the moon. #m26

+ {if coins > 0} Buy a tallow candle.
    ~ coins -= 1
    The candle burns low. #m27
    -> night
* Sleep until the morning. -> end: Morning
* {needs bag has key: the door is locked} Open the cellar door.
    You go down the steps. #m28
    -> end: Cellar
+ Go and see the kitchen. -> kitchen

== kitchen: The kitchen
The kitchen is warm, and {weather()}. #m29

-- stove
You stand at the stove. #m30

+ Order a bowl of soup.
    ~ let paid = afford(2)
    ~ if paid:
        The soup is thick. #m31
    ~ else:
        The cook shakes his head. #m32
    -> stove
+ Lay out what you have.
    ~ for item in bag:
        There is the {item}. #m33
    -> stove
+ Follow the cat. -> {way}
