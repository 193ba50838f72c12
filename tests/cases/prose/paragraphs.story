// What joins lines into paragraphs, and what ends one.
var n = 0
cast: Mia

== start
One.
Two
and a half.
// A comment is not there.
Three. // Nor is this.

Four.


Five.
~ n += 1
Six, after logic.
~ if n == 1:
    Seven, from a block.

    Eight.
Nine joins eight.
~ if n == 2:
    Never.
Ten. -> next

== next
Eleven.\
A new line,
but one   paragraph.

Mia: Twelve.
Still Mia.
~ n += 1
And still.

Nobody.
Mia: Again.
Mia: And again.
* Take a choice.
    A new paragraph.
    -> visit ->
    Coming back is one.
    -> end

== visit
Entering is one.
-> back
