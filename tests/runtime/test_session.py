"""Sessions as an engineer who embeds the engine meets them; states from elsewhere; what is drawn."""

import copy
import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engine
from engine.runtime.randomness import draw, hash_of, number_between, order_of

STORY = """\
title: The Umbrella
author: A. Writer
language: en
version: 1.2
cast: Mia, Tom
start: porch

var rain: 0..3 = 1
var name: text = "stranger"
var mood: sour | glad
var knows: set of one, two
var wet = false

== porch: The porch #outdoors
Mia: It *rains*. #sound=rain
* (ask) Ask. #quiet
    ~ rain += 1
    -> inner(rain, "x") ->
    Back.
* {needs rain > 2: it is dry} Open it.
+ Stay. -> porch
~ ask name: Who are you?
{name}
~ knows += two
-> end: Dry

== inner(n: 0..9, what: text): Inner
~ let deep = n * 2
{n} {what}
+ Return {deep}.
    -> back
+ End. -> end
"""


@pytest.fixture
def session() -> engine.Session:
    return engine.loads(STORY, "umbrella.story").start(seed=7)


def test_story() -> None:
    story = engine.loads(STORY, "umbrella.story")
    assert (story.title, story.author, story.language, story.version) == ("The Umbrella", "A. Writer", "en", "1.2")
    assert (story.cast, story.scenes, story.endings) == (("Mia", "Tom"), ("porch", "inner"), ("Dry",))
    assert (story.externs, story.path, story.ifid) == ((), None, "")
    assert story.metadata["start"] == "porch"
    assert "Umbrella" in repr(story)


def test_paragraphs_and_choices(session: engine.Session) -> None:
    (paragraph,) = session.text
    assert (paragraph.speaker, paragraph.text, paragraph.tags) == ("Mia", "It rains.", ("sound=rain",))
    assert paragraph.spans == (engine.Span("It "), engine.Span("rains", emphasis=True), engine.Span("."))
    ask, opened, stay = session.choices
    assert (ask.id, ask.label, ask.text, ask.enabled, ask.reason, ask.tags) == (
        "porch.ask", "ask", "Ask.", True, None, ("quiet",),
    )  # fmt: skip
    assert (opened.id, opened.label, opened.enabled, opened.reason) == ("porch.open-it", None, False, "it is dry")
    assert stay.id == "porch.stay"
    assert (session.scene, session.scene_title, session.seed, session.turns) == ("porch", "The porch", 7, 0)
    assert session.variables == {"rain": 1, "name": "stranger", "mood": "sour", "knows": (), "wet": False}
    assert (session.question, session.ending, session.over, session.status) == (None, None, False, None)


def test_ways_to_choose(session: engine.Session) -> None:
    ways: list[Any] = [0, "ask", "porch.ask", session.choices[0]]
    states = []
    for way in ways:
        session.choose(way)
        states.append(session.state)
        session.undo()
    assert len(set(states)) == 1
    session.choose("ask")
    assert (session.scene, session.turns) == ("inner", 1)
    assert session.path == (engine.Step("porch", "porch.ask", "Ask.", None),)


@pytest.mark.parametrize("which", [3, -1, 10**30, "nothing", "", "porch", None, True, 1.0, "porch.open-it", 1, "Ask."])
def test_choices_that_are_not_there(session: engine.Session, which: Any) -> None:
    before = session.state, session.choices, session.path
    if which is True:
        # Python counts `True` among the numbers: it is the second choice, which is closed.
        assert not session.choices[1].enabled
    with pytest.raises(engine.ChoiceError):
        session.choose(which)
    assert (session.state, session.choices, session.path) == before


def test_question(session: engine.Session) -> None:
    session.choose("ask")
    session.choose(0)
    assert session.question is not None
    assert (session.question.text, session.question.kind, session.question.default) == (
        "Who are you?", "text", "stranger",
    )  # fmt: skip
    assert session.choices == ()
    with pytest.raises(engine.ChoiceError):
        session.choose(0)
    with pytest.raises(engine.AnswerError):
        session.answer("y" * 201)
    session.answer("\x1b[31m Ada\n\u202eLovelace\ud800 ")
    assert session.text[0].text == "[31m Ada Lovelace"
    assert session.path[-1] == engine.Step("porch", None, None, "[31m Ada Lovelace")
    assert session.ending == engine.Ending("Dry")
    assert session.over
    assert session.variables["knows"] == ("two",)
    assert (session.scene, session.turns) == ("porch", 2)
    with pytest.raises(engine.AnswerError):
        session.answer("again")


def test_the_scene_of_an_ending_is_where_it_ended() -> None:
    story = engine.loads("== a: A\n+ On. -> b\n== b: B\nText.\n-> end: There\n")
    session = story.start(seed=1)
    session.choose(0)
    assert (session.scene, session.scene_title) == ("b", "B")


def test_a_new_step_forgets_what_was_undone(session: engine.Session) -> None:
    session.choose("porch.stay")
    session.undo()
    session.choose("ask")
    assert not session.redo()
    assert len(session.path) == 1


def test_seeds() -> None:
    story = engine.loads("== s\n{random(1, 1000000)}\n-> end\n")
    assert len({story.start().text for _ in range(20)}) > 15
    assert story.start(seed=5).text == story.start(seed=5 + 2**32).text
    assert story.start(seed=-1).seed == 2**32 - 1


def test_undo_keeps_what_the_host_said() -> None:
    """A function of the host may say something else each time; what was played stays as it was."""
    story = engine.loads(
        "extern next(number) -> number\nvar n = 0\n== s\nGot {next(1)}.\n+ Ask {next(2)}.\n    ~ n += next(3)\n    -> s\n"
    )
    said = iter(range(10_000))
    session = story.start(seed=1, functions={"next": lambda number: next(said)})
    frames = []
    for _ in range(40):
        frames.append((session.state, session.text, session.choices, session.path))
        session.choose(0)
    for frame in reversed(frames):
        assert session.undo()
        assert (session.state, session.text, session.choices, session.path) == frame
    for frame in frames[1:]:
        assert session.redo()
        assert (session.state, session.text, session.choices, session.path) == frame


def test_sessions_do_not_touch_each_other() -> None:
    story = engine.loads(STORY)
    one, other = story.start(seed=1), story.start(seed=1)
    one.choose("ask")
    assert other.choices == story.start(seed=1).choices
    other.choose("porch.stay")
    assert (one.scene, other.scene) == ("inner", "porch")


# ---------------------------------------------------------------- states


def damaged(value: Any) -> list[Any]:
    """Copies of a state's JSON, each with one thing in it changed for the worse."""
    results: list[Any] = [None, [], {}, "", 5, value[:-1], [*value, 0], {"state": value}]
    for place in range(len(value)):
        for wrong in (None, -1, 2**60, "\x1b[0m", "nonsense", 1.5, [], [[1]], [[0, None]] * 500, {}, True, [[-1, []]]):
            if wrong != value[place]:
                changed = copy.deepcopy(value)
                changed[place] = wrong
                results.append(changed)
    return results


def test_damaged_states_are_refused_or_harmless(session: engine.Session) -> None:
    session.choose("ask")
    good = json.loads(json.dumps(session.state))
    before = session.state, session.choices, session.path
    refused = 0
    for state in damaged(good):
        other = session.story.start(seed=1)
        try:
            other.restore(state)
        except engine.StateError:
            refused += 1
            continue
        # What was taken is a state; going on from it is a play, or an error with a place.
        for _ in range(5):
            try:
                if other.over:
                    break
                if other.question is not None:
                    other.answer("x")
                else:
                    other.choose(0)
            except engine.PlayError:
                break
    assert refused > 60
    assert (session.state, session.choices, session.path) == before


def test_a_refused_state_changes_nothing(session: engine.Session) -> None:
    session.choose("porch.stay")
    before = session.state, session.text, session.choices, session.path
    with pytest.raises(engine.StateError):
        session.restore([1, 2, 3])
    assert (session.state, session.text, session.choices, session.path) == before
    assert session.undo()


def test_states_of_other_stories_are_refused(session: engine.Session) -> None:
    other = engine.loads(STORY.replace("It *rains*", "It pours")).start(seed=7)
    with pytest.raises(engine.StateError, match="another version"):
        other.restore(session.state)


@settings(max_examples=60, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text() | st.floats(), st.lists, max_leaves=30))
def test_anything_else_is_no_state(value: Any) -> None:
    story = engine.loads("var n = 0\n== s\n{n}\n+ On.\n    ~ n += 1\n    -> s\n")
    session = story.start(seed=1)
    with pytest.raises(engine.StateError):
        session.restore(value)


def test_endings_are_restored() -> None:
    story = engine.loads("== s\n+ One. -> end: One\n+ Two. -> end: Two\n+ None. -> end\n")
    for which, name in enumerate(("One", "Two", None)):
        session = story.start(seed=1)
        session.choose(which)
        other = story.start(seed=2)
        other.restore(json.loads(json.dumps(session.state)))
        assert other.ending == engine.Ending(name)
        assert other.seed == 1


# ---------------------------------------------------------------- chance


def test_hash_is_murmur3() -> None:
    """Published values of MurmurHash3_x86_32."""
    assert hash_of(b"", 0) == 0
    assert hash_of(b"", 1) == 0x514E28B7
    assert hash_of(b"", 0xFFFFFFFF) == 0x81F16F39
    assert hash_of(b"\xff\xff\xff\xff", 0) == 0x76293B50
    assert hash_of(b"\x21\x43\x65\x87", 0) == 0xF55B516B
    assert hash_of(b"\x21\x43\x65\x87", 0x5082EDEE) == 0x2362F9DE
    assert hash_of(b"\x21\x43\x65", 0) == 0x7E4A8634
    assert hash_of(b"\x21\x43", 0) == 0xA0F7B07A
    assert hash_of(b"\x21", 0) == 0x72661CF4
    assert hash_of(b"The quick brown fox jumps over the lazy dog", 0x9747B28C) == 0x2FA826CD


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_a_draw_is_the_hash_of_two_words(seed: int, place: int, count: int) -> None:
    words = place.to_bytes(4, "little") + count.to_bytes(4, "little")
    assert draw(seed, place, count) == hash_of(words, seed)


def test_draws_are_even() -> None:
    counts = Counter(number_between(seed, 12345, count, 1, 6) for seed in range(100) for count in range(60))
    assert sorted(counts) == [1, 2, 3, 4, 5, 6]
    assert all(850 < one < 1150 for one in counts.values())
    orders = Counter(order_of(seed, 99, turn, 3) for seed in range(100) for turn in range(12))
    assert len(orders) == 6
    assert all(140 < one < 260 for one in orders.values())


@pytest.mark.parametrize(("percent", "low", "high"), [(0, 0, 0), (30, 240, 360), (50, 440, 560), (100, 1000, 1000)])
def test_chance(percent: int, low: int, high: int) -> None:
    story = engine.loads(f"== s\n{{chance({percent})}}\n+ On. -> s\n")
    session = story.start(seed=3)
    found = 0
    for _ in range(1000):
        found += session.text[0].text == "true"
        session.choose(0)
    assert low <= found <= high


BORROWING = """\
== begin
-> room(2)
== room(x: 0..3)
~ let word = "a"
<- talk(1)
~ if x == 2 and word == "a":
    -> end: Yes
-> end: No
== talk(y: 0..3)
+ Talk.
    ~ let z = y
    -> pause(z) ->
    + More {z}.
        Fine.
== pause(n)
+ Wait {n}.
-> back
"""


def test_a_borrowed_choice_is_restored_with_the_locals_of_who_borrows() -> None:
    session = engine.loads(BORROWING).start(1)
    for choice in ("Talk.", "Wait 1.", "More 1."):
        other = engine.loads(BORROWING).start(2)
        other.restore(json.loads(json.dumps(session.state)))
        assert other.choices == session.choices
        session = other
        [only] = session.choices
        assert only.text == choice
        session.choose(only)
    assert session.ending is not None
    assert session.ending.name == "Yes"


def test_locals_that_belong_to_neither_are_refused() -> None:
    session = engine.loads(BORROWING).start(1)
    session.choose(0)
    state = list(session.state)
    segment, saved = state[2][-1]
    [(start, values)] = saved
    for broken in (("a", *values[1:]), (2, 3, *values[2:])):
        state[2] = (*session.state[2][:-1], (segment, ((start, broken),)))
        with pytest.raises(engine.StateError):
            session.restore(tuple(state))
