-> k
=== k
= one
One
-> two
= two
Two {k.one} {two}
{two < 2: -> k}
-> k.three
= three
Three -> END
