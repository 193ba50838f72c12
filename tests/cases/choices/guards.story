var coins: 0..5 = 2
var open = false

== start
{words(coins)} coins.
* {if coins > 0} {if not open} Buy a key.
    ~ coins -= 1
    ~ open = true
    -> start
+ {needs open: it is locked} {needs coins > 1: you have {words(coins)} coin{if coins != 1:s}} Go in.
    -> end: In
+ {if coins > 0} {needs coins < 2: you are rich} Beg.
    ~ coins += 1
    -> start
+ {needs coins > 4: too {cycle: soon | early}} Buy it all. -> end
* {otherwise} {if coins > 4} -> end: Rich
* (poor) {otherwise} -> end: Poor
+ {if coins > 0} Lose {coins}.
    ~ coins = 0
    -> start
