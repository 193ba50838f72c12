"""How large numbers without a range can become: which sums have to be checked.

A number that grows by a constant now and then never leaves the numbers there are: that takes longer than any play. One
that is doubled does so after 53 choices. So each number without a range gets an interval (P. Cousot and R. Cousot,
"Static determination of dynamic properties of programs", 1976, with widening): what is put into it, and beyond that
what many small steps come to. What is made of itself in any other way can be any number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from engine.program.functions import FULL, Interval
from engine.program.intervals import Leaf, Lookup, interval_of, interval_of_type
from engine.program.limits import MOST
from engine.program.nodes import (
    Apply,
    AskPoint,
    Assign,
    CallDef,
    CallExtern,
    Count,
    Expression,
    LocalRef,
    MoveTo,
    OfferThread,
    Reference,
    VarRef,
    VisitScene,
)
from engine.program.program import Program, SceneNode
from engine.program.types import Type
from engine.program.walk import walk

# Steps of at most so much are small; and so far at most come all small steps of a play, what players type, and counts.
STEP, FAR = 2**20, 2**50
COUNT: Interval = (0, FAR)

# A part of a state that is kept or forgotten by itself (reads.py).
Location = tuple[Any, ...]
# What a value is made of: another cell and what is added to it, or no cell and its interval.
Made = tuple[Location | None, Interval]


def location_of(reference: Reference, scene: int) -> Location:
    """The cell of a variable, seen from a scene."""
    return ("var", reference.number) if isinstance(reference, VarRef) else ("local", scene, reference.number)


@dataclass(slots=True)
class _Number:
    """A number without a range: the intervals that it can begin with or is given, and the expressions that are put
    into it, each with its scene."""

    given: list[Interval] = field(default_factory=list)
    codes: list[tuple[Expression, int]] = field(default_factory=list)


class ValueRanges:
    """The intervals of the numbers of one program. Variables and local variables with a range have that."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.known: dict[Location, Interval] = {}
        self.numbers: dict[Location, _Number] = {}
        for number, variable in enumerate(program.variables):
            if _is_unbounded(variable.type) and isinstance(variable.initial, int):
                self.numbers["var", number] = _Number([(variable.initial, variable.initial)])
        for index, scene in enumerate(program.scenes):
            for number, slot in enumerate(scene.frame):
                if _is_unbounded(slot.type):
                    self.numbers["local", index, number] = _Number()
        for index, scene in enumerate(program.scenes):
            for cell, code in _assigned(scene, index):
                if cell in self.numbers:
                    self.numbers[cell].codes.append((code, index))
            for point in scene.points:
                if isinstance(point, AskPoint) and location_of(point.ref, index) in self.numbers:
                    self.numbers[location_of(point.ref, index)].given.append((-FAR, FAR))
        self._solve()

    def interval(self, code: Expression, scene: int) -> Interval:
        """What an expression of a scene can come to; scene -1 is none."""
        return self.interval_in(code, self.lookup(scene))

    def lookup(self, scene: int) -> Lookup:
        """The intervals of what expressions of a scene read."""

        def of(reference: Reference) -> Interval:
            cell = location_of(reference, scene)
            if cell in self.numbers:
                return self.known.get(cell) or (0, 0)
            if isinstance(reference, VarRef):
                own = reference.number < len(self.program.variables)
                return interval_of_type(self.program.variables[reference.number].type) if own else FULL
            frame = self.program.scenes[scene].frame if scene >= 0 else ()
            # A slice may have more variables than the program.
            return interval_of_type(frame[reference.number].type) if reference.number < len(frame) else FULL

        return of

    def interval_in(self, code: Expression, lookup: Lookup) -> Interval:
        """What an expression can come to, with the intervals of what it reads; a function's are those of its call."""
        return interval_of(code, lookup, partial(self._leaf, lookup))

    def of_call(self, code: CallDef | CallExtern, lookup: Lookup) -> Lookup:
        """The intervals of what a function reads in one call: its arguments, as far as its parameters take them."""
        given = []
        for argument, type in zip(code.arguments, self.program.functions[code.function].parameters, strict=True):
            (low, high), (least, most) = self.interval_in(argument, lookup), interval_of_type(type)
            given.append((max(low, least), min(high, most)) if low <= most and high >= least else (least, most))

        def of(reference: Reference) -> Interval:
            return given[reference.number] if isinstance(reference, LocalRef) else lookup(reference)

        return of

    def _leaf(self, lookup: Lookup, code: Leaf) -> Interval:
        """What a count or a call can come to."""
        if isinstance(code, Count):
            return COUNT
        function = self.program.functions[code.function]
        if function.body is not None:
            return self.interval_in(function.body, self.of_call(code, lookup))
        if function.steps:
            return interval_of_type(function.result)
        low, high = interval_of_type(function.result)
        return max(low, -FAR), min(high, FAR)

    # ------------------------------------------------------------ what is put into numbers

    def _made(self, code: Expression, scene: int) -> Iterator[Made]:
        """What the value of an expression is made of."""
        if isinstance(code, VarRef | LocalRef):
            cell = location_of(code, scene)
            yield (cell, (0, 0)) if cell in self.numbers else (None, self.interval(code, scene))
            return
        if isinstance(code, Apply) and code.name in ("if", "min", "max"):
            for part in code.arguments[1 if code.name == "if" else 0 :]:
                yield from self._made(part, scene)
            return
        if isinstance(code, Apply) and code.name in ("+", "-") and len(code.arguments) == 2:
            left, right = code.arguments
            for one, other in ((left, right), (right, left))[: 2 if code.name == "+" else 1]:
                low, high = self.interval(other, scene)
                low, high = (low, high) if code.name == "+" else (-high, -low)
                made = [*self._made(one, scene)]
                if low >= -STEP and high <= STEP and any(cell for cell, _ in made):
                    yield from ((cell, (first + low, last + high)) for cell, (first, last) in made)
                    return
        yield None, self.interval(code, scene)

    # ------------------------------------------------------------ the intervals

    def _solve(self) -> None:
        """Let the intervals grow until they hold; the end of one that goes on growing is set as far as numbers go."""
        rounds = 0
        while self._grow(widen=rounds > len(self.numbers)):
            rounds += 1
        # What was set so far may be kept in by what is done with it.
        for _ in range(2):
            self._grow(widen=False, anew=True)

    def _grow(self, widen: bool, anew: bool = False) -> bool:
        """One round; whether any interval has grown. With `anew`, they are made of the others alone."""
        grown = False
        found: dict[Location, Interval] = {}
        steps: dict[Location, list[tuple[Location, Interval]]] = {}
        for cell, number in self.numbers.items():
            parts = [*number.given]
            for code, scene in number.codes:
                for source, interval in self._made(code, scene):
                    if source is None:
                        parts.append(interval)
                    elif source != cell or interval != (0, 0):
                        steps.setdefault(cell, []).append((source, interval))
            if parts:
                found[cell] = min(low for low, _ in parts), max(high for _, high in parts)
        for cell, (least, most) in _with_steps(found, steps).items():
            low, high = max(least, -MOST), min(most, MOST)
            before = None if anew else self.known.get(cell)
            if before is not None:
                low, high = min(low, before[0]), max(high, before[1])
                low = -MOST if widen and low < before[0] else low
                high = MOST if widen and high > before[1] else high
            if before != (low, high):
                self.known[cell] = low, high
                grown = True
        return grown


def _with_steps(
    found: dict[Location, Interval], steps: dict[Location, list[tuple[Location, Interval]]]
) -> dict[Location, Interval]:
    """The intervals with what comes from other cells, and from the cell itself: all small steps come to what is far."""
    known = dict(found)
    down, up = set[Location](), set[Location]()
    changed = True
    while changed:
        changed = False
        for cell, sources in steps.items():
            for source, (low, high) in sources:
                if source not in known:
                    continue
                before = known.get(cell)
                after = known[source]
                if before is not None:
                    after = min(before[0], after[0]), max(before[1], after[1])
                changed |= before != after
                known[cell] = after
                for cells, goes in ((down, low < 0), (up, high > 0)):
                    if (goes or source in cells) and cell not in cells:
                        cells.add(cell)
                        changed = True
    return {
        cell: (low - FAR if cell in down else low, high + FAR if cell in up else high)
        for cell, (low, high) in known.items()
    }


def _assigned(scene: SceneNode, index: int) -> Iterator[tuple[Location, Expression]]:
    """What operations and members put into variables: the cell and the expression."""
    for node in walk((scene.segments, scene.points, scene.thread or ())):
        if isinstance(node, Assign):
            yield location_of(node.target, index), node.value
        elif isinstance(node, MoveTo | VisitScene | OfferThread):
            yield from ((("local", node.scene, place), code) for place, code in enumerate(node.arguments))


def _is_unbounded(type: Type) -> bool:
    return type.kind == "number" and type.low is None
