"""Text with values in it is joined when it is read; what is read is what stood there when it was printed."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

import engine
from engine.program.nodes import OfferChoice
from engine.program.walk import walk
from engine.runtime.state_types import Working
from engine.runtime.text import Fragment, joined, paragraphs_of

STORY = """\
var n: 0..99 = 1

== start
~ n = 2
You have {n} of {if n > 1: many | few}.
~ n += 5
And now {n}, {cycle: once | again}.
+ More. -> start
+ {if n > 50} Much. -> end
"""


def texts(session: engine.Session) -> list[str]:
    return [one.text for one in session.text]


def test_it_says_what_was_so_when_it_was_printed() -> None:
    session = engine.loads(STORY).start(seed=1)
    first = ["You have 2 of many. And now 7, once."]
    assert texts(session) == texts(session) == first
    session.choose(0)
    assert texts(session) == ["You have 2 of many. And now 7, again."]
    assert session.undo() and texts(session) == first
    assert all(one is None or isinstance(one, str) for one in session.fragments)


def test_a_choice_is_taken_by_id_and_by_what_it_is() -> None:
    session = engine.loads(STORY).start(seed=1)
    offered = session.choices
    assert [one.enabled for one in offered] == [True]
    session.choose(offered[0].id)
    session.choose(pickle.loads(pickle.dumps(session)).choices[0])
    assert session.turns == 2


def test_marks_of_calls_are_never_shown() -> None:
    """A stranger's program may begin what it does not end, and end what it did not begin."""
    for raw in ("a \x11 b", "a \x10 b", "\x11\x10", "\x10 \x11", "\x10 a \x11 b \x11"):
        shown = [one.text for one in paragraphs_of(["x", "\x06" + raw])]
        assert len(shown) == 1 and shown[0].isprintable(), raw


def test_rows_of_blanks_before_a_mark_take_no_time() -> None:
    import time

    began = time.process_time()
    for raw in ("\x10" + " " * 60_000 + "x", "\x10x" + " " * 60_000 + "x", "\x10" + " \x05" * 30_000 + "x\x11"):
        assert paragraphs_of([raw])
    assert time.process_time() - began < 1


WORDS = ("Ada", " waits ", "für", "字", "。")
KEPT = ("Ada", ("waits", "goes"), " für ", None, "字")
PLAIN: list[Fragment] = [
    *(((None, ("", one)), "plain", 1) for one in WORDS),
    *(((None, KEPT), "plain", place, number) for place in (0, 2) for number in (0, 1)),
    ((None, KEPT), "plain", 0, 1, 7),
]
SIMPLE = st.one_of(st.sampled_from(PLAIN), st.none(), st.just(("speaker", "Bo")))
OTHERS: list[Fragment] = [((None, KEPT), "parts", 0, 1, 4), "text", ("tags", ("t",))]


@given(st.one_of(st.lists(SIMPLE, max_size=8), st.lists(SIMPLE | st.sampled_from(OTHERS), max_size=8)))
def test_plain_texts_are_read_as_all_others(fragments: list[Fragment]) -> None:
    read, other = paragraphs_of(fragments), paragraphs_of([joined(one) for one in fragments])
    assert read == other
    assert [(one.raw, one.text) for one in read] == [(one.raw, one.text) for one in other]


@pytest.mark.parametrize(
    "text",
    ["{once: Now.}", "{if n > 1: Now.}", "{then: Now. | }", "{if n == 2: Now. | {name}}", "{name}"],
)
def test_what_shows_nothing_is_no_paragraph(text: str) -> None:
    story = f'title: t\nvar n = 2\nvar name: text = "Bo"\n\n== s\n{text}\n~ n = 1\n~ name = ""\n+ On. -> s\n'
    session = engine.loads(story).start(seed=1)
    assert len(texts(session)) == 1
    session.choose(0)
    assert texts(session) == []


def test_blanks_around_what_shows_nothing_are_settled() -> None:
    session = engine.loads("== s\nYou {once: go} there.\n+ On. -> s\n").start(seed=1)
    assert texts(session) == ["You go there."]
    session.choose(0)
    assert texts(session) == ["You there."]


PASSED = """\
var n = 0

== start
+ Plain. -> there
+ {if n >= 0} Said.
    You go.
    -> there
+ {if n > 0} Unlit.
    You *stay*.
    #dark
    -> start
+ Counted.
    ~ n += 1
    -> start

== there
Here.
+ {if n > 9} Never. -> start
+ Back. -> start
"""


def test_segments_that_choices_pass_print_and_can_be_gone_to() -> None:
    session = engine.loads(PASSED).start(seed=1)
    told: list[list[str]] = []
    for which in (0, 1, 1, 1, 2, 2, 0, 1):
        session.choose(min(which, len(session.choices) - 1))
        told.append(texts(session))
    assert [one.text for one in session.choices] == ["Plain.", "Said.", "Unlit.", "Counted."]
    assert told == [["Here."], [], ["You go.", "Here."], [], [], ["You stay."], ["Here."], []]
    while session.undo():
        pass
    assert [one.text for one in session.choices] == ["Plain.", "Said.", "Counted."]


def test_a_segment_that_choices_pass_has_code_where_it_is_gone_to() -> None:
    """A stranger's program may go on with it from anywhere."""
    story = engine.loads(PASSED)
    session, machine = story.start(seed=1), story.machine
    said = next(one for one in walk(story.program.scenes[0].points) if isinstance(one, OfferChoice) and one.guards)
    printed: list[Fragment] = []
    leads = machine.code.segment(said.segment)[0](Working(session.packed_state), printed.append, ())
    assert session.choices[1].take == (leads, "You go.", "plain") == (machine.layout.segment(1, 0), "You go.", "plain")
    assert [joined(one) for one in printed] == ["You go."]
