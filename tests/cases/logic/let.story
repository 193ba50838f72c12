var g = 10

== start
~ let a = g / 2
~ let b: 0..9 = a
~ if b > 3:
    ~ let c = b + 1
    {a} {b} {c}
    ~ c -= 1
    ~ b = clamp(c * 5)
    {c} {b}
~ else:
    ~ let c = "text"
    {c}
* Choose {b}.
    ~ let c = true
    ~ a += 1
    {c} {a}
    -> next(a, "x") ->
    {c} {a}
* Not {a}.
{a} {b}
~ let t: sour | glad = glad
~ let s: set of sour, glad = glad
~ s += sour
{t} {s}
-> next(b, "end")

== next(n: 0..9, what: text)
~ let a = n
~ n = clamp(n + 5)
{a} {n} {what}
~ if what == "end":
    -> end
~ what = "set"
{what}
-> back
