title: Two of Us
var health = 9
var orc = 9
claim reach "You win"
claim reach "You lose"
claim never health <= 0 and orc > 9
claim never health > 9

== gate
An orc blocks the gate.
-> round

== round
You have {health}, the orc {orc}.
+ Hit him.
    ~ orc -= random(1, 6)
    ~ if orc <= 0:
        He drops.
        -> end: You win
    ~ health -= random(1, 6)
    ~ if health <= 0:
        You drop.
        -> end: You lose
    -> round
+ Wait for an opening.
    ~ health -= random(1, 6) / 2
    ~ orc -= random(1, 6) + 1
    ~ if health <= 0:
        -> end: You lose
    ~ if orc <= 0:
        -> end: You win
    -> round
