// What a function draws is read behind its visit: its parameters are not dead where it draws.
title: Two dice
var b: 0..6
var c: 0..6
claim never b == 2
claim never c == 3
claim reach "Six"

def roll(n: 1..3):
    ~ let x = random(1, n)
    ~ return x

== hall
+ Roll.
    ~ b = roll(2)
    -> thrown(3) ->
    ~ if b + c == 5:
        -> end: Six
-> hall

== thrown(n: 1..3)
~ let x = random(1, n)
~ let y = x
~ c = y
-> back
