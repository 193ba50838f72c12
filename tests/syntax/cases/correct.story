// Every construct, and nothing to be found.
title: The Umbrella
author: A. Writer
language: en
version: 1.2
ifid: 6F2C1B7A-3D54-4E0B-9A51-0C8E4D7F2A10
start: porch
cast: Mia, Old Tom
status: Rain {rain} of {SOAKED}{if rain == SOAKED:, alas}

var rain: 0..SOAKED = 1
var mood: sour | even | glad = sour
var knows: set of forecast, party = forecast
var name: text = "stranger"
var truce = false
var dry: true/false
var gold: number = 20
const SOAKED = 3
const HALF = SOAKED * 2 / 4
def tipsy(n) = n > 2
def mixed(n: 0..9, what: text) = n if what == "water" else n + 1
extern roll_dice(number) -> number
claim never rain > 3 and mood == sour
claim reach porch with truce
claim reach "Dry enough"
claim street only after porch.ask
claim an ending is always reachable

== porch: The porch #outdoors #picture=porch
// A comment.
{It is raining. | Still raining.} Tom has *the* umbrella, **really**. // Another.
See http://example.com and room #1. #sound=rain #wait

Mia: You look {mood}, {name}.
The line goes on\
and breaks.
Old Tom: {words(gold)} {knows} {if knows has party: yes | if truce: perhaps | no}.
\* A star, \{ a brace, \-> an arrow, 2 * 3.
~ rain = clamp(rain + 1)
~ knows += party
~ knows -= forecast, party
~ knows = none
~ mood = glad if tipsy(rain) else even
~ gold += roll_dice(6) % HALF - mixed(2, name)
~ truce = not truce and (dry or gold >= 3)
~ dry = chance(30)
~ let n: 0..6 = random(1, 6)
~ let half = n / 2
~ ask name: What is your name, {name}?
~ if knows has forecast:
    It will clear by {half}.
~ elif visits(street) > 1 or since(street) < turns():
    Or not.
~ else:
    Who knows?
~ cycle:
    - A tram passes.
        It is full.
    - Mia: Nothing passes.
    - -> aside ->
    -
        ~ gold -= 1
~ once:
    - The driver waves.
~ shuffle:
    - One.
    - Two.
~ then:
    - First.
    - Last. -> street
-> aside ->
-> any #gossip ->

* (ask) Ask for it.
    Old Tom: Say please{if rain >= SOAKED:, drowned rat}.
    * "Please."
        He hands it over.
    * {needs mood != sour: you are too cross, {name}} Smile. #quiet
    Well.
+ {if rain < SOAKED} {needs truce: no} Wait. #loud -> porch
+ {if seen(ask)} {visits(ask)} times {cycle: a | b {once: c | d}} -> street
~ if truce:
    * Shake hands. -> drink(2)
<- small_talk(1)
* each #gossip ->
* {otherwise} -> street

They look at the street together.
-> any #gossip ->
-> street

== street: The street
It is *{if dry: quite | not} dry*. -> end: Dry enough

== drink(n)
{n}
-> end

== aside
An aside.
-> back

== small_talk(n)
* "Lovely weather {n}."
    "Is it?"

== baker: To the bakery #gossip
~ when not dry and gold > 0
~ once
~ priority -2
A loaf.
-> back
---
// Tabs, and a width of two.
== a
* One
	Two
	* Three
		Four
-> end
---
== a
* One
  Two
  * Three
    Four
-> end
---
// What may look like a mistake and is none.
var gold = 1
== a
*This whole line* is emphasis.
*This is emphasis
over two lines* of prose.
**Strong** and *weak*.
+5 gold. -5 gold. - A dash begins this line.
-- So does this.
if you ask him nicely, he may tell you.
If gold were silver: so she thought.
else he might not.
set the table, he said; let us eat.
<3 is a heart. <<Bonjour>> is French.
(if only it were so)
$5 is the price. [sic] it says.
The shop: it is closed.
Time: 5:30. a = b. gold is not = to silver.
He said "no {gold}.
{5:30 in the morning | noon}
include the cat, she said.
= is a plain sign here = and there
for example this,
while it rains.
=> nowhere.
~ gold += 1
{gold}
-> end
