title: Draws into local variables, put together or drawn late
var mine: 0..7 = 7
var his: 0..7 = 7
var last: 0..6
var sum: 0..9
var low = false
claim reach "Won"
claim reach "Lost"
claim never mine == 0 and his == 0
claim never last == 5 and his == 6
claim never low and his == 0 and mine == 7
claim reach best with last == 6
claim reach field with low and last == 0 and his == 7

== field
+ Strike.
    ~ let hit = 0
    ~ hit = random(1, 2) + random(1, 2)
    ~ let back = random(1, 2)
    ~ his = max(0, his - hit)
    ~ sum = random(1, 2) + random(0, 1)
    ~ if his == 0:
        ~ low = mine < 3 and sum == 3
        -> won
    ~ mine = max(0, mine - back)
    ~ if mine == 0:
        -> lost
    -> field
+ {if his > 3} Feint.
    ~ let first = random(1, 3)
    ~ let second = max(random(1, 2), random(0, 3)) - 1
    ~ last = min(6, last + 1)
    ~ if second == 2:
        ~ last = first
    ~ elif first > 2:
        ~ first = random(0, 1)
        ~ last = min(6, last + first)
    -> field
+ {if last > 3} Boast.
    ~ let one = random(1, 2)
    ~ low = one == 1
    ~ one = random(1, 3) * random(1, 2)
    ~ if low:
        -> best
    ~ last = one
    -> field

+ {if not low} Wait.
    ~ let two = random(1, 3)
    ~ last = 0
    ~ if two == 3:
        ~ low = true
    -> field

== best
+ {if last == 6} On. -> field
+ Stop. -> lost

== won
-> end: Won
== lost
-> end: Lost
