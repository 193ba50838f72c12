var unused = 1 //? NC305@5
var written = 1 //? NC305@5
var unread = 1
var shown = 1 //? NC306@5
var fine = 1
var lost = 1
var asked: text //? NC305@5
var claimed = 1
claim never claimed > 1
== a
~ written += 1
~ fine += 1
~ ask asked: Name?
~ claimed += 1
{shown} {fine}
~ if unread > : //! NC020@14
    Text.
~ los += 1 //! NC103@3 did you mean `lost`
{lost}
-> end
---
// A name that is written wrongly is not unused as well.
var gold = 1
var silver = 1
== a
~ golf += 1 //! NC103@3 did you mean `gold`
{silvr} {gold} //! NC103@2 did you mean `silver`
~ silver = 2
-> end
---
var a = 1 //? NC306@5
var b = a //! NC207@9
var c = 2
const D = 3
def f() = c
== s
{b} {f()}
~ b = D
~ c = 1
-> end
---
// A set that never changes is a `var` with a value; an empty one stays empty.
var all: set of red, blue = red, blue
var bag: set of rope, lamp //? NC306@5 `~ bag += rope`
var mood: sour | glad //? NC306@5 `~ mood = glad`
== a
~ for colour in all:
    {colour}
{bag} {mood}
-> end
