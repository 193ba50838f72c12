// Beat 14 and the night before it. Only water and an honest word get here:
// the claims in the main file say so, and the prover checks them.

== leaving: Paying up #beat=14

-> tab ->

* (flip) "Flip you for it."
    {if chance(50): Heads. She pays, with a card, and signs with a large clear *J. Wilson*. He notices that she has not flinched at the sum, and that she wanted him to notice. | Tails. He pays, and she says that she wants it on record that she would have.}
* (half) "Halves."
    They count it out on the bar in fives and ones, down to the last quarter, two people with forty years of school between them.
* (pen) {if papers == folded} Pay it all, and ask Joe for the pen.
    -> pen ->
    ~ if papers == signed:
        "Was that what I think?" says Jo.

        "Yes," he says. She gets down off the stool and asks him nothing else about it.
    ~ else:
        "What was that?" says Jo.

        "Nothing. It'll keep." She has seen the yellow flag, and she lets it.

"Mind the step," says Joe to both of them, or to neither. It is what he says to everyone.

-> hotel

== hotel: The room

There are six blocks of rain. They do not hold hands for any of it; at the crossings they stand a little closer than the rain requires.

The room is on the sixth floor. It has a bed, an armchair, a kettle and a view of another hotel. His suitcase is open on the stand, with the shirts still in the laundry's paper. Nine nights, and he has not hung up a thing.
"It's like the inside of an egg carton," says Jo.

By the door there are a few kisses more. There is one by the window that starts as a kiss and turns into her standing with her face against his collar, breathing.
Then nobody does anything next. They wait, both of them, to see whether it will come, and it doesn't, and it is restful.

"I don't think I'm here for that," says Jo into his shirt.

* (nor) "No. Me neither."
    He feels her shoulders come down an inch. So do his; he had not known they were up.
* (shoes) "Then take your shoes off, at least. They're squelching."
    She laughs, once, and sits on the edge of the bed to do it. There is a hole in her left sock, and she puts the other foot over it.

He makes tea, because there's a kettle. They lie down on top of the covers in all their clothes, she on the side by the window, with the cups on their chests going up and down.

-> until_morning

// A hub: it comes around once for each thing they talk about. A `then` block
// moves on one item each time and would stay at the last.
== until_morning: Until morning

~ then:
    - The clock by the bed says twelve-forty. It is red, and it hums.
    - Half past one. Somebody has come in next door, dropped both shoes, and is at peace.
    - Twenty past two. The other hotel has one lit window, and they have agreed that there's a novelist in it.
    - Gone four. The rain has thinned out until you can hear single drops.

// "each #night" offers every scene with that tag whose `when` holds, under
// its title; with "->" at the end each is a visit and comes back here. A new
// subject is a new scene below: nothing here has to be changed for it.
// `{otherwise}` is never shown; it is taken when nothing else is left.
* each #night ->
* (quiet) {if quiet_fits()} Say nothing, and see how that is.
    -> quiet
* {otherwise}
    -> dawn

~ if visits(until_morning) >= 4:
    -> dawn
-> until_morning

// Directly under a heading: `when` says whether the scene can be drawn, and a
// higher `priority` puts it higher in the list.
== night_crib: Tell her about the second bedroom #night
~ when not told has crib
~ priority 3

~ told += crib

"There's a room at the house," says Jackson.

He tells it to the ceiling. He starts with the Sunday, because that's when it was, and then has to go back and say what the room was for; and she lets him go back. The key in the bag with the screws. The seven minutes. The table that he had glued so well. He tells her about the bag with CRIB on it, and the date.
{if seen(nursery): When he gets to the overalls he does what he did then, and stops. | There was a pair of overalls, he says. He has not thought the word since.}

"What size?" says Jo after a while.

"Twelve months."

She puts her cup on the floor. She does not take his hand this time, or say that he was brave. She lies there on her back beside him and looks at the place on the ceiling he has been talking to.

"Where are they?"

"In the trunk of my car. I was going to give them to somebody. I've been driving them around."

"Okay," says Jo. "That's okay. You can drive them around."

-> back

== night_samuel: Tell her his name #night
~ when told has crib
~ priority 3

"Samuel," says Jackson. "You haven't asked. That's what he was called."

"I know what he was called. I didn't know if I was allowed to say it."

"Nobody says it. They say *the baby*. They say *everything you've been through*. There's a chaplain who says *your journey*." He moves the cup an inch on his chest. "He weighed about as much as a bag of sugar, and he had April's chin. A chin like a small stubborn man's. I never told anyone about the chin. You'd have had to be there to care."

"I care about the chin," says Jo.

"I know you do. I don't know why."

She thinks about it honestly. "I just do," she says. And then, trying it, "Samuel Avery. That's a good name. It sounds like someone who'd return a lawnmower."
He laughs, and then it isn't that, and she lets it take the time it takes.

-> back

== night_solo: Ask for all forty-six minutes #night
~ when heard has solo

"From the beginning," says Jackson. "You'd scrubbed."

"I'd scrubbed. I'd scrubbed for so long that the nurse looked at her watch."

And she goes in, flat on her back on the bedspread, with both hands working in the air above her: the first cut, which was a little too short, out of manners. The layers. The fat that would not stay out of the light. The moment when the thing wasn't where it is in the book, and she felt the attending not say anything, so loudly it was like weather.
"And I thought, nobody is going to come. I mean, nobody's going to reach in over my shoulder. And I went behind the cecum with one finger, and it was *there*." Her hands have stopped. "I was so happy. I wasn't proud, that was later. I thought, oh, there you are."

He has had that. He had forgotten it was something you could have. He lies still, in case it comes off.

-> back

== night_booth: Ask what she'd have ordered at the booth #night
~ when told has mercy

"There was a diner," he says, "across from Mercy West. When we were on nights. You'd have had to have an order. They all did, they were fanatics."

Jo: Pancakes.

Jackson: Reed had the pancakes. You'd have been enemies.

Jo: Then a grilled cheese. With a fried egg in it. And his fries.

It takes him a moment to see that she has sat Charles down next to her and is reaching across.

Jo: What did you have?

Jackson: Coffee. I was on a diet of being better than everybody.

Jo: And April?

"Whatever she'd ordered, and then whatever I'd ordered." He does it in the voice for funny stories, which holds nearly to the end. "She used to say grace. In there. At four in the morning, over hash browns. And Charles would say *amen* with his mouth full, every time. He didn't believe in anything, he just couldn't leave her hanging."

They stay in the booth a good while. It is Jo who asks for the check.

-> back

== night_easier: Ask an easier one #night
~ when not told has mercy or not heard has solo

"Favorite bone," says Jackson.

"You first."

"I've had mine. The hyoid's taken."

"Then I want the little one in the ear," says Jo. "The stirrup. It's three millimeters, it's the smallest one you've got, and it's done growing before you're even born. Everything you ever hear goes over it. Everybody's *I love you*. All the pages." She yawns. "Imagine being that, and people go on about the femur."

-> back

// =========================================================================

== quiet: Nothing

They try it. {if told has crib: It is a good quiet. Down in the street a truck backs up, beeping, and thinks better of it. | The kettle ticks as it cools. In between the ticks there is everything that he has not said.}

// What he has told her, here or at the bar, decides how it sounds.
~ if told has crib:
    -> dawn
-> three_in_the_morning

== dawn: Six o'clock

It gets light behind the other hotel, without any color. {if visits(until_morning) >= 3: The novelist has gone to bed.}

Jo is on her side with both hands under her cheek. "I'm going to have to think about what to tell Alex," she says. "Not because of the six minutes. Because of the six hours."

* (tell) "Tell him all of it. The six hours first."
    ~ karev = knows
    "He'll hit you."

    "He can get in line behind my mother."
    She nods against the pillow, and he sees that she had already made up her mind, and had wanted only to hear whether he would flinch.
* (yours) "That's yours. I won't say a word till you have."
    "What if I don't?"

    "Then I'll say good morning to you in the elevator, like a man who's had eight hours."

    "You'll never pull it off," says Jo.

Then her eyes close, and he has the last of the night to himself.

* (sleep) Close his own. #quiet -> only_a_memory
* (flag) {if papers == folded} Get up and find his jacket. -> witness
* (note) {if papers == signed} Write a line to April first.
    The hotel has a pen, and one sheet of paper. *I signed it last night, at Joe's*, he writes. *You should hear that from me, so I'm writing it down. I wrapped the dishes.* Then there is the rest of the sheet. He looks at it until the window is quite light, and puts *J.*
    He folds it small and leaves it in his shoe, where he can't help finding it.
    -> only_a_memory
* (car) {if papers == torn} Wake her, and ask whether she'd walk with him as far as his car. -> overalls

== only_a_memory: Only a memory

He sleeps. It takes him between one breath and the next, on his back, in his shirt and his belt, with one shoe on. When he wakes it is ten, the cups have been put side by side on the sill, and she is asleep, with her mouth open and her hand flat on his sleeve, to keep it from getting away.

In a minute he will move the arm. There will be the elevator, and the wet street, and at the corner she'll go left.
Her heart is in an apartment with a date written up on the fridge. {if karev == knows: She is going to go home and tell it everything, and let it shout. | What she tells it is her business. He has given his word.}
His own is wherever April slept. {if papers == signed: He has signed it over, with a drug company's pen, and there it still is. | if papers == torn: The papers are in a wastebasket on the hill. Some time this week he'll have to tell her why. He would like to know himself. | The papers are in the jacket. He'll sign them, or he won't; he will do that awake.}

They won't do this again. He knew it last night at the crossings. A year from now she'll pass him by the east elevator and make the small noise, out of habit, and nobody else in the corridor will know what's in it.
They drank to {toast}, he remembers. It was ice water.

Jo opens one eye.
"Morning, Jackson," she says, while it still is.

-> end: Only a memory
