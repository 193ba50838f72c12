// What a claim calls may fail for it alone: it does not hold there, and the story goes on.
var n: 0..3 = 1
def ratio(m):
    ~ if m == 3:
        ~ return 0
    ~ return 3 / m
claim reach b.on with ratio(n) == 3
claim reach b.on with ratio(n) == 2

== a
+ Less.
    ~ n = clamp(n - 1)
    -> a
+ More. -> b

== b
+ (on) Go on. -> end
