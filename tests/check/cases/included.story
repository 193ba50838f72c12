== a
<- b //! NC312@1
-> end
== b
Text.
-> end
---
== a
<- a //! NC312@1
* One.
-> end
---
== a
<- b //! NC312@1
-> end
== b
<- c //! NC312@1
* One.
== c
<- b //! NC312@1
* Two.
---
== a
<- b
<- b //! NC312@1
-> end
== b
* One.
---
// Conditions may have two stand for each other, but not in one block.
var n = 0
== a
<- b(1)
~ if n > 1:
    <- b(2)
<- b(3) //! NC312@1
+ On.
    ~ n += 1
    -> a
== b(k)
* One {k}.
    -> end
---
== a
<- b
<- c //! NC312@1
-> end
== b
<- d
* One.
== c
<- d
* Two.
== d
* Three.
---
== a
<- b //? NC312@1
-> end
== b
Never read.
* One.
---
== a
<- b
-> end
== b
* One.
Never read. //? NC312@1
---
== a
<- b(1) //! NC203@4
<- c //! NC203@4
<- nobody //! NC101@4
-> end
== b
* One.
== c(n)
* Two {n}.
---
// Prose is fine where the scene is entered, too.
== a
<- b
-> b
== b
Read.
* One.
-> end
---
var x = true
== a
~ x = false
~ if x:
    <- b
* One.
-> end
== b
* Two.
---
== a
-> end
== b //? NC302@4
What stands before the choices is read by nobody.
<- b //! NC312@1
+ X. -> b
