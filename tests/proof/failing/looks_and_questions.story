// What is shown fails, at choices, in a question, in a scene that is drawn, in a visit.
var n: 0..11 = 2
var m: 0..11 = 1
var asked: 0..6

== hall
You have {10 / n}. // NC902
+ More.
    ~ n = (n + 1) % 12
    -> hall
+ {needs m > 0: 6 / m is {6 / m}} Other. // NC902
    ~ m = (m + 2) % 12
    -> hall
+ Less.
    ~ m = max(m - 1, 0)
    -> hall
+ Ask.
    ~ ask asked: How many of {8 / (n - 3)}? // NC902
    ~ n = n + asked // NC901
    -> hall
+ Draw.
    -> any #odd ->
    -> hall
+ Visit.
    -> yard ->
    -> hall
+ Leave. -> end

== odd #odd
~ when 4 / (m - 3) < 3 // NC902
Odd.
-> back

== yard
{5 % (n - 4)} // NC902
+ Back. -> back
+ Fall.
    ~ m -= n // NC901
    -> back
