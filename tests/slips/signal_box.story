title: The Signal Box
author: N. Clerk
language: en
start: platform
cast: Mia, Old Tom
status: Keys {count(bag)}, rain {rain}

var rain: 0..SOAKED = 1
var bag: set of rope, lamp "old lamp", silver_key "silver key" = rope, lamp
var lost: set of rope, lamp, silver_key
var hand: rope | lamp | silver_key = lamp
var home (was house): attic | cellar = attic
var open: set of attic, cellar = attic, cellar
var name: text = "ada"
var age: 1..120 = 30
var gold: number = 12
var late: true/false = false
const SOAKED = 3
const PRICE = 305
const DEBUG = false
def half(n) = n / 2
def is_wet(limit: 0..3) = rain >= limit or (late and not DEBUG)
def pay(price: 0..20):
    ~ if price > gold:
        ~ return false
    ~ gold -= price
    ~ return true
def describe(n):
    A bell rings {words(n)} times.
    ~ if n > 2:
        That is often.
extern roll_dice(number) -> number

claim never gold < 0
claim reach "Aboard"
claim reach attic with rain > 0
claim "Aboard" only after platform.ticket
claim an ending is always reachable

// The rain never stops here.

== platform (was station): The platform #outdoors
The train is late. #sound=rain #picture=tram_{rain}
It is *always* late, **always**, and nobody knows why. // The clerk does.
You have {list(bag)}, {words(count(bag))} things, worth {decimal(PRICE, 2)} in all.

-- look
Mia: Is that your umbrella?
Old Tom: It was. It is {cycle: mine | yours | everybody's} now.

+ {if rain > 0} {needs gold > 2: you have no money} Wait in the rain. #slow
    ~ rain -= 1
    It rains {random: softly | hard | sideways}. -> look
* (ticket was buy) {needs gold >= 5: it costs five} Buy a ticket.
    ~ let paid = pay(5)
    ~ if paid and not late:
        The clerk nods {if gold > 5: twice | if gold > 2: once | and yawns}.
    ~ else:
        Nothing.
    -> look
+ for item in bag: Use the {item}.
    ~ if item == lamp:
        You light the {item}.
        ~ bag -= item
        ~ lost += item
    ~ elif item == rope or hand == rope:
        You coil it.
        ~ hand = item
    ~ else:
        You turn it over: {describe(3)}
    -> look
* (search) {needs seen(ticket): you may not} for item in lost: Look for the {item}.
    It is nowhere.
    -> look
* Ask the way. -> guide("left", 2) ->
    You thank him.
    -> look
* Walk home. -> walk
+ {if seen(ticket) and visits(look) > 2} Board the train. -> train(1)
* {otherwise}
    It is night. -> end: Night

== guide(side: text, n: 1..3): The guide
"Turn {side}," he says, "{words(n)} times."
~ if n > 2:
    -> back -> walk
"Then <>
~ if late:
    hurry,<>
" he says.
-> back

== walk: The walk
~ for item in bag:
    ~ if item == rope:
        You carry the {item}.
~ ask name: What is your name?
~ ask age: How old are you?
~ name += "!"
~ let full = capital(name) + " " + upper("lovelace")
{full} walks home{if contains(full, "LOVE"):, with love}. {if age >= 18: The bar is open. | There is milk.}
~ cycle:
    - A tram passes.
        It is full.
    - A tram passes. It is empty.
    - -> walk_end
~ once:
    - The driver waves.
~ shuffle:
    -
        Mia: An owl calls.
    - A dog barks.
~ random:
    - It is cold.
    - It is dark.
~ late = chance(40) and since(platform) > 2
~ hand = random(bag & [rope, lamp])
~ rain = clamp(rain + roll_dice(6), 0, 3)
~ bag = [rope, silver_key]
~ lost = bag & [rope]
~ open -= cellar
* Under the roof.
    ~ home = attic
* Under the street.
    ~ home = cellar
--
+ each #errand ->
* {if rain > 1} each #visitor
* Sit down.
    The bench is wet.
    -- bench
    + Wait.
        -> bench
    + {if visits(bench) > 1} Rise.
-> {home}

== walk_end
The street ends here. -> {random(open)}

== bakery: To the bakery #errand
~ when rain > 0 and not late
~ once
~ priority 2
You buy a loaf.
-> back

== post: To the post office #errand
~ priority 1
You post the loaf.
<- talk(2)

-> back

== stranger: A stranger #visitor
A stranger.
-> walk_end

== talk(n: 1..3): Small talk
* "Lovely weather."
    "Is it?" {min(n, 2) + max(1, abs(0 - n)) * 2 % 3}
* "How is your mother?"
    "Much the same."

== attic: The attic
Roses are red,\
\  violets are late,
and 2 * 3 is six\: {half(6) if late else 2}.

-> any #visitor

-> end: At home (was Home)

== cellar: The cellar
{once: It is dark. | It is damp.} {then: One. | Two.} {is_wet(2)}.
Old Tom: {shuffle: Good evening. | Well, well.} You are {hand}, {name == "ada"}, {length(name)}.
~ bag += silver_key
~ gold = 4 - 1 * (2 + age)
-> platform.look

== train(car: 1..9): The train
~ if visits(platform) > 3 and seen(platform.ticket):
    * Sit by the window.
        -> end: Aboard
    * Sit in the aisle.
        -> end: Aboard
* Stand. #seat={cycle: window | door} -> end: Aboard
