// JOE'S BAR. The story that comes with Nightcap, and the one to learn from.
//
// Where things are:
//   this file                the header, every variable, the claims, beats 1 to 3
//   chapters/frost.story     beats 4 to 7, before the truce
//   chapters/truce.story     beats 8 to 13, after it
//   chapters/hotel.story     beat 14 and the night
//   chapters/bar.story       the bar itself: glasses, pen, telephone, noise
//   chapters/doors.story     every other way the evening can end
// Read it in this order. A comment stands where something is done for the first
// time, and says why it is done that way; docs/language.md says the rest.
// The fourteen beats of the main road carry the tag #beat=1 to #beat=14.
// docs/joes_bar.md has the map. It gives everything away.

title: Joe's Bar
author: The Nightcap authors
language: en
version: 1.0
start: stool

// A line that begins with one of these names and a colon is speech.
// Each of the two has two names here: nobody is "Jo" or "Jackson" aloud
// before the truce, so the labels change when the people do.
cast: Wilson, Avery, Jo, Jackson, April, Stephanie

// The player sees this line all the time.
status: Whiskeys {shots} · papers {papers} · {mood}

include chapters/frost.story
include chapters/truce.story
include chapters/hotel.story
include chapters/bar.story
include chapters/doors.story

// ---- What the story remembers -------------------------------------------
// A range or a list of names is worth the trouble: the checker complains of a
// path that could leave it, and of a name that is not on the list.

const LIMIT = 5                                   // Joe's, and Joe's is law
const PRICE = 9                                   // dollars a glass

var shots: 0..6 = 0                               // whiskeys he has drunk
var hers: 4..5 = 4                                // glasses she has been served
var mood: frost | thaw | warm = frost             // between the two of them
var papers: folded | signed | torn = folded       // one of the three, never two
var told: set of regret, crib, mercy = none       // what he has told her
var heard: set of silence, solo = none            // what she has told him
var karev: unaware | wondering | knows = unaware  // what Alex has been told
var first_names = false                           // true from the truce on
var water = false                                 // two waters were ordered
var toast: text = "tonight"                       // what they drink to

// A def gives an expression a name, so that scenes can say what they mean.
def drunk() = shots >= 4
def wilson_near() = seen(karma) and not seen(last_orders)
def open_book() = (told has mercy or told has crib) and heard has solo
def quiet_fits() = not told has crib or seen(night_crib) or visits(until_morning) > 1 and visits(until_morning) < 4

// ---- What the author promises, for the prover ---------------------------
// Claims change nothing in the play. They are for the day on which somebody
// adds a choice and does not think of everything; see docs/language.md.

claim never shots > LIMIT
claim never first_names and shots > 4
claim never first_names and mood == frost
claim never papers == torn and seen(pen.steady)
claim never papers == signed and seen(settlement.tear)
claim never karev == knows and not first_names
claim truce.agree only after karma
claim kiss only after truce.agree
claim hotel only after truce.water
claim only_a_memory only after offer.say
claim never seen(hotel) and not open_book()
claim never seen(only_a_memory) and not (first_names and water and told has crib)
claim reach "Only a memory"
claim reach "Only a memory" with papers == torn
claim reach "Witness"
claim reach alex_walks_in

// =========================================================================
// Beat 1. The canonical choice is `whiskey`.

== stool: The stool #beat=1

// The content note: one line, before anything else, nothing to click.
*A note: the death of a baby, a divorce, an old shooting and a good deal of whiskey lie behind this story. None of it is shown in detail, and most of the doors can be left shut.*

// Lines that follow each other are one paragraph, so a sentence can have a
// line to itself. A blank line begins the next paragraph: leave one wherever
// somebody else begins to speak.
Joe's has thirteen stools. Jackson Avery takes the last, against the wall, where only one side of him is open to the public.
It is twenty past nine.
His tie is in his left pocket. The inside pocket he leaves alone.

He made the plan in the elevator. Whiskey, until the day has no corners left; then a cab; then a bed somebody else has made, and more sleep than a surgeon could get signed off in one piece.

Joe comes down the bar with the towel over his shoulder, looks at him once and lays a coaster in front of him.
Joe has poured for surgeons a long time. He does not ask how it went.

// A choice with no label gets its id from its words; these have labels,
// because saved paths and claims speak of them.
* (whiskey) "Whiskey. And keep it coming."
    Joe stands the bottle where both of them can see it.
    // "-> pour(1) ->" goes there and comes back here at its "-> back".
    -> pour(1) ->
* (double) "Make the first one a double. I'm behind."
    "Behind who?" says Joe.
    -> pour(2) ->
* (beer) "A beer. Mainly I want something to hold."
    Joe draws it. Jackson holds it.
    The cold gets into his palm, and he remembers that somebody at the hospital runs a class where they teach you this: find one object, describe it to yourself.
    Brown. Wet. Eight dollars.
* (cab) "Could you call the cab now? We could skip the middle part."
    "We could," says Joe, who knows the middle part. He makes the call. "Ten minutes. You want something while you wait?"
    // Choices under a choice: the player sees these two next. The first has
    // a move of its own; the second goes on below, where all of these meet.
    * (curb) Wait for it at the curb. -> cab
    * (one) "One, then."
        -> pour(1) ->
        The cab honks twice in the street and goes away again. Neither of them brings it up.

// Where the branches meet: whatever he ordered, this comes next.
// The tag at the end is for a front end that can make a noise; it is not shown.
The door lets in some rain and two nurses from the second floor. They see who is at the bar and pick the table furthest from it.
So it has gotten around. #sound=rain

-> settlement

// =========================================================================
// Beat 2. Canonical: `unfold`, then `away`. The papers stay folded.

== settlement: The papers #beat=2

What is in the inside pocket is his copy: eleven pages, folded in three, with a yellow flag where he has to sign.

* (unfold) Spread them out on the bar.
    He finds a place for them between two wet rings.

    // A backslash at the end of a line is a line break inside the paragraph.
    *In re the marriage of \
    Jackson Avery, petitioner, \
    and April Kepner, respondent*

    After that it is clinical. He has dictated warmer notes on a skin graft.
    The oak table to the petitioner. The good car to the respondent. To the respondent also the blue dishes, which were her grandmother's, as though there had been some doubt.
    Bedroom one runs to fourteen lines. Bedroom two has a heading, and under the heading, *none*.
* (leave) Leave them in there. He knows them by heart.
    He wrote the list himself, on the back of an operating schedule, going from room to room with a pencil. The oak table. Both cars. The blue dishes, which were her grandmother's and which he put down under April's name in capitals, so that no lawyer could get it wrong.
    It took forty minutes. In one of the rooms there was nothing to write down.

There is a prenup, so there will be no alimony, and without the prenup there would be none either. April has never asked him for a thing that had a price.
He has been through all eleven pages for the place where she might fight him. They do not list what she wants to fight for.

And he had her served at work.
She is not staying at the house; the hospital was the one address he could swear to. That was what he told the lawyer's assistant, and it was true, and at three this afternoon a man in a windbreaker read her full name aloud at the second-floor nurses' station.
Jackson was one floor up. The story took four minutes to climb the stairs.

Not his finest hour.

// The text of a choice may hold inline forms like any other text. seen(…)
// asks for a scene or a label; here, whether he spread the papers out.
* (sign) Ask Joe for a pen.
    -> pen ->
* (tear) Tear them up.
    -> tear ->
* (away) {if seen(settlement.unfold): Fold them along the old creases. | Button the jacket over them.}
    {if seen(settlement.unfold): They go back in smaller than they came out. He runs a thumbnail down the creases, twice, and they keep. | The button is a good one, horn. His mother has opinions about buttons.}

-> samuel

// =========================================================================
// Beat 3. Canonical: `open`, then `another`.

== samuel: Samuel #beat=3

Before there were papers there was Samuel.

Their son died, and Jackson had believed they would grieve together. He would not have called it a belief. He had never looked at it until it was gone.
There were two people alive who were that boy's parents. He took it for granted that each of them would come home to the other, and say it badly, and be understood.

April prayed, and then she stopped talking, and then every room she was in had its door closed. Then she was on an airplane.
When she came back she wanted to fight for the marriage, and she meant it; he could see how much she meant it. He looked around in himself for the man who was supposed to stand up. That man had gone home.

That leaves the other room. It is always the next thing he thinks of.

* (open) Go in.
    -> nursery ->
* (shut) Keep that door shut tonight.
    He knows where the handle is. He has an entire bar in which to look at other things: a jar of pickled eggs, a row of signed dollar bills, Joe's back.
    He looks at them, one after the other, very thoroughly.

Not even five years. He has had residencies that ran longer.

* (another) Catch Joe's eye.
    Joe is already on his way.
    -> pour(1) ->
* (slow) {if shots > 0: Turn the glass upside down. | Stay with the beer.}
    ~ if shots > 0:
        Joe raises an eyebrow at the glass, but he is not a man to argue with the direction of a glass.
        "Somebody coming?" he asks.

        "No," says Jackson. "I'm spacing them."
    ~ else:
        It has gone warm, and it is still brown. He reports this to nobody.
        "Something wrong with it?" Joe asks.

        "No," says Jackson. "It's been very good."
* (married) "Were you ever married, Joe?"
    Joe thinks it over as if there might be a catch.
    "Once for a while," he says, "and once for good." He wipes the tap. "You don't get told which one you're in."
    It is the most that Jackson has heard him say since a flood in the cellar.

* (nurses) Take the glass over to the nurses' table.
    -> nurses ->

// One short scene about the room, drawn by tag; see chapters/bar.story.
-> any #noise ->

-> karma

// Inside beat 3. Reached by a visit, so it ends in "-> back".

== nursery: The second bedroom

He did it on a Sunday, by himself, with the little bent key that had come in the bag with the screws.

The crib has four long bolts. It went up in an afternoon with April reading him the instructions and getting hysterical over the drawings, and it came apart in seven minutes. He put the bolts in a sandwich bag and wrote **CRIB** on it, with the date, like a specimen.
The changing table took the rest of the morning, because it used to wobble and he had glued it. He had done a proper job. In the end he had to break it.

Then the drawers. He was ready for the small things, the socks and the hats that would fit on an orange, and those he could do.
He was not ready for a pair of overalls that somebody's aunt had sent. *12 months*, the label said. For a boy who would be pulling himself up on chairs by then.
He sat down on the floor with those for some time.

When he was done there were four dents in the carpet, and the light came all the way to the wall.

-> back
