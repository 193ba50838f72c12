VAR n = 0
- (t)
~ n++
{n < 3: again -> t | over -> o}
= o
O
-> END
