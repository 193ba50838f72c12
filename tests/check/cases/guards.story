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
