var x = 0
var t = "a"
var b = true
== a
~ if x = 1: //! NC020@8
    Text.
~ if x == 1 && b: //! NC020@13
    Text.
~ if x == 1 || b: //! NC020@13
    Text.
~ if !b: //! NC020@6
    Text.
~ if 1 < x < 3: //! NC020@12
    Text.
~ if x is 3: //! NC020@8
    Text.
~ if x == 'a': //! NC020@11
    Text.
~ if x == “a”: //! NC020@11
    Text.
~ if x ≥ 3: //! NC020@8
    Text.
~ if $x == 3: //! NC020@6
    Text.
~ if x ? 1 : 2: //! NC020@8
    Text.
~ if (x > 3: //! NC020@6
    Text.
~ if x > 3): //! NC020@11
    Text.
~ if x >: //! NC020@9
    Text.
~ if > 3: //! NC020@6
    Text.
~ if x 3: //! NC020@8
    Text.
~ if x > 1.5: //! NC020@11
    Text.
~ if x > .5: //! NC020@10
    Text.
~ if min(x, ) > 1: //! NC020@13
    Text.
~ x = 2 ^ 3 //! NC020@9
~ x = [1, 2] //! NC020@8
~ x = b ? 1 : 2 //! NC020@9
~ x = 1 if b //! NC020@13
~ x = 1 if b else //! NC020@18
~ x = x mod 2 //! NC020@9
~ x = 2 * (3 + (4) //! NC020@11
~ t = "a //! NC023@7
~ t = a" //! NC023@8
~ b = x AND b //! NC020@9
~ b = not //! NC020@10
~ x = 99999999999999999999 //! NC201@7
~ x = 3 apples //! NC020@9
{x + } //! NC020@5
{} //! NC024@1
{ } //! NC024@1
{x y} //! NC020@4
{"open} //! NC023@2
{if "a == t: yes}
{if x == 1 yes}
{if : yes}
* {if x >} Text. //! NC020@10
* {if t == "a} Text. //! NC023@12
-> end
---
// At most 200 parts, and brackets 32 deep.
var x = 0
== a
~ x = x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x //! NC020@205
~ x = (((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))) //! NC008@39
-> end
