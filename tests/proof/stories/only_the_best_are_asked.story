// A scene below the best is not asked whether it may be drawn, so its division by zero never happens.
title: Only the best

var b: 0..3

== s0
-> any #odd ->
* (c1) Choice 1.
* Stop.
    -> end
-> end

== t0 #odd
~ when 6 / b < 2
-> back

== t1 #odd
~ priority 2
-> back
