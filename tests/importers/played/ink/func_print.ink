~ say("hi")
A {say("there")} B {twice(4)} {say("x")}{say("y")}.
-> END
=== function say(s)
<{s}>
=== function twice(n)
~ return n * 2
