title: Two dice in one hand
var b: 0..3 = 0

claim reach "Two"
claim reach "One"
claim never b == 3

def roll(n: 1..3):
    ~ let x = random(1, n)
    ~ return x

== start
+ Roll.
    ~ b = roll(2)
+ Leave. -> end: Left
+ {if b == 2} Two. -> end: Two
+ {if b == 1} One. -> end: One
-> start
