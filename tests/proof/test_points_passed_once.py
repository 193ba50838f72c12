"""Which once-only choices need not be counted because the play never comes by them again."""

from pathlib import Path

import pytest

import engine
from engine.program.nodes import OfferChoice
from engine.program.program import Program
from engine.program.walk import walk
from engine.proof.packed.heavy_segments import counted_work
from engine.proof.prove import prove
from engine.proof.reductions.points_passed_once import without_flags_of_points_passed_once

STORIES = Path(__file__).parent / "stories"


def counted(program: Program) -> set[str]:
    """The ids of the once-only choices that are counted."""
    return {one.id for one in walk(program.scenes) if isinstance(one, OfferChoice) and one.once is not None}


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("talk_that_is_had_once", {"hall.talk-to-her", "hall.ask-him", "ask.who", "ask.when"}),
        ("once_by_two_ways", {"hall.talk-to-her", "hall.talk-to-her-again", "talk.yes", "talk.no"}),
        # `one` is offered by `any` and by `each`, but comes once. What can be borrowed stands at two points.
        (
            "drawn_once_and_left_for_good",
            {"cell.sit", "cell.stand", "gossip.whisper", "gossip.laugh", "gossip.weep"},
        ),
        ("spent_in_a_visit_and_offered_again", {"room.take"}),
    ],
)
def test_choices_are_counted_where_the_play_comes_by_again(name: str, left: set[str]) -> None:
    program = engine.load(STORIES / f"{name}.story").program
    assert counted(without_flags_of_points_passed_once(program)) == left


def test_talks_that_are_had_once_are_had_in_few_states() -> None:
    talks = "".join(
        f"== talk{n}\n-> wait ->\n"
        + "".join(f"* Say {m}.\n    -> talk{n}a{m}\n" for m in range(4))
        + "* Nod.\n-> back\n"
        for n in range(8)
    )
    more = "".join(f"== talk{n}a{m}\n* Yes.\n* No.\n-> wait ->\n-> back\n" for n in range(8) for m in range(4))
    hub = "".join(f"* Talk {n}. -> talk{n} ->\n" for n in range(8))
    proof = prove(
        engine.loads(f"== hub\n{hub}+ Go. -> end\n-> hub\n== wait\n-> back\n{talks}{more}"), 60, states=20_000
    )
    assert proof.complete and proof.states < 10_000


HEAVY = "word " * 500


@pytest.mark.parametrize(
    ("text", "is_counted"),
    [
        (f"== a\n{HEAVY}\n+ On. -> a\n+ Out. -> end\n", False),
        (f"== a\n-> b ->\n+ On. -> a\n== b\n{HEAVY}\n-> back\n", False),
        # It may come by again before anything is chosen.
        (f"var n = 9\n== a\n{HEAVY}\n+ {{if n < 9}} On. -> a\n~ n -= 1\n-> a\n", True),
        (f"var n = 9\n== a\n-> b ->\n~ n -= 1\n~ if n > 0:\n    -> a\n+ On. -> a\n== b\n{HEAVY}\n-> back\n", True),
    ],
)
def test_work_is_counted_where_a_turn_can_come_by_twice(text: str, is_counted: bool) -> None:
    program = engine.loads(text).program
    always = ["var n" not in text for scene in program.scenes for _ in scene.points]
    found, _ = counted_work(program, always)
    assert bool(found) == is_counted
