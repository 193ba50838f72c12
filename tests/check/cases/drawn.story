== a
-> any #gossip ->
-> d ->
* each #gosip -> //! NC107@9 did you mean `gossip`
-> end
== b(n) #gossip //! NC314@4
{n}
-> back
== c #other
~ when true
~ priority 1
Text.
-> back
== d #gossip=2
~ once
-> back
---
== a
-> b
== b
~ once //? NC314@1
-> end
---
== a
-> any #nobody //! NC107@9
-> end
---
// A line that cannot be read may be the one that draws it.
== a
* {any kitchen} Cook. -> end //! NC020
+ Go in. -> kitchen
== kitchen
~ once
-> end
---
// What may have been meant as its tag is named, and that is all.
== a
* On.
    -> any #deep
    -> end
* Down. -> cellar
== cave #deep
-> end
== cellar: The cellar #deep( //? NC315
~ once
-> end
---
== a
* On.
    -> any #deep
    -> end
== cave #deep
-> end
== cellar: The cellar //? NC302
~ once
-> end
---
// What stands behind a draw that always finds a scene.
== a
~ if chance(50):
    -> any #often //? NC310@5 `-> any #often ->`
    Never.
~ if chance(50):
    -> any #often
    -> end
~ if chance(50):
    Sometimes. -> any #once
    When none is left.
-> any #once
-> end
== b #often
-> a
== c #often #once
~ once
-> a
== d #once
~ once
-> a
