"""One part of an exploration, in a worker: the states whose hash it has, and what is known of them.

All that a part is told and says is plain data. A state's handle is the number that it has in the order of the whole
search, and its id: where it stands in which part. A point in the middle of turns is known to the part alone that found
it; its id is odd.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Hashable, Iterator
from functools import partial
from threading import Lock
from zlib import crc32

from engine.named_tuples import NamedTuple
from engine.proof.budget import BudgetExceeded
from engine.proof.partitioned.backwards import ROOT, Backwards, Spread
from engine.proof.partitioned.store import States
from engine.proof.transitions import Event, Node, TransitionSystem

# The order in which a level's states are found: by the number of the state before, and by what turn came of it.
A_TURN = 1 << 24
# Bytes that a part's lists take for each state and for each turn.
A_STATE, AN_EDGE = 8, 8
# So many states between two looks at the clock.
CHECK_EVERY = 1024
FULL = "the memory of a worker was full"


class StateBatch(NamedTuple):
    """States that belong to one part: those of the usual size in a row, then the others; for each its place in the
    order, and the id of what leads there."""

    states: bytes
    others: list[Node]
    order: array[int]
    sources: array[int]


class _Outbox:
    """What is to be sent to one part."""

    def __init__(self) -> None:
        self.states: list[Node] = []
        self.others: list[Node] = []
        self.order, self.other_order = array("Q"), array("Q")
        self.sources, self.other_sources = array("I"), array("I")

    def sent(self) -> StateBatch:
        """All of it."""
        states = b"".join(self.states)  # type: ignore[arg-type]  # those of the usual size are bytes
        return StateBatch(states, self.others, self.order + self.other_order, self.sources + self.other_sources)


class Followed(NamedTuple):
    """What came of following some states: what goes to which part, and what was seen.

    `events` with the numbers and ids of the states; `reached` is empty where it is as before; `left` states still wait;
    `why` says why it ended too soon, if it did.
    """

    sent: list[StateBatch]
    events: list[tuple[int, int, list[Event]]]
    reached: bytes
    closed: set[str]
    inexact: set[str]
    turns: int
    left: int
    why: str


def owner_of(node: Node, parts: int) -> int:
    """The part to which a state belongs: the same in each process."""
    return crc32(node if isinstance(node, bytes) else repr(node).encode()) % parts


class Partition:
    """One of several parts. `edges` says whether it is to be known from where each state is come to."""

    def __init__(self, system: TransitionSystem, size: int, place: int, parts: int, room: int, edges: bool) -> None:
        self.system, self.place, self.parts, self.room = system, place, parts, room
        self.states = States(size)
        self.lock = Lock()
        # By state: the id of the one before, and the number in the order of all.
        self.parents = array("I")
        self.numbers = array("I")
        # The order of the states of the level that is being found, the first of which is `level`.
        self.order = array("Q")
        self.level = 0
        self.frontier: list[int] = []
        self.done = self.turns = 0
        # By point in the middle: the state by whose turn it was found.
        self.chance_nodes = array("I")
        self.failing: set[int] = set()
        # The ids of points in the middle that lead nowhere, as all ways fail there.
        self.failing_nodes = array("I")
        self.told: set[Hashable] = set()
        self.reached = b""
        self.edges = Backwards(place, parts) if edges else None

    # ------------------------------------------------------------ forwards

    def take(self, sent: StateBatch) -> None:
        """Take in states that belong here."""
        numbers = self.states.numbers_of(sent.states) + self.states.other_numbers_of(sent.others)
        parents, known, order, level = self.parents, self.numbers, self.order, self.level
        for number, place, source in zip(numbers, sent.order, sent.sources, strict=True):
            if number >= level:
                if number - level == len(order):
                    order.append(place)
                    parents.append(source)
                    known.append(0)
                elif place < order[number - level]:
                    order[number - level] = place
                    parents[number] = source
        if self.edges is not None:
            self.edges.add(numbers, sent.sources)

    def found(self) -> array[int]:
        """The places in the order of what was found since the last level."""
        return array("Q", sorted(self.order))

    def numbered(self, numbers: array[int]) -> dict[int, tuple[int, int]]:
        """Begin the next level: its states get their numbers, in order. The claims that do not hold, and where."""
        level, order, system = self.level, self.order, self.system
        self.frontier = sorted(range(level, len(self.states)), key=lambda number: order[number - level])
        for number, one in zip(self.frontier, numbers, strict=True):
            self.numbers[number] = one
        self.level, self.order, self.done = len(self.states), array("Q"), 0
        broken: dict[int, tuple[int, int]] = {}
        for number in self.frontier if system.nevers else ():
            for claim in system.violated(self.states.node(number)):
                broken.setdefault(claim, (self.numbers[number], self.id_of(number)))
        return broken

    def follow(self, count: int, check: Callable[[], None]) -> Followed:
        """Follow the next states of the level, so many."""
        system, node_of = self.system, self.states.node
        outboxes = [_Outbox() for _ in range(self.parts)]
        events: list[tuple[int, int, list[Event]]] = []
        why, turns = "", 0
        send = partial(self._send, outboxes)
        system.oracle.check = check
        try:
            check()
            if self.bytes_taken() > self.room:
                raise BudgetExceeded(FULL)
            while count and self.done < len(self.frontier):
                number = self.frontier[self.done]
                source, place = self.id_of(number), self.numbers[number] * A_TURN
                targets = system.after(node_of(number))
                send(targets, place, source)
                turns += len(targets)
                if system.fresh or system.through:
                    turns += self._chance_nodes(number, place + len(targets), send)
                if system.events:
                    self._note(number, events)
                self.done += 1
                count -= 1
        except BudgetExceeded as spent:
            why = str(spent)
            system.events.clear()
            system.fresh.clear()
            system.through.clear()
        self.turns += turns
        closed, inexact = {*system.closed}, {*system.inexact}
        left = len(self.frontier) - self.done
        sent = [one.sent() for one in outboxes]
        reached = bytes(system.reached)
        news, self.reached = b"" if reached == self.reached else reached, reached
        return Followed(sent, events, news, closed, inexact, turns, left, why)

    def _send(self, outboxes: list[_Outbox], targets: Collection[Node], place: int, source: int) -> None:
        """Put states where they belong; the first of them has that place in the order."""
        parts, size = self.parts, self.states.size
        for target in targets:
            if target.__class__ is bytes and len(target) == size:
                to = outboxes[crc32(target) % parts]
                to.states.append(target)
                to.order.append(place)
                to.sources.append(source)
            else:
                to = outboxes[owner_of(target, parts)]
                to.others.append(target)
                to.other_order.append(place)
                to.other_sources.append(source)
            place += 1

    def _chance_nodes(self, number: int, place: int, send: Callable[[Collection[Node], int, int], None]) -> int:
        """Send on what points in the middle of turns lead to; how many turns these are."""
        system, turns = self.system, len(self.system.through)
        for stops, further in system.fresh:
            source = (len(self.chance_nodes) * self.parts + self.place) * 2 + 1
            send(stops, place, source)
            place += len(stops)
            turns += len(stops) + len(further)
            if not (stops or further):
                self.failing_nodes.append(source)
            if self.edges is not None:
                self.edges.through(further, source)
            self.chance_nodes.append(number)
        if self.edges is not None:
            self.edges.through(system.through, self.id_of(number))
        system.fresh.clear()
        system.through.clear()
        return turns

    def _note(self, number: int, events: list[tuple[int, int, list[Event]]]) -> None:
        system = self.system
        if any(event.error is not None for event in system.events):
            self.failing.add(number)
        new = [event for event in system.events if event.key not in self.told]
        self.told.update(event.key for event in new)
        system.events.clear()
        if new:
            events.append((self.numbers[number], self.id_of(number), new))

    # ------------------------------------------------------------ what is asked afterwards

    def id_of(self, number: int) -> int:
        """The id of one of the states here."""
        return (number * self.parts + self.place) * 2

    def number_of(self, id: int) -> int:
        """The state of an id here; for a point in the middle, the one by whose turn it was found."""
        number = (id >> 1) // self.parts
        return self.chance_nodes[number] if id & 1 else number

    def before(self, id: int) -> tuple[Node, int]:
        """A state, and the id of what is before it."""
        number = self.number_of(id)
        return self.states.node(number), self.parents[number]

    def last(self, count: int) -> list[Node]:
        """The states that were found last."""
        known = len(self.states)
        return [self.states.node(number) for number in range(max(0, known - count), known)]

    def bytes_taken(self) -> int:
        """How much memory the states and what is known of them take, roughly."""
        lists = len(self.states) * A_STATE + len(self.order) * 8
        return self.states.bytes_taken() + lists + (0 if self.edges is None else len(self.edges) * AN_EDGE)

    def good(self, points: int, check: Callable[[], None]) -> Spread:
        """Begin the search backwards: from endings, from states that fail, and from those that were not followed."""
        assert self.edges is not None, "it is known from where each state is come to"
        system, states = self.system, self.states
        left = {*self.frontier[self.done :]} | self.failing
        begin = self.failing_nodes[:]
        for number in range(len(states)):
            if number % CHECK_EVERY == 0:
                check()
            if number >= self.level or number in left or system.place(states.node(number)) >= points:
                begin.append(self.id_of(number))
        self.edges.settle(len(states), len(self.chance_nodes))
        return self.edges.spread(begin, check)

    def parents_of_bad(self) -> list[array[int]]:
        """The ids of what stands before the states from which no ending can be reached, by the parts they are in."""
        found = [array("I") for _ in range(self.parts)]
        for number in self._bad():
            parent = self.parents[number]
            if parent != ROOT:
                found[(parent >> 1) % self.parts].append(parent)
        return found

    def are_good(self, ids: array[int]) -> bytes:
        """Of some states, whether an ending can be reached."""
        assert self.edges is not None, "it is known"
        return bytes(self.edges.probes[self.number_of(one)] for one in ids)

    def traps(self, before: list[bytes] | None) -> dict[int, tuple[int, int]]:
        """By the number of the stop, the first state from which no ending can be reached and that comes behind one
        from which one can; behind any if `before` does not say of the others. With its number and id."""
        probes = None if before is None else [iter(one) for one in before]
        found: dict[int, tuple[int, int]] = {}
        for number in self._bad():
            parent = self.parents[number]
            if probes is not None and parent != ROOT and not next(probes[(parent >> 1) % self.parts]):
                continue
            place, one = self.system.place(self.states.node(number)), (self.numbers[number], self.id_of(number))
            found[place] = min(found.get(place, one), one)
        return found

    def _bad(self) -> Iterator[int]:
        assert self.edges is not None, "it is known"
        return (number for number in range(len(self.states)) if not self.edges.probes[number])
