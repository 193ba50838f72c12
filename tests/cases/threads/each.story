== start
Here.
<- doors
* each #door
+ Stop. -> end
Behind.
-> start

== doors
* each #door ->
* each #gate
-> end

== red: Red #door
Red. -> back

== blue: Blue #gate #door
Blue. -> start
