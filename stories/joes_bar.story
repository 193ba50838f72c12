// JOE'S BAR. The story that comes with Nightcap, and the one to learn from.
//
// Where things are:
//   this file                the header, every variable, the claims, the stool
//   chapters/entrances.story three ways into the evening: beats 2 and 4
//   chapters/frost.story     beats 3 to 7, before the truce
//   chapters/truce.story     beats 8 to 13, after it
//   chapters/hotel.story     beat 14 and the night
//   chapters/bar.story       the bar itself: glasses, pen, nurses, Joe, noise
//   chapters/telephone.story two telephones, and who is at the other end
//   chapters/doors.story     every other way the evening can end
// Read it in this order. A comment stands where something is done for the first
// time, and says why it is done that way; docs/language.md says the rest.
// The fourteen beats of the main road carry the tag #beat=1 to #beat=14.
// docs/joes_bar.md has the map. It gives everything away.

title: Joe's Bar
ifid: 78E77BD1-AAE4-4C5C-927D-3AA034F162DB
author: The Nightcap authors
language: en
version: 2.0
start: stool

// A line that begins with one of these names and a colon is speech.
// Each of the two has two names here: nobody is "Jo" or "Jackson" aloud
// before the truce, so the labels change when the people do.
cast: Wilson, Avery, Jo, Jackson, April, Stephanie

// The player sees this line all the time. It says what can be felt, and nothing
// of her before she has spoken. A brace that shows nothing takes its space along.
status: {if shots == 1: 1 whiskey | {shots} whiskeys} · papers {if papers == folded: at his ribs | {papers}} · {if not met(): a day with corners | if first_names and mood == warm: a truce, and warm | if first_names: a truce, for tonight | if mood == frost: frost in the air | a thaw in the air}

include chapters/entrances.story
include chapters/frost.story
include chapters/truce.story
include chapters/hotel.story
include chapters/bar.story
include chapters/telephone.story
include chapters/doors.story

// ---- What the story remembers -------------------------------------------
// A range or a list of names is worth the trouble: the checker complains of a
// path that could leave it, and of a name that is not on the list.

const LIMIT = 3                                   // Joe's, and Joe's is law
const PRICE = 9                                   // dollars a glass

var shots: 0..LIMIT = 0                           // whiskeys he has drunk
var hers: 4..5 = 4                                // glasses she has been served
var mood: frost | thaw | warm = frost             // between the two of them
var papers: folded | signed | torn = folded       // one of the three, never two
var hurt: nothing | dog | pity = nothing          // the unkind thing he said to her
var regret = false                                // what he did to Stephanie, said aloud
var told: set of crib, mercy = none               // what he has told her of himself
var solo = false                                  // she has told him the forty-six minutes
var april: silent | message | spoke = silent      // between April and him, tonight
var karev: unaware | wondering | knows = unaware  // what Alex has been told
var first_names = false                           // true from the truce on
var water = false                                 // two waters were ordered
var toast: text = "To tonight."                   // what he says over his glass

// A def gives an expression a name, so that scenes can say what they mean.
def met() = seen(karma) or seen(under_the_clock) or seen(awning)
def drunk() = shots == LIMIT
def knows_address() = seen(nurses) or april == spoke
def open_book() = (told has mercy or told has crib) and solo
// Saying that he is sorry about Stephanie is one thing; the chair is another.
def chair_said() = seen(karma.truth) or seen(under_the_clock.truth) or seen(awning.truth) or seen(closer.sorry) or seen(stephanie.chair)
// What the second floor has to tell. Bea holds her tongue if he came over to
// her table; after a quarrel everybody has told everybody that they fought;
// and nobody saw what he stood in front of. Otherwise it goes up the stairs.
def bea_kept() = seen(nurses)
def they_fought() = seen(insult) and not seen(nurses)
def overheard() = not seen(nurses) and not seen(insult) and not seen(kiss.shield)

// ---- What the author promises, for the prover ---------------------------
// Claims change nothing in the play. They are for the day on which somebody
// adds a choice and does not think of everything; see docs/language.md.

// What was drunk, and what became of the papers.
claim never first_names and mood == frost
claim never papers != signed and seen(pen.steady)
claim never papers != torn and seen(tear)
// Who is where, and who knows what.
claim glasses only after samuel
claim closer only after low_blow
claim truce only after alex_unseen
claim kiss only after truce
claim never karev != unaware and not first_names
claim never seen(not_yet) and not knows_address()
claim never seen(not_yet) and papers == signed
claim never seen(calls_back) and april != message
claim three_stools only after alex_walks_in
// What was said: no truce before the unkind thing has been taken back.
claim never first_names and hurt == pity and not seen(closer.unsay)
claim never hurt == pity and seen(insult)
claim never seen(argued) and first_names
claim never hers == 5 and water
claim never seen(alex_walks_in) and april == message
claim never seen(witness) and seen(tear)
// What the ending has to be earned with.
claim hotel only after offer
claim only_a_memory only after dawn
claim never seen(hotel) and not (water and open_book())
claim never seen(dawn) and not told has crib
claim never seen(three_in_the_morning) and told has crib
// What must not be lost.
claim reach "Only a memory"
claim reach "Only a memory" with papers == torn
claim reach "Witness"
claim reach "Three stools"

// =========================================================================
// Beat 1. The canonical choice is `whiskey`. Each choice is a way into the
// evening of its own, and all of them come to `samuel` in frost.story.

== stool: The stool #beat=1

// The content note: one line, before anything else, nothing to click.
*A note: the death of a baby, a divorce, an old shooting and a good deal of whiskey lie behind this story. None of it is shown in detail, and most of the doors can be left shut.*

// Lines that follow each other are one paragraph, so a sentence can have a
// line to itself. A blank line begins the next paragraph: leave one wherever
// somebody else begins to speak.
Joe's has thirteen stools. Jackson Avery takes the last, against the wall, where only one side of him is open to the public.
It is twenty past nine on a Tuesday. His tie is in his left pocket; the inside pocket he leaves alone.

He made the plan in the elevator: whiskey, until the day has no corners left; then a cab; then a bed made by strangers, and more sleep than a surgeon gets in one piece.

// A block variation. In a scene that is shown once, a shuffle means "one of
// these, by chance", so that another play begins a little otherwise.
~ shuffle:
    - Joe comes down the bar, looks at him once, and lays out a coaster. He has poured for surgeons a long time, and he does not ask how it went.
    - Joe has a coaster in front of him before he has both elbows down. People tell him how it went, or what they are drinking; he has never asked for both.
    - "Doctor," says Joe, and lays out a coaster. He gives the word no more than it is worth, which after a day of hearing it from lawyers is a kindness.

// A choice with no label gets its id from its words; these have labels,
// because saved paths and claims speak of them.
* (whiskey) "Whiskey. And keep it coming."
    Joe stands the bottle where both of them can see it.
    // "-> pour(1) ->" goes there and comes back here at its "-> back".
    -> pour(1) ->
    -> settlement
* (clock) "Whiskey. I'll take it over there, under the clock."
    Joe looks at the table under the clock, which seats four, and keeps his remark.
    -> pour(1) ->
    -> under_the_clock
* (cab) "Could you call the cab now? We could skip the middle part."
    "We could," says Joe, who knows the middle part. He makes the call, and holds up ten fingers for the minutes.
    -> awning
