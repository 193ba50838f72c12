// Taking "Wait." for the second time fails. It is borrowed twice and offered once.
title: Borrowed by two ways
var sure = true
var b: 0..2 = 1

== hall
<- talk
~ if sure:
    <- talk
-> hall

== talk
* Turn round.
    ~ sure = not sure
+ Wait.
    ~ b -= 1
+ Leave. -> end
