// Every other way the evening can end. Each scene here that ends in
// "-> end: Name" is one of them.

== cab: The cab

{if seen(karma): It comes in ten minutes. He spends them at the window with his back to the room. | It comes before he has got his arm into his coat.}

The driver has a saint on the dashboard and a baseball game on low. "Where to?"

It is a better question than he sounds like knowing.

* (bed) The hotel. -> made_bed
* (house) Home, then. The house. -> second_bedroom
* (april) {needs papers == torn: not with those papers in his pocket} Where April is staying. -> not_yet

== made_bed: A made bed

The hotel has given him the same room for nine nights, since he found that he could not pass a certain door on the way to brush his teeth. They have turned the bed down. There is a chocolate on the pillow, in the shape of a shell.

{if shots == 0: He is dismayingly sober. He lies on top of the covers and listens to the ice machine in the hall, which makes the same three remarks all night. | if drunk(): The bed goes round once, with dignity, and stops. | The whiskey has done what it could. It has got him from one side of the city to the other.}
{if told has regret: He thinks about a green chair, or a chair and a green dress; it is something that he got said. | if seen(karma): *Karma*, he thinks, and hears the chairs being stacked.}

He sets no alarm. He hears the meter still, ticking over somewhere behind his eyes, one dime and then the next one, for a distance nobody has told him.
Toward four it lets him go.

-> end: Meter running

== second_bedroom: Four dents

The driver waits until he has found the key. It is a thing they do for women and for drunks, and he lifts a hand.

The house is cold and extremely tidy. He goes up without turning on a light. Past nine lines of bedroom one; to the door. For nine nights he has paid good money so as not to be on this landing.

It's only a room. The street lamp comes all the way to the wall. {if seen(nursery): The four dents are there, rather softer than he left them. | In the carpet there are four dents, from the feet of something, rather softer than they were.}

He sits down in between. After a time he finds that he's leaning forward with his arms round his knees, in a space about two feet by four, and that it is easier here than it was at the bar. Here at least it is the right size.
He says it once, the name, in an ordinary voice, the way you'd call someone to supper.

The carpet will come up again. A vacuum does it, or an ice cube; April knows how. He might ask her that. It would be a question he had for her.

-> end: The right size

== not_yet: Not yet

Her sister's porch has a swing on it, and a light that comes on at him.

It is April who opens the door, in a coat over pajamas. She has been crying, and has washed her face for whoever it was. When she sees who it is she does not do anything about her face at all.
"I got your letter," says April.

"I tore mine up." He can hear how little it is. "It doesn't do anything, it's only the copy. There's a clerk."

"Then why'd you come all the way out here?"
There's a moth in the porch light. They both watch it.
"Because I never asked you what you did with your days," he says. "When you were gone. I was so busy being left. I never asked one thing."

April looks at him for so long that the light, which is that sort of light, goes out, and he has to wave an arm to get it back. She laughs. So does he, God help them, on her sister's porch.

"It's too late, you know," she says. "You said."
"I know. I think it probably is."
"But not yet."
"No," says Jackson. "Not yet."

She sits down on the swing, at one end of it, and puts the coat over her knees.

-> end: Not yet

== cut_off: The fifth glass

Joe pours it. Then he keeps his hand on it.

"That's my limit you've come to," he says. "It isn't yours. Yours was a couple back."

Jackson explains to him, in order, why this is not the case. Somewhere in the middle he hears that he has been explaining about the blue dishes. {if seen(karma): Down the bar Dr. Wilson has stopped pretending to read. | The two nurses at the back have stopped pretending to talk.}

* (argue) Finish explaining.
    Joe hears him out. It is a point on which all his customers are agreed: he does hear you out.
    "And they were her grandmother's," says Jackson.
    "I know they were," says Joe.
* (keys) Put his car keys on the bar, without being asked.
    Joe hangs them on the hook with a paper tag, and writes on the tag, and there are two other sets there from other nights. He knows all their handwriting by now, on the backs of checks, and never once asked what a heart surgeon has to forget.

// A conditional group: the same cab, with or without her.
~ if seen(karma):
    It is Dr. Wilson who gets the other arm. She does it as she would lift any patient, from the legs. {if told has regret: "You did say the thing about the chair," she tells him, at the curb, not unkindly. "I'll tell her you were sober." | if mood == frost: "I'm still not sorry for you," she says, at the curb. "I want that noted." She puts her hand on the top of his head, so he will not hit it on the door. | "Left foot," she says. "No. The other left."}
~ else:
    Joe does it himself, in his apron, out to the curb, in the rain. He gives the driver the address and has him say it back, twice.

The glass is still standing there when the cab pulls out; he can see it through the window, full to the brim, all by itself under the lamp. Someone will have to pour it away.
He thinks about that, all the way over the bridge, as something terribly sad.

-> end: Cut off

== last_word: The last word

"Wow," says Dr. Wilson.

She puts three bills under the fourth glass. She turns up the first three, one after another, so that Joe can get his fingers in them. He had been ready for her to throw something.

"I was going to say something nice to you," she says. "I'd had to work up to it. It took me all four."

The door lets in the rain, and lets her out.

So he has had the last word. It is not the first time; he had it in a barn. He stays on for it, as one stays with a patient. {if papers == torn: There are pieces of yellow flag in the wastebasket. | if papers == signed: There's ink on the side of his finger. | He feels for the papers, and they are there.}

By and by Joe comes along and collects the four glasses, and wipes where they were, so you could not tell now that there had been a row.
"What did you say to her?" he asks.
And Jackson finds that he'd rather not repeat it.

-> end: The last word

// ---- Joe ------------------------------------------------------------------

== last_orders: Last orders

{When he next looks, Dr. Wilson has gone. There are bills under the fourth glass, and the row is as straight as ever. | {cycle: Joe moves down a tap, and up again. | Joe breaks open a roll of quarters on the edge of the drawer. | Joe writes something on the back of his hand, and looks at it.}}

{once: "You could have talked to her," says Joe.}

// "each" offers every scene tagged #joe whose `when` holds.
* each #joe ->
* (pen) {if papers == folded} Ask for the pen.
    -> pen ->
* (tear) {if papers == folded} Hold out his hand for the wastebasket.
    -> tear ->
* (chairs) Get up, and start on the chairs.
    -> chairs
<- bar_business

-> last_orders

== chairs: Chairs on tables

There are thirty-two. You turn each one over and set it down on its face with its feet in the air, and you must not drag. Joe shows him with one, and then lets him.

It's a quarter to one. The nurses have gone home, with something to tell. {if seen(noise_interns): The table under the clock he does last.}
{if papers == torn: "I'll have to ask for another copy," he tells Joe, with a chair in each hand. | if papers == signed: "I signed it," he tells Joe, with a chair in each hand. "I saw," says Joe. | "I still haven't signed it," he tells Joe, with a chair in each hand. "It'll be there," says Joe.}

At the twentieth or so he stops with one against his chest. *He stayed and stacked the chairs.* He has heard that sentence for the first time tonight, and he has been hearing it ever since. There'd have been two hundred. They were white, he remembers, the folding kind that pinch. In the barn with the lights coming down off the beams, and every guest gone after the bride to see how it came out; and one man, in a good suit, doing what was next.

He has never until now thought of Matthew as somebody who had a back that could ache.

"Joe," he says. "If you wanted to write to a person, and you'd no right to."
"Short," says Joe.

He does the last four. When they are up Joe switches off the sign, and there is the floor, a good deal bigger than he'd have thought, and ready for the mop.

-> end: Chairs on tables

// ---- April ----------------------------------------------------------------

== message: After the tone

Then it is his turn, and a small machine somewhere is listening to him breathe.

* (work) "I shouldn't have had it done at work."
    "It was the only address I had," he says. "No. That's not so. I had this one. I had this number the whole time."
* (dishes) "I put you down for the blue dishes."
    "I put it in capitals. I don't know if you've got that far." There's a pause, in which he hears Joe's refrigerator go on, on both ends. "I wrapped them. They're not just in a box."
* (nothing) Breathe.
    He thinks she'd know it. She used to say that she could tell from his breathing in the scrub room what sort of day they were about to have. He gives her eleven seconds of it, and hopes it is not read as something else.

The machine asks him if he is satisfied with his message. If he'd like to send it, one. If he would like to do it over, two.

He stands at the end of the bar with his thumb above the glass until it has asked him everything it knows. {if papers == torn: It does not seem fair that this should be so much harder to tear. | if papers == signed: He did not take half as long over the yellow flag. | The papers shift in his jacket as he leans, to be comfortable.}
Then he presses one. It's the least you can do for a machine.

-> end: Please leave a message

== twice: Twice

She has it before the first ring is over.

// Over the telephone there are only voices, so all of this is labelled.
April: What's happened? Who is it?

Avery: Nobody. Nobody's hurt. It's me.

April: You called twice.

Avery: I know.

Behind her a door shuts, and the sound of the room gets smaller. She has gone to sit on the edge of a bathtub. He could draw it.

* (sorry) "I'm sorry about today. About where."
    April: I had a chart in my hand. I finished my rounds, you know. I did nine more patients, with it in my pocket.

    Avery: I was upstairs. I could have come down.

    April: Yes. You could. I looked at the stairs.
* (away) "Where did you go? When you went. I never asked you."
    April: You never did.

    Avery: I'm asking.

    April: It was hot. They needed hands. There was a woman who came every day to the tent with nothing the matter, and in the end I got it out of her, she'd lost one too. So we had coffee. I told her his name. I couldn't say it to you, and I could say it to her, and I've felt so bad about that.
* (carpet) {if seen(nursery)} "There are four dents in the carpet. I can't get them out."
    April: In—

    April: You put an ice cube on it. You leave it to melt, and then you brush it up with a fork.

    Avery: All right.

    April: Did you do it all by yourself? I never asked you. I saw that it was done, and I thought, how could he. I thought that for weeks. I should have thought, oh, how *could* he. Do you see? The other way.

They are quiet. It's a kind they used to have, on nights, between the pagers.

{if papers == torn: "I tore up my copy," he says. "I don't know what that means." "Nor do I," says April. "Don't let's know tonight." | if papers == signed: "I signed it," he says. "I wanted to tell you before a man in a windbreaker did." It is a long time before she says anything. "Thank you," says April. "I hate it. Thank you." | "I haven't signed it," he says. "I'm going to, I think. I wanted you to hear that I hadn't yet." "I didn't either," says April.}

{if drunk(): "You've been drinking." "I have." "Then drink some water now, while I'm on," says April, and she waits, and he does. | Joe has put a glass of water by his elbow, and gone off to the far end with the radio turned up.}
"You can stay on a bit," says April. "If you want. You needn't say anything."

He stays on.

-> end: Twice means pick up

// ---- Refusals ---------------------------------------------------------------

== separate_cabs: Separate cabs

"No," says Dr. Wilson. "Okay." She is not offended, or not so it shows. She sweeps the layers of the beer mat into her hand. "I only thought I'd ask. Somebody ought to ask somebody something around here."

* (hard) "I'd be poor company. I'd want to mean it."
    "You'd have got points for that," says Dr. Wilson. "There was going to be a system."
* (edwards) "You'd have to tell Stephanie."
    "I tell Stephanie everything." She thinks. "It takes no time at all."

Joe rings for two cabs, and they both get in the first one's light, under the awning, with a yard of rain between them.

"He'll see you, you know," says Jackson. "Karev. Or he won't, and then someone else will. It isn't a thing about you."
She gives him a long look, with the rain going by behind it.
"You're a really irritating man," says Dr. Wilson. "You can have the first cab."
{if mood == thaw: He gives it to her. He holds the door, and she lets him, which from her is a sort of telegram. | He takes it. Through the back window he can see her getting smaller, with her hand up for her own.}

{if told has regret: She'll tell Stephanie about the chair, he thinks. She'll tell it accurately. | He might have said something about Stephanie, while there was an awning.} In the morning she will make the noise at him by the east elevator; and he'll know, as you do with a dog in the next street, that it isn't really for him.

-> end: Separate cabs

// ---- Alex -------------------------------------------------------------------

== jo_calls: Six rings

~ karev = knows

He stands beside the dart board with his back to her, and admires the wire.

He hears it anyway. It's a narrow room. She says *it's me*; she says *no, nothing's wrong*. And then, "Yes, it is. Something's wrong. Don't say I'm overreacting, I'm not even reacting yet, I am telling you where I am."
There's a silence, in which somebody talks.
{if heard has solo: "Eleven," says Jo. "There were eleven people there. I counted them so that I would know how many you weren't." | "I know she does," says Jo. "I know she needs you. I'm only saying there are two of us."}
"I'm with Jackson Avery. No. Avery. Because he *asked*, Alex."

* (leave) Put on his coat. It is not a thing to be found standing next to.
    "Where are you off to?" says Jo, with her hand over the phone.
    "You've changed partners," says Jackson. "It's fine. It's what I'd have bet on."
    She gets him by the sleeve, though, and makes him wait till it's arranged.
* (stay) Take out the darts and throw three.
    They're terrible throws. He has won awards for his hands. The third one goes in beside the board, into the wood, where there are a great many holes already from people waiting for other people's telephone calls.

"He's coming," says Jo. "He's running two lights. He says stay where I am." She sounds as if she'd asked the way to the station and been given a train.

And he does come, in odd shoes, with his coat on over a scrub top; he stops inside the door and looks along the bar until he has found her. It is only a look. But he goes on with it.
"Hey," says Alex Karev. "Tell me. Start at the beginning. I've got all night."
He nods to Jackson. It's not friendly; it is the kind of nod with which you sign for something.

{if water: Two glasses of water stand there after they have gone. He drinks his, and then hers. | He sits down in front of the row of glasses.} The stool next to him is still warm, and he leaves his hand on it for a bit, as one does on the hood of a car, to know how long ago.

-> end: She goes home

== alex_walks_in: The door

~ karev = knows

The door lets in the rain, and it lets in Alex Karev.

He has on a coat over a scrub top, and odd shoes. He must have left the minute that he read it: one word, *Joe's*, and he has come through every light in town to get here. It is the first time in months that he's come when she called.
He sees the glasses. He sees whose hand is over whose.

"You're kidding me," says Alex.

* (own) "That was me," says Jackson. "I kissed her."
    "He did not," says Jo. "We both did. Don't you dare be a gentleman, I've had it with people deciding what I was there for."
* (quiet) Keep quiet. It isn't his turn.
    "Say something," Alex tells him.
    "It's you she wanted to talk to," says Jackson. "All evening. I was only what there was."
* (lie) "It isn't what it looks like."
    "Yes, it is," says Jo. "Sit down, Jackson. It's exactly what it looks like. It isn't all that it is."

Alex has made a fist. He looks at it, as if somebody had handed it to him to hold, and he does not seem to know where one puts them.

~ if heard has solo:
    -> three_stools
-> the_wrong_two

== three_stools: Three stools

"Forty-six minutes," says Jo.

She has got down off the stool to say it, and she is a head shorter than he is and it makes no difference at all.

"I looked up before, and I looked up after. You want to know what I'm doing here? I told him about it, and he asked me how I closed. I had to show it to somebody on a *napkin*, Alex, or near enough. I'm sorry that I kissed him. I am, it was a lousy thing to do to you. I'm not sorry that I told him."

Joe has turned off the jukebox. It was between songs; but still.

Alex opens the fist. He pulls out the stool on her other side, slowly, as if it might be somebody's, and sits.
"Okay," he says. And then, with his eyes on the bar, "Who was in the corner?"
"Bailey."
"Did she keep her hands folded?"
"The whole time."
"She never did that for me," says Alex.

Jackson has his coat. There's a stool between them and the door where he might say something, and he goes by it. {if papers == folded: He has eleven pages to read, and he'd like to be alone with them. | Outside the rain has nearly stopped.}
Through the window he sees them from the back: her hands are going, in the air, over something the size of a finger. Alex has not touched his drink. He is leaning in to see.

-> end: Three stools

== the_wrong_two: The wrong two

"I can't," says Jo. "I had it all worked out, what I'd say if you ever came and asked me. I can't do it with you both looking."
She kisses neither of them. She pays Joe; she puts up her hood; the door lets in what's left of the rain, and then the two men in the bar are alone with each other.

They look at the stool.

"What is it she had all worked out?" says Alex at last.

* (dunno) "I don't know. I never asked her."
    "No," says Alex. He rubs his eyes, with a whole hand, as the exhausted do. "No, me neither."
* (ask) "I think you'd have to be there when she says it."
    "I'm *here*."
    "I know. You only just missed her."

It is one of the longest silences he has spent with a man outside of an operating room. Joe asks what it'll be. It turns out that it is to be nothing, for either of them; and yet Alex doesn't go.
"Meredith won't eat," he tells the bar. "I go over there, and I make her a sandwich, and I watch her till she eats it. I don't know how you stop."
"No," says Jackson.
"I'm going to hit you some time. Not now."
"That's fair."

They stay until Joe needs the chairs. Anybody who looked in would have thought that they were friends.

-> end: The wrong two

// ---- Not quite --------------------------------------------------------------

== nothing_to_confess: Nothing to confess

"Yes," says Jo, as if he had said something. She sits back too. "No. You're right."

He didn't know that he was. It is like setting down a tray; the hands stay up by themselves a moment longer.

-> tab ->

"I'd have liked it, probably," she says, over her purse. "I want you to know that I'm not being wise here."
"Nor am I. I've got to be able to look at her lawyer."

* (cart) {needs seen(low_blow.why): she has told him nothing about coffee} "The cart by the east elevator. Thursday. I'm going to get two, and one of them is yours."
    "People will talk," says Jo. "I'll have to be seen to pour it on you."
    "With milk," says Jackson. "So it doesn't scald."
* (lab) "If anyone asks, we fought."
    "About what?"
    "Central lines."
    "I won," says Jo.
* (tell) "Tell Karev about tonight. There's nothing in it you can't."
    ~ karev = knows
    "I will," says Jo, "tonight," and she puts her hand flat on the bar beside the water ring, like somebody being sworn. "I'll tell him I held hands with a man I can't stand, and that it helped. Let him do something with that."

They get two cabs. Hers is first; she gets in and winds down the window, in the rain, to call him something.
"*Dr. Avery*," she calls, so that the whole street should know. She is grinning all over her face.

It lasts him as far as the bridge, and a little way up the other side. {if papers == signed: He has no wife, on paper, or will have none, and | if papers == torn: He has a marriage in eight pieces in a wastebasket, and | He has eleven pages against his ribs, and} he has, it would seem, a friend.

-> end: Nothing to confess

== something_to_confess: Something to confess

He gets as far as "I can't", and Jo says, "No, I know. I know. Me too." They are still so close that they have said it into each other's collars.

-> tab ->

They sit there, facing front, like people in a car. Joe has found some work in the cellar.

"I've got to tell him," says Jo. "Don't I?"

* (tell) "I would want to know."
    ~ karev = knows
    "Would you?"
    He thinks of the barn, and a man at the front of it, in a good suit, being told along with two hundred others. "I'd want to be told in a kitchen," he says. "By one person. With a door."
    "In a kitchen," says Jo. She writes it on her hand.
* (weigh) "I don't know. I can tell you what it's like to carry one about."
    "Heavy?"
    "No. It's quite light. You just can't ever put it down and use both hands."
    She nods at that for some time. {if karev == unaware: She does not say what she'll do, and he is glad. He'd only have to know it.}

At the door she does up his top button, all business, because it is raining. "You kissed me back," she says, to the button. "I want that in the chart."
"It's in the chart."
"Okay, then."

She goes left at the corner, and he right, to {if papers == signed: a bed in a hotel and a signature drying in his jacket. | if papers == torn: a bed in a hotel and an explanation that he owes to a lawyer. | a bed in a hotel, with his papers for company.} He does not sleep, and it isn't so bad. It is a mistake he can look at. It has edges, it has a beginning and an end, it's about the size of a hand; and he would know what to say, if anyone should ask him.

-> end: Something to confess

== swallowed: What he did not say

{if seen(offer.cab): "That's nice of you," says Jo, after a second. | "It is," says Jo, after a second. "It's late."} She looks at the clock as well, so as to have looked at it.

-> tab ->

They stand under the awning. The cab that Joe has called is at the far end of the street, being held by a red light. It's a long one.

There is a sentence. It has five words, one of them is *hotel*, and it is standing in his mouth with its hat on. He could not tell you what he'd mean by it. He thinks of the armchair, the view. He thinks that she might take the side by the window.

* (almost) "Jo."
    "Yes?" she says at once.
    "Nothing. It was a good knot." {if heard has solo: She'd know which one. | He means the one she made out of a drinking straw while she talked. She looks at him as though he'd spoken Greek.}
* (rain) "It's stopping, I think."
    They hold out their hands from under the awning, palms up. It is not stopping at all.

The light goes green.

She takes hold of his lapel, and lets it go; and the cab has the heat on, and the driver says where to, and she tells him her own address, quite clearly, twice. {if karev == unaware: On the way she'll turn her phone face up.}

He never finds out. Months afterwards, in the elevator, with six people in it, she looks at him over the top of a chart, and he'll think for two floors together that she is just about to tell him what she'd have said.

-> end: What he did not say

== her_move: Her move

It was her move, and he watches her make it. She takes her hand from under his and lays it on the bar.

{if told has mercy or told has crib: "You're nice to sit next to," says Jo. "I told you that I was lonely, and you told me you were, and that's true, and it's the same for anybody in here. You never did ask me what I was waiting for." | if heard has solo: "I told you about my forty-six minutes," says Jo. "And you know what I know about you? Your favourite bone. I don't go to hotels with a bone." | "I don't know one thing about you that isn't on a plaque," says Jo, "and you don't know one about me. We'd be two strangers who hate the same wallpaper."}

"No," says Jackson. "You're right. I'm sorry."
"Don't be sorry. It was a good kiss. I'm keeping it." She has found her coat. "I'm just not going to pay for it with the wrong thing."

* (walk) "Can I walk you to the corner?"
    She lets him. It is sixty yards. He finds that he's telling her about the wallpaper, which is of small brown ferns, one after another, like a page of the same word; and she laughs, and is still shaking her head when she goes round the corner.
* (stay) "Go on. I'll settle up with Joe."
    "I paid Joe," says Jo. "When you were looking at the clock." She buttons the coat up to the neck. "You do that, you know. You look at the clock."

The rain has its own opinion. He takes his time about going in.

{if water: Two glasses of water, and they never did finish them, | It might have been the whiskey,} he tells himself; and it's then that he thinks of what he'd ask her. He can hear just how it goes. It's a good question, it is a really short one, he could have asked it at any point.

-> end: Her move

// ---- The hotel, otherwise -----------------------------------------------------

== three_in_the_morning: Three in the morning

He wakes, and it's that hour. The television is on without the sound: a man is delighted with a mop.

Jo is in the armchair with her coat on and both shoes in her lap.

"You talk in your sleep," she says. "You were asking somebody to hold the flashlight."
"Did I say who?"
"No."

That would have been the place for it. He can feel the whole of it there, the Sunday, the bent key, right behind his teeth; it has a name and it would take a quarter of an hour. He looks at the man with the mop.

* (sorry) "I thought I'd be better at this."
    "At what?" says Jo. It's kindly meant. "We talked. It was nice, the talking." She ties one lace. "I kept thinking that there was somebody else in here, though, and that you'd introduce me."
* (cab) "I'll come down with you."
    "You're in your socks," says Jo. And he is; and they both look at them, as if they could have been what was wrong.

The elevator can be heard all the way down. From the window he sees her come out six floors below, and turn her face up, to find which one is his, and choose wrongly, and give it a wave.

He waves back from where he is.

-> end: Three in the morning

== witness: Witness

He lays them on the blanket, in the grey: eleven pages, three folds, a flag. The hotel has its own pen. It writes in purple.

Jo sits up. "Do you want me to go and look at the novelist?"
"No," says Jackson. "You needn't do anything. I'd just like it if there was someone in the room."

So she puts the pillow behind her, and her arms about her knees, and is in the room. He reads all of it. He has not done that: the oak table, the cars; the nine lines. Where it says *bedroom two* and *none* he stops. Then he takes the purple pen and writes beside it, small, in the margin, where there's no line for it and where no clerk will ever know what to do with it, *Samuel's*.
He initials that, as you must.

~ papers = signed
And then he signs. It's a perfectly good signature. It doesn't take the least bit longer than it should.

"There," says Jo.
"There."
She holds out her hand, and he thinks that she wants to see; but it is the pen she takes. She prints today's date next to his name, which he'd forgotten, and blows upon it until it is dry.

It's morning in the other hotel as well. Someone is drawing the curtains, one room at a time. {if karev == knows: She has her own thing to go home and do, and he watches her get ready for it, tying both laces double. | She finds her shoes.}
"I'd send it from here," says Jo at the door. "They've got a tray. I'd just never, ever have it sent to her at work."

He takes it himself, in the end. He calls first. He calls twice.

-> end: Witness

== overalls: Twelve months

His car has been in the hospital garage since Monday, level C, beside a pillar. They walk there by the back streets, with the rain over and all the gutters talking.

{if seen(night_crib): He has told her what's in the trunk, and she doesn't say anything when he opens it. | "It's the clothes," he says, before he opens it. "I've been driving them around. I thought I'd give them to somebody."}

Two grocery bags; the tops rolled down. Jo takes off her coat and spreads it out on the concrete, lining up, and without asking they begin to fold. He'd only stuffed them in. She does the sleeves as you do a surgical gown, inside to inside. They've a pile for the very small, and one for the less so. {if told has mercy: "Reed would've had a system," he says. "This is a system," says Jo. | There are eleven hats.}

"There's a closet up on the fourth floor," says Jo when they have done. "By the preemies. The nurses keep it, for the ones whose people come in with nothing. You don't have to sign for it. You just put it on the shelf."

* (all) Carry up both bags.
    Nearly. At the elevator he puts a hand in, down the side, where he'd known all the time it was. He keeps back the overalls. Jo presses four.
* (one) Carry up one.
    "That'll do for a day," says Jo. She fits the other back behind the spare wheel, with the rolled edge folded over, so it will keep. "That's plenty, for one day."

Afterwards he sits in the car, with nobody, and the doors shut. He tore that paper up for no reason he could have given to a judge. What he's got is a pair of overalls, size twelve months, that April's never seen folded. He would have to show her that. She'd want to know who it was that taught him the sleeves.
He'd tell her. He thinks he could tell her all of it.

It's ten to eight. He starts the car.

-> end: Twelve months
