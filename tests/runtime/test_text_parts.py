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
