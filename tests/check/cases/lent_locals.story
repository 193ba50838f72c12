// Choices that `<-` adds come without what their scene has set above them; the condition of one is asked at once.
== hall
+ Down. -> cellar
+ Leave. -> end
== cellar
<- ways
+ On. -> end
== ways
~ let far: 0..9 = 4
+ {if far > 5} Far. -> end //! NC321@7 make it a parameter: `<- ways(…)`
---
// Wherever the head of a choice is read to offer it; each variable is told once, at the first.
var rain = true
== a
~ rain = false
+ Go. -> b
<- b
-> end
== b
~ let one = 1
~ let two = 1
~ let three = true
~ let four = 4
~ let five: set of rope, lamp = [rope]
~ let six = 6
~ let seven = 7
~ if three: //! NC321@6
    + Under a condition. -> end
+ {needs two > 1: You need it.} Two. -> end //! NC321@10
+ {needs rain: You need {four}.} Three. -> end //! NC321@26
+ One{if one > 1: , or two}. -> end //! NC321@10
+ for it in five: Take the {it}. //! NC321@13
    You take it.
+ {if two > 1} Told above. -> end
+ {if six > 1} each #door //! NC321@7
<- c(seven) //! NC321@6
-> end
== c(n: 0..9)
+ Again {n}. -> end
== d #door
-> end
---
// Nested: each scene lends its own choices, whoever borrows them first.
== a
<- b
+ Leave. -> end
== b
<- c
+ On. -> end
== c
~ let far = 4
+ Far, {far}. -> end //! NC321@9
---
// A scene that is visited as well is wrong where it is borrowed.
== a
-> b ->
<- b
+ Leave.
-> end
== b
~ let far = random(1, 4)
+ Near.
+ {if far > 2} Far. //! NC321@7

-> back
---
// What is read below the choice is missing as well; what is set there is not.
var rain = true
== a
+ Go. -> b
<- b
+ Leave. -> end
== b
~ let one = 1
~ let two = 2
~ let three = 3
~ let four = 4
~ let five = 5
~ let six = 6
+ Read.
    {one} //! NC321@6 set it below the choice
    -> end
+ Set.
    ~ let own = 1
    ~ two = 3
    {own} {two}
    -> end
+ Set in each way.
    ~ if rain:
        ~ rain = false
        ~ three = 1
    ~ else:
        ~ three = 2
    {three}
    -> end
+ Set in one way.
    ~ if rain:
        ~ four = 1
    {four} //! NC321@6
    -> end
+ Or gone in the other.
    ~ if rain:
        -> end
    ~ else:
        ~ five = 1
    {five}
    -> end
+ Changed.
    ~ six += 1 //! NC321@7
    -> end
---
// Right: parameters, names of the choices' own, names given behind the choices, choices that are not lent.
var rain = true
var bag: set of rope, lamp = [rope]
== a
~ rain = not rain
~ bag += lamp
~ let mine = random(1, 9)
<- b(mine)
* {if mine > 3} Mine. -> b(2)
+ Leave.
-> end
== b(far: 0..9)
~ let told = 2
It is {told}.
~ if rain:
    ~ let drops = 3
    It drips.
    * Count to {drops}. //. NC325@7
* {if far > 3} {far} miles.
    ~ let walked = far
    You walk {walked}.
    + {if walked > 3} Further.
* {needs rain: It is dry.} Swim.
* for it in bag: Drop the {it}.
    ~ bag -= it

~ let later = told
* {if later > 1} Later {told}.
* Or not.

-> end
---
// Of two scenes of one name the lines of the first count; while there are two, nothing else is said of them.
== a
<- b
+ Leave. -> end
== b
~ let one = 1
~ let six = one + 5
-- middle
+ {if six > 2} Far, {one}. -> b.middle
== b //! NC110@4
Hello.
-> end
---
// And so are its points: each variable is told at its first line, which the other lines of `~ elif` come behind.
var rain = true
== a
<- b
+ Leave. -> b.middle //! NC321@10 set it behind `-- middle`
== b
~ let one = 1
~ let two = 2
-- middle
+ Far.
    ~ if rain:
        ~ rain = not rain
        {two} miles. //! NC321@10
    ~ elif two > 1:
        {one} mile. //! NC321@10
    -> end
