title: The Fair
start: gate
cast: Nan, Old Pike
include games.story
include talk.story

var coins: 0..20 = 9
var luck: low | even | high = even
var won: set of duck, comb, knife
var name: text = "stranger"

== gate: The gate
{The fair is on. | You are back at the gate.} A boy counts {random(10, 99)} heads.

* (pay) Pay a coin to the boy.
    ~ coins -= 1
    He lets you in.
* Climb over the fence.
    ~ luck = low
    You tear a sleeve.

~ ask name: Whom shall I announce?
{name}! he shouts{if luck == low:, grinning}.
-> field

== field: The field
Stalls all around, {coins} coins in your pocket. {shuffle: A drum. | A fiddle. | A horn.}

+ Go over to the games.
    -> games ->
    -> field
+ each #gossip
<- small_talk
* {needs coins >= 5: it costs five} Have your fortune told.
    ~ coins -= 5
    ~ luck = high
    Old Pike: I see {random(2, 9)} children.
    -> field
+ Leave. -> road

-> field

== road: The road
The road home{if won has duck:, a duck under your arm}.
~ cycle:
    - Dogs bark.
    - An owl calls.
* Walk. -> end: Home
* (sing) Sing on the way. -> end: Merry
