== a
- > b //! NC304@1
== b
-> end
---
== a
--> b //! NC304@1
== b
-> end
---
== a
=> b //! NC304@1
== b
-> end
---
== a
→ b //! NC304@1
== b
-> end
---
== a
-> //! NC014@1
---
== a
-> b. //! NC014@5
== b
-> end
---
== a
-> the bar //! NC014@4
== bar
-> end
---
== a
-> small-talk //! NC014@9
== small_talk
-> end
---
== a
-> "bar" //! NC014@4
== bar
-> end
---
// ink's way back
== a
-> b ->
-> end
== b
->-> //! NC014@1
---
== a
-> any //! NC014@4
-> end
---
== a
-> any gossip //! NC014@4
-> end
== b #gossip
-> back
---
== a
-> end: //! NC014@4
---
var n = 1
== a
~ n += 1
-> end: Ending {n} //! NC014@9
---
== a
-> END //! NC101@4
---
== a
-> DONE //! NC101@4
---
== a
{if true: -> a | -> b}  //! NC014@11
== b
-> end
---
== a
-> b -> c //! NC014@6
== b
-> end
---
== a
-> b(1 //! NC020@5
== b(n)
{n}
-> end
---
== a
-> b() //! NC203@4
== b(n)
{n}
-> end
---
== a
<- 1 //! NC014@4
-> end
---
== a
<- //! NC014@1
-> end
---
== a
* (x) Text ->  //! NC014@12
-> end
---
== a
Line one. -> b Line two. //! NC014@16
== b
-> end
---
// A tunnel of ink with a move behind it.
== a
* One. -> b -> c //! NC014@13 `-> b ->`, and on a line of its own below it `-> c`
* Two. -> b -> -> c(2) //! NC014@13 below it `-> c(2)`
* Three. -> b -> -> //! NC014@13
-> b -> c -> //! NC014@6
== b
-> back
== c(n: number)
{n}
-> end
---
// An ending is the end.
== a
* One. -> end: Done -> //! NC014@16 nothing comes after
* Two. -> end: Done -> b //! NC014@16
* Three. -> end: Up \-> down
* Four. -> end -> b //! NC014@16 after `-> end`
-> end: Done -> #tag //! NC014@9
