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
---
title: Moves beside back-ticks

== start
He types `Go -> bar` and waits. //! NC014@20
* It is 5` wide and -> barr` too. //! NC014@28
* Last. -> bar

== bar
-> end
---
title: A comment with the second back-tick

== start
* He writes `so -> barr // or` here. //! NC101@20 did you mean `bar`?
* Stay. -> bar

== bar
-> end
---
title: Words behind the arrow that are nearly those of a scene

== start
You walk -> barr please //! NC014@18
-> bar

== bar
-> end
---
title: What is added up behind an abbreviation, and choices in a paragraph

== start
It is 25% b.p. + VAT now, etc. + tip.
It rains. * TV on. //? NC315@11 a choice stands on a line of its own
It rains at 5 p.m. * Go in. //? NC315@20 a choice stands on a line of its own
-> end
---
title: A mark that has a note below

== start
k2, turn**, and again.

** = see the chart
-> end
---
title: Two stars without a mark above

== start
* Go.
    ** = see //! NC304@5 choices nest by indentation
    Now.
    -> end
* Stay. -> end
