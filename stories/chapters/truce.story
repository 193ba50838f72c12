// Beats 8 to 13. From `truce.agree` on they have first names, the labels
// change to Jo and Jackson, and so does what the prose calls her.

// =========================================================================
// Beat 8. Canonical: `terms`, `agree`, `water`.

== truce: Truce #beat=8

"Okay," says Dr. Wilson. "Truce."

He waits for the rest of it.

"For tonight. Tomorrow I can't stand you again. I've put in a lot of work there, I'm not going to waste it."

* (terms) "What are the terms?"

    Wilson: Nobody brings up the barn.

    Avery: Nobody says *karma*.

    Wilson: Nobody is a doctor. If somebody chokes on an egg, that's Joe's problem.

    Avery: And if you change your mind?

    Wilson: Then I say *Dr. Avery*, and you'll know.
* (why) "Why tonight?"
    She counts it off on the layers of the beer mat. "I'm tired. You're tired. You {if told has crib: told me a thing like that | if seen(alex_unseen.lamp): asked what kind of lamp | said *April did that too*}. And I've been wanting to be somebody's friend since about six o'clock, and it's you or the guy with the darts."
    The guy with the darts is asleep.

// Prose between two sets of choices makes two groups of them. Without it
// all four would be offered at once.
She waits. It is the first time tonight that she has left him the next line.

* (agree) Hold out a hand along the bar. "For tonight."
    ~ first_names = true

    // The same woman, one line later.
    Jo: Jo.

    Jackson: Jackson.

    It is ridiculous. They have known each other's names for years. Her hand is dry and quick, with a callus at the side of the finger where the needle driver sits. He has one there himself.
* (refuse) "I don't think I'm up to a truce, Dr. Wilson."
    -> separate_cabs

She moves a stool down. That leaves one between them, and Joe, who has seen it, comes and stands opposite the empty one.

* (water) "Two waters, Joe."
    ~ water = true
    Joe fills two tall glasses, puts ice in them as if that were the expensive part, and takes her fourth away half full. Nobody remarks on it.
* (whiskey) "One for me and one for Jo."
    ~ hers = 5
    -> pour(1) ->
    Jo holds hers up to the lamp and looks through it. "Four was the number I'd picked," she says. "Well."

// Asks the player for a line of text. An empty answer keeps what the variable
// holds, so the declaration in the main file is the default.
~ ask toast: Jo holds up her glass. What do they drink to?

"To {toast}," says Jackson.

"To {toast}," says Jo, gravely, and they drink{if water:, and it is so cold that it hurts them both in the same tooth}.

-> any #noise ->

-> mercy_west

// =========================================================================
// Beat 9. Canonical: `names`.

== mercy_west: Mercy West #beat=9

"All right. Friends." Jo sits up straight for it. "What do friends do? They ask things. There's a plaque by the lobby I walk past every day, with the names from the shooting. Somebody told me two of those were yours."

She has gone off it like a high board, and he can see that she'd give a lot to be back on the ladder.

* (names) "Charles and Reed."
    ~ told += mercy
    ~ mood = warm
    It is a long time since he said the two of them in one breath.
    "There were four of us, at Mercy West. It was a small class. Charles and Reed and April and me, we fit in one booth. Then they merged the hospitals, and we were the ones from the other place, so we sat together more. And then a man came in with a gun, and after that we didn't need the booth."

    Jo does not tell him how terrible it must have been.
    "What were they like?" she says.
    // Nested, and meeting again at "So then it was two of us".
    * (charles) "Charles would have been in love with you by your second drink."
        "He'd have told me all about it, for a year. He never did tell the girl." He turns his glass around. "He never did tell Reed."
    * (reed) "Reed was five feet tall, and people moved out of her way."
        "She'd have liked you. No. She'd have picked a fight with you over a central line, and then you would have had lunch together until one of you died."
        It is only an expression. Jo lets it stand.
    "So then it was two of us in the booth," he says. "And I married her."
* (who) "Who told you that?"
    ~ mood = warm
    "April," says Jo. "She stops there. She touches the frame, when she thinks nobody's coming. I asked her once, and she told me four names, and two of them were on the plaque, and one was hers." She waits a little. "I did the sum."

    He had not known about the frame. He has always taken the other entrance.
    ~ told += mercy
    "Charles and Reed," he says, so that it has been he who said it. "There were four of us who came over from Mercy West. You could do the sum very fast, by then. And I married the remainder."
* (pass) "Ask me an easier one."
    "What's your favorite bone?"

    "The hyoid," he says. "It doesn't touch any of the others."

    Jo winces. "That's the saddest thing anybody's ever told me about a bone."

~ if told has mercy:
    He hears it himself, a moment after she does. As of three this afternoon he has had the last of his friends served with papers at a nurses' station.
    All these years, and he had never once put it in a row and looked.

    "That's not very many friends," says Jo.

    "No," he says.
~ else:
    He thinks about the plaque, though, now that somebody has pointed. Four of them came over from Mercy West. Two are on the wall by the lobby, and as of three this afternoon he has had the third served with papers at a nurses' station.

    "Easier still," says Jo. "How many friends have you got?"

    "I was just doing the subtraction," he says.

"I've got one and a half. And you broke the one. {if seen(stephanie): Tonight you put a cast on it. We'll see how it sets.}"

It takes him a second. Then he laughs, which his ribs had not been warned about.

-> cristinas_chair

// =========================================================================
// Beat 10. Canonical: `solo`.

== cristinas_chair: Cristina's chair #beat=10

"Your turn," he says. "What's the half?"

She works it out for him on the bar, with an ice cube. Here's Meredith. Here, next to her, for as long as anyone can remember, is Cristina; and Cristina moves away. So there is a chair. People know to leave a chair like that. But Alex went over and sat down in it, and he has not been home since in any way that counts.
"He isn't sleeping with her. I'd know what to do about that, I'd break his arm. He just looks after her. It's a really nice thing to do. I sound like a monster every time."

* (solo) "That's the chair. What happened today, with {words(hers)} glasses?" -> solo_told
* (defend) "He's scared, I'd think. She's the last of his."
    She takes that without blinking. "I know. I know he is. I'd be scared with him if he'd let me in the *room*."

    "I only mean that I can see it from the chair."

    "Of course you can," says Jo. "You're very loyal, all of you. It's like dating a war memorial."
* (anger) "You sound angry. That's no monster."
    "I was angry in May." She pushes the ice cube over the edge of the bar, and after a moment they hear it. "I've been polite since. You should see me polite. It's horrible."

-> pat

== solo_told: Forty-six minutes
// Part of beat 10; the place where he learns what she was waiting for.
~ heard += solo

"Today's just the day I did the laundry," says Jo. "It was in my scrub pocket, the OR schedule, with one name on the line. I had my first solo. A week ago Thursday."

She says it to the water ring. An appendix, a mean one, tucked up behind where it should not be, and the attending in the corner with her hands folded, under orders to keep them folded. Forty-six minutes. Jo can tell him every one of them.
"There were fourteen people in the gallery. Stephanie made a sign, they made her take it down. I'd told him the day, I'd told him the hour, I wrote it on the fridge. I looked up before the incision, because you look up. And I looked up when I'd closed."

"Meredith?"

"Her sink. Her kitchen *sink*, Jackson." She laughs, and wipes her eye with the heel of her hand, efficiently, as you do with gloves on. "And I said so, and he said I was overreacting."

* (hands) "Show me how you closed."
    She stares at him. Then she takes a straw from Joe's jar, and a napkin, and shows him, and he watches as he would at the hospital, head down, to the last knot.
    "That's good," he says. "That's a really flat knot."

    "I know it is," says Jo. She folds the napkin up small and puts it in her pocket.
* (look) "I'd have come, you know. If we'd been speaking."
    "We weren't, though."

    "No. But I'd have stood at the back and found fault."

    "I'd have seen you there," says Jo. "I'd have thought, oh no." She is nearly smiling. "I'd have thought, all right, fifteen."

-> pat

== pat: Both sides of a hand

~ if heard has solo:
    ~ mood = warm
He has no idea what people say. So he reaches over the empty stool and pats the back of her hand, twice, the way you would tell a horse that it is done for the day.

She turns the hand over and takes hold.

-> hands

// =========================================================================
// Beat 11. Canonical: `let_be`, then `hold`.

== hands: Hands #beat=11

Neither of them says anything about it. Their two hands lie on the empty stool's piece of the bar, like something left behind by other customers.

Then her phone lights up, beside the water ring: *Alex*, and under that, *u home?*

* (let_be) Say nothing. It is her phone.
    She reads it, or she reads the first word. She turns the phone on its face with her free hand, and the free hand comes back and takes up its glass. The other one has not moved.
* (answer) "You could tell him where you are."
    ~ karev = wondering
    "I could," says Jo, and after a bit she does it, with one thumb: *Joe's*. She looks at it once it has gone. "That's the longest letter I've sent him since June."
    No answer comes. She has only the one hand to turn the phone over with, and she does it with that.
* (call) "Call him. I mean it. I'll go and watch the darts."
    -> jo_calls

"Maybe it gets better," says Jo.

* (hold) "Maybe so."
    He can feel her pulse in the side of her thumb. He does not count it, which takes some effort.
    -> kiss
* (take) Take the hand back, gently, while it is still a thing that friends do.
    -> nothing_to_confess
* (joke) "It'd have to ask around for the address."
    He feels her laugh come down the arm. When it is over they are sitting closer than they were, and nobody has moved a stool.
    -> kiss

// =========================================================================
// Beat 12. Canonical: `count`, then `stay`.

== kiss: The kiss #beat=12

She has leaned in to say something, and has not said it. There is a freckle beside her left eye that no chart would mention.

* (count) Count the reasons to stop.
    The divorce is not final{if papers == torn:; his half of it is in Joe's wastebasket}. There is Alex, who is a colleague and has a temper. There is April, and what her face would do.
    And there is a word for this. He is on the rebound, and she is getting a running start.
    He gets as far as four, and he has not moved back.
* (ask) "Jo. Is this a bad idea?"
    "It's a terrible idea," says Jo. She considers it from where she is, which is very near. "I've had {words(hers)} glasses of other ideas. They weren't any better."
* (lean) Lean back. -> nothing_to_confess

{if mood == warm: She closes the distance, or he does. | It is tiredness that tips them over as much as anything.} It is hardly a kiss at first. It is two people in the dark, feeling for the switch in a house neither of them has been in.

Then it is not so timid. #pause=2

-> her_side ->

* (stay) Stay where he is, for as long as it lasts.
    It lasts. At the far end Joe puts up a chair, takes it down, and puts it up again.
* (stop) Stop, because somebody will have to.
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

Jo has spent years disliking this man, on somebody else's behalf, for free. She was good at it. She knows his walk. She knows which of his ties are from his mother, and she knew them all from behind, from the coffee line, and none of it told her that he would ask first, {if seen(kiss.ask): out loud, in so many words, | with his forehead, like that,} and wait.

It's a high, and she knows what kind: she has held enough hair back from enough faces. She knows it's wrong; that isn't news. It goes through her anyway, all the way down to her stupid feet.

And she is not thinking of Alex. Then she is: of the back of his neck, when he stands at the fridge. She could draw that neck.

This one knows. That's all it is. She wouldn't have to explain to him about the lamp. There is one other person in this whole town who knows how it feels to get left by somebody who's still in the room, and he tastes of {if shots == 0: warm beer | if shots > 2: rather a lot of whiskey | whiskey} and {if water: cold water | nerves}, and his hand is shaking, a surgeon's, and she puts hers over it so that no one will see.

-> back

// =========================================================================
// Beat 13. Canonical: `say`. Jo says "okay" if water stands in front of them
// and each has told the other one true thing: open_book() in the header.

== offer: The offer #beat=13

They come apart by about a hand's breadth. His ears are ringing. She looks the way people look who have set off a car alarm.

He ought to say something about the hour. There is a clock behind her, and he looks at that.

* (say) {needs water: he will not ask that of anyone over whiskey} "I have a hotel room."
    He has no idea why he has said it. It is only a fact about him. He has had the room nine nights, ever since he found that he could not walk past a certain door to brush his teeth. He never meant to tell anyone.
    He hears how it sounds. "I don't know why I told you that," he says. "I just don't want to go and be in it. {if seen(truce.terms): You can say *Dr. Avery*. Those were the terms. | You can say no.} I'd go and get you a cab."
    // What each has told the other decides; see open_book() in the header.
    ~ if not open_book():
        -> her_move

    Jo looks at the two glasses, which have nothing in them but water. It is her move, and she takes her time over it.
    "Okay," she says.
    -> leaving
* (diner) {if told has mercy} "Have you eaten? There was a place we used to go."
    -> the_booth
* (swallow) Say that it's late.
    -> swallowed
* (cab) "Let me get you a cab. Only you. I'll wait with you till it comes."
    -> swallowed
