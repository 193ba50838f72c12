== start
+ Unnamed. -> end
+ Named. -> end: The long way, round
+ Elsewhere. -> other
+ At once.
    Said before.
    -> end: The long way, round

== other: Other
Other.
-> end: Elsewhere
