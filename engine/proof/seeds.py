"""Seeds under which chance goes as a play needs it.

A draw is a function of the seed that can be turned round: every seed gives another number (MurmurHash3 is made of steps
that can be undone). So seeds that suit the rarest draw need not be searched for, and only the others are left to luck.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from math import prod

from engine.proof.draws import Draw
from engine.runtime.randomness import MASK, number_between, order_of, winner

# Small seeds come first: they are easier to read, and to tell.
SMALL, CHECK_EVERY = 4096, 512
LEAST_LUCK = 1e-6
DRAWS = 1 << 32


def seeds_for(draws: tuple[Draw, ...]) -> Iterator[int | None]:
    """Seeds under which all draws come out so; draws of a host are left to it.

    Between them None, whenever some hundreds were tried, so that the search can be ended.
    """
    wanted = _numbered(draws)
    if not wanted:
        yield 0
        return
    rarest = min(wanted, key=_chance_of)
    small = iter(range(SMALL))
    # Where luck alone would have to find a seed among too many, only the small ones are tried.
    luck = prod(_luck_of(one) for one in wanted) / _chance_of(rarest)
    others: Iterator[int]
    others = (
        iter(()) if luck < LEAST_LUCK else _suiting(*rarest) if _chance_of(rarest) < 1 else iter(range(SMALL, DRAWS))
    )
    while some := [*islice(small, CHECK_EVERY)] or [*islice(others, CHECK_EVERY)]:
        yield from (seed for seed in some if _draws_so(wanted, seed))
        yield None


def _numbered(draws: tuple[Draw, ...]) -> list[tuple[Draw, int]]:
    """The draws that a seed decides, each with how often its place has drawn before."""
    counts: dict[int, int] = {}
    found = []
    for draw in draws:
        if draw.kind != "extern":
            count = counts.get(draw.place, 0)
            counts[draw.place] = count + 1
            found.append((draw, count))
    return found


def _chance_of(one: tuple[Draw, int]) -> float:
    """How likely a draw is to come out so, where that can be turned round; 1 for all others."""
    draw, _ = one
    if draw.kind == "chance":
        share = min(100, max(0, draw.size)) / 100
        return (share if draw.outcome else 1 - share) or 1.0
    return 1 / draw.size if draw.kind == "random" else 1.0


def _luck_of(one: tuple[Draw, int]) -> float:
    """How likely a draw is to come out so, as far as that is known from it."""
    draw, count = one
    if draw.kind == "shuffle":
        return 1 / (draw.size - count % draw.size)
    return 1 / len(draw.scenes) if draw.kind == "any" else _chance_of(one)


def _draws_so(draws: list[tuple[Draw, int]], seed: int) -> bool:
    """Whether a seed lets all draws come out so."""
    left: dict[int, list[int]] = {}
    for (kind, place, size, outcome, scenes, _), count in draws:
        if kind == "chance":
            if 0 < size < 100 and (number_between(seed, place, count, 0, 99) < size) != bool(outcome):
                return False
        elif kind == "shuffle":
            items = left.get(place) or list(range(size))
            if order_of(seed, place, count // size, size)[count % size] != items[outcome]:
                return False
            left[place] = items[:outcome] + items[outcome + 1 :]
        elif kind == "any":
            if winner(seed, place, count, scenes) != outcome:
                return False
        elif number_between(seed, place, count, 0, size - 1) != outcome:
            return False
    return True


def _suiting(draw: Draw, count: int) -> Iterator[int]:
    """All seeds under which one draw comes out so."""
    if draw.kind == "chance":
        size, first, last = 100, 0 if draw.outcome else draw.size, draw.size if draw.outcome else 100
    else:
        size, first, last = draw.size, draw.outcome, draw.outcome + 1
    for round in range(0, DRAWS, size):
        for number in range(round + first, min(round + last, DRAWS)):
            yield _seed_of(number, draw.place, count)


# ---------------------------------------------------------------- MurmurHash3, backwards

_UNDONE = {factor: pow(factor, -1, 1 << 32) for factor in (5, 0x85EBCA6B, 0xC2B2AE35)}


def _seed_of(drawn: int, place: int, count: int) -> int:
    """The seed with which a place draws that number of 32 bits (engine/runtime/randomness.py, backwards)."""
    hash = drawn ^ drawn >> 16
    hash = hash * _UNDONE[0xC2B2AE35] & MASK
    hash ^= hash >> 13 ^ hash >> 26
    hash = hash * _UNDONE[0x85EBCA6B] & MASK
    hash ^= hash >> 16
    return _unmixed(_unmixed(hash ^ 8, count), place)


def _unmixed(hash: int, word: int) -> int:
    hash = (hash - 0xE6546B64) * _UNDONE[5] & MASK
    hash = (hash >> 13 | hash << 19) & MASK
    word = word * 0xCC9E2D51 & MASK
    word = (word << 15 | word >> 17) & MASK
    return hash ^ word * 0x1B873593 & MASK
