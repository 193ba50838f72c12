title: Menus from the arms of an if

var rain: 0..3 = 3
var n = 0
var cold = true

claim never rain == 0 and n < 3

== street
You stand in the street.
~ if rain > 0:
    It pours, {n}.
    ~ n += 1
    ~ rain -= 1
    * (umbrella) Open the umbrella.
        That is better.
    + {if rain < 2} Run to the door.
        -> door
~ else:
    The sun.

    * Smile. -> street
~ if cold:
    It is cold.
    ~ cold = false
    * Button up the coat.
+ Walk on.
* Go home. -> end: Home

And on.
-> street

== door
* Knock.
    Nobody.
* Ring.
~ if n > 1:
    Behind the door somebody coughs.
    * Cough.
    ~ if rain > 0:
        * Shiver.
* {if n > 2} Shout.
* {otherwise} -> street

Nothing happens.
-> street
