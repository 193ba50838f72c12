VAR g = 1
~ temp t = g + 1
{t}
-> k(5)
=== k(t)
~ temp u = t
{t} {u}
~ t = t + 1
~ u += t
{t} {u} {g}
-> END
