cast: Mia, Old Tom
== a
Mia: Hello.
mia: Hello. //? NC106@1 did you mean `Mia`
Maia: Hello. //? NC106@1 did you mean `Mia`
Old Tim: Hello. //? NC106@1 did you mean `Old Tom`
Old  Tom: Hello. //? NC106@1 did you mean `Old Tom`
Nobody: Hello.
The sign says: closed.
Mia : Hello.
~ once:
    - Mai: Hello. //? NC106@7 did you mean `Mia`
-> end
---
// Without a cast there is nothing near.
== a
Mia: Hello.
-> end
---
// Accents with the letter or behind it: to a reader the names are one.
cast: Élodie, Ada
== a
Élodie: Bonjour.
Élodie: Bonsoir.
Ada: Hm.
-> end
---
// Somebody with nothing to say, also in a scene of plain sentences.
cast: Mia
== a
Rain falls.

Mia: //? NC315 says nothing
-> b
== b
Rain falls.
* Go on.
    Mia: //? NC315 says nothing
    -> end
---
title: One name of the cast, whose accents are typed in two ways
cast: Zoé, Ada, Zoé //? NC114 stands twice in the cast

== start
Zoé: Yes.
Ada: No.
-> end
