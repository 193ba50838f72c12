// Purses that run over and out in nearly every state, in scenes, in arguments and in functions.
var a: 0..12 = 0
var b: 0..12 = 6

claim reach shop

def half(n: 0..20):
    ~ let left: 1..20 = n / 2 // NC901
    ~ return left

== hall
+ Earn.
    ~ a += 1 // NC901
    -> hall
+ Spend.
    ~ b -= 1 // NC901
    -> hall
+ Swap.
    ~ a += 5 // NC901
    ~ b -= 5 // NC901
    -> hall
+ Give.
    -> given(a - b) // NC901
+ {if b < 12} Give two.
    -> two(a * 2 - b, 6 / (a - 12)) // NC901 // NC902
+ Pay. -> shop
+ Halve.
    ~ b = half(b)
    -> hall
+ {a == 12 and b == 0} Leave. -> end

== shop
~ a -= 3 // NC901
-> hall

== two(n: 0..12, m: -6..0)
~ a = n
-> hall

== given(n: 0..12)
~ b = n
-> hall
