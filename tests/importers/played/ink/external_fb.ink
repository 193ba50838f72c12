EXTERNAL beep(n)
A {beep(2)} B
~ beep(3)
-> END
=== function beep(n)
~ return n * 2
