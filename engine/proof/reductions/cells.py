"""Cells: the parts of a state that can be kept or forgotten one by one, and which of them an expression reads.

A cell is ("var", i), ("local", scene, i), ("visits", name), ("since", name), ("turns",), ("count", counter) of a
variation or an `each`, or ("once", counter, bit).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import Any

from engine.program.intervals import FULL, MOST, Interval, interval_of
from engine.program.model import Program
from engine.proof.reductions.growth import Growth, Lookup
from engine.runtime.expressions import interval_of_type

Cell = tuple[Any, ...]


class Reads:
    """Tells what the expressions of one program read, and which can fail."""

    def __init__(self, program: Program, growth: Callable[[], Growth] | None = None) -> None:
        self.program = program
        self._growth = growth or partial(Growth, program)
        self._functions: dict[int, frozenset[Cell]] = {}

    @cached_property
    def growth(self) -> Growth:
        """How large numbers can become: found when it is first asked for. A slice may use that of the program."""
        return self._growth()

    def code(self, code: Any, scene: int) -> Iterator[Cell]:
        """The cells that an expression of a scene reads; scene -1 is none."""
        if not isinstance(code, list) or not code:
            return
        operator = code[0]
        if operator == "var":
            yield ("var", code[1])
        elif operator == "local":
            if scene >= 0:
                yield ("local", scene, code[1])
        elif operator == "visits":
            yield ("visits", code[1])
        elif operator == "since":
            yield from (("since", code[1]), ("turns",))
        elif operator == "turns":
            yield ("turns",)
        elif operator in ("call", "extern"):
            for argument in code[2]:
                yield from self.code(argument, scene)
            if operator == "call":
                yield from self._function(code[1])
        else:
            for part in code[1:]:
                yield from self.code(part, scene)

    def _function(self, index: int) -> frozenset[Cell]:
        if index not in self._functions:
            self._functions[index] = frozenset()
            self._functions[index] = frozenset(self.code(self.program["functions"][index]["code"], -1))
        return self._functions[index]

    def parts(self, parts: list[Any], scene: int) -> Iterator[Cell]:
        """The cells that a text reads."""
        for part in parts:
            if isinstance(part, str) or part[0] == "mark":
                continue
            if part[0] == "show":
                yield from self.code(part[2], scene)
            elif part[0] == "if":
                for condition, inner in part[2]:
                    yield from self.code(condition, scene)
                    yield from self.parts(inner, scene)
                yield from self.parts(part[3], scene)
            else:
                yield ("count", part[2])
                for inner in part[3]:
                    yield from self.parts(inner, scene)

    def when(self, index: int) -> Iterator[Cell]:
        """The cells that say whether a scene may be drawn."""
        scene = self.program["scenes"][index]
        if scene["once"]:
            yield ("visits", scene["name"])
        yield from self.code(scene["when"], -1)

    # ------------------------------------------------------------ what can fail

    def interval(self, code: Any, types: list[Any]) -> Interval:
        """What an expression can come to by its types; `types` are those of its local variables."""

        def of_variable(kind: str, number: int) -> Interval:
            if kind == "var":
                return interval_of_type(self.program["variables"][number]["type"])
            return interval_of_type(types[number]) if number < len(types) else FULL

        return interval_of(code, of_variable)

    def can_fail(self, code: Any, scene: int) -> bool:
        """Whether evaluating an expression of a scene can be an error of the story; scene -1 is none.

        A sum counts where its numbers can grow so large (growth.py), a product by the ranges of its types alone.
        """
        if not isinstance(code, list) or not code:
            return False
        types = [type for _, type in self.program["scenes"][scene]["frame"]] if scene >= 0 else []
        return self._can_fail(code, types, lambda: self.growth.lookup(scene))

    def _can_fail(self, code: Any, types: list[Any], lookup: Callable[[], Lookup]) -> bool:
        if not isinstance(code, list) or not code:
            return False
        operator = code[0]
        if operator in ("call", "extern"):
            function = self.program["functions"][code[1]]
            for argument, type in zip(code[2], function["parameters"], strict=True):
                low, high = self.interval(argument, types)
                if self._can_fail(argument, types, lookup) or (
                    type[0] == "number" and type[1] is not None and not (type[1] <= low and high <= type[2])
                ):
                    return True
            inner = partial(self._lookup_in_call, code, lookup)
            return operator == "call" and self._can_fail(function["code"], function["parameters"], inner)
        if any(self._can_fail(part, types, lookup) for part in code[1:]):
            return True
        if operator in ("/", "%"):
            low, high = self.interval(code[2], types)
            return low <= 0 <= high
        if operator in ("random", "clamp"):
            low_end, high_end = (
                self.interval(code[-3 if operator == "random" else 2], types),
                self.interval(code[2 if operator == "random" else 3], types),
            )
            return low_end[1] > high_end[0] or (operator == "random" and high_end[1] - low_end[0] >= 2**31)
        if operator == "*":
            return _is_too_large(self.interval(code, types))
        # By its types a sum of numbers with ranges is seldom too large, and that is quickly said.
        return (
            operator in ("+", "-")
            and _is_too_large(self.interval(code, types))
            and _is_too_large(self.growth.interval_in(code, lookup()))
        )

    def _lookup_in_call(self, code: Any, lookup: Callable[[], Lookup]) -> Lookup:
        return self.growth.of_call(code, lookup())

    def draws(self, code: Any) -> bool:
        """Whether evaluating asks chance or the host."""
        if not isinstance(code, list) or not code:
            return False
        if code[0] in ("random", "chance", "extern"):
            return True
        if code[0] == "call":
            return self.draws(self.program["functions"][code[1]]["code"]) or any(map(self.draws, code[2]))
        return any(map(self.draws, code[1:]))

    def leaves(self, code: Any, low: int | None, high: int | None, scene: int) -> bool:
        """Whether a value can fall outside of the range that it is put into."""
        if low is None or high is None:
            return False
        types = [type for _, type in self.program["scenes"][scene]["frame"]] if scene >= 0 else []
        least, most = self.interval(code, types)
        if least >= low and most <= high:
            return False
        if (low, high) != FULL:
            return True
        return _is_too_large(self.growth.interval(code, scene))


def _is_too_large(interval: Interval) -> bool:
    return interval[0] < -MOST or interval[1] > MOST


def counters_in(data: Any) -> Iterator[str]:
    """The counters of the variations in operations or text."""
    if isinstance(data, list):
        if len(data) == 4 and data[0] == "vary":
            yield data[2]
        for part in data:
            yield from counters_in(part)
    elif isinstance(data, dict):
        for part in data.values():
            yield from counters_in(part)
