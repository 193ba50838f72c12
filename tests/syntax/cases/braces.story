== a
An {open brace. //! NC021@4
Goes on here.

This is another paragraph.
-> end
---
== a
An {if true: open condition. //! NC021@4

Text. {a | b and -> end //! NC021@7
---
== a
{a | {b | c} //! NC021@1
-> end
---
== a
An open *star in this paragraph. //! NC022@9
Goes on here.

A **strong one. And *this* is fine. //! NC022@3
-> end
---
== a
It is *not {closed* here | there}. //! NC022@7
-> end
---
== a
Closes } nothing. //! NC024@8
-> end
---
var x = 1
== a
{if x > 0: a | b | c} //! NC024@18
{if x > 0: a | b | if x < 0: c} //! NC024@18
{if x > 0 | b} //! NC024@1
{x > 0: a | b} //! NC024@1
{x: a | b} //! NC024@1
{x: a} //! NC024@1
{not true: a} //! NC024@1
{&a|b} {!a|b} {~a|b} //! NC024@1 ; NC024@8 ; NC024@15
{Tom: a | Mia: b} //! NC024@1
{needs x: a} //! NC024@1
{otherwise} //! NC024@1
~ x += 1
-> end
---
// Braces 16 deep at the most.
== a
{a|{a|{a|{a|{a|{a|{a|{a|{a|{a|{a|{a|{a|{a|{a|{a|{a|b}}}}}}}}}}}}}}}}} //! NC008@49
-> end
---
cast: Mia
status: {x //! NC021@9
== a
Mia: An {open brace. //! NC021@9
~ ask x: An {open brace? //! NC103@7 ; NC021@13
* An {open brace. //! NC021@6
* {needs true: an {open brace} Text. //! NC021@3
-> end
---
// Braces of other tools.
var x = 1
== a
{{x}} and {$x} //! NC024@1 ; NC020@12
* {need x > 1: why} Text. //! NC013@3
* {when x > 1: why} Text too. //! NC024@3
* {requires x > 1} More text. //! NC020@13
~ x += 1
-> end
