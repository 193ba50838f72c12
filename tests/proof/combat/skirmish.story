title: Skirmish
var you: 0..7 = 7
var wolf: 0..5 = 5
var bear: 0..7 = 7
var arrows: 0..1 = 1

claim reach "The forest is quiet"
claim reach "Eaten"
claim never arrows < 0
claim "The forest is quiet" only after wolfdead

def hits(skill) = random(1, 20) + skill >= 12

== forest
A wolf and a bear come out of the trees.
-> turn

== turn
+ {if wolf > 0} Strike the wolf.
    ~ if random(1, 20) + 3 >= 12:
        ~ wolf = clamp(wolf - random(1, 8) - 2)
    -> beasts
+ {if bear > 0} Strike the bear.
    ~ if random(1, 20) + 3 >= 14:
        ~ bear = clamp(bear - random(1, 8) - 2)
    -> beasts
+ {if bear > 0 and arrows > 0} Shoot the bear.
    ~ arrows -= 1
    ~ if chance(70):
        ~ bear = clamp(bear - random(1, 6) - random(1, 6))
    -> beasts

== beasts
~ if wolf == 0 and bear == 0:
    -> wolfdead
~ if wolf > 0 and random(1, 20) >= 10:
    The wolf bites.
    ~ you = clamp(you - random(1, 6))
~ if bear > 0 and random(1, 20) >= 8:
    The bear swipes.
    ~ you = clamp(you - random(2, 8))
~ if you == 0:
    -> end: Eaten
-> turn

== wolfdead
Nothing moves.
-> end: The forest is quiet
