"""Choices of the same text: what was saved before there were two stops, and says why."""

from __future__ import annotations

import engine
from engine.paths.differences import DifferenceKind
from engine.paths.replaying import replay
from engine.paths.saved_path import path_of

ONE = "title: F\n== s\n+ Wait.\n    A. -> s\n+ Leave. -> end\n"


def test_a_choice_put_above_inherits_nobodys_plays() -> None:
    session = engine.loads(ONE).start(seed=1)
    session.choose(session.choices[0])
    again = replay(engine.loads(ONE.replace("+ Wait.", "+ Wait.\n    New. -> s\n+ Wait.")), path_of(session))
    (difference,) = again.results[-1].differences
    assert difference.kind is DifferenceKind.UNCLEAR


def test_choices_under_others_are_told_apart_by_them() -> None:
    story = engine.loads(
        "== s\n+ Wait.\n    Hm.\n    + Yes.\n        A. -> s\n+ Leave.\n    Hm.\n    + Yes.\n        B.\n-> end\n"
    )
    session = story.start()
    ids = []
    for choice in session.choices:
        taken = story.start()
        taken.choose(choice.id)
        ids += [one.id for one in taken.choices]
    assert ids == ["s.wait/yes", "s.leave/yes"]
