// Whether an `each` is closed is asked also where no scene can be drawn.
var people: 0..3 = 1

== hall
+ Go on. -> gate
+ Send them away.
    ~ people = 0
    -> hall

== gate
+ Leave. -> end
+ {needs 12 / people > 3: too few} each #talk -> // NC504 after 2
-> gate

== talk #talk
~ when people > 0
-> back
