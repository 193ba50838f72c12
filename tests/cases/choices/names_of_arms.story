title: Names of arms
var n: 0..9 = 4
var deep = true

== well
~ n += 1
~ deep = not deep
~ if n > 3:
    ~ let half = n / 2
    Half of {n} is {half}.
    ~ if not deep:
        ~ let less = half - 1
        Less is {less}.
        * Take {less}, not {half}.
            ~ n -= less
            Now {n}.
    + Take {half}.
        ~ n -= half
        ~ half = n
        Now {half}.
~ else:
    ~ let half = 7
    Not much.
    + Pour in {half - n}.
        ~ n = half
        It is full.
+ {if n < 9} Wait. -> well
* Leave. -> end
-> well
