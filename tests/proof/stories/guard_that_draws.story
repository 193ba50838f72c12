// A guard that draws comes out both ways, also beside a choice that is always there.
var bag: set of rope, lamp = lamp
extern host_truth() -> true/false

== start
+ Begin.
    + {needs not host_truth(): no} Climb. -> high
    * Stay.
+ Wait.
    + {if chance(50)} Fly. -> high
    + Walk. -> start
-> end

== high
-> end: High
