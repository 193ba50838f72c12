"""Kinds of edit between saving and replaying: never another branch in silence, and the right diagnosis each time."""

import pytest
from umbrella import PLAIN, edited, play, recorded

import engine
from engine.paths.replaying import Replay, replay
from engine.paths.saved_path import SavedPath

Changes = list[tuple[str, str]]


def diagnosis(done: Replay) -> list[str]:
    """All that a replay has to say."""
    return [line for result in done.results for line in result.lines()]


def kinds(done: Replay) -> list[tuple[int, str]]:
    """Each step that differed, with its kinds."""
    return [(result.number, one.kind.value) for result in done.differing for one in result.differences]


SAME: dict[str, Changes] = {
    "nothing": [],
    "a choice before the one taken": [("* (ask) Ask for it.", "* Sigh.\n    Ah.\n* (ask) Ask for it.")],
    "a choice taken away that the play did not take": [
        ("* Grab it from him.\n    ~ mood = sour\n    He is quicker.\n", "")
    ],
    "choices swapped": [
        ("* Go home. -> end: Dry\n", ""),
        ("    -> end: Glad\n", "    -> end: Glad\n* Go home. -> end: Dry\n"),
    ],
    "a variable more": [("var rain:", "var coins = 5\nvar rain:")],
    "a wider range": [("0..3", "0..9")],
    "a scene more": [("== street", "== alley\nDark.\n-> end\n\n== street")],
    "another title for a scene": [("== porch: The porch", "== porch: The front porch")],
    "a visit around the scene": [
        ("start: porch", "start: frame"),
        ("== porch:", "== frame\n-> porch ->\n-> end\n\n== porch:"),
        ("* Go home. -> end: Dry", "* Go home. -> back"),
    ],
    "more scenes before it, which draw as well": [
        ("== porch:", "== cellar\n{random(1, 1000)} {shuffle: A dog. | A cat. | A bus.}\n-> end\n\n== porch:"),
    ],
    "a visit counted": [("* Go home. -> end: Dry", "* Go home{if visits(porch) > 9:, again}. -> end: Dry")],
    "choices wrapped in a condition": [
        (
            "* Go home. -> end: Dry\n* (party) Go to the party.\n    There is",
            "~ if rain < 9:\n    * Go home. -> end: Dry\n    * (party) Go to the party.\n        There is",
        ),
        ("away.\n    -> end: Glad", "away.\n        -> end: Glad"),
    ],
}


@pytest.mark.parametrize("name", SAME)
def test_harmless_edits_change_nothing(name: str, saved: SavedPath) -> None:
    done = replay(edited(*SAME[name]), saved)
    assert diagnosis(done) == []
    assert done.fits
    assert done.session.ending == ("Glad",)


STOPS: dict[str, tuple[Changes, int, str, str]] = {
    "the choice is deleted": (
        [("* (ask) Ask for it.\n    ~ knows += forecast\n    ~ mood = even\n    Tom: Say please.\n", "")],
        2, "choice gone", "step 2, scene porch: the choice `Ask for it.` is gone from this scene (untitled.story:10)",
    ),
    "the choice is deleted, a like one stays": (
        [("* (ask) Ask for it.", "* (beg) Ask him for it.")],
        2, "choice gone",
        "step 2, scene porch: the choice `Ask for it.` is gone; nearest: `Ask him for it.` (untitled.story:13)",
    ),
    "a slug that is another text": (
        [("Wait a while.", "Sit down a while here.")],
        1, "choice gone", "step 1, scene porch: the choice `Wait a while.` is gone; nearest: `Sit down a while here.` (untitled.story:20)",
    ),
    "another default closes the choice": (
        [("    ~ mood = even\n", "")],
        4, "choice closed", "step 4, scene porch: the choice `Smile at him.` is closed: you are too cross (untitled.story:27)",
    ),
    "the choice gets a condition": (
        [("* (party) Go", "* (party) {if rain > 2} Go")],
        5, "choice closed", "step 5, scene street: the choice `Go to the party.` is hidden: its condition does not hold (untitled.story:37)",
    ),
    "a choice can be taken only once now": (
        [("* (ask) Ask for it.\n", "* (ask) {if seen(ask)} Ask for it.\n")],
        2, "choice closed", "step 2, scene porch: the choice `Ask for it.` is hidden: its condition does not hold (untitled.story:13)",
    ),
    "a narrower range": (
        [("0..3 = 1", "0..1 = 1")],
        1, "story mistake", "step 1, scene porch: the story makes a mistake behind `Wait a while.`: untitled.story:21: `rain` would be 2; its range is 0 to 1",
    ),
    "a scene before the scene": (
        [("start: porch", "start: gate"), ("== porch:", "== gate\nA gate.\n* Open it. -> porch\n\n== porch:")],
        1, "another scene", "step 1, scene porch: the play stands in scene `gate` (untitled.story:10), where the path has `porch`",
    ),
    "a choice leads to another scene": (
        [("    ~ mood = glad\n    -> street", "    ~ mood = glad\n    -> alley"), ("== street", "== alley\nDark here.\n* (party) Go to the party. -> end: Glad\n\n== street")],
        5, "another scene", "step 5, scene street: the play stands in scene `alley` (untitled.story:33), where the path has `street`",
    ),
    "the story ends sooner": (
        [("    ~ mood = glad\n    -> street", "    ~ mood = glad\n    -> end: Soon")],
        5, "ends sooner", "step 5, scene street: the story is at the ending `Soon` already; `Go to the party.` is not reached",
    ),
    "a question is taken away": (
        [("~ ask name: Who are you?\n", "")],
        3, "question gone", "step 3, scene porch: the question `Who are you?` is not asked; the story offers choices",
    ),
    "a question is added": (
        [("Rain on the porch.", "~ ask name: First, who?\nRain on the porch.")],
        1, "question instead", "step 1, scene porch: the story asks `First, who?` before the choice `Wait a while.`",
    ),
    "another question is asked": (
        [("~ ask name: Who are you?", "~ ask rain: How wet?")],
        3, "question gone", "step 3, scene porch: the story asks `How wet?`, where the path answers `Who are you?`",
    ),
    "labels are swapped": (
        [("(smile) {needs mood != sour: you are too cross} Smile at him.", "(smile) Walk off."), ("* Walk off. ->", "* (walk) {needs mood != sour: you are too cross} Smile at him. ->")],
        4, "choice unclear", "step 4, scene porch: `porch.smile` now says `Walk off.`, and `Smile at him.` is said by `porch.walk` (untitled.story:28)",
    ),
    "the scene is gone and another takes its place": (
        [("== street: The street\nThe street, rain", "== lane: A lane\nA lane, rain"), ("    ~ mood = glad\n    -> street", "    ~ mood = glad\n    -> lane"), ("* Walk off. -> street", "* Walk off. -> lane")],
        5, "scene gone", "step 5, scene street: the scene `street` is gone; the play stands in scene `lane` (untitled.story:33)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STOPS)
def test_edits_that_stop_the_replay(name: str, saved: SavedPath) -> None:
    changes, step, kind, message = STOPS[name]
    done = replay(edited(*changes), saved)
    assert done.stopped is not None
    assert diagnosis(done)[-1] == message
    assert (done.stopped.number, done.stopped.kind) == (step, kind)
    assert not done.fits
    # The play stands before the step that did not fit; nothing of another branch was taken.
    taken = [one.id or f"={one.answer}" for one in done.session.path]
    assert taken == ["porch.wait-a-while", "porch.ask", "=Mia", "porch.smile", "street.party"][: step - 1]


GOES_ON: dict[str, tuple[Changes, list[tuple[int, str]], str]] = {
    "prose": (
        [("Tom: Say please.", "Tom: Say please, will you.")],
        [(2, "prose changed")],
        "step 2, scene porch: the text changed: Tom: Say please{+, will you+}.",
    ),
    "a default": (
        [("0..3 = 1", "0..3 = 0")],
        [(0, "state changed"), (1, "state changed"), (2, "state changed"), (3, "state changed"), (4, "prose changed"), (4, "state changed"), (5, "state changed")],
        "the beginning: `rain` is 0, and was 1",
    ),
    "an effect of a choice": (
        [("    ~ knows += forecast\n", "")],
        [(2, "state changed"), (3, "state changed"), (4, "state changed"), (5, "state changed")],
        "step 2, scene porch: `knows` is none, and was forecast",
    ),
    "a label renamed": (
        [("(party)", "(dance)")],
        [(5, "choice renamed")],
        "step 5, scene street: the choice `Go to the party.` was `street.party` and is `street.dance` now (untitled.story:37)",
    ),
    "a label given": (
        [("+ Wait a while.", "+ (wait) Wait a while.")],
        [(1, "choice renamed")],
        "step 1, scene porch: the choice `Wait a while.` was `porch.wait-a-while` and is `porch.wait` now (untitled.story:20)",
    ),
    "a labelled choice reworded": (
        [("Smile at him.", "Smile back.")],
        [(4, "choice reworded")],
        "step 4, scene porch: the choice `Smile at him.` now says `Smile back.`",
    ),
    "a choice without a label reworded": (
        [("Wait a while.", "Wait a bit.")],
        [(1, "choice reworded")],
        "step 1, scene porch: the choice `porch.wait-a-while` is `porch.wait-a-bit` now, as it says `Wait a bit.` (untitled.story:20)",
    ),
    "another choice with the same label": (
        [("Smile at him.\n", "Hit him with the umbrella.\n    He falls down the steps.\n")],
        [(4, "another meaning"), (4, "prose changed")],
        "step 4, scene porch: the choice `Smile at him.` now says `Hit him with the umbrella.`, which is another meaning (untitled.story:28)",
    ),
    "a question reworded": (
        [("Who are you?", "And you are?")],
        [(3, "choice reworded")],
        "step 3, scene porch: the question `Who are you?` now says `And you are?`",
    ),
    "another ending": (
        [("-> end: Glad", "-> end: Merry")],
        [(5, "another ending")],
        "step 5, scene street: the path led to the ending `Glad`, and leads to the ending `Merry` now",
    ),
    "a variable taken away": (
        [("var knows: set of forecast, party\n", ""), ("    ~ knows += forecast\n", "")],
        [(0, "state changed")],
        "the beginning: the variable `knows` is gone",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GOES_ON)
def test_edits_that_are_told_while_the_replay_goes_on(name: str, saved: SavedPath) -> None:
    changes, expected, message = GOES_ON[name]
    done = replay(edited(*changes), saved)
    assert kinds(done) == expected
    assert diagnosis(done)[0] == message
    assert done.stopped is None
    assert done.fits == (name == "a variable taken away"), "what nobody reads may go"


def test_a_renamed_scene_is_followed_where_the_text_before_proves_it(saved: SavedPath) -> None:
    path = recorded(PLAIN)
    done = replay(engine.loads(PLAIN.replace("street", "road").replace("The road", "The street")), path)
    assert kinds(done) == [(5, "scene renamed")]
    assert diagnosis(done)[0] == "step 5, scene street: the scene `street` is `road` now"
    assert done.session.ending == ("Glad",)


def test_a_repeated_difference_is_told_once(saved: SavedPath) -> None:
    done = replay(edited(("0..3 = 1", "0..3 = 0")), saved)
    assert [line for line in diagnosis(done) if "`rain`" in line] == [
        "the beginning: `rain` is 0, and was 1",
    ]


def test_a_rename_is_told_once() -> None:
    text = "== hall\nA hall.\n+ (on) On. -> hall\n* Out. -> end\n"
    path = recorded(text, ["hall.on"] * 20 + ["hall.out"])
    assert diagnosis(replay(engine.loads(text.replace("(on)", "(go)")), path)) == [
        "step 1, scene hall: the choice `On.` was `hall.on` and is `hall.go` now (untitled.story:3)",
    ]
    done = replay(engine.loads(text.replace("hall", "aisle").replace("A aisle", "A hall")), path)
    assert diagnosis(done) == ["step 1, scene hall: the scene `hall` is `aisle` now"]
    assert sum(bool(result.differences) for result in done.results) == 21


def test_the_nearest_is_taken_only_when_it_is_accepted(saved: SavedPath) -> None:
    story = edited(("+ Wait a while.", "+ (bide) Wait a bit."))
    assert replay(story, saved).stopped is not None
    done = replay(story, saved, accept_nearest=True)
    assert done.stopped is None
    assert not done.fits
    assert diagnosis(done)[0] == (
        "step 1, scene porch: the choice `Wait a while.` is gone; `Wait a bit.` was taken (untitled.story:20)"
    )


def test_the_same_text_in_another_scene_is_no_proof() -> None:
    here, there = "== here\nHere.\n* Leave. -> there\n", "== there\nThere.\n* Leave. -> end: There\n"
    path = recorded(here + there, ["here.leave", "there.leave"])
    pit = "== pit\nA pit.\n* Leave. -> end: Pit\n"
    done = replay(engine.loads(here.replace("-> there", "-> pit") + pit), path)
    assert done.stopped is not None
    assert done.stopped.kind == "scene gone"
    assert not done.session.over


def test_a_scene_that_the_path_has_besides_is_no_new_name_of_another() -> None:
    """All else speaks for it: the text before, what the choice says, its name."""
    text = "== lobby\nA room.\n+ Go. -> {next}\n"
    both = "start: lobby\n" + text.replace("{next}", "attic") + "== attic\nA room.\n+ Go. -> end: Out\n"
    path = recorded(both, ["lobby.go", "attic.go"])
    done = replay(engine.loads("== attic\nA room.\n+ Go. -> end: Out\n"), path)
    assert done.stopped is not None
    assert (done.stopped.kind, done.stopped.number) == ("scene gone", 1)
    # Where the path does not have it besides, it is another name.
    alone = recorded("== lobby\nA room.\n+ Go. -> end: Out\n", ["lobby.go"])
    assert kinds(replay(engine.loads("== attic\nA room.\n+ Go. -> end: Out\n"), alone)) == [(1, "scene renamed")]


LAMPS = """\
var n: 0..1 = 0
== hall
A hall.
~ if n == 0:
    + Take the red lamp.
        ~ n = 1
        -> hall
+ {if n == 1} Take the red lamp now. -> end: Lamp
+ Out. -> end: Out
"""


def test_a_choice_that_the_path_takes_besides_is_no_new_wording_of_another() -> None:
    path = recorded(LAMPS, ["hall.take-the-red-lamp", "hall.take-the-red-lamp-now"])
    gone = LAMPS.replace("n: 0..1 = 0", "n: 0..1 = 1").partition("~ if")[0] + "+ {if n" + LAMPS.partition("+ {if n")[2]
    done = replay(engine.loads(gone), path)
    assert done.stopped is not None and done.stopped.number == 1
    assert not done.session.over
    # Nor if it has a label, and says now what the other one said.
    labelled, gone = LAMPS.replace("+ {if n", "+ (now) {if n"), gone.replace("+ {if n", "+ (now) {if n")
    path = recorded(labelled, ["hall.take-the-red-lamp", "hall.now"])
    done = replay(engine.loads(gone.replace("lamp now.", "lamp.")), path)
    assert done.stopped is not None and done.stopped.number == 1
    assert not any("another question" in line for line in diagnosis(done))


def test_draws_elsewhere_stay_as_they_were(saved: SavedPath) -> None:
    """A draw taken away, one added and one doubled: those of the other places give what they gave."""
    story = edited(
        ("It rains {random(1, 1000)} drops.", "It rains {random(1, 50)} and {random(2, 1000)} drops{if chance(50):!}"),
        ("{shuffle: A dog. | A cat. | A bus.}", "{shuffle: A dog. | A cat. | A bus.} {random(1, 9)}"),
    )
    done = replay(story, saved)
    assert done.stopped is None
    assert [number for number, _ in kinds(done)] == [1, 4]


def test_a_first_variable_changes_nothing() -> None:
    text = "== a\nA.\n* One. -> end\n"
    path = recorded(text, ["a.one"])
    assert replay(engine.loads(text), path).fits
    assert replay(
        engine.loads("var n = 0\n\n" + text.replace("A.", "{if n: B. | A.}").replace("if n", "if n > 0")), path
    ).fits


def test_until_stops_before_the_rest(saved: SavedPath) -> None:
    done = replay(edited(), saved, until=2)
    assert [result.number for result in done.results] == [0, 1, 2]
    assert done.session.question is not None


def test_replaying_is_a_function_of_story_and_path(saved: SavedPath) -> None:
    story = edited(("Tom: Say please.", "Tom: Say please, will you."))
    assert replay(story, saved).results == replay(story, saved).results


def test_replaying_anew_gives_the_same_file(saved: SavedPath) -> None:
    assert replay(edited(), saved).recorder.path().dumps() == saved.dumps()


def test_a_play_from_a_restored_state_has_no_path() -> None:
    session = play(edited(), ["porch.wait-a-while"])
    session.restore(session.state)
    session.choose("porch.ask")
    with pytest.raises(engine.NightcapError, match="beginning"):
        SavedPath.of(session)


TOLD_ONCE = """var coins = 2
var luck: 0..3 = 1
== a
A bar.
* (pay) Pay.
    ~ coins -= 1
    Paid.
    -> b
== b
A street.
* (walk) Walk on.
    Far away.
    -> end
"""


@pytest.mark.parametrize(
    ("changes", "verdicts"),
    [
        ([], ["the same"] * 3),
        ([("var luck: 0..3 = 1\n", "")], ["the same"] * 3),
        ([("coins -= 1", "coins -= 2")], ["the same", "another outcome", "the same"]),
    ],
)
def test_without_the_version_it_was_played_in_an_outcome_is_one_once(changes: Changes, verdicts: list[str]) -> None:
    """A variable that is gone is none, and what differs since a step before is told there."""
    text = TOLD_ONCE
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    done = replay(engine.loads(text), recorded(TOLD_ONCE, ["a.pay", "b.walk"]))
    assert [one.judgement.verdict.value for one in done.results] == verdicts
