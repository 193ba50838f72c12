"""Points in the middle of turns at which something is drawn next: ways that come to the same there are one.

Two dice of a fight can fall in 36 ways, and so can those of the next turn. But after one die there are six states only,
and many turns come by each of them. So these are points of the search themselves, found once, though no stops.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import partial

from engine.proof.draws import Oracle
from engine.proof.packed.code import Bailout, PackedCode
from engine.proof.transitions import Middle, Node

# So many are remembered; then that begins anew.
MOST_REMEMBERED = 300_000
UNDER_WAY = -1
# So many are followed between two looks at the clock.
CHECK_EVERY = 256


class Middles:
    """Numbers the points at which turns draw. `mask_of` gives the bits that are live at the beginning of a segment, in
    states less than `top`; `fresh` is told where each point leads, in the order of their numbers."""

    def __init__(
        self,
        code: PackedCode,
        oracle: Oracle,
        mask_of: Callable[[int], int],
        top: int,
        fresh: list[Middle],
        canonical: Callable[[Node], Node],
    ) -> None:
        self.code, self.oracle, self.mask_of, self.top, self.fresh = code, oracle, mask_of, top, fresh
        self.canonical = canonical
        self.masks: dict[int, int] = {}
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
        middles: list[int] = []
        top, masks, numbers = self.top, self.masks, self.numbers
        for target in found:
            # A stop at which a look has drawn is a pair, too: its state is bytes.
            if not isinstance(target, tuple) or isinstance(target[0], bytes):
                stops.append(target)
                continue
            segment, w = target
            if w < top:
                mask = masks.get(segment)
                if mask is None:
                    mask = masks[segment] = self.mask_of(segment)
                target = segment, w & mask
            number = numbers.get(target)
            if number is None:
                number = self._followed(target)
            elif number == UNDER_WAY:
                raise Bailout  # it goes round
            middles.append(number)
        return stops, middles

    def _followed(self, key: tuple[int, int]) -> int:
        """The number of a new point, once it is known where it leads."""
        numbers = self.numbers
        numbers[key] = UNDER_WAY
        try:
            stops, middles = self.apart(self._found(*key))
        except BaseException:
            numbers.pop(key, None)
            raise
        number = numbers[key] = self.count
        self.count += 1
        self.fresh.append(Middle([*dict.fromkeys(map(self.canonical, stops))], [*dict.fromkeys(middles)]))
        if number % CHECK_EVERY == 0:
            self.oracle.check()
        if len(numbers) > MOST_REMEMBERED:
            under_way = [key for key, one in numbers.items() if one == UNDER_WAY]
            numbers.clear()
            numbers |= dict.fromkeys(under_way, UNDER_WAY)
        return number

    def _found(self, segment: int, w: int) -> list[Hashable]:
        """What each outcome of the draw comes to."""
        spread = self.code.spreads[segment]
        if spread is not None:
            going, outcomes = spread
            return [self.code.run(partial(going, w, outcome)) for outcome in outcomes]
        found = [*self.oracle.outcomes(partial(self.code.run, partial(self.code.segments[segment], w)))]
        self.oracle.begin([])
        return found
