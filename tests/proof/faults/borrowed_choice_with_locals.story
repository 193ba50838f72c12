// While a borrowed choice stops again inside, the borrowing scene's parameter is still in use.
claim reach "Yes"
claim never lost
var lost = false

== begin
-> room(2)

== room(x: 0..3)
<- talk
~ if x == 2:
    -> end: Yes
~ lost = true
-> end: No

== talk
+ Hello.
    + How are you?
        Fine.
+ {if visits(room) > 1} Once more. // NC502
-> end
