// Which menu stood there is forgotten before a draw, and then waits for a visit to come back: it has to stay forgotten.
var shut = true
var mood: sour | even | glad = even
var bag: set of rope, lamp, bread = lamp
var hand: rope | lamp | bread
var far: 0..100000 = 7
extern host_mood() -> sour | even | glad

claim guest.greet only after nobody.whistle

== hall
~ if bag has [hand] and far == 5:
    -> any #guest ->
~ elif hand == rope and mood == sour:
    -> room(2) ->
    * (look) Look again.
+ (wait) Wait.
    -> any #guest ->
    -> end
* (sulk) Sulk.
    ~ mood = sour
-> hall

== room(n: 0..3)
~ if shut:
    -> any #guest ->
    * (leave) Leave.
        -> back
-> end

== nobody
~ if host_mood() == glad:
    * (whistle) Whistle.
-> back

== door #guest
~ shut = not shut
-> back

== guest #guest
~ when not shut
+ (greet) Greet.
-> back
