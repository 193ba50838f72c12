title: Two dice in one hand
var b: 0..3 = 0

claim reach two
claim reach one
claim never b == 3

def roll(n: 1..3):
    ~ let x = random(1, n)
    ~ return x

== start
+ Roll.
    ~ b = roll(2)
+ Leave. -> end
+ {if b == 2} Two. -> two
+ {if b == 1} One. -> one
-> start

== two
-> end

== one
-> end
