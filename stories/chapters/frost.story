// Beats 3 and 5 to 7: two people who do not like each other, three stools apart.
// They say "Dr. Wilson" and "Dr. Avery" here, and so do the labels. Beat 3 is
// told in two pieces, `samuel` and `ice`, in the pauses of the quarrel.

// =========================================================================
// Beat 3, the first half. Canonical: `open`.

== samuel: Samuel #beat=3

She cannot have meant Samuel. She is not a person who would mean that. But it is a word he has used himself, at four in the morning and about nothing else, and he had gotten through this whole day without hearing it said.

// seen(…) asks for a scene or a label; here, which way he came in.
{if seen(under_the_clock): Before there were papers they had a son, and he died, and Jackson supposed that there would be two of them for it. They'd had practice. He and April had buried half of that table together, and they knew how it is done: one of you can't eat, and the other makes toast. He thought it would be like that, only more. | if seen(awning): Before there were papers they had a son, and they came home without him. Jackson held the door for her. He believed that behind it they would put down their coats and it would begin, the part where they said it to each other, and he went on believing that for some weeks, in the hall. | Before there were papers they had a son, and he died, and Jackson had believed that they would grieve together. He would not have called it a belief. There were two people alive who were that boy's parents; he took it for granted that each would come home to the other, and say it badly, and be understood.}

That leaves the other room, which is always the next thing he thinks of.

* (open) Go in.
    -> nursery ->
* (shut) Keep that door shut tonight.
    He knows where the handle is. He has an entire bar in which to look at other things: a jar of pickled eggs, a row of signed dollar bills, Joe's back. He goes through them one after the other, very thoroughly, in case there are going to be questions.
// Each scene with the tag #aside that fits now is offered here under its title;
// with "->" at the end it is a visit and comes back. "+" because these scenes say
// `~ once` themselves. See bar.story and telephone.story.
+ each #aside ->
// The shared choices from bar.story, put beside the ones above.
<- bar_business

// One short scene about the room, drawn by tag; see chapters/bar.story.
-> any #noise ->

-> glasses

// Inside beat 3. Reached by a visit, so it ends in "-> back".

== nursery: The second bedroom

He did it on a Sunday, by himself, with the little bent key that had come in the bag with the screws.

The crib has four long bolts. It went up in an afternoon, with April reading him the instructions and getting hysterical over the drawings, and it came apart in seven minutes. He put the bolts in a sandwich bag and wrote **CRIB** on it, with the date, like a specimen.
The changing table took the rest of the morning. It used to wobble, so he had glued it, and he had done a proper job, and in the end he had to break it.

Then the drawers. He was ready for the small things, the socks and the hats that would fit on an orange, and those he could do. He was not ready for a pair of overalls that some aunt had sent. *12 months*, the label said. For a boy who would be pulling himself up on chairs by then. He sat down on the floor with those, and it was a good while before he did anything else.

When he was done there were four dents in the carpet, and the light from the street came all the way to the wall.

-> back

// =========================================================================
// Beat 5. Canonical: `karev`.

== glasses: A row of glasses #beat=5

{if seen(awning): Dr. Wilson has three glasses in front of her, upside down, in a row that has had trouble taken over it. The fourth had a coaster on top while she was outside, so that nobody could think she had left. She has taken that off, and is seeing to the rest. | if seen(under_the_clock): From against the wall he can see what he could not from the table. There are three glasses in front of Dr. Wilson, empty, upside down, in a row that has had trouble taken over it. She lines up the pretzel bowl with the end, and takes the fourth glass in her hand. | There are three glasses in front of Dr. Wilson, empty, upside down, in a row that has had trouble taken over it. The fourth is in her hand and half gone, and it is not ten o'clock yet, on a Tuesday.}

* (karev) "Are you and Karev fighting?"
    "You'd have to talk to fight," says Dr. Wilson, and she straightens the third glass, which was straight.
* (count) "That's three. Four, with the one in your hand."
    "And {if shots == 0: a soda you're keeping company | if shots == 1: one for you | {words(shots)} for you}. We can both count." She turns the fourth glass a few degrees. "Mine are spread over more evening. There was somebody I was waiting for. Then there was a time when I'd stopped waiting, and I was still here."
// An "if" hides a choice; `told` is a set, and `has` asks what is in it.
* (sorry) {if not regret} "How is Stephanie?"
    That makes Dr. Wilson put down the glass.
    "You're asking *me*," she says, "how Stephanie is."

    "I don't think I get to ask her."
    // Choices under a choice: the player sees these two next. Whichever is
    // taken, the play goes on with the line after them, "Stephanie is well".
    * (say) "I should have told her long before. Some place with a door she could slam."
        ~ regret = true
        ~ mood = thaw
        "She'd have slammed it," says Dr. Wilson. "She has an arm." And then, to the glass: "You could say that to her, you know. You've said worse things in front of more people."
    * (forget) "Never mind. Forget I asked."
        "I've been trying to get *her* to forget you asked," says Dr. Wilson, "for about four years."
    Stephanie is well, it turns out. She runs the skills lab on Thursdays and has the interns terrified of a rubber gallbladder.
* (leave) Leave her to it. Count something else.
    {if shots > 2: He lines up his own empties, rim to rim. | He squares the coaster with the edge of the bar.} When he looks up she has been watching him do it, and she looks away first.

-> ice

// =========================================================================
// Beat 3, the second half. Canonical: `another`.

== ice: The ice machine #beat=3

The ice machine lets go, and they both turn their heads, glad of an event.

// Two tellings of one thing. In a scene that is shown once a shuffle is a coin.
~ shuffle:
    - April prayed, and then she stopped talking, and then every room she was in had its door closed. Then she was on an airplane. When she came back she wanted to fight for the marriage, and meant it; he could see how much she meant it. He looked around in himself for the man who was supposed to stand up, and that man had gone home. It had not been five years, and he has had residencies that ran longer.
    - It went by rooms. First April was praying in the bedroom. Then she was not praying, in the bathroom, with the water on; and then there was no room in the house without its door shut, and then it was another country. When she came home she wanted to fight for it. She had a speech, a good one. He stood in the hall with her suitcase in his hand and listened to it for the place where it would reach him. Not even five years, from the barn to the windbreaker.

* (still) Let it be quiet.
    It is quiet enough for the clock. Three stools off, Dr. Wilson has closed her eyes, and the noise she makes now is not the one for corridors; it is only a breath being let go of at the end of a long day.
+ each #aside ->
<- bar_business

-> low_blow

// =========================================================================
// Beat 6. Canonical: `admit`, then `never`.

== low_blow: The low blow #beat=6

// What he did on the telephone is in the first words she says after it.
{if april == spoke: "So you *can* talk to her," says Dr. Wilson. "I wasn't listening. It's a small bar. But then today was even more rotten than I thought it was. | if april == message: "I didn't listen to that," says Dr. Wilson. "But you've got a telephone, it turns out, and you know how it works, so it was a rotten thing to do today. | "That was a rotten thing to do today," says Dr. Wilson.} {if april == silent: "At | At} work. In front of the nurses. She had a chart in her hand, did they tell you? She signed for it with the pen from the chart."

They had told him about the windbreaker, and where she stood, and what she was wearing, and not one of them had told him about the pen.

* (admit) "It was."
    ~ mood = thaw
    She had the next thing ready, and now has no place to put it.
    "It was rotten," he says. "I knew it when I gave them the address. I gave them the *floor*, so they'd find her."
* (explain) "She isn't living at home. I didn't have another address."
    ~ mood = thaw
    "You have {if april == silent: a phone. You have} legs." She shakes her head. "You've got a mouth. You opened it in church."

    "It was a barn," says Jackson, and Dr. Wilson makes the noise; but the corner of her mouth goes with it, and she lets him see that.
* (legal) "It was perfectly legal."
    "So is karaoke," says Dr. Wilson.
// What she has told him can be used against her: the same choice has other
// words if he knows what to aim at.
* (hit) {if seen(glasses.karev): "And when did Karev last say a whole sentence to you?" | "And what time did Karev get in last night? Or did you not wait up?"}
    ~ mood = frost
    -> insult

She has gone back to the glass. It is the glass she tells it to, in the end, and so low that he has to lean to hear.

"I felt bad for you, you know. When she left. After the baby. I went right on not liking you, and I felt bad for you. It was incredibly inconvenient."

* (never) "I never thought you'd feel bad for me."
    ~ mood = thaw
    "Well, I didn't send a card."
    He thinks of the people who did. There is a drawer of them, at the house, lilies mostly. He would have kept one that said it was inconvenient.
* (why) {if mood != frost} "Why? You couldn't stand me."
    "There's a coffee cart by the east elevator." She is not looking at him. "You got two every morning. For weeks, after she'd gone. You'd get as far as the elevator and notice, and you'd stand there. I was always behind you in the line."
    He remembers the coffee, and what it was like to hold two. He does not remember that anyone was behind him.
* (keep) "I've had a great deal of that. You can keep yours."
    ~ mood = frost
    ~ hurt = pity
    "Fine," says Dr. Wilson. She turns her stool until it faces the bottles, so quietly that it must cost her something.
* (nod) Nod. It is all he can be sure of doing properly.
    She nods too, at the glass. They have both been trained to do this for families.

-> closer

// Inside beat 6: the way down. It can still be taken back, once.

== insult: A thing one can say

It falls into the gap between two songs, and the whole bar has it. At the table by the door {if seen(nurses) or seen(settlement.look): Nell | the younger of the nurses, whose name is Nell,} has stopped with the straw in her mouth. Dr. Wilson sets her glass down in exactly the ring it came from.

{if seen(glasses.karev): "Four o'clock this morning," she says. "Since you ask. He'd been at Meredith's. It was a whole sentence, and he said it to the dog." | "He got in at four," she says. "Since you ask. He'd been at Meredith's. I know because he told the dog."}

* (back) "That was a cheap thing to say. I'm sorry."
    ~ mood = thaw
    ~ hurt = dog
    "Yes, it was," says Dr. Wilson. She breathes out through her nose. "It was cheap and it was accurate. You should have gone into radiology."
    She has not left. He finds that he has been listening, all this time, for the scrape of the stool.
    -> closer
* (down) Look down, and let her have the room.
    ~ hurt = dog
    She waits for the rest of it. When there is none she turns her stool to the bottles, so slowly that it does not creak, and in the mirror he sees her decide to stay: it is her stool, and there is whiskey left in that glass.
    -> closer
* (press) "At least the dog gets told."
    -> last_word

// =========================================================================
// Beat 7. Canonical: `move`, then `same`. A hub: he comes back here from Joe,
// from the telephone, from the nurses, and each time something is different.

== closer: One stool closer #beat=7

~ once:
    - There are three stools between them. {if mood == frost: Dr. Wilson's own is turned to the bottles, and he could get a good deal done tonight without seeing more of her than a shoulder. | Dr. Wilson has let hers swing around until one knee points his way, and that may be the stool. He has not moved along a bar for anybody since he was an intern, and then it was for the peanuts.}
    - The three stools are still there{if mood == frost:, and so is the shoulder |, and so, for the moment, is Dr. Wilson}. The fourth glass has stopped turning, and stands there half full.

// Where "if" would hide a choice, "needs" shows it closed, with a reason. This
// is the main road: a player who cannot take it should see what is in the way.
* (move) {needs mood != frost: there is frost on all three of them} Move one stool closer and ask if she wants to talk.
    ~ if drunk():
        He means to move one and moves two, and is a good deal nearer than he had planned to be. Dr. Wilson looks at the one stool that is left.
        "That isn't a move, that's a spill," she says, and he gets up and takes one of them back.
    -> alex_unseen
* (ask) {needs mood != frost: not across that shoulder} Ask from where he is, down the whole length of it, whether she wants to talk.
    It carries. By the door two heads come up out of a bowl of nuts. "To the entire *room*?" says Dr. Wilson, and, since he plainly means to go on like that, she gets down, brings her glass and takes the next stool along, to make him lower his voice.
    -> alex_unseen
+ (unsay) {if mood == frost and hurt == pity} "I told you to keep it. What you felt. I'd like it after all, if you've still got it."
    ~ mood = thaw
    The shoulder considers that. "It's been on the floor," says Dr. Wilson. "It's got lint on it." But the stool comes around again as she says so, by about an hour on the clock.
    -> closer
+ (mend) {if mood == frost and hurt == dog} "What I said about Karev. I didn't have the right to say it, and it's probably not even true."
    ~ mood = thaw
    "It's true," says Dr. Wilson to the bottles. "You didn't have the right, though." It seems that she had needed both halves; when she has had the second one she turns around.
    -> closer
+ (sorry) {if mood == frost and hurt == nothing and not regret} "I owe Stephanie an apology. You're as near as I can get to her."
    ~ regret = true
    ~ mood = thaw
    The shoulder thinks about it.
    "I'd brought her to it," he says. "To the wedding. She had a new dress on. I stood up out of the chair beside her, and I have never once said to her that I was sorry about the chair."

    "It was green," says Dr. Wilson, and turns around. "The dress. I was there when she bought it. She made me hold the bag so she wouldn't be seen with it."
    -> closer
* (call) {if mood != frost and regret} "If you called Stephanie right now, would she pick up?"
    -> stephanie ->
    -> closer
* (joe) Stay where he is. There is always Joe.
    -> ask_joe ->
    -> closer
+ each #aside ->
// The evening can be left from here, once he has heard what Joe has to say. A
// choice that leads away for good can be "+": there is no second time.
+ (enough) {if seen(joe)} Let her be. It is enough for one night.
    {He puts a bill under his glass. She has her chin on her fist again, and the mirror to look at, and does not ask him where he is off to; but she has pushed the fourth glass an inch away. | This time he gets as far as his coat, and both arms into it.}
    + (cab) "Good night, Dr. Wilson." Ask Joe for the cab.
        She lifts what is left of the fourth glass about a quarter of an inch, to the mirror. -> cab
    + (chairs was last_orders.chairs) Ask Joe whether he needs a hand with the chairs.
        -> chairs
    * (sit) Sit down again.
        {if mood == frost: The shoulder has nothing to say to that. It has moved over, though, by an inch or so, which on that stool is a good deal. | "Forgot something?" says Dr. Wilson. It is only to the mirror, but it is a question, and he has been asked it.}

// What comes back from a visit comes out here, where all choices meet.
-> closer

// Reached from `closer.call`, and goes back there.
== stephanie: A minute and a half

Dr. Wilson looks at him for some time. Then she takes out her phone, says three words into it that he doesn't catch, lays it on the bar and gives it a push. It comes down past the three empty stools and stops at his glass.

Stephanie: She says you have a minute and a half.

Avery: Hello, Stephanie.

Stephanie: I'm eating a sandwich, and I'm going to keep eating it the whole time.

+ (chair) "You were in the next chair. I'm sorry about the chair."

    Stephanie: The *chair*.

    Avery: I'd brought you. I let you get dressed for it. I stood up out of that chair as if you weren't in the one beside it.

    Stephanie: I had my hand on your sleeve, did you know that? I thought you were getting up because you felt sick. I was going to come with you.
+ (known) "I knew before that day. I should have told you when I knew."

    Stephanie: When was that?

    Avery: Months before. Six, if I'm counting as I would for a patient.

    Stephanie: I'd have said March. I was going to bring it up, and then I thought, no, he's grieving, they all died on him, he's just like this. I was so *nice* to you in March.

She chews. He has operated with her often enough to know that chewing; she is deciding whether to close.

Stephanie: Okay. I'm not going to say it's fine.

Avery: No. I'm not going to ask.

Stephanie: I heard about today. I heard about all of it, back in the spring. I wrote you a card, and I tore it up, because who wants it from me. I was sorry, though. About your little boy.

She has hung up before he can answer that. He sends the phone back along the bar, and Dr. Wilson stops it with one finger.

~ mood = warm
"One fifty," she says. "You ran over. She never lets anybody run over."

-> back

== alex_unseen: Not the same as fighting

{if seen(closer.ask): That leaves two. "Do you want to talk about it?" he asks, at a volume for two. | if drunk(): That leaves two. | He takes the next stool along, and leaves two.} {if not seen(closer.ask): {if seen(glasses.karev): "You'd have to talk to fight, you said. Do you want to talk?" | if hurt == dog: "Do you want to tell somebody who isn't the dog?" | "Do you want to talk about it?"}}

"With *you*," says Dr. Wilson. It is not quite a question. {if hurt == pity: "I offered you some feeling, and you sent it back to the kitchen." | if regret: "You're having a big night. First Stephanie, now me." | "I don't even like your walk."} But she picks up a beer mat and takes it apart, with a surgeon's thumbs, into its four layers, and lays them side by side, and by then she is talking.

~ shuffle:
    - Alex does not see her. He looks, he has eyes, he'll say *nice shirt*. But he comes in at night with his face still turned to wherever he was, and if she says so she is overreacting. He has the word ready before she has finished the sentence. "I could be a lamp," she says. "I'd be a lamp he was fond of."
    - Alex does not hear her. He says *mm*, and it's a good *mm*, it goes up at the end. Last Thursday she told him over the cereal that she had been made pope, and he said *that's great, babe*, and when she brought it up again she was overreacting. "I could be a lamp," she says. "I'd be a lamp he was fond of."

* (same) "April did that too."
    It is out before he has looked at it. "At the end. I'd say something, and she'd look up, very kindly, from about a mile off."

    "*Kindly*," says Dr. Wilson. "God. Yes, that's the thing exactly, it's the kindly."
* (crib) Tell her about the second bedroom.
    ~ told += crib
    He tells it to the ice machine. The Sunday, the bent key, the four bolts in a sandwich bag with the date on. {if seen(nursery): He gets as far as the overalls and stops there, as he did then. | There was a pair of overalls, he says, and finds that he can say what size.}

    "You did that by yourself," says Dr. Wilson, who takes in one thing at a time and all of it.

    "April was in the next room. Then she was in another country. From where I stood you could not have said which was which."

    She does not say that she is sorry. She moves the four layers of beer mat over, one at a time, until one of them is in front of him.
* (lamp) "What kind of lamp?"
    She looks at him with suspicion, and finds that he wants to know.
    "One of those with the bendy neck," she says. "He'd bring it with him when he moved. He'd tell people, *I've had that lamp for ages*."

-> truce
