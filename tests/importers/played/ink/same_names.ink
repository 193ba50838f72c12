-> k
=== k
- (x) K {x}
{x < 2: -> x}
-> m.x
=== m
= x
M {x} {k.x}
-> END
