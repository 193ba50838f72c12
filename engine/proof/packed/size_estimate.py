"""How many states a story could have, told from some of them: whether it is worth while to follow them all."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from math import prod

from engine.named_tuples import NamedTuple
from engine.program.limits import MOST
from engine.proof.packed.live_bits import LiveBits

# An estimate looks at so many states at least; and at so many cells of states in all, if that is more.
LEAST_LOOKED_AT, MOST_LOOKS = 200, 400_000
# So many values of a number without a range say that there are others.
MANY_SEEN = 20


class SizeEstimate(NamedTuple):
    """How many states there could be if each stop came with all values together that were seen there of what is live.

    That is more than there are where values have to do with each other, and less where not all were seen. `stops` are
    how many states were looked at of each, and how many bits of them are live.
    """

    possible: int
    stops: dict[int, tuple[int, int]]


def estimated(live: LiveBits, numbers: Iterable[int]) -> SizeEstimate:
    """How many states there could be, from some of those that were found."""
    held: dict[int, list[int]] = {}
    for number in islice(numbers, max(LEAST_LOOKED_AT, MOST_LOOKS // (len(live.liveness.cells) + 1))):
        held.setdefault(number & live.place_mask, []).append(number)
    possible, stops = 0, {}
    for place, found in held.items():
        masks = live.live_at(place)
        seen = [(mask, len({number & mask for number in found})) for mask in masks if mask]
        # A number without a range that had many values will have others.
        endless = any(mask.bit_count() > MOST.bit_length() and count > MANY_SEEN for mask, count in seen)
        possible += MOST if endless else prod(count for _, count in seen)
        stops[place] = len(found), sum(mask.bit_count() for mask in masks)
    return SizeEstimate(possible, stops)


def bits_more(live: LiveBits, other: SizeEstimate) -> float:
    """How many more bits are live in one slice of the story than in another, in the states of an estimate of that."""
    stops = other.stops.items()
    more = [count * (sum(mask.bit_count() for mask in live.live_at(place)) - bits) for place, (count, bits) in stops]
    return sum(more) / max(1, sum(count for count, _ in other.stops.values()))
