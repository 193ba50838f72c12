VAR where = -> a
-> where
=== a
A
~ where = -> b
-> where
=== b
B
{where == -> b: yes}
-> END
