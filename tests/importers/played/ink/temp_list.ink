LIST l = a, b
~ temp t = l
~ t += a
{t}
-> f(t)
=== f(x)
{x} {LIST_COUNT(x)}
-> END
