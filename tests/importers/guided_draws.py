"""Plays in which a test decides what chance draws, to ask whether a story can come out as another program's play did.

Draws of two programs are never the same numbers. So a recorded play is followed by looking for draws with which the
story says the same: `follow` tries those first that came farthest.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from engine.runtime import operations

MOST_PLAYS = 3000
MOST_OUTCOMES = 100

# What a play says: how far it came, and the difference there; no difference if it came to the end.
Result = tuple[tuple[int, int], str]


class Draws:
    """Outcomes that are decided, then the first of all that are possible; `made` tells how many there were of each."""

    def __init__(self, decided: tuple[int, ...] = ()) -> None:
        self.decided = decided
        self.made: list[tuple[int, int]] = []
        self.orders: dict[tuple[int, int], list[int]] = {}

    def pick(self, outcomes: int) -> int:
        number = len(self.made)
        chosen = self.decided[number] if number < len(self.decided) else 0
        self.made.append((chosen, outcomes))
        return chosen

    def number_between(self, _seed: int, _place: int, _count: int, low: int, high: int) -> int:
        return low + self.pick(high - low + 1)

    def order_of(self, _seed: int, place: int, turn: int, size: int) -> Order:
        return Order(self, self.orders.setdefault((place, turn), []), size)


class Order:
    """The order of a shuffle, of which no more is decided than is asked for."""

    def __init__(self, draws: Draws, order: list[int], size: int) -> None:
        self.draws, self.order, self.size = draws, order, size

    def __getitem__(self, at: int) -> int:
        while len(self.order) <= at:
            left = [item for item in range(self.size) if item not in self.order]
            self.order.append(left[self.draws.pick(len(left))])
        return self.order[at]


@contextmanager
def decided(draws: Draws) -> Iterator[None]:
    """Within it, plays draw what `draws` says."""
    with (
        patch.object(operations, "number_between", draws.number_between),
        patch.object(operations, "order_of", draws.order_of),
    ):
        yield


def follow(play: Callable[[], Result]) -> str:
    """The difference that is left under the draws that come farthest; none if some draws make the plays equal."""
    best: Result = ((-1, -1), "")
    waiting: list[tuple[tuple[int, int], int, tuple[int, ...], tuple[int, ...]]] = [((0, 0), 0, (), ())]
    for number in range(MOST_PLAYS):
        if not waiting:
            break
        *_, known, more = heapq.heappop(waiting)
        draws = Draws((*known, *more))
        with decided(draws):
            reached, difference = play()
        if not difference:
            return ""
        best = max(best, (reached, difference), key=lambda one: one[0])
        outcomes = tuple(chosen for chosen, _ in draws.made)
        for at in range(len(draws.decided), len(outcomes)):
            for other in range(1, min(draws.made[at][1], MOST_OUTCOMES)):
                order = number * 10_000 + len(waiting)
                heapq.heappush(waiting, ((-reached[0], -reached[1]), order, outcomes[:at], (other,)))
    return best[1]
