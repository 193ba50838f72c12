def f(n) = g(n)
def g(n) = f(n) //! NC206@12
def h(n) = h(n - 1) //! NC206@12
def unused(n) = nothing + n //! NC103@17
def fine(n) = fine2(n) + 1
def fine2(n) = n * 2
== a
{f(1)} {h(2)} {fine(3)} {fine(1, 2)} {fine()} //! NC203@26 ; NC203@39
-> end
---
def double(n) = n * 2
var t = "a" //! NC201@9 give it a value of the kind that is wanted there
== a
{double(2)} {double("a")} {double(t)} //! NC201@21
~ t = double(3)
-> end
---
// What stands behind a set is one of its names, unless its type is written.
def named(z: set of a, b, h) = z has a
def typed(z: set of a, b, h: x | y, n: 0..3, k: set of c "the c" (was d), t: text) = z has a and h == x and n > count(k) and t == ""
def summed(z: set of a, b, n: 0..4):
    ~ return count(z) + n
== start
{named([a, h])} {typed([a, b], y, 2, [c], "")} {summed([a], 3)} {named([a], 3)} //! NC203@66
-> visit([a], 2) ->
-> end
== visit(z: set of a, b, n: 0..3)
{list(z)} {n}
-> back
---
// A set that is written out is one of two: it has to be said which.
var bag: set of rope, lamp, bread = rope
var box: set of rope, lamp = lamp
== start
{random([rope, lamp])} {list(bag + [rope, lamp])} {random([lamp, bread])} //! NC201@9
~ let these: set of rope, lamp = [rope, lamp]
{random(these)} {count([rope, oil])} {box} //! NC103@31
-> end
