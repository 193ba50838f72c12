var n = 1
var r: 0..6 = 2
var b = false
var t = "text"
var m: sour | glad
var o: sour | even //? NC306@5
var k: set of a, c
var l: set of a, d //? NC306@5
extern roll(number, text) -> number
def twice(x) = x * 2
def longer(x: text) = x
== start
~ n = "one" //! NC201@7
~ n = true //! NC201@7
~ n = sour //! NC201@7
~ r = "one" //! NC201@7
~ b = 1 //! NC201@7
~ b = t //! NC201@7
~ t = 1 //! NC201@7
~ t = sour //! NC201@7
~ m = "sour" //! NC201@7
~ m = 1 //! NC201@7
~ m = even //! NC105@7
~ m = o //! NC201@7
~ k = a
~ k = d //! NC105@7
~ k = l //! NC201@7
~ k += "a" //! NC201@8
~ k += 1 //! NC201@8
~ k = a, e //! NC105@10
~ m = sour, glad //! NC201@7
~ n = 1, 2 //! NC020@8
~ m += 1 //! NC201@3
~ t += "more"
~ t += 1 //! NC201@8
~ t -= "more" //! NC201@3
~ t = t - "more" //! NC201@7
~ t = n + t //! NC201@7
~ k = k + a
~ k = [a, f] //! NC105@11
~ k = k & g //! NC105@11
~ n = n & 1 //! NC201@7
~ n = count(n) //! NC201@13
~ n = count([a]) //! NC201@13
~ b = [a] == k
~ m = random(k) //! NC201@7
~ t = list(m) //! NC201@12
~ n = length(1) //! NC201@14
~ b += 1 //! NC201@3
~ n = t + 1 //! NC201@11
~ n = b + 1 //! NC201@7
~ n = -t //! NC201@8
~ b = not n //! NC201@11
~ b = n and b //! NC201@7
~ b = n == t //! NC201@7
~ b = m == "sour" //! NC201@7
~ b = m == 1 //! NC201@7
~ b = m == o //! NC201@7
~ b = k == m //! NC201@7
~ b = m has sour //! NC201@7
~ b = n has a //! NC201@7
~ b = k has h //! NC105@13
~ b = m > sour //! NC201@7
~ b = t < "z" //! NC201@7
~ n = 1 if n else 2 //! NC201@12
~ n = 1 if b else "two" //! NC201@7
~ n = abs(t) //! NC201@11
~ n = min(1) //! NC203@7
~ n = max() //! NC203@7
~ n = clamp(n) //! NC201@7
~ n = clamp(n, 1) //! NC203@7
~ n = words(1) //! NC201@7
~ n = twice(2)
~ n = twice(t) //! NC201@13
~ t = longer(1) //! NC201@14 a text is wanted here
~ n = roll(1) //! NC203@7
~ n = roll("a", 1) //! NC201@12
~ n = random(1) //! NC203@7
~ n = random(b, 2) //! NC201@14
~ b = chance() //! NC203@7
~ n = turns(1) //! NC203@7
~ if n: //! NC201@6
    Text.
~ if t: //! NC201@6
    Text.
{if n: yes} {if m: yes} //! NC201@5 ; NC201@17
~ ask m: Which? //! NC201@7
~ ask b: Well? //! NC201@7
~ ask k: What? //! NC201@7
* {if n} Text. //! NC201@7
* {needs t: why} Text too. //! NC201@10
-> drink("a", true) //! NC201@10
== drink(x: 1..3, y: text)
{x} {y} {m} {k} {l} {o} {r} {t} {b}
-> end
---
// Which enumeration?
var m: sour | glad
var o: sour | even
var p = sour //! NC207@9
== a
~ let q = sour //! NC207@7
~ let r = glad
~ m = sour
~ o = even
{p} {q} {r} {m} {o}
-> end
---
var v //! NC207@5
== a
~ v = 1
{v}
-> end
---
== a
~ when 3 //? NC314@1 ; ! NC201@8
~ priority 2
-> b
== b #x
~ when 3 //! NC201@8
~ priority n //! NC201@12
-> any #x -> //? NC308@1
-> end
---
status: {random(1, 6)} {chance(50)} {One. | Two.} {draws()} {1} //! NC205@10 ; NC205@25 ; NC205@37 ; NC205@52
def draws() = random(1, 6)
var once = random(1, 2) //! NC205@12
const FIXED = random(1, 2) //! NC205@15
claim never random(1, 2) == 1 //! NC205@13
== a
~ once = draws() + FIXED
{once}
-> end
---
title: Calculated with what is none of a number
var a = -"x" //! NC201@10
var b: p | q = p
== s
{-b} //! NC201@3
{-"x"} //! NC201@3
{-true} //! NC201@3
{abs("x")} //! NC201@6
~ b = q
~ a = 1
{a} {b}
-> end
