var gold = 1
const gold = 2 //! NC110@7
def bar(n) = n //! NC110@5
var mood: sour | bar | sour //! NC110@24
== gold //! NC110@4
{gold} {mood}
~ gold += 1
~ mood = bar
-> bar
== bar //! NC110@4
-> end
---
== a
-> b
== b
-> end
== a //! NC110@4
-> c
== c
-> end
---
var visits = 1 //! NC112@5
const min = 2 //! NC112@7
def words(n) = n //! NC112@5
== end //! NC112@4
-> end
== back //! NC112@4
-> end
== each //! NC112@4
-> end
== seen //! NC112@4
-> end
---
// Names of several enumerations may be the same, but not that of a variable.
var weather: fine | foul
var mood: fine | glum
var glum = true //! NC110@5
== a
~ weather = foul
~ mood = fine
~ glum = false
{weather} {mood} {if glum: so}
-> end
---
// Choices of one scene need different ids.
== a
* Open it.
* Open it! //? NC111@3
* (open) Look.
* (open) Look again. //! NC111@4
* (open-it) Look closely. //? NC315@3
-> end
---
// Choices without a text never show, and need none.
== a
* One.
* {otherwise} -> b
Text.
* Two.
* {otherwise} -> b
-> b
== b
-> end
---
== a(n, n) //! NC110@9
-> end
---
def f(x, x) = x //! NC110@10
def g(f) = f
== a
{f(1, 2)} {g(1)}
-> end
