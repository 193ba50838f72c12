VAR t = -> a
-> go(-> b)
=== go(-> w)
{t == -> a: is a}
-> w
=== a
A -> END
=== b
B
-> t
