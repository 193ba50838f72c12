A{f()}B
<>{f()}<>
C
-> END
=== function f()
<>-x-<>
