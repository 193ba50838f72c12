title: Critical
var me: 0..8 = 7
var it: 0..8 = 8
var bleeding: 0..3 = 0
var focus = false

claim reach "Slain"
claim reach "Slayer"
claim never it == 0 and me == 0
claim never bleeding == 3 and focus and me > 7

def damage(roll, base) = base * 2 if roll == 20 else base if roll >= 10 else 0

== cave
Something breathes.
-> turn

== turn
+ Attack.
    ~ let roll = random(1, 20)
    ~ if focus:
        ~ roll = max(roll, random(1, 20))
        ~ focus = false
    ~ it = max(it - damage(roll, random(1, 6)), 0)
    {if roll == 20: A critical hit!}
    -> its_turn
+ {if not focus} Focus.
    ~ focus = true
    -> its_turn
+ {if bleeding > 0} Bind the wound.
    ~ bleeding = 0
    -> its_turn

== its_turn
~ if it == 0:
    -> end: Slayer
~ me = max(me - bleeding, 0)
~ let claw = random(1, 20)
~ if claw == 20:
    It tears you open.
    ~ me = max(me - random(2, 12), 0)
    ~ bleeding = min(bleeding + 1, 3)
~ elif claw > 9:
    ~ me = max(me - random(1, 6), 0)
~ if me == 0:
    -> end: Slain
-> turn
