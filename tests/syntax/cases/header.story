title: Fine
Once upon a time //! NC010@1
there was a story.
== a
-> end
---
Once upon a time. //! NC016@1
---
title: Only a title //! NC016@1
---
// Declarations as others write them.
VAR gold = 5 //! NC010@1
CONST MAX = 3 //! NC010@1
LIST moods = sour, glad //! NC010@1
EXTERNAL roll(x) //! NC010@1
INCLUDE other.ink //! NC030@1
default silver = 1 //! NC010@1
*create copper 5 //! NC010@1
<<declare $tin = 5>> //! NC010@1
$iron = 5 //! NC010@1
lead = 5 //! NC010@1
let zinc = 3 //! NC010@1
== a
{gold} {MAX} {silver} {copper} {tin} {iron} {lead} {zinc}
~ gold += roll(2)
-> other_scene
---
title The story //! NC010@1
author: Me
== a
-> end
---
var //! NC020@4
var x //! NC207@5
var y = //! NC020@8
var z: = 1 //! NC020@8
var 1a = 2 //! NC020@5
var a-b = 2 //! NC020@6
var c d = 2 //! NC020@7
var w: 1.. = 1 //! NC020@12
var v: a //! NC020@9
var u: string //! NC025@8
var t: bool = true //! NC025@8
var s = [1, 2] //! NC020@10
var r: list of a = a //! NC020@13
var q: set a, b //! NC020@12
var p: 1-6 //! NC020@9
var o = 1.5 //! NC020@10
const //! NC020@6
const C //! NC020@8
const D = //! NC020@10
const e: number = 3 //! NC020@8
def //! NC020@4
def f //! NC020@6
def f(x) //! NC020@9
def f(x) = //! NC020@11
def f(x = 2 //! NC020@9
def g x = 3 //! NC020@7
extern //! NC020@7
extern h //! NC020@9
extern h(number) //! NC020@17
extern h(x) -> number //! NC020@11
extern h(number) -> int //! NC025@21
claim //! NC020@6
claim x //! NC020@8
claim never //! NC020@12
claim reach //! NC020@12
claim reach a with //! NC020@19
claim a only after //! NC020@19
claim a always b //! NC020@9
include //! NC025@1
== a
-> end
---
cast = Mia //! NC010@1
title = The Title //! NC010@1
title The Title //! NC010@1
var x = 1 # no comment //! NC020@11
== a
~ x += 1
{x}
<!-- no comment --> //! NC304@1
-> end # no comment //! NC014@8
