// An {otherwise} that is borrowed counts like the others: the first of the group that holds.
var n = 0

== start
Look.
~ if n < 2:
    <- talk
    <- nested
~ else:
    * {otherwise}
        My own.
        -> end: Own
* (late) {otherwise} -> end: Late
Behind {n}.
-> start

== talk
* "Hello."
* {otherwise}
    ~ n += 1
    Talked out {n}.
-> end

== nested
<- talk_more
* {otherwise} -> end: Nested
-> end

== talk_more
* "More."
    ~ n += 0
-> end
