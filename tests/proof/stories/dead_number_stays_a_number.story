// What is forgotten of a number without a range is still a number: adding to it is no error.
var d: -2..6 = 2
var g = 0
extern host_any(0..3) -> number

== start
~ if visits(start) > 2:
    -> any #odd ->
~ elif g > -2:
    ~ g = host_any(2)
-> next

== next
+ Go on.
    ~ g += 1
-> end: Done

== odd #odd
~ g = d
-> back
