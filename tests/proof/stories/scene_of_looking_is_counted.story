title: Looking leads through a scene that something counts
claim never visits(alley) == 2

== hall
A hall.
+ Wait. -> yard
+ Leave. -> end

== yard
* Look up. -> alley
+ Stay. -> end

== alley
It is narrow.
-> yard
