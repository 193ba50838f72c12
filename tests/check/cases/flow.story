// Loose ends.
== a
Text. //! NC301@1
---
== a
* One. -> b
* Two. //! NC301@3
== b
-> end
---
var x = true
== a
~ if x:
    -> b
~ x = false //! NC301@3
== b
~ if x:
    -> end
~ else:
    Text. //! NC301@5
---
== a
~ cycle:
    - One. -> b
    - Two. //! NC301@7
== b
~ once: //! NC301@1
    - One. -> end
---
== a
-> any #t //! NC301@1
== b #t
-> end
---
== a
-> b -> //! NC301@1
== b
-> back
---
// Both ways lead on.
var x = true
== a
~ if x:
    -> b
~ else:
    ~ cycle:
        - -> b
        - Text. -> b
== b
* One. -> end
* {otherwise}
    ~ x = false
    -> end
---
// What no player comes to.
== a
-> b
Text. //? NC310@1
* Choice.
== b
* One. -> end
    Below.
+ Two.
    -> end
    Below. //? NC310@5
Text. //? NC310@1
---
== a
-> end
== b //? NC302@4
-> c //! NC309@1
== c
-> b
---
// A move at the end of a choice's line comes after what is indented below it, so it may never be made.
== a
+ One. -> b //? NC310@8 never made
    -> c
+ Two. -> any #t //? NC310@8
    -> c
+ Three. -> end //? NC310@10
    * Four. -> b
    * {otherwise}
        ~ cycle:
            - -> c
            - -> b
~ if visits(a) > 1:
    * {if visits(a) < 4} Five. -> b #tag //? NC310@32
        Text. -> back //! NC307@15
== b
* One. -> c
    Text.
+ Two. -> any #t
    Text.
<- d
-> c
== c #t
-> end
== d
+ One. -> c //? NC310@8
    -> b
---
// A visit there comes before what is below, so both are done.
== a
+ One. -> b ->
    -> c
+ Two. -> any #t ->
    -> d
== d
* Three. -> c
* {otherwise} -> b ->
    -> c
== b #t
-> back
== c
-> end
---
// A scene that only borrows.
== a
<- talk
-> end
== talk
* One.
* Two.
---
// Once-only choices in a scene that comes back.
== a
* One.
    -> a
* Two. -> b //? NC311@3
== b
Text. -> a
---
== a
* One.
    -> a
* Two. -> end
---
== a
* One.
    -> a
+ Two. -> a
---
// One message for a move that is not there.
== a
* One. -> shelfs //! NC101@11 did you mean `shelves`
* Two. -> shelves
== shelves
-> end
---
== a
-> shelfs //! NC101@4 did you mean `shelves`
== shelves
-> end
