"""From where the states of one part are come to, and which of them are good: an ending can be reached from there."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable

from engine.named_tuples import NamedTuple

# The id of what stands before the first turn.
ROOT = (1 << 32) - 1
CHECK_EVERY = 4096


class Spread(NamedTuple):
    """What else is good because of what is good in a part: ids of other parts; and whether all begins well."""

    elsewhere: list[array[int]]
    root: bool


class Backwards:
    """The turns to the states of a part and to its points in the middle, each with the id of where it comes from."""

    def __init__(self, place: int, parts: int) -> None:
        self.place, self.parts = place, parts
        self.targets, self.sources = array("I"), array("I")
        self.chance_nodes, self.chance_node_sources = array("I"), array("I")
        self.states = 0
        # Once it is settled: the sources of n stand from first[n] to first[n + 1]; points in the middle come last.
        self.first, self.before = array("I"), array("I")
        self.probes = bytearray()

    def __len__(self) -> int:
        return len(self.targets) + len(self.chance_nodes)

    def add(self, states: Iterable[int], sources: array[int]) -> None:
        """Turns to states."""
        self.targets.extend(states)
        self.sources.extend(sources)

    def through(self, chance_nodes: Collection[int], source: int) -> None:
        """Turns to points in the middle."""
        self.chance_nodes.extend(chance_nodes)
        self.chance_node_sources.extend([source] * len(chance_nodes))

    def settle(self, states: int, chance_nodes: int) -> None:
        """Sort the turns by where they lead, when all are known."""
        self.states, size = states, states + chance_nodes
        first = array("I", (0,)) * (size + 1)
        for target in self.targets:
            first[target + 1] += 1
        for chance_node in self.chance_nodes:
            first[states + chance_node + 1] += 1
        for number in range(size):
            first[number + 1] += first[number]
        place = first[:size]
        before = array("I", (0,)) * first[size]
        for target, source in zip(self.targets, self.sources, strict=True):
            before[place[target]] = source
            place[target] += 1
        for chance_node, source in zip(self.chance_nodes, self.chance_node_sources, strict=True):
            before[place[states + chance_node]] = source
            place[states + chance_node] += 1
        self.first, self.before, self.probes = first, before, bytearray(size)
        self.targets, self.sources = array("I"), array("I")
        self.chance_nodes, self.chance_node_sources = array("I"), array("I")

    def spread(self, ids: array[int], check: Callable[[], None]) -> Spread:
        """Probe some states of this part as good, and all that are because of them."""
        parts, first, before, probes = self.parts, self.first, self.before, self.probes
        elsewhere = [array("I") for _ in range(parts)]
        work: list[int] = []
        root, done = False, 0

        def probe(one: int) -> None:
            number = self._number(one)
            if not probes[number]:
                probes[number] = 1
                work.append(number)

        for one in ids:
            probe(one)
        while work:
            number = work.pop()
            done += 1
            if done % CHECK_EVERY == 0:
                check()
            for source in before[first[number] : first[number + 1]]:
                if source == ROOT:
                    root = True
                elif (owner := (source >> 1) % parts) == self.place:
                    probe(source)
                else:
                    elsewhere[owner].append(source)
        return Spread(elsewhere, root)

    def _number(self, one: int) -> int:
        number = (one >> 1) // self.parts
        return number + self.states if one & 1 else number
