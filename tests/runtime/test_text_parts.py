"""Text with values in it is joined when it is read; what is read is what stood there when it was printed."""

from __future__ import annotations

import pickle

import engine

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
    from engine.runtime.text import paragraphs_of

    for raw in ("a \x11 b", "a \x10 b", "\x11\x10", "\x10 \x11", "\x10 a \x11 b \x11"):
        shown = [one.text for one in paragraphs_of(["x", "\x06" + raw])]
        assert len(shown) == 1 and shown[0].isprintable(), raw


def test_rows_of_blanks_before_a_mark_take_no_time() -> None:
    import time

    from engine.runtime.text import paragraphs_of

    began = time.process_time()
    for raw in ("\x10" + " " * 60_000 + "x", "\x10x" + " " * 60_000 + "x", "\x10" + " \x05" * 30_000 + "x\x11"):
        assert paragraphs_of([raw])
    assert time.process_time() - began < 1
