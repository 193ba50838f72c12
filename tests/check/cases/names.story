// The nearest known name.
cast: Mia, Tom
var gold = 3
var mood: sour | glad
var knows: set of forecast, party
const LIMIT = 5
def rich(n) = n > LIMIT
extern roll(number) -> number
== start
~ golf += 1 //! NC103@3 did you mean `gold`
You have {gould}. {wrods(gold)} {ritch(gold)} {rol(2)} {LIMITS} //! NC103@11 did you mean `gold` ; NC104@20 did you mean `words` ; NC104@34 did you mean `rich` ; NC104@48 did you mean `roll` ; NC103@57 did you mean `LIMIT`
~ mood = gladd //! NC105@10 did you mean `glad`
~ knows += partly //! NC105@12 did you mean `party`
~ if mood == saur and knows has forcast: //! NC105@14 did you mean `sour` ; NC105@33 did you mean `forecast`
    Text.
* (ask) Ask. -> strat //! NC101@17 did you mean `start`
* {if seen(aks)} Ask more. -> cellar //! NC101@12 did you mean `ask`
* {if visits(cellar.lok) > 1} Lock. -> cellar //! NC102@14 did you mean `look`
* {if seen(cellr)} Go. -> cellar //! NC101@12 did you mean `cellar`
~ mood = sour
~ knows -= party
-> any #drak //! NC107@9 did you mean `dark`
-> end
== cellar #dark
* (look) Look. -> end
* {if seen(start.akk)} Ask. -> any #dark //! NC102@12 did you mean `ask`
-> end
---
// Like nothing that is known: reported once, at its first place.
== start
~ treasure += 1 //! NC103@3
{treasure} and {treasure}
{frobnicate(2)} {frobnicate(3)} //! NC104@2
-> nowhere //! NC101@4
== other
{seen(nowhere)}
-> nowhere
---
// Words of other languages.
var b = true
== start
~ b = True //! NC103@7
~ b = FALSE //! NC103@7
~ b = yes //! NC103@7
~ b = null //! NC103@7
{b}
-> End //! NC101@4
---
== start
-> a ->
-> end
== a
-> return //! NC101@4
---
// Things of the wrong kind.
var gold = 1
const LIMIT = 2
def f(n) = n
== start
* (ask) Ask.
~ LIMIT = 3 //! NC208@3
~ f = 3 //! NC208@3
~ start = 3 //! NC208@3
~ gold = f + 1 //! NC103@10
~ gold = min + 1 //! NC103@10
~ gold = start + 1 //! NC103@10
~ gold = start.ask + 1 //! NC103@10
~ gold = gold(2) + LIMIT(1) //! NC104@10 ; NC104@20
~ gold = start(2) //! NC104@10
~ gold = visits(gold) //! NC101@17
~ gold = visits("start") //! NC201@17
~ gold = visits(start, start) //! NC203@10
~ gold = since(ask) //! NC201@10
~ gold = since(start.ask) //! NC201@10
-> gold
---
// A label of another scene is named with its scene.
== a
* {if seen(lever)} Go on. -> b //! NC101@12
-> b
== b
* (lever) Pull. -> end
-> end
---
start: kitchn //! NC101@8 did you mean `kitchen`
== kitchen
-> end
---
start: drink //! NC203@8
== drink(n)
{n}
-> end
---
titel: The Title //? NC108@1 did you mean `title`
auhtor: Me //? NC108@1 did you mean `author`
frobnicate: x //? NC108@1
== a
-> end
---
title: One
title: Two //! NC110@1
== a
-> end
---
const N = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" //! NC209@11
var m: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy | z //! NC209@8
var k: text = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
== a
~ m = z
~ k = "y"
{N} {m} {k}
-> end
---
// Accents that are typed with the letter and behind it.
cast: Zoé
var été: 0..3 = 1
var goûts: set of thé, café
== entrée
~ été += 1 //! NC103@3 the accents of `été` are typed in another way
{goûts has café} {été} //! NC105@12 the accents of `café` are typed
Zoé: Bonjour.
~ goûts += thé
-> entrée //! NC101@4 the accents of `entrée` are typed
---
// A word of one scene's title, and of several.
== start
* Go. -> Anchor //! NC101@10 write `-> inn`
* Stay. -> Old //! NC101@12 a scene begins with
* Wait. -> inn
* Ask. -> hill
* Come. -> tower
== inn: The Anchor
-> end
== hill: The Old Hill
-> end
== tower: The Old Tower
-> end
---
// Where one scene has no way to it, the choice that led there may be missing: nothing is said of choices used up.
== quay
* Take the rope. -> quay
* Take the lamp. -> quay
== market //? NC302@4
-> quay
---
title: Functions as others call them, with the values that they have here and with others
var n = 0
var bag: set of rope, lamp
var one: rope | lamp = lamp

== hall
~ n = randint(1, 6) + randint(6) //! NC104@7 write `random(1, 6)` ; NC104@23 write `random(low, high)`
~ one = pick(bag) //! NC104@9 write `random(bag)`
~ n = turns_since(hall) + READ_COUNT(hall) //! NC104@7 write `since(hall)` ; NC104@27 write `visits(hall)`
{if hasvisited(): Seen.} //! NC104@5 write `seen(scene)`
-> end
