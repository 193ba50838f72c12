title: Three Doors
var hp: 0..8 = 8
var foe: 0..30 = 0
var fight: 1..2 = 1
var gold: 0..40 = 0
var armor = false
var drinks: 0..2 = 2

claim reach "Champion"
claim reach "Carried out"
claim never hp == 0 and foe == 0
claim never gold > 31
claim "Champion" only after stall

== gate
Drums.
~ foe = 5
-> round

== round
Fight {fight}. You {hp}, they {foe}.
+ Swing.
    ~ foe = max(foe - random(1, 10), 0)
    -> theirs
+ Feint.
    ~ if chance(40):
        ~ foe = max(foe - random(4, 12), 0)
        -> after
    -> theirs
+ {if drinks > 0} Drink.
    ~ drinks -= 1
    ~ hp = min(hp + 10, 8)
    -> theirs

== theirs
~ if foe == 0:
    -> after
~ let blow = random(1, 6) + (fight - 1)
~ if armor:
    ~ blow = max(blow - 2, 0)
~ hp = max(hp - blow, 0)
~ if hp == 0:
    -> end: Carried out
-> round

== after
~ if foe > 0:
    -> round
~ gold += 10 + random(0, 5)
~ if fight == 2:
    -> end: Champion
-> stall

== stall
The crowd throws coins. You have {gold}.
+ {if gold >= 10 and not armor} Buy armor.
    ~ gold -= 10
    ~ armor = true
    -> stall
+ {if gold >= 5 and drinks < 2} Buy a drink.
    ~ gold -= 5
    ~ drinks += 1
    -> stall
+ Next.
    ~ fight += 1
    ~ foe = 7
    -> round
