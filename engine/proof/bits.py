"""States as whole numbers: where each variable and counter of a slice stands, and in how many bits.

From the low end: the number of the stop, variables, counters, once-only choices, local variables; above them the
visits under way, the last lowest. A visit is the segment that it comes back to plus one, a bit that says whether it is
none (but choices that `<-` added), and the local variables that wait. So what is dead in a state goes with one `&`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.check.intervals import MOST
from engine.program.model import Program
from engine.proof.cells import Cell
from engine.proof.values import Values
from engine.runtime.layout import FIRST_SLOT, PLACE, STACK, Layout
from engine.runtime.machine import BITS, State
from engine.runtime.operations import MOST_STACK, MOST_VISITS

HOLDING_CODE = ("segments", "points", "thread", "code", "group", "arguments", "branches", "otherwise")
# A counter that counts further than this is not held in bits.
MOST_COUNTED = 255
MOST_SHUFFLED = 8


class Unpackable(Exception):
    """The slice has something that bits do not hold here; it is explored with tuples."""


@dataclass(frozen=True, slots=True)
class Field:
    """Where a value stands: its bits, what is taken from a number, the values that numbers stand for."""

    at: int
    width: int
    low: int = 0
    values: tuple[Any, ...] | None = None
    # A number without a range is kept with its sign: what is forgotten must be a number of the story, and is 0.
    signed: bool = False

    @property
    def mask(self) -> int:
        """The bits of the field in a state."""
        return ((1 << self.width) - 1) << self.at

    def load(self, state: int) -> Any:
        """The value in a state."""
        number = state >> self.at & ((1 << self.width) - 1)
        if self.signed:
            return (number ^ self.sign) - self.sign
        return self.values[number] if self.values is not None else number + self.low

    def bits(self, value: Any) -> int:
        """A value as bits of a state; what was never set is 0."""
        if value is None:
            return 0
        number = self.values.index(value) if self.values is not None else int(value) - self.low
        return (number & ((1 << self.width) - 1) if self.signed else number) << self.at

    @property
    def sign(self) -> int:
        """The bit of a number's sign."""
        return 1 << self.width - 1


class BitLayout(Layout):
    """The bits of one slice, and how states of the runtime become numbers and numbers states.

    Slots, segments and points have the numbers that they have in the runtime. `counters` gives each counter's first
    bit and how far it counts.
    """

    def __init__(self, program: Program, limits: dict[Cell, int]) -> None:
        super().__init__(program)
        if self.turns is not None:
            raise Unpackable("turns are counted")
        self.program = program
        self.plain = Layout(program)
        stops = self.points[-1] + len(program["scenes"]) * self.endings
        self.place = Field(0, stops.bit_length())
        self.width = self.place.width
        texts = (*_texts(program), *Values(program).of(["text", None, None, []])[0])
        self.texts = tuple(dict.fromkeys(texts))
        assigned = frozenset(_assigned(program["scenes"]))
        self.fields: dict[int, Field] = {}
        for number, variable in enumerate(program["variables"]):
            if number in assigned:
                self.fields[self.variables + number] = self._field(variable["type"])
        self.held: dict[str, Field] = {}
        self.most: dict[str, int] = {}
        self.once: dict[tuple[str, int], Field] = {}
        self._hold_counters(program, limits)
        self.counters = {name: (field.at, field.width) for name, field in self.held.items()}
        self._hold_locals(program["scenes"])
        self.segment_bits = (self.segments[-1] + 1).bit_length()
        # A state that is no less may have as many visits under way as there can be.
        self.many_visits = 1 << self.width + MOST_VISITS * (self.segment_bits + 1)
        self.has_visits = _has_visits(program["scenes"])
        self.size_in_bytes = (self.width + 7) // 8
        self._waiting: dict[int, tuple[int, int]] = {}

    def _field(self, type: list[Any], at: int | None = None) -> Field:
        """A field for a type; behind all others if it is not told where."""
        kind, low, high, names = type
        first = self.width if at is None else at
        if kind == "truth":
            field = Field(first, 1)
        elif kind in ("names", "text"):
            values = tuple(names) if kind == "names" else self.texts
            field = Field(first, max(1, (len(values) - 1).bit_length()), 0, values)
        elif kind == "set":
            field = Field(first, max(1, len(names)))
        elif low is None:
            field = Field(first, MOST.bit_length() + 1, signed=True)
        else:
            field = Field(first, max(1, (high - low).bit_length()), low)
        if at is None:
            self.width += field.width
        return field

    def _hold_counters(self, program: Program, limits: dict[Cell, int]) -> None:
        """Fields for all counters but those of draws, which are not counted."""
        variations, drawn = dict(_variations(program["scenes"])), dict(_drawn(program["scenes"]))
        for name in program["visits"]:
            most = limits.get(("visits", name), MOST_COUNTED + 1)
            if most > MOST_COUNTED:
                raise Unpackable(f"visits to {name} are counted without end")
            self._hold(f"visits {name}", most)
        names = [*program["counters"], *(name for scene in program["scenes"] for name in scene["counters"])]
        for name in names:
            if name.startswith("draw "):
                self.held[name] = Field(0, 0)
            elif name in variations:
                kind, size = variations[name]
                if size > (MOST_SHUFFLED if kind == "shuffle" else MOST_COUNTED):
                    raise Unpackable("a variation has too many items")
                self._hold(name, (1 << size) - 1 if kind == "shuffle" else size)
            elif name.startswith("each "):
                # One counter for every 32 scenes with the tag, a bit for each.
                counter, number = name.rsplit(" ", 1)
                left = len(program["tags"].get(drawn[counter], ())) - int(number) * BITS
                self._hold(name, (1 << max(1, min(BITS, left))) - 1)
        for counter, bit in sorted(set(_once(program["scenes"]))):
            self.once[counter, bit] = Field(self.width, 1)
            self.width += 1

    def _hold(self, name: str, most: int) -> None:
        self.held[name] = Field(self.width, most.bit_length())
        self.most[name] = most
        self.width += most.bit_length()

    def _hold_locals(self, scenes: list[dict[str, Any]]) -> None:
        """Local variables, in regions as in the runtime: scenes share one, those that are added to others have one."""
        self.locals: list[list[Field]] = [[] for _ in scenes]
        self.first_local = end = self.width
        for index, scene in enumerate(scenes):
            if index not in self.own:
                end = max(end, self._hold_frame(index, scene, self.first_local))
        for index, scene in enumerate(scenes):
            if index in self.own:
                end = self._hold_frame(index, scene, end)
        self.width = end
        self.region = ((1 << end) - 1) ^ ((1 << self.first_local) - 1)
        self.frame_masks = []
        for index, scene in enumerate(scenes):
            whole = index in self.own or scene["includes"]
            own = sum(field.mask for field in self.locals[index])
            self.frame_masks.append(self.region if whole else own)

    def _hold_frame(self, index: int, scene: dict[str, Any], start: int) -> int:
        at = start
        for _, type in scene["frame"]:
            field = self._field(type, at)
            self.locals[index].append(field)
            at += field.width
        return at

    def field(self, slot: int, scene: int) -> Field | None:
        """The field of a slot of the runtime, seen from a scene; None of a variable that nothing ever sets."""
        if slot >= self.all_frames[0]:
            return self.locals[scene][slot - self.frames[scene]]
        return self.fields.get(slot)

    def scene_of(self, place: int) -> int:
        """The scene of a stop's number, counted from 0."""
        return self.scene_at(-1 - place)

    def bytes_of(self, number: int) -> bytes:
        """A state as bytes: a set of numbers is slow, as Python's hash of a number is its remainder."""
        size = self.size_in_bytes if number >> self.width == 0 else (number.bit_length() + 7) // 8
        return number.to_bytes(size, "little")

    # ------------------------------------------------------------ visits under way

    def waiting(self, segment: int) -> tuple[int, int]:
        """The local variables of a segment's scene, which wait while it visits another: their mask and width."""
        found = self._waiting.get(segment)
        if found is None:
            mask = self.frame_masks[self.scene_at(segment)]
            found = self._waiting[segment] = mask, max(0, mask.bit_length() - self.first_local)
        return found

    def pushed(self, state: int, segment: int, thread: bool = False) -> int:
        """A state with one more visit under way; the local variables that wait are set to nothing."""
        under_way = state >> self.width
        own = state & ((1 << self.width) - 1)
        if not thread:
            mask, width = self.waiting(segment)
            under_way = under_way << width | (own & mask) >> self.first_local
            own &= ~mask
        under_way = (under_way << 1 | thread) << self.segment_bits | segment + 1
        return under_way << self.width | own

    def popped(self, under_way: int) -> tuple[int, bool, int, int]:
        """The last visit under way: its segment, whether it is one, the bits that wait; and what is under it."""
        segment = (under_way & ((1 << self.segment_bits) - 1)) - 1
        under_way >>= self.segment_bits
        real = not under_way & 1
        under_way >>= 1
        if not real:
            return segment, False, 0, under_way
        _, width = self.waiting(segment)
        return segment, True, (under_way & ((1 << width) - 1)) << self.first_local, under_way >> width

    def visits(self, state: int) -> Iterator[tuple[int, bool, int]]:
        """The visits under way, the last first."""
        under_way = state >> self.width
        while under_way:
            segment, real, waiting, under_way = self.popped(under_way)
            yield segment, real, waiting

    # ------------------------------------------------------------ states of the runtime

    def number_of(self, state: State) -> int:
        """A state of the runtime as a number."""
        place = -1 - state[PLACE]
        number = place
        for slot, field in self.fields.items():
            number |= field.bits(state[slot])
        counters = self.plain.counters
        for name, field in self.held.items():
            if field.width:
                page, offset = counters[name]
                number |= min(state[page][offset], self.most[name]) << field.at
        for (counter, bit), field in self.once.items():
            page, offset = counters[counter]
            if state[page][offset] & bit:
                number |= field.mask
        base, end = self.all_frames
        under_way = 0
        for segment, saved in state[STACK]:
            if saved is None:
                under_way = self.pushed(under_way << self.width, segment, thread=True) >> self.width
                continue
            frame = [None] * (end - base)
            for start, values in saved:
                frame[start - base : start - base + len(values)] = values
            waiting = self._local_bits(frame, self.scene_at(segment))
            under_way = self.pushed(under_way << self.width | waiting, segment) >> self.width
        number |= self._local_bits(list(state[base:end]), self.scene_of(place))
        return under_way << self.width | number

    def state_of(self, number: int, fingerprint: Any) -> State:
        """The state of the runtime that a number stands for; what is dead in it has some value."""
        place = self.place.load(number)
        w: list[Any] = [fingerprint, -1 - place, (), 0, *self.initial]
        for slot, field in self.fields.items():
            w[slot] = field.load(number)
        pages: dict[int, list[int]] = {}
        counters = self.plain.counters
        for name, field in self.held.items():
            if field.width and (count := field.load(number)):
                page, offset = counters[name]
                pages.setdefault(page, list(w[page]))[offset] = count
        for (counter, bit), field in self.once.items():
            if number & field.mask:
                page, offset = counters[counter]
                pages.setdefault(page, list(w[page]))[offset] |= bit
        for page, counts in pages.items():
            w[page] = tuple(counts)
        base, end = self.all_frames
        w[base:end] = self._local_values(number, self.scene_of(place))
        stack: list[Any] = []
        for segment, real, waiting in self.visits(number):
            if not real:
                stack.append((segment, None))
                continue
            scene = self.scene_at(segment)
            frame = self._local_values(waiting, scene)
            slices = self.slices(self.program["scenes"], scene)
            stack.append((segment, tuple((one, tuple(frame[one - base : last - base])) for one, last in slices)))
        w[STACK] = tuple(reversed(stack))
        return tuple(w)

    def _local_bits(self, frame: list[Any], scene: int) -> int:
        base, number = self.all_frames[0], 0
        for index in {scene, *self.own}:
            for place, field in enumerate(self.locals[index]):
                number |= field.bits(frame[self.frames[index] - base + place])
        return number

    def _local_values(self, number: int, scene: int) -> list[Any]:
        base, end = self.all_frames
        frame: list[Any] = [None] * (end - base)
        for index in {scene, *self.own}:
            for place, field in enumerate(self.locals[index]):
                frame[self.frames[index] - base + place] = field.load(number)
        return frame


def longest(layout: BitLayout) -> int:
    """More bits than any state of a layout has."""
    waiting = layout.width - layout.first_local
    return layout.width + (MOST_STACK + 1) * (layout.segment_bits + 1 + waiting)


def _texts(program: Program) -> list[str]:
    """All texts that text variables can hold, apart from those that players type."""
    texts: list[str] = [variable["initial"] for variable in program["variables"] if variable["type"][0] == "text"]
    for data in _constants([program["scenes"], program["functions"]]):
        if data == "words":
            raise Unpackable("numbers are made into texts")
        if isinstance(data, str):
            texts.append(data)
    return texts


def _constants(data: Any) -> Iterator[Any]:
    """All constants in assigned values, moves and functions."""
    if isinstance(data, dict):
        for key, part in data.items():
            if key in HOLDING_CODE:
                yield from _constants(part)
    elif isinstance(data, list):
        for part in data:
            yield from _constants(part)
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


def _drawn(data: Any) -> Iterator[tuple[str, str]]:
    """The tag that each once-only `each` draws from, by the beginning of its counters' names."""
    if isinstance(data, dict):
        if data.get("kind") == "each" and data["once"] is not None:
            yield data["once"], data["tag"]
        for part in data.values():
            yield from _drawn(part)
    elif isinstance(data, list):
        for part in data:
            yield from _drawn(part)


def _once(data: Any) -> Iterator[tuple[str, int]]:
    """The counter and the bit of each once-only choice."""
    if isinstance(data, dict):
        if data.get("kind") == "choice" and data["once"] is not None:
            counter, bit = data["once"]
            yield counter, bit
        for part in data.values():
            yield from _once(part)
    elif isinstance(data, list):
        for part in data:
            yield from _once(part)


def _has_visits(data: Any) -> bool:
    """Whether a program has anything that can be under way at a stop: visits, or choices that `<-` adds."""
    if isinstance(data, dict):
        return data.get("kind") in ("thread", "each") or any(map(_has_visits, data.values()))
    if not isinstance(data, list):
        return False
    return (len(data) > 3 and data[0] in ("visit", "any")) or any(map(_has_visits, data))
