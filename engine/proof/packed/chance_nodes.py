"""Points in the middle of turns at which something is drawn next: ways that come to the same there are one.

Two dice of a fight can fall in 36 ways, and so can those of the next turn. But after one die there are six states only,
and many turns come by each of them. So these are points of the search themselves, found once, though no stops.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import partial

from engine.proof.draws import Oracle
from engine.proof.packed.code import Bailout, PackedCode
from engine.proof.transitions import ChanceNode, Node

# So many are remembered; then that begins anew.
MOST_REMEMBERED = 300_000
UNDER_WAY = -1
# So many are followed between two looks at the clock.
CHECK_EVERY = 256


class ChanceNodes:
    """Numbers the points at which turns draw. `fresh` is told where each leads, in the order of their numbers."""

    def __init__(
        self,
        code: PackedCode,
        oracle: Oracle,
        fresh: list[ChanceNode],
        canonical: Callable[[Node], Node] | None,
    ) -> None:
        self.code, self.oracle, self.fresh, self.canonical = code, oracle, fresh, canonical
        self.reached = code.reached
        self.numbers: dict[tuple[int, int], int] = {}
        self.count = 0

    def clear(self) -> None:
        """Begin anew, also with the numbers."""
        self.numbers.clear()
        self.fresh.clear()
        self.count = 0

    def apart(self, found: Iterable[Hashable]) -> tuple[list[Node], list[int]]:
        """What code came to: the stops, and the numbers of the points in the middle."""
        stops: list[Node] = []
        chance_nodes: list[int] = []
        numbers = self.numbers
        for target in found:
            # A stop at which a look has drawn is a pair, too: its state is bytes.
            if target.__class__ is not tuple or target[0].__class__ is bytes:
                stops.append(target)
                continue
            number = numbers.get(target)
            if number is None:
                number = self._followed(target)
            elif number == UNDER_WAY:
                raise Bailout  # it goes round
            chance_nodes.append(number)
        return stops, chance_nodes

    def _followed(self, key: tuple[int, int]) -> int:
        """The number of a new point, once it is known where it leads."""
        numbers = self.numbers
        numbers[key] = UNDER_WAY
        try:
            found = dict.fromkeys(self._found(*key))
            stops, chance_nodes = self.apart(found) if tuple in map(type, found) else ([*found], [])
        except BaseException:
            numbers.pop(key, None)
            raise
        number = numbers[key] = self.count
        self.count += 1
        if self.canonical is not None:
            stops = [*dict.fromkeys(map(self.canonical, stops))]
        self.fresh.append(ChanceNode(stops, [*dict.fromkeys(chance_nodes)]))
        if number % CHECK_EVERY == 0:
            self.oracle.check()
        if len(numbers) > MOST_REMEMBERED:
            under_way = [key for key, one in numbers.items() if one == UNDER_WAY]
            numbers.clear()
            numbers |= dict.fromkeys(under_way, UNDER_WAY)
        return number

    def _found(self, segment: int, w: int) -> list[Hashable]:
        """What each outcome of the draw comes to."""
        code, spread = self.code, self.code.spreads[segment]
        if spread is not None:
            outcomes, enough, probes = spread
            if probes and all(self.reached[probe] for probe in probes):
                code.spreads[segment] = enough, (), ()
                outcomes = enough
            if code.counted:
                return [code.run(partial(going, w, outcome)) for going, outcome in outcomes]
            return [going(w, outcome) for going, outcome in outcomes]
        run = partial(code.run, partial(code.segments[segment], w))
        self.oracle.begin([])
        target = run()
        if not self.oracle.log:
            return [target]
        found = [*self.oracle.outcomes(run)]
        self.oracle.begin([])
        return found
