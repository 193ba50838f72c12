// Two scenes send the player to each other, but only at night and after the second visit of the well.
var hour: 0..23 = 20
var fog = false

== square
+ Wait.
    ~ hour = (hour + 1) % 24
    -> square
+ To the well.
    ~ fog = hour > 22 or hour < 4
    -> well
+ Leave. -> end

== well
~ if visits(well) > 2 and fog:
    -> path // NC504 after 6
-> square

== path
~ if not fog: // NC503
    -> square
-> well
