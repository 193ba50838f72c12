"""Numbers that a story only compares with constants: values between which nothing can tell are one.

If a story asks whether `age` is less than 18 and nothing else, 17 and 18 stand for all answers. If `gold` only grows,
and is at most asked to be 10, 11 stands for all that is more. (Data abstraction: E. Clarke, O. Grumberg, D. Long,
"Model checking and abstraction", 1994.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.program.model import Program
from engine.proof.reductions.growth import STEP

COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")


@dataclass(slots=True)
class _Use:
    """What is done with a number: compared with constants, made more or less by constants, or read otherwise."""

    constants: set[int] = field(default_factory=set)
    steps: set[int] = field(default_factory=set)
    read: bool = False


class Classes:
    """The classes of the number variables of a slice, and of the results of its host functions."""

    def __init__(self, program: Program, conditions: Sequence[Any]) -> None:
        self.program = program
        numbers = [one["type"][0] == "number" for one in program["variables"]]
        self.uses = {number: _Use() for number, is_number in enumerate(numbers) if is_number}
        self.externs: dict[int, _Use] = {}
        self.into: list[tuple[int, int]] = []
        self._look(program["scenes"])
        self._look([one.get("code") for one in program["functions"]])
        self._look(list(conditions))

    def answers(self, number: int, low: int | None, high: int | None) -> tuple[int, ...] | None:
        """Numbers that stand for all that can be typed for a variable; None if more than comparisons read it."""
        use = self.uses[number]
        return None if use.read or use.steps else _one_each(use.constants, low, high)

    def results(self, function: int, low: int | None, high: int | None) -> tuple[int, ...] | None:
        """The same for what a function of the host gives."""
        use = self.externs.get(function, _Use())
        constants = set(use.constants)
        for other, number in self.into:
            if other == function:
                held = self.uses[number]
                if held.read or held.steps:
                    return None
                _, least, most, _ = self.program["variables"][number]["type"]
                constants |= held.constants | ({least - 1, least, most, most + 1} if least is not None else set())
        return None if use.read else _one_each(constants, low, high)

    def bounds(self) -> dict[int, list[Any]]:
        """The numbers without a range that only grow (or only shrink): ["min" (or "max"), where they can stay]."""
        bounds: dict[int, list[Any]] = {}
        for number, use in self.uses.items():
            if use.read or not use.constants or self.program["variables"][number]["type"][1] is not None:
                continue
            if use.steps and min(use.steps) > 0:
                bounds[number] = ["min", max(use.constants) + 1]
            elif use.steps and max(use.steps) < 0:
                bounds[number] = ["max", min(use.constants) - 1]
        return bounds

    # ------------------------------------------------------------ what is done with numbers

    def _look(self, data: Any) -> None:
        if isinstance(data, dict):
            for key, part in data.items():
                if key != "ref":
                    self._look(part)
        elif isinstance(data, list) and data:
            if data[0] == "set" and len(data) == 6:
                self._set(data[2], data[3])
            elif len(data) == 3 and data[0] in COMPARISONS:
                self._compare(data[1], data[2])
            elif self._use(data) is not None:
                self._use(data).read = True  # type: ignore[union-attr]  # it was asked just now
                self._look(data[2:])
            else:
                for part in data:
                    self._look(part)

    def _use(self, code: Any) -> _Use | None:
        """The use of a number variable, or of a function of the host's that gives numbers."""
        if not isinstance(code, list) or len(code) < 2 or not isinstance(code[1], int):
            return None
        if code[0] == "var" and len(code) == 2:
            return self.uses.get(code[1])
        if code[0] == "extern" and self.program["functions"][code[1]]["result"][0] == "number":
            return self.externs.setdefault(code[1], _Use())
        return None

    def _compare(self, one: Any, other: Any) -> None:
        for left, right in ((one, other), (other, one)):
            use = self._use(left)
            if use is not None and isinstance(right, int):
                use.constants.add(right)
                self._look(left[2:])
                return
        self._look(one)
        self._look(other)

    def _set(self, ref: list[Any], code: Any) -> None:
        kind, number = ref
        if kind == "var" and number in self.uses:
            if isinstance(code, list) and code[0] in ("+", "-") and len(code) == 3 and code[1] == ref:
                if isinstance(code[2], int) and abs(code[2]) <= STEP:
                    self.uses[number].steps.add(code[2] if code[0] == "+" else -code[2])
                    return
            elif isinstance(code, list) and code[0] == "extern" and self._use(code) is not None:
                self.into.append((code[1], number))
                self._look(code[2])
                return
        self._look(code)


def _one_each(constants: set[int], low: int | None, high: int | None) -> tuple[int, ...]:
    """A number of each class: the constants, and one between each two and beyond them."""
    first, last = (low, high) if low is not None and high is not None else (-(2**53) + 1, 2**53 - 1)
    some = {one + step for one in constants for step in (-1, 0, 1)} or {min(max(0, first), last)}
    inside = sorted(one for one in some if first <= one <= last)
    return tuple(inside) or (first,)


def bounded(program: Program, conditions: Sequence[Any]) -> Program:
    """The program with numbers that only grow kept from growing on where nothing can tell any more."""
    bounds = Classes(program, conditions).bounds()
    if not bounds:
        return program
    variables = [
        {**one, "initial": _kept(bounds[number], one["initial"])} if number in bounds else one
        for number, one in enumerate(program["variables"])
    ]
    return {**program, "variables": variables, "scenes": _bounded(program["scenes"], bounds)}


def _kept(bound: list[Any], value: int) -> int:
    end = int(bound[1])
    return min(value, end) if bound[0] == "min" else max(value, end)


def _bounded(data: Any, bounds: dict[int, list[Any]]) -> Any:
    if isinstance(data, dict):
        return {key: _bounded(part, bounds) for key, part in data.items()}
    if not isinstance(data, list):
        return data
    if len(data) == 6 and data[0] == "set" and data[2][0] == "var" and data[2][1] in bounds:
        kind, end = bounds[data[2][1]]
        return [*data[:3], [kind, data[3], end], *data[4:]]
    return [_bounded(part, bounds) for part in data]
