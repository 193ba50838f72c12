// Five dials. The second combination can never be set: two of its dials only ever turn together.
var first: 0..4
var second: 0..4 = 2
var third: -2..2
var fourth: 10..13 = 10
var fifth: 0..4
claim never seen(vault) // NC510 after 13
claim vault only after workshop // NC510 after 13

== safe
+ First.
    ~ first = (first + 1) % 5
    -> safe
+ Second.
    ~ second = (second + 3) % 5
    ~ fifth = (fifth + 3) % 5
    -> safe
+ Third.
    ~ third = 0 - third if third > 1 else third + 1
    -> safe
+ Fourth.
    ~ fourth = clamp(fourth + 1)
    -> safe
+ {if first == 4 and second == 1 and third == -2 and fourth == 12 and fifth == 4} Open. -> vault
+ {if first == 4 and second == 1 and third == -2 and fourth == 12 and fifth == 0} Force. -> workshop // NC502
+ Leave. -> end

== vault
-> end: Rich

== workshop // NC501
-> end
