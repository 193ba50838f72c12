// Beats 8 to 13. From `truce.agree` on they have first names, the labels
// change to Jo and Jackson, and so does what the prose calls her.
//
// What was said in frost.story comes back here. A line that remembers something
// asks for it: `hurt` is the unkind thing (it has been taken back by now, or he
// would not be here), `regret` is Stephanie, `papers` she has seen.

// =========================================================================
// Beat 8. Canonical: `terms`, `agree`, `water`.

== truce: Truce #beat=8

"Okay," says Dr. Wilson, to the layer of beer mat that has the harp on it. "Truce. For tonight. Tomorrow I can't stand you again; I've put in a lot of work there, and I'm not going to waste it."

* (terms) "What are the terms?"

    Wilson: Nobody brings up the barn{if hurt == dog:, or the dog}.

    Avery: Nobody says *karma*.

    Wilson: Nobody's a doctor. If somebody chokes on an egg, that's Joe's problem.

    Avery: And if you change your mind?

    Wilson: Then I say *Dr. Avery*, and you'll know, and you can go back to your wall.
* (why) "Why tonight?"
    She counts it off on what is left of the beer mat. "I'm tired. You're tired. {if hurt == dog: You said a lousy thing about Karev and then you took it back, and where I live nobody takes back anything. | if hurt == pity: You threw something of mine on the floor, and then you picked it up again and dusted it. | if seen(low_blow.admit): You said *it was*. I had a whole argument ready, I'd brought slides, and you said *it was*. | if told has crib: You told me a thing like that, about the crib. | You sat there and let me be right for an hour.} And I've been wanting to be somebody's friend since about six o'clock, and it's you or the guy with the darts."
    The guy with the darts is asleep, standing up, against the cigarette machine.

// Prose between two sets of choices makes two groups of them. Without it
// all of them would be offered at once.
She waits, with her eyebrows up, because the next line is his.

* (agree) Hold out a hand along the bar. "For tonight."
    ~ first_names = true

    // The same woman, one line later.
    Jo: Jo.

    Jackson: Jackson.

    It is ridiculous. They have known each other's names for years. Her hand is dry and quick, with a callus at the side of the finger where the needle driver sits, and he has one there himself.
* (name) "Jackson. Since it's only for tonight."
    ~ first_names = true
    He sees her try it out with her mouth shut, to find where the edges are.

    Jo: Jo. It's short for something, and you're not to ask.

    Jackson: I wouldn't dream of it until tomorrow.
* (noise) Make the noise at her. The small one, for corridors.
    ~ first_names = true
    It is a good likeness; he has had years to study it. She stares, and then she laughs so suddenly that she has to put a hand on the bar. "Is *that* what it's like? God, it's like stepping on something. Jo," she says. "Hello."

    "Jackson," he says. "I can also do the one where you roll your eyes."
* (refuse) "I don't think I'm up to a truce, Dr. Wilson."
    -> separate_cabs

{if seen(closer.ask): He moves a stool along. | She moves a stool along.} That leaves one between them, and Joe, who has seen it, comes and stands opposite the empty one.

* (water) "Two waters, Joe."
    ~ water = true
    Joe fills two tall glasses, puts ice in them as if that were the expensive part, and takes away the last of her whiskey without a remark. {if drunk(): In front of Jackson he also stands the pitcher, with the handle toward him.}
* (eggs) "Two waters. And two of those eggs, if they're still eggs."
    ~ water = true
    "They were when I bought the jar," says Joe. He serves them on a saucer with a twist of salt, and Jo eats hers in three bites with her eyes shut. {if drunk(): Jackson's is taken back by Joe and exchanged for a pitcher of water, all of it his.}
* (whiskey) "One for me and one for Jo."
    ~ hers = 5
    {if drunk() or seen(cut_off): Joe pours hers. To Jackson he gives the same glass, with the same ice, and nothing in it from any bottle. | Joe pours two and puts the bottle away, which is a remark.} Jo holds hers up to the lamp and looks through it. "Four was the number I'd picked," she says. "Well, I picked it by myself."
    // clamp() takes the nearest number in the range of `shots`: at the limit
    // there is nothing in his glass to count.
    ~ shots = clamp(shots + 1)

// Asks the player for a line of text. An empty answer keeps what the variable
// holds, so the declaration in the main file is the default.
~ ask toast: Jo holds up her glass and waits for him. What does he say?

Jackson: {toast}

Jo weighs it, finds nothing to object to, and says it after him. They drink{if water:, and it is so cold that it hurts them both in the same tooth |, to a glass each, and she does not turn hers over}.

-> any #late ->

-> mercy_west

// =========================================================================
// Beat 9. Canonical: `names`.

== mercy_west: Mercy West #beat=9

{if seen(under_the_clock): "So. Friends." Jo sits up straight for it. "Friends ask things. You went and sat at that table by yourself tonight, with your back to the wall, and three empty chairs. I've seen the plaque by the lobby, with the names from the shooting. I know two of those were yours, so I thought, well, those are the chairs." | "All right. Friends." Jo sits up straight for it. "What do friends do? They ask things. There's a plaque by the lobby I walk past every day, with the names from the shooting, and I've been told that two of those were yours."}

It was a high board, and he can see that she'd give a lot to be back on the ladder.

* (names) "Charles and Reed."
    ~ told += mercy
    ~ mood = warm
    It is a long time since he said the two of them in one breath.
    "There were four of us, at Mercy West. It was a small class. Charles and Reed and April and me, we fit in one booth. Then they merged the hospitals, and we were the ones from the other place, so we sat together more. And then a man came in with a gun, and after that we didn't need the booth."

    Jo does not tell him how terrible it must have been. "What were they like?" she says.
    // Nested, and meeting again at "So then it was two of us".
    * (charles) "Charles would have been in love with you by your second drink."
        "He'd have told me all about it, for a year. He never did tell the girl." He turns his glass around on its ring. "He never did tell Reed."
    * (reed) "Reed was five feet tall, and people moved out of her way."
        "She'd have liked you. No. She'd have picked a fight with you over a central line, and then you would have had lunch together until one of you died."
        It is only an expression, and Jo lets it stand as one.
    "So then it was two of us in the booth," he says, "and I went and married her."
* (who) "Who told you that?"
    ~ told += mercy
    ~ mood = warm
    "April," says Jo. "She stops there. She touches the frame, when she thinks nobody's coming. I asked her once, and she told me four names, and two of them were on the plaque, and one was hers." She waits a little, to see whether she has to go on, and then she says that she did the sum.

    He had not known about the frame. He has always taken the other entrance.
    "Charles and Reed," he says, so that it has been he who said it. "There were four of us who came over from Mercy West. You could do the sum very fast, by then. And I married the remainder."
* (pass) "Ask me an easier one."
    "What's your favorite bone?"

    "The hyoid," he says. "It's in the throat, and it doesn't touch any of the others."

    Jo winces. "That's the saddest thing I've ever been told about a bone, and I've worked with Torres."

~ if told has mercy:
    He hears it himself, a moment after she does. As of three this afternoon he has had the last of his friends served with papers at a nurses' station. All these years, and he had never once put it in a row and looked.
    "That's not very many friends," says Jo. {if april == spoke: "Though you've got one who picks up when you call twice. I only had your half of it, and I thought, well, there's a person at the other end of that." | if april == message: "You left her a message, though. You don't leave a friend a message if she isn't one." | She says it to the water ring, as a finding and not as a reproach.}
~ else:
    He thinks about the plaque, though, now that she has pointed. Four of them came over from Mercy West. Two are on the wall by the lobby, and as of three this afternoon he has had the third served with papers at a nurses' station.

    "Easier still," says Jo. "How many friends have you got?"

    "I was just doing the subtraction," he says, "and I keep having to borrow."

"I've got one and a half. And you broke the one. {if seen(stephanie): Tonight you put a cast on it, in a minute and fifty. We'll see how it sets. | if chair_said(): Then you come in here and want to take back the *chair*. She's going to make me say it three times. | if regret: Then you come in here and you're *sorry*. She's going to make me say it three times. | Four years I've been hating you for her; I had a system, and by now it practically ran itself.}"

It takes him a second. Then he laughs, which his ribs had not been warned about.

-> cristinas_chair

// =========================================================================
// Beat 10. Canonical: `solo`.

== cristinas_chair: Cristina's chair #beat=10

"Your turn," he says. "Tell me who the half is, and how you came by half a one."

She works it out for him on the bar, with pieces of the beer mat. Here is Meredith. Here, next to her, for as long as anyone can remember, is Cristina; and Cristina moves away. So there is a chair. People know to leave a chair like that. But Alex went over and sat down in it, and he has not been home since in any way that counts.

"He isn't sleeping with her," says Jo. "I'd know what to do about that, I'd break his arm. He just looks after her. It's a really *nice* thing to do, and I sound like a monster every time."

// Whichever he says, she can still be asked: a kind answer shuts no door.
* (solo) "That's the chair. What happened today, with {words(hers)} glasses?"
    -> solo_told
* (defend) "He's scared, I'd think. She's the last of his."
    She takes that without blinking. "I know he is. I'd be scared with him, if he'd let me in the *room*. You're very loyal, all of you. It's like dating a war memorial."
* (anger) "You sound angry. That's not the same as a monster."
    "I was angry in May." She flicks Cristina's bit of mat off the edge of the bar, and they both look after it. "Since then I've been polite. You should see me polite. It's horrible, people check their watches."

She squares the two pieces that are left. There is something else under there. It has been there all evening, under each of those glasses in its turn.

* (ask) "So which was it today? The chair, or something worse?"
    -> solo_told
* (let) Let it lie. She will say it or she won't.
    She looks at him a moment longer than the sentence needs. Then she gathers up Meredith and Alex and drops them into her glass.

-> pat

== solo_told: Forty-six minutes
// Part of beat 10; the place where he learns what she was waiting for.
~ solo = true

"Today's just the day I did the laundry," says Jo. "It was in my scrub pocket, the OR schedule, with one name on the line. I had my first solo, a week ago Thursday."

She tells it to the water ring: an appendix, a mean one, tucked up behind where it should not be, and the attending in the corner with her hands folded, under orders to keep them folded. Forty-six minutes. Jo can tell him every one of them.
"There were fourteen people in the gallery. Stephanie made a sign, they made her take it down. I'd told him the day, I'd told him the hour, I wrote it on the fridge. I looked up before the incision, because you look up. And when I'd closed I looked up again, and counted."

{if chair_said(): "And there was a chair," says Jackson, because he cannot help it. | "And he was at Meredith's," says Jackson, who can hear what is coming.}

{if chair_said(): "There was a *chair*. I know, I'm not making it up to match. Next to Stephanie, with her coat on it, she'd been keeping it for him." Jo laughs, and wipes her eye with the heel of her hand, efficiently, as you do with gloves on. "And he was at Meredith's, fixing a *sink*." | "Her sink. Her kitchen *sink*." She laughs, and wipes her eye with the heel of her hand, efficiently, as you do with gloves on. "I said so, and he said I was overreacting."}

* (hands) "Show me how you closed."
    She stares at him. Then she takes a straw from Joe's jar, and a napkin, and shows him, and he watches as he would upstairs, head down, to the last knot.
    "That's good," he says. "That's a really flat knot." And Jo, who knows that it is, folds the napkin up small and puts it in her pocket.
* (look) "I'd have come, you know. If we'd been speaking."
    "We weren't, though," says Jo, "so you'd have had to wear a hat."

    "I'd have stood at the back and found fault."

    "I'd have seen you there," says Jo. "I'd have thought, oh no." She is nearly smiling. "And then I'd have thought, all right, fifteen."

-> pat

== pat: Both sides of a hand

~ if solo:
    ~ mood = warm
{if drunk(): He has no idea what people say, and less than usual of the whiskey to say it with. | He has no idea what people say.} So he reaches over the empty stool and pats the back of her hand, twice, the way you would tell a horse that it is done for the day.

{if mood == warm: She turns the hand over and takes hold of his. | She looks at it lying there. After a moment, with an air of doing it against advice, she turns hers over and takes hold.}

-> hands

// =========================================================================
// Beat 11. Canonical: `let_be`, then `hold`.

== hands: Hands #beat=11

Neither of them says anything about it. Their two hands lie on the empty stool's piece of the bar like something left behind by other customers.

// She has seen what he did with the papers, if he did it: she was there.
{if papers == torn: "That was a lot of paper to tear," says Jo. "You did it in two goes, and then you looked in the basket, in case one of the pieces was for you." | if papers == signed: "I watched you sign it," says Jo. "Before. You didn't lift the pen. I thought, that's either a man who doesn't care or a man who'd fall off if he stopped." | "You keep touching your jacket," says Jo. "Like I do with my pager. You could take it out, I won't look." But he has only the one hand free, and it stays where it is.}

// A message that he left can be answered; then the telephone that rings is his.
~ if april == message:
    -> calls_back ->
~ else:
    -> alex_texts ->

"Maybe it gets better," says Jo.

* (hold) "Maybe so."
    He can feel her pulse in the side of her thumb. He does not count it, which takes some effort.
    -> kiss
* (joke) "It'd have to ask around for the address."
    He feels her laugh come down the arm. When it is over they are sitting closer than they were, and nobody has moved a stool.
    -> kiss
* (turn) Turn her hand over, to see what it does all day.
    There is a nick at the base of the thumb, and an old burn from an autoclave. He reports these. "And you've got nothing at all," says Jo, who has turned his over too. "They could sell it." It has a tremor in it, and she closes both of hers over that before he can report it.
    -> kiss
* (take) Take the hand back, gently, while it is still a thing that friends do.
    Hers stays where it was, open on the bar. Neither of them looks at it. Joe comes by and wipes all around it.
    * (again) Put his own back where it was.
        "Well, make up your mind," says Jo. But it comes out with hardly any edge on it, and she has to clear her throat.
        -> kiss
    * (coat) Reach for his coat.
        -> nothing_to_confess

// Part of beat 11. In the first edition these choices stood in `hands`; a label
// says so after `was`, and saved paths follow.
== alex_texts: u home?

Then her phone lights up, beside the water ring: *Alex*, and under that, *u home?*

* (let_be was hands.let_be) Say nothing. It is her phone.
    She reads it, or she reads the first word. She turns the phone on its face with her free hand, and the free hand comes back and takes up its glass. The other one has not moved.
* (answer was hands.answer) "You could tell him where you are."
    ~ karev = wondering
    "I could," says Jo, and after a bit she does it, with one thumb: *Joe's*. She looks at it once it has gone. "That's the longest letter I've sent him since June."
    No answer comes. She has only the one hand to turn the phone over with, and she does it with that.
* (read) "What's he want to know it for?"
    "That's good. That's a good question." She looks at the two words as she might at a film held up to the window. "Either he's there, and I'm not, and he's noticed. Or he isn't, and wants to know how late he is." She lays the phone face up between them, where they can both not answer it.
* (call was hands.call) "Call him. I mean it. I'll go and watch the darts."
    -> jo_calls ->

-> back

// =========================================================================
// Beat 12. Canonical: `count`, then `stay`.

== kiss: The kiss #beat=12

~ shuffle:
    - She has leaned in to say something, and has not said it. There is a freckle beside her left eye that no chart would mention.
    - She has turned to say something about the lamp, and has stopped, and her face is a good deal nearer than the remark needed it to be.

* (count) Count the reasons to stop.
    The divorce is not final{if papers == torn:; his half of it is in Joe's wastebasket}. There is Alex, who is a colleague and has a temper. There is April, and what her face would do{if april == spoke:, which he has been able to hear tonight over a telephone}.
    And there is a word for this. He is on the rebound, and she is getting a running start. He gets as far as four, and he has not moved back.
* (ask) "Jo. Is this a bad idea?"
    "It's a terrible idea," says Jo. She considers it from where she is, which is very near. "I've had {words(hers)} glasses of other ideas. They weren't any better."
* (shield) Look at who is looking.
    Two nurses, by the door, with a hand of cards that has not moved for some time. He knows how long it takes a story to climb a flight of stairs. He turns on his stool until his back is between her and the room, and she sees him do it, and sees why.
    "That's the nicest thing you've ever done to me," says Jo. "And I don't think you did it to be nice."
* (lean) Lean back. -> nothing_to_confess

{if drunk(): There is some difficulty about noses, for which the whiskey takes the blame. | if mood == warm: She closes the distance, or he does. | It is tiredness that tips them over as much as anything.} It is hardly a kiss at first. It is two people in the dark, feeling for the switch in a house neither of them has been in.

Then it is not so timid. #pause=2

-> her_side ->

// What the second floor has: see the three defs in the main file.
{if bea_kept(): By the door Bea has gotten up to put on her coat. She puts it on very thoroughly, one arm and then the other, standing between Nell and the bar, until there is nothing left to be seen around it. | if they_fought(): By the door Nell has been telling the quarrel into her phone, for the third time, with the voices. She looks up in the middle of it, straight at them, and her own voice stops; it is going to be very hard to fit in. | if seen(shield): What the second floor has of it is a back, in a good suit, that does not seem to be in a hurry. | In the mirror, by the door, Nell's face has come up over the edge of her phone, red to the ears. Then both her thumbs begin to move. The last one took four minutes to climb one flight.}

* (stay) Stay where he is, for as long as it lasts.
    It lasts. At the far end Joe puts up a chair, takes it down, and puts it up again.
* (forehead) Lean his forehead against hers, and stay there.
    It is what he used to see other people do, in airports. She smells of scrub soap and of {if seen(truce.eggs): egg | whiskey}, and her eyes are too close to be two, and neither of them wants to be the one who makes it end.
* (stop) Stop, because one of them will have to.
    ~ if karev == wondering:
        They stop. Nobody has taken back a hand yet.
        -> alex_walks_in
    -> something_to_confess

// What she told Alex in beat 11 decides who comes through the door now.
~ if karev == wondering:
    -> alex_walks_in
-> offer

// Part of beat 12: the only stretch of the story that is inside her head.
== her_side: From her side

Jo has spent years disliking this man, on her friend's behalf, for free. She was good at it. She knows his walk. She knows which of his ties are from his mother, and she knew them all from behind, from the coffee line, and none of it told her that he would ask first, {if seen(kiss.ask): out loud, in so many words, | if seen(kiss.shield): with his back, to a whole room, | with his forehead, like that,} and wait.

{if hurt == dog: He has said the worst thing to her that anyone's said all year, and he said it tonight, and she could give the exact time. And then he went and got it and brought it back. She hadn't known you could do that. She'd thought they just lay there. | if hurt == pity: He told her to keep it, and she kept it, it's in here somewhere, it's what she is kissing him with. | if chair_said(): He said *the chair*. She'd had four years of that chair, she could have drawn the chair, and it never entered her mind that he would have one too. | if regret: He asked how Stephanie was. Four years, and he asked; and it had cost him something, she could hear the change being counted out. | It's a high, and she knows what kind: she has held enough hair back from enough faces. She knows it's wrong; that isn't news. It goes through her anyway, all the way down to her stupid feet.}

~ if hurt != nothing or regret:
    So it's a high. Fine. She knows it is wrong, the way you know it about the third glass, and it goes through her all the way down to her stupid feet.

And she is not thinking of Alex. Then she is: of the back of his neck, when he stands at the fridge. She could draw that neck, with the place where he misses when he shaves it.

This one knows. That's all it is. She wouldn't have to explain to him about the lamp. There is one other person in this whole town who knows how it feels to get left by a man who's still in the room, or a woman, and he tastes of {if shots == 0: limes | if drunk(): rather a lot of whiskey | whiskey} and {if water: cold water | nerves}, and his hand is shaking, a surgeon's, and she puts hers over it so that no one will see.

-> back

// =========================================================================
// Beat 13. Canonical: `say`. Jo says "okay" if water stands in front of them
// and each has told the other one true thing: open_book() in the main file.

== offer: The offer #beat=13

They come apart by about a hand's breadth. {if mood == warm: His ears are ringing. She has the face of a person who has set off a car alarm. | She looks at his tie, which is not there, and he at the place where her badge is turned in. They are both waiting to be embarrassed, and it does not come.}

He ought to say something about the hour. There is a clock behind her, and he looks at that.

* (say) {needs water: he will not ask that of anyone over whiskey} "I have a hotel room."
    {if drunk(): He says it with care, as he would carry a full basin. | He has no idea why he has said it.} It is only a fact about him. He has had the room nine nights, ever since he found that he could not walk past a certain door to brush his teeth.
    He hears how it sounds. "I don't know why I told you that," he says. "I just don't want to go and be in it. {if seen(truce.terms): You can say *Dr. Avery*. Those were the terms. | You can say no.} I'd go and get you a cab."

    // What each has told the other decides; see open_book() in the main file.
    ~ if not open_book():
        -> her_move

    {if drunk(): "Finish the pitcher," says Jo, "and say it again." He does, to the ice, and he does. By then it is a good deal plainer what it is, and she takes her time over it, because it is her move. | Jo looks at the two glasses, which have nothing in them but water. It is her move, and she takes her time over it.}

    "Okay," she says.
    -> leaving
* (diner) {if told has mercy} "Have you eaten? There was a place we used to go."
    -> the_booth
* (swallow) Say that it's late, and let her have a cab to herself.
    -> swallowed
