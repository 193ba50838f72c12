// Below.
VAR depth = 2
A house.
=== cellar ===
// Wet.
{lit:Light.|Dark.} {depth} down.
+ {not lit} [Strike a match.]
    ~ lit = true
    -> cellar
+ [Up.] -> END
