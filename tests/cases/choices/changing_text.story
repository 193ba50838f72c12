// Looking at choices may change the state; it is looked at once for each time they are offered.
var n = 0

== start
+ {One | Two | Three}. -> start
+ {if chance(50)} Perhaps. -> start
+ Roll {random(1, 6)}. -> start
+ {cycle: Tick | Tock}{if n > 2:, {once: late | later}}.
    ~ n += 1
    -> start
