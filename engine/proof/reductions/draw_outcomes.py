"""What draws can come to, as far as a story tells that apart: the values of an expression, one number of each class."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import TypeAlias, cast

from engine.program import nodes
from engine.program.functions import TABLE
from engine.program.limits import MOST_SPAN
from engine.program.nodes import Apply, ApplyDraw, Expression, LocalRef, Operation, VarRef
from engine.program.program import Program
from engine.program.types import Type
from engine.program.walk import walk
from engine.proof.draws import ToldApart, values_of_random
from engine.proof.reductions.sums_of_draws import draws_making, is_of_draws, one_of_each_class, spans_within
from engine.proof.reductions.value_ranges import Location, location_of
from engine.proof.work_clock import A_DRAW, spend
from engine.runtime.randomness import place_of

# What is evaluated only where it is asked for.
LAZY = frozenset(row.name for row in TABLE.values() if row.is_lazy)
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
# By the number of a place that draws, what is told apart of it, if not all is.
Told: TypeAlias = Mapping[int, ToldApart]
# What may be made of several draws at once, as it has a value for all numbers, and asks for all of them; and in how
# many ways these can come out at most.
TOGETHER = frozenset(row.name for row in TABLE.values() if row.is_of_numbers and not (row.defined or row.is_lazy))
AT_ONCE = 100
# How many numbers of draws are looked at for what is made of several: all behind these is drawn in every way.
MOST_OF_SUMS = 100_000


def closed_draws(code: Expression, together: Collection[str] = TOGETHER) -> int:
    """In how many ways draws can come out of which an expression is made, and of numbers, alone; 0 if it is not."""
    if isinstance(code, ApplyDraw) and code.name == "chance":
        return 2 if isinstance(code.arguments[0], int) else 0
    if isinstance(code, ApplyDraw) and code.name == "random":
        low, high = code.arguments
        is_known = isinstance(low, int) and isinstance(high, int) and low <= high < low + MOST_SPAN
        return cast(int, high) - cast(int, low) + 1 if is_known else 0
    if not isinstance(code, Apply) or code.name not in together:
        return 0
    ways = [1 if isinstance(one, int) else closed_draws(one, together) for one in code.arguments]
    return prod(ways) if any(isinstance(one, tuple) for one in code.arguments) else 0


def first_draw(operation: Operation) -> ApplyDraw | Apply | None:
    """What an operation draws, if that is one thing, in any case, and before all else that it does.

    Several draws are one thing where they are put together before anything else is made of them.
    """
    code: Expression = 0
    if isinstance(operation, nodes.Assign):
        code = operation.value
    elif isinstance(operation, nodes.Branch):
        code = operation.cases[0].condition
        if any(map(_may_draw, (case.condition for case in operation.cases[1:]))):
            return None
    found: list[ApplyDraw | Apply] = []
    left = [code]
    while left:
        one = left.pop()
        if isinstance(one, Apply) and 1 < closed_draws(one) <= AT_ONCE:
            found.append(one)
        elif isinstance(one, ApplyDraw):
            found.append(one)
            left += one.arguments
        elif isinstance(one, nodes.CallDef | nodes.CallExtern) or (isinstance(one, Apply) and one.name in LAZY):
            if _may_draw(one):
                return None
        elif isinstance(one, Apply):
            left += one.arguments
    return found[0] if len(found) == 1 else None


def _may_draw(code: Expression) -> bool:
    """Whether an expression may draw; what functions do is not looked at, so they may."""
    drawing = ApplyDraw | nodes.CallDef | nodes.CallExtern
    return isinstance(code, drawing) or any(isinstance(one, drawing) for one in walk((code,)))


def outcomes_of(draw: ApplyDraw | Apply, told: Told) -> Sequence[int]:
    """What a draw can come to, as far as that is told apart; nothing if that is not known here, or is a mistake."""
    if isinstance(draw, Apply):
        return sorted(values_of(draw, told))
    if not all(isinstance(one, int) for one in draw.arguments):
        return ()
    if draw.name == "random":
        low, high = cast(tuple[int, int], draw.arguments)
        return values_of_random(low, high, told.get(place_of(draw.place))) if 0 <= high - low < MOST_SPAN else ()
    (percent,) = cast(tuple[int], draw.arguments)
    return (False, True) if 0 < percent < 100 else (percent > 0,)


def values_of(code: Expression, told: Told) -> set[int]:
    """What an expression of closed draws can come to, as far as these are told apart."""
    if isinstance(code, ApplyDraw):
        return {*outcomes_of(code, told)}
    if not isinstance(code, Apply):
        return {cast(int, code)}
    value = TABLE[code.name].value
    assert value is not None, "it is calculated from numbers alone"
    return {cast(int, value(*row)) for row in product(*[values_of(one, told) for one in code.arguments])}


def told_apart(program: Program, conditions: Sequence[Expression]) -> dict[str, ToldApart]:
    """The places whose random numbers are only compared with constants, and what is told apart so.

    A number that is kept in a variable, or given to a parameter, counts as well, if that is only compared with
    constants; so does the smaller or larger of several: of two numbers it says which class theirs is of. And so does
    what is made of draws and numbers alone, such as a sum (sums_of_draws.py).
    """
    uses = _Uses(program)
    for index, scene in enumerate(program.scenes):
        uses.note((scene.segments, scene.points, scene.thread or (), (scene.when,)), index)
    for number, function in enumerate(program.functions):
        uses.note((function.body, tuple(function.steps)), _within(number))
    uses.note((*conditions, *program.status), -1)
    values = uses.values_of_sums()
    found: dict[str, ToldApart] = {}
    for place, constants in uses.draws.items():
        known = uses.known_of(uses.kept.get(place, set()))
        if place not in uses.read and known is not None:
            found[place] = ToldApart(frozenset(constants | known), frozenset(values.get(place, ())))
    return found


def places_told_apart(program: Program, conditions: Sequence[Expression]) -> Told:
    """The same by the numbers of the places."""
    return {place_of(place): found for place, found in told_apart(program, conditions).items()}


def _within(function: int) -> int:
    """What stands for the scene of a function's local variables."""
    return -2 - function


class _Uses:
    """What is done with random numbers, by their places, and with variables."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.draws: dict[str, set[int]] = {}
        self.cells: dict[Location, set[int]] = {}
        # Where what is drawn is put, and where variables are put as they are.
        self.kept: dict[str, set[Location]] = {}
        self.into: dict[Location, set[Location]] = {}
        # What is made of draws, with the constants that it is compared with, and where it is put.
        self.sums: list[tuple[Expression, set[int], Location | None]] = []
        self.read: set[str] = set()
        self.read_cells: set[Location] = set()

    def behind(self, cells: set[Location]) -> set[Location]:
        """Some variables with all into which they are put."""
        found, work = {*cells}, [*cells]
        while work:
            more = self.into.get(work.pop(), set()) - found
            found |= more
            work += more
        return found

    def known_of(self, cells: set[Location]) -> set[int] | None:
        """The constants with which variables, and all into which these are put, are compared; None if that is not all
        that is done with them."""
        cells = self.behind(cells)
        return None if cells & self.read_cells else {one for cell in cells for one in self.cells.get(cell, ())}

    def values_of_sums(self) -> dict[str, set[int]]:
        """By place, the numbers of which all comes that is told apart of what is made of draws."""
        found: dict[str, set[int]] = {}
        left = MOST_OF_SUMS
        for code, constants, cell in self.sums:
            draws = {one.place for one in walk((code,)) if isinstance(one, ApplyDraw)}
            spans = spans_within(code)
            known = self.known_of(set() if cell is None else {cell}) if left > 0 and id(code) in spans else None
            left -= len(draws) * (1 + len(constants) + len(known or ()))
            if known is None or left < 0:
                self.read |= draws
                continue
            for value in one_of_each_class(spans[id(code)], constants | known):
                for place, number in draws_making(code, value, spans):
                    found.setdefault(place, set()).add(number)
        spend(A_DRAW * (MOST_OF_SUMS - max(left, 0)))
        return found

    def note(self, data: object, scene: int) -> None:
        """Note what is done in some nodes of a scene."""
        left = [data]
        while left:
            node = left.pop()
            if isinstance(node, nodes.Assign):
                left += self._put(node.value, location_of(node.target, scene), (node.low, node.high), scene)
            elif isinstance(node, nodes.CallDef):
                types = self.program.functions[node.function].parameters
                left += self._given(node.arguments, types, _within(node.function), scene)
            elif isinstance(node, nodes.MoveTo | nodes.VisitScene | nodes.OfferThread):
                types = tuple(slot.type for slot in self.program.scenes[node.scene].frame)
                left += self._given(node.arguments, types, node.scene, scene)
            elif isinstance(node, Apply) and node.name in COMPARISONS:
                left += self._compared(node, scene)
            elif isinstance(node, ApplyDraw):
                self.draws.setdefault(node.place, set())
                self.read.add(node.place)
                left += node.arguments
            elif isinstance(node, VarRef | LocalRef):
                self.read_cells.add(location_of(node, scene))
            elif isinstance(node, nodes.AskPoint):
                left.append(node.prompt)
            elif isinstance(node, Sequence) and not isinstance(node, str):
                left += node

    def _given(
        self, arguments: Sequence[Expression], types: Sequence[Type], owner: int, scene: int
    ) -> Iterator[object]:
        for place, (code, type) in enumerate(zip(arguments, types, strict=False)):
            yield from self._put(code, ("local", owner, place), (type.low, type.high), scene)

    def _put(
        self, code: Expression, cell: Location, ends: tuple[int | None, int | None], scene: int
    ) -> Iterator[object]:
        """Note that a value is put into a variable, which asks whether it lies between its ends; gives what is read."""
        constants = {one for one in ends if one is not None}
        if isinstance(code, ApplyDraw) and code.name == "random":
            self.draws.setdefault(code.place, set()).update(constants)
            self.kept.setdefault(code.place, set()).add(cell)
            yield from code.arguments
        elif isinstance(code, VarRef | LocalRef):
            source = location_of(code, scene)
            self.cells.setdefault(source, set()).update(constants)
            self.into.setdefault(source, set()).add(cell)
        elif isinstance(code, Apply) and code.name in ("min", "max"):
            for one in code.arguments:
                yield from self._put(one, cell, ends, scene)
        elif isinstance(code, Apply) and is_of_draws(code):
            self._sum(code, constants, cell)
        elif isinstance(code, Apply) and code.name == "if":
            yield code.arguments[0]
            for one in code.arguments[1:]:
                yield from self._put(one, cell, ends, scene)
        else:
            yield code

    def _compared(self, node: Apply, scene: int) -> Iterator[object]:
        for one, other in (node.arguments, node.arguments[::-1]):
            if isinstance(other, int) and not isinstance(other, bool):
                if isinstance(one, ApplyDraw) and one.name == "random":
                    self.draws.setdefault(one.place, set()).add(other)
                    yield from one.arguments
                    return
                if isinstance(one, VarRef | LocalRef):
                    self.cells.setdefault(location_of(one, scene), set()).add(other)
                    return
        difference = Apply("-", node.arguments)
        if is_of_draws(difference):
            self._sum(difference, {0}, None)
            return
        yield from node.arguments

    def _sum(self, code: Expression, constants: set[int], cell: Location | None) -> None:
        """Note what is made of draws, and that it is compared with constants, or put into a variable."""
        self.sums.append((code, constants, cell))
        for one in walk((code,)):
            if isinstance(one, ApplyDraw):
                self.draws.setdefault(one.place, set())
