"""A story for all tests of saved paths, and a play of it."""

import engine
from engine.paths.saved_path import SavedPath

STORY = """\
title: The Umbrella
start: porch
cast: Mia, Tom

var rain: 0..3 = 1
var mood: sour | even | glad = sour
var name: text = "stranger"
var knows: set of forecast, party

== porch: The porch
Rain on the porch. Tom has the umbrella.

* (ask) Ask for it.
    ~ knows += forecast
    ~ mood = even
    Tom: Say please.
* Grab it from him.
    ~ mood = sour
    He is quicker.
+ Wait a while.
    ~ rain += 1
    It rains {random(1, 1000)} drops.
    -> porch

~ ask name: Who are you?
{name}, he says. {random(1, 999)} drops fall.

* (smile) {needs mood != sour: you are too cross} Smile at him.
    ~ mood = glad
    -> street
* Walk off. -> street

== street: The street
The street, rain {rain}. {shuffle: A dog. | A cat. | A bus.}

* Go home. -> end: Dry
* (party) Go to the party.
    There is music {random(1, 1000)} doors away.
    -> end: Glad
"""
# Without chance, for tests that show the whole play.
PLAIN = (
    STORY.replace("{random(1, 1000)} drops", "many drops")
    .replace("{random(1, 999)} drops fall", "Drops fall")
    .replace("{shuffle: A dog. | A cat. | A bus.}", "A dog.")
    .replace("music {random(1, 1000)} doors", "music two doors")
)
PLAY = ["porch.wait-a-while", "porch.ask", "=Mia", "porch.smile", "street.party"]


def play(story: engine.Story, inputs: list[str], seed: int = 7) -> engine.Session:
    """A session with these ids of choices taken, and answers behind `=`."""
    session = story.start(seed=seed)
    for one in inputs:
        if one.startswith("="):
            session.answer(one[1:])
        else:
            session.choose(one)
    return session


def recorded(text: str = STORY, inputs: list[str] = PLAY) -> SavedPath:
    """The path of such a play, through its file."""
    path = SavedPath.of(play(engine.loads(text), inputs))
    return SavedPath.loads(path.dumps())


def edited(*changes: tuple[str, str]) -> engine.Story:
    """The story after edits, each of which must find its place."""
    text = STORY
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the story"
        text = text.replace(old, new)
    return engine.loads(text)
