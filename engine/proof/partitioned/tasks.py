"""What workers are asked to do: plain functions of plain data, which find the part that they are for by its name.

Each runs in the one process that holds the part. A worker that was begun anew has lost it, and says so.
"""

from __future__ import annotations

import pickle
import time
from array import array
from collections.abc import Callable

from engine.named_tuples import NamedTuple
from engine.proof.budget import Budget, BudgetExceeded
from engine.proof.partitioned.backwards import Spread
from engine.proof.partitioned.part import Followed, Partition, StateBatch
from engine.proof.transitions import TransitionSystem
from engine.proof.workers import stopped

# Explorations of which a worker process keeps its part; those of one that was not ended are forgotten then.
MOST_PARTS = 2


class PartSetup(NamedTuple):
    """How a part is made: pickled, the function that makes the system and what it is given; the size of a state, the
    part's place among all, the memory that it may take in bytes, and whether it is to be searched backwards."""

    made: bytes
    size: int
    place: int
    parts: int
    room: int
    edges: bool


# The parts of this process, by the exploration and the place in it: threads of one process may be several workers.
_parts: dict[tuple[str, int], Partition] = {}


def begin(key: str, how: PartSetup) -> None:
    """Make a part."""
    while len(others := dict.fromkeys(name for name, _ in _parts if name != key)) >= MOST_PARTS:
        for name, place in [*_parts]:
            if name == next(iter(others)):
                del _parts[name, place]
    make, arguments = pickle.loads(how.made)
    system: TransitionSystem = make(*arguments)
    _parts[key, how.place] = Partition(system, how.size, how.place, how.parts, how.room, how.edges)


def end(key: str, place: int) -> None:
    """Forget a part."""
    _parts.pop((key, place), None)


def ask(key: str, place: int, what: str, *arguments: object) -> object:
    """What a part says; None if it is not there any more."""
    part = _parts.get((key, place))
    if part is None:
        return None
    with part.lock:
        return ASKED[what](part, *arguments)


def _follow(part: Partition, count: int, seconds: float | None) -> Followed:
    return part.follow(count, Budget(seconds, stop=stopped, clock=time.monotonic).check)


def _take(part: Partition, sent: StateBatch) -> int:
    part.take(sent)
    return len(part.states)


def _good(part: Partition, points: int, seconds: float | None) -> Spread | str:
    try:
        return part.good(points, Budget(seconds, stop=stopped, clock=time.monotonic).check)
    except BudgetExceeded as spent:
        return str(spent)


def _spread(part: Partition, ids: array[int], seconds: float | None) -> Spread | str:
    assert part.edges is not None, "it was asked what is good"
    try:
        return part.edges.spread(ids, Budget(seconds, stop=stopped, clock=time.monotonic).check)
    except BudgetExceeded as spent:
        return str(spent)


ASKED: dict[str, Callable[..., object]] = {
    "follow": _follow,
    "take": _take,
    "found": Partition.found,
    "numbered": Partition.numbered,
    "good": _good,
    "spread": _spread,
    "before": Partition.before,
    "last": Partition.last,
    "parents of bad": Partition.parents_of_bad,
    "are good": Partition.are_good,
    "traps": Partition.traps,
}
