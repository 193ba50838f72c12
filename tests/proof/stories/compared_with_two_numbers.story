title: Between two constants there is a number, and behind the greatest one
var age = 0
var gold = 0
claim never gold > 2

== a
~ ask age: How old are you?
~ if age > 3:
    ~ if age < 5:
        Four. -> four
~ if age < 1:
    Young.
-> four

== four
+ Dig.
    ~ gold += 1
    -> four
+ {if gold > 2} Rich. -> end: Rich
+ Leave. -> end
