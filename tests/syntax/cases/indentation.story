== a
Text.
    Indented. //! NC007@5
    More of it.
        And deeper.
Back.
    Again. //! NC007@5
-> end
---
== a
* One.
        Eight. //! NC006@9
    Four.
    Four again.
Zero.
-> end
---
    == a //! NC011@5
-> end
---
== a
    * One. //! NC007@5
        Below one.
    * Two.
        Below two.
-> end
---
// Tabs and spaces in one file.
== a
* One.
    Four spaces.
* Two.
	A tab. //! NC005@1
-> end
---
== a
* One.
  	A mixture. //! NC005@1
-> end
---
// The whole file is indented.
== a
  Text. //! NC007@3
  -> b
== b
  -> end //! NC007@3
---
    title: Indented //! NC007@5
  cast: Mia //! NC007@3
  var x = 1 //! NC007@3
== a
~ x += 1
{x}
Mia: Hello.
-> end
---
== a
-> b
    Below a move. //! NC007@5
== b
~ let n = 1
    Below logic. //! NC007@5
{n}
-> end
---
// Choices from elsewhere have no block here.
== a
* each #t ->
    Text. //! NC007@5 stands in the scene that it comes from
<- b
    Text. //! NC007@5 stands in the scene
-> end
== b
* One. -> end
== c #t
-> back
