"""One exploration on many workers: each level's states are followed in pieces, and come back in order.

Workers are those of any `concurrent.futures.Executor`. They hold the story's code and forget the states; which states
are known is known here alone, so that states get the same numbers, and plays the same lengths, as in one process.
"""

from __future__ import annotations

import pickle
import uuid
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from typing import Any

from engine.proof.budget import Budget, Spent
from engine.proof.model import Event, Node, System
from engine.proof.workers import stopped

# Levels of fewer states are followed here, and so are all until so many states are known: sending takes longer. What
# comes back takes this process half as long as following would, so that two workers are no quicker than none.
FEW, LATER, FEWEST_WORKERS = 4000, 100_000, 3
PIECE = 2000
# Pieces that wait for a worker, for each; systems that a worker keeps.
WAITING, KEPT = 3, 4
A_LOOK = 0.2


@dataclass(frozen=True, slots=True)
class Followed:
    """Where the turns from some states lead: those from state n to `nodes[turns[i]]`, `counts[n]` of them in a row.

    `events` says what was seen, by the number of the state. Fewer counts than states say that the worker was stopped.
    """

    nodes: list[Node]
    turns: array[int]
    counts: array[int]
    events: list[tuple[int, list[Event]]]
    reached: bytes
    closed: set[str]
    inexact: set[str]


# The systems of a worker process, by the explorations that they are for.
_systems: dict[str, System] = {}


def follow(key: str, made: bytes | None, nodes: list[Node]) -> Followed | None:
    """In a worker: where the turns from some states lead; None if it lacks the system, and was not told how to make it.

    `made` holds, pickled by the process that asks, the function that makes the system and what it is to be given.
    """
    system = _systems.get(key)
    if system is None:
        if made is None:
            return None
        make, arguments = pickle.loads(made)
        while len(_systems) >= KEPT:
            del _systems[next(iter(_systems))]
        system = _systems[key] = make(*arguments)
    return _followed(system, nodes)


def _followed(system: System, nodes: list[Node]) -> Followed:
    numbers: dict[Node, int] = {}
    turns, counts = array("I"), array("I")
    events: list[tuple[int, list[Event]]] = []
    budget = Budget(stop=stopped)
    system.oracle.check = budget.check
    try:
        for place, node in enumerate(nodes):
            before = len(turns)
            for target in system.after(node):
                turns.append(numbers.setdefault(target, len(numbers)))
            counts.append(len(turns) - before)
            if system.events:
                events.append((place, [*system.events]))
                system.events.clear()
            if place % 100 == 0:
                budget.check()
    except Spent:
        system.events.clear()
    return Followed([*numbers], turns, counts, events, bytes(system.reached), set(system.closed), set(system.inexact))


class Distribution:
    """Follows levels on an executor with so many workers; `make` and its arguments make the system there."""

    def __init__(
        self, executor: Executor, workers: int, make: Callable[..., System], arguments: tuple[Any, ...]
    ) -> None:
        self.executor = executor
        self.workers = workers
        self.key = uuid.uuid4().hex
        self.made = pickle.dumps((make, arguments))

    def wants(self, level: Sequence[Any], known: int) -> bool:
        """Whether a level is worth sending, in a search that knows so many states."""
        return self.workers >= FEWEST_WORKERS and known >= LATER and len(level) >= FEW

    def follow(self, system: System, level: list[Node], check: Callable[[], None]) -> Iterator[list[Node]]:
        """Where the turns from each state of a level lead, in order; before each, what was seen is put into the system.

        Raises `Spent` when `check` does, or when a worker is lost.
        """
        pieces = (level[first : first + PIECE] for first in range(0, len(level), PIECE))
        waiting: deque[tuple[list[Node], Future[Followed | None]]] = deque()
        try:
            for piece in pieces:
                waiting.append((piece, self.executor.submit(follow, self.key, None, piece)))
                if len(waiting) >= self.workers * WAITING:
                    yield from self._told(system, *waiting.popleft(), check)
            while waiting:
                yield from self._told(system, *waiting.popleft(), check)
        except BrokenExecutor as lost:
            raise Spent("a worker process died; it may have run out of memory") from lost
        finally:
            for _, future in waiting:
                future.cancel()

    def _told(
        self, system: System, piece: list[Node], future: Future[Followed | None], check: Callable[[], None]
    ) -> Iterator[list[Node]]:
        """The turns from the states of one piece."""
        followed = self._result(future, check)
        if followed is None:
            followed = self._result(self.executor.submit(follow, self.key, self.made, piece), check)
        assert followed is not None, "a worker that is told how makes the system"
        for number, reached in enumerate(followed.reached):
            if reached:
                system.reached[number] = 1
        system.closed |= followed.closed
        system.oracle.inexact |= followed.inexact
        seen = dict(followed.events)
        nodes, turns, first = followed.nodes, followed.turns, 0
        for place, count in enumerate(followed.counts):
            if place in seen:
                system.events += seen[place]
            yield [nodes[turn] for turn in turns[first : first + count]]
            first += count
        if len(followed.counts) < len(piece):
            check()
            raise Spent("a worker was stopped")

    def _result(self, future: Future[Followed | None], check: Callable[[], None]) -> Followed | None:
        while True:
            try:
                return future.result(A_LOOK)
            except TimeoutError:
                check()
