// Twenty steps down, in a visit, by a borrowed choice, and only for who dallied with the lamp out: no way back.
var depth: 0..16
var lamp: lit | low | out = lit
var key = false

== stairs
+ {if depth < 16} Go down.
    ~ depth += 1
    -> stairs
+ {if depth == 3 and not key} Take the key.
    ~ key = true
    -> stairs
+ {if lamp != out and depth > 14} Turn down the lamp.
    ~ lamp = low if lamp == lit else out
    -> stairs
+ {if depth == 16} Look into the cellar.
    -> cellar ->
    -> stairs
+ Leave. -> end: Outside

== cellar
+ Look round.
    You see {lamp}.
<- whispers(depth)
-> back

== whispers(n: 0..16)
+ {if n == 16 and key} Follow the voice.
    ~ if since(stairs) < 3 and lamp == out:
        -> pit
    It falls silent.

== pit
+ Feel your way. -> pit // NC506 after 21
+ Call. -> pit
