// NC306: a name of a set that is asked for, and that nothing puts in.
title: Sets
start: hall
var bag: set of rope, lamp, bread, knife = rope
var told: set of cache, song
var seen_by: set of ada, bob = bob
var full: set of one, two
var last: set of one, two
def ready() = told has song and bag has knife //? NC306@33 nothing ever puts `knife` into `bag`

== hall
~ bag += lamp
~ told = none
~ told += cache
~ for who in seen_by:
    Here is {who}.
~ let other = random(last)
~ last += other
~ full = last & [one]
~ if bag has rope and bag has lamp:
    Both.
{if bag has bread: Bread. | No bread.} //? NC306@5 nothing ever puts `bread` into `bag`
The told has song of the others. // bag has knife
~ if ready():
    Ready. {if told has [song, cache]: All.} {if full has one and full has two: Full.} //? NC306@16 nothing ever puts `song` into `told`
* {if told has song} Sing. -> end
* {needs bag has bread: no bread} Eat.
    {list(full)} {list(last)} {if last has two: Two.}
    -> end
---
title: A wrong declaration
var bag: set of rope, lamp = rope & lamp //! NC207

== hall
~ bag += lamp
{if bag has rope: Here.}
-> end
---
title: A comment without its strokes
var wet = false

== hall
~ wet = not wet
~ if wet:
    It rains.
-> dry

What comes below. //? NC310@1 a comment, behind `// `

== dry
~ if not wet:
    It does not rain.
-> end //? NC310@1 indent it as the lines above

What comes below.
-> hall
---
title: What is told of a set, and not asked
var bag: set of rope, lamp
var n: text

== hall
~ bag += lamp
{if bag has lamp: The bag has rope in it.}
~ ask n: What bag has rope in it?
* {needs bag has lamp: your bag has rope} Go, {n}.
* Stay.
-> end
---
title: Asked in a function with lines, in logic, and in brackets
var bag: set of rope, lamp, bread, salt, spice
var trunk: set of rope, lamp

def asks(spice: spice | lamp) = bag has spice
def pack(held: set of rope, lamp):
    ~ if held has rope:
        ~ return 1
    ~ return 2

def weight():
    ~ if trunk has rope: //? NC306@10 nothing ever puts `rope` into `trunk`
        ~ return 1
    ~ return 2

== hall
~ bag += lamp
~ trunk += lamp
~ let heavy = bag has bread //? NC306@15 nothing ever puts `bread` into `bag`
{weight()} {pack(trunk)} {if heavy and asks(lamp): Heavy.}
{max(weight(), 1) if bag has bread else 2}
* {needs not (count(bag) > 2 and bag has [lamp, salt]): full} Go. -> end //? NC306@34 nothing ever puts `salt` into `bag`
* Stay. -> end
