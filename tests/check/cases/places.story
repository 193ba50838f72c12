var home: bar | attic = bar
var n = 3
== a
* One. -> {home} //! NC116@12 `== attic`
* Two. -> {n} //! NC201@12 `var place: bar | street`
* Three. -> {next //! NC014@13
* Four. -> {home} there //! NC014@12
* Five. -> {hom} //! NC103@13 `home`
+ Six.
    ~ n = 2
    ~ home = bar
    -> a
== bar
-> end
---
== a
-> b(c)
== b(next: c | d)
-> {next} //! NC116@5
== c
-> end
== d(n: 0..3)
{n}
-> end
---
// Each place is one that can be come to, and a visit of a place that says nowhere `-> back`.
var home: b | c = b
== a
* Move.
    ~ home = c
    -> a
+ Go. -> {home}
+ Look. -> {home} ->
-> end
== b
-> end
== c
-> end
---
== a
+ Go. -> b //! NC307@7 write `-> b ->`
== b
-> back -> a
---
// A scene that is written where a value is wanted.
var c = true
var home: d | e = d
== start
~ c = not c
+ A. -> {a if not c else b} //! NC103@10 ask on a line above
+ B. -> {b} //! NC103@10 write `-> b`
+ C. -> {home if seen(a) else a} ->  //! NC103@31
+ D. -> {d if c else home}
== a
-> back
== b
-> end
== d
-> end
== e
~ home = e
-> end
