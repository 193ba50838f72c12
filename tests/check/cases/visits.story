== a
-> b -> //? NC308@1
-> c //! NC307@1 write `-> c ->`
== b
Text.
-> end
== c
-> back
---
== a
-> b ->
-> b //? NC307@1 write `-> b ->`
== b
-> back
---
// Back from further on.
== a
-> b ->
-> end
== b
-> c
== c
-> d ->
-> back
== d
-> back
---
== a
-> any #t -> //? NC308@1
* each #t -> //? NC308@3+10 write `each #t` without the arrow
-> end
== b #t
Text. -> end
---
// A visit that may end the story instead.
== a
-> b ->
-> end
== b
* Die. -> end: Dead
* Live. -> back
---
== a
-> b
== b
-> c ->
-> b
== c
{seen(a)} //! NC301@1
---
// In what is only borrowed, `-> back` belongs to the scene around.
== a
-> b ->
-> end
== b
<- talk
-> back
== talk
* Leave. -> back
