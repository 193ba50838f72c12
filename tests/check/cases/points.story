// What points are called.
== a
-- b //! NC110@4
* (c) One. -> b
* Two. -> c
-- c //! NC111@4
-> end
-- end //! NC112@4
-- d
-- d //! NC111@4
+ Round. -> d
== b
-> end
---
// Where moves go.
== a
+ One. -> b.x //! NC102@13
+ Two. -> c.y //! NC101@11
+ Three. -> y //! NC101@13 the point of another scene is written `-> b.y`
+ Four. -> b.z //! NC102@14
* Five. -> b.y
== b
* (z) Six.
-- y
-> end
---
// Locals.
== a(n: 0..3)
-- first
* Back to it. -> first
* From elsewhere. -> b
-- second
{n}
-> end
== b
+ A. -> a.first //! NC321@6
* B. -> a.second //! NC321@6
* C. -> a(2)
---
// What is set again behind the point, and what is known on both sides, is fine.
== a
~ let x = 1
-- top
~ let y = 2
{x} {y}
* On. -> top
* From elsewhere. -> a.top //! NC321@19
* In.
    ~ let z = 3
    -- deep
    {z}
    ~ if chance(50):
        -> deep
+ Out. -> deep //! NC321@8
--
* End. -> end
---
// Going round, and never coming there.
== a
-- x
Text.
-> y //! NC309@1
-- y
-> x
---
== a
-- x //? NC322@4 the player does not see its line
-> end
-- //? NC323@1
Never. //? NC310@1
---
== a
-- two words
-- y
* A. -> end
* B. -> y
---
// A visit of a point, and out of one.
== a
-> b.in ->
-> end
== b
-> b.in ->
-> end
-- in
* A. -> back
* B. -> back -> c
* C. -> back -> end //! NC014@9 write `-> end`
* D. -> back -> c -> //! NC014@9
== c
-> end
---
// As ink has them.
== a
- (opts) //! NC304@1 `-- opts`
* One. -> opts
* Two. ->-> b //! NC014@8 `-> back -> b`
= inner //! NC304@1 `-- inner`
-> end
== b
-> end
