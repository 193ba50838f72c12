"""What a search found: the states, the turns between them, and what came first after which of them.

States are numbered in the order in which they are found, so the number of a state's parent is all that a shortest path
needs. Turns are kept as numbers, for the search backwards from the endings.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

from engine.proof.states_without_ending import states_without_ending
from engine.proof.transitions import Event, Node, TransitionSystem


@dataclass(slots=True)
class Explored:
    """What a search found. State 0 stands before the first turn.

    `numbers` gives each state its number, in order; while the search is under way, one that is new gets the next.
    `parents[n]` is the state before n on a shortest way. The turns from state n lead to
    `targets[starts[n]:starts[n + 1]]`: to states, or to points in the middle of turns, of which that of number m stands
    there as `~m`; `chance_nodes` and `chance_node_starts` say in the same way where those lead. `found` says after
    which state each event came first, `broken` in which of the first `judged` states each claim `never` first failed.
    `failing` are states with a turn that ends in an error, or points in the middle.
    """

    system: TransitionSystem
    numbers: defaultdict[Node, int] = field(default_factory=lambda: defaultdict(count(1).__next__))
    parents: array[int] = field(default_factory=lambda: array("I", [0]))
    starts: array[int] = field(default_factory=lambda: array("I", [0]))
    targets: array[int] = field(default_factory=lambda: array("i"))
    chance_node_starts: array[int] = field(default_factory=lambda: array("I", [0]))
    chance_nodes: array[int] = field(default_factory=lambda: array("i"))
    found: dict[Hashable, tuple[Event, int]] = field(default_factory=dict)
    broken: dict[int, int] = field(default_factory=dict)
    judged: int = 0
    failing: set[int] = field(default_factory=set)
    complete: bool = False
    stopped: str = ""
    seconds: float = 0.0
    names: list[Node] = field(default_factory=list)

    @property
    def states(self) -> int:
        """How many states were found."""
        return len(self.numbers)

    @property
    def expanded(self) -> int:
        """How many states were followed, the one before the first turn with them."""
        return len(self.starts) - 1

    @property
    def turns(self) -> int:
        """How many turns were found, those to and from points in their middle each by itself."""
        return len(self.targets) + len(self.chance_nodes)

    @property
    def size(self) -> int:
        """How many states and points in the middle there are, with the state before the first turn.

        In a list of so many, the place of a point in the middle counts from the end: it is `~m`.
        """
        return len(self.numbers) + len(self.chance_node_starts)

    def led(self, place: int) -> array[int]:
        """Where a state that was followed leads, or a point in the middle."""
        if place < 0:
            return self.chance_nodes[self.chance_node_starts[~place] : self.chance_node_starts[~place + 1]]
        return self.targets[self.starts[place] : self.starts[place + 1]]

    def after(self, number: int) -> list[int]:
        """The states to which the turns from a state lead."""
        places = dict.fromkeys(self.led(number))
        if self.chance_nodes:
            work = [place for place in places if place < 0]
            for place in work:
                more = [one for one in self.led(place) if one not in places]
                places |= dict.fromkeys(more)
                work += [one for one in more if one < 0]
        return [place for place in places if place >= 0]

    def node(self, number: int) -> Node | None:
        """The state of that number; None before the first turn."""
        if len(self.names) != len(self.numbers) + 1:
            self.names = [None, *self.numbers]
        return self.names[number]

    def last(self, count: int) -> list[Node]:
        """Some of the states, half of them those that were found last, the others from all that were found before."""
        nodes = [*self.numbers]
        before, last = nodes[: -(count // 2)], nodes[-(count // 2) :]
        return [*before[:: max(1, -(-len(before) // (count // 2)))], *last]

    def ways(self, count: int) -> Iterator[tuple[int, int]]:
        """The stops of some of the states that were followed last, and to how many states each leads."""
        for number in range(max(1, self.expanded - count), self.expanded):
            node = self.node(number)
            assert node is not None, "a state"
            yield self.system.place(node), len(self.after(number))

    def without_ending(self, points: int, check: Callable[[], None]) -> list[int]:
        """The states from which no ending can be reached, first of all those behind one from which one can."""
        return states_without_ending(self, lambda node: self.system.place(node) >= points, check)

    def end(self) -> None:
        """Nothing has to be given back."""

    def trace_to(self, number: int) -> list[int]:
        """The states on a shortest way to a state, from the one before the first turn."""
        line = [number]
        while number:
            number = self.parents[number]
            line.append(number)
        return line[::-1]


class Exploration(Protocol):
    """What a search found, wherever it keeps its states. What names a state is a number, and says nothing else."""

    system: TransitionSystem
    found: dict[Hashable, tuple[Event, int]]
    broken: dict[int, int]
    complete: bool
    stopped: str
    seconds: float

    @property
    def states(self) -> int: ...
    @property
    def turns(self) -> int: ...
    def node(self, number: int) -> Node | None: ...
    def trace_to(self, number: int) -> list[int]: ...
    def last(self, count: int) -> list[Node]: ...
    def ways(self, count: int) -> Iterator[tuple[int, int]]: ...
    def without_ending(self, points: int, check: Callable[[], None]) -> list[int]: ...
    def end(self) -> None: ...
