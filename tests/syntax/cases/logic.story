var x = 0
== a
~ if x > 0 //! NC012@1
    Text.
~ elif x < 0 //! NC012@1
    Text.
~ else //! NC012@1
    Text.
~ x += 1
-> end
---
var x = 0
== a
~ if x > 0 then //! NC012@1
    Text.
~ else if x < 0: //! NC012@1
    Text.
~ else if x == 3 //! NC012@1
    Text.
~ else x == 1: //! NC012@7
    Text.
~ x += 1
-> end
---
var x = 0
== a
~ if x > 0 { //! NC012@1
    Text.
}
~ x += 1
-> end
---
var x = 0
== a
~ if x > 0: Text. //! NC012@12
    More.
~ x += 1
-> end
---
== a
~ else: //! NC015@1
    Text.
~ elif true:
    Text.
~ else:
    Text.
~ else: //! NC015@1
    Text.
~ if: //! NC020@5
    Text.
-> end
---
// Nothing below.
== a
~ if true: //! NC009@1
~ if true: //! NC009@1
Text.
~ cycle: //! NC009@1
~ once:
    Text. //! NC012@5
-> end
---
var x = 0
== a
~ x++ //! NC012@4
~ x-- //! NC012@4
~ x *= 2 //! NC012@5
~ x := 2 //! NC012@5
~ x == 2 //! NC012@5
~ x =+ 2 //! NC012@5
~ x //! NC012@1
~ x =  //! NC020@6
~ = 2 //! NC012@1
~ $x = 2 //! NC012@1
~ 2 = x //! NC012@1
~ //! NC012@1
~ set x = 2 //! NC012@1
~ var x = 2 //! NC012@1
~ temp y = 2 //! NC012@1
~ return //! NC012@1
~ endif //! NC012@1
~ -> a //! NC012@1
~ goto a //! NC012@1
~ x = 2; //! NC020@8
~ x = 1, 2 //! NC020@8
-> end
---
// Loops of other languages: what is in them is no further mistake.
var x = 0
== a
~ while x > 3: //! NC012@1
    ~ x += 1
~ for (y = 0; y < x; y++): //! NC012@1
    Text.
{x}
-> end
---
// A mark is missing.
var x = true
== a
if x: //! NC304@1
    Text.
elif not x: //! NC304@1
    Text.
else: //! NC304@1
    Text.
if x == true: //! NC304@1
~ x = false
-> end
---
var x = true
== a
if x //! NC304@1
    Text.
else if x //! NC304@1
    Text.
else //! NC304@1
    Text.
~ x = false
-> end
---
// A condition over several lines, as in ink.
var x = true
== a
{ x: //! NC304@1
    Text.
}
{x: //! NC304@1
    - one
    - else: two
}
~ x = false
-> end
---
== a
~ let //! NC020@6
~ let n //! NC020@8
~ let o = //! NC020@10
~ let 1n = 2 //! NC020@7
~ let m: = 2 //! NC020@10
~ let k: 1.. = 2 //! NC020@14
~ ask //! NC012@1
~ ask n //! NC012@1
~ ask n: //! NC012@1
~ ask n Who? //! NC012@1
-> end
---
== a
Text.
~ once //! NC012@1
~ when true
~ priority 2
-> end
---
== a
-> any #t
-> end
== b #t
~ when //! NC020@7
~ once now //! NC012@7
~ priority //! NC020@11
-> end
---
== a
~ cycle //! NC012@1
    - One.
~ cycle: one | two //! NC012@1
~ shuffle:
    One. //! NC012@5
    - Two.
~ then:
    - * A choice. //! NC012@7
    - ~ if true: //! NC012@7
-> end
---
var x = 0
== a
var y = 1 //! NC304@1
const Z = 2 //! NC304@1
let k = 3 //! NC304@1
def f(n) = n //! NC304@1
include other.story //! NC304@1
claim never x > 3 //! NC304@1
set x = 3 //! NC304@1
~ x = y
{Z} {k} {f(x)}
-> end
---
== a
Text.
~ once //! NC012@1
once //! NC304@1
-> end
