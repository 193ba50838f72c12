// When all that is borrowed is closed, the story goes on.
var key = false

== start
<- door

You sit down.
+ Find the key.
    ~ key = not key
    -> start
+ Leave. -> end

== door
* {needs key: it is locked} Open it. -> end: Out
-> end
