title: The Night Ferry
author: N. Clerk
language: en
start: pier
cast: Ada, Bob, Old Tam
status: Coins {coins}, warmth {warmth} of 5

var coins: 0..9 = 4
var warmth: 0..5 = 3
var mood: sour | even | glad = even
var bag: set of rope, lamp, bread = rope, bread
var name: text = "stranger"
var ticket = false
var storm = false
var tolls = 0
const FARE = 2
def cold() = warmth < 3
def can_pay(price) = coins >= price

claim reach "The far side"
claim "The far side" only after pier

// ------------------------------------------------------------ the near side

== pier: The pier
The last ferry of the year lies at the end of the pier, and she is late.
Somebody has hung a lantern from her stern. It swings like a slow thought,
and the boards under it go dark and bright and dark again.

You have walked since noon. Your boots are wet, your hands are colder than your boots,
and the letter in your pocket says nothing that you did not know before you opened it.

Ada: You are the third tonight. The third and the last, I should say.
She has a ledger under her arm and a pencil behind her ear, and she does not look up.

* (fare) "What is the fare?"
    Ada: {FARE} coins, and no questions.
    She licks the pencil. It leaves a small blue mark on her lip.
* "Is it safe?"
    Ada: It is a ferry.
    ~ mood = sour
    She says it as one says that it is Tuesday.
* (greet) Tell her your name.
    ~ ask name: What do you call yourself?
    Ada: {name}. I shall write that down.
    And she does, in a round hand, with a line under it.

She nods towards the shed. There is a light in it, and the smell of soup.
-> shed

== shed: The shed #indoors
{The door sticks, and then it does not. | The shed is as warm as you left it.}
Nets hang from the beams. A stove ticks in the corner; on it stands a pot
that has been on it, you think, since the war. #sound=stove

Old Tam sits on a crate and mends what cannot be mended.
{once: He looks at you for as long as it takes to tie a knot.}

+ {if warmth < 5} Warm your hands at the stove.
    ~ warmth = clamp(warmth + 1)
    The iron is too hot to touch and too good to leave.
    -> shed
* (soup) {needs can_pay(1): you have not a coin left} Buy a bowl of soup.
    ~ coins -= 1
    ~ warmth = clamp(warmth + 2)
    Old Tam: Fish. Mostly fish.
    It is mostly potatoes, and it is very good.
    -> shed
+ "Who comes over at this time of the year?"
    -> old_stories ->
    The stove ticks. Nobody says anything for a while.
    -> shed
* {needs coins >= FARE: two coins, she said} Buy your ticket.
    ~ coins -= FARE
    ~ ticket = true
    A square of yellow paper, stamped twice, with tomorrow's date on it.
    -> shed
* {if bag has rope} Give Old Tam your rope.
    ~ bag -= rope
    ~ bag += lamp
    ~ mood = glad
    He runs it through his fingers as if he were reading it,
    and then he takes his own lamp down from its hook.

    Old Tam: Fair is fair.
    -> shed
* Go round behind the shed. -> bench
+ {if ticket} Go down to the boat. -> gangway
+ {needs not ticket: you have your ticket} Look through the ledger. -> ledger ->
    You put it back as you found it, more or less.
    -> shed

== bench: The bench behind the shed #outdoors
Behind the shed there is a bench, and on the bench there is a notice, held down with a stone.
It says that the service ends with the year, that the company regrets it, and that dogs ride free.

Nobody has ever seen the company. Its regrets are well known all along the coast.

* (notice) Read the other side of the notice.
    The other side is the list of what has been lost on the crossing and not been claimed:
    one glove, one glove, a trombone, a fortnight, the end of a quarrel, one glove.
    -> shed
+ Sit down for a moment.
    The bench remembers everybody who has sat on it, in the way benches do, by giving a little.
    ~ warmth = clamp(warmth - 1)
    -> shed

== old_stories: What Old Tam knows
~ then:
    -
        Old Tam: Widows. Doctors. A man with a clock, once, and no luggage but the clock.
        He bites off a thread.
    -
        Old Tam: There was a girl who paid with a song.
        Old Tam: I let her. It was a short crossing, and a long song.
    - He has told you what he knows. He tells you again, and this time the clock is a piano.
-> back

== ledger: The ledger
The ledger lies open on the sill, with the pencil across it.
You read the last page. The hand is round and blue.
~ if seen(pier.greet):
    Your own name stands at the bottom: {name}.
    It looks like the name of somebody who will arrive.
~ elif mood == sour:
    The last line says only: *one, in a temper*.
~ else:
    The last line says only: *one more*.
~ tolls += 1
{if tolls > 1: You have read this page {words(tolls)} times now. | Above it are forty names, and all of them are crossed out.}
-> back

== gangway: The gangway #outdoors
The gangway is two planks and a promise.
Under it the water makes the noise that water makes when it has nothing else to do.
~ storm = chance(30)
~ if storm:
    Far out, something white opens and shuts.
    It is a long time before you hear it.
~ else:
    Far out there is nothing at all.

Bob: Mind the second plank.
Bob is as wide as the gangway, and he holds a hand out to you
with the patience of a man who has held it out to everybody.

* Take his hand.
    Bob: There. Dry as a bone.
    His own is as dry as a bone, and about as warm.
    ~ mood = glad
* Jump.
    ~ let leap = random(1, 6)
    ~ if leap > 4:
        You clear both planks and land like a cat.
        Bob: Well. That was something.
    ~ else:
        You land with one foot in the boat and one in the sea.
        ~ warmth = clamp(warmth - 2)
        Bob: I said to mind it.
* {if warmth < 5} "I cannot feel my feet."
    Bob: Then you will not feel the second plank.
    He lifts you over it as if you were the post.
    ~ warmth = clamp(warmth + 1)

Ada comes last, with the lantern. She counts the three of you and writes down a three.
-> deck

== deck: On deck #outdoors
{The rope comes in, and the pier goes away without moving. | The deck is wet and the night is large.}
{if storm: The wind has found the gap between your collar and your neck. | It is so still that you can hear the lantern burn.}

Ada: Stand where you like. It sinks the same all over.

* (rail) Stand at the rail.
    The water is black and has no bottom.
    You look at it until it begins to look at you.
    ~ if bag has lamp:
        You hold out the lamp. A long way down, something holds one out to you.
        ~ tolls += 1
    -> deck
* Talk with the captain. -> captain ->
    You go back to the rail. It is easier to talk to.
    -> deck
+ {if not cold()} Walk up and down.
    ~ warmth -= 1
    {cycle: Eleven steps to the bow. | Eleven steps to the stern.}
    -> deck
* {if bag has bread} Feed the gulls.
    ~ bag -= bread
    There are no gulls. Something takes the bread all the same.
    -> deck
* (sleep) Sleep until somebody wakes you.
    {shuffle: You dream of a house. | You dream of a door. | You dream of a stair that goes down and down.}
    -> middle
+ {otherwise}
    It is too cold to do anything but wait. -> middle

== captain: The captain
The captain has a pipe, and the pipe has gone out.
He nods at you, at the compass, at the dark, in that order.

"How do you know the way?" you ask.

"I don't," he says. "The boat does. I only stop her when she gets there."

~ if mood == glad:
    He thinks about it. "She has never been wrong," he says,
    "but she has been late."
    * "How late?"
        "Once," says the captain, "eleven years."
    * "And if she is wrong?"
        "Then it will be somebody else's coast," says the captain, "and they will have soup, too."
~ else:
    He has nothing to add to that, and he adds it for a quarter of an hour.
<- small_talk

-> back

== small_talk: Small talk
* "A cold night."
    "There are colder," he says. He does not say where.
* "Have you children?"
    ~ mood = even
    "Two," he says. "One on each side."

== middle: The middle of the crossing #outdoors
There is a place in the middle of the water from which neither side can be seen.
The captain stops the boat there. He always does, and nobody has ever asked him why;
it is simply the place where one stops.

-> any #visitor ->

The lantern goes out. Ada lights it again with the second match.

Ada: This is where I take the tickets.

* Give her the ticket.
    ~ ticket = false
    She tears it in two, gives one half to you and the other to the water.
    Ada: Half is for the way back. People forget that there is a way back.
    -> landing
* {if coins > 0} Give her a coin instead.
    ~ coins -= 1
    Ada: That will do, too. It is only paper.
    -> landing
* (refuse) Say that you have changed your mind.
    Ada: They all do, here. It is the place for it.
    She waits. The boat waits. The water has been waiting all along.
    **"Take me back,"** you hear somebody say, and it is you.
    -> return_trip

== seal: A seal #visitor
~ when not storm
~ once
~ priority 2
A seal puts its head out of the water, looks at each of you in turn, and is not impressed.
Bob: He was here last year.
-> back

== swimmer: The swimmer #visitor
~ once
~ priority 1
Somebody swims past, very steadily, in the direction from which you have come.
Nobody says a word. Bob lifts his cap.
-> back

== wave: A wave #visitor
~ when storm and mood == sour
~ priority 3
A wave comes out of the dark, higher than the lantern, and thinks better of it.
~ warmth = clamp(warmth - 1)
-> back

== landing: The far side
The far side comes as far sides do: first a smell of wood smoke, then a dog, then a wall.
The boat knows where to stop. She touches the stones so gently that the lantern does not swing.

Bob: Mind the second stair.
{if storm: He has to shout it. | He says it softly, as one says it to a child.}

* Go up the stair.
    One, two. You mind it. Three.
    -> street(2)
* Follow the lamp to the left.
    There is an office there. There would be.
    -> harbour_office
* Wait until the others have gone.
    They go. Their voices go up the stair before them and do not come down again.
    Ada stays in the boat and writes.
    -> street(1)

== street(others: 1..2): The street of the far side
There is one street. It has a lamp at its beginning and a door at its end.
{if others > 1: Bob walks in front of you and whistles | You walk alone and hear yourself do it}, and the houses
on both sides are shut, but not as if they were asleep; more as if they were holding their breath.

You take out the letter. By the light of the only lamp you read it once more:

-> letter ->

* (knock) Knock at the door.
    It opens before you have knocked a second time.
    -> door
* {if bag has lamp} Hold up the lamp first.
    The door is green. There is a name on it, and it is {if name == "stranger": nobody's | yours}.
    -> door
* Turn round.
    There is a boat at the end of the street, with a lantern, and it has not left yet.
    -> return_trip

== letter: The letter
*Come before the year is out,* it says. *Bring nothing. We have kept the room as it was.*

Below that there is no name, only the mark of a thumb, \
small and blue.
-> back

== door: The green door
{if mood == glad: You are smiling when it opens. | if mood == sour: You have prepared a sentence, and forget it. | You have no idea what your face is doing.}

The room is as it was. The clock on the wall shows the time at which you left it,
and now, with a small cough, it begins to go.

"You are late," says the voice that you have come for.

* "The boat was late."
    "She always is," says the voice. "Sit down. There is soup."
    -> end: The far side
* "I nearly turned round."
    "Everybody does. The trick is in the *nearly*."
    ~ if coins > 1:
        You put your coins on the table. They are no good here, and nobody says so.
    -> end: The far side
* {if seen(shed.soup)} "I have eaten, thank you."
    There is a silence, and then there is a laugh, and it goes on for a long time.
    -> end: Soup twice

== harbour_office: The harbour office #indoors
The harbour office keeps the hours of the harbour, and the harbour keeps none.
A clerk with ink on both cuffs looks at you over a tower of forms.

"Arrivals," he says, "or regrets?"

* "Arrivals."
    "Name?" he asks, and you say it: {name}. He writes it down without asking how it is spelled.
    "Luggage?"
    {if bag has rope: A rope, you say. He writes down *rope* as if it were a title. | Nothing with a handle, you say.}
    "Purpose?"
    * "A letter."
        "They all have a letter," says the clerk, and stamps something that is not yours.
    * "I do not know."
        "That is the honest box," says the clerk, and ticks it. "Few do."
    He points with his pen at the door through which you did not come in.
    -> street(1)
* "Regrets."
    "Second window," he says. There is no second window.
    You wait in front of the wall where it would be, and after a time you feel better.
    -> street(1)
* {if tolls > 0} "What are the tolls for?"
    "For looking," says the clerk. "You have looked {if tolls > 1: more than once | once}. It is all in the book."
    He turns the book round. It says what you saw, in a better hand than the sea's.
    ~ tolls = 0
    -> street(1)

== return_trip: The way back
The way back is shorter. It always is; you know where the water ends.
Ada does not ask for a ticket. She opens the ledger, finds your line
and draws another one through it, so lightly that it could be rubbed out.

Ada: There is always next year.
Ada: There is not, of course. But one says it.

+ Say nothing.
    You say nothing, and it is understood.
+ "Next year, then."
    She writes that down as well.

On the pier the boards go dark and bright and dark again.
~ if visits(deck) > 3:
    You could walk them blind by now.
Old Tam has kept the stove in. He moves over on his crate.

Old Tam: Well?
{if seen(deck.rail): You tell him about the light in the water. He knows it. He asks whether it waved. | You tell him about the dark. He nods as at the name of a cousin.}
-> end: The near side
