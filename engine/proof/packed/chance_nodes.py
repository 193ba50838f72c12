"""Points in the middle of turns at which something is drawn next: ways that come to the same there are one.

Two dice of a fight can fall in 36 ways, and so can those of the next turn. But after one die there are six states only,
and many turns come by each of them. So these are points of the search themselves, found once, though no stops.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

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
# Stands for the number of a point that is being followed.
UNDER_WAY = -1


class ChanceNodes(dict[Point, int]):
    """The numbers of the points at which turns draw, each of which is followed when it is asked for first.

    `fresh` is told where each leads, in the order of their numbers.
    """

    def __init__(
        self,
        code: PackedCode,
        oracle: Oracle,
        fresh: list[ChanceNode],
        failures: KnownFailures,
        canonical: Callable[[Node], Node] | None,
    ) -> None:
        super().__init__()
        self.oracle, self.fresh, self.canonical = oracle, fresh, canonical
        self.outcomes = Outcomes(code, oracle, failures.tried)
        self.number_of = self.__getitem__
        self.count = self.followed = 0

    def begin_anew(self) -> None:
        """Forget all, also the numbers."""
        self.clear()
        self.fresh.clear()
        self.count = 0

    def apart(self, found: Iterable[Node]) -> tuple[list[Node], list[int]]:
        """What code came to: the stops, and the numbers of the points in the middle."""
        stops, points = apart(found)
        return stops, self.numbers_of(points)

    def behind(self, point: Point) -> tuple[Sequence[Node], Sequence[int]]:
        """Where a point leads, without a number for itself."""
        stops, points = self.outcomes.of(*point)
        return stops, self.numbers_of(points)

    def numbers_of(self, points: Iterable[Point]) -> list[int]:
        """The numbers of points, each once."""
        numbers = [*dict.fromkeys(map(self.number_of, points))]
        if UNDER_WAY in numbers:
            raise Bailout  # it goes round
        return numbers

    def __missing__(self, point: Point) -> int:
        """The number of a new point, once it is known where it leads."""
        self.followed += 1
        if self.followed % CHECK_EVERY == 0:
            spend(CHECK_EVERY * A_CHANCE_NODE)
        try:
            self[point] = UNDER_WAY
            number = self._followed(point)
        except BaseException:
            self.pop(point, None)
            raise
        if number % CHECK_EVERY == 0:
            self.oracle.check()
        return number

    def _followed(self, point: Point) -> int:
        stops, points = self.outcomes.of(*point) if point != FAILED else ((), ())
        chance_nodes = self.numbers_of(points) if points else []
        if len(self) > MOST_REMEMBERED:
            self.clear()
        if not stops and len(chance_nodes) == 1:
            # Whatever is drawn here comes to one point: they are the same.
            number = self[point] = chance_nodes[0]
            return number
        number = self[point] = self.count
        self.count += 1
        if self.canonical is not None:
            stops = [*dict.fromkeys(map(self.canonical, stops))]
        self.fresh.append((stops, chance_nodes))
        return number
