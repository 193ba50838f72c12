- (t)
{-> a|-> b|done}
-> END
= a
A -> t
= b
B -> t
