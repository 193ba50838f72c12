== a
-> a //! NC309@1
---
== a
Text. -> b
== b
-> c //! NC309@1
== c
-> b
---
var n = 0
== a
~ n += 1
~ if n > 3:
    -> end
-> a
---
== a
~ cycle:
    - -> b
    - -> a //! NC309@7
== b
-> a
---
== a
-> any #t //! NC309@1
-> a
== b #t
-> a
---
== a
* Choice.
-> a
---
== a
~ ask n: Name? //! NC103@7
-> a
== b //? NC302@4
-> a
---
var n: text
== a
~ ask n: Name?
{n}
-> a
---
// A line that cannot be read may be the one that stops.
== a
~ frobnicate //! NC012
-> a
---
== a
-> b
== b
~ stop here //! NC012
-> a
