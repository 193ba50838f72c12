"""One state for all that only differ in which of some interchangeable things were used up (interchangeable.py)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from engine.named_tuples import NamedTuple
from engine.program.nodes import Once
from engine.proof.packed.layout import PackedLayout
from engine.proof.reductions.interchangeable import OwningSymmetryClass, SymmetryClass
from engine.proof.transitions import Node

# So many ways to hold the bits of a class are remembered.
MOST_KNOWN = 100_000


class _Bits(NamedTuple):
    """The bits of one class, in its order; `mask` are all of them, `lowest[n]` those of the first n things."""

    bits: tuple[int, ...]
    mask: int
    lowest: list[int]


class _OwnBits(NamedTuple):
    """The bits of things that have some of their own, thing by thing; what was worked out by what is held of them."""

    bits: tuple[tuple[int, ...], ...]
    mask: int
    known: dict[tuple[int, int | None], int]

    def canonical(self, held: int, first: int | None) -> int:
        """The bits that stand for some: sorted, thing by thing, but for one that comes `first`."""
        if (held, first) not in self.known:
            if len(self.known) >= MOST_KNOWN:
                self.known.clear()
            rows = [tuple(bool(held & bit) for bit in own) for own in self.bits]
            begin = [] if first is None else [rows.pop(first)]
            rows = [*begin, *sorted(rows, reverse=True)]
            pairs = zip(rows, self.bits, strict=True)
            self.known[held, first] = sum(bit for row, own in pairs for has, bit in zip(row, own, strict=True) if has)
        return self.known[held, first]


class Symmetry:
    """Takes states to the one that stands for them: of each class, the first things are used up.

    Where the play stands in one of the scenes of a class, that is taken for the first one.
    """

    def __init__(self, layout: PackedLayout, classes: Iterable[SymmetryClass | OwningSymmetryClass]) -> None:
        self.layout = layout
        self.classes: list[_Bits] = []
        # By the numbers of stops in the scenes of a class: which class and thing that is, and the first one's stop.
        self.owners: dict[int, tuple[int, int, int]] = {}
        self.scenes: set[int] = set()
        # Of choices between which nothing can tell, the bits of all of its class, with their ids.
        self.choices: dict[Once, dict[int, str]] = {}
        self.known: dict[int, bool] = {}
        names = [scene.name for scene in layout.program.scenes]
        self.own: list[_OwnBits] = []
        self.own_owners: dict[int, tuple[int, int, int]] = {}
        for one in classes:
            if isinstance(one, OwningSymmetryClass):
                self._add_own(one)
                continue
            fields = [layout.once.get(once) for once in one.choices]
            fields += [layout.held.get(f"visits {names[scene]}") for scene in one.scenes]
            bits = tuple(field.mask for field in fields if field is not None and field.width == 1)
            if len(bits) < len(fields):
                continue
            self._own(len(self.classes), one.scenes, self.owners)
            self.classes.append(_Bits(bits, sum(bits), [*accumulate(bits, initial=0)]))
            ids = {bit: ids[0] for bit, ids in zip(bits, one.ids, strict=True)} if one.choices else {}
            self.choices |= dict.fromkeys(one.choices, ids)

    def _add_own(self, one: OwningSymmetryClass) -> None:
        layout = self.layout
        rows: list[tuple[int, ...]] = []
        for choice, variables, _ in one.things:
            fields = [layout.fields.get(layout.variables + number) for number in variables]
            fields += [layout.once.get(choice.once)] if choice.once is not None else []
            rows.append(tuple(field.mask for field in fields if field is not None and field.width == 1))
            if len(rows[-1]) < len(fields):
                return
        for scenes in zip(*(thing.scenes for thing in one.things), strict=True):
            self._own(len(self.own), scenes, self.own_owners)
        self.own.append(_OwnBits(tuple(rows), sum(map(sum, rows)), {}))

    def _own(self, number: int, scenes: tuple[int, ...], owners: dict[int, tuple[int, int, int]]) -> None:
        """Note the stops of scenes that belong to the things of a class, one each."""
        layout = self.layout
        for thing, scene in enumerate(scenes):
            self.scenes.add(scene)
            for point in range(layout.points[scene + 1] - layout.points[scene]):
                first = -1 - layout.stop(scenes[0], point)
                owners[-1 - layout.stop(scene, point)] = number, thing, first
            for ending in range(layout.endings):
                first = -1 - layout.end(scenes[0], ending)
                owners[-1 - layout.end(scene, ending)] = number, thing, first

    def canonical(self, node: Node) -> Node:
        """The state that stands for one, and for all that it can be changed for."""
        if not isinstance(node, bytes):
            return node
        layout = self.layout
        number = int.from_bytes(node, "little")
        if number >> layout.width and self._is_visited(number):
            return node
        place = number & layout.place.mask
        owner = self.owners.get(place)
        for index, (bits, mask, lowest) in enumerate(self.classes):
            held = number & mask
            if owner is not None and owner[0] == index:
                _, thing, first = owner
                own = held & bits[thing]
                count = (held ^ own).bit_count()
                used = (bits[0] if own else 0) | lowest[count + 1] ^ bits[0]
                number ^= held ^ used ^ place ^ first
            elif held:
                number ^= held ^ lowest[held.bit_count()]
        owner = self.own_owners.get(place) if self.own_owners else None
        for index, own_bits in enumerate(self.own):
            held = number & own_bits.mask
            if owner is not None and owner[0] == index:
                _, thing, first = owner
                number ^= held ^ own_bits.canonical(held, thing) ^ place ^ first
            elif held:
                number ^= held ^ own_bits.canonical(held, None)
        return layout.bytes_of(number)

    def _is_visited(self, number: int) -> bool:
        """Whether a scene of a class waits for one that it visits: then the state stays as it is."""
        under_way = number >> self.layout.width
        if under_way not in self.known:
            scenes = (self.layout.scene_at(segment) for segment, _, _ in self.layout.visits(number))
            self.known[under_way] = any(scene in self.scenes for scene in scenes)
        return self.known[under_way]


def spread(classes: Iterable[SymmetryClass | OwningSymmetryClass], reached: bytearray, closed: set[str]) -> None:
    """What was seen in one of some interchangeable things can be seen in each."""
    for one in classes:
        for probes in zip(*one.probes, strict=True):
            if any(reached[probe] for probe in probes):
                for probe in probes:
                    reached[probe] = 1
        for ids in zip(*one.ids, strict=True):
            if not closed.isdisjoint(ids):
                closed.update(ids)
