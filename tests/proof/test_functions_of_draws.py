"""Each function and operator of numbers that is made of draws comes to its values in the proof, and to no others.

The reductions put several draws together as its row says (`TOGETHER`, `ALONE`): with one that they could not follow, a
text would be taken for one that nobody sees, or the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

import pytest
from function_stories import written

import engine
from engine.program.functions import TABLE, BuiltIn
from engine.program.story_stop import StoryStop
from engine.program.types import NUMBER, TRUTH, Type, Value
from engine.proof.prove import prove
from engine.proof.reductions.draw_outcomes import TOGETHER
from engine.proof.reductions.drawn_locals import ALONE

ROWS = [row for row in TABLE.values() if row.is_of_numbers]
DRAWS = {"random(-2, 1)": range(-2, 2), "random(1, 3)": range(1, 4), "random(0, 2)": range(3)}
NUMBERS, TRUTHS = range(-9, 10), (False, True)
FAILS = "an error"


def drawn(row: BuiltIn, turned: int) -> list[tuple[str, Iterable[Value]]]:
    """Draws for the arguments of a row, with what they can come to."""
    numbers = [*DRAWS.items()]
    return [
        ("chance(50)", TRUTHS) if type is TRUTH else numbers[(place + turned) % len(numbers)]
        for place, type in enumerate(row.takes)
    ]


def values_of(row: BuiltIn, arguments: Iterable[Iterable[Value]]) -> Iterator[Value]:
    assert row.value is not None
    for given in product(*arguments):
        try:
            yield row.value(*given)
        except (ZeroDivisionError, StoryStop):
            yield FAILS


def seen(body: str, value: str, type: Type) -> set[Value]:
    """What a value comes to in a story that the proof explores with all reductions; `FAILS` is among it where it does."""
    asked = TRUTHS if type is TRUTH else NUMBERS
    lines = [f"{{if {value} == {str(one).lower()}: It is {one}.}}" for one in asked]
    head = f"var n = 0\n== start\n~ n = 1 - n\n{body}"
    story = engine.loads(head + "\n".join(lines) + "\n+ Again. -> start\n* Out. -> end\n")
    proof = prove(story, states=3000)
    assert proof.complete
    found = {(one.diagnostic.code, one.diagnostic.span.line - head.count("\n") - 1) for one in proof.findings}
    fails = {FAILS for code, _ in found if code != "NC503"}
    return {one for number, one in enumerate(asked) if ("NC503", number) not in found} | fails


@pytest.mark.parametrize("turned", range(3))
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_is_made_of_draws_comes_to_its_values(row: BuiltIn, turned: int) -> None:
    given = drawn(row, turned)
    call = written(row, [one for one, _ in given])
    known = {*values_of(row, [values for _, values in given])}
    type = TRUTH if row.result is TRUTH else NUMBER
    assert seen(f"~ let x = {call}\n", "x", type) == known


CHANGING = [row for row in ROWS if row.result is not TRUTH]


@pytest.mark.parametrize("turned", range(3))
@pytest.mark.parametrize("row", CHANGING, ids=lambda row: row.name)
def test_a_local_that_is_changed_by_more_draws_comes_to_its_values(row: BuiltIn, turned: int) -> None:
    given = drawn(row, turned)
    own = next(place for place, type in enumerate(row.takes) if type is not TRUTH)
    first, _ = given[own]
    call = written(row, ["x" if place == own else one for place, (one, _) in enumerate(given)])
    known = {*values_of(row, [values for _, values in given])}
    assert seen(f"~ let x: -99..99 = {first}\n~ x = {call}\n", "x", NUMBER) == known


def test_what_the_reductions_put_together() -> None:
    """What can fail, or does not ask for all of its values, is not drawn at once."""
    assert {*"+-*", "min", "max", "abs", "not", "==", "!=", "<", "<=", ">", ">="} <= TOGETHER <= ALONE
    assert {"/", "%", "clamp", "and", "or", "if"} == ALONE - TOGETHER
