VAR a = 1
~ add(a, 3)
{a}
~ temp l = 2
~ add(l, a)
{l}
-> END
=== function add(ref x, n)
~ x = x + n
