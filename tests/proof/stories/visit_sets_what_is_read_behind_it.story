// What is set in a visit is read where it comes back to, and what it is made of is read in the visit.
var a: 0..3 = 1
var b: 0..3

== street
~ then:
    - One.
<- corner
-> baker ->
* Nod.
    ~ a = clamp(2)
    + {if 0 == b} Run.
-> street

== baker
* Buy.
    ~ b = a
    -> back

== corner
+ Stand.
