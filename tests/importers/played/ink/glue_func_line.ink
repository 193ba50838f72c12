A<>
{x()}
<>B
-> END
=== function x()
~ temp q = 1
~ return q
