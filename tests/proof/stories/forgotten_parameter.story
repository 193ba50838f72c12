// A parameter that nothing reads for certain is forgotten; what is made of it is made of a number all the same.
var b: 0..3

== start
+ Go. -> room(2)
+ {if turns() > 1 and since(room) != 3} Leave. -> end

== room(n: 0..3)
+ Wait.
    ~ b = clamp(n, 0, 3)
    -> start
+ Set.
    ~ b = 0
    ~ if turns() == 4:
        -> end
    -> start
