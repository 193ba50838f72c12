// What is wrong in one place, and seen in others.
// A name of a type in another spelling.
var basket: set of loaf, bun, pie = bun
var sold: set of loaf, buns, pie //! NC105@24 write `bun`
== start
~ sold += basket
~ basket -= sold
{sold} {basket}
-> end
---
// Two sets that are meant to be two.
var basket: set of loaf, bun, pie = bun
var sold: set of coin, note, cheque = note
== start
~ sold += basket //! NC201@11 is wanted here
~ basket -= sold //! NC201@13
{sold} {basket}
-> end
---
// A heading in the place of a point: the scene above ends there.
== kitchen: The kitchen
* Wash.
* Look about you. -> bench
* Wait.
    You wait.
== bench //! NC301@4 `-- bench`
You scrub your hands.
-> end
---
// The same where others go there, too, and where the scene has a title: there a move is missing.
== kitchen: The kitchen
* Wash. //! NC301@3
* Look about you. -> bench
== bench
-> yard
== yard: The yard
* Go back. -> bench
* Go. -> end
---
== kitchen: The kitchen
* Wash.
* Wait. //! NC301@3
* Look about you. -> bench
== bench: The bench
-> end
---
// A parameter's range.
== start
-> bake(random(1, 3)) -> //! NC202@9 `random(1, 2)`
-> end
== bake(n: 1..2)
~ if n == 3:
    Three.
~ if n > 1:
    Two.
-> back
---
== start
-> bake(random(1, 2)) ->
-> end
== bake(n: 1..2)
~ if n == 3: //? NC303@6
    Three.
~ if n > 1:
    Two.
-> back
---
// What is behind a draw that was meant to come back.
== square
* each #errand //! NC307@3
+ Go home. -> end
You look about you.
-> square
== bakery: To the bakery #errand
You buy a loaf.
-> back
---
// A variable and a set with an odd name beside the one that is used.
var rainy = true //! NC103@5 write `raining` here
== start
{if raining: It rains. | It does not.}
~ raining = not raining
-> end
---
// The move above a heading leads to it: to a point right below nobody needs one, so the loop lacks its move.
== camp: The camp
-- fire
* Sing.
* Dance. //! NC301@3 scene `camp` ends here without a move
+ Lie down. -> morning
== morning
-> end
---
// A point with another name than its moves: they are all told at the point.
== wagon: The wagon
-- asks //! NC101@4 nothing uses the name `asks`, and there is no `ask`
{Somebody knows. | Nobody asks.}
+ Look about you. -> ask
+ Sit down. -> ask
+ Go. -> away
== away
+ Go back. -> wagon.ask
+ Go on. -> end
---
// A heading that lost its parameter, where its name stands for one of an enumeration.
var town: harrow | milby = harrow
== road
+ Harrow. -> arrive(harrow)
+ Milby. -> arrive(milby)
== arrive //! NC203@1 write `== arrive(where)`
~ town = where
{if town == harrow: A market. | A mill.}
-> end
---
// What a claim says of a function that is not known is not known either.
var coins: 0..5 = 3
def por() = coins < 2 //! NC104@5 nothing uses the name `por`, and there is no `poor`
claim never poor() and coins > 4
== market
+ {if poor()} Beg.
    ~ coins += 1
    -> market
+ {if not poor()} Buy.
    ~ coins -= 1
    -> market
+ Go. -> end
---
// A value that cannot be read leaves no range.
var degrees: 12..26 = 20
== night
~ degrees = clamp(degrees - random(1..2)) //! NC020@37 write `random(1, 2)`
It is {degrees} degrees.
+ Sleep. -> night
+ Go. -> end
---
var degrees: 12..26 = 20
== night
~ degrees = clamp(degrees - random(1, 2) //! NC020@18 is not closed
It is {degrees} degrees.
+ Sleep. -> night
+ Go. -> end
---
// A declaration that is gone: its name is used too often to be another one, in a function and elsewhere.
const cold = 3
def burn(n: 0..3):
    ~ coal -= n
== cellar
Of coal there is {coal}. //! NC103@19 declare it before the first scene, `var coal = …`
+ {if coal > cold} Burn it.
    ~ burn(1)
    -> cellar
+ {if coal > 1 and coal < cold} Wait. -> cellar
+ Go. -> end
---
// A choice's line that stands twice: the first one has no move.
== desk
* Look under the counter. //! NC301@3 the same choice stands below: delete one of them
* Look under the counter.
    Dust. -> desk
* Go. -> end
---
// A choice that is indented below a paragraph, above its neighbours.
== rail
She puts the ring on the wrong hand, and it fits.
    * Watch her. -> end //! NC007@5 do not indent it
* Leave her. -> end
---
// What is said of menus follows from lines that are indented wrongly.
var lessons: 0..3
== lesson
~ lessons = clamp(lessons + 1)
~ if lessons == 1:
    It is looking at me.
    * "Water has no eyes."
        It has *you* in it.
* "Then look back."
        He looks back.
~ elif lessons == 2: //! NC015@1 there is no `~ if` above
    He lets go.
-> end
