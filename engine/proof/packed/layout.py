"""States as whole numbers: where each variable and counter of a slice stands, and in how many bits.

From the low end: the number of the stop, variables, counters, once-only choices, local variables; above them the
visits under way, the last lowest. A visit is the segment that it comes back to plus one, a bit that says whether it is
none (but choices that `<-` added), and the local variables that wait. So what is dead in a state goes with one `&`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

from engine.program.limits import COUNTER_BITS, MOST, MOST_STACK, MOST_VISITS
from engine.program.nodes import Once
from engine.program.program import Program, SceneNode
from engine.program.types import TEXT, Type, Value
from engine.proof.packed.requirements import Needs, Unpackable, needs_of, texts_in
from engine.proof.reductions.value_ranges import Location
from engine.proof.type_values import TypeValues
from engine.runtime.layout import Layout
from engine.runtime.state_types import PageSlot

# A counter that counts further than this is not held in bits.
MOST_COUNTED = 255
MOST_SHUFFLED = 16
# Masks are as long as states, so that tables of them would fill the memory where states are longer.
MOST_BITS = 20_000


@dataclass(frozen=True, slots=True)
class Field:
    """Where a value stands: its bits, what is taken from a number, the values that numbers stand for."""

    at: int
    width: int
    low: int = 0
    values: tuple[Value, ...] | None = None
    # A number without a range is kept with its sign: what is forgotten must be a number of the story, and is 0.
    signed: bool = False

    @property
    def mask(self) -> int:
        """The bits of the field in a state."""
        return ((1 << self.width) - 1) << self.at

    def load(self, state: int) -> Value:
        """The value in a state."""
        number = state >> self.at & ((1 << self.width) - 1)
        if self.signed:
            return (number ^ self.sign) - self.sign
        return self.values[number] if self.values is not None else number + self.low

    def bits(self, value: object) -> int:
        """A value as bits of a state; what was never set is 0."""
        if value is None:
            return 0
        number = self.values.index(value) if self.values is not None else int(cast(int, value)) - self.low
        return (number & ((1 << self.width) - 1) if self.signed else number) << self.at

    @property
    def sign(self) -> int:
        """The bit of a number's sign."""
        return 1 << self.width - 1


class PackedLayout(Layout):
    """The bits of one slice.

    Slots, segments and points have the numbers that they have in the runtime. `counters` gives each counter's first
    bit and how far it counts.
    """

    def __init__(self, program: Program, limits: dict[Location, int]) -> None:
        super().__init__(program)
        if self.turns is not None:
            raise Unpackable("turns are counted")
        self.program = program
        stops = self.points[-1] + len(program.scenes) * self.endings
        # The segments that begin with a draw (draw_splitting.py), by their numbers.
        self.apart: frozenset[int] = frozenset()
        # Segments at which ways meet that have drawn before (join_points.py).
        self.join_points: frozenset[int] = frozenset()
        # Of segments to which one place alone goes on, that in which this stands.
        self.chain_starts: dict[int, int] = {}
        self.place = Field(0, stops.bit_length())
        self.width = self.place.width
        texts = (*texts_in(program), *map(str, TypeValues(program).of(TEXT)[0]))
        self.texts = tuple(dict.fromkeys(texts))
        needs = needs_of(program)
        self.fields: dict[int, Field] = {}
        for number, variable in enumerate(program.variables):
            if number in needs.assigned:
                self.fields[self.variables + number] = self._field(variable.type)
        self.held: dict[str, Field] = {}
        self.most: dict[str, int] = {}
        self.once: dict[Once, Field] = {}
        self._hold_counters(program, limits, needs)
        if self.width > MOST_BITS:
            raise Unpackable("a state has too many bits")
        # Where the runtime has a page and an offset, generated code has a place and a width here.
        self.counters = {name: (PageSlot(field.at), field.width) for name, field in self.held.items()}
        self._find_counters()
        self._hold_locals(program.scenes)
        self.segment_bits = (self.segments[-1] + 1).bit_length()
        # States that are no less may have as many visits, and choices that `<-` added, under way as there can be.
        self.many_visits = 1 << self.width + (MOST_VISITS - 1) * (self.segment_bits + 1)
        self.full_stack = 1 << self.width + (MOST_STACK - 1) * (self.segment_bits + 1)
        self.has_visits = bool(needs.visiting)
        # The bits of a state apart from visits under way.
        self.own_bits = (1 << self.width) - 1
        self.size_in_bytes = (self.width + 7) // 8
        self._waiting: dict[int, tuple[int, int]] = {}

    def _field(self, type: Type, at: int | None = None) -> Field:
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
        elif low is None or high is None:
            field = Field(first, MOST.bit_length() + 1, signed=True)
        else:
            field = Field(first, max(1, (high - low).bit_length()), low)
        if at is None:
            self.width += field.width
        return field

    def _hold_counters(self, program: Program, limits: dict[Location, int], needs: Needs) -> None:
        """Fields for all counters but those of draws, which are not counted."""
        for name in program.visits:
            most = limits.get(("visits", name), MOST_COUNTED + 1)
            if most > MOST_COUNTED:
                raise Unpackable(f"visits to {name} are counted without end")
            self._hold(f"visits {name}", most)
        names = [*program.counters, *(name for scene in program.scenes for name in scene.counters)]
        for name in names:
            if name.startswith("draw "):
                self.held[name] = Field(0, 0)
            elif name in needs.variations:
                kind, size = needs.variations[name]
                if size > (MOST_SHUFFLED if kind == "shuffle" else MOST_COUNTED):
                    raise Unpackable("a variation has too many items")
                self._hold(name, (1 << size) - 1 if kind == "shuffle" else size)
            elif name.startswith("each "):
                # One counter for every 32 scenes with the tag, a bit for each.
                counter, number = name.rsplit(" ", 1)
                left = len(program.tags.get(needs.drawn[counter], ())) - int(number) * COUNTER_BITS
                self._hold(name, (1 << max(1, min(COUNTER_BITS, left))) - 1)
        for once in sorted(needs.once):
            self.once[once] = Field(self.width, 1)
            self.width += 1

    def _find_counters(self) -> None:
        """Tables between the counters of the runtime, by page and offset, and their bits."""
        # What makes bits of a count, and what each bit adds to which count.
        self.holders: dict[PageSlot, dict[int, Callable[[int], int]]] = {}
        self.owners: dict[int, tuple[PageSlot, int, int]] = {}
        place_of = Layout(self.program).counters
        for name, field in self.held.items():
            if field.width:
                page, offset = place_of[name]
                self.holders.setdefault(page, {})[offset] = partial(_counted, field.at, self.most[name])
                for bit in range(field.width):
                    self.owners[1 << field.at + bit] = page, offset, 1 << bit
        bits: dict[str, dict[int, int]] = {}
        for (counter, bit), field in self.once.items():
            page, offset = place_of[counter]
            bits.setdefault(counter, {})[bit] = field.mask
            self.owners[field.mask] = page, offset, bit
        for counter, masks in bits.items():
            page, offset = place_of[counter]
            self.holders.setdefault(page, {})[offset] = partial(_used_up, masks)
        self.counted = sum(self.owners)

    def _hold(self, name: str, most: int) -> None:
        self.held[name] = Field(self.width, most.bit_length())
        self.most[name] = most
        self.width += most.bit_length()

    def _hold_locals(self, scenes: Sequence[SceneNode]) -> None:
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
            whole = index in self.own or scene.includes
            own = sum(field.mask for field in self.locals[index])
            self.frame_masks.append(self.region if whole else own)

    def _hold_frame(self, index: int, scene: SceneNode, start: int) -> int:
        at = start
        for slot in scene.frame:
            field = self._field(slot.type, at)
            self.locals[index].append(field)
            at += field.width
        return at

    def field(self, slot: int, scene: int) -> Field | None:
        """The field of a slot of the runtime, seen from a scene; None of a variable that nothing ever sets."""
        if slot >= self.all_frames[0]:
            return self.locals[scene][slot - self.frames[scene]]
        return self.fields.get(slot)

    def is_join_point(self, segment: int) -> bool:
        """Whether code ends at a segment, so that what comes to the same there is one."""
        return segment in self.apart or segment in self.join_points

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
        own = state & self.own_bits
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


def _counted(at: int, most: int, count: int) -> int:
    return min(count, most) << at


def _used_up(masks: dict[int, int], used: int) -> int:
    return sum(mask for bit, mask in masks.items() if used & bit)


def longest(layout: PackedLayout) -> int:
    """More bits than any state of a layout has."""
    waiting = layout.width - layout.first_local
    return layout.width + (MOST_STACK + 1) * (layout.segment_bits + 1 + waiting)
