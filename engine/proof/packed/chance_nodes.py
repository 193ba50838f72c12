"""Points in the middle of turns at which something is drawn next: ways that come to the same there are one.

Two dice of a fight can fall in 36 ways, and so can those of the next turn. But after one die there are six states only,
and many turns come by each of them. So these are points of the search themselves, found once, though no stops.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from engine.proof.draws import Oracle
from engine.proof.packed.code import Bailout, PackedCode
from engine.proof.packed.failures import FAILED, KnownFailures
from engine.proof.packed.outcome_tables import Outcomes, Point, apart
from engine.proof.transitions import ChanceNode, Node
from engine.proof.work_clock import A_CHANCE_NODE, spend

# So many are remembered; then that begins anew.
MOST_REMEMBERED = 300_000
# So many are followed between two looks at the clock.
CHECK_EVERY = 256


class PointNumbers(dict[Point, int]):
    """The numbers of points, each of which is followed when it is asked for first."""

    def __init__(self, follow: Callable[[Point], int]) -> None:
        super().__init__()
        self.follow = follow

    def __missing__(self, point: Point) -> int:
        return self.follow(point)


class ChanceNodes:
    """PointNumbers the points at which turns draw. `fresh` is told where each leads, in the order of their numbers."""

    def __init__(
        self,
        code: PackedCode,
        oracle: Oracle,
        fresh: list[ChanceNode],
        failures: KnownFailures,
        canonical: Callable[[Node], Node] | None,
    ) -> None:
        self.oracle, self.fresh, self.canonical = oracle, fresh, canonical
        self.outcomes = Outcomes(code, oracle, failures.tried)
        self.numbers = PointNumbers(self._followed)
        self.number_of = self.numbers.__getitem__
        self.under_way: set[Point] = set()
        self.count = 0

    def clear(self) -> None:
        """Begin anew, also with the numbers."""
        self.numbers.clear()
        self.fresh.clear()
        self.count = 0

    def apart(self, found: Iterable[Node]) -> tuple[list[Node], list[int]]:
        """What code came to: the stops, and the numbers of the points in the middle."""
        stops, points = apart(found)
        return stops, [*map(self.number_of, points)]

    def behind(self, point: Point) -> tuple[list[Node], list[int]]:
        """Where a point leads, without a number for itself."""
        stops, points = self.outcomes.of(*point)
        return stops, [*map(self.number_of, points)]

    def _followed(self, point: Point) -> int:
        """The number of a new point, once it is known where it leads."""
        if point in self.under_way:
            raise Bailout  # it goes round
        self.under_way.add(point)
        stops: list[Node] = []
        points: list[Point] = []
        spend(A_CHANCE_NODE)
        try:
            if point != FAILED:
                stops, points = self.outcomes.of(*point)
            chance_nodes = [*dict.fromkeys(map(self.number_of, points))] if points else []
        finally:
            self.under_way.discard(point)
        if len(self.numbers) > MOST_REMEMBERED:
            self.numbers.clear()
        if not stops and len(chance_nodes) == 1:
            # Whatever is drawn here comes to one point: they are the same.
            number = self.numbers[point] = chance_nodes[0]
            return number
        number = self.numbers[point] = self.count
        self.count += 1
        if self.canonical is not None:
            stops = [*dict.fromkeys(map(self.canonical, stops))]
        self.fresh.append(ChanceNode(stops, chance_nodes))
        if number % CHECK_EVERY == 0:
            self.oracle.check()
        return number
