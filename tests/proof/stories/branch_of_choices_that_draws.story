// What is offered depends on chance through a condition around choices, in the scene and in what it borrows.
title: A branch that draws

== s0
* (c1) Choice 1.
    * (c2) Choice 2.
        -> s1
    ~ if true == chance(1):
        * (c3) Choice 3.
            -> end: Three
* (c4) Choice 4.
-> end: Done

== s1
* (c6) Choice 6.
<- b0
-> end: Done

== b0
* (c7) Choice 7.
    -> end: Seven
~ if chance(2):
    * (c5) Choice 5.
        -> end: Five
-> end
