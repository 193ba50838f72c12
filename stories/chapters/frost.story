// Beats 4 to 7: two people who do not like each other, a few stools apart.
// They say "Dr. Wilson" and "Dr. Avery" here, and so do the labels.

// =========================================================================
// Beat 4. Canonical: `name`, then `reminding`.

== karma: Karma #beat=4

"Some people would call this karma."

It is a woman's voice, a few stools down, not slurred, and aimed at the mirror. So he looks in the mirror. Brown hair coming out of its knot; a hospital badge turned face in.
Dr. Wilson. For years she has not been able to pass him in a corridor without making a small noise.

* (name) "Good evening to you too, Dr. Wilson."
    "Dr. Avery." She raises her glass to him by about a quarter of an inch.
* (mirror) Say nothing. Let the mirror handle it.
    She has no trouble with being looked at. She waits, with her chin on her fist, until it is he who needs to see whether there is anything in his glass.
* (bite) "And some would call it none of their business."
    "Some people were hoping to stay for the cake," says Dr. Wilson.

// A run of quick speech is set with labels; elsewhere "she says" will do.
Wilson: For Stephanie, I mean. And for Matthew.

Avery: You didn't know Matthew.

Wilson: No. I heard he stayed and stacked the chairs.

She has turned around on the stool to say it to his actual face.

Wilson: You had a year. You had a rehearsal dinner. Why wait for the *vows*?

* (reminding) "I don't need reminding."
    It comes out quieter than he meant it to. There was a draft under the barn door that day, and somebody's grandmother said *Oh, honey*, and he has heard her say it most nights since.
    Dr. Wilson looks at him a moment longer, and then she leaves that where it is.
* (truth) Tell her why.
    ~ told += regret
    ~ mood = thaw
    "Because until then I could sit there and be a guest," he says. "As long as nobody had said anything final. And then Matthew got as far as *love*, and I was standing up. I'd like to tell you I decided it. I think my knees did."

    She says nothing, so there has to be more of it.
    "Stephanie was in the next chair," says Jackson. "I'd brought her. I'd do the rest again, and I would take back the chair."

    "Huh," says Dr. Wilson. It is the first noise she has made at him that was not already finished when he came around the corner.
* (gossip) "Edwards must have plenty to say. I hope you charge her by the hour."
    "She never talks about you." Dr. Wilson lets him have that one slowly. "That's how I know."
// The shared choices from bar.story, put beside the three above.
<- bar_business

-> glasses

// =========================================================================
// Beat 5. Canonical: `karev`.

== glasses: A row of glasses #beat=5

There are three glasses in front of her, empty, upside down, in a row that somebody has taken trouble over. The fourth is in her hand, and that one is half gone.
It is a Tuesday. It is early in a Tuesday for four.

* (karev) "Are you and Karev fighting?"
    ~ heard += silence
    "You'd have to talk to fight," says Dr. Wilson.
    She straightens the third glass, which was straight.
* (count) "That's three. Four, with the one in your hand."
    "And {if shots == 0: a beer you're keeping company | if shots == 1: one for you | {words(shots)} for you}. We can both count." She turns the fourth glass a few degrees. "Mine are spread over more evening. There was somebody I was waiting for. Then there was a time when I stopped waiting, and I was still here."
// An "if" hides a choice; `told` is a set, and `has` asks what is in it.
* (sorry) {if not told has regret} "How is Stephanie?"
    That makes her put down the glass.
    "You're asking me."

    "I don't think I get to ask her."
    // Choices under a choice. Whichever is taken, the play goes on with the
    // next line at the outer level: "She is well, it turns out."
    * (say) "I should have told her in a car. In a kitchen. Some place with a door she could slam."
        ~ told += regret
        ~ mood = thaw
        "She'd have slammed it," says Dr. Wilson. "She has an arm." And then, to the glass: "You could say that to her. You've said worse."
    * (forget) "Never mind. Forget I asked."
        "I've been trying to get her to forget you asked," says Dr. Wilson, "for about four years."
    She is well, it turns out. She runs the skills lab on Thursdays and has the interns terrified of a rubber gallbladder.
* (leave) Leave her to it. Count something else.
    {if shots > 2: He lines up his own empties, rim to rim. | He squares the coaster with the edge of the bar.} When he looks up she has been watching him do it, and she looks away first.
<- bar_business

-> low_blow

// =========================================================================
// Beat 6. Canonical: `admit`, then `never`.

== low_blow: The low blow #beat=6

"That was a rotten thing to do today," she says. "At work. In front of the nurses. She had a chart in her hand, did they tell you? She signed for it with the pen from the chart."

They had not told him about the pen.

* (admit) "It was."
    ~ mood = thaw
    She had the next thing ready, and now has no place to put it.
    "It was rotten," he says. "I knew it when I gave them the address. I gave them the floor."
* (explain) "She isn't living at home. I didn't have another address."
    "You have a phone. You have legs." She shakes her head. "You've got a mouth. You opened it in church."

    "It was a barn," says Jackson.
    Dr. Wilson makes the noise, but the corner of her mouth goes with it.
// What she has told him can be used against her: the same choice has other
// words if he knows what to aim at.
* (hit) {if heard has silence: "And when did Karev last say a whole sentence to you?" | "And what time did Karev get in last night? Or did you not wait up?"}
    ~ mood = frost
    -> insult
<- bar_business

For a while there is only the ice machine.

"I felt bad for you, you know," she says to the fourth glass. "When she left. After the baby. I went right on not liking you, and I felt bad for you. It was incredibly inconvenient."

* (never) "I never thought you'd feel bad for me."
    ~ mood = thaw
    "Well, I didn't send a card."
    He thinks of the people who did. There is a drawer of them, at the house, lilies mostly. He would have kept one that said it was inconvenient.
* (why) {if mood != frost} "Why? You couldn't stand me."
    "There's a coffee cart by the east elevator." She is not looking at him. "You got two every morning. For weeks, after she'd gone. You'd get as far as the elevator and notice, and you'd stand there. I was always behind you in the line."
    He remembers the coffee. He does not remember anyone behind him.
* (keep) "I've had a great deal of that. You can keep yours."
    ~ mood = frost
    "Fine," says Dr. Wilson, and she turns her stool to face the bottles again.
* (nod) Nod. It is all he can be sure of doing properly.
    She nods too, at the glass. They have both been trained to do this for families.

-> closer

// Inside beat 6: the way down. It can still be taken back, once.

== insult: A thing one can say

Nobody in the bar heard it but her. She sets the glass down in exactly the ring it came from.

{if heard has silence: "Four o'clock this morning," she says. "Since you ask. He'd been at Meredith's. It was a whole sentence. He said it to the dog." | "He got in at four," she says. "Since you ask. He'd been at Meredith's. I know because he told the dog."}

* (back) "That was a cheap thing to say. I'm sorry."
    ~ heard += silence
    ~ mood = thaw
    "Yes, it was," says Dr. Wilson. She breathes out through her nose. "It was cheap and it was accurate. You should have gone into radiology."
    She has not left. He finds that he has been listening for the scrape of the stool.
    -> closer
* (press) "At least the dog gets told."
    -> last_word

// =========================================================================
// Beat 7. Canonical: `move`, then `same`.

== closer: One stool closer #beat=7

// This scene can come around again, after `sorry` or a telephone call, so
// what it says depends on how often it has been entered, and on the mood.
{There are three stools between them. He has not moved along a bar for anybody since he was an intern, and then it was for the peanuts. | The three stools are still there{if mood == frost:, and so is the shoulder |, and so, for the moment, is she}. | {once: Three stools. You could get to know them.}}

{once: {if mood == frost: Her own is turned to the bottles. He could get a good deal done tonight without seeing more of her than a shoulder. | She has let her stool swing around until one knee points his way. That may be the stool.}}

// Where "if" would hide a choice, "needs" shows it closed, with a reason. This
// is the main road: a player who cannot take it should see what is in the way.
* (move) {needs mood != frost: there is frost on all three of them} {needs not drunk(): after four whiskeys the stools are too far apart} Move one stool closer and ask if she wants to talk.
    -> alex_unseen
* (sorry) {if mood == frost and not told has regret} "I owe Stephanie an apology. You're as near as I can get to her."
    ~ told += regret
    ~ mood = thaw
    The shoulder thinks about it.
    "I'd brought her to it," he says. "To the wedding. She had a new dress on. I stood up out of the chair beside her, and I have never once said to her that I was sorry about the chair."

    "It was green," says Dr. Wilson, and turns around. "The dress. I was there when she bought it."
    -> closer
* (call) {if mood != frost and told has regret} "If you called Stephanie right now, would she pick up?"
    -> stephanie ->
    -> closer
* (joe) Stay where he is. There is always Joe.
    -> last_orders
* (phone) {if not seen(bar_business.phone)} Take out his phone and look at April's name.
    -> call_april ->
    -> closer
+ (cab) "Good night, Dr. Wilson." Ask Joe for the cab.
    She lifts the fourth glass about a quarter of an inch, to the mirror. -> cab

// Reached from `closer.call`, and goes back there.
== stephanie: A minute and a half

Dr. Wilson looks at him for some time. Then she takes out her phone, says three words into it that he doesn't catch, lays it on the bar and gives it a push. It comes down past the three empty stools and stops at his glass.

Stephanie: She says you have a minute and a half.

Avery: Hello, Stephanie.

Stephanie: I'm eating a sandwich. I'm going to keep eating it.

* (chair) "You were in the next chair. I'm sorry about the chair."

    Stephanie: The chair.

    Avery: I'd brought you. I let you get dressed for it. I stood up out of that chair as if you weren't in the one beside it.

    Stephanie: I had my hand on your sleeve, did you know that? I thought you were getting up because you felt sick. I was going to come with you.
* (known) "I knew before that day. I should have told you when I knew."

    Stephanie: When was that?

    Avery: Months.

    Stephanie: I'd have said March. I was going to bring it up, and then I thought, no, he's grieving, they all died on him, he's just like this. I was so nice to you in March.

She chews. He has operated with her often enough to know that chewing. She is deciding whether to close.

Stephanie: Okay. I'm not going to say it's fine.

Avery: No.

Stephanie: I heard about today. I heard about all of it, back in the spring. I wrote you a card, and I tore it up, because who wants it from me. I was sorry, though. About your little boy.

She has hung up before he can answer that. He sends the phone back along the bar, and Dr. Wilson stops it with one finger.

~ mood = warm
"One fifty," she says. "You ran over."

-> back

== alex_unseen: Not the same as fighting

~ heard += silence
He takes the next stool along, and leaves two. {if seen(glasses.karev): "You'd have to talk to fight, you said. Do you want to talk?" | if seen(insult.back): "Do you want to tell somebody who isn't the dog?" | "Do you want to talk about it?"}

"With *you*," says Dr. Wilson. It is not quite a question. But she picks up a beer mat and takes it apart, with a surgeon's thumbs, into its four layers, and lays them side by side, and by then she is talking.

Alex does not see her. He looks, he has eyes, he'll say *nice shirt*. But he comes in at night with his face still turned to wherever he was, and if she says so she is overreacting. He has a word for it. He has the word ready before she has finished the sentence.
"I could be a lamp," she says. "I'd be a lamp he was fond of."

* (same) "April did that too."
    It is out before he has looked at it. "At the end. I'd say something, and she'd look up, very kindly, from about a mile off."

    "Kindly," says Dr. Wilson. "God. Yes."
* (crib) Tell her about the second bedroom.
    ~ told += crib
    He tells it to the ice machine. The Sunday, the key, the bolts in their bag with the date on. {if seen(nursery): He gets as far as the overalls and stops there. | There was a pair of overalls, he says, and finds that he can say what size.}

    "You did that by yourself," says Dr. Wilson.

    "April was in the next room. Then she was in another country. From where I stood you couldn't tell which."

    She does not say that she is sorry. She moves the four bits of beer mat over until one of them is in front of him.
* (lamp) "What kind of lamp?"
    She looks at him with suspicion, and finds that he wants to know.
    "One of those with the bendy neck," she says. "He'd bring it with him when he moved. He'd tell people, *I've had that lamp for ages*."

-> truce
