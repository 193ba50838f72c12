// The bar itself: what other scenes borrow. Nothing here is a beat.

// A scene with a parameter: `n` is how many measures Joe pours.
// It is only ever visited, and goes back to wherever it was called from.
== pour(n: 1..2): Another glass

// The fourth is never drunk, whatever else was going on.
~ if shots + n > LIMIT:
    -> cut_off
~ shots += n

// One item each time around. Logic lines do not end a paragraph, so what
// this prints and what comes after it are one paragraph.
~ cycle:
    - Joe pours.
    - Joe pours, to the same line as before.
    - Joe looks at the clock, and pours.
~ if n == 2:
    He measures it twice, so there can be no argument later about what was poured. It goes down in one, and for as long as the burn lasts there is nothing else Jackson has to attend to.
~ elif shots == 1:
    It burns, and for as long as the burn lasts there is nothing else that Jackson has to attend to. That is about four seconds; he had hoped for five.
~ elif shots == 2:
    This one has no burn to speak of. It goes where the other went and pulls the door to behind it.
~ else:
    Some time during this one his hands stop being a surgeon's. He notices it the way he would in a colleague, whom he would then send home.
-> back

// Choices that several scenes offer. Nobody ever goes to this scene: the
// others say "<- bar_business" and its choices stand beside their own.
== bar_business: What else a bar is for

// "+" can be taken again and again, "*" once in a play.
+ (another was samuel.another) {if not seen(cut_off)} {cycle: Lift a finger for another. | Show Joe the empty glass.}
    -> pour(1) ->
+ (double) {if not seen(cut_off)} Hold up two fingers, one above the other.
    -> pour(2) ->
* (papers) {if papers == folded} Take out the papers, and ask Joe for a pen.
    -> pen ->

// What is owed. A `let` lives until the end of its block.
== tab: The tab

~ let bill = (shots + hers) * PRICE
Joe adds it up on the back of a coaster: {bill} dollars. {if seen(truce.eggs): The eggs are on the house; he says that they were getting to be company. | if water: He has not charged for the water. | He turns the coaster around so that they can check it, and goes away so that they needn't.}
-> back

// The fourth whiskey. It is a door that comes back, unless he argues.
== cut_off: The fourth glass

Joe pours it. Then he keeps his hand on it. "That's my limit," says Joe. "Yours was a couple back."

* (argue) Explain to him, point by point, why this is not the case.
    -> argued
* (keys) Put his car keys on the bar before anyone has to ask.
    Joe hangs them on a hook and writes out a tag. Two other sets are hanging there from two other nights, and one of the key rings is the chief of cardiology's.
    The fourth glass goes back under the bar. What stands there in its place is a mug of coffee with a spoon upright in it, and he is a little surprised to find himself drinking it.
-> back

// ---- The pen and the wastebasket ----------------------------------------

== pen: The pen

// `{a | b}` shows a the first time and b from then on.
{Joe's pen was given away by a drug company and advertises something for sleep. Jackson clicks it over the yellow flag, where there is a line with his name typed beneath it in case he should be unsure. | It is the same pen and the same flag, and the line still has his name under it.}

+ (steady) Sign.
    ~ papers = signed
    He signs as he signs charts, in one go, without lifting the point. It takes less time than the blue dishes did.
    Then he waits for it to be different. Joe takes back the pen, wipes it with the towel and drops it in the jar{if first_names:. |, and three stools down a glass is set on the wood with great care, by a person who has not seen anything.}
+ (tear) Give back the pen. Tear them up.
    -> tear ->
+ (cap) Put the pen down.
    {It ought to be done by a man who {if shots < 3: has eaten | could walk a straight line}. He lays the pen across the coaster and puts the pages back where they were. "It's here," says Joe about the pen. "It's always here." | He gives it back with the cap on, and Joe, who has seen that done, drops it in the jar.}
-> back

== tear: Eleven pages

~ papers = torn
It is good paper, and eleven sheets are more than you would think. It takes him two tries.

It is only his copy. The lawyer has the file, April has hers, and at the county there will be a clerk who has seen everything. All it will cost him is a telephone call. He tears them the other way as well, through the flag, and Joe holds out the wastebasket from under the sink and looks somewhere else while it is used. {if first_names: Jo looks, though. She has never been able not to. | Three stools down Dr. Wilson does not. She counts the pieces, with her lips.}
-> back

// ---- The nurses' table -----------------------------------------------------

// What is at stake all evening: what these two will have to tell. He can walk
// over. It costs nothing and pays late, at the kiss, at dawn, in some endings.
== nurses: Go over to the nurses' table #aside
~ once

They see him coming, and the young one looks for something in her purse.

"I won't sit down," says Jackson. "I wanted to say that it was a lousy thing to have happen at your station."

{if seen(settlement.look): Nell goes red to the ears. Bea needs no purse to look into, and looks at him. | The young one, who is called Nell, goes red to the ears. Bea, who has twenty years in and needs no purse to look into, looks at him.} "She asked us not to be short with you," says Bea, and waits until he has worked out which *she*. "She signed for it, and she said, *He'll feel awful about this by tonight, don't anybody be short with him.* And then she went and did rounds. She's at her sister's, out by the locks, in case you were ever going to ask one of us." Bea squares her cards. "So I'm not being. That's all this is, Dr. Avery. This is me not being short."

+ (thank) "Thank you for telling me."
    "I wasn't sure I would," says Bea. "But you walked across a room." It is plainly the unit in which she measures people.
+ (awful) "She was right. It's hardly night yet, and I feel awful."
    "Well, *good*," says Bea. She pushes the bowl of nuts an inch his way. "It won't go any further than this table. I can't speak for the stairs."
+ (whose) "What are they saying, on the stairs?"
    "That you did it so she'd have to take it standing up," says Nell, before she can stop herself. It had not crossed his mind. He thinks about it all the way back along the bar, where Dr. Wilson has moved his coaster an inch, so as to have been doing something.
-> back

// ---- Asking Joe -----------------------------------------------------------

// The bar between the two of them has a third person behind it. `closer` comes
// here and is come back to. The name in brackets is what the scene was called
// in the first edition; saved paths that went there still find it.
== ask_joe (was last_orders): Last orders

~ shuffle:
    - Joe comes down and stands where he can hear, drying a glass that has been dry for some time.
    - Joe breaks a roll of quarters on the edge of the drawer, and stays there to count them.

// "each" offers every scene tagged #joe whose `when` holds, by its title.
+ each #joe ->
-> back

== joe_bills: Ask about the dollar bills #joe
~ priority 1

"Residents sign one when they pass the boards," says Joe. "I've got two chiefs of surgery up there who can't spell *Tuesday*."
Jackson finds his own, high up by the clock, in the handwriting he had at thirty. *Keep it coming*, it says. Next to it there is one that says only *Thank you, Joe!* with a small cross drawn after it, and he does not have to read the name.

"Hers is next to yours," says Dr. Wilson, who is not talking to him. "I always thought that was sort of disgusting."
-> back

== joe_booth: Ask who used to sit under the clock #joe
~ priority 1

Joe looks over there before he answers. They might still be sitting there.
"You four. The first month after they merged you. You had your backs to the wall." He gets on with the glass. "The big guy tipped like a sailor. The little one used to send back the ice."

"You remember that?"

"Afterward there were two weeks when nobody sat there," says Joe. "I had a sign made. I never needed the sign." Three stools down Dr. Wilson has stopped with her glass in the air, and she does not make the noise.
-> back

== joe_advice: Ask what he would do #joe

"Me? I'd move down," says Joe.
Jackson waits for the rest of it.

"That's it, that's the whole practice. I've got thirteen stools, and I've seen people on every one of them, and I never saw it help to sit at the end."
-> back

// ---- Noise ----------------------------------------------------------------

// Scenes drawn by tag. "-> any #noise ->" picks the one whose `when` holds
// and whose `priority` is highest; among equals, by chance. #noise is drawn once
// before the truce, #late once after it.

== noise_darts: The dart game #noise

At the board by the back two anesthesiologists are playing for who works Christmas. {if chance(50): The taller one needs a double nine and gets it, and the other puts on his coat without a word. | The taller one needs a double nine and hits the frame, and the dart comes down in the nachos of a man who was not playing.}
-> back

== noise_jukebox: The jukebox #noise

There is money in the jukebox for {shuffle: a man who is leaving Tulsa | a woman who should have known | three brothers with one guitar}. It skips at the second verse, where it has always skipped, and the regulars sing the missing line without looking up.
-> back

== noise_interns: The interns #noise

{if seen(under_the_clock): The four interns at his table are talking over one another about a spleen. One of them has found a pretzel on his chair, and eats it. | Four interns come in wet, in scrubs, talking over one another about a spleen. They have been awake since yesterday, and they are as happy as anyone he has seen all week. There is a table for four under the clock, and they take it as though it had their names on.}
-> back

== noise_rain: The window #noise

Outside, a man in a hospital gown and an overcoat is smoking in the rain with an expression of the purest joy. In here not one head turns. They will see him in the morning.
-> back

// Drawn before all others, but only when he has been drinking fast.
== noise_pretzels: A bowl #noise
~ when drunk()
~ priority 5

Joe puts down a bowl of pretzels that nobody ordered, and moves it, with one finger, until it is in the way. Jackson eats four. They taste of having been told.
-> back

== late_chairs: Closing in #late

{if seen(noise_interns) or seen(under_the_clock): The interns have gone off to finish their spleen | The back of the room has emptied}, and Joe has begun turning chairs over at the far end. He does it quietly. He has left the lamp on above the two of them and put out the next one, and by the door the two nurses, Bea and Nell, have ordered the last round, to see how it comes out.
-> back

== late_cards: The table by the door #late

At the table by the door the two nurses are playing gin for matches, and Bea is winning, as she has since before Nell was born. "Don't look around," says Jo, who has the mirror. "They've been on the same hand since you moved." Joe turns over the first of the chairs, at the far end, to help the time pass.
-> back
