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
---
// Somebody of the cast is called by the last name alone, or the cast has it alone: one line is enough.
cast: Mia, Old Tom
== a
Mia: Hello.
Tom: Hello. //? NC106@1 did you mean `Old Tom`
-> end
---
cast: Mia, Tom //? NC114@12 there is a line that begins with `Old Tom:`
== a
Mia: Hello.
Old Tom: Hello.
-> end
---
// What is no speech, and what is no name behind a title.
cast: Mia, Tom, Time
== a
Mia: Hello.
Old Tom: 2.
Closing Time: Nine on Sundays.
-> end
---
cast: Old Tom //? NC114@7 write `cast: Old, Tom`
== a
Old: Hello.
Tom: Hello.
-> end
---
// A blank at which no line breaks is a blank, in the cast or where somebody speaks; a name with two kinds is one name.
cast: Konrad Emil, Mme Roux, Mme Roux //? NC114 stands twice in the cast
== a
Konrad Emil: //? NC315 says nothing
Mme Roux: Ah.
-> end
