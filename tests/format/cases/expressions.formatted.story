var a = 1
var b = 2
var c = true
var d = false
var s: set of x, y
var t: text = "t"
def f(n, m) = n

== start
// Spacing, and brackets that say nothing.
~ a = 1
~ a += 1
~ a -= b
~ s = x, y
~ s -= x
~ let n = 1 + 2 * 3
~ let m: 0..9 = (1 + 2) * 3
~ a = a - (b - a)
~ a = a - b - a
~ a = a + (b + a)
~ a = a * b + a / b
~ a = a * (b + a) % 2
~ a = a * (b * a)
~ a = -a
~ a = -(a + b)
~ a = --a
~ a = --a
~ a = -5
~ a = a - -5
~ a = 007
~ a = f(a, b) + f(a + b, -1)
~ a = min(a, b, a if c else b)
~ a = a if c else b if d else a
~ a = (a if c else b) if d else a
~ a = a if (c if d else c) else b
~ c = not a == b
~ c = (not c) == d
~ c = not (c and d)
~ c = not c and d
~ c = not not c
~ c = c and d or c
~ c = c and (d or c)
~ c = c or (d or c)
~ c = a < b and b < a
~ c = (a < b) == c
~ c = a + b < b * 2
~ c = s has x and not s has y
~ t = "a  \"b\" \\ { | }_//c" if c else "(x)"
{n} {m}
-> end
