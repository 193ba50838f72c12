// What cannot be calculated does not hold, and is no error of the play.
var n: 0..3 = 1
def share(m: 0..2) = 6 / m
claim never 6 / n == 3 and n > 2
claim never share(n) == 6 and n == 0
claim never clamp(1, n, 2) == 2 and n == 2
claim reach b with 6 / n == 2
claim reach b with share(n) == 6 or n == 3

== a
+ Less.
    ~ n = clamp(n - 1)
    -> a
+ More. -> b

== b
-> end
