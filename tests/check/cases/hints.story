// What a variable begins with.
var sky = blue //! NC103@11 `var sky: blue | grey | green | silver = blue`; a text stands in quotes: `"blue"`
var bag = none //! NC103@11 the empty set needs its type: `var bag: set of a, b`
var luck = random(1, 6) //! NC205@12 draw in a scene: `~ luck = random(1, 6)`
const DICE = random(1, 6) //! NC205@14 make it a `var`, and draw in a scene: `~ DICE = random(1, 6)`
const WHO = Bob //! NC103@13 a text stands in quotes: `"Bob"`
const MOST = 3
const LOW = -MOSTT //! NC103@14 did you mean `MOST`?
var size: 0..LARGE //! NC103@14 declare it: `const LARGE = 10`
== a
~ sky = grey
~ bag = none
~ luck = 2
~ size += 1
{if sky == green: x} {if sky == silver: y} {bag} {luck} {DICE} {WHO} {LOW} {size}
-> end
---
// How much is given.
def tipsy(n, m) = n > m
extern roll(number, text, true/false, 1..3, one | two) -> number
== a
{tipsy(1)} {roll()} {min(1)} {clamp(1, 2)} {turns(1)} //! NC203@2 `tipsy(n, m)` ; ! NC203@13 `roll(number, text, true/false, number, name)` ; ! NC203@22 `min(a, b)` ; ! NC203@31 `clamp(n, low, high)` ; ! NC203@45 `turns()`
-> b(1) //! NC203@4 write `b(…)`
== b(who: number, what: text)
{who} {what}
-> c(1) //! NC203@4 write `c` alone
== c
-> end
---
// A `def` is checked against what its body does with its parameters; what is wrong is the call.
var mood: glad | sour
def next(n) = n + 1
def either(a) = 1 if a else 2
def is_mine(m) = m == mood
def same(x) = x
def written(t: text) = t
== a
~ mood = sour
{next("x")} {next(1)} //! NC201@7 a number is wanted here
{either(2)} {either(true)} //! NC201@9 true or false is wanted here
{is_mine(3)} {is_mine(glad)} //! NC201@10 one of `glad`, `sour` is wanted here
{written(1)} {written("a")} //! NC201@10 a text is wanted here
{same("a")} {same(2)} //! NC201@19 a text is wanted here
-> end
---
// Nothing divides by zero.
const PARTS = 0
var n = 1
== a
~ n = n / 0 //! NC204@11 such as 2
~ n = n / PARTS //! NC204@11 `PARTS` is always 0
{n}
-> end
---
// Where chance may not decide.
status: {random(1, 6)} {lucky()} {shuffle: a | b} //! NC205@10 `~ name = random(1, 6)` ; ! NC205@25 `~ name = lucky()` ; ! NC205@34
def lucky() = chance(30)
== a
-> end
---
== a
<- b //? NC312@1 to come back from it, `-> b ->`
-> end
== b
Never read.
* One.
---
// Names with commas, and what is done with sets alone.
var bag: whistle "tin whistle", rope = whistle //! NC020 write `var bag: set of whistle "tin whistle", rope = whistle`
== lot
+ {if not bag has rope} Take it.
    ~ bag += rope
    -> lot
+ Go. -> end
---
// What is nearest to what was written.
cast: Kettle
var food: 0..9 = 5
var weather: clear | drift = clear
var sledge = false
claim nevr food > 7 and not sledge //! NC020 write `claim never food > 7 and not sledge`
def eat(n: 0..2):
    ~ food -= "n" //! NC201@15 a name stands without quotes: `n`
def say(what: text):
    ~ sledge = what == "go"
== hut
~ eat(1)
~ say(four) //! NC103@7 a text stands in quotes: `"four"`
~ if weather == drift, not sledge: //! NC020@22 for both conditions write `weather == drift and not sledge`
    {Kettle}: It drifts. //! NC103@6 who speaks stands without braces: `Kettle:`
* #chore -> //! NC013@1 write `* each #chore ->`
* Go. -> end: Home
== wood #chore
~ if food > LOW: //! NC103@13 `const LOW = 0`
    The axe.
-> back
