"""Which values a variable can have where the play enters a scene: asked by claims that are written for it.

What the reductions forget of a story where nothing asks for it is kept by a claim that asks. So the values of a place
are never read off states, but each is a `reach` of its own: with a play, without one, or not decided.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from engine.fixes import overlay
from engine.loading import checked_story
from engine.named_tuples import NamedTuple
from engine.program.types import Type
from engine.proof.budget import Budget, BudgetExceeded, memory
from engine.proof.instrumentation import instrument
from engine.proof.queries import AFTER, MOST_WATCHED, Query, explore
from engine.proof.witness_feasibility import FeasibilityChecker
from engine.proof.witness_validation import ExpectedOutcome
from engine.source import Read, ReadProblem, source_from_bytes
from engine.syntax.main_file import scenes_begin

MOST_VALUES = MOST_WATCHED - 1


class PossibleValues(NamedTuple):
    """What a variable can be, as conditions: those that some play shows, those that none does, those not decided."""

    possible: tuple[str, ...]
    impossible: tuple[str, ...]
    unknown: tuple[str, ...]


def values_at(main: Path, scene: str, variable: str, seconds: float, read: Read) -> PossibleValues | None:
    """The values of a variable when the scene is entered; None for a variable with too many, or a story with errors.

    Of a set, each name is asked for by itself.
    """
    story, _, _ = checked_story(main, read)
    node = next((one for one in story.program.variables if one.name == variable), None) if story is not None else None
    asked = [] if node is None else conditions_of(variable, node.type)
    data = read(main)
    if story is None or not asked or isinstance(data, ReadProblem):
        return None
    source, _ = source_from_bytes(main.as_posix(), data)
    at = scenes_begin(source)
    lines = "".join(f"claim reach {scene} with {one}\n" for one in asked)
    text = f"{source.text[:at]}\n{lines}\n{source.text[at:]}"
    story, _, _ = checked_story(main, overlay({main.resolve(): text.encode("utf-8", errors="replace")}, read))
    if story is None:
        return None
    texts = {f"reach {scene} with {one}": one for one in asked}
    marked = instrument(story.program)
    claims = story.program.claims
    wanted = {
        probe: texts[claims[claim].text] for probe, claim in marked.watched.items() if claims[claim].text in texts
    }
    budget = Budget(seconds, room=memory(), after=seconds * AFTER, clock=time.monotonic)
    outcome = explore(marked, Query(frozenset(wanted), early=True), budget)
    retracer = FeasibilityChecker(marked)
    possible: set[str] = set()
    unknown: set[str] = set()
    for number, one in wanted.items():
        turns = outcome.hits.get(number)
        shown = False
        with suppress(BudgetExceeded):
            shown = turns is not None and retracer.can_show(turns, ExpectedOutcome(probe=number), budget.check)
        if shown:
            possible.add(one)
        elif number in outcome.hits or not outcome.complete:
            unknown.add(one)
    unknown -= possible
    groups = possible, {*asked} - possible - unknown, unknown
    return PossibleValues(*(tuple(one for one in asked if one in group) for group in groups))


def conditions_of(variable: str, type: Type) -> list[str]:
    """A condition for each value that a variable can have; none where there are too many."""
    if type.kind == "truth":
        return [variable, f"not {variable}"]
    if type.kind == "names":
        return [f"{variable} == {name}" for name in type.names][:MOST_VALUES]
    if type.kind == "set":
        return [f"{variable} has {name}" for name in type.names][:MOST_VALUES]
    if type.kind == "number" and type.low is not None and type.high is not None and type.high - type.low < MOST_VALUES:
        return [f"{variable} == {value}" for value in range(type.low, type.high + 1)]
    return []
