var lamp = false
var cat = false

== start
* Light it.
    ~ lamp = true
    -> start
~ if lamp:
    * Put it out.
        ~ lamp = false
        -> start
    ~ if cat:
        * Pet the cat.
            It purrs.
    ~ else:
        * Call the cat.
            ~ cat = true
            -> start
~ elif cat:
    * The cat in the dark.
~ else:
    + Wait.
        Dark.
* {otherwise} -> end: Out of choices
They meet.
~ if lamp:
    * A group of its own.
    Not only choices: no part of a group.
~ else:
    No lamp.
-> end
