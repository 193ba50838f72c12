// Conditions that draw, behind ones that do not: what is asked, and in which order, stays the same.
title: Two beasts
var you: 0..8 = 8
var wolf: 0..6 = 6
var awake = true
var bell: 0..2
claim reach "Safe"
claim reach "Eaten"
claim never bell == 2 and wolf == 6
claim never you == 7 and not awake

== turn
+ {if wolf > 0} Strike.
    ~ if awake and random(1, 20) + 3 >= 12:
        ~ wolf = clamp(wolf - random(1, 4) - random(0, 1))
    ~ elif random(1, 6) > 4 or bell > 1:
        ~ awake = not awake
    ~ elif bell < 2 and (random(1, 3) == 2 or not awake):
        ~ bell += 1
    ~ else:
        You miss.
    -> beast
+ {if wolf == 0} Go home. -> end: Safe

== beast
~ if wolf > 0 and random(1, 20) >= 19:
    The wolf bites.
    ~ you = clamp(you - random(1, 2))
~ if bell == 2 or chance(20):
    ~ bell = 0
~ if you == 0:
    -> end: Eaten
-> turn
