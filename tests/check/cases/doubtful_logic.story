var bag: set of rope, lamp
var one: set of rope
var coins = 3
var mood: sour | even | glad
const NOTHING = 0
def pay(n):
    ~ coins -= n
    ~ return coins
def tidy():
    ~ let left = coins //? NC333@11 nothing reads `left`
    ~ coins = 0
== a
~ bag += rope, lamp
~ one += rope
~ if bag == lamp: //? NC333@6+11 `bag has lamp`
    Hm.
~ if bag == [lamp] or bag == none or one == rope:
    Hm.
* {needs coins > 2 and bag != rope: no} One. //? NC333@24+11 `not bag has rope`
* Two {if bag == lamp: with a light}. //? NC333@11
~ coins -= -1 //? NC333@3+11 this adds 1
~ coins -= -(coins + 1) //? NC333@3 this adds (coins + 1)
~ coins += -1
~ coins += 0 //? NC333@3 leaves `coins` as it is
~ coins = coins //? NC333@3 leaves `coins` as it is
~ coins += NOTHING
~ mood = glad
~ let modd = sour //? NC333@7 `~ mood = sour`
~ let more = coins + 1 //? NC333@7 `~ coins = coins + 1`
~ let paid = pay(3) //? NC333@7 `~ pay(3)`
~ let drawn = random(1, 6) //? NC333@7 show it
~ let given = coins
No more, the drawn said.
* Three. -> b(given)
* Four. -> c
== b(n)
~ let here = n
~ let there = n
~ let again = n
~ let wide = n
~ again += 1
{if n > 3: One, {here}, {once: Two} | of
two {wide}.}
* {if there > 3} Go. -> end
~ max(coins, 3) //! NC210@3+13 `~ coins = max(coins, 3)`
~ tidy()
-> end
== c
~ if mood == sour:
    He frowns.
~ if mood == even: //? NC333@6 `~ elif mood == even:`
    He waits.
~ else:
    He smiles.
~ if mood == sour:
    He frowns.

~ if mood == even:
    He waits.
~ else:
    He smiles.
~ if mood == sour:
    He frowns.
~ if mood == even:
    He waits.
~ if mood == sour:
    ~ mood = even
~ if mood == even:
    He waits.
~ else:
    He smiles.
~ if mood == sour:
    He frowns. -> end
~ if mood == even:
    He waits.
~ else:
    He smiles.
~ if coins == 0:
    You have nothing.
~ if coins > 5:
    You are rich.
~ else:
    You are not rich.
~ if mood == sour:
    He frowns.
~ if mood == sour:
    He frowns.
~ else:
    He smiles.
-> end
