"""Chance, counted: a draw is a pure function of the seed, the place that draws, and how often it has drawn.

The function is MurmurHash3_x86_32 (Austin Appleby, public domain) of two little-endian 32-bit words, the place and
the count, with the play's seed as its seed. A place is known by a text (its scene, the kind of draw, its shape and its
number among equals there: engine/compile/draws.py), hashed to 32 bits by the same function with seed 0. JavaScript
repeats all of it exactly with `Math.imul`. So an edit in one scene leaves the draws of every other as they were.

Among scenes with a tag, each draws a number of its own, and the highest wins (rendezvous hashing: D. Thaler and C.
Ravishankar, 1998). So their order means nothing, and a scene that is added changes only the draws that it wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from engine.program.program import Program

MASK = 0xFFFFFFFF


def _mixed(hash: int, word: int) -> int:
    word = word * 0xCC9E2D51 & MASK
    word = (word << 15 | word >> 17) & MASK
    hash ^= word * 0x1B873593 & MASK
    hash = (hash << 13 | hash >> 19) & MASK
    return hash * 5 + 0xE6546B64 & MASK


def _finished(hash: int, length: int) -> int:
    hash ^= length
    hash = (hash ^ hash >> 16) * 0x85EBCA6B & MASK
    hash = (hash ^ hash >> 13) * 0xC2B2AE35 & MASK
    return hash ^ hash >> 16


def hash_of(data: bytes, seed: int = 0) -> int:
    """MurmurHash3_x86_32 of some bytes."""
    hash = seed & MASK
    whole = len(data) - len(data) % 4
    for at in range(0, whole, 4):
        hash = _mixed(hash, int.from_bytes(data[at : at + 4], "little"))
    tail = int.from_bytes(data[whole:], "little")
    if whole < len(data):
        tail = tail * 0xCC9E2D51 & MASK
        tail = (tail << 15 | tail >> 17) & MASK
        hash ^= tail * 0x1B873593 & MASK
    return _finished(hash, len(data))


@lru_cache(maxsize=65_536)
def place_of(name: str) -> int:
    """The 32-bit number of a place that draws."""
    return hash_of(name.encode("utf-8"))


def draw(seed: int, place: int, count: int) -> int:
    """The draw number `count` (from 0) of a place: 32 bits."""
    return _finished(_mixed(_mixed(seed & MASK, place), count & MASK), 8)


def number_between(seed: int, place: int, count: int, low: int, high: int) -> int:
    """A drawn whole number from low to high, both included."""
    return low + draw(seed, place, count) % (high - low + 1)


def winner(seed: int, place: int, count: int, scenes: Sequence[int]) -> int:
    """The index of the scene that is drawn; `scenes` are the numbers of their oldest names (`place_of`)."""
    drawn = _mixed(_mixed(seed & MASK, place), count & MASK)
    scores = [_finished(_mixed(drawn, scene), 12) for scene in scenes]
    return scores.index(max(scores))


def scene_numbers(program: Program, scenes: Sequence[int]) -> tuple[int, ...]:
    """The numbers of scenes for `winner`."""
    oldest = {new: old for old, new in program.was["scenes"].items()}
    names = (program.scenes[index].name for index in scenes)
    return tuple(place_of(oldest.get(name, name)) for name in names)


@lru_cache(maxsize=256)
def order_of(seed: int, place: int, turn: int, size: int) -> tuple[int, ...]:
    """The order of a shuffle's items in its pass number `turn`: Fisher and Yates, from the last item down."""
    items = list(range(size))
    for last in range(size - 1, 0, -1):
        other = draw(seed, place, turn * size + last) % (last + 1)
        items[last], items[other] = items[other], items[last]
    return tuple(items)
