"""Which bits of a state can still be read at a stop, and a state without the others."""

from __future__ import annotations

from collections.abc import Sequence

from engine.program.nodes import Once
from engine.proof.packed.layout import PackedLayout
from engine.proof.reductions.liveness import Bits, Liveness, ones
from engine.proof.reductions.value_ranges import Location


class LiveBits:
    """The bits of live cells in states of one layout."""

    def __init__(self, bits: PackedLayout, liveness: Liveness) -> None:
        self.bits, self.liveness = bits, liveness
        self.top = 1 << bits.width
        self.place_mask = bits.place.mask
        self.keeps: dict[int, int] = {}
        # The live cells and the mask that were asked for last.
        self.last_mask = 0, 0
        self.waiting: dict[tuple[int, int], int] = {}

    def stopped(self, number: int, place: int) -> bytes:
        """The bytes of a state at a stop without what is dead in it."""
        number &= ~self.place_mask
        if number < self.top:
            return self.bits.bytes_of(number & self.keep(place) | place)
        under_way = number >> self.bits.width
        mask = self.waiting.get((place, under_way))
        if mask is None:
            visits = [(segment, real) for segment, real, _ in self.bits.visits(number)]
            live = self.liveness.bits_at(place, [segment for segment, _ in visits])
            mask = self._mask(live) | self._waiting(visits) << self.bits.width
            self.waiting[place, under_way] = mask
        return self.bits.bytes_of(number & mask | place)

    def _waiting(self, visits: Sequence[tuple[int, bool]]) -> int:
        """The bits of visits under way, but for local variables that wait and are not read any more.

        Where a turn draws, these are forgotten before they begin to wait.
        """
        bits = self.bits
        mask = read = 0
        for segment, real in reversed(visits):
            for number in ones(self.liveness.behind([segment]) & self.liveness.locals):
                read |= self.bits_of(self.liveness.cells[number])
            if real:
                _, width = bits.waiting(segment)
                mask = mask << width | read >> bits.first_local & (1 << width) - 1
            mask = (mask << 1 + bits.segment_bits) | (2 << bits.segment_bits) - 1
        return mask

    def keep(self, place: int) -> int:
        """The bits of a state that can still be read at a stop where no visits are under way."""
        mask = self.keeps.get(place)
        if mask is None:
            mask = self.keeps[place] = self._mask(self.liveness.bits_at(place, ()))
        return mask

    def keep_at(self, segment: int) -> int:
        """The bits of a state that can still be read at the beginning of a segment, no visits being under way."""
        return self._mask(self.liveness.begins([segment]))

    def _mask(self, live: Bits) -> int:
        """The bits of a state for live cells.

        One mask is made of the last: what is live differs little from stop to stop, and may be very much. Only local
        variables of two scenes can stand in the same place.
        """
        cells, no_locals = self.liveness.cells, live & ~self.liveness.locals
        before, mask = self.last_mask
        for number in ones(no_locals ^ before):
            mask ^= self.bits_of(cells[number])
        self.last_mask = no_locals, mask
        for number in ones(live & self.liveness.locals):
            mask |= self.bits_of(cells[number])
        return mask

    def bits_of(self, cell: Location) -> int:
        """The bits of a cell; none where it is not kept."""
        bits, kind = self.bits, cell[0]
        fields = []
        if kind == "var":
            fields = [bits.fields.get(bits.variables + cell[1])]
        elif kind == "local":
            fields = [bits.locals[cell[1]][cell[2]]]
        elif kind == "visits":
            fields = [bits.held.get(f"visits {cell[1]}")]
        elif kind == "once":
            fields = [bits.once.get(Once(cell[1], cell[2]))]
        elif kind == "count":
            fields, number = [bits.held.get(cell[1])], 0
            while (field := bits.held.get(f"{cell[1]} {number}")) is not None:
                fields.append(field)
                number += 1
        return sum(field.mask for field in fields if field)

    def live_at(self, place: int) -> list[int]:
        """The bits of each cell that is live at a stop where no visits are under way."""
        cells = self.liveness.cells
        return [self.bits_of(cells[number]) for number in ones(self.liveness.bits_at(place, ()))]
