// Blows that take more than there is: some of what the dice can come to fails, the rest goes on.
var hp: 0..5 = 5
var foe: 0..5 = 5
var gold: 0..6 = 0

== fight
+ Strike.
    ~ foe -= random(1, 6) // NC901
    ~ if foe == 0:
        -> end: Won
    ~ hp -= random(1, 4) // NC901
    ~ if hp == 0:
        -> end: Lost
    -> fight
+ Share.
    ~ if chance(50):
        ~ gold += 12 / (hp - 2) // NC901 // NC902
    ~ else:
        ~ gold -= random(0, 2) // NC901
    -> fight
+ Rest.
    ~ shuffle:
        - You doze.
          ~ hp += 1 // NC901
        - You sleep.
    -> fight
+ Pray. -> chapel
+ Wait.
    -> any #guest
    -> fight

== chapel
+ Kneel.
    ~ gold -= (random(7, 9) + foe) % 20 // NC901
    -> chapel

== thief #guest
~ gold -= 1 // NC901
-> fight

== host #guest
He gives {12 / random(0, 3)} of his coins. // NC902
~ gold = min(gold + 1, 6)
-> fight

== baker #guest
~ gold -= 2 // NC901
-> fight
