title: The Shield
var hp: 0..9 = 9
var knight: 0..8 = 8
var shield: 0..3 = 3
var raised = false
status: {hp} hp, shield {shield}

claim reach "Victory"
claim reach "Death"
claim never hp == 0 and knight == 0
claim never shield > 3

== yard
The knight lowers his visor.
-> round

== round
~ raised = false
You have {hp}. Your shield {if shield > 2: is whole | if shield > 1: is dented | if shield > 0: hangs in pieces | is gone}.
+ Strike.
    ~ let hit = random(1, 6) + random(1, 6) - 3
    ~ if hit > 0:
        You hit for {hit}.
        ~ knight = max(knight - hit, 0)
    ~ else:
        You miss.
    -> answer
+ {if shield > 0} Raise the shield.
    ~ raised = true
    -> answer
+ {if shield > 0} Bash him with it.
    ~ shield = max(shield - random(1, 3), 0)
    ~ knight = max(knight - random(2, 5), 0)
    -> answer

== answer
~ if knight == 0:
    He goes down in a heap of iron.
    -> end: Victory
~ let blow = random(1, 8)
~ if raised:
    ~ let held = min(blow, shield)
    The shield takes {held} of it.
    ~ shield -= held
    ~ blow -= held
~ hp = max(hp - blow, 0)
~ if hp == 0:
    -> end: Death
-> round
