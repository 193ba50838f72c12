title: Nothing to do

var n = 1

// A comment.
== start: The start #tag
Text, as it should be.  And here are two spaces.

* (a) {if n > 1} {needs n > 2: no} Take it. #tag -> end: Taken
* Leave it.
    Left. {if n > 1: a | b}

-> end
