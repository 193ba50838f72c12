"""Cells: the parts of a state that can be kept or forgotten one by one, and which of them an expression reads.

A cell is ("var", i), ("local", scene, i), ("visits", name), ("since", name), ("turns",), ("count", counter) of a
variation or an `each`, or ("once", counter, bit).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial

from engine.program.functions import TABLE
from engine.program.intervals import FULL, Interval, Lookup, interval_of, interval_of_type
from engine.program.limits import MOST
from engine.program.nodes import (
    Apply,
    ApplyDraw,
    Assign,
    CallDef,
    CallExtern,
    ChooseText,
    Count,
    Expression,
    LocalRef,
    Parts,
    Reference,
    ShowValue,
    VarRef,
    VaryBlock,
    VaryText,
)
from engine.program.program import FunctionNode, Program
from engine.program.types import Type
from engine.program.walk import walk
from engine.proof.reductions.value_ranges import Location, ValueRanges


class Reads:
    """Tells what the expressions of one program read, and which can fail."""

    def __init__(self, program: Program, ranges: Callable[[], ValueRanges] | None = None) -> None:
        self.program = program
        self._ranges = ranges or partial(ValueRanges, program)
        self._functions: dict[int, frozenset[Location]] = {}

    @cached_property
    def ranges(self) -> ValueRanges:
        """How large numbers can become: found when it is first asked for. A slice may use that of the program."""
        return self._ranges()

    def code(self, code: Expression, scene: int) -> Iterator[Location]:
        """The cells that an expression of a scene reads; scene -1 is none."""
        if isinstance(code, VarRef):
            yield ("var", code.number)
        elif isinstance(code, LocalRef):
            if scene >= 0:
                yield ("local", scene, code.number)
        elif isinstance(code, Count):
            if code.name != "turns":
                yield (code.name, code.key)
            if code.name != "visits":
                yield ("turns",)
        elif isinstance(code, tuple):
            for part in code.arguments:
                yield from self.code(part, scene)
            if isinstance(code, CallDef):
                yield from self._function(code.function)

    def _function(self, index: int) -> frozenset[Location]:
        if index not in self._functions:
            self._functions[index] = frozenset()
            function = self.program.functions[index]
            found = set(self.code(function.body or 0, -1))
            for node in walk(function.steps):
                if isinstance(node, VarRef | Count | CallDef):
                    # What stands in it is walked to as well.
                    found |= {*self.code(node._replace(arguments=()) if isinstance(node, CallDef) else node, -1)}
            self._functions[index] = frozenset(found)
        return self._functions[index]

    def parts(self, parts: Parts, scene: int) -> Iterator[Location]:
        """The cells that a text reads."""
        for part in parts:
            if isinstance(part, ShowValue):
                yield from self.code(part.value, scene)
            elif isinstance(part, ChooseText):
                for case in part.cases:
                    yield from self.code(case.condition, scene)
                    yield from self.parts(case.parts, scene)
                yield from self.parts(part.otherwise, scene)
            elif isinstance(part, VaryText):
                yield ("count", part.counter)
                for inner in part.items:
                    yield from self.parts(inner, scene)

    def when(self, index: int) -> Iterator[Location]:
        """The cells that say whether a scene may be drawn."""
        scene = self.program.scenes[index]
        if scene.once:
            yield ("visits", scene.name)
        yield from self.code(scene.when, -1)

    # ------------------------------------------------------------ what can fail

    def interval(self, code: Expression, types: Sequence[Type]) -> Interval:
        """What an expression can come to by its types; `types` are those of its local variables."""

        def of_variable(reference: Reference) -> Interval:
            number = reference.number
            if isinstance(reference, VarRef):
                return interval_of_type(self.program.variables[number].type)
            return interval_of_type(types[number]) if number < len(types) else FULL

        return interval_of(code, of_variable)

    def _types(self, scene: int) -> list[Type]:
        return [slot.type for slot in self.program.scenes[scene].frame] if scene >= 0 else []

    def can_fail(self, code: Expression, scene: int) -> bool:
        """Whether evaluating an expression of a scene can be an error of the story; scene -1 is none.

        A sum counts where its numbers can grow so large (value_ranges.py), a product by the ranges of its types alone.
        """
        if not isinstance(code, tuple):
            return False
        return self._can_fail(code, self._types(scene), lambda: self.ranges.lookup(scene))

    def _can_fail(self, code: Expression, types: Sequence[Type], lookup: Callable[[], Lookup]) -> bool:
        if isinstance(code, CallDef | CallExtern):
            return self._call_can_fail(code, types, lookup)
        if not isinstance(code, Apply | ApplyDraw):
            return False
        if any(self._can_fail(part, types, lookup) for part in code.arguments):
            return True
        row = TABLE[code.name]
        if row.defined is not None and self.interval(row.defined(*code.arguments), types) != (1, 1):
            return True
        # By its types a sum of numbers with ranges is seldom too large, and that is quickly said.
        if not _is_too_large(self.interval(code, types)):
            return False
        return row.steep or _is_too_large(self.ranges.interval_in(code, lookup()))

    def _call_can_fail(self, code: CallDef | CallExtern, types: Sequence[Type], lookup: Callable[[], Lookup]) -> bool:
        function = self.program.functions[code.function]
        for argument, type in zip(code.arguments, function.parameters, strict=True):
            low, high = self.interval(argument, types)
            least, most = interval_of_type(type) if type.low is not None else (low, high)
            if self._can_fail(argument, types, lookup) or low < least or high > most:
                return True
        if function.steps:
            return self._steps_can_fail(function, lookup)
        inner = partial(self._lookup_in_call, code, lookup)
        return function.body is not None and self._can_fail(function.body, function.parameters, inner)

    def _steps_can_fail(self, function: FunctionNode, lookup: Callable[[], Lookup]) -> bool:
        """Whether anything in a function with steps can fail, whatever its local variables hold."""
        types = function.locals

        def inner() -> Lookup:
            outer = lookup()
            return lambda one: interval_of_type(types[one.number]) if isinstance(one, LocalRef) else outer(one)

        for node in walk(function.steps):
            if isinstance(node, Assign):
                low, high = self.interval(node.value, types)
                if node.low is not None and node.high is not None and (low < node.low or high > node.high):
                    return True
            codes = [getattr(node, "value", True), getattr(node, "condition", True)]
            if any(self._can_fail(code, types, inner) for code in codes):
                return True
        return False

    def _lookup_in_call(self, code: CallDef | CallExtern, lookup: Callable[[], Lookup]) -> Lookup:
        return self.ranges.of_call(code, lookup())

    def draws(self, code: Expression) -> bool:
        """Whether evaluating asks chance or the host."""
        if isinstance(code, ApplyDraw | CallExtern):
            return True
        # One with steps draws nothing: such a function is a scene.
        if isinstance(code, CallDef) and self.draws(self.program.functions[code.function].body or 0):
            return True
        return isinstance(code, Apply | CallDef) and any(map(self.draws, code.arguments))

    def leaves(self, code: Expression, low: int | None, high: int | None, scene: int) -> bool:
        """Whether a value can fall outside of the range that it is put into."""
        if low is None or high is None:
            return False
        least, most = self.interval(code, self._types(scene))
        if least >= low and most <= high:
            return False
        if (low, high) != FULL:
            return True
        return _is_too_large(self.ranges.interval(code, scene))


def _is_too_large(interval: Interval) -> bool:
    return interval[0] < -MOST or interval[1] > MOST


def counters_in(rows: object) -> Iterator[str]:
    """The counters of the variations in operations or text."""
    return (node.counter for node in walk(rows) if isinstance(node, VaryText | VaryBlock))
