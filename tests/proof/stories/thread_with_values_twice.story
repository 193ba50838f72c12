// A scene that comes in twice with different values: each choice is taken with those that it was shown with.
claim never taken == 2
claim reach a with taken == 1
var taken: 0..3 = 0

== a
~ if taken < 3:
    <- lent(1)
~ if taken >= 0:
    <- lent(2)
+ Out. -> end

== lent(k: 0..3)
+ Lent {k}.
    ~ taken = k
    -> a
