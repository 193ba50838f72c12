// Two telephones, and the people at the other end. A call changes the evening;
// only staying on the line ends it.

// ---- His ------------------------------------------------------------------

// Offered by `samuel`, `ice` and `closer` with "* each #aside ->": the title is
// the text of the choice, and `once` takes it off the list when it has been seen.
// Two calls mean "pick up"; she answers the second. No luck in it.
== call_april: Take out his phone and look at April's name #aside
~ once
~ priority 1

He has not changed what it says on the screen. It says *Apes*, and there is a picture with it, of her asleep on a stack of journals with a pen behind her ear. Three stools away Dr. Wilson finds something to read on the back of a beer mat.

// In a scene that can be entered only once, "+" comes to the same as "*", and
// neither the player's save nor the prover has to remember what was taken.
One call can be anything. Two in a row means *pick up*; they made that rule the summer she was pregnant, and he has never been the one who used it. It rings five times and goes to the voice that is April's but slower, the one she does for patients.

+ (message) Wait for the tone. -> message
+ (again) Hang up and call again. -> twice
+ (drop) Hang up. There is no message that would not be a message.
    He lays the phone on the bar, face down. When he looks along it Dr. Wilson has gotten to the end of the beer mat, and turns it over to see whether there is more.
-> back

// Still part of the visit: "-> back" goes where `call_april` was called from.
== message: After the tone
~ april = message

Then it's his turn, and a machine somewhere is listening to him breathe.

+ (work) "I shouldn't have had it done at work."
    "It was the only address I had," he says. "No. I had this one. I had this number the whole time."
+ (dishes) "I put you down for the blue dishes."
    "In capitals. I don't know if you've gotten that far." Joe's ice machine lets go, at both ends of the line. "I wrapped them. They're not just in a box."
+ (nothing) Breathe.
    She used to say she could tell from his breathing, in the scrub room, what kind of day they were about to have. He gives her ten seconds of it.

The machine asks whether he is satisfied with his message. To send it, press one. To record it again, press two. He stands there with his thumb over the glass until it has asked him everything it knows how to ask; and then he presses one.

Dr. Wilson has read the beer mat to the end. "It's from Dublin," she tells it, rather loudly, so that he will know which of the two she has been listening to.
-> back

== twice: Twice

She has it before the first ring is over.

// Over the telephone there are only voices, so all of this is labelled.
April: What's happened? Who is it?

Avery: Nobody. Nobody's hurt. It's just me.

April: You called *twice*.

Avery: I know. I'm sorry. I wanted to see if it still worked.

A door closes behind her, and the room around her voice gets smaller. She has gone to sit on the edge of a bathtub. It is where she goes. "I'm at my sister's, out by the locks," she says, "and I've got a duck in my back. So go on."

+ (sorry) "I'm sorry about today. About where."

    April: I had a chart in my hand. I finished my rounds, you know. I saw six more patients with it in my pocket.

    Avery: I was upstairs. I could have come down.

    April: Yes. I looked at the stairs. I thought, if he comes down now I'll forgive him, and I was so relieved when you didn't.
+ (away) "Where did you go? When you went. I never asked you."

    April: No. You never did. You asked when I'd be *back*.

    Avery: I'm asking now.

    April: It was hot. They needed hands. There was a woman who came to the tent every day with nothing wrong, and finally I got it out of her, she'd lost one too. So we had coffee. I told her his name. I couldn't say it to you and I could say it to her, and I've felt so bad about that.
+ (carpet) "There are four dents in the carpet, where the crib was. I can't get them out."

    April: You put an ice cube on it. Let it melt, and then you bring it up with a fork.

    Avery: With a fork. Okay.

    April: You did that whole room by yourself. When I saw, I thought, how *could* he. For weeks I thought it. I should have thought, how could he. Do you hear the difference? How could you even do it, by yourself.

~ if papers == torn:
    Avery: I tore up my copy. I don't know what that means.

    April: Me neither. Let's not know tonight.
~ elif papers == signed:
    Avery: I signed it. I wanted to tell you before a man in a windbreaker did.

    It is a while before she says anything, and then it is thank you, and that she hates it, and thank you.
~ else:
    Avery: I haven't signed it. I think I'm going to. I wanted you to hear that I hadn't yet.

    April: I didn't either. I had the pen in my hand for the other thing, so I thought I'd better give it back.

Neither of them talks for some time. They used to be good at this, on nights, between pages.

{if drunk(): "You've been drinking," says April. "Get some water while I'm on." He points at the tap, and Joe, who can hear a wife through a telephone at ten feet, has it there already. | "You can stay on," says April. "You don't have to say anything. I'm only going to sit here anyway, I've got the duck."}

+ (stay) Stay on.
    He lays his head on the arm that has the telephone in it. The bar goes about its business a long way up. He hears the tub creak under her, and a tap that wants a washer, and after some minutes, in the breathing, the exact place where she falls asleep.
    -> end: Twice means pick up
+ (sleep) Let her go to bed.
    ~ april = spoke
    "Is anybody there with you?" she asks, before he can hang up.

    "Wilson. Three stools down. She isn't speaking to me, she's only talking."

    "Oh, Wilson." He can hear April sit up. "Be nice to her. She has lunch on the stairs, by herself, where she thinks it echoes less. Will you? I mean it. One of us ought to be nice to someone today." Then there is only the bar, and down at the other end of three stools, Dr. Wilson, who has been reading one side of a beer mat for eleven minutes.
    -> back
+ (where) {if papers != signed} "Which house is it? Your sister's. I don't have the address."
    ~ april = spoke
    It takes her a moment. "You'd have had to ask me for it," says April. "I kept thinking that, all day. All you'd have had to do is ask me where I was." And she tells him the street, and then, because it is raining, which side.
    -> not_yet

// What a message comes to: hours later, at the wrong moment, an answer. It is
// visited from `hands`, where there would otherwise be a word from Alex.
== calls_back: Apes

Then a phone lights up, and it is his. *Apes*, it says, over the journals and the pen.

"Who's *Apes*?" says Jo. And then she says "Oh," and her hand has gone so light in his that it would take nothing to let go of it.

* (pick) Take it outside.
    // A label is known in its own scene without the scene's name before it.
    It has stopped by the time he is under the awning. He stands there with the thing in his palm and watches a small picture of an envelope, because she is still talking. It goes on for a minute and ten seconds. Then he listens to it.

    {if seen(message.work): "It's me," says April. "I heard what you said, about the number. You did have it. You could have called me up and said, I'm doing this now, and I'd have said, okay, not the blue pen. That's all I'd have needed." | if seen(message.dishes): "It's me," says April. "Thank you for wrapping them. I don't know where I'd put blue dishes. I don't have a shelf. I don't want to be given things, I want to be asked things." | "It's me," says April. "You breathed at me. You haven't eaten, and there's an ice machine, and you're not as drunk as you wanted. I still can, you see. I wish I couldn't."}

    "I'm not calling to fight, you've heard me fight. I'm at my sister's, in the chair by the window. There's a light on the porch that comes on when anything walks by. It's been two cats and the paper boy's father. Each time it comes on I look, that's all I wanted to tell you. You don't have to call back. If you're satisfied with this message," says April, "press something."

    He presses the one that keeps it. Through the wet window he can see the bar, and Jo, who has laid a coaster over his glass, in case; and, when she sees him lift the telephone to his ear a second time, takes it off again and calls Joe over for her coat.
    -> end: Please leave a message
* (ring) Let it ring.
    He counts. After five it goes to his own voice, the one he does for families. The light stays on a little longer, which means that she is leaving a message, and then it is only a phone.
    "It'll keep," says Jo. "They keep for thirty days. I've got one from February." And there is her hand again, with its whole weight in it.
-> back

// ---- Hers -----------------------------------------------------------------

// He sends her to the telephone. What comes of it depends on whether she has
// said it once already, to him: then she knows how it begins.
== jo_calls: Six rings

He stands at the dart board with his back to her and studies the wire. It's a narrow room, and he hears it anyway.

~ if not solo:
    ~ karev = wondering
    It rings four times before she hangs up. "I don't have the first sentence," says Jo. "I had it in the shower. I've had it all week, in the shower. So now he's got a missed call from a person who never calls. He'll think I'm dead. Well, good, let him think it for a bit."
    -> back

~ karev = knows
He hears all six rings, and then the seventh that isn't there. She says *it's me*, and she says *no, nothing's wrong*. And then, "Yes, it is. Something's wrong. Don't say overreacting, I'm not reacting yet. I'm telling you a number. Fourteen. There were fourteen people up there. I counted, so I'd know exactly how many you weren't."

At the other end there is talk for quite a while, and then none.

"Joe's," says Jo. "With Jackson Avery. No: *Avery*. Because he moved one stool, Alex, that's why. It's about two feet. You should try it." She takes the phone away from her ear and holds it out, at arm's length, to the man at the dart board. "He wants to talk to you."

* (take) Take it.
    "Is she drunk?" says Alex Karev, without preamble, as he would ask for a weight.

    "No. You could ask her. She has been waiting for you to ask her something for twelve days, and she's standing right here."

    It is quiet for so long that he looks to see whether it has been cut off. "Put her on," says Alex. His voice has come down a floor, and Jackson gives the phone back quickly, so as not to spill it.
* (shake) Shake his head. It isn't for him.
    She looks at him over the phone, and something in her straightens. "He says he's got nothing to say to you," she tells it. "He says you've got the wrong man. So say it to *me*." And she goes with it to the window, and puts a finger in her other ear.

"He was going to come and get me," she says afterward. She is looking for the arm of her coat. "I said no. I said I know the way. I said, you be there, when I come in. You be in the kitchen with the light on, and look at the door." She has found it. "I'll never know what to do with my face."

{if they_fought(): By the door Nell watches her go by, and then watches Jackson, and does the sum and gets the wrong answer; by breakfast the second floor will know that he has driven her out into the rain. | By the door two nurses look up to see her go home alone, dry-eyed, at a run. There is no story in it, and they let it pass.}

He has never sent anyone home before. He turns over her last glass for her, at the end of the row, and squares it with his thumb. Then he leaves Joe enough for both of them, {if papers == folded: with eleven pages against his ribs, | if papers == signed: with ink still on the side of his finger, | with a bit of yellow flag that has come along on his cuff,} and goes out to see whether there is a window lit on his own side of town.

-> end: She goes home
