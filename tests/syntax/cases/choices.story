// The space behind the mark is missing.
== a
*Open the door. //! NC022@1
    It opens.
*Close the door. //! NC022@1
    It closes.
+Wait. //! NC304@1
    You wait.
-> end
---
== a
*(label) Open the door. //! NC022@1
*{if true} Close the door. //! NC022@1
+"Hello," you say. //! NC304@1
-> end
---
== a
*Take the *big* key. //! NC022@1
-> end
---
// ink nests by repeating the mark
== a
* One.
** Two. //! NC304@1
*** Three. //! NC304@1
* * Four. //! NC304@1
++ Five. //! NC304@1
-> end
---
== a
* //! NC013@1
-> end
---
== a
* (x) //! NC013@1
-> end
---
* A choice. //! NC010@1
== a
-> end
---
== a
+ -> b //! NC013@1
== b
-> end
---
== a
* {needs true} Reason? //! NC013@3
* {needs true: } Reasons? //! NC013@3
* {needs true: why Reason? //! NC021@3
-> end
---
== a
* Text {needs true: no} here. //! NC024@8
* Text {otherwise} //! NC024@8
-> end
---
== a
* (one) (two) Text.
* (two words) Text.
-> end
---
== a
* (x) each #tag //! NC013@1
* each tag //! NC013@3
* each #tag -> a //! NC013@3
-> end
== b #tag
-> back
---
== a
* Text -> end
    Below.
* {otherwise}
-> end
---
// ChoiceScript
== a
*choice //! NC304@1
  #Go left //! NC304@3 `* Go left`
    *goto left //! NC304@5
*set gold 5 //! NC304@1
*label left //! NC304@1
*finish //! NC304@1
*page_break //! NC304@1
-> end
---
// Twine and Yarn
== a
[[Go on->b]] //! NC304@1
[[Go on]] //! NC304@1
(set: $gold to 5) //! NC304@1
(if: $gold is 5) //! NC304@1
<<set $gold to 5>> //! NC304@1
<<if $gold>> //! NC304@1
<<jump b>> //! NC304@1
== b
-> end
---
// Ren'Py
== a
$ gold += 1 //! NC304@1
-> end
