var r: 0..3
var b = false
var m: sour | glad
var k: set of x, y
const OFF = false
const MOST = 3
== a
* {if r > 3} One. //? NC303@7
* {if r < 0} Two. //? NC303@7
* {if r > MOST} Three. //? NC303@7
* {if r == 1 and r == 2} Four. //? NC303@7
* {if b and not b} Five. //? NC303@7
* {if m == sour and m == glad} Six. //? NC303@7
* {if k has x and not k has x} Seven. //? NC303@7
* {needs r > 5: never} Eight. //? NC303@10
* {if OFF} Nine.
* {if false} Ten. //? NC303@7
* {if r + 1 > 4} Eleven. //? NC303@7
* {if visits(a) < 0} Twelve. //? NC303@7
* {if r >= 3} Fine.
* {if r / 2 > 1} Thirteen. //? NC303@7
+ {if random(1, 6) > 6} each #t //? NC303@7
* {otherwise} -> end
* {otherwise} -> end //? NC313@3
~ r += 1
~ b = true
~ m = glad
~ k += x
-> end
== c #t
-> end
---
var b = true
== a
* {otherwise} {if b} -> end
* {otherwise} -> end
~ if b:
    * {otherwise} -> end
~ b = false //? NC310@3
-> end
---
// An `{otherwise}` beside what can always be taken.
var b = false
== a
~ b = not b
* One. -> a
* {otherwise} -> end //? NC303@3 can always be taken
+ Two.
Behind.
* {otherwise} -> end
+ {if b} Three.
Behind.
* {otherwise} -> end
+ each #t
~ if b:
    + Four. -> a
    * {otherwise} -> end //? NC303@7
== c #t
-> a
---
// What a parameter is, nobody knows here.
var met = false
== a
+ One. -> talk(false)
+ Two. -> talk(true)
== talk(angry)
+ {if not angry and not met} Ask.
    ~ met = true
    -> talk(angry)
+ {if not (angry or met)} Beg. -> talk(angry)
+ {if angry and met and false} Never. -> end //? NC303
+ Leave. -> end
---
// Of a declaration that was read as it may have been meant, and does not fit, nothing is known.
var bag: rope; lamp = 3 //! NC020@14
== a
* {if bag has rope} Go. -> end
* Stay. -> end
---
// Of blocks and texts; and what can never hold because of the conditions before it.
var r: 0..3
var gold = 20
var m: sour | glad
var k: set of x, y
const OFF = false
== a
~ r = random(0, 3)
~ gold += 1
~ m = glad
~ k += x
~ if r == 9: //? NC303@6 what stands below it is never done
    Never.
~ elif r == 2:
    Two.
~ if gold > 5:
    Rich.
~ elif gold > 20: //? NC303@8 where those before it fail
    Richer.
~ elif gold == 3:
    Three.
~ else:
    Poor.
{m}{if r == 1: one | if r == 0: none | if r > 2: three | if r == 3: three | two} //? NC303@61
{if k has x: {if k == none: nothing | if k has y and not k has y: all}} //? NC303@42 this text is never shown ; ? NC306@42 nothing ever puts `y` into `k`
~ if r == 0:
    None.
~ elif r <= 2:
    Some.
~ elif r == 3:
    All of them.
~ if OFF:
    Never.
~ if visits(a) > 1:
    Again.
~ elif visits(a) == 1:
    The first time.
~ if turns() > 4:
    Late.
~ elif turns() > 9: //? NC303@8
    Later.
~ if chance(50):
    Heads.
~ elif chance(50):
    Heads, at last.
* {if gold > 3} One. #sound={if gold < 3: a | b}
* {if gold > 3 and gold < 3} Two. //? NC303@7
-> end
---
// What always holds.
var r: 0..3
var m: sour | glad
const ON = true
== a
~ r = random(0, 3)
~ m = glad
~ if r >= 0: //? NC303@6 always holds
    So be it.
~ if m != sour or m != glad: //? NC303@6 always holds
    So be it.
~ if ON and true:
    So be it.
~ if true:
    So be it.
{if visits(a) > 0: Again.} //? NC303@5 visits(a) > 1
{if seen(a): Again. | Never.} //? NC303@5
~ if visits(a) == 0: //? NC303@6 can never hold
    Never.
~ cycle:
    - {if r < 4: One.} //? NC303@11
    - Two.
* {needs r != 7: no} One. //? NC303@10 neither hides nor closes
* {if seen(a)} Two. -> a
    {if seen(a): Two.}
<- b
-> end
== b
* {if seen(b)} Three. -> end
* {if not seen(b)} Four.
    {if not seen(b): Four.}
    -> b
+ Five. -> end
