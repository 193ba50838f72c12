// Whenever the ghost could be drawn, the guest has more priority.
var hour: 0..5
var heard: set of steps, door

== hall
+ Wait.
    ~ hour = clamp(hour + 1)
    ~ if hour == 3:
        ~ heard += door
    ~ if hour > 3:
        ~ heard += steps
    -> any #night ->
    -> hall
+ Leave. -> end

== wind #night
The wind.
-> back

== guest #night
~ when heard has door
~ priority 2
The guest asks for you.
-> back

== ghost #night // NC509
~ when heard has steps
~ priority 1
The ghost.
-> back
