title: Nothing is changed by looking, but for what is counted
var light = false
var lamps: 0..2 = 0

claim never visits(cellar.third) == 1 and lamps == 2
claim "Out" only after hall.second

== hall: The hall
~ if light:
    It is light.
* Look at the first picture.
    It is nice. {if lamps == 2: Very nice.}
    -> hall
* (second) Look at the second picture.
    -> hall
* {if light} Look at the third { | again}.
* Think of the cellar. -> thought
+ Go down. -> cellar
+ {if light} Leave. -> end: Out
-> hall

== thought
It is dark down there.
-> hall

== cellar: The cellar
~ let before = lamps
* Feel the wall.
    -> cellar
* Feel the floor.
    ~ lamps = clamp(lamps + 1)
    -> cellar
* (third) Find the switch.
    ~ light = true
    -> cellar
* {if before == 1} Look up. -> cellar
+ Go up. -> hall
* Sit down.
    -> corner

== corner
* Stand up. -> corner
* Count to ten.
    {10 / (2 - lamps)} -> corner
