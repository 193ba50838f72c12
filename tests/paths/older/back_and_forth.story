var n: 0..9 = 0
== a
A.
+ Wait {n} times (so long)! -> b
+ (on) Go on. -> b
== b
B {n}.
+ Back.
    ~ n += 1
    -> a
