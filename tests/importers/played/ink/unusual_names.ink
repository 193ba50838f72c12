VAR _x = 1
VAR été = 2
VAR end_ = 3
{_x} {été} {end_}
-> back
=== back
-> any
=== any
-> label
=== label
L -> def
=== def
D -> END
