"""States as bytes: where each variable and counter of a slice stands, and in how many bytes.

A packed state is: the number of the stop (3 bytes), variables, counters, once-only choices (a bit each), local
variables; behind these, the visits under way, each [local variables, segment (4 bytes), length (2 bytes)]. Bytes are
hashed once, compared at once and take a tenth of the room of tuples.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.program.model import Program
from engine.proof.cells import Cell
from engine.proof.values import Values
from engine.runtime.layout import FIRST_SLOT, Layout, Slices

PLACE_BYTES = 3
# Numbers without a range, with their sign: what is forgotten must be a number of the story, too, and is 0.
WIDE = 8
HOLDING_CODE = ("segments", "points", "thread", "code", "group", "arguments", "branches", "otherwise")


class Unpackable(Exception):
    """The slice has something that bytes do not hold here; it is explored with tuples."""


@dataclass(frozen=True, slots=True)
class Field:
    """Where a value stands: its bytes, what is taken from a number, the values that numbers stand for."""

    start: int
    size: int
    low: int = 0
    values: tuple[Any, ...] | None = None

    def load(self, state: Any) -> Any:
        """The value in a state."""
        number = int.from_bytes(state[self.start : self.start + self.size], "little", signed=self.size == WIDE)
        return self.values[number] if self.values is not None else number + self.low

    def store(self, w: bytearray, value: Any) -> None:
        """Put a value into a state."""
        number = self.values.index(value) if self.values is not None else value - self.low
        w[self.start : self.start + self.size] = number.to_bytes(self.size, "little", signed=self.size == WIDE)


class PackedLayout(Layout):
    """The bytes of one slice. Slots and segments have the numbers that they have in the runtime."""

    def __init__(self, program: Program, limits: dict[Cell, int]) -> None:
        super().__init__(program)
        if self.turns is not None:
            raise Unpackable("turns are counted")
        self.program = program
        self.limits = limits
        self.texts = (*_texts(program), *Values(program).of(["text", None, None, []])[0])
        self.end_of_state = PLACE_BYTES
        self.assigned = frozenset(_assigned(program["scenes"]))
        self.fields: dict[int, Field] = {}
        for number, variable in enumerate(program["variables"]):
            if number in self.assigned:
                self.fields[self.variables + number] = self._field(variable["type"])
        self.counters = dict(self._counters())
        self._frames()

    def _field(self, type: list[Any], start: int | None = None) -> Field:
        """A field for a type; behind all others if it is not told where."""
        kind, low, high, names = type
        at = self.end_of_state if start is None else start
        if kind == "truth":
            field = Field(at, 1)
        elif kind in ("names", "text"):
            values = tuple(names) if kind == "names" else tuple(dict.fromkeys(self.texts))
            field = Field(at, 1 if len(values) <= 256 else 2, 0, values)
        elif kind == "set":
            field = Field(at, max(1, (len(names) + 7) // 8))
        else:
            size = WIDE if low is None else max(1, ((high - low).bit_length() + 7) // 8)
            field = Field(at, size, low or 0)
        if start is None:
            self.end_of_state += field.size
        return field

    def _counters(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Each counter's byte and how far it counts; draws are not counted."""
        program = self.program
        names = list(program["counters"])
        names += [name for scene in program["scenes"] for name in scene["counters"]]
        variations = dict(_variations(program["scenes"]))
        for name in program["visits"]:
            most = self.limits.get(("visits", name), 256)
            if most > 255:
                raise Unpackable(f"visits to {name} are counted without end")
            yield f"visits {name}", (self._byte(), most)
        for name in names:
            if name.startswith("draw "):
                yield name, (0, 0)
            elif name in variations:
                kind, size = variations[name]
                if size > (8 if kind == "shuffle" else 250):
                    raise Unpackable("a variation has too many items")
                yield name, (self._byte(), size)
            elif name.startswith("once "):
                yield name, (self._byte(), 255)
            elif name.startswith("each "):
                first = self.end_of_state
                self.end_of_state += 4
                yield name, (first, 255)

    def _byte(self) -> int:
        self.end_of_state += 1
        return self.end_of_state - 1

    def _frames(self) -> None:
        """Local variables, in regions as in the runtime: scenes share one, those that are added to others have one."""
        scenes = self.program["scenes"]
        self.locals: list[list[Field]] = [[] for _ in scenes]
        self.ranges: list[tuple[int, int]] = [(0, 0)] * len(scenes)
        self.first_local = end = self.end_of_state
        for index, scene in enumerate(scenes):
            if index not in self.own:
                end = max(end, self._frame(index, scene, self.first_local))
        for index, scene in enumerate(scenes):
            if index in self.own:
                end = self._frame(index, scene, end)
        self.end_of_state = end

    def _frame(self, index: int, scene: dict[str, Any], start: int) -> int:
        at = start
        for _, type in scene["frame"]:
            field = self._field(type, at)
            self.locals[index].append(field)
            at += field.size
        self.ranges[index] = start, at
        return at

    def slices(self, scenes: list[dict[str, Any]], index: int) -> Slices:
        """The bytes of a scene's local variables."""
        if index in self.own or scenes[index]["includes"]:
            return [(self.first_local, self.end_of_state)] if self.first_local < self.end_of_state else []
        return [self.ranges[index]] if scenes[index]["frame"] else []

    def field(self, slot: int, scene: int) -> Field:
        """The field of a slot of the runtime, seen from a scene."""
        if slot >= self.all_frames[0]:
            return self.locals[scene][slot - self.frames[scene]]
        return self.fields[slot]

    def start_state(self) -> bytes:
        """The state before anything has happened."""
        w = bytearray(self.end_of_state)
        for slot, field in self.fields.items():
            field.store(w, self.initial[slot - FIRST_SLOT])
        return bytes(w)


def _texts(program: Program) -> list[str]:
    """All texts that text variables can hold, apart from those that players type."""
    texts: list[str] = [variable["initial"] for variable in program["variables"] if variable["type"][0] == "text"]
    for data in _sets([program["scenes"], program["functions"]]):
        if data == "words":
            raise Unpackable("numbers are made into texts")
        if isinstance(data, str):
            texts.append(data)
    return texts


def _sets(data: Any) -> Iterator[Any]:
    """All constants in assigned values, moves and functions."""
    if isinstance(data, dict):
        for key, part in data.items():
            if key in HOLDING_CODE:
                yield from _sets(part)
    elif isinstance(data, list):
        for part in data:
            yield from _sets(part)
    else:
        yield data


def _assigned(data: Any) -> Iterator[int]:
    """The numbers of all variables that anything sets."""
    if isinstance(data, dict):
        if data.get("kind") == "ask" and data["ref"][0] == "var":
            yield data["ref"][1]
        for part in data.values():
            yield from _assigned(part)
    elif isinstance(data, list):
        if len(data) == 6 and data[0] == "set" and data[2][0] == "var":
            yield data[2][1]
        for part in data:
            yield from _assigned(part)


def _variations(data: Any) -> Iterator[tuple[str, tuple[str, int]]]:
    """The kind and size of each variation, by its counter."""
    if isinstance(data, dict):
        for part in data.values():
            yield from _variations(part)
    elif isinstance(data, list):
        if len(data) == 4 and data[0] == "vary":
            yield data[2], (data[1], len(data[3]))
        for part in data:
            yield from _variations(part)
