var c = false
claim reach s0.c8 with c

== s0
* (c6) Choice 6.
    * (c7) Choice 7.
        -> end: Done
    + (c8) Choice 8.
+ Pass.
Meet.
* (c14) Choice 14.
    ~ c = not c
    + (c17) Choice 17.
    -> s0
+ Out.
-> end
