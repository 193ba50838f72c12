title: A choice in a visited scene comes back with the next visit
claim never visits(room) == 3

== hall
A hall.
+ Go in. -> room ->
+ Leave. -> end
-> hall

== room
* (take) Take the lamp.
    -> back
* {otherwise} Turn round. -> back
