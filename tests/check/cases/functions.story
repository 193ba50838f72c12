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
var t = "a"
== a
{double(2)} {double("a")} {double(t)} //! NC201@21 ; NC201@35
~ t = double(3) //! NC201@7
-> end
