// The bar itself: what other scenes borrow. Nothing here is a beat.

// A scene with a parameter: `n` is how many measures Joe pours.
// It is only ever visited, and goes back to wherever it was called from.
== pour(n: 1..2): Another glass

~ shots += n
// Five, and the evening is over whatever else was going on.
~ if shots >= LIMIT:
    -> cut_off

// One item each time around. Logic lines do not end a paragraph, so what
// this prints and what comes after it are one paragraph.
~ cycle:
    - Joe pours.
    - Joe pours, to the same line as before.
    - Joe looks at the clock, and pours.
    - Joe looks at him, and pours.
~ if n == 2:
    He measures it twice, so there can be no argument later about what was poured. It goes down in one. For as long as the burn lasts there is nothing else he has to attend to.
~ elif shots == 1:
    It burns, and for as long as the burn lasts there is nothing else he has to attend to.
    That is about four seconds. He had hoped for five.
~ elif shots == 2:
    This one has no burn to speak of. It goes where the other went and pulls the door to behind it.
~ elif shots == 3:
    He takes this one slower, because Joe has begun to watch how fast.
    The bottles along the mirror have each grown a little light.
~ else:
    Some time during this one his hands stop being a surgeon's. He notices it the way he would in a colleague, whom he would then send home.
-> back

// Choices that several scenes offer. Nobody ever goes to this scene: the
// others say "<- bar_business" and its choices stand beside their own.
== bar_business: What else a bar is for

// "+" can be taken again and again, "*" once in a play.
+ (another) {cycle: Lift a finger for another. | Show Joe the empty glass. | Order one more.}
    -> pour(1) ->
* (phone) {if not seen(closer.phone)} Take out his phone and look at April's name.
    -> call_april ->
* (taxi) {needs shots > 2 or seen(last_orders): the plan was whiskey first} Ask Joe for that cab.
    Joe reaches for the telephone under the register without looking for it. -> cab

// What is owed. A `let` lives until the end of its block.
== tab: The tab

~ let bill = (shots + hers) * PRICE + (8 if seen(stool.beer) else 0)
Joe adds it up on the back of a coaster: {bill} dollars. {if water: He has not charged for the water. | He has rounded it down, and dares them to check.}
-> back

// ---- The pen and the wastebasket ----------------------------------------

// `{a | b}` shows a the first time and b from then on.
== pen: The pen

{Joe's pen was given away by a drug company and advertises something for sleep. Jackson clicks it over the yellow flag, where there is a line with his name typed beneath it in case he should be unsure. | Same pen, same flag. The line still has his name under it.}

* (steady) Sign.
    ~ papers = signed
    He signs as he signs charts, in one go, without lifting the point. It takes less time than the blue dishes did.
    Then he waits for it to be different. Joe takes back the pen, wipes it with the towel and drops it in the jar.
+ (cap) {Put the pen down. | Give it back again.}
    {It ought to be done by somebody who {if shots < 3: has eaten | could walk a straight line}. He lays the pen across the coaster. | Joe takes it. "It's here," he says. "It's always here."}
-> back

== tear: Eleven pages

~ papers = torn
It is good paper, and eleven sheets are more than you would think. It takes him two tries.

It is only his copy. The lawyer has the file, April has hers, and at the county there will be a clerk who has seen everything. All it will cost him is a telephone call.
He tears them the other way as well, through the flag.

Joe holds out the wastebasket from under the sink and looks somewhere else while it is used.
-> back

// ---- The telephone -------------------------------------------------------

// Two calls mean "pick up"; she answers the second. No luck in it.
== call_april: Her name

He has not changed what it says on the screen. It says *Apes*, and there is a picture with it, of her asleep on a stack of journals with a pen behind her ear.
{if wilson_near(): Three stools away Dr. Wilson finds something to read on the back of a beer mat. | Joe finds something to do at the other end.}

One call can be anything. Two in a row means *pick up*; they made that rule the summer she was pregnant, and he has never been the one who used it.

It rings five times and goes to the voice that is hers but slower, the one she does for patients.

* (message) Wait for the tone. -> message
* (again) Hang up and call again. -> twice
* (drop) Hang up. There is no message that would not be a message.
    He lays the phone on the bar, face down.
-> back

// ---- The nurses' table -----------------------------------------------------

== nurses: Two nurses from the second floor

They see him coming and both look for something in their purses.

"I won't sit down," says Jackson. "I wanted to say that it was a lousy thing to have happen at your station."

The younger one goes red. The older one is called Bea. She has twenty years in, and once sent him out of a patient's room to come back in properly.
"She asked us not to be short with you," says Bea.

"April did?"

"She signed for it, and she said, *He'll feel awful about this by tonight, don't anybody be short with him.* And then she went and did rounds." Bea zips up the purse. "So I'm not being. That's all this is, Dr. Avery. This is me not being short."

* (thank) "Thank you for telling me."
    "I wasn't sure I would," says Bea.
* (awful) "She was right. It's ten to ten, and I feel awful."
    "Well, good," says Bea. She pushes the bowl of nuts an inch his way, and that is as far as it goes.
-> back

// ---- Asking Joe -----------------------------------------------------------

// `last_orders` in doors.story offers these with "* each #joe ->".

== joe_bills: Ask about the dollar bills #joe
~ priority 1

"Residents sign one when they pass the boards," says Joe. "I've got two chiefs of surgery up there who can't spell *Tuesday*."
Jackson finds his own, high up by the clock, in the handwriting he had at thirty. *Keep it coming*, it says. Next to it there is one that says only *Thank you, Joe!* with a small cross drawn after it, and he does not have to read the name.
-> back

== joe_booth: Ask who used to sit under the clock #joe
~ priority 1

Joe looks over there before he answers, as though to see if they have gone.
"You four. The first month after they merged you. You had your backs to the wall." He gets on with the glass. "The big guy tipped like a sailor. The little one used to send back the ice."

"You remember that?"

"Afterward there were two weeks when nobody sat there," says Joe. "I had a sign made. I never needed the sign."
-> back

== joe_wives: Ask whether he was ever married #joe
~ when not seen(samuel.married)

"Once for a while," says Joe, "and once for good."

"Which was first?"

"You don't get told which one you're in." He holds the glass to the light and finds something on it that nobody else could have found.
-> back

== joe_advice: Ask what he would do #joe
~ when papers == folded

"I'd eat something," says Joe.
Jackson waits.
"That's it," says Joe. "That's the whole practice."
There are eggs in the jar. He has one. It tastes the way it looks. He feels slightly better, and resents it.
-> back

// ---- Noise ----------------------------------------------------------------

// Scenes drawn by tag. "-> any #noise ->" picks the one whose `when` holds
// and whose `priority` is highest; among equals, by chance. `once` takes a
// scene out of the draw when it has been shown.

== noise_darts: The dart game #noise
~ once

At the board by the door two anesthesiologists are playing for who works Christmas.
{if chance(50): The taller one needs a double nine and gets it, and the other puts on his coat without a word. | The taller one needs a double nine and hits the frame. The dart comes down in somebody's nachos.}
-> back

== noise_jukebox: The jukebox #noise
~ once

Somebody has put money in the jukebox for {shuffle: a man who is leaving Tulsa | a woman who should have known | three brothers with one guitar}. It skips at the second verse, where it has always skipped, and the regulars sing the missing line without looking up.
-> back

== noise_interns: The interns #noise
~ once
~ when not first_names

Four interns come in wet, in scrubs, talking over one another about a spleen. They have been awake since yesterday, and they are as happy as anyone he has seen all week.
There is a table for four under the clock. They take it as though it had their names on.
-> back

== noise_rain: The window #noise
~ once

// A block variation: one item each time the story comes by. Inside a scene
// that is shown once, a shuffle simply means "one of these, by chance".
~ shuffle:
    - A bus goes by and lights up the wet window, the bottles, and the side of everybody's face.
    - Outside, a man in a hospital gown and an overcoat is smoking in the rain with an expression of the purest joy. Nobody in the bar so much as turns round. They will see him in the morning.
    - Somebody has left an umbrella on the hook by the door. It has been there since spring. Everybody knows whose it is, and it is raining, and nobody takes it.
-> back

// Drawn before all others, but only when he has been drinking fast.
== noise_pretzels: A bowl #noise
~ once
~ when shots >= 3 and not first_names
~ priority 5

Joe puts down a bowl of pretzels that nobody ordered, and moves it, with one finger, until it is in the way.
Jackson eats four. They taste of having been told.
-> back

== noise_late: Closing in #noise
~ once
~ when first_names
~ priority 2

{if seen(noise_interns): The interns have gone off to finish their spleen | The table under the clock has emptied}, and Joe has begun turning chairs over at the far end. He does it quietly. He has left the lamp on above the two of them and put out the next one.
-> back
