// Every other way the evening can end. A scene here that closes with
// "-> end: Name" is one of them; docs/joes_bar.md says what leads to which.
// Four more are told on the telephone: see telephone.story.

// ---- Cabs -------------------------------------------------------------------

== cab: The cab

It takes ten minutes to come. He spends them at the window with his back to the room, and when he turns to say something after all, it has come.

The driver has a saint on the dashboard and a ball game on low. "Where to?" There are a number of answers to that.

+ (bed) "The hotel." -> around
+ (house) "The house." -> second_bedroom
+ (april) {needs knows_address(): he has no idea which house it is, and never asked} {needs papers != signed: not with a signature an hour old in his pocket} "Her sister's. Out by the locks." -> not_yet

// The same cab, an hour sooner; the choices of `cab` and one of its own. It is a
// scene by itself because it leads back, and `cab` never does: what can be come
// to twice has more to remember, for the reader and for the prover.
== cab_at_once: The cab, at once

It smells of wet wool and of the last fare's pizza. Through the back window he can see her under the awning, and then he can see only the awning. The driver has a saint on the dashboard and a ball game on low. "Where to?"

<- cab
+ (back) "Around the block, please, and back here."
    The driver does it without turning his head, in four lefts, and names a sum for it, gravely. It is raining in front of Joe's exactly as it was. Dr. Wilson has gone in. She is three stools down from the wall, behind a row of glasses, and when he takes the last stool again she looks at him in the mirror with the purest satisfaction.
    "Forgot something?" she says; and Joe, who has left his coaster where it was, gets out the bottle.
    -> pour(1) ->
    -> samuel

== around: Six blocks

"That's six blocks," says the driver. He is not complaining. He just wants it to have been said.

"Then go around."

"Around what?"

"I'll tell you when we've been," says Jackson; and the driver, who has had fares like that, puts the flag down and takes the first left.

They go around the hospital, which has all its windows lit, so that from the hill it looks like a thing that is about to leave. On the second floor he can make out the station, and a woman standing at it, writing. They go over the bridge and back over the bridge. They go down a street with oaks, where he says "Slower," and then, at a house with no light in it, "No. Go on."

* (son) "We had a son. That was his window."
    The driver reaches over and turns the ball game off. They are on the bridge again before he says anything. "What was he called?"

    Jackson tells him. And the driver repeats it, once, carefully, looking in the mirror to be sure that he has it right, the way he would an address.
* (score) "Who's winning?"
    "Nobody. Eleventh inning. They've got nobody left to pitch, so they've put the shortstop in." It seems to please him. "He's terrible. But they can't hit him, they don't know what he's going to do."
    They listen to that, twice across the bridge. The shortstop gets out of the eleventh, and the twelfth.

{if seen(stephanie): He said it to Stephanie, at least, with ten seconds over. He can hear her chewing. | if regret: What he had to say about Stephanie he has at least said aloud. Dr. Wilson will pass it on, accurately, with the pauses. | *Karma*, he thinks, at the red lights, and hears folding chairs.} {if april == spoke: Between the chairs there is a bathtub that creaks. | if april == message: His phone is in his hand in case it should light up, and it lies there as dark as a tile. | Nobody in this town knows where he is, and there is one person who would like to.}

At the hotel it says sixty-one dollars and forty cents. It is the most that anyone has paid for six blocks in the history of the company, says the driver. Jackson gives him four twenties. He does not get out.

"You want me to keep it running?" says the driver, and he looks at the saint, and turns the flag up, so that it's only a car, with its lights on, standing in the rain, until his fare can think of what comes next.

-> end: Meter running

== second_bedroom: Four dents

The driver waits until he has found his key. Jackson lifts a hand, and the headlights back away down the drive.

The house is cold and extremely tidy. He goes up without turning on a light, past the bedroom with everything still in it, to the other door. He has been paying good money for nine nights to stay off this landing.

It is only a room. The street light comes all the way to the wall. {if seen(nursery): The four dents are there, softer than he left them. | In the carpet there are four dents, from the feet of something he took apart by himself on a Sunday.}

He sits down between them. After some time he notices that he has his arms around his knees, in a space about two feet by four, and that breathing is easier here than it was at the bar. {if shots == 0: He is entirely sober. He had been so sure that it would be the whiskey that got him through this door. | if drunk(): The room goes around once, with dignity, and stops.}
He says the name once, in an ordinary voice, the one for calling a boy to supper.

{if seen(twice.carpet): The carpet will come up again. There is a trick to it, with an ice cube and a fork; she told him tonight, without his having to explain what for. He goes down to the kitchen and gets four. | The carpet will come up again. There is a trick to it, with an ice cube; April knows how. He could ask her that. It would be a question he had for her.}

-> end: The right size

== not_yet: Not yet

Her sister's porch has a swing on it, and a light that comes on at him.

April opens the door herself, in a coat over pajamas. {if april == spoke: Her hair is wet at the back, from the tub. | She has been crying and has washed her face in case it was anybody.} When she sees that it's him she does not do anything about her face at all. "How did you know where I was?"

{if seen(twice.where): "I asked," says Jackson. "I know. I know how that sounds, today." | if april == spoke: "You told me the locks, and a duck. I looked for a house with a duck in it." | "Bea told me. She knew it the whole time. Anyone knew it who'd have thought to ask." He can hear how little of an excuse that is.}

{if papers == torn: "I tore mine up," he says. "It doesn't do anything, it's only my copy. There's a clerk." | He takes the papers out of his jacket. "I've brought them. They aren't signed. I thought, if it had to be done at a door, it should have been this door, and me." He does not hold them out. He only has them.}

"Then why did you come all the way out here?"

There is a moth at the porch light, and they both watch it. "I never asked what you did all day," says Jackson. "When you were gone. I was so busy being left. {if seen(twice.away): I asked tonight, and I got one woman and one cup of coffee, and I'd like the others. | I never asked you one thing.}"

April looks at him for so long that the light, which is that kind of light, goes off, and he has to wave an arm to get it back. She laughs. So does he, God help them, on her sister's porch.

"It's too late, you know," she says. "You said so."

"I know. It probably is."

"But not yet," says April, as one says it of a train. She sits down at one end of the swing and pulls the coat over her knees, and leaves the other end.

-> end: Not yet

// ---- Too many ---------------------------------------------------------------

// The only way here is the fourth glass, and an argument about it; see bar.story.
== argued: Cut off

Somewhere around the fourth point he hears himself explaining about the blue dishes. Joe hears him out.

"And they were her grandmother's," says Jackson.

"I know they were," says Joe.

{if mood == frost: "I'm not sorry for you," says Dr. Wilson. "I want that noted." But she has gotten down off the stool. | "Okay," says Dr. Wilson. "Okay, you big idiot. Up."} She takes one arm and Joe takes the other; she does it the way she'd move a patient, from the legs. "Left foot," she says at the curb. "No. The other left."

He tells her that the dishes were wrapped. "I know. You said. It was a nice thing to do," she says, and puts her hand on top of his head so that he won't hit it on the door. {if regret: "You said a nice thing about Stephanie, too. I'll tell her that one. I'll leave out what came after." | "If you'd said one thing like that sober, I'd have had to start being careful."}

By the door two nurses have seen all of it. {if seen(nurses): Bea has her eyes on her cards, and one hand on Nell's sleeve. | Tomorrow there will be an extra stair in the story, and he will be falling down it.}

Through the cab window he can see the glass, still standing there under the lamp, full to the brim. It is going to have to be poured out; and that seems to him, for all six blocks, the saddest thing he has ever heard of.

-> end: Cut off

== last_word: The last word

"Wow," says Dr. Wilson.

She puts three bills under the fourth glass. She turns the other three right side up, one after another, so that Joe can get his fingers in them. Jackson had been ready for her to throw something.

"I was going to say something nice to you," she says. "I'd had to work up to it. It took me all four."

The door lets in the rain, and lets her out. {if seen(nurses): "Oh, Dr. Avery," says Bea from her table, not loudly, in the voice in which she once told him to go out and come in again. | At the table by the door they are looking at him, both of them, with their mouths a little open, and by the time he has looked away Nell has begun to type.}

So he has had the last word. He had the last word in a barn, once. {if papers == torn: There are bits of yellow flag in the wastebasket, and he looks at those. | if papers == signed: There is ink on the side of his finger, and he looks at that. | He puts a hand inside his jacket, and they are there.}

Joe comes along and collects the four glasses and wipes the place where they stood. "What did you say to her?"

It was six words. Jackson counts them, on the wood, with one finger. He finds that he would give a hand to have stopped at the first three, and he knows what his hands are worth; they are insured.

-> end: The last word

// ---- Joe ----------------------------------------------------------------------

== chairs: Chairs on tables

When he next looks, Dr. Wilson has gone. There are bills under the fourth glass, and the row is as straight as ever. {if mood == frost: He cannot say that he is surprised. | She has written something on his coaster: *Well, I'd have listened.*}

There are thirty-two chairs. You turn each one over and set it on the table with its feet in the air, and you don't drag. Joe shows him with one and then lets him. The nurses have gone home with something to tell.

{if papers == torn: "I'll have to ask for another copy," he tells Joe, with a chair in each hand, and Joe says they'll have one. | if papers == signed: "I signed it," he tells Joe, with a chair in each hand, and Joe says that he saw. | "I still haven't signed it," he tells Joe, with a chair in each hand, and Joe says it'll be there.}

Around the twentieth he stops, holding one against his chest. *He stayed and stacked the chairs.* Dr. Wilson only said it once. There would have been two hundred of those, the white folding kind that pinch. He can see the barn with the lights coming down off the beams and all the guests gone out after the bride to find out how it ended, and one man in a good suit, doing what was next.

In all this time he has never thought of Matthew's back.

"Joe," he says. "If you wanted to write to a man, and you had no right to?"

"Short," says Joe, who has had some letters. He tears a strip off the roll from the register and lays it on the bar, with the pen.

He does the last twelve the way Matthew would have, not fast, and none of them twice. Joe switches off the sign, and there is the floor, bigger than he would have guessed, ready for the mop.

-> end: Chairs on tables

// ---- Refusals ---------------------------------------------------------------------

== separate_cabs: Separate cabs

"No," says Dr. Wilson. "Okay." She sweeps the layers of the beer mat into her palm. "I only thought I'd ask. Somebody ought to ask somebody something around here."

* (hard) "I'd want to mean it. I'd be lousy at it tonight."
    "You'd have gotten points for that," says Dr. Wilson. "There was going to be a system."
* (edwards) "You'd have to tell Stephanie."
    "I tell Stephanie everything." She thinks about it, with her hand full of paper. "It doesn't take as long as it used to."

Joe calls two cabs, and they go out and wait under the awning, with a yard of rain coming down between them where it leaks.

"He'll see you," says Jackson. "Karev. Or he won't, and somebody else will. It isn't a thing about you."

She gives him a long look through the leak. "You're a really irritating man," says Dr. Wilson. {if hurt == dog: "You say a thing like that about Alex, in front of the second floor, and then you say a thing like *that*. | if hurt == pity: "You won't take any, and then you go and hand it out. | "You could have led with it, around nine-thirty.} You can have the first cab."

{if shots > 2: He takes it. Through the back window he sees her get smaller, with a hand up for her own. | He gives it to her anyway. He holds the door, and she lets him, which from her is practically a telegram.}

{if seen(stephanie): She will call Stephanie tonight; they will go over his minute and a half and mark it. | if regret: She will tell Stephanie what he said about her. She'll tell it accurately. | He might have said something about Stephanie, while there was an awning.} In the morning she will make the noise at him by the east elevator, and he will say *Dr. Wilson*, and hold the elevator.

-> end: Separate cabs

// ---- Alex ---------------------------------------------------------------------------

== alex_walks_in: The door

~ karev = knows

The door lets in the rain, and it lets in Alex Karev.

He has a coat on over a scrub top, and odd shoes. {if seen(jo_calls): She rang four times and hung up. There is one bar she would do that from, and he came through every light in town; | He must have left the minute he read it. She sent him one word, *Joe's*, and he came through every light in town;} it's the first time in months that he has come when she called. He sees the glasses. He sees whose hand is on whose.

{if bea_kept(): At the table by the door Bea has put her cards down. "Dr. Karev," she says, as one would to a man on a ledge. | Nobody at the table by the door is even pretending to play cards.}

"You're *kidding* me," says Alex.

* (own) "That was me," says Jackson. "I kissed her."
    "We both did," says Jo. "Don't you dare be a gentleman. I've had it with people deciding what I was there for."
* (quiet) Say nothing. It isn't his turn.
    "Say something," Alex tells him.

    "It's you she wanted to talk to," says Jackson. "All evening. I was who was here."

Alex has made a fist. He looks at it and does not seem to know whose it is.

~ if solo:
    -> three_stools
-> the_wrong_two

== three_stools: Three stools

"Forty-six minutes," says Jo.

She has gotten down off the stool to say it. She is a head shorter than he is, and it makes no difference at all. "I looked up before, and I looked up after. You want to know what I'm doing here? I told him, and he listened to me. {if seen(solo_told.hands): He made me show him the knot. On a *napkin*, Alex. | He said he'd have come. *Him*.} I'm sorry I kissed him, that was a lousy thing to do to you. I'm not sorry I told him."

Joe has pulled the plug on the jukebox. It was between songs, but still.

Alex opens the fist. He pulls out the stool on her other side and sits down on it, and for a time he looks at his hands. "Who was in the corner?" he says.

"Bailey."

"Did she keep her hands folded?"

"The whole time," says Jo. "She told me after, it was the hardest thing she did all year."

"She never did that for me," says Alex.

* (go) Find his coat, and go while they are both looking at her hands.
    There is a moment, going past them, when he could say something, and he goes past. "Night, Avery," says Alex, not turning around. It has no fist in it.
* (table) Stop at the table by the door.
    "They're talking about an appendix," he tells it. "It's a very good one. You could pass *that* on."
    {if bea_kept(): Bea says that they saw two people play gin. | Nell has her thumbs on the phone, and after a moment takes them off.}

Through the window he sees them from behind, three stools and two people. Her hands are going, around something the size of a finger, and Alex is leaning in to see.

-> end: Three stools

== the_wrong_two: The wrong two

"I can't," says Jo. "I had it all worked out, what I'd say if you ever came and asked me. I can't do it with you both looking."

She pays Joe. She puts up her hood. Then the door has closed, and the two men are alone with each other and look at the stool.

"What's she got worked out?" says Alex at last.

* (dunno) "I don't know. I didn't ask her."
    "No," says Alex. He rubs his eyes with his whole hand. "Well, that makes two."
* (there) "You'd have to be there when she says it."
    "I'm *here*," says Alex.

    "I know. You only just missed her."

Jackson has spent shorter silences with men who were under anesthetic. Joe asks what it'll be. It turns out to be nothing, for either of them, but Alex sits down to not have it.

"Meredith won't eat," he tells the bar. "I go over there and make her a sandwich and watch her till she eats it. I don't know how you stop."

"No," says Jackson. "I've got a coffee I kept buying. For weeks, after there was nobody to drink it."

Alex thinks about that. "I'm going to hit you sometime. Not now."

"That's fair," says Jackson, who finds that it would be a relief.

They stay until Joe needs the chairs. Anyone looking in would have taken them for friends.

-> end: The wrong two

// ---- Not quite ------------------------------------------------------------------------

// Reached before the kiss. Nothing has happened, and the second floor has been
// watching it not happen for an hour.
== nothing_to_confess: Nothing to confess

"Yes," says Jo, though he has not said anything. She sits back too. "No. You're right." He had not known that he was. His hand stays up a moment by itself, the way it does after you put down something heavy.

-> tab ->

"I'd have liked it, probably," she says into her purse. "I want you to know I'm not being wise here. I'm being *tired*."

"Me neither. I have to be able to look April's lawyer in the eye."

She finds her card, and looks past him, and stops. "They've been waiting for that since you moved your stool," says Jo. "Look at them. {if seen(insult): They saw the quarrel, and they thought it could only go one of two ways. | Nell's had the same potato chip in her hand for ten minutes.} We can't send them home with nothing. They work so hard."

* (fight) Give them a fight, on the way out, about central lines.
    "*Internal* jugular," says Jo, for the whole bar, getting her coat on. "In a two-year-old. Who taught you that? A *dentist*?"

    "I'd have had it in while you were looking for your gloves." He has not raised his voice in a year, and it is like finding out that there was another room.

    "You went subclavian on the Hendricks kid and you dropped a lung!"

    "That was *Percy's* lung," says Jackson, and then has to hold on to the coatrack.

    {if told has mercy: She knows who Percy was; she has been told tonight. She holds on to the other side of it. | "Who's Percy?" says Jo under her breath, and he says that it's Charles, that he'll tell her sometime, that it was a very small lung.}
* (cart) Make an appointment, where they can hear it.
    "The cart by the east elevator," he says, for the back of the gallery. "Thursday. I'll get two, and one of them is yours."

    "People will talk," says Jo. "I'll have to be seen pouring it on you."

    "Get it with milk, then. It won't scald."
* (bare) Stop at their table, and tell them the truth.
    "We held hands," Jo tells the nurses. "For about eleven minutes. He was sad, and I was sad. It was very nice, and now we're going home, in opposite directions."

    Nell looks from one of them to the other. She is so visibly disappointed that Bea has to lend her a napkin. "Well, who's going to believe *that*?" says Bea.

~ if karev == wondering:
    ~ karev = knows
    They have gotten as far as the awning when Alex pulls up at a slant, in a scrub top and odd shoes, and looks so frightened through the wet windshield that she forgets to be polite. "Start at the beginning," he says. He has seen Jackson, and he says it anyway.
~ else:
    They get two cabs, and hers is first. "I'm going to tell him I held hands with a man I can't stand," she says with her own on the door, "and that it helped. Let him do something with *that*."

She gets in, and winds the window down in the rain to call Jackson something. "*Dr. Avery*," is what she calls, for the whole street to hear, so that the truce is over, and she is grinning all over her face.

It keeps him company for six blocks. {if papers == signed: On paper he has no wife now, or soon won't. | if papers == torn: He has a marriage in pieces in a wastebasket. | He has eleven pages against his ribs.} He also appears to have a friend, and it seems that he has come by her honestly.

-> end: Nothing to confess

// Reached after it. The story goes up the stairs unless they carry it there
// themselves: what was at stake at the table by the door is settled here.
== something_to_confess: Something to confess

He gets as far as "I can't," and Jo says, "No, I know. Me neither." They are still so close that they say it into each other's collars.

-> tab ->

They sit facing front. {if bea_kept(): "Bea's got her coat on inside out," says Jo to the mirror. "She did that for us. She's never going to say a word about it, is she? That's worse. Then it's only me." | if they_fought(): "Nell's stopped talking," says Jo to the mirror. "She's got two stories now and they don't fit. She'll have to pick. By six they'll both be on four." | if seen(kiss.shield): "They don't know what they saw," says Jo to the mirror. "They saw your back. I could say anything I liked about your back. That's what I don't like about it." | "It's four minutes a floor," says Jo to the mirror. "I've timed it. And there are four floors, and then there's Alex."}

"I have to tell him," she says. "Don't I?"

* (kitchen) "I'd want to know. I'd want it in a kitchen, from one person, with a door."
    ~ karev = knows
    He is thinking of the barn, and of the man at the front of it, in a good suit, being told along with two hundred others. Perhaps she is, too. "In a kitchen," says Jo, and writes it on her hand with Joe's pen, below the thumb, where she writes the things that must not wait until after rounds.
* (weigh) "I can only tell you what it's like to carry one around."
    "Is it heavy?"

    "No, it's light. You just don't get to use both hands for anything."
    She thinks about that, opening and closing the two of hers. She does not say what she'll do. He is glad, since he would only have to know it.
* (first) "Then let's be first with it. They're right over there."
    ~ karev = knows
    It is eleven steps to the table by the door. "I kissed Dr. Avery," Jo tells it. "He kissed back, and then we stopped. It was sad and it was my own idea. You can have that, both of you, it's free. But I've got to say it to Alex before the stairs do, so I need till morning."

    Nell has dropped all her cards. {if bea_kept(): "What cards?" says Bea. "I can't see a thing without my glasses." | Bea looks at Jo for the time it takes to read a chart, front and back. "Change of shift," says Bea. "Seven. I can hold her till seven."}

At the door she does up his top button, all business, because it's raining. "You kissed me back," she tells the button. "I want that in the chart."

"It's in the chart," he says. She goes left at the corner and he goes right, with {if papers == signed: a signature he'll have to mail | if papers == torn: a call he owes a lawyer | eleven pages for company}.

{if seen(first): The corridor will be full of it tomorrow, and it will have been said by the person it belongs to. He did not know that was allowed. In that barn he thought the only choice was when. | if karev == knows: It is ten minutes to her kitchen. He walks the six blocks in that time, and at each corner he waits for the signal, though there isn't a car, in order not to arrive before she does. | He does not sleep, and it is not so bad. This one he did on purpose and stopped on purpose; and toward morning it comes to him that there is one person he would like to tell about it, and that she has a porch.}

-> end: Something to confess

== swallowed: What he did not say

"It is," says Jo, after a second. "It's late." She seems to be reading it off the coaster. {if water: "You could still say something stupid, you know. It's only water. There'd be nothing to blame." | "I can't even blame the whiskey for that one."}

-> tab ->

They stand under the awning. Her cab is at the far end of the street, being held by a long red light.

There is a sentence. It has five words, one of them is *hotel*, and it has been standing in his mouth for some minutes with its hat on. He could not tell you what he would mean by it. He thinks of the armchair. He thinks that she would probably want the side by the window.

* (almost) "Jo."
    "Yes?" she says at once.

    {if seen(solo_told.hands): "Nothing. It was a good knot." And her hand goes to the pocket with the napkin in it, to see whether he has taken that back, too. | "Nothing. Watch the step." There is no step, and she looks down to make sure; and when she looks up the light has changed, and it is on both of them, green.}
* (rain) "It's stopping, I think."
    They hold out their hands past the edge of the awning, palms up. It is not stopping at all.
// The last chance: a door that goes back to the main road.
* (say) {if water and open_book()} Say it.
    "I have a hotel room." It takes its hat off as it comes out; it is a very small sentence. "I've had it nine nights, and I don't want to go and be in it."

    The light changes. The cab pulls up, and leans over, and says where to. Jo stands there with one hand on the roof of it. It's her move, and he can see her take it in both hands and turn it over to see what is on the back.
    "Okay," she says. And to the driver, bending down: "I'm sorry. He was slow."
    -> hotel

The cab comes. She takes hold of his lapel and lets it go. Then she is inside with the heat on, and the driver says where to, and through the glass he sees her tell him.

He never does find out. Months later, in the elevator, with six people in it, she'll look at him over the top of a chart, and for two whole floors he will think that she is about to say what she'd have said.

-> end: What he did not say

== the_booth: Where the booth was

"At midnight?" says Jo.

"It never closed. That was the point of it."

-> tab ->

They take a cab across town, with the whole of the back seat between them, and he tells the driver left, and left again, with his forehead against the window. The old hospital is dark from the fifth floor up. Across from it there ought to be a red sign.

It's a bank now. They stand on the sidewalk and look in through the glass. There is a carpet, and a desk with a plant on it.

"There," says Jackson. "Where the plant is. Charles on the outside, because of his legs. Reed in the corner. April had her back to the kitchen, so that she wouldn't see what they did to the eggs." And when she asks about him: "I'd be about where that chair is. For the customers."

Jo cups her hands against the window to see it better. She gives it the time you would give it if there were four people in there.

* (wave) Knock on the glass.
    He does it without thinking, two knuckles, as he used to when he was late. In the back, behind the desks, a security guard raises his head from a crossword, and, after some thought, a hand.
* (tell) "I never came back here. After. I thought it would still be open."
    "You thought they'd still be in it," says Jo. It sounds less crazy in her voice than it has in his.

There is a gas station on the corner. They get powdered doughnuts and a coffee with two lids, and have it sitting on the bank's front step, and presently her shoulder is against his, for warmth, and that is all it's for. {if water: Neither of them mentions the kiss. It has been a long evening, and that was one of the things in it. | It sobers them up, the sugar and the cold. Neither of them mentions the kiss.}

"I'm going to go home and wake him up," she says. {if solo: "I'm going to make him sit there for all forty-six minutes." | "I'm going to make him put the light on and look at me until he's seen something."}

{if papers == signed: "I'm going to call April in the morning," he says. "I signed it. She ought to hear that from somebody she's had hash browns with." | if papers == torn: "I'm going to call April in the morning," he says. "She's the only other person who'd know where the sugar was." | "I'm going to ask April if she'll read it through with me," he says. "Out loud. In some booth."} The doughnuts are terrible, and they finish them.

-> end: Where the booth was

== her_move: Her move

It's her move, and he watches her make it. She takes back her hand and lays it on the bar, beside the other.

{if told has mercy or told has crib: "You're nice to sit next to," says Jo. "You told me a true thing, and I'm glad. But I came in here with something I was dying to be asked, and it's midnight, and you'd have had to ask." | if solo: "I told you about my forty-six minutes," says Jo. "And you know what I've got on you? A bone. I can't go to a hotel with a bone." | "What have we got?" says Jo. "You've got my lamp, and I've got your bone. That's a yard sale. I don't think you can take a yard sale to a hotel."}

"No," says Jackson. "You're right. I'm sorry I said it."

"Don't be. It was a good kiss. I'm keeping it." She has found her coat. "I'm just not going to pay for it with the wrong thing. {if hurt == dog: You take things back really well, by the way. Somebody should have told you that. | if hurt == pity: And I'm keeping the other thing too, the inconvenient one. It's mine again. | if regret: I'll tell Stephanie the part about her. I'll say I got it out of you with whiskey.}"

* (walk) "Can I walk you to the corner?"
    She lets him. It's sixty yards. He hears himself tell her about the carpet at the hotel, which is brown ferns, one after another, like the same word typed all night, and she is still shaking her head when she goes around the corner.
* (stay) "Go on. I'll settle up with Joe."
    "I paid Joe," says Jo. "While you were looking at the clock." She does up the coat to the neck. "You do that, you know. You look at the clock."

He takes his time about going in. He has thought of what he'd say to her; it is quite short, and he could have said it any time after ten.

-> end: Her move

// ---- The hotel, otherwise --------------------------------------------------------------

== three_in_the_morning: Three in the morning

He wakes, and it's that hour. The television is on without the sound. A man is delighted with a mop.

Jo is in the armchair, with her coat on and both shoes in her lap. "You talk in your sleep," she says. "You were asking somebody to hold the flashlight."

"Did I say who?"

"No. You kept saying *a bit to the left*."

He could tell her who. All of it is right there behind his teeth, the Sunday and the bent key and the bag with the date on; it would take a quarter of an hour. He looks at the man with the mop.

* (sorry) "I thought I'd be better at this."
    "At what?" says Jo. She means it kindly. "It was nice, talking. I liked them, Charles and the other one. I just kept thinking there was somebody else in here, and you'd introduce me." She ties one lace.
* (down) "I'll come down with you."
    "You're in your socks," says Jo. They both look at them, in case it was the socks.

The elevator can be heard all the way to the bottom. From the window he sees her come out, six floors down, and turn her face up to find which one is his. She picks the wrong one and gives it a wave; and he waves back, from where he is.

-> end: Three in the morning

== witness: Witness

He spreads them on the blanket in the gray light: eleven pages, two creases, a flag. The hotel has its own pen. It writes purple.

Jo has woken. She sits up. "Should I go look at the ice machine?"

"No," says Jackson. "You don't have to do anything. I'd just like there to be somebody in the room."

So she puts the pillow behind her and her arms around her knees, and is in the room. He reads it through from the top, every word, with the reading lamp on: the table, the cars, the dishes. Where it says *bedroom two* and *none*, he stops. Then he writes a word beside it, small, in the margin, where there is no line for one and no clerk will know what to do with it. *Samuel's.* He initials that, as you have to.

~ papers = signed
And then he signs, and it's a perfectly good signature.

"There," says Jo, after him. She holds out her hand, and he thinks she wants to see, but it's the pen she takes. She prints the date next to his name, which he'd forgotten, and blows on it until it is dry.

"They've got a mail tray downstairs," says Jo at the door. {if karev == knows: She has tied both laces double, for what she has to go home and do.} "Just don't have it brought to her at work."

He takes it himself, in the end. He calls first. {if april == spoke: He calls twice. | if seen(calls_back): She has it before the first ring is over; she must have been sitting by the window, with the light. | He calls twice in a row; they have a rule about that.}

-> end: Witness

== overalls: Twelve months

His car has been in the hospital garage since Monday, on level C, beside a pillar. They walk there by the back streets. The rain is over and the gutters are still going.

{if seen(night_crib): She knows what is in the trunk, and says nothing when he opens it. | "It's the clothes," he says, before he opens it. "I thought I'd give them to somebody. I've been driving them around."}

There are two grocery bags with the tops rolled down. Jo takes off her coat and spreads it on the concrete, lining up, and without discussing it they kneel down and begin to fold. The day he packed them he had only stuffed them in. She does the sleeves the way you fold a surgical gown, inside to inside. {if told has mercy: "Reed would have had a system," he says. | There are six hats, and none of them was ever worn.}

{if told has mercy: "This *is* a system," says Jo, and shows him what goes where, along the hem. | "Smallest to the left," says Jo, and they lay them out along the hem of the coat.}

{if overheard(): A night nurse comes by on her way to her car, and slows, and by her face it has reached the garage. Then she sees what they have got laid out on the coat. She looks at it for as long as it takes; and she walks on, quickly, and whatever she had heard, that is where it stops.}

"There's a closet up on four," she says when they have finished. "By the preemies. The nurses keep it, for people who come in with nothing. You don't sign for it. You just put it on the shelf."

* (both) Take up both bags.
    Nearly. At the elevator he reaches down the side of the second one, where he has known all along it was, and keeps back the overalls, and Jo presses four.
* (one) Take up one.
    "That's plenty for one day," says Jo. She fits the other back in behind the spare, with its top rolled down so it will keep. On the way to the elevator he goes back and gets the overalls out.

Afterward he sits in the car by himself with the doors shut and the overalls on the passenger seat. Size twelve months. April has never seen them; they came the week she left. She'd want to see them. She would want to know who taught him to do the sleeves. {if papers == torn: She would ask why he tore it up, and he could hold them out to her, and it would nearly be a reason. | There is no line for these in the eleven pages.}

He could tell her the whole night, in order, and let her be as angry as she liked. It is ten to eight. He starts the car.

-> end: Twelve months
