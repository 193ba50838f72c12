// Three ways into the evening. Each has the papers (beat 2) and the word she
// says (beat 4); the main road is `settlement` and `karma`. They part at the
// stool and meet again in `samuel`, so nobody plays two of them in one evening.
//
// Whatever can be said later must have been said in all three: that he had April
// served at work, that it was the only address he had, and that Matthew stayed
// and stacked the chairs.

// =========================================================================
// Beat 2, at the bar. Canonical: `unfold`.

== settlement: The papers #beat=2

// The tag at the end is for a front end that can make a noise; it is not shown.
The door lets in some rain and two nurses from the second floor. They see who is at the bar and choose the table furthest from it, so it has gotten around. #sound=rain

In the inside pocket is his copy: eleven pages, folded in three, with a yellow flag where he has to sign.

* (unfold) Spread them out on the bar.
    // A backslash at the end of a line is a line break inside the paragraph.
    *In re the marriage of \
    Jackson Avery, petitioner, \
    and April Kepner, respondent*

    After that it is clinical; he has dictated warmer notes on a skin graft. The oak table to the petitioner. To the respondent the blue dishes, which were her grandmother's, as though there had been some doubt. Bedroom two has a heading, and under the heading, *none*. He folds them in three again and puts them back.
* (leave) Leave them in there. He knows them by heart.
    He drew up the list himself, going from room to room with a pencil and the back of an operating schedule. The blue dishes were her grandmother's, and he put them under April's name in capitals so that no lawyer could get it wrong. In one of the rooms there was nothing to write down.
* (look) Look at the nurses instead.
    The older one is Bea, who has twenty years in, and once sent him out of a patient's room to come back in properly. The younger is Nell. She has been a nurse since June and cannot yet talk about a person without looking at him.

No alimony; there is a prenup, and April has never asked him for a thing that had a price.
He had her served at work. She is not at the house, and the hospital was the one address he could swear to. At three this afternoon a man in a windbreaker read out her full name at the second-floor nurses' station, and the story took four minutes to climb one flight to Jackson. He does not count it as his finest hour.

-> karma

// =========================================================================
// Beat 4, at the bar. Canonical: `name`, then `reminding`.

== karma: Karma #beat=4

"Some people would call this karma."

It is a woman's voice, a few stools down, not slurred, and aimed at the mirror, so he looks in the mirror. Brown hair coming out of its knot; a hospital badge turned face in. Dr. Wilson. For years she has not been able to pass him in a corridor without making a small noise.

* (name) "Good evening to you too, Dr. Wilson."
    "Dr. Avery." She raises her glass to him by about a quarter of an inch.
* (mirror) Say nothing. Let the mirror handle it.
    She has no trouble with being looked at. She waits, with her chin on her fist, until it is he who needs to see whether there is anything in his glass.
* (bite) "And some would call it none of their business."
    "Some people were hoping to stay for the cake," says Dr. Wilson.

// A run of quick speech is set with labels; elsewhere "she says" will do.
Wilson: For Stephanie, I mean. And for Matthew.

Avery: You didn't know Matthew.

Wilson: No. I heard about him. They told me he stayed and stacked the chairs.

She has turned around on the stool, to say the rest of it to his actual face. "You had a year. You had a *rehearsal dinner*. Why wait for the vows?"

* (reminding) "I don't need reminding."
    It comes out quieter than he meant it to. There was a draft under the barn door that day, and a grandmother in the second row said *Oh, honey*, and he has heard her say it most nights since.
    Dr. Wilson looks at him a moment longer, and then she leaves that where it is.
* (truth) Tell her why.
    ~ regret = true
    ~ mood = thaw
    "Because until then I could sit there and be a guest," he says. "Nobody had said anything final. And then Matthew got as far as *love*, and I was standing up. I'd like to tell you I decided it, but I think it was my knees."

    She says nothing, so there has to be more of it.
    "Stephanie was in the next chair," says Jackson. "I'd brought her. I'd do the rest again, and I would take back the chair."

    "Huh," says Dr. Wilson. It is the first noise she has made at him that was not already finished when he came around the corner.
* (gossip) "Edwards must have plenty to say. I hope you charge her by the hour."
    "She never talks about you." Dr. Wilson lets him have that one slowly, and turns back to her glass. "That's how I know how bad it was."

-> samuel

// =========================================================================
// Beats 2 and 4, at a table. She reads it all upside down.

== under_the_clock: Under the clock #beat=2

It is a table for four. For about a month, after the merger, there were four of them to sit at it, all with their backs to the wall. Jackson takes the chair that was his and lays out eleven pages under the lamp.

The oak table to the petitioner. To the respondent the blue dishes, her grandmother's, in capitals, because he wrote the list himself and wanted no lawyer to get it wrong. No alimony; there is a prenup, and April never asked him for a thing that had a price. Bedroom two has a heading, and under it, *none*.
For her address they have put the hospital. It was the only one he could swear to, since she left the house, and so it was at work that a man in a windbreaker read out her name, at three this afternoon, to the second-floor nurses' station.

Two of those nurses have just come in, wet. Their usual table is the one beside his, and they take the one by the door instead. The bowl of pretzels is lifted from under his nose, by a hand that then does not go away.

"Some people would call this karma," says Dr. Wilson.

She came over for the bowl and has stayed for page one. Every resident can read upside down; it is how they find out what the attendings think of them. For years she has not been able to pass Jackson Avery in a corridor without making a small noise, and she makes it now.

* (cover) Put his hand flat on the page. "That's a legal document."
    "It's the second floor's legal document," says Dr. Wilson. "They had it read out to them." But she has stopped reading, and looks at the hand. It had not occurred to her that he would have one.
* (turn) Turn the page around for her. "If you're going to read it, read it."
    So she does, standing up, with a pretzel halfway. She reads like a surgeon, for what might bleed. "You gave her the good car," she says. "I wanted you to have kept the car," and she does sound put out.
* (bowl) "Take the bowl. It's the one thing here that isn't divided."
    She looks into it and counts. "Thirteen," says Dr. Wilson, and puts seven down in front of him on the oak table's paragraph, since that is what respondents do.

"I only mean that it comes around," she says. "Stephanie would have liked papers. She got an empty chair beside her, in the middle of the *vows*. And there was a man up front in a good suit, and they tell me he stayed and stacked the chairs. You'd had a whole year in which to say it. Why then?"

* (chance) "Because it was the last chance there was."
    "For you," says Dr. Wilson. It is not said loudly. He has put it to himself in those two words, on other nights, and it sounded better in his own voice.
* (truth) "I'd still take back the chair."
    ~ regret = true
    ~ mood = thaw
    "I'd brought Stephanie," he says. "She'd bought a dress. I would stand up again, I'm not going to lie to you over a bowl of pretzels, but I'd have told her the night before, in a kitchen, with the door shut. The part I'd take back is that I wanted someone to sit with."

    "Huh," says Dr. Wilson. It is a new noise, and she seems to be surprised at it herself.
* (year) "It was fifty weeks. I know, because I counted them at the time."
    "And did nothing in any of them." She eats a pretzel on it. "I've got patients like you. They come in when it has already burst, and they say, it's been bothering me for a while."

She carries the bowl back to her place at the bar. Four interns have come up meanwhile, dripping, and stand around his table without asking for it, and it seems that he is going to give it to them. He gathers up the pages and goes to sit against the wall.

-> samuel

// =========================================================================
// Beats 2 and 4, outside. A cab is on its way, so he can leave from here; but
// not before she has said it.

== awning: The awning #beat=2

There is six feet of dry sidewalk under the awning, and a woman has the better half. She is in scrubs, with her coat over her head, holding a telephone up toward the street lamp. Evidently she thinks it a matter of height.

He stands with his back to her. He gets out the papers, to see whether the rain has been at them, and tilts them to the light of the sign: eleven pages and a yellow flag. The dishes to the respondent. No alimony, because of the prenup, and without a prenup she would have asked for none. *Respondent may be served at*, and then the hospital, because she is not at the house any more, and it was the only address he could swear to.
He had not pictured it. He pictured an envelope. At three this afternoon a man in a windbreaker read her whole name aloud at the second-floor nurses' station; Jackson had the story four minutes later, one floor up.

"Some people," says the woman behind him, "would call this karma."

It is Dr. Wilson, under the coat. For years she has not been able to pass him in a corridor without making a small noise. She has lowered the telephone, and is looking past his arm at the page.

* (rain) "Some people would call it weather."
    "That's what they thought in the barn, I'm told, for about a minute. *It's only the wind. He's only getting up to shut the door.*" Dr. Wilson does the voices, and does them well.
* (put) Put them away first, and button the jacket.
    It is a good button, horn. She watches him have trouble with it. "I wasn't going to read them," she says. "I just wanted to see what it looks like when it's somebody's name on you and not the other way around."

"For Stephanie, I meant," she says, "and that poor man in the suit. You had a year, and a rehearsal dinner, and a *parking lot*; you could have told them in the parking lot. No: you wait for the vows. And then you two ran, and everybody ran after you to see, and they say he stayed and stacked the chairs."

* (know) "I know he did. They told me, too."
    It was the best man who told him, by letter, with the number. She had not expected to be agreed with, and for a moment there is only the water coming off the edge.
* (truth) "I should have told her. I should have told Stephanie in the car."
    ~ regret = true
    ~ mood = thaw
    "We drove there together," he says. "Ninety minutes, with her shoes in her lap. I had it ready the whole way. And I got out and opened the door for her, very politely, and walked her in and sat her down in that chair. I'd take back the chair. The rest I'd do again."

    "Huh," says Dr. Wilson. It is not the noise. She pulls the coat back off her hair to have a look at him.
* (who) "Who isn't calling you back?"
    "We're doing you," says Dr. Wilson, so fast that it is plainly the right question; and she puts the telephone away in her sleeve.

Two nurses from the second floor come running along the wall under one umbrella, see who is standing there, and with whom, and go in past them without shaking it out. Behind them at the curb is the cab, with its light on.

// Not everything is a door out: he can take the cab, and two of these choices
// let it go.
* (take) Take it.
    "Good *night*, Dr. Avery," she says behind him, to the whole street. -> cab_at_once
* (send) Give the driver ten dollars to go away.
    "I thought you were leaving," says Dr. Wilson, and so did he; but there is no whiskey in a cab. He holds the door of the bar for her, and she goes through without a look at it.
* (hold) Hold its door for her. "You take it. You're soaked."
    "I'm waiting for somebody," she says. The driver looks at the one and then at the other, and pulls out again by himself. "Well, I was waiting," says Dr. Wilson, and goes in.

There is a row of glasses three stools down from the wall, and that turns out to be where she lives. He takes the last stool again. His coaster is still there, and so is Joe.

* (single) "The middle part, then, Joe."
    -> pour(1) ->
* (double) "Make it a double. I'm behind."
    "Behind who?" says Joe.
    -> pour(2) ->
* (soda) "Soda. I seem to have an opponent."
    Joe gives it a slice of lime, which he does for nobody, and sets it down in front of Jackson the way one hands over a helmet.

-> samuel
