"""Breadth-first search on workers, each of which holds the states of its part: no process holds all.

Level by level, as in one process (search.py): each part follows its own states and sends what it finds to the parts to
which that belongs; a state is found by the first turn in the order of all, whoever followed it. So states get the same
numbers, and plays the same lengths. Distributed explicit-state search (U. Stern, D. Dill, "Parallelizing the Murphi
verifier", 1997); what is known stays where it is, and this process passes on what goes from part to part.
"""

from __future__ import annotations

import pickle
import time
import uuid
from array import array
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from typing import Any, TypeVar

from engine.proof.budget import INTERRUPTED, Budget, BudgetExceeded
from engine.proof.partitioned.backwards import ROOT, Spread
from engine.proof.partitioned.part import Followed, StateBatch, owner_of
from engine.proof.partitioned.tasks import PartSetup, ask, begin, end
from engine.proof.search import FOUND
from engine.proof.successors import Successors
from engine.proof.transitions import Event, Node, TransitionSystem
from engine.proof.workers import Workers

# States that are followed in one go, and how many such tasks wait at each part; what is taken in meanwhile.
PIECE, WAITING, TAKING = 1000, 2, 6
POLL_SECONDS = 0.2
# So long is waited for what is under way where the time was over, in seconds.
SHUTDOWN_SECONDS = 10.0
# And so long for parts to forget what they know.
END_SECONDS = 3.0
# So many of the last states are followed once more, to say what makes the story large.
FOLLOWED_AGAIN = 200
Answer = TypeVar("Answer")
DIED = "a worker process died; it may have run out of memory"
LOST = "a worker was begun anew, and what it knew was lost"


class PartitionedExplored:
    """What a search found, as `Explored` says it. States are named by their ids, which say in which part they are."""

    def __init__(self, system: TransitionSystem, workers: Workers) -> None:
        self.system, self.workers = system, workers
        self.key = uuid.uuid4().hex
        self.states = self.turns = 0
        self.found: dict[Hashable, tuple[Event, int]] = {}
        self.broken: dict[int, int] = {}
        self.complete = False
        self.stopped = ""
        self.seconds = 0.0
        # The number of what each thing was found after.
        self.order: dict[Hashable, int] = {}
        self.fails_at_once = False

    # ------------------------------------------------------------ what parts are asked

    def ask(self, place: int, what: str, *arguments: object) -> Future[Any]:
        """Ask one part."""
        return self.workers.submit_to(place, ask, self.key, place, what, *arguments)

    def ask_all(self, what: str, *arguments: object, check: Callable[[], None]) -> list[Any]:
        """Ask all parts; their answers in order."""
        asked = [self.ask(place, what, *arguments) for place in range(len(self.workers))]
        return [answer_of(one, check) for one in asked]

    def end(self) -> None:
        """Let the parts forget all of it; that is waited for, as a cluster may be closed right after this."""
        ended: list[Future[None]] = []
        for place in range(len(self.workers)):
            try:
                ended.append(self.workers.submit_to(place, end, self.key, place))
            except (BrokenExecutor, RuntimeError):
                continue
        wait(ended, END_SECONDS)

    # ------------------------------------------------------------ states

    def node(self, number: int) -> Node | None:
        """The state of an id; None before the first turn."""
        return None if number == ROOT else self._before(number)[0]

    def trace_to(self, number: int) -> list[int]:
        """The states on a shortest way to a state, from the one before the first turn."""
        line = [number]
        while number != ROOT:
            number = self._before(number)[1]
            line.append(number)
        return line[::-1]

    def _before(self, number: int) -> tuple[Node, int]:
        place = (number >> 1) % len(self.workers)
        answer: tuple[Node, int] = answer_of(self.ask(place, "before", number), self.system.oracle.check)
        return answer

    def last(self, count: int) -> list[Node]:
        """Some of the states that were found last."""
        found = self.ask_all("last", count // len(self.workers), check=self.system.oracle.check)
        return [node for some in found for node in some]

    def ways(self, count: int) -> Iterator[tuple[int, int]]:
        """The stops of some of the last states, and to how many states each leads."""
        successors = Successors(self.system)
        for node in self.last(min(count, FOLLOWED_AGAIN)):
            yield self.system.place(node), len(successors.after(node))
            self.system.events.clear()

    def without_ending(self, points: int, check: Callable[[], None]) -> list[int]:
        """The first states from which no ending can be reached, one for each stop; stops from `points` on are endings.

        Backwards from the endings, in all parts at once, until nothing more is good.
        """
        parts = range(len(self.workers))
        left = _left(check)
        spread: list[Spread] = [_known(one) for one in self.ask_all("good", points, left, check=check)]
        good = self.fails_at_once
        while True:
            good = good or any(one.root for one in spread)
            more = [sum((one.elsewhere[place] for one in spread), array("I")) for place in parts]
            asked = [self.ask(place, "spread", ids, left) for place, ids in enumerate(more) if ids]
            if not asked:
                break
            spread = [_known(answer_of(one, check)) for one in asked]
        before: list[list[bytes]] | None = None
        if good:
            parents: list[list[array[int]]] = self.ask_all("parents of bad", check=check)
            asked = [self.ask(place, "are good", some[place]) for some in parents for place in parts]
            probes = [answer_of(one, check) for one in asked]
            before = [probes[len(parts) * place : len(parts) * (place + 1)] for place in parts]
        asked = [self.ask(place, "traps", None if before is None else before[place]) for place in parts]
        first: dict[int, tuple[int, int]] = {}
        for one in asked:
            for stop, found in answer_of(one, check).items():
                first[stop] = min(first.get(stop, found), found)
        return [number for _, number in sorted(first.values())]


def _left(check: Callable[[], None]) -> float | None:
    """The seconds that a budget's check still has."""
    budget = getattr(check, "__self__", None)
    return None if not isinstance(budget, Budget) or budget.seconds is None else max(0.0, budget.end - budget.clock())


def _known(answer: Spread | str) -> Spread:
    if isinstance(answer, str):
        raise BudgetExceeded(answer)
    return answer


def answer_of(future: Future[Answer], check: Callable[[], None]) -> Answer:
    """What a part answers. Raises `BudgetExceeded` when `check` does, or when it is lost."""
    answer = awaited(future, check)
    if answer is None:
        raise BudgetExceeded(LOST)
    return answer


def awaited(future: Future[Answer], check: Callable[[], None]) -> Answer:
    """What a worker answers. Raises `BudgetExceeded` when `check` does, or when the worker is lost."""
    while True:
        try:
            return future.result(POLL_SECONDS)
        except TimeoutError:
            check()
        except (BrokenExecutor, CancelledError, MemoryError) as lost:
            raise BudgetExceeded(DIED) from lost
        except Exception as error:
            # A cluster says in words of its own that it has given a worker up.
            if not type(error).__module__.startswith("distributed"):
                raise
            raise BudgetExceeded(DIED) from error


def search(
    system: TransitionSystem,
    budget: Budget,
    wanted: set[Hashable],
    workers: Workers,
    made: tuple[object, ...],
    edges: bool,
) -> PartitionedExplored:
    """Explore on workers until everything is seen, the budget is spent, or the user interrupts.

    `made` are a function that makes the system, and what it is to be given; `edges` says whether it is to be known
    from where no ending can be reached.
    """
    explored = PartitionedExplored(system, workers)
    began = time.monotonic()
    system.oracle.check = budget.check
    levels = _Levels(explored, budget, wanted)
    try:
        levels.begin(made, edges)
        levels.go()
    except (BudgetExceeded, KeyboardInterrupt) as stop:
        explored.stopped = str(stop) if isinstance(stop, BudgetExceeded) else INTERRUPTED
        levels.settle()
    except BrokenExecutor:
        explored.stopped = DIED
    explored.seconds = time.monotonic() - began
    return explored


class _Levels:
    """The levels of one search, one after the other."""

    def __init__(self, explored: PartitionedExplored, budget: Budget, wanted: set[Hashable]) -> None:
        self.explored, self.budget, self.wanted = explored, budget, wanted
        self.looking = bool(wanted)
        self.system, self.parts = explored.system, range(len(explored.workers))
        # What is under way: pieces that are followed, by their part, and what is taken in.
        self.following: dict[Future[Any], int] = {}
        self.taking: set[Future[Any]] = set()
        # The parts that are to follow more once less is to be taken in.
        self.held: list[int] = []
        self.inexact: set[str] = set()
        self.known = [0 for _ in self.parts]

    def begin(self, made: tuple[object, ...], edges: bool) -> None:
        """Make the parts, and give them the states at which a play can stop first."""
        system, explored, workers = self.system, self.explored, self.explored.workers
        first = [*system.first()]
        self._note(0, ROOT, [*system.events])
        explored.fails_at_once = any(event.error is not None for event in system.events)
        system.events.clear()
        size = max((len(node) for node in first if isinstance(node, bytes)), default=1)
        code, count = pickle.dumps((made[0], made[1:])), len(self.parts)
        begun = [
            workers.submit_to(place, begin, explored.key, PartSetup(code, size, place, count, workers.room, edges))
            for place in self.parts
        ]
        for one in begun:
            awaited(one, self.budget.check)
        for order, node in enumerate(first):
            plain = isinstance(node, bytes) and len(node) == size
            states, others = (node, []) if plain else (b"", [node])
            assert isinstance(states, bytes), "states of the usual size are bytes"
            self._take(owner_of(node, count), StateBatch(states, others, array("Q", [order]), array("I", [ROOT])))

    def go(self) -> None:
        """Follow level after level until there is nothing new."""
        explored, budget = self.explored, self.budget
        while True:
            self._wait(until_taken=True)
            if self._numbered() == 0:
                break
            self.wanted.difference_update(explored.found)
            self.wanted.difference_update((claim, "never") for claim in explored.broken)
            if self.looking and not self.wanted:
                explored.stopped = FOUND
                return
            budget.check()
            budget.check_room(explored.states, None, explored.turns)
            for place in self.parts:
                for _ in range(WAITING):
                    self._follow(place)
            while self.following or self.held:
                self._wait()
        explored.complete = not (self.system.inexact or self.inexact)
        self.system.oracle.inexact |= self.inexact

    def settle(self) -> None:
        """After an interruption: what was followed is still taken in, so that what is known fits together."""
        end = time.monotonic() + SHUTDOWN_SECONDS
        self.budget.stop = None
        self.system.oracle.inexact |= self.inexact
        try:
            while self.following or self.taking:
                wait([*self.following, *self.taking], POLL_SECONDS, FIRST_COMPLETED)
                for future in [one for one in self.following if one.done()]:
                    del self.following[future]
                    followed = future.result()
                    if followed is not None:
                        self._told(followed)
                self.taking = {one for one in self.taking if not one.done()}
                if time.monotonic() > end:
                    return
        except (BrokenExecutor, CancelledError):
            self.explored.stopped = DIED

    def _numbered(self) -> int:
        """Number the states of a new level in the order in which they were found; how many there are."""
        explored, check = self.explored, self.budget.check
        places = explored.ask_all("found", check=check)
        count = len(places)
        order = sorted([one * count + place for place, some in enumerate(places) for one in some])
        numbers = [array("I") for _ in self.parts]
        for number, one in enumerate(order, explored.states + 1):
            numbers[one % count].append(number)
        explored.states += len(order)
        asked = [explored.ask(place, "numbered", some) for place, some in enumerate(numbers)]
        for one in asked:
            for claim, (number, id) in answer_of(one, check).items():
                if self._first((claim, "never"), number):
                    explored.broken[claim] = id
        return len(order)

    def _first(self, key: Hashable, number: int) -> bool:
        """Whether something was found after no earlier state than this."""
        order = self.explored.order
        is_first = number < order.get(key, ROOT + 1)
        if is_first:
            order[key] = number
        return is_first

    # ------------------------------------------------------------ one level

    def _follow(self, place: int) -> None:
        seconds = None if self.budget.seconds is None else max(0.0, self.budget.end - self.budget.clock())
        self.following[self.explored.ask(place, "follow", PIECE, seconds)] = place

    def _take(self, place: int, sent: StateBatch) -> None:
        if sent.order:
            self.taking.add(self.explored.ask(place, "take", sent))

    def _wait(self, until_taken: bool = False) -> None:
        """Wait for something to be done, and for all that is taken in where that is asked, or where it is too much."""
        while True:
            self.budget.check()
            waited = [*self.taking] if until_taken else [*self.following, *self.taking]
            wait(waited, POLL_SECONDS, FIRST_COMPLETED)
            for future in [one for one in self.taking if one.done()]:
                self.taking.discard(future)
                answer_of(future, self.budget.check)
            for future in [one for one in self.following if one.done()]:
                place = self.following.pop(future)
                followed: Followed = answer_of(future, self.budget.check)
                self._told(followed)
                if followed.why:
                    self.budget.check()
                    raise BudgetExceeded(followed.why)
                if followed.left:
                    self.held.append(place)
            if len(self.taking) <= TAKING * len(self.parts):
                for place in self.held:
                    self._follow(place)
                self.held.clear()
            if until_taken and self.taking:
                continue
            return

    def _told(self, followed: Followed) -> None:
        """Note what a part saw, and pass on what belongs to others."""
        system, explored = self.system, self.explored
        for number, reached in enumerate(followed.reached):
            if reached:
                system.reached[number] = 1
        system.closed |= followed.closed
        self.inexact |= followed.inexact
        explored.turns += followed.turns
        for number, id, events in followed.events:
            self._note(number, id, events)
        for place, sent in enumerate(followed.sent):
            self._take(place, sent)

    def _note(self, number: int, id: int, events: list[Event]) -> None:
        for event in events:
            if self._first(event.key, number):
                self.explored.found[event.key] = event, id
