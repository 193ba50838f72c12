-> f(3, "three")
=== f(n, s)
{n} is {s}
{n > 0: -> f(n - 1, "less than " + s)}
-> END
