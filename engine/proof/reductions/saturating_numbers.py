"""Numbers without a range that are made more and less, cut off where nothing can tell any more.

Gold that is earned and spent without end makes a story endless, though it is only asked whether there are 5 or 20. So
from 21 on it counts as 21, which stands for all that is more; and when something is spent then, any number may be left
that can be, down to what is left of 21. So it is below the least that is asked. Each play of the story is a play of
the program that is made here: what no play of that comes to, none of the story does. But there are plays besides that
the story has not, so whatever is found in it must be shown otherwise. (An abstraction of values by classes: E. Clarke,
O. Grumberg, D. Long, "Model checking and abstraction", 1994.)

A number can saturate so if all that is asked of it is how it compares with constants, and if all that is done with it
is to add and take away what has bounds of its own, to keep it above or below a constant, and to set it anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.program.functions import Interval
from engine.program.nodes import Apply, ApplyDraw, Assign, Expression, Node, VarRef
from engine.program.program import Program, SceneNode
from engine.program.types import Type
from engine.program.walk import children, map_children, walk
from engine.proof.reductions.value_classes import COMPARISONS
from engine.proof.reductions.value_ranges import ValueRanges

# What is added at once is no more than this, and numbers that are cut off have no more values than these.
MOST_ADDED, MOST_VALUES = 1_000_000, 100
# More than any number that is told apart, with all that one assignment adds.
FAR = 1 << 40


@dataclass(slots=True)
class _EndlessUse:
    constants: set[int] = field(default_factory=set)
    is_fit: bool = True


@dataclass(frozen=True, slots=True)
class _Step:
    """What is assigned to a number, made of itself: what is added is in `inner`, and `tops` keep it above or below
    constants, the innermost first."""

    tops: tuple[tuple[str, int], ...]

    def far(self, number: int) -> int:
        """What comes of a number that is far away."""
        for name, constant in self.tops:
            number = min(number, constant) if name == "min" else max(number, constant)
        return number


def saturate_numbers(program: Program, conditions: Sequence[Expression], ranges: ValueRanges) -> Program | None:
    """The program with numbers cut off; None if there are none of that kind."""
    uses = _NumberUses(program, ranges)
    uses.note(tuple(conditions))
    uses.note(tuple((one.body or 0, tuple(one.steps)) for one in program.functions))
    uses.note(program.status)
    for uses.scene, scene in enumerate(program.scenes):
        uses.note(scene)
    ends = uses.ends()
    return _SaturatedProgram(program, ranges, ends).made() if ends else None


def _step_of(target: VarRef, value: Expression, ranges: ValueRanges, scene: int) -> _Step | None:
    """How a number is made of itself; None if it is in another way, or if it is not."""
    tops: list[tuple[str, int]] = []
    while isinstance(value, Apply) and value.name in ("min", "max") and len(value.arguments) == 2:
        one, constant = value.arguments if isinstance(value.arguments[1], int) else value.arguments[::-1]
        if not isinstance(constant, int) or isinstance(constant, bool):
            return None
        tops.append((value.name, constant))
        value = one
    while value != target:
        if not isinstance(value, Apply) or value.name not in ("+", "-") or len(value.arguments) != 2:
            return None
        one, other = value.arguments
        if value.name == "+" and _reads(other, target):
            one, other = other, one
        low, high = ranges.interval_in(other, ranges.lookup(scene))
        if _reads(other, target) or low < -MOST_ADDED or high > MOST_ADDED:
            return None
        value = one
    return _Step(tuple(tops[::-1]))


def _reads(code: Expression, target: VarRef) -> bool:
    return code == target or target in walk((code,))


class _NumberUses:
    """What is done with the numbers without a range."""

    def __init__(self, program: Program, ranges: ValueRanges) -> None:
        self.ranges, self.scene = ranges, -1
        self.of = {
            VarRef(number): _EndlessUse()
            for number, one in enumerate(program.variables)
            if one.type.kind == "number" and one.type.low is None and isinstance(one.initial, int)
        }
        self.initial = {VarRef(number): one.initial for number, one in enumerate(program.variables)}

    def note(self, rows: object) -> None:
        for node in children(rows):
            self._node(node)

    def _node(self, node: Node | Expression) -> None:
        if isinstance(node, Assign):
            if isinstance(node.target, VarRef) and node.target in self.of:
                self._assigned(node.target, node.value)
            else:
                self._node(node.value)
            return
        if isinstance(node, Apply) and node.name in COMPARISONS:
            for one, other in (node.arguments, node.arguments[::-1]):
                if isinstance(one, VarRef) and one in self.of and isinstance(other, int):
                    self.of[one].constants.add(other)
                    return
        if isinstance(node, VarRef) and node in self.of:
            self.of[node].is_fit = False
        self.note(node)

    def _assigned(self, target: VarRef, value: Expression) -> None:
        if _reads(value, target):
            if _step_of(target, value, self.ranges, self.scene) is None:
                self.of[target].is_fit = False
            for node in walk((value,)):
                if isinstance(node, VarRef) and node != target and node in self.of:
                    self.of[node].is_fit = False
        else:
            self._node(value)

    def ends(self) -> dict[VarRef, Interval]:
        """The least and the greatest values that are told apart of those that can be cut off."""
        found = {}
        for one, use in self.of.items():
            if use.is_fit and use.constants:
                low, high = min(use.constants) - 1, max(use.constants) + 1
                if high - low <= MOST_VALUES:
                    found[one] = low, high
        return found


class _SaturatedProgram:
    """Makes the program."""

    def __init__(self, program: Program, ranges: ValueRanges, ends: dict[VarRef, Interval]) -> None:
        self.program, self.ranges, self.ends = program, ranges, ends
        self.scene = 0
        self.places: list[str] = []

    def made(self) -> Program:
        variables = list(self.program.variables)
        for one, (low, high) in self.ends.items():
            variable = variables[one.number]
            first = min(max(int(variable.initial), low), high)
            variables[one.number] = variable._replace(type=Type("number", low, high), initial=first)
        scenes = tuple([self._scene(index) for index in range(len(self.program.scenes))])
        return self.program._replace(variables=tuple(variables), scenes=scenes)

    def _scene(self, index: int) -> SceneNode:
        self.scene, self.places = index, []
        scene = self.program.scenes[index]
        segments = tuple([map_children(segment, self._changed) for segment in scene.segments])
        counters = (*scene.counters, *(f"draw {place}" for place in self.places))
        return scene._replace(segments=segments, counters=counters) if self.places or segments else scene

    def _changed(self, node: Node) -> object:
        if isinstance(node, Assign) and isinstance(node.target, VarRef) and node.target in self.ends:
            return node._replace(value=self._value(node.target, node.value))
        return map_children(node, self._changed)

    def _value(self, target: VarRef, value: Expression) -> Expression:
        low, high = self.ends[target]
        step = _step_of(target, value, self.ranges, self.scene) if _reads(value, target) else None
        if step is None:
            return _clipped(value, low, high)
        most, least = min(max(step.far(FAR), low), high), min(max(step.far(-FAR), low), high)
        above = self._any(_clipped(_with(value, target, high), low, high), most)
        below = self._any(least, _clipped(_with(value, target, low), low, high))
        inside = _clipped(value, low, high)
        return Apply(
            "if", (Apply(">=", (target, high)), above, Apply("if", (Apply("<=", (target, low)), below, inside)))
        )

    def _any(self, low: Expression, high: Expression) -> Expression:
        """Any number between two."""
        place = f"{self.program.scenes[self.scene].name}|random cut|{len(self.places)}"
        self.places.append(place)
        return ApplyDraw("random", (low, high), place)


def _clipped(code: Expression, low: int, high: int) -> Expression:
    if isinstance(code, int):
        return min(max(code, low), high)
    return Apply("min", (Apply("max", (code, low)), high))


def _with(code: Expression, target: VarRef, number: int) -> Expression:
    """An expression with a number in the place of a variable."""

    def given(node: Node) -> object:
        return number if node == target else map_children(node, given)

    return map_children((code,), given)[0]
