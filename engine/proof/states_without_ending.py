"""From which of the states that a search found no ending can be reached: backwards from the endings."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from engine.proof.budget import BACK_STATE, BACK_TURN
from engine.proof.transitions import Node
from engine.proof.work_clock import spend

# So many states between two looks at the clock.
LOOK = 1024
# So many times all states are gone through for those that can reach an ending, before turns are turned round.
PASSES = 4


class ExploredTurns(Protocol):
    """What has to be known of what was explored: see `Explored`, which is this."""

    parents: array[int]
    starts: array[int]
    targets: array[int]
    chance_node_starts: array[int]
    chance_nodes: array[int]
    failing: set[int]

    @property
    def numbers(self) -> Mapping[Node, int]: ...
    @property
    def states(self) -> int: ...
    @property
    def expanded(self) -> int: ...
    @property
    def turns(self) -> int: ...
    @property
    def size(self) -> int: ...
    def led(self, place: int) -> array[int]: ...


def states_without_ending(
    explored: ExploredTurns, endings: Callable[[Node], bool], check: Callable[[], None]
) -> list[int]:
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


def _is_settled(explored: ExploredTurns, good: bytearray, check: Callable[[], None]) -> bool:
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


def _spread_backwards(explored: ExploredTurns, good: bytearray, check: Callable[[], None]) -> None:
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


def _reversed(explored: ExploredTurns, check: Callable[[], None]) -> tuple[array[int], array[int]]:
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
