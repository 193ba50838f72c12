-> a(1 + 2, not true, "q" + "r")
=== a(x, y, z)
{x} {y} {z}
-> END
