// Every other way the evening can end. A scene here that closes with
// "-> end: Name" is one of them; docs/joes_bar.md says what leads to which.

// ---- Cabs -------------------------------------------------------------------

== cab: The cab

{if seen(karma): It takes ten minutes to come. He spends them at the window with his back to the room. | It comes before he has both arms in his coat.}

The driver has a saint on the dashboard and a ball game on low. "Where to?"

There are a number of answers to that.

* (bed) The hotel. -> made_bed
* (house) The house. -> second_bedroom
* (april) {needs papers == torn: not with those papers in his pocket} Her sister's, where April is staying. -> not_yet

== made_bed: A made bed

He has had the same room for nine nights, ever since he found that he could not walk past a certain door to brush his teeth. They have turned the bed down. There is a chocolate on the pillow, shaped like a shell.

{if shots == 0: He is dismayingly sober. He lies on top of the covers and listens to the ice machine in the hall, which says the same three things all night. | if drunk(): The bed goes around once, with dignity, and stops. | The whiskey has done what it could. It has gotten him from one side of the city to the other.}
{if seen(stephanie): He said it about the chair, at least, and to the right person. | if told has regret: He said it about the chair, at least. He said that out loud to somebody. | if seen(karma): *Karma*, he thinks, and hears folding chairs.}

He sets no alarm. He can still hear the meter, ticking over somewhere behind his eyes, a dime and then the next dime, for a distance nobody has told him.
Toward four it lets him go.

-> end: Meter running

== second_bedroom: Four dents

The driver waits until he has found his key. Jackson lifts a hand, and the headlights back away down the drive.

The house is cold and extremely tidy. He goes up without turning on a light, past the bedroom with everything still in it, to the other door. He has been paying good money for nine nights to stay off this landing.

It is only a room. The street light comes all the way to the wall. {if seen(nursery): The four dents are there, softer than he left them. | In the carpet there are four dents, from the feet of something he took apart by himself on a Sunday.}

He sits down between them. After some time he notices that he has his arms around his knees, in a space about two feet by four, and that breathing is easier here than it was at the bar.
He says the name once, in an ordinary voice, the one for calling somebody to supper.

The carpet will come up again. There is a trick to it, with an ice cube; April knows how. He could ask her that. It would be a question he had for her.

-> end: The right size

== not_yet: Not yet

Her sister's porch has a swing on it, and a light that comes on at him.

April opens the door herself, in a coat over pajamas. She has been crying and has washed her face in case it was anybody. When she sees that it's him she does not do anything about her face at all.

"I tore mine up," he says. He can hear how little that is. "It doesn't do anything, it's only my copy. There's a clerk."

"Then why did you come all the way out here?"

There is a moth at the porch light. They both watch it.
"I never asked what you did all day," says Jackson. "When you were gone. I was so busy being left. I never asked you one thing."

April looks at him for so long that the light, which is that kind of light, goes off, and he has to wave an arm to get it back. She laughs. So does he, God help them, on her sister's porch.

"It's too late, you know," she says. "You said so."

"I know. It probably is."

"But not yet."

"No," says Jackson. "Not yet."

She sits down at one end of the swing and pulls the coat over her knees.

-> end: Not yet

// ---- Too many ---------------------------------------------------------------

// The only way here is the fifth glass; see pour() in bar.story.
== cut_off: The fifth glass

Joe pours it. Then he keeps his hand on it.

"That's my limit," says Joe. "Yours was a couple back."

Jackson explains, point by point, why this is not the case. Somewhere in the middle he hears himself explaining about the blue dishes. {if wilson_near(): Down the bar Dr. Wilson has stopped pretending to read a beer mat. | The two nurses at the back have stopped pretending to talk.}

* (argue) Finish explaining.
    Joe hears him out. Anyone will tell you that about Joe.
    "And they were her grandmother's," says Jackson.

    "I know they were," says Joe.
* (keys) Put his car keys on the bar before anyone has to ask.
    Joe hangs them on a hook with a paper tag and writes on the tag. Two other sets are hanging there from two other nights. Jackson knows the key rings. One of them is the chief of cardiology.

// A block under an `if`: the same sidewalk, with her or without her.
~ if wilson_near():
    It is Dr. Wilson who takes the other arm. She does it the way she'd move a patient, from the legs.
    "Left foot," she says at the curb. "No. The other left."

    ~ if told has regret:
        "You did say the thing about the chair," she tells him. "I'll leave out what came after."
    ~ else:
        "I'm not sorry for you," she tells him. "I want that noted." She puts her hand on top of his head so that he won't hit it on the door.
~ else:
    Joe does it himself, in his apron, out to the curb in the rain. He gives the driver the address and makes him say it back.

Through the cab window he can see the glass, still standing there under the lamp, full to the brim. Somebody is going to have to pour it out.
It seems to him, all the way across the bridge, the saddest thing he has ever heard of.

-> end: Cut off

== last_word: The last word

"Wow," says Dr. Wilson.

She puts three bills under the fourth glass. She turns the other three right side up, one after another, so that Joe can get his fingers in them. Jackson had been ready for her to throw something.

"I was going to say something nice to you," she says. "I'd had to work up to it. It took me all four."

The door lets in the rain, and lets her out.

So he has had the last word. He had the last word in a barn, once. {if papers == torn: There are bits of yellow flag in the wastebasket, and he looks at those. | if papers == signed: There is ink on the side of his finger, and he looks at that. | He puts a hand inside his jacket, and they are there.}

Joe comes along and collects the four glasses and wipes the place where they stood.
"What did you say to her?"

It was six words. Jackson finds that he does not want to say them to Joe.

-> end: The last word

// ---- Joe ----------------------------------------------------------------------

== last_orders: Last orders

{once: When he next looks, Dr. Wilson has gone. There are bills under the fourth glass, and the row is as straight as ever.}

// `once` in block form: each item a single time, and after the last, nothing.
~ once:
    - "You could have talked to her," says Joe.
    - Joe breaks a roll of quarters on the edge of the drawer.
    - The dishwasher under the bar comes to the end of what it was saying.
    - Joe writes something on the back of his hand and looks at it.

// "each" offers every scene tagged #joe whose `when` holds, by its title.
* each #joe ->
// An `if` with nothing but choices in it adds them to the ones beside it.
~ if papers == folded:
    * (pen) Ask for the pen.
        -> pen ->
    * (tear) Reach over for the wastebasket.
        -> tear ->
* (chairs) Get up and start on the chairs.
    -> chairs
<- bar_business

-> last_orders

== chairs: Chairs on tables

There are thirty-two. You turn each one over and set it on the table with its feet in the air, and you don't drag. Joe shows him with one and then lets him.

It is a quarter to one. The nurses have gone home with something to tell. {if seen(noise_interns): He leaves the table under the clock for last.}

{if papers == torn: "I'll have to ask for another copy," he tells Joe, with a chair in each hand. | if papers == signed: "I signed it," he tells Joe, with a chair in each hand. | "I still haven't signed it," he tells Joe, with a chair in each hand.}

{if papers == torn: "They'll have one," says Joe. | if papers == signed: "I saw," says Joe. | "It'll be there," says Joe.}

Around the twentieth he stops, holding one against his chest. *He stayed and stacked the chairs.* Dr. Wilson only said it once. There would have been two hundred of those, the white folding kind that pinch. He can see the barn with the lights coming down off the beams and all the guests gone out after the bride to find out how it ended, and one man in a good suit, doing what was next.

In all this time he has never thought of Matthew's back.

"Joe," he says. "If you wanted to write to somebody, and you had no right to."

"Short," says Joe.

He does the last twelve. Joe switches off the sign, and there is the floor, bigger than he would have guessed, ready for the mop.

-> end: Chairs on tables

// ---- April ----------------------------------------------------------------------

== message: After the tone

Then it's his turn, and a machine somewhere is listening to him breathe.

* (work) "I shouldn't have had it done at work."
    "It was the only address I had," he says. "No. I had this one. I had this number the whole time."
* (dishes) "I put you down for the blue dishes."
    "In capitals. I don't know if you've gotten that far." Joe's ice machine lets go, at both ends of the line. "I wrapped them. They're not just in a box."
* (nothing) Breathe.
    She used to say she could tell from his breathing, in the scrub room, what kind of day they were about to have. He gives her ten seconds of it.

The machine asks whether he is satisfied with his message. To send it, press one. To record it again, press two.

He stands there with his thumb over the glass until it has asked him everything it knows how to ask. {if papers == torn: Eleven pages went quicker. | if papers == signed: The yellow flag went quicker. | The papers shift against his ribs when he leans on the bar.}
Then he presses one.

-> end: Please leave a message

== twice: Twice

She has it before the first ring is over.

// Over the telephone there are only voices, so all of this is labelled.
April: What's happened? Who is it?

Avery: Nobody. Nobody's hurt. It's just me.

April: You called twice.

Avery: I know.

A door closes behind her, and the room around her voice gets smaller. She has gone to sit on the edge of a bathtub. It is where she goes.

* (sorry) "I'm sorry about today. About where."

    April: I had a chart in my hand. I finished my rounds, you know. I saw six more patients with it in my pocket.

    Avery: I was upstairs. I could have come down.

    April: Yes. I looked at the stairs.
* (away) "Where did you go? When you went. I never asked you."

    April: You never did.

    Avery: I'm asking.

    April: It was hot. They needed hands. There was a woman who came to the tent every single day with nothing wrong, and finally I got it out of her, she'd lost one too. So after that we had coffee. I told her his name. I couldn't say it to you and I could say it to her. I've felt so bad about that.
// The label is not `nurses`: within its own scene a label hides the scene of
// the same name, and seen(nurses) would ask whether this choice was taken.
* (bea) {if seen(nurses)} "Bea says you asked them not to be short with me."

    April: Bea wasn't supposed to tell you that.

    Avery: Why would you do it?

    April: Because you'd be by yourself tonight. So would I, and I've got my sister. I was so mad at you I couldn't see the chart. But I could see you, upstairs, with nobody being nice.
* (carpet) {if seen(nursery)} "There are four dents in the carpet. I can't get them out."

    April: You put an ice cube on it. Let it melt, and then you bring it up with a fork.

    Avery: Okay.

    April: You did that whole room by yourself. When I saw, I thought, how *could* he. For weeks I thought it. I should have thought, how could he. Do you hear the difference? How could you even do it, by yourself.

Neither of them talks for some time. They used to be good at this, on nights, between pages.

~ if papers == torn:
    Avery: I tore up my copy. I don't know what that means.

    April: Me neither. Let's not know tonight.
~ elif papers == signed:
    Avery: I signed it. I wanted to tell you before a man in a windbreaker did.

    It is a while before she says anything.

    April: Thank you. I hate it. Thank you.
~ else:
    Avery: I haven't signed it. I think I'm going to. I wanted you to hear that I hadn't yet.

    April: I didn't either.

~ if drunk():
    April: You've been drinking.

    Avery: I have.

    April: Then go get some water while I'm on.

    She waits, and he does.
~ else:
    Joe has put a glass of water by his elbow and gone off to the far end to look for something.

April: You can stay on. You don't have to say anything.

He stays on.

-> end: Twice means pick up

// ---- Refusals ---------------------------------------------------------------------

== separate_cabs: Separate cabs

"No," says Dr. Wilson. "Okay." If she is offended she has it in hand. She sweeps the layers of the beer mat into her palm. "I only thought I'd ask. Somebody ought to ask somebody something around here."

* (hard) "I'd want to mean it. I'd be lousy at it tonight."
    "You'd have gotten points for that," says Dr. Wilson. "There was going to be a system."
* (edwards) "You'd have to tell Stephanie."
    "I tell Stephanie everything." She thinks about it. "It doesn't take as long as it used to."

Joe calls two cabs, and they go out and wait under the awning, with a yard of rain coming down between them where it leaks.

"He'll see you," says Jackson. "Karev. Or he won't, and somebody else will. It isn't a thing about you."

She gives him a long look through the leak.
"You're a really irritating man," says Dr. Wilson. "You can have the first cab."

{if shots > 2: He takes it. Through the back window he sees her get smaller, with a hand up for her own. | He gives it to her anyway. He holds the door, and she lets him, which from her is practically a telegram.}

{if seen(stephanie): She will call Stephanie from the cab. They will go over his minute and a half and mark it. | if told has regret: She will tell Stephanie about the chair. She'll tell it accurately. | He might have said something about Stephanie, while there was an awning.} In the morning she will make the noise at him by the east elevator, and he will say *Dr. Wilson*, and hold the elevator.

-> end: Separate cabs

// ---- Alex ---------------------------------------------------------------------------

== jo_calls: Six rings

~ karev = knows

He stands at the dart board with his back to her and studies the wire.

It's a narrow room; he hears it anyway, all six rings, and then the seventh that isn't there. She says *it's me*, and she says *no, nothing's wrong*. And then, "Yes, it is. Something's wrong. Don't say overreacting. I'm not reacting yet, I'm telling you where I am."
Somebody talks, at the other end, for quite a while.
{if heard has solo: "Fourteen," says Jo. "There were fourteen people up there. I counted, so I'd know exactly how many you weren't." | "I know she does," says Jo. "I know she needs you. I'm saying there's two of us."}

"With Jackson Avery. No. *Avery*. Because he asked me, Alex."

* (leave) Get his coat. He had better not be found standing next to anything.
    "Where are you going?" says Jo, with her hand over the phone.

    "You've got a partner for this one."
    She gets him by the sleeve and makes him wait until it is arranged.
* (stay) Pull the darts out of the board and throw three.
    They are terrible throws. He has won awards for his hands. The third goes in beside the board, into wood that is full of holes already, from everyone who ever stood here while somebody else was on the phone.

"He's coming," says Jo. "He says stay where I am." She looks at the phone. "He's running lights. I only wanted him to *listen*."

And he comes, in odd shoes, with his coat on over a scrub top, and stops inside the door and looks down the bar until he has found her. He keeps looking.
"Hey," says Alex Karev. "Start at the beginning."

To Jackson he nods. It's the nod you give the man who hands you the clipboard.

{if water: They leave two glasses of water. He drinks his and then hers. | They leave him the row of glasses.} The next stool is still warm, and he rests his hand on it until it isn't.

-> end: She goes home

== alex_walks_in: The door

~ karev = knows

The door lets in the rain, and it lets in Alex Karev.

He has a coat on over a scrub top, and odd shoes. He must have left the minute he read it. She sent him one word, *Joe's*, and he came through every light in town; it's the first time in months that he has come when she called.
He sees the glasses. He sees whose hand is on whose.

"You're kidding me," says Alex.

* (own) "That was me," says Jackson. "I kissed her."
    "We both did," says Jo. "Don't you dare be a gentleman. I've had it with people deciding what I was there for."
* (quiet) Say nothing. It isn't his turn.
    "Say something," Alex tells him.

    "It's you she wanted to talk to," says Jackson. "All evening. I was who was here."
* (lie) "It isn't what it looks like."
    "Yes, it is," says Jo. "It's exactly what it looks like. It isn't *all* it is."

Alex has made a fist. He looks at it as if somebody had handed it to him to hold.

~ if heard has solo:
    -> three_stools
-> the_wrong_two

== three_stools: Three stools

"Forty-six minutes," says Jo.

She has gotten down off the stool to say it. She is a head shorter than he is, and it makes no difference at all.

"I looked up before, and I looked up after. You want to know what I'm doing here? I told him, and he listened to me. {if seen(solo_told.hands): He made me show him the knot. On a *napkin*, Alex. | He said he'd have come. *Him*.} I'm sorry I kissed him, that was a lousy thing to do to you. I'm not sorry I told him."

Joe has pulled the plug on the jukebox. It was between songs, but still.

Alex opens the fist. He pulls out the stool on her other side and sits down on it, and for a time he looks at his hands.
"Who was in the corner?" he says.

"Bailey."

"Did she keep her hands folded?"

"The whole time."

"She never did that for me," says Alex.

Jackson has found his coat. There is a moment, going past them, when he could say something, and he goes past. {if papers == folded: He has eleven pages in his pocket. He would like to read them somewhere with a light. | It has almost stopped raining.}
Through the window he sees them from behind. Her hands are going, in the air, around something the size of a finger, and Alex is leaning in to see.

-> end: Three stools

== the_wrong_two: The wrong two

"I can't," says Jo. "I had it all worked out, what I'd say if you ever came and asked me. I can't do it with you both looking."

She pays Joe. She puts up her hood. Then the door has closed, and the two men are alone with each other and look at the stool.

"What's she got worked out?" says Alex at last.

* (dunno) "I don't know. I didn't ask her."
    "No," says Alex. He rubs his eyes with his whole hand. "Me neither."
* (there) "You'd have to be there when she says it."
    "I'm *here*."

    "I know. You only just missed her."

Jackson has spent shorter silences with men who were under anesthetic. Joe asks what it'll be. It turns out to be nothing, for either of them, but Alex sits down to not have it.

"Meredith won't eat," he tells the bar. "I go over there and make her a sandwich and watch her till she eats it. I don't know how you stop."

"No," says Jackson.

"I'm going to hit you sometime. Not now."

"That's fair."

They stay until Joe needs the chairs. Anyone looking in would have taken them for friends.

-> end: The wrong two

// ---- Not quite ------------------------------------------------------------------------

== nothing_to_confess: Nothing to confess

"Yes," says Jo, as if he had said something. She sits back too. "No. You're right."

He had not known that he was. His hand stays up a moment by itself, the way it does after you put down something heavy.

-> tab ->

"I'd have liked it, probably," she says into her purse. "I want you to know I'm not being wise here."

"Me neither. I have to be able to look April's lawyer in the eye."

* (cart) {if seen(low_blow.why)} "The cart by the east elevator. Thursday. I'll get two, and one of them is yours."
    "People will talk," says Jo. "I'll have to be seen pouring it on you."

    "Get it with milk. It won't scald."
* (fought) "If anyone asks, we fought."
    "About what?"

    "Central lines."

    "I won," says Jo.
* (tell) {if karev == unaware} "Tell Karev about tonight. There's nothing in it you can't."
    ~ karev = knows
    "I will," says Jo. "Tonight. I'll tell him I held hands with a man I can't stand, and that it helped. Let him do something with that."
* (address) {if karev == wondering} "You gave him an address. What will you do if he uses it?"
    "Faint," says Jo.

~ if karev == wondering:
    ~ karev = knows
    They have gotten as far as the awning when Alex pulls up at a slant, across two spaces, in a scrub top and odd shoes, and looks so frightened through the wet windshield that she forgets to be polite. He leans over and opens the door for her from inside.
    "Start at the beginning," he says. He has seen Jackson, and he says it anyway.
~ else:
    They get two cabs, and hers is first.

She gets in, and winds the window down in the rain to call Jackson something.

"*Dr. Avery*," is what she calls, for the whole street to hear. She is grinning all over her face.

It keeps him company as far as the bridge. {if papers == signed: On paper he has no wife now, or soon won't. | if papers == torn: He has a marriage in pieces in a wastebasket. | He has eleven pages against his ribs.} He also appears to have a friend.

-> end: Nothing to confess

== something_to_confess: Something to confess

He gets as far as "I can't," and Jo says, "No, I know. Me neither." They are still so close that they say it into each other's collars.

-> tab ->

They sit facing front, like people in a car. Joe has gone down to the cellar, and can be heard being in it.

"I have to tell him," says Jo. "Don't I?"

* (tell) "I'd want to know."
    ~ karev = knows
    "Would you?"
    He thinks of the barn, and of the man at the front of it, in a good suit, being told along with two hundred others. "I'd want to be told in a kitchen," he says. "By one person. With a door."

    "In a kitchen," says Jo. She writes it on her hand.
* (weigh) "I can only tell you what it's like to carry one around."
    "Heavy?"

    "No. It's light. You just don't get to use both hands for anything."
    She thinks about that. She does not say what she'll do, and he is glad; he would only have to know it.

At the door she does up his top button, all business, because it's raining. "You kissed me back," she tells the button. "I want that in the chart."

"It's in the chart."

"Okay, then."

She goes left at the corner and he goes right, to a hotel bed and {if papers == signed: a signature he'll have to mail | if papers == torn: a call he owes a lawyer | eleven pages for company}. He does not sleep, and it is not so bad. This one he did on purpose and stopped on purpose. If anyone asks, he will know what to say.

-> end: Something to confess

== swallowed: What he did not say

{if seen(offer.cab): "Only me," says Jo, after a second. "That's nice of you." She seems to be reading it off the coaster. | "It is," says Jo, after a second. "It's late." She looks at the clock too.}

-> tab ->

They stand under the awning. Her cab is at the far end of the street, being held by a red light. It is a long one.

There is a sentence. It has five words, one of them is *hotel*, and it has been standing in his mouth for some minutes with its hat on. He could not tell you what he would mean by it. He thinks of the armchair. He thinks that she would probably want the side by the window.

* (almost) "Jo."
    "Yes?" she says at once.

    ~ if seen(solo_told.hands):
        "Nothing. It was a good knot."

        "I know it was," says Jo. Her hand goes to the pocket with the napkin in it.
    ~ else:
        "Nothing. Watch the step."

        "There isn't a step," says Jo, and looks down to make sure.
* (rain) "It's stopping, I think."
    They hold out their hands past the edge of the awning, palms up. It is not stopping at all.

The light goes green.

She takes hold of his lapel and lets it go. Then she is in the cab with the heat on, and the driver says where to, and through the glass he sees her tell him.

He never does find out. Months later, in the elevator, with six people in it, she'll look at him over the top of a chart, and for two whole floors he will think that she is about to say what she'd have said.

-> end: What he did not say

== the_booth: Where the booth was

"At midnight?" says Jo.

"It never closed. That was the point of it."

-> tab ->

They take a cab across town, with the whole of the back seat between them, and he tells the driver left, and left again, with his forehead against the window. The old hospital is dark from the fifth floor up. Across from it there ought to be a red sign.

It's a bank now. They stand on the sidewalk and look in through the glass. There is a carpet, and a desk with a plant on it.

"There," says Jackson. "Where the plant is. Charles on the outside, because of his legs. Reed in the corner. April had her back to the kitchen, so that she wouldn't see what they did to the eggs."

"And you?"

"I'd be about where that chair is. For the customers."

Jo cups her hands against the window to see it better. She gives it the time you would give it if there were four people in there.

* (wave) Knock on the glass.
    He does it without thinking, two knuckles, as he used to when he was late. In the back, behind the desks, a security guard raises his head from a crossword, and, after some thought, a hand.
* (tell) "I never came back here. After. I thought it would still be open."
    "You thought they'd still be in it," says Jo.
    It sounds less crazy in her voice than it has in his.

There is a gas station on the corner. They get powdered doughnuts and a coffee with two lids, and have it sitting on the bank's front step, and presently her shoulder is against his, for warmth, and that is all it's for. {if water: Neither of them mentions the kiss. It has been a long evening, and that was one of the things in it. | It sobers them up, the sugar and the cold. Neither of them mentions the kiss.}
"I'm going to go home and wake him up," says Jo. {if heard has solo: "I'm going to make him sit there for all forty-six minutes." | "I'm going to make him put the light on."}

{if papers == signed: "I'm going to call April in the morning," he says. "I signed it. She ought to hear that from somebody she's had hash browns with." | if papers == torn: "I'm going to call April in the morning," he says. "She's the only other person who'd know where the sugar was." | "I'm going to ask April if she'll read it through with me," he says. "Out loud. In some booth."}
The doughnuts are terrible. They finish them.

-> end: Where the booth was

== her_move: Her move

It's her move, and he watches her make it. She takes back her hand and lays it on the bar, beside the other.

{if told has mercy or told has crib: "You're nice to sit next to," says Jo. "You told me a true thing, and I'm glad. But I came in here with something I was dying to be asked, and it's midnight, and you'd have had to ask." | if heard has solo: "I told you about my forty-six minutes," says Jo. "And you know what I've got on you? A bone. I can't go to a hotel with a bone." | "What have we got?" says Jo. "You've got my lamp, and I've got your bone. That's a yard sale. I don't think you can take a yard sale to a hotel."}

"No," says Jackson. "You're right. I'm sorry."

"Don't be. It was a good kiss. I'm keeping it." She has found her coat. "I'm just not going to pay for it with the wrong thing."

* (walk) "Can I walk you to the corner?"
    She lets him. It's sixty yards. He hears himself tell her about the carpet at the hotel, which is brown ferns, one after another, like the same word typed all night, and she is still shaking her head when she goes around the corner.
* (stay) "Go on. I'll settle up with Joe."
    "I paid Joe," says Jo. "While you were looking at the clock." She does up the coat to the neck. "You do that, you know. You look at the clock."

He takes his time about going in.

He has thought of what he'd say to her. It is quite short. He could have said it any time after ten.

-> end: Her move

// ---- The hotel, otherwise --------------------------------------------------------------

== three_in_the_morning: Three in the morning

He wakes, and it's that hour. The television is on without the sound. A man is delighted with a mop.

Jo is in the armchair, with her coat on and both shoes in her lap.

"You talk in your sleep," she says. "You were asking somebody to hold the flashlight."

"Did I say who?"

"No."

He could tell her who. All of it is right there behind his teeth, the Sunday and the bent key and the bag with the date on; it would take a quarter of an hour. He looks at the man with the mop.

* (sorry) "I thought I'd be better at this."
    "At what?" says Jo. She means it kindly. "It was nice, talking. I just kept thinking there was somebody else in here, and you'd introduce me." She ties one lace.
* (down) "I'll come down with you."
    "You're in your socks," says Jo. They both look at them, in case it was the socks.

The elevator can be heard all the way to the bottom. From the window he sees her come out, six floors down, and turn her face up to find which one is his. She picks the wrong one and gives it a wave.

He waves back, from where he is.

-> end: Three in the morning

== witness: Witness

He spreads them on the blanket in the gray light: eleven pages, two creases, a flag. The hotel has its own pen. It writes purple.

Jo has woken. She sits up. "Should I go look at the ice machine?"

"No," says Jackson. "You don't have to do anything. I'd just like there to be somebody in the room."

So she puts the pillow behind her and her arms around her knees, and is in the room. He reads it through from the top, every word, with the reading lamp on: the table, the cars, the dishes. Where it says *bedroom two* and *none*, he stops. Then he writes a word beside it, small, in the margin, where there is no line for one and no clerk will know what to do with it. *Samuel's.*
He initials that, as you have to.

~ papers = signed
And then he signs. It's a perfectly good signature.

"There," says Jo.

"There."

She holds out her hand, and he thinks she wants to see, but it's the pen she takes. She prints the date next to his name, which he'd forgotten, and blows on it until it is dry.

Across the way somebody is opening the curtains, one room at a time. {if karev == knows: She has her own thing to go home and do, and he watches her get ready for it, tying both laces double. | She finds her shoes.}
"They've got a mail tray downstairs," says Jo at the door. "Just don't have it brought to her at work."

He takes it himself, in the end. He calls first. {if seen(call_april): He calls twice. | He calls twice in a row; they have a rule about that.}

-> end: Witness

== overalls: Twelve months

His car has been in the hospital garage since Monday, on level C, beside a pillar. They walk there by the back streets. The rain is over and the gutters are still going.

{if seen(night_crib): She knows what is in the trunk, and says nothing when he opens it. | "It's the clothes," he says, before he opens it. "I thought I'd give them to somebody. I've been driving them around."}

There are two grocery bags with the tops rolled down. Jo takes off her coat and spreads it on the concrete, lining up, and without discussing it they kneel down and begin to fold. The day he packed them he had only stuffed them in. She does the sleeves the way you fold a surgical gown, inside to inside. {if told has mercy: "Reed would have had a system," he says. | There are six hats.}

{if told has mercy: "This *is* a system," says Jo. | "Smallest to the left," says Jo, and they lay them out along the hem of the coat.}

"There's a closet up on four," she says when they have finished. "By the preemies. The nurses keep it, for people who come in with nothing. You don't sign for it. You just put it on the shelf."

* (both) Take up both bags.
    Nearly. At the elevator he reaches down the side of the second one, where he has known all along it was, and keeps back the overalls. Jo presses four.
* (one) Take up one.
    "That's plenty for one day," says Jo. She fits the other back in behind the spare, with its top rolled down so it will keep. On the way to the elevator he goes back and gets the overalls out.

Afterward he sits in the car by himself with the doors shut and the overalls on the passenger seat. Size twelve months. April has never seen them; they came the week she left. She'd want to see them. She would want to know who taught him to do the sleeves.
He could tell her that. He thinks he could tell her the whole night, in order, and let her be as angry as she liked.

It is ten to eight. He starts the car.

-> end: Twelve months
