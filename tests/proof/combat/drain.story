title: The Leech
var hp: 0..7 = 7
var mana: 0..15 = 15
var worms: 0..3 = 3
claim reach "Clean"
claim reach "Dry"
claim never hp > 7

== pond
+ Pull one off.
    ~ if chance(50):
        ~ worms = max(worms - 1, 0)
    -> bite
+ Burn one off.
    ~ worms = max(worms - random(0, 1), 0)
    -> bite

== bite
~ if worms == 0:
    -> end: Clean
~ if random(1, 20) >= 12 - worms:
    ~ mana = max(mana - random(1, 3) - worms, 0)
~ if random(1, 20) > 8:
    ~ hp = max(hp - random(1, 3), 0)
~ if hp == 0:
    -> end: Dry
-> drained

== drained
+ {if mana > 0} Wash. -> pond
+ Go on. -> pond
