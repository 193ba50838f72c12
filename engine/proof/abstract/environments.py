"""What is kept of a state while the rest of it is forgotten: the values of some cells, and how a turn changes them."""

from __future__ import annotations

from collections.abc import Sequence

from engine.program import nodes
from engine.program.functions import Interval
from engine.program.limits import MOST
from engine.program.nodes import Expression
from engine.program.program import Program
from engine.program.types import Type, Value
from engine.proof.abstract.values import Env, Evaluator, Values
from engine.proof.reductions.bounded_sums import Change, changes_of
from engine.proof.reductions.value_ranges import Location, location_of
from engine.runtime.layout import Layout

# A segment to come back to and the kept local variables that wait; None where `<-` goes on.
Visit = tuple[int, tuple[Value | None, ...] | None]
MOST_ENVS = 4096
# What is kept of a cell that is followed: by how much more it is than when the turn began, at most. So far it is told
# apart, and where that is not known.
MORE, FARTHEST, UNKNOWN = "more", 8, 9
# Whether the turn began with a choice that can be taken once.
SPENT: Location = ("spent",)


class TooCoarse(Exception):
    """This cannot be told with what is kept."""


class Environments:
    """Changes what is kept of a program's state; where a value is not known, to each that it can have."""

    def __init__(
        self,
        program: Program,
        layout: Layout,
        values: Evaluator,
        kept: Sequence[Location],
        fleeting: Sequence[Location] = (),
    ) -> None:
        self.program, self.layout, self.values = program, layout, values
        self.kept = list(kept)
        self.numbers = values.kept
        # Where it is kept how cells change in a turn that are followed: one place for each sign.
        self.followed = {
            cell[1]: tuple([(sign, self.numbers[MORE, cell[1], sign]) for sign in (1, -1)])
            for cell in kept
            if cell[0] == MORE
        }
        # Cells that are known within a turn only, as far as they have one value.
        self.fleeting = frozenset(fleeting)
        self.locals = [
            [
                number
                for number, cell in enumerate(kept)
                if cell[0] == "local" and cell[1] == index and cell not in self.fleeting
            ]
            for index in range(len(program.scenes))
        ]
        # What is known of changes, by the expression that is assigned and what it reads.
        self.changes: dict[tuple[object, ...], int] = {}
        self.fleeting_locals = {self.numbers[cell] for cell in self.fleeting if cell[0] == "local"}

    def first(self) -> Env:
        """What is kept before anything has happened."""
        return tuple(self._initial(cell) for cell in self.kept)

    def _initial(self, cell: Location) -> Value | None:
        if cell[0] == "var":
            return self.clipped(cell, self.program.variables[cell[1]].initial)
        return None if cell[0] == "local" else False if cell[0] == "once" else 0

    def clipped(self, cell: Location, value: Value) -> Value:
        """A value as far as it is told apart."""
        ends = self.values.ends.get(cell)
        return value if ends is None or not isinstance(value, int) else min(max(value, ends[0]), ends[1])

    def changed(self, env: Env, cell: Location, value: Value | None) -> Env:
        """What is kept once a cell has a value; the same where the cell is not kept."""
        number = self.numbers.get(cell)
        return env if number is None else (*env[:number], value, *env[number + 1 :])

    def counted(self, env: Env, name: str) -> Env:
        """One more visit counted, as far as that is told apart."""
        cell = ("visits", name)
        number = self.numbers.get(cell)
        if number is None:
            return env
        before = env[number]
        assert isinstance(before, int), "a count is a number"
        return self.changed(env, cell, min(before + 1, self.values.ends[cell][1]))

    def back(self, env: Env, segment: int, saved: tuple[Value | None, ...]) -> Env:
        """What is kept when a visit comes back to a segment, with what waited there."""
        left = list(self._without_locals(env))
        for number, value in zip(self._saved_locations(self.layout.scene_at(segment)), saved, strict=True):
            left[number] = value
        return tuple(left)

    def _saved_locations(self, scene: int) -> list[int]:
        """The kept local variables that wait while a scene visits another: with what it borrows, all there are."""
        if scene in self.layout.own or self.program.scenes[scene].includes:
            return [number for numbers in self.locals for number in numbers]
        return self.locals[scene]

    def _without_locals(self, env: Env) -> Env:
        """What is kept without what is known of local variables within a turn: they may be those of another visit."""
        if not self.fleeting_locals:
            return env
        return tuple([None if number in self.fleeting_locals else value for number, value in enumerate(env)])

    def left(self, env: Env, scene: int) -> Env:
        """What is kept when a scene is left for good."""
        cells, env = self._saved_locations(scene), self._without_locals(env)
        return tuple(None if number in cells else value for number, value in enumerate(env)) if cells else env

    def visiting(self, stack: tuple[Visit, ...], segment: int, env: Env, scene: int) -> tuple[tuple[Visit, ...], Env]:
        """The visits under way with one that comes back to a segment, and what is kept in it."""
        saved = tuple(env[number] for number in self._saved_locations(scene))
        return (*stack, (segment, saved)), self.left(env, scene)

    def assigned_by(self, operation: nodes.Assign, cell: Location, env: Env, scene: int) -> list[Env]:
        """What is kept behind an assignment to a kept cell."""
        envs = self._assigned_by(operation, cell, env, scene)
        for sign, place in self.followed.get(cell, ()):
            more = self._more(operation.value, cell, env[place], env, scene, sign)
            envs = [(*one[:place], more, *one[place + 1 :]) for one in envs]
        return envs

    def _more(self, code: Expression, cell: Location, before: Value | None, env: Env, scene: int, sign: int) -> int:
        """By how much more a cell is at most than when the turn began, or less with a `sign` of -1, once it is assigned
        an expression; `before` it was so much."""
        assert isinstance(before, int), "a number"
        read = self.values.kept_of(code, scene)
        key = id(code), scene, cell, sign, self.values.draws, *[env[number] for number in (self.numbers[cell], *read)]
        if key not in self.changes:
            self.changes[key] = self._change(code, cell, env, scene, sign)
        more = before + self.changes[key]
        return UNKNOWN if before == UNKNOWN or more > FARTHEST else max(more, -FARTHEST)

    def _change(self, code: Expression, cell: Location, env: Env, scene: int, sign: int) -> int:
        """By how much more a cell is at most than before it is assigned an expression, or less with a `sign` of -1."""

        def interval(code: Expression) -> Interval:
            values = self.values.values(code, env, scene)
            numbers = [int(one) for one in values or () if isinstance(one, int)]
            return (min(numbers), max(numbers)) if numbers else self.values.interval(code, env, scene)

        low, high = interval(nodes.VarRef(cell[1]))
        least = low if sign > 0 else -high

        def size(change: Change) -> int:
            return change.more if change.more is not None else (change.most or 0) - least

        return max(map(size, changes_of(code, cell, scene, sign, interval, size)))

    def not_followed(self, env: Env, cell: Location) -> Env:
        """What is kept where it is not known how a cell changes in the turn."""
        places = {place for _, place in self.followed.get(cell, ())}
        return tuple([UNKNOWN if place in places else one for place, one in enumerate(env)]) if places else env

    def _assigned_by(self, operation: nodes.Assign, cell: Location, env: Env, scene: int) -> list[Env]:
        values = self.values.values(operation.value, env, scene)
        type = self.values.type_of(cell)
        if cell in self.values.ends and (stepped := self._stepped(operation.value, cell, env, scene)) is not None:
            values = stepped
        if values is None and cell in self.values.ends:
            # What is beyond an end counts as at it.
            low, high = self.values.interval(operation.value, env, scene)
            least, most = self.values.ends[cell]
            low, high = min(max(low, least), most), min(max(high, least), most)
            values = frozenset(range(low, high + 1)) if high - low < MOST_ENVS else None
        if values is not None and operation.low is not None and operation.high is not None:
            low, high = operation.low, operation.high
            values = frozenset(one for one in values if isinstance(one, int) and low <= one <= high)
        return self.assigned(env, cell, values, type)

    def _stepped(self, code: Expression, cell: Location, env: Env, scene: int) -> Values:
        """A number with ends, made more or less by known steps: from an end it can come to any value on the way."""
        if not isinstance(code, nodes.Apply) or code.name not in ("+", "-") or len(code.arguments) != 2:
            return None
        one, other = code.arguments
        if not isinstance(one, nodes.VarRef | nodes.LocalRef) or location_of(one, scene) != cell:
            return None
        steps, value = self.values.values(other, env, scene), env[self.numbers[cell]]
        low, high = self.values.ends[cell]
        if steps is None or not isinstance(value, int):
            return None
        found: set[Value] = set()
        for step in steps:
            if not isinstance(step, int):
                return None
            target = value + (step if code.name == "+" else -step)
            if value == high and target < high:
                found |= set(range(max(low, target), high + 1))
            elif value == low and target > low:
                found |= set(range(low, min(high, target) + 1))
            else:
                found.add(min(max(target, low), high))
        return frozenset(found)

    def assigned(self, env: Env, cell: Location, values: Values, type: Type) -> list[Env]:
        """What is kept when a cell gets any of some values; where these are not known, any of its type."""
        if cell in self.fleeting:
            (value,) = values if values is not None and len(values) == 1 else (None,)
            return [self.changed(env, cell, value)]
        if values is None:
            values = self.values.domain(cell, type)
        if values is None or len(values) > MOST_ENVS:
            raise TooCoarse
        if cell in self.values.bounds:
            values = frozenset(one for one in values if self._may_be(cell, one))
        return [self.changed(env, cell, one) for one in dict.fromkeys(self.clipped(cell, one) for one in values)]

    def _may_be(self, cell: Location, value: Value) -> bool:
        """Whether a cell can have a value in a play; an end stands for all that is beyond it."""
        low, high = self.values.bounds[cell]
        least, most = self.values.ends.get(cell, (low - 1, high + 1))
        assert isinstance(value, int), "a number"
        return (value >= most or value >= low) and (value <= least or value <= high)

    def with_parameters(
        self, target: int, arguments: Sequence[Expression], before: Env, env: Env, scene: int
    ) -> list[Env]:
        """What is kept when a scene is given its arguments, which are evaluated in another one."""
        envs = [env]
        for place, code in enumerate(arguments):
            cell = ("local", target, place)
            if cell in self.numbers:
                type = self.values.type_of(cell)
                values = self.inside(self.values.values(code, before, scene), type)
                envs = [one for each in envs for one in self.assigned(each, cell, values, type)]
        return envs

    def inside(self, values: Values, type: Type) -> Values:
        """The values that fit a type; the others are errors of the story."""
        if values is None or type.kind != "number":
            return values
        low, high = (-MOST, MOST) if type.low is None or type.high is None else (type.low, type.high)
        return frozenset(one for one in values if isinstance(one, int) and low <= one <= high)
