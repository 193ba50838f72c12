// A mistyped tag is one mistake: what it may have meant is not called unreachable.
== a
* each #chorse -> //! NC107@9 did you mean `chore`?
* {otherwise} -> any #zzz //! NC107@23 tags of scenes stand behind their title
-> end
== b #chore
~ when seen(a)
Text. -> c ->
-> back
== c
-> back
== d: Title #talk
Text. -> e
== e
-> end
---
// The tag of the scene is the one that is mistyped.
== a
-> any #errand ->
-> end
== b #erand //? NC302@4 did you mean `errand`?
-> back
== c #errand
-> back
== d #other //? NC302@4 move there with `-> d`
-> back
---
// A label may have the name of a scene; asking about it is a question.
== a
* (b) Go. -> b
+ {if seen(b) and visits(a.b) > 0} Stay. -> end //? NC316@12+1 `a.b`
+ {if since(b) > 2} Look. -> a
== b
{if visits(b) > 1: again}
-> a
---
// Tags stand before a move, with a space or without.
== a
* Text #one->b
* Other text #two=2 #three-> b
Line. #four->b
== b
-> end
