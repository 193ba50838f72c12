"""Breadth-first search: the states that can be reached, the shortest way to each, and what is found on the way.

Explicit-state model checking (E. Clarke, O. Grumberg, D. Peled, "Model Checking", 1999). States are numbered in the
order in which they are found, so the number of a state's parent is all that a shortest path needs. Turns are kept as
numbers, for the search backwards from the endings.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from operator import invert
from typing import Protocol

from engine.proof.budget import BACK_STATE, BACK_TURN, INTERRUPTED, Budget, BudgetExceeded
from engine.proof.transitions import Event, Node, TransitionSystem, Turn
from engine.proof.work_clock import A_STATE, A_TURN, spend

# So many turns between two looks at the clock.
LOOK = 1024
# So many times all states are gone through for those that can reach an ending, before turns are turned round.
PASSES = 4
FOUND = "what was asked for was found"


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


def search(
    system: TransitionSystem, budget: Budget, wanted: set[Hashable] | None = None, so_far: Explored | None = None
) -> Explored:
    """Explore until everything is seen, the budget is spent, or the user interrupts.

    With `wanted`, keys of events or (claim, "never"), also until all of these are found; it is emptied on the way. What
    was explored `so_far` is gone on with: it is the same object then.
    """
    explored = Explored(system) if so_far is None else so_far
    explored.numbers.default_factory = count(explored.states + 1).__next__
    explored.stopped = ""
    began = budget.clock() - explored.seconds
    system.oracle.check = budget.check
    try:
        _search(system, explored, budget, wanted or set())
    except (BudgetExceeded, KeyboardInterrupt) as stop:
        explored.stopped = str(stop) if isinstance(stop, BudgetExceeded) else INTERRUPTED
        _settle(explored)
    explored.numbers.default_factory = None
    explored.seconds = budget.clock() - began
    return explored


def _settle(explored: Explored) -> None:
    """Mend the lists after an interruption in the middle of a state.

    Points in the middle that have a number by now, and events that were noted, wait for the state to be followed again.
    """
    del explored.targets[explored.starts[-1] :]
    del explored.chance_nodes[explored.chance_node_starts[-1] :]
    explored.system.through.clear()
    explored.system.oracle.begin([])
    while len(explored.parents) < len(explored.numbers) + 1:
        explored.parents.append(explored.expanded)


def _search(system: TransitionSystem, explored: Explored, budget: Budget, wanted: set[Hashable]) -> None:
    numbers, parents, starts, targets = explored.numbers, explored.parents, explored.starts, explored.targets
    events, through, fresh = system.events, system.through, system.fresh
    number_of = numbers.__getitem__
    # States before `known` have a parent; those of the level in hand begin behind `before`.
    number, look, looking, known, before = explored.expanded - 1, 0, bool(wanted), explored.states, explored.states
    spent, followed = explored.turns, explored.expanded
    led: Iterable[Sequence[Node]]
    example: Node | None = None
    if number < 0:
        led = [system.first()]
    else:
        _check_claims(system, explored, explored.judged, _behind(explored, explored.judged), budget)
        waiting = _behind(explored, number)
        led, example = map(system.after, waiting), waiting[-1] if waiting else None
    while True:
        for reached in led:
            number += 1
            targets.extend(map(number_of, reached))
            if through or fresh:
                _note_chance_nodes(explored)
            if len(numbers) > known:
                parents.extend([number] * (len(numbers) - known))
                known = len(numbers)
            starts.append(len(targets))
            if events:
                _note(explored, events, number)
                wanted.difference_update(explored.found)
                if looking and not wanted:
                    explored.stopped = FOUND
                    return
            if len(targets) >= look:
                spend((explored.turns - spent) * A_TURN + (explored.expanded - followed) * A_STATE)
                look, spent, followed = len(targets) + LOOK, explored.turns, explored.expanded
                budget.check()
                budget.check_room(known, example, explored.turns)
        level = _behind(explored, before)
        _check_claims(system, explored, before, level, budget)
        wanted.difference_update((claim, "never") for claim in explored.broken)
        if looking and not wanted:
            explored.stopped = FOUND
            return
        if not level:
            break
        before, example = known, level[-1]
        led = map(system.after, level)
    explored.complete = not system.inexact


def _behind(explored: Explored, number: int) -> list[Node]:
    """The states that were found behind that of a number; a dict remembers the order in which it was filled."""
    nodes = [*islice(reversed(explored.numbers), explored.states - number)]
    nodes.reverse()  # not as a copy: where memory is what there is too little of, a level is much of it
    return nodes


def _note_chance_nodes(explored: Explored) -> None:
    """Note where new points in the middle of turns lead, and to which of them a state does."""
    system, chance_nodes, starts = explored.system, explored.chance_nodes, explored.chance_node_starts
    number_of = explored.numbers.__getitem__
    for stops, further in system.fresh:
        if stops:
            chance_nodes.extend(map(number_of, stops))
        if further:
            chance_nodes.extend(map(invert, further))
        elif not stops:
            explored.failing.add(~(len(starts) - 1))
        starts.append(len(chance_nodes))
    explored.targets.extend(map(invert, system.through))
    system.fresh.clear()
    system.through.clear()


def _note(explored: Explored, events: list[Event], number: int) -> None:
    for event in events:
        explored.found.setdefault(event.key, (event, number))
        if event.error is not None:
            explored.failing.add(number)
    events.clear()


def _check_claims(
    system: TransitionSystem, explored: Explored, before: int, frontier: list[Node], budget: Budget
) -> None:
    """Look at the claims `never` in the states of one level."""
    if not system.nevers:
        return
    for place, node in enumerate(frontier, before + 1):
        if place % LOOK == 0:
            budget.check()
        for claim in system.violated(node):
            explored.broken.setdefault(claim, place)
    explored.judged = before + len(frontier)


def turns_to(explored: Exploration, number: int, event: Hashable = None) -> list[Turn]:
    """The turns of a shortest play to a state; with an event, the turn after it in which that happens."""
    turns, last = turns_along(explored.system, map(explored.node, explored.trace_to(number)))
    if event is not None:
        offered = explored.system.turns(last)
        turns.append(next(turn for turn in offered if any(one.key == event for one in turn.events)))
    return turns


def turns_along(system: TransitionSystem, nodes: Iterable[Node | None]) -> tuple[list[Turn], Node | None]:
    """The turns from each state of a line to the next, and where they end.

    These are turns of one play: where a state stands for others, from the one to which the turn before really led.
    """
    here: Node | None = None
    turns = []
    for node in nodes:
        if node is not None:
            wanted = node
            turn = next(
                one for one in system.turns(here) if one.node is not None and system.canonical(one.node) == wanted
            )
            turns.append(turn)
            here = turn.node
    return turns, here


def states_without_ending(explored: Explored, endings: Callable[[Node], bool], check: Callable[[], None]) -> list[int]:
    """The states from which no ending can be reached, each with a state before it from which one can.

    What was not followed, and what runs into an error, counts as an ending: of those nothing is said here. `check` is
    called now and then, to end this by raising something.
    """
    good = bytearray(explored.size)
    spend(explored.states * BACK_STATE + explored.turns * BACK_TURN)
    count = explored.states + 1
    for node, number in explored.numbers.items():
        if number % LOOK == 0:
            check()
        if number >= explored.expanded or number in explored.failing or endings(node):
            good[number] = 1
    for place in explored.failing:
        if place <= 0:
            good[place] = 1
    if not _is_settled(explored, good, check):
        _spread_backwards(explored, good, check)
    return [
        number for number in range(1, count) if not good[number] and (good[explored.parents[number]] or not good[0])
    ]


def _is_settled(explored: Explored, good: bytearray, check: Callable[[], None]) -> bool:
    """Mark what leads to something good, from the last state to the first; whether that was all.

    Most turns lead to a state that was found later, so that nearly all is known after one pass.
    """
    chance_nodes, starts = explored.chance_nodes, explored.chance_node_starts
    asked = bytearray()

    def leads_on(place: int) -> bool:
        """Whether a point in the middle, of which that was not known, leads to something good."""
        if asked[~place]:
            return False
        asked[~place] = 1
        for target in chance_nodes[starts[~place] : starts[~place + 1]]:
            if good[target] or (target < 0 and leads_on(target)):
                good[place] = 1
                return True
        return False

    left: Sequence[int] = range(explored.expanded - 1, -1, -1)
    for _ in range(PASSES):
        # Each point is asked once in a pass, however many ways lead there.
        asked = bytearray(len(starts))
        still: list[int] = []
        for done, number in enumerate(left):
            if done % LOOK == 0:
                check()
            if good[number]:
                continue
            for target in explored.targets[explored.starts[number] : explored.starts[number + 1]]:
                if good[target] or (target < 0 and leads_on(target)):
                    good[number] = 1
                    break
            else:
                still.append(number)
        if not still or len(still) == len(left):
            return True
        left = still
    return False


def _spread_backwards(explored: Explored, good: bytearray, check: Callable[[], None]) -> None:
    """Mark all that leads to what is marked, against the turns."""
    before, first = _reversed(explored, check)
    work = [number for number, is_good in enumerate(good) if is_good]
    while work:
        number = work.pop()
        if number % LOOK == 0:
            check()
        for place in range(first[number], first[number + 1]):
            source = before[place]
            if not good[source]:
                good[source] = 1
                work.append(source)


def _reversed(explored: Explored, check: Callable[[], None]) -> tuple[array[int], array[int]]:
    """The turns backwards: the sources of state n stand from first[n] to first[n + 1]."""
    size, followed = explored.size, explored.expanded
    first = array("I", bytes(4 * (size + 1)))
    for targets in (explored.targets, explored.chance_nodes):
        for target in targets:
            first[(target if target >= 0 else target + size) + 1] += 1
    for number in range(size):
        first[number + 1] += first[number]
    place = first[:size]
    before = array("I", bytes(4 * explored.turns))
    for source in (*range(followed), *range(size - len(explored.chance_node_starts) + 1, size)):
        if source % LOOK == 0:
            check()
        for target in explored.led(source if source < followed else source - size):
            before[place[target]] = source
            place[target] += 1
    return before, first
