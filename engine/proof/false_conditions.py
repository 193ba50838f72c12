"""Why a way is shut, in words and as data: what of its conditions is false in the play shown, and the values there."""

from __future__ import annotations

from typing import TypeAlias

from engine.named_tuples import NamedTuple
from engine.program import nodes
from engine.program.expression_text import ExpressionTexts
from engine.program.functions import TABLE
from engine.program.nodes import Expression
from engine.program.program import Program
from engine.program.story_stop import StoryStop
from engine.program.types import NUMBER, Type, Value
from engine.program.values import OuterValue, outer_value
from engine.program.walk import walk
from engine.proof.closed_choices import Asked, Shut, parts_of, reads_something
from engine.proof.instrumentation import span_of
from engine.runtime.layout import PLACE, Layout
from engine.runtime.operations import since
from engine.runtime.state_types import State
from engine.source import SourceSpan

# Functions within functions, and so many values, are looked into at most.
MOST_DEEP, MOST_VALUES = 12, 4
# And so many parts of a condition are told.
MOST_PARTS = 6
Arguments: TypeAlias = tuple[Value, ...] | None


class ShutWay(NamedTuple):
    """A shut way as it is told: where, in words, and as data for programs."""

    span: SourceSpan
    what: str
    name: str
    condition: str
    values: dict[str, OuterValue]
    is_used_up: bool

    def to_json(self) -> dict[str, object]:
        """The data."""
        place = {"file": self.span.file, "line": self.span.line, "column": self.span.column}
        told = {"name": self.name or None, **place, "condition": self.condition or None}
        return told | {"values": self.values, "used_up": self.is_used_up}


class _Unknown(Exception):
    """A state does not tell a value."""


class FalseConditions:
    """What the state of a play tells of conditions; without a state, nothing of values is known."""

    def __init__(self, program: Program, layout: Layout, state: State | None) -> None:
        self.program, self.layout, self.state = program, layout, state
        self.read: dict[str, tuple[Value, Type]] = {}

    def point(self) -> tuple[int, int] | None:
        """The scene and the number of the point at which the state stands."""
        place = None if self.state is None else self.state[PLACE]
        if place is None or place >= 0 or self.layout.ending_at(place) is not None:
            return None
        scene = self.layout.scene_at(place)
        return scene, self.layout.stop(scene, 0) - place

    def told(self, shut: Shut, is_here: bool = False) -> ShutWay:
        """A way that is shut, as it is told: in no play from there on, or, with `is_here`, where the play stands.

        Of a way that stands elsewhere, what does not hold yet may hold when it is asked: where other parts of its
        conditions hold, or are not known, all are told, and no values.
        """
        span = span_of(self.program, shut.scene, shut.at)
        what = f"`{shut.name}`" if shut.name else "the way on"
        asked = [(scene, part) for scene, code in shut.conditions for part in parts_of(code)]
        if self._is_used_up(shut) or (not asked and shut.once is not None):
            return ShutWay(span, f"{what} can be taken once, and was", shut.name, "", {}, True)
        parts = [one for one in asked if reads_something(one[1])]
        parts = [one for one in parts if not _is_chance(one[1])] or parts
        false = [one for one in parts if self.holds(one[1], one[0]) is False]
        if not is_here and len(false) < len(parts):
            false = []
        self.read = {}
        for scene, part in false:
            self.holds(part, scene)
        condition = self._written(false or parts)
        verb = "is not drawn" if shut.is_drawn else "is shut"
        if not condition or (shut.has_rivals and not (false and is_here)):
            return ShutWay(span, f"{what} {verb}", shut.name, "", {}, False)
        if not false:
            told = f"it needs `{condition}`" if is_here else f"`{condition}` never holds where it is asked"
            told = f"{what} {verb}: {told}"
            return ShutWay(span, told, shut.name, condition, {}, False)
        texts = ExpressionTexts(self.program, shut.scene)
        shown = [f"`{name}` is {_shown(texts.value(value, type))}" for name, (value, type) in self.read.items()]
        told = f"{what} {verb}: it needs `{condition}`, and {_listed(shown)}"
        values = {name: outer_value(value, type) for name, (value, type) in self.read.items()}
        return ShutWay(span, told, shut.name, condition, values, False)

    def _written(self, parts: list[Asked]) -> str:
        """Parts of a condition as a writer would put them, the first of many."""
        level = 3 if len(parts) > 1 else 0
        written = [ExpressionTexts(self.program, scene).written(part, level) for scene, part in parts[:MOST_PARTS]]
        return " and ".join([*written, "…"] if len(parts) > MOST_PARTS else written)

    def is_open(self, shut: Shut) -> bool:
        """Whether the state tells that a way is open; of one that is drawn, it does not."""
        if shut.is_drawn or self._is_used_up(shut):
            return False
        return all(self.holds(code, scene) for scene, code in shut.conditions)

    def holds(self, code: Expression, scene: int) -> bool | None:
        """Whether a condition of a scene holds; None if the state does not tell. What it reads is noted."""
        try:
            return bool(self._value(code, scene, None, 0))
        except (_Unknown, StoryStop, ZeroDivisionError):
            return None

    def _is_used_up(self, shut: Shut) -> bool:
        if shut.once is None or self.state is None:
            return False
        page, offset = self.layout.counters[shut.once.counter]
        return bool(self.state[page][offset] & shut.once.bit)

    def _value(self, code: Expression, scene: int, arguments: Arguments, depth: int) -> Value:
        if self.state is None or depth > MOST_DEEP:
            raise _Unknown
        if not isinstance(code, tuple):
            return code
        if isinstance(code, nodes.VarRef):
            variable = self.program.variables[code.number]
            return self._noted(variable.name, self.state[self.layout.variables + code.number], variable.type)
        if isinstance(code, nodes.LocalRef):
            if arguments is not None:
                return arguments[code.number]
            if self.layout.scene_at(self.state[PLACE]) != scene and scene not in self.layout.own:
                raise _Unknown
            slot = self.program.scenes[scene].frame[code.number]
            return self._noted(slot.name, self.state[self.layout.frames[scene] + code.number], slot.type)
        if isinstance(code, nodes.Count):
            return self._noted(f"{code.name}({code.key})", self._count(code), NUMBER)
        if isinstance(code, nodes.CallDef):
            body = self.program.functions[code.function].body
            if body is None:
                raise _Unknown
            given = tuple([self._value(one, scene, arguments, depth + 1) for one in code.arguments])
            return self._value(body, scene, given, depth + 1)
        if not isinstance(code, nodes.Apply):
            raise _Unknown
        return self._applied(code, scene, arguments, depth)

    def _applied(self, code: nodes.Apply, scene: int, arguments: Arguments, depth: int) -> Value:
        name, operands = code.name, code.arguments
        first = self._value(operands[0], scene, arguments, depth)
        if name == "if":
            return self._value(operands[1 if first else 2], scene, arguments, depth)
        if name in ("and", "or") and bool(first) == (name == "or"):
            return first
        value = TABLE[name].value
        if value is None:
            raise _Unknown
        return value(first, *[self._value(one, scene, arguments, depth) for one in operands[1:]])

    def _count(self, code: nodes.Count) -> int:
        assert self.state is not None, "it is asked before"
        turns = 0 if self.layout.turns is None else int(self.state[self.layout.turns])
        if code.name == "turns":
            return turns
        page, offset = self.layout.counters[f"{code.name} {code.key}"]
        counted = int(self.state[page][offset])
        return since(turns, counted) if code.name == "since" else counted

    def _noted(self, name: str, value: object, type: Type) -> Value:
        if not isinstance(value, bool | int | str):
            raise _Unknown
        if len(self.read) < MOST_VALUES:
            self.read[name] = value, type
        return value


def _is_chance(code: Expression) -> bool:
    return any(isinstance(one, nodes.ApplyDraw) for one in walk((code,)))


def _shown(value: str) -> str:
    return "empty" if value in ("none", '""') else value


def _listed(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}" if texts else "it is false"
