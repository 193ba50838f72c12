"""Local variables that hold what was drawn, and are changed by more draws before anything else is done.

A blow of `random(2, 12)` that luck makes harder by `random(1, 6)` can come out in 77 ways, but to 17 numbers. So all of
it is one draw, of what the variable holds in the end and of the texts and places that are passed on the way.
"""

from __future__ import annotations

from contextlib import suppress
from typing import cast

from engine.program import nodes
from engine.program.functions import TABLE
from engine.program.nodes import Apply, Expression, LocalRef, Operation, Operations
from engine.program.story_stop import StoryStop
from engine.program.walk import walk
from engine.proof.reductions.draw_outcomes import AT_ONCE, Told, closed_draws, values_of

# What a local variable may be made of.
ALONE = frozenset(row.name for row in TABLE.values() if row.is_of_numbers)
# What a local variable holds, and the probes that were passed on the way.
Outcome = tuple[int, frozenset[int]]


def drawn_alone(operations: Operations, told: Told) -> tuple[Operations, frozenset[Outcome]]:
    """The operations at the beginning that put a draw into a local variable and do no more than change that again, by
    what it holds and further draws; and all that can come of them. Nothing if it is not known, or can fail."""
    first = operations[0] if operations else None
    if not isinstance(first, nodes.Assign) or not isinstance(first.target, LocalRef) or not closed_draws(first.value):
        return (), frozenset()
    alone: tuple[Operations, frozenset[Outcome]] = (), frozenset()
    found = frozenset({(0, frozenset[int]())})
    for place, operation in enumerate(operations):
        after = _after(operation, first.target, found, told)
        if after is None:
            break
        found = after
        if place and any(isinstance(one, nodes.Assign) for one in (operation, *walk((operation,)))):
            alone = operations[: place + 1], found
    return alone


def _after(operation: Operation, local: LocalRef, before: frozenset[Outcome], told: Told) -> frozenset[Outcome] | None:
    """What can come of an operation that has to do with a local variable alone; None for one that has not."""
    found: set[Outcome] = set()
    if isinstance(operation, nodes.Probe):
        return frozenset((value, probes | {operation.number}) for value, probes in before)
    if isinstance(operation, nodes.Assign):
        if operation.target != local or operation.low is None or operation.high is None:
            return None
        for value, probes in before:
            values = _values_with(operation.value, local, value, told)
            if not values or min(values) < operation.low or max(values) > operation.high:
                return None
            found |= {(one, probes) for one in values}
    elif isinstance(operation, nodes.Branch):
        for one in before:
            left = True
            for case in operation.cases:
                holds = _values_with(case.condition, local, one[0], told) if left else {False}
                if not holds:
                    return None
                if True in holds:
                    after = _all_after(case.body, local, one, told)
                    if after is None:
                        return None
                    found |= after
                left = False in holds and left
            after = _all_after(operation.otherwise, local, one, told) if left else frozenset[Outcome]()
            if after is None:
                return None
            found |= after
    else:
        return None
    return frozenset(found) if len(found) <= AT_ONCE else None


def _all_after(operations: Operations, local: LocalRef, before: Outcome, told: Told) -> frozenset[Outcome] | None:
    found: frozenset[Outcome] | None = frozenset({before})
    for operation in operations:
        found = None if found is None else _after(operation, local, found, told)
    return found


def _values_with(code: Expression, local: LocalRef, value: int, told: Told) -> set[int]:
    """What an expression comes to that is made of a local variable, numbers and draws alone; nothing if it is not."""
    known = _with(code, local, value)
    ways = 1 if isinstance(known, int) else closed_draws(known, ALONE)
    if not 0 < ways <= AT_ONCE:
        return set()
    try:
        return values_of(known, told)
    except (ArithmeticError, StoryStop):
        return set()


def _with(code: Expression, local: LocalRef, value: int) -> Expression:
    """An expression with a value for a local variable, and what follows from numbers alone calculated."""
    if code == local:
        return value
    if not isinstance(code, Apply):
        return code
    arguments = tuple(_with(one, local, value) for one in code.arguments)
    if code.name in ALONE and all(isinstance(one, int) for one in arguments):
        known = TABLE[code.name].value
        with suppress(ArithmeticError, StoryStop):
            return cast(int, known(*arguments)) if known is not None else Apply(code.name, arguments)
    return Apply(code.name, arguments)
