// Ren'Py
== a
menu: //! NC304@1
    "Hello" if seen(a): //! NC304@5 `* {if seen(a)} Hello`
        jump b //! NC304@9 `-> b`
    "Nothing": //! NC304@5 `* Nothing`
        pass //! NC304@9
call b //! NC304@1 `-> b ->`
-> b
label b: //! NC304@1 `== b`
return //! NC304@1 `-> back`
---
// Twine
:: Start //! NC304@1 `== Start`
There is a [[door->Dark hall]]. //! NC304@12+19 `* door -> Dark_hall`
* [[Sleep|Start]] //! NC304@3 `* Sleep -> Start`
    Not here.
:: Dark hall [dark] //! NC304@1 `== Dark_hall: Dark hall #dark`
-> end
---
// Yarn
title: Start
---  //! NC304@1 `== Start`
-> Buy a sword. <<if $gold>> //! NC014@1 `* Buy a sword.`
    <<jump Shop>> //! NC304@5 `-> Shop`
=> One. //! NC304@1 `~ shuffle:`
=> Two.
<<wait 2>> //! NC304@1 `#wait=2`
-> Shop
=== //! NC304@1 delete this line
title: Shop
--- //! NC304@1 `== Shop`
-> end
---
// ChoiceScript
*title The Dragon //! NC010@1 `title: The Dragon`
*create strength 50 //! NC010@1 `var strength = 50`
*scene_list //! NC010@1
  startup
== startup
*choice //! NC304@1
  #Fight. //! NC304@3 `* Fight.`
    *goto startup //! NC304@5
  *selectable_if (strength > 3) #Run. //! NC304@3 `* {needs (strength > 3): reason} Run.`
    *finish //! NC304@5
*achieve dragon //! NC304@1 a tag
---
// ink
VAR gold = 3 //! NC010@1 `var gold = 3`
LIST clues = letter, (knife) //! NC010@1 `var clues: set of letter, knife`
-> a //! NC010@1 `start: a`
== a
{gold: rich|poor} {!Once.} //! NC024@1 ; ! NC024@19 `{once: Once.}`
{ //! NC304@1
    - gold > 2: //! NC304@5 `~ if gold > 2:`
        Much.
    - else: //! NC304@5
        Little.
}
{stopping: //! NC304@1 `~ then:`
    - One.
    - Two.
}
* [Wait.] You wait<> //? NC315@3 `* Wait.` ; ! NC026@19
* -> //! NC013@1 `* {otherwise}`
- The whistle blows. //! NC304@1 leave the `-` away
-> end
---
// Ren'Py, a whole script: who speaks is known, what stands below a label is indented.
define e = Character("Eileen") //! NC010@1 `cast: Eileen`
label start: //! NC304@1 `== start`
    scene bg room //! NC304@5 `#scene=bg_room`
    play music "tune.ogg" //! NC304@5
    e "Hello." //! NC304@5 `Eileen: Hello.`
    e happy "You look well." //! NC304@5 `Eileen: You look well.`
    Then "hello" it is.
    "You nod."
    menu: //! NC304@5
        "Ask.": //! NC304@9 `* Ask.`
            e "No." //! NC304@13
        "Leave.": //! NC304@9
            hide eileen //! NC304@13
    jump ask //! NC304@5
label ask: //! NC304@1
    show him the way. He goes.
    return //! NC304@5
---
// Without a `define` these lines are prose.
== a
e "Hello."
show him
play music
-> end
---
// An option of Yarn whose text is one word, and moves above a comment that is indented further.
== a
-> b -> // Nothing opens here.
    // a comment
-> c(1) -> #tag
    // a comment
-> Leave //! NC101@4
    You leave. //! NC007@5 `* Leave`
-> end
== b
-> back
== c(n)
{n}
-> back
---
// Functions of ink.
== a
{f(2)}
-> end
=== function f(x) === //! NC011@1 `def f(x):`
~ x = 3
== function g //! NC011@1 `def g():`
Text.
---
// Declarations, comments and notes of ink, anywhere.
== a
VAR x = 3 //! NC304@1 `var x = …`
LIST l = one, two //! NC304@1 `var l: set of …`
EXTERNAL f(x) //! NC304@1 `extern f(…) -> …`
VARIOUS things. LISTEN. CONST. TODO it was.
/* A comment. */ //? NC304@1 `//`
TODO: more. //? NC304@1 `//`
{x} {f(l)}
* (lab) One.
* {if not lab} Two. //! NC103@11 `seen(a.lab)`
-> a.lab //! NC102@6 `-- lab`
---
// What was not included may declare anything.
== a
{x}
INCLUDE more.ink //! NC304@1 `include chapters/hotel.story`
-> end
