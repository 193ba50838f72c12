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
        "Was that what I think?" says Jo, and when he says yes she gets down off the stool and asks him nothing else about it.
    ~ elif papers == torn:
        "That had better not be about me," says Jo slowly, and he tells her that he does not think it is.
    ~ else:
        She has seen the yellow flag go back in. "It'll keep," says Jo, "I suppose," and buttons his jacket over it.

"Mind the step," says Joe to both of them, or to neither. It is what he says to everyone.

-> hotel

== hotel: The room

There are six blocks of rain. They do not hold hands for any of it; at the crossings they stand a little closer than the rain requires.

The room is on the sixth floor. It has a bed, an armchair, a kettle and a view of another hotel. His suitcase is open on the stand, with the shirts still in the laundry's paper. "Nine nights?" says Jo. "And you haven't hung up a thing? It's like being inside an egg carton in here."

{if drunk(): She runs a glass of water in the bathroom and stands over him until he has drunk it, and runs another. She is very good at this. It is only when the second is empty that she lets him put his arms around her, and then it is mostly so that he will stop swaying. | if april == spoke: There are one or two kisses more, by the door, with their coats on. They are polite ones. They have both been thinking, for six blocks, and it turns out to have been about the same person. | By the door there are a few kisses more. There is one by the window that starts as a kiss and turns into her standing with her face against his collar, breathing.}

Then nobody does anything next. They wait, both of them, to see whether it will come, and it doesn't, and it is restful. "I don't think I'm here for that," says Jo into his shirt.

* (nor) "No. Me neither."
    He feels her shoulders come down an inch. So do his; he had not known they were up.
* (shoes) "Then take your shoes off, at least. They're squelching."
    She laughs, once, and sits on the edge of the bed to do it. There is a hole in her left sock, and she puts the other foot over it.

He makes tea, because there's a kettle. They lie down on top of the covers in all their clothes, she on the side by the window, with the cups on their chests going up and down.

-> until_morning

// A hub: it comes around once for each thing they talk about. A `then` block
// moves on one item each time and would stay at the last.
== until_morning: Until morning

// Three subjects make a night. What he has not said by then he will not say.
~ if visits(until_morning) > 3:
    ~ if told has crib:
        -> dawn
    -> three_in_the_morning

~ then:
    - The clock by the bed says twelve-forty. It is red, and it hums, and neither of them proposes to turn it around.
    - Half past one. Next door a man has come in, dropped both shoes, and is at peace.
    - Twenty past two. The other hotel has one lit window, and they have agreed that there's a novelist in it.

// "each #night" offers every scene with that tag whose `when` holds, under
// its title; with "->" at the end each is a visit and comes back here. A new
// subject is a new scene below: nothing here has to be changed for it.
* each #night ->
* (quiet) Say nothing, and see how that is.
    -> quiet

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

"What size?" says Jo after a while, to the ceiling.

"Twelve months," he says, and hears her put her cup down on the floor. She does not take his hand this time, or say that he was brave. She lies there on her back beside him and looks at the place on the ceiling he has been talking to.

"Where are they now?"

"In the trunk of my car, with the rest. I was going to give them to somebody. I've been driving them around."

"Okay," says Jo. "That's okay. You can drive them around for as long as you want."

-> back

== night_samuel: Tell her his name #night
~ when told has crib
~ priority 3

"Samuel," says Jackson. "You haven't asked. That's what he was called."

"I know what he was called. I didn't know if I was allowed to say it."

"Nobody says it. They say *the baby*. They say *everything you've been through*. There's a chaplain who says *your journey*." He moves the cup an inch on his chest. "He weighed about as much as a bag of sugar, and he had April's chin. A chin like a small stubborn man's. I never told anyone about the chin. You'd have had to be there to care."

"I care about the chin," says Jo.

"I know you do, and I don't know why."

She thinks about it honestly. "I just do," she says. And then, trying it, "Samuel Avery. That's a good name. It sounds like someone who'd return a lawnmower." He laughs, and then it isn't that, and she lets it take the time it takes.

-> back

== night_solo: Ask for all forty-six minutes #night
~ when solo

"From the beginning," says Jackson. "You'd scrubbed."

"I'd scrubbed. I'd scrubbed for so long that the nurse looked at her watch."

And she goes in, flat on her back on the bedspread, with both hands working in the air above her: the first cut, which was a little too short, out of manners. The layers. The fat that would not stay out of the light. The moment when the thing wasn't where it is in the book, and she felt the attending not say anything, so loudly it was like weather.
"And I went behind the cecum with one finger, and it was *there*." Her hands have stopped. "I was so happy. I wasn't proud, that was later. I thought, oh, there you are."

He has had that. He had forgotten it was something you could have. He lies still, in case it comes off.

-> back

== night_booth: Ask what she'd have ordered at the booth #night
~ when told has mercy

"There was a diner," he says, "across from Mercy West. When we were on nights. You'd have had to have an order. They all did, they were fanatics."

Jo: Pancakes.

Jackson: Reed had the pancakes. You'd have been enemies.

Jo: Then a grilled cheese, with a fried egg in it. And *his* fries.

It takes him a moment to see that she has sat Charles down next to her and is reaching across. "I had coffee," he says. "I was on a diet of being better than everybody. April had whatever she'd ordered, and then whatever I'd ordered." He does it in the voice for funny stories, which holds nearly to the end. "She used to say grace. In there. At four in the morning, over hash browns. And Charles would say *amen* with his mouth full, every time. He didn't believe in anything, he just couldn't leave her hanging."

They stay in the booth a good while, and it is Jo who asks for the check.

-> back

// The next three are drawn from what was said and done before the truce.

== night_dog: Ask what the dog is called #night
~ when seen(insult)
~ priority 1

"The dog," says Jackson. "That I dragged into it."

{if seen(truce.terms): "You're not supposed to bring up the dog." | "I wondered when you'd get to the dog."} But she has turned on her side, and he can hear that she is going to. "Kevin. Alex named him. He said a dog should have a name you could shout in a park without feeling like a jerk. He's got one ear. He sleeps on my feet, and when Alex comes in at four he goes out in the hall and says hello to him, and I lie there and listen. He tells that dog everything. There's a patient with a bowel thing that I know all about from Kevin."

"What did he say? At four this morning?"

"He said, *is she up?*" says Jo. "And I wasn't going to make it easy for him. So I lay there." It has been a funny story all year long, he can tell, and in here it is not turning out to be one.

-> back

== night_pity: Ask what she'd have put on a card #night
~ when not seen(insult)
~ priority 1

"If you'd sent a card," he says. "When she left. You said you felt bad for me. What would it have said?"

{if hurt == pity: "You told me to *keep* it." | "I don't send cards. That it was inconvenient."} She is quiet, composing. "Dear Dr. Avery. I am the person behind you in the coffee line. I don't like you, and I don't like your shoes. I saw that you bought two again. Tomorrow, if you want, you could turn around, and I'll say that I'd been hoping for one with milk. You don't have to talk. Yours sincerely."

He thinks about turning around, any of those mornings. It would have been about as far as from one stool to the next.

-> back

== night_april: Tell her what April said #night
~ when april == spoke
~ priority 1

"She told me to be nice to you," he says. "On the phone. I want you to know I was under orders."

Jo lies there with that. "April did. *Tonight* she did. With her own" (she draws a rectangle in the air, eleven pages thick) "still warm."

"She said you have lunch on the stairs."

"I have lunch on the stairs because *she* does," says Jo. "One flight up. We never talk. She hums." And after a time, to the ceiling, in a small voice: "I don't think I can be here for much more of this night without being fond of your wife."

-> back

// =========================================================================

== quiet: Nothing

They try it. {if told has crib: It is a good quiet. Down in the street a truck backs up, beeping, and thinks better of it. | The kettle ticks as it cools. In between the ticks there is everything that he has not said.}

// What he has told her, here or at the bar, decides how it sounds.
~ if told has crib:
    -> dawn
-> three_in_the_morning

== dawn: Six o'clock

It gets light behind the other hotel, without any color. {if visits(until_morning) > 2: The novelist has gone to bed.}

// The second floor pays, or is paid: see the defs in the main file.
{if bea_kept(): Jo's phone says 5:51, and nothing else. She shows him. Whatever the second floor knows, Bea has been sitting on it all night in a straight chair. | if they_fought(): Jo's phone has gone, on the sill. *Nell says you and Avery had a SCREAMING fight at Joes*, writes Stephanie. *So proud. Tell me everything he said.* Jo reads it out twice, the second time with her hand over her mouth. | if seen(kiss.shield): Jo's phone has gone, on the sill. *Nell saw you at Joes with some man's BACK*, writes Stephanie. *Whose back???* Jo looks at it for some time, and then at him, and lays her hand flat between his shoulder blades, where it was. | Jo's phone has gone, on the sill. *Nell is telling people a thing*, writes Stephanie. *I said you were giving him mouth to mouth. Call me before Alex hears it*. It was sent at 5:02. Four years ago he left that woman in a chair.}

{if overheard(): "So that's me told," says Jo, "and in about an hour so is he. Not because of the six minutes. Nobody's going to tell him about the six hours." | "I'm going to have to think about what to tell Alex," she says. "Not because of the six minutes. Because of the six hours."}

* (tell) "Tell him all of it. The six hours first."
    ~ karev = knows
    "He'll hit you."

    "He can get in line behind my mother." She nods against the pillow, and he sees that she had already made up her mind, and had wanted only to hear whether he would flinch.
* (yours) "That's yours. I won't say a word till you have."
    "What if I don't?"

    "Then I'll say good morning to you in the elevator, like a man who's had eight hours."

    "You'll never pull it off," says Jo. "You've got a pillow seam down your whole face."

Then her eyes close, and he has the last of the night to himself.

* (sleep) Close his own. #quiet -> only_a_memory
* (flag) {if papers == folded} Get up and find his jacket. -> witness
* (note) {if papers == signed} Write a line to April first.
    The hotel has a pen, and one sheet of paper. *I signed it last night, at Joe's*, he writes. *You should hear that from me, so I'm writing it down. I wrapped the dishes.* Then there is the rest of the sheet. He looks at it until the window is quite light, and puts *J.*, and folds it small and leaves it in his shoe, where he can't help finding it.
    -> only_a_memory
* (car) Wake her, and ask whether she'd walk with him as far as his car. -> overalls

== only_a_memory: Only a memory

He sleeps. It takes him between one breath and the next, on his back, in his shirt and his belt, with one shoe on. When he wakes the cups have been put side by side on the sill, and she is asleep, with her mouth open and her hand flat on his sleeve, to keep it from getting away.

In a minute he will move the arm. There will be the elevator, and the wet street, and at the corner she'll go left. Her heart is in an apartment with a date written up on the fridge. {if karev == knows: She is going to go home and tell it everything, and let it shout. | What she tells it is her business; he has given his word.}
His own is wherever April slept. {if papers == signed: He has signed it over, with a drug company's pen, and there it still is. | if papers == torn: The papers are in a wastebasket at Joe's, and some time this week he'll have to tell her why. He would like to know himself. | The papers are in the jacket. He'll sign them, or he won't; he will do that awake.} {if seen(calls_back): There is a message on his phone that he has not heard, and he finds that he is looking forward to it.}

They won't do this again. He knew it last night at the crossings. {if overheard(): It will be all over the hospital by noon, four minutes to a floor, and every word of it will be wrong: there is nobody who could say what happened in here, except the two it happened to. | if they_fought(): The hospital knows for a fact that they fought. A year from now she'll pass him by the east elevator and make the small noise, and heads will turn, and not one of them will know what's in it. | A year from now she'll pass him by the east elevator and make the small noise, out of habit, and nobody else in the corridor will know what's in it.}

What they drank to, in ice water, he can still hear in her voice, word for word: \
*{toast}*

Jo opens one eye.
"Morning, Jackson," she says, since there are some minutes left of it, and he can say it back.

-> end: Only a memory
