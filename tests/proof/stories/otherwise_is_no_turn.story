var done = false
claim never done
claim reach c

== a
* Once. -> b
* {otherwise} -> b

== b
+ {if since(a) == 1} Near. -> c
+ {if since(a) == 0} At once.
    ~ done = true
    -> c
+ {if turns() % 5 == 2} Late. -> a
+ On. -> b

== c
+ Again. -> a
-> end
