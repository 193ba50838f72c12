title: 32 visits are under way at once
var n = 0

== s
+ On.
    -> v ->
    -> end: Back

== v
~ n = clamp(n + 1, 0, 40)
~ if n < 32:
    -> v ->
-> back
