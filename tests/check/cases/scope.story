var gold = 1
== a
{later} //! NC103@2
~ let later = 1
~ if gold > 1:
    ~ let inner = 2
    {inner}
{inner} //! NC103@2
~ inner = 3 //! NC103@3
* Choose.
    ~ let chosen = 3
    {chosen} {later}
* {if chosen > 1} Other. //! NC103@7
* Move, after what is below. -> b(below)
    ~ let below = 4
* Visit, before what is below. -> c(under) -> //! NC103@37
    ~ let under = 5
    {under}
~ let later = 2 //! NC110@7
~ let gold = 3 //! NC110@7
~ let a = 3 //! NC110@7
~ gold += 1
-> b(later)
== b(n)
~ let n = 2 //! NC110@7
{n} {later}
-> end
== c(n: number)
{n}
-> back
