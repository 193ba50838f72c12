title: A long arrow to no scene

== start
You nod. ---> barr //! NC101@15 did you mean `bar`?

== bar
-> end
---
title: Feet in a comment

== start
* He is 5` tall. -> barr // or 6` tall //! NC101@21 did you mean `bar`?
* Stay. -> bar

== bar
-> end
---
title: A row that is drawn

== start
<---- wind ----> blows
`a->b` and `p->next` are shown.
-> end
