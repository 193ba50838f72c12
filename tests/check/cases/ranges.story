const MOST = 3
const MORE = MOST + 1
var a: 0..MOST = 4 //! NC202@18
var b: 3..1 //! NC202@8
var c: -3..-1
var d: 0..99999999999999999999 //! NC202@8
var e: 0..NOTHING //! NC103@11
var f: 0..MORE = 4
var g: 0..TEXT //! NC202@11
const TEXT = "x"
== start(n: 1..3)
~ a = 4 //! NC202@7
~ a = -1 //! NC202@7
~ a = MORE //! NC202@7
~ a = 7 if chance(50) else 8 //! NC202@7
~ a = random(5, 9) //! NC202@7
~ a = clamp(9)
~ a = clamp(5, 4, 6) //! NC202@7
~ b = 2
~ c = 0 //! NC202@7
~ d = 1
~ e = 1
~ f = 5 //! NC202@7
~ g = 1
~ let h: 0..2 = 3 //! NC202@17
~ let i = 9007199254740993 //! NC201@11
~ let j = 9007199254740991 + 1 //! NC201@11
~ let k = 1 / 0 + 1 % 0 //! NC204@15 ; NC204@23
~ let l = random(6, 1) + clamp(1, 6, 1) + random(0, 99999999999) //! NC202@11 ; NC202@26 ; NC202@43
{a} {b} {c} {d} {e} {f} {g} {h} {i} {j} {k} {l}
-> start(4) //! NC309@1 ; NC202@10
---
const A = B
const B = A + 1 //! NC207@11
const C = 2 + D
const D = 3
var r: 0..C = 5
== a
~ r = A + B
{r}
-> end
---
var v = w //! NC207@9
var w = 1
const X = w //! NC207@11
const Y = visits(a) //! NC207@11
== a
~ v = X + Y
~ w = v
-> end
---
// What a variable's own range tells.
var x: 0..10
var y: 3..5 = 3
var b: number
== a
~ x += 20 //! NC202@3
~ x -= 11 //! NC202@3
~ x += 10
~ x = y + 6
~ x = y * 4 //! NC202@3
~ x = -y //! NC202@3
~ x = b
~ b += 9000
~ y = 5 if x > 3 else 9
~ y = y + y //! NC202@3
{x} {y} {b}
-> end
---
// A local truth value is true or false, and not any number.
var u = false
var n: 1..3 = 1
== a
~ let c = u
~ u = not u
~ n = 2 if not c and not u else 0
~ n = 1 if c or u else 7
~ n = 0 if not c and false else 4 //! NC202@3
~ n = 2 if not (c or u) and c else 3
{n}
-> end
---
// What is wrong with a declaration is told once; the names in it are known to be unknown.
var x: 5..2 = mising //! NC202@8
== a
~ let y = mising + x
You have {words(y)} and {words(mising)}.
-> end
