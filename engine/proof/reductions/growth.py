"""How large numbers without a range can become: which sums have to be checked.

A number that grows by a constant now and then never leaves the numbers there are: that takes longer than any play. One
that is doubled does so after 53 choices. So each number without a range gets an interval (P. Cousot and R. Cousot,
"Static determination of dynamic properties of programs", 1976, with widening): what is put into it, and beyond that
what many small steps come to. What is made of itself in any other way can be any number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from engine.program.intervals import FULL, MOST, Interval, interval_of
from engine.program.model import Program
from engine.runtime.expressions import interval_of_type

# Steps of at most so much are small; and so far at most come all small steps of a play, what players type, and counts.
STEP, FAR = 2**20, 2**50
COUNT: Interval = (0, FAR)

Cell = tuple[Any, ...]
Lookup = Callable[[str, Any], Interval]
# What a value is made of: another cell and what is added to it, or no cell and its interval.
Made = tuple[Cell | None, Interval]


@dataclass(slots=True)
class _Number:
    """A number without a range: where it begins, and the expressions that are put into it, each with its scene."""

    start: Interval | None
    codes: list[tuple[Any, int]] = field(default_factory=list)


class Growth:
    """The intervals of the numbers of one program. Variables and local variables with a range have that."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.known: dict[Cell, Interval] = {}
        self.numbers: dict[Cell, _Number] = {}
        for number, variable in enumerate(program["variables"]):
            if _is_unbounded(variable["type"]):
                self.numbers["var", number] = _Number((variable["initial"], variable["initial"]))
        for index, scene in enumerate(program["scenes"]):
            for number, (_, type) in enumerate(scene["frame"]):
                if _is_unbounded(type):
                    self.numbers["local", index, number] = _Number(None)
        for index, scene in enumerate(program["scenes"]):
            for cell, code in self._assigned([scene["segments"], scene["points"], scene["thread"]], index):
                if cell in self.numbers:
                    self.numbers[cell].codes.append((code, index))
        self._solve()

    def interval(self, code: Any, scene: int) -> Interval:
        """What an expression of a scene can come to; scene -1 is none."""
        return self.interval_in(code, self.lookup(scene))

    def lookup(self, scene: int) -> Lookup:
        """The intervals of what expressions of a scene read."""

        def of(kind: str, number: Any) -> Interval:
            if isinstance(number, tuple):
                return number  # an interval that is known already
            cell = ("var", number) if kind == "var" else ("local", scene, number)
            if cell in self.numbers:
                return self.known.get(cell) or (0, 0)
            if kind == "var":
                return interval_of_type(self.program["variables"][number]["type"])
            return interval_of_type(self.program["scenes"][scene]["frame"][number][1]) if scene >= 0 else FULL

        return of

    def interval_in(self, code: Any, lookup: Lookup) -> Interval:
        """What an expression can come to, with the intervals of what it reads; a function's are those of its call."""
        return interval_of(self._with_counts(code, lookup), lookup)

    def of_call(self, code: Any, lookup: Lookup) -> Lookup:
        """The intervals of what a function reads in one call: its arguments, as far as its parameters take them."""
        function = self.program["functions"][code[1]]
        given = []
        for argument, type in zip(code[2], function["parameters"], strict=True):
            (low, high), (least, most) = self.interval_in(argument, lookup), interval_of_type(type)
            given.append((max(low, least), min(high, most)) if low <= most and high >= least else (least, most))

        def of(kind: str, number: Any) -> Interval:
            if isinstance(number, tuple):
                return number
            return given[number] if kind == "local" else lookup(kind, number)

        return of

    def _with_counts(self, code: Any, lookup: Lookup) -> Any:
        """The expression with intervals for its calls and counts."""
        if not isinstance(code, list) or not code:
            return code
        operator = code[0]
        if operator in ("visits", "since", "turns"):
            return ["var", COUNT]
        if operator == "extern":
            low, high = interval_of_type(self.program["functions"][code[1]]["result"])
            return ["var", (max(low, -FAR), min(high, FAR))]
        if operator == "call":
            inner = self.program["functions"][code[1]]["code"]
            return ["var", self.interval_in(inner, self.of_call(code, lookup))]
        if operator in ("var", "local"):
            return code
        return [operator, *(self._with_counts(part, lookup) for part in code[1:])]

    # ------------------------------------------------------------ what is put into numbers

    def _assigned(self, data: Any, scene: int) -> Iterator[tuple[Cell, Any]]:
        """What operations and points put into variables: the cell and the expression; an answer has an interval."""
        if isinstance(data, dict):
            if data["kind"] == "ask":
                kind, number = data["ref"]
                typed = ["var", (-FAR, FAR)]
                yield (kind, number) if kind == "var" else (kind, scene, number), typed
            elif data["kind"] == "thread":
                yield from self._given(data["scene"], data["arguments"])
            for part in data.values():
                yield from self._assigned(part, scene)
        elif isinstance(data, list):
            if len(data) == 6 and data[0] == "set":
                kind, number = data[2]
                yield (kind, number) if kind == "var" else (kind, scene, number), data[3]
            elif len(data) > 3 and data[0] in ("move", "visit"):
                yield from self._given(data[2], data[3])
            for part in data:
                yield from self._assigned(part, scene)

    def _given(self, target: int, codes: list[Any]) -> Iterator[tuple[Cell, Any]]:
        for place, code in enumerate(codes):
            yield ("local", target, place), code

    def _made(self, code: Any, scene: int) -> Iterator[Made]:
        """What the value of an expression is made of."""
        if isinstance(code, list) and code:
            operator = code[0]
            if operator in ("var", "local"):
                cell = ("var", code[1]) if operator == "var" else ("local", scene, code[1])
                yield (cell, (0, 0)) if cell in self.numbers else (None, self.interval(code, scene))
                return
            if operator == "if" or (operator in ("min", "max") and len(code) > 2):
                for part in code[2 if operator == "if" else 1 :]:
                    yield from self._made(part, scene)
                return
            if operator in ("+", "-") and len(code) == 3:
                for one, other in ((code[1], code[2]), (code[2], code[1]))[: 2 if operator == "+" else 1]:
                    low, high = self.interval(other, scene)
                    low, high = (low, high) if operator == "+" else (-high, -low)
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
        found: dict[Cell, Interval] = {}
        steps: dict[Cell, list[tuple[Cell, Interval]]] = {}
        for cell, number in self.numbers.items():
            parts = [] if number.start is None else [number.start]
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


def _with_steps(found: dict[Cell, Interval], steps: dict[Cell, list[tuple[Cell, Interval]]]) -> dict[Cell, Interval]:
    """The intervals with what comes from other cells, and from the cell itself: all small steps come to what is far."""
    known = dict(found)
    down, up = set[Cell](), set[Cell]()
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


def _is_unbounded(type: list[Any]) -> bool:
    return bool(type[0] == "number" and type[1] is None)
