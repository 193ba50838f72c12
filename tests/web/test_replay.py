"""A saved play in an edited story: the page tells the same differences and verdicts as the terminal, in every word.

NIGHTCAP_LONG=1 tries all plays of all edits, with more seeds.
"""

import json
import os
import random
import re
from pathlib import Path
from typing import Any

import pytest
import test_fair as fair
import test_old_names
import test_renamed_values
from edit_harness import PLAYS, SOURCE, edited
from edit_list import EDITS, PROSE
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from javascript import JavaScript, enter
from random_stories import story as random_story
from test_random_edits import after, edits
from umbrella import STORY, recorded

import engine
from engine.paths import judgement, siblings, story_index, text_judgement, text_pairing
from engine.paths import similarity as similarity_module
from engine.paths.replaying import Replay, replay
from engine.paths.saved_path import SavedPath
from engine.paths.similarity import similarity
from engine.paths.story_index import nearness
from engine.program.codec import data_of
from engine.runtime.publishing import published

UMBRELLA, SAVED = engine.loads(STORY), recorded()
LONG = bool(os.environ.get("NIGHTCAP_LONG"))
SEEDS = range(4) if LONG else range(1)
REPLAYS = """
globalThis.told = (text, kept, today) => {
  const { session, results, recorder } = replay(new Machine(today), readPath(text), kept)
  return JSON.stringify({ results, steps: recorder.steps.map((step) => [step.id, step.answer]) })
}
globalThis.taken = (text, kept, today) => takenUp(new Machine(today), readPath(text), kept).told.join(' / ')
"""


@pytest.fixture(scope="module")
def javascript() -> JavaScript:
    made = JavaScript("page/taking_up.js")
    made.context.eval(REPLAYS)
    return made


def in_python(done: Replay) -> dict[str, Any]:
    results = [
        {
            "number": one.number,
            "scene": one.scene,
            "differences": [
                {
                    "kind": str(each.kind),
                    # The terminal shows where a text changed; the page does not.
                    "message": "the text changed" if each.kind == "prose changed" else each.message,
                    "old": each.old,
                    "new": each.new,
                    "expected": each.expected,
                    "again": each.again,
                    "oldId": each.old_id,
                }
                for each in one.differences
            ],
            "taken": one.taken,
            "judgement": {
                "verdict": str(one.judgement.verdict),
                "why": one.judgement.why,
                "edited": one.judgement.edited,
            },
        }
        for one in done.results
    ]
    return {"results": results, "steps": [[step.id, step.answer] for step in done.recorder.steps]}


def in_javascript(javascript: JavaScript, today: engine.Story, path: SavedPath, kept: engine.Story | None) -> Any:
    held = "null" if kept is None else json.dumps(data_of(kept.program))
    given = f"{json.dumps(path.dumps())}, {held}, {json.dumps(data_of(today.program))}"
    return json.loads(javascript.context.eval(f"told({given})"))


def compare(javascript: JavaScript, then: engine.Story, today: engine.Story, path: SavedPath, where: str) -> None:
    for kept in (then, None):
        this = in_python(replay(today, path, original=kept))
        other = in_javascript(javascript, today, path, kept)
        for one, two in zip(this["results"], other["results"], strict=False):
            assert without_reason(two) == without_reason(one), (where, kept is None)
        assert len(other["results"]) == len(this["results"]), where
        assert other["steps"] == this["steps"], where


def without_reason(result: dict[str, Any]) -> dict[str, Any]:
    """A step without the reason of a mistake, of the story or its host: its code is the same everywhere, its message
    need not be."""
    mistake = r"(the story makes a mistake behind `[^`]*`|does not fit any more|cannot begin where it did): [^\"]*"
    return json.loads(re.sub(mistake, r"\1", json.dumps(result)))


def path_of_play(story: engine.Story, seed: int, steps: tuple[str, ...]) -> SavedPath:
    session = story.start(seed)
    for step in steps:
        if step.startswith("="):
            session.answer(step[1:])
        else:
            session.choose(step)
    return SavedPath.of(session)


@pytest.mark.parametrize("group", [EDITS, PROSE], ids=["edits", "words"])
def test_every_edit_is_told_alike(javascript: JavaScript, group: dict[str, Any]) -> None:
    then = engine.loads(SOURCE)
    for place, (name, changes) in enumerate(list(group.items())[:: 1 if LONG else 2]):
        today = engine.loads(edited(changes))
        for seed in SEEDS:
            for number, steps in enumerate(PLAYS):
                if LONG or number == place % len(PLAYS):
                    compare(
                        javascript, then, today, path_of_play(then, seed, steps), f"{name}, play {number}, seed {seed}"
                    )


def test_edits_of_a_story_in_several_files(
    javascript: JavaScript, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    then = fair.written(tmp_path, {})
    path = fair.played(then, len(fair.PLAY))
    for name, edit in list(fair.EDITS.items())[:: 1 if LONG else 4]:
        compare(javascript, then, fair.written(tmp_path, edit), path, name)


@given(st.lists(edits, min_size=1, max_size=3))
@settings(max_examples=400 if LONG else 40)
def test_random_edits_are_told_alike(javascript: JavaScript, changes: list[tuple[str, int, int]]) -> None:
    try:
        today = engine.loads(after(changes))
        replay(today, SAVED)
    except (engine.StoryErrors, engine.PlayError):
        assume(False)
        return
    compare(javascript, UMBRELLA, today, SAVED, str(changes))


def test_recorded_names_are_known(javascript: JavaScript) -> None:
    compare(javascript, UMBRELLA, engine.loads(test_old_names.RENAMED), SAVED, "scenes and choices")
    then = engine.loads(test_renamed_values.STORY)
    path = path_of_play(then, 3, ("=Ada", "bar.take", "hall.go"))
    compare(javascript, then, engine.loads(test_renamed_values.RENAMED), path, "values")


def test_a_published_program_tells_no_places(javascript: JavaScript) -> None:
    """A reader has no source: no file and no line is named, neither here nor there."""
    today = engine.loads(STORY.replace("+ Wait a while.", "+ Stand about."))
    today = engine.Story(published(today.program), None)
    compare(javascript, UMBRELLA, today, SAVED, "published")
    result = in_javascript(javascript, today, SAVED, None)["results"][-1]
    assert result["judgement"]["verdict"] == "gone"
    assert "story:" not in result["judgement"]["why"]


@pytest.mark.parametrize("damage", ["scenes", "variables", "start", "tags", "was", "endings"])
def test_a_kept_version_that_was_tampered_with_is_no_evidence(javascript: JavaScript, damage: str) -> None:
    """What a page keeps, other pages of its host may write."""
    today = engine.loads(STORY.replace("~ mood = glad", "~ mood = even"))
    wanted = "step 4, scene porch: another outcome: `mood` is even, and was glad"
    for kept in (None, data_of(UMBRELLA.program), {**data_of(UMBRELLA.program), damage: 5}):
        given = f"{json.dumps(SAVED.dumps())}, {json.dumps(kept)}, {json.dumps(data_of(today.program))}"
        assert javascript.context.eval(f"taken({given})") == wanted


def test_letters_are_folded_alike(javascript: JavaScript) -> None:
    letters = [chr(code) for code in range(0x80, 0x2FA20) if chr(code).isprintable()]
    folded = json.loads(javascript.context.eval(f"JSON.stringify({json.dumps(letters)}.map(folded))"))
    other = [letter for letter, one in zip(letters, folded, strict=True) if letter.casefold() != one]
    assert other == []


HOST = """\
var n: 0..6 = 2
var word: text = "x"
var bag: set of rope, lamp
== a
A {n} {bag}.
+ {if n > 0} Less.
    ~ n -= 1
    -> a
* {needs n > 3: too few} Once. -> b
+ {if bag has lamp} Ask.
    ~ ask word: Word?
    {word}
    -> b
On.
-> b
== b
B {n}.
+ {if n < 6} Back. -> a
+ {if bag has rope} End. -> end: E
~ n = 1
-> a
"""
HOST_EDITS = {
    "nothing": (),
    "renamed": (("var n:", "var m (was n):"), ("{n}", "{m}"), ("if n ", "if m "), ("needs n", "needs m"), ("~ n", "~ m")),
    "names": (("rope, lamp", "rope, torch (was lamp)"), ("has lamp", "has torch")),
    "gone": (("var word: text = \"x\"\n", ""), ("    ~ ask word: Word?\n    {word}\n", "    Word.\n")),
    "range": (("0..6", "0..4"), ("n < 6", "n < 4")),
    "scene": (("== a\n", "== c\n"), ("-> a\n", "-> c\n")),
    "a scene with another name": (("== b\n", "== d (was b)\n"), ("-> b\n", "-> d\n")),
    "leads elsewhere": (("~ n = 1\n-> a", "~ n = 2\nOut.\n-> a"),),
    "words": (("On.\n", "On they go.\n"),),
    "a parameter": (("== b\n", "== b(p: 0..3)\n"), ("-> b\n", "-> b(1)\n")),
    "no offers": (("+ {if bag has rope} End.", "+ {if bag has lamp} End."),),
}  # fmt: skip


def test_what_a_host_did_is_told_alike(javascript: JavaScript) -> None:
    then = engine.loads(HOST)
    acts: list[tuple[Any, ...]] = [("set", "n", n) for n in (0, 3, 5, 6)]
    acts += [("set", "word", "y"), ("set", "bag", ("rope", "lamp")), ("set", "bag", ()), ("refresh",)]
    for seed in range(40 if LONG else 8):
        dice = random.Random(seed)
        start: dict[str, Any] = {
            "scene": dice.choice([None, "a", "b"]),
            "variables": dice.choice([{}, {"n": 5}, {"bag": ["rope"]}]),
        }
        session = then.start(seed, **start)
        while len(session.path) < 12 and not session.over:
            if dice.random() < 0.5:
                session.repeat(engine.Step("", None, None, None, dice.choice(acts)))
            elif session.question is not None:
                session.answer("z")
            else:
                session.choose(dice.choice([one.id for one in session.choices if one.enabled]))
        path = SavedPath.of(session)
        for name, changes in HOST_EDITS.items():
            text = HOST
            for old, new in changes:
                assert old in text, name
                text = text.replace(old, new)
            compare(javascript, then, engine.loads(text), path, f"{name}, seed {seed}")


def edited_at_random(text: str, chance: random.Random) -> str:
    """A story with a line less, a line twice, two lines swapped, or another number in one."""
    lines = text.splitlines()
    place = chance.randrange(len(lines))
    kind = chance.randrange(4)
    if kind == 0:
        del lines[place]
    elif kind == 1:
        lines.insert(place, lines[place])
    elif kind == 2:
        other = min(place + 1, len(lines) - 1)
        lines[place], lines[other] = lines[other], lines[place]
    else:
        lines[place] = re.sub(r"\d", lambda found: str((int(found[0]) + 1) % 10), lines[place])
    return "\n".join(lines) + "\n"


def played_at_random(story: engine.Story, chance: random.Random) -> SavedPath | None:
    """The path of a play at random; None if the story makes a mistake in it."""
    try:
        session = story.start(chance.randrange(1000))
        for _ in range(12):
            if session.over:
                break
            enter(session, chance.randrange(1000))
    except (engine.PlayError, engine.AnswerError):
        return None
    return SavedPath.loads(SavedPath.of(session).dumps())


def test_edits_of_generated_stories_are_told_alike(javascript: JavaScript) -> None:
    """Whatever the language has is in some of them."""
    compared = 0
    for seed in range(400 if LONG else 40):
        chance = random.Random(seed)
        text = random_story(seed)
        try:
            then, today = engine.loads(text), engine.loads(edited_at_random(text, chance))
        except engine.StoryErrors:
            continue
        path = None if then.externs or today.externs else played_at_random(then, chance)
        if path is None:
            continue
        try:
            replay(today, path)
        except engine.PlayError:
            continue
        compare(javascript, then, today, path, f"story {seed}")
        compared += 1
    assert compared > (100 if LONG else 10)


def test_similarity_is_the_same_number(javascript: JavaScript) -> None:
    chance = random.Random(5)
    words = [
        "the",
        "red",
        "door",
        "opens",
        "slowly",
        "and",
        "a",
        "grey",
        "cat",
        "looks",
        "up",
        "Straße",
        "naïve",
        "山",
        "川",
        "it's",
        "42",
    ]

    def text() -> str:
        chosen = [chance.choice(words) for _ in range(chance.randrange(9))]
        return " ".join(word[: max(1, len(word) - chance.randrange(3))] for word in chosen)

    pairs = [(text(), text()) for _ in range(400)]
    given = json.dumps(pairs)
    for name, function in (("similarity", similarity), ("nearness", nearness)):
        there = json.loads(javascript.context.eval(f"JSON.stringify({given}.map(([a, b]) => {name}(a, b)))"))
        assert there == [function(one, other) for one, other in pairs]


def test_limits_of_the_judgement_are_the_same(javascript: JavaScript) -> None:
    names = {
        "LIKE": similarity_module.LIKE,
        "SOME": similarity_module.SOME,
        "SAME_WORD": similarity_module.SAME_WORD,
        "MOST_LIKE_WORDS": similarity_module.MOST_WORDS,
        "CLEARLY": siblings.CLEARLY,
        "NEAR": story_index.NEAR,
        "MOST_QUOTED": judgement.MOST_QUOTED,
        "MOST_UNPAIRED": text_pairing.MOST_UNPAIRED,
        "LEAST_LETTERS": text_judgement.LEAST_LETTERS,
    }
    assert json.loads(javascript.context.eval(f"JSON.stringify([{', '.join(names)}])")) == list(names.values())
