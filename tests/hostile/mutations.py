"""Makes inputs that nobody writes in good faith out of ones that somebody did: bytes, and values of JSON."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator, Sequence
from typing import Any

PIECES = [
    b"== ", b"-> ", b"~ ", b"* ", b"{", b"}", b"|", b"(was ", b"    ", b"\t", b"\r", b"\x00", b"\x1b[2J", b"\xff", b"\xef\xbb\xbf",
    b"~ if ", b"~ else:", b"include ", b"/etc/passwd", b"../", b"9" * 40, b"-" * 300, b" " * 3000, b"(" * 300, b"{" * 200, b"#tag",
    b"\xe2\x80\xae", b"\xc2\x9b", b"<>", b"<-", b"-- ", b"~ def ", b"~ for ", b"random(", b"visits(", b'"', b"\\", b"<- any #", b"<-> ",
    b"[", b"]", b"null", b"true", b"1e999", b"-0", b"\\ud800", b"{}", b":", b",", b"\n",
]  # fmt: skip
NUMBERS = [
    0,
    1,
    -1,
    2,
    31,
    32,
    33,
    127,
    128,
    255,
    65536,
    65537,
    2**31,
    2**32,
    2**53 - 1,
    2**53,
    2**63,
    10**30,
    -(2**53),
]
TEXTS = [
    "",
    "a",
    "\x00",
    "\x1b[31m",
    "\u202e",
    "\ud800",
    "x" * 201,
    "x" * 70_000,
    "/etc/passwd",
    "../..",
    "visits a",
    "{0}",
    "\x06",
    "\x0et1\x0f",
]
WORDS = [
    "say", "if", "vary", "set", "goto", "stop", "move", "visit", "any", "back", "end", "var", "local", "call", "extern", "visits",
    "since", "turns", "random", "chance", "+", "*", "join", "show", "choices", "ask", "each", "thread", "choice", "otherwise", "needs",
]  # fmt: skip


def spoilt(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Bytes with a few things in them cut, doubled, moved, changed, or put in from elsewhere."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        low = chance.randrange(len(data) + 1)
        high = min(len(data), low + chance.choice((1, 2, 5, 20, 200)))
        part = data[low:high]
        kind = chance.randrange(8)
        if kind == 0:
            part = b""
        elif kind == 1:
            part += part
        elif kind == 2:
            part = chance.choice(PIECES)
        elif kind == 3:
            part = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 5)))
        elif kind == 4:
            part = part[::-1]
        elif kind == 5:
            other = chance.choice(others)
            start = chance.randrange(len(other) + 1)
            part = other[start : start + chance.choice((5, 40, 300))]
        elif kind == 6:
            to = chance.randrange(len(data) + 1)
            data, part, low, high = data[:to] + part + data[to:], part, low, low
        else:
            part = b"".join(sorted(part.splitlines(keepends=True), key=lambda _: chance.random()))
        data = data[:low] + part + data[high:]
    return data


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places of all values in a value of JSON."""
    yield at
    if isinstance(value, dict):
        for key in value:
            yield from places(value[key], (*at, key))
    elif isinstance(value, list):
        for number in range(len(value)):
            yield from places(value[number], (*at, number))


def at_place(value: Any, place: tuple[Any, ...]) -> Any:
    """The value at a place."""
    for key in place:
        value = value[key]
    return value


def spoilt_value(value: Any, known: Sequence[tuple[Any, ...]], chance: random.Random) -> Any:
    """A value of JSON with a few of its parts replaced by others, mostly by parts that stand elsewhere in it."""
    value = copy.deepcopy(value)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        place = chance.choice(known)
        try:
            parent, old = at_place(value, place[:-1]) if place else None, at_place(value, place)
        except (KeyError, IndexError, TypeError):
            continue
        if parent is None or not isinstance(parent, list | dict):
            continue
        parent[place[-1]] = _instead(value, old, known, chance)
        if chance.random() < 0.1:
            del parent[place[-1]]
    return value


def _instead(value: Any, old: Any, known: Sequence[tuple[Any, ...]], chance: random.Random) -> Any:
    kind = chance.randrange(9)
    if kind == 0:
        return chance.choice(NUMBERS)
    if kind == 1:
        return chance.choice(TEXTS)
    if kind == 2:
        return chance.choice([None, True, False, [], {}, [[]], 1.5, [None], {"a": []}])
    if kind == 3 and isinstance(old, int):
        return old + chance.choice((-1, 1, 2, 100))
    if kind == 4 and isinstance(old, list) and old:
        return old[:-1] if chance.random() < 0.5 else [*old, chance.choice(old)]
    if kind == 5 and isinstance(old, list) and old and isinstance(old[0], str):
        return [chance.choice(WORDS), *old[1:]]
    if kind == 6:
        deep: Any = old
        for _ in range(chance.choice((2, 30, 300))):
            deep = [deep]
        return deep
    for _ in range(20):
        try:
            return copy.deepcopy(at_place(value, chance.choice(known)))
        except (KeyError, IndexError, TypeError):
            continue
    return old
