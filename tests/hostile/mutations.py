"""Makes inputs that nobody writes in good faith out of ones that somebody did: bytes, and values of JSON."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, get_args

from engine.program import nodes
from engine.program.functions import TABLE

PIECES = [
    b"== ", b"-> ", b"~ ", b"* ", b"{", b"}", b"|", b"(was ", b"    ", b"\t", b"\r", b"\x00", b"\x1b[2J", b"\xff", b"\xef\xbb\xbf",
    b"~ if ", b"~ else:", b"include ", b"/etc/passwd", b"../", b"9" * 40, b"-" * 300, b" " * 3000, b"(" * 300, b"{" * 200, b"#tag",
    b"\xe2\x80\xae", b"\xc2\x9b", b"<>", b"<-", b"-- ", b"~ def ", b"~ for ", b"random(", b"visits(", b'"', b"\\", b"<- any #", b"<-> ",
    b"[", b"]", b"null", b"true", b"1e999", b"-0", b"\\ud800", b"{}", b":", b",", b"\n",
]  # fmt: skip
SIGNS = b" \t=-*#:<>[](){}|/\\'\"~+.,;_!?$@%&^a0\n"
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
            # A row of one sign finds the pattern that can part it in many ways.
            part = chance.choice(PIECES) if chance.random() < 0.7 else bytes([chance.choice(SIGNS)]) * 2500
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


def spoilt_lines(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """A story with a few of its lines left out, doubled, moved, or taken from elsewhere, with the depth of the place:
    most of what comes out is a story that somebody could have written."""
    lines = data.splitlines(keepends=True) or [b"\n"]
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        at = chance.randrange(len(lines))
        found = chance.choice(
            lines if chance.random() < 0.5 else chance.choice(others).splitlines(keepends=True) or lines
        )
        depth = len(lines[at]) - len(lines[at].lstrip(b" ")) + chance.choice((0, 0, 0, 4))
        kind = chance.randrange(4)
        if kind == 0 and len(lines) > 1:
            del lines[at]
        elif kind == 1:
            lines[at] = b" " * depth + found.lstrip(b" ")
        elif kind == 2:
            lines.insert(at + 1, b" " * depth + found.lstrip(b" "))
        else:
            lines[at] = spoilt(lines[at], [found], chance)
    return b"".join(lines)


def copied(value: Any) -> Any:
    """A copy of a value of JSON; ten times as fast as `copy.deepcopy`."""
    return json.loads(json.dumps(value)) if isinstance(value, list | dict) else value


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
    value = copied(value)
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
            return copied(at_place(value, chance.choice(known)))
        except (KeyError, IndexError, TypeError):
            continue
    return old


CODES = {
    one._field_defaults["code"]
    for one in get_args(nodes.Operation) + get_args(nodes.Part)
    if one is not str and one is not nodes.Probe
}
CODES |= {*TABLE, "local", "return", "for", "list", "word", "otherwise"}
# Codes that several kinds of nodes have.
SHARED = {"if", "vary", "set", "say"}


class Kinds(NamedTuple):
    """A program's values by what they are for: its own and others that stand in such places."""

    data: Any
    places: list[tuple[Any, ...]]
    # The kind of each place, and the values that a kind has somewhere.
    kind_of: dict[tuple[Any, ...], Any]
    values: dict[Any, list[Any]]


def kinds_of(data: Any, keys: Sequence[str]) -> Kinds:
    """The parts of a program under some keys by kind; expressions are of one kind wherever they stand, and so on."""
    found = [one for key in keys if key in data for one in _kinds(data[key], (key,), key)]
    # Two kinds of places that hold nodes of one code are one kind.
    same: dict[Any, Any] = {}

    def root(kind: Any) -> Any:
        while kind in same:
            kind = same[kind]
        return kind

    for _, kind, value in found:
        if _is_node(value) and value[0] not in SHARED and root(kind) != root(("code", value[0])):
            same[root(kind)] = root(("code", value[0]))
    values = defaultdict(list)
    for _, kind, value in found:
        values[root(kind)].append(value)
    return Kinds(data, [place for place, _, _ in found], {place: root(kind) for place, kind, _ in found}, values)


def _is_node(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], str) and value[0] in CODES


def _kinds(value: Any, place: tuple[Any, ...], kind: Any) -> Iterator[tuple[tuple[Any, ...], Any, Any]]:
    yield place, kind, value
    if isinstance(value, dict):
        for key in value:
            yield from _kinds(value[key], (*place, key), key)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            if _is_node(value):
                inner: Any = (value[0], min(number, 3) if len(value) != 4 else number)
            else:
                inner = (kind, "node" if _is_node(one) else type(one).__name__)
            yield from _kinds(one, (*place, number), inner)


def alike_value(kinds: Kinds, others: Sequence[Kinds], chance: random.Random) -> Any:
    """A program with a few of its parts replaced by others of their kind: most look well, and half of them are."""
    value = copied(kinds.data)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        place = chance.choice(kinds.places)
        try:
            parent, old = at_place(value, place[:-1]), at_place(value, place)
        except (KeyError, IndexError, TypeError):
            continue
        if not isinstance(parent, list | dict):
            continue
        wild = chance.random()
        if wild < 0.05:
            new = _instead(value, old, kinds.places, chance)
        elif wild < 0.2 and type(old) is int:
            new = old + chance.choice((-1, 1, 1, 7)) if chance.random() < 0.7 else chance.choice(NUMBERS)
        elif wild < 0.3 and isinstance(old, list) and old and not _is_node(old):
            new = [*old[:-1]] if chance.random() < 0.5 else [*old, chance.choice(old)]
        else:
            kind = kinds.kind_of[place]
            known = kinds.values[kind]
            if chance.random() < 0.2:
                known = chance.choice(others).values.get(kind) or known
            new = chance.choice(known)
        parent[place[-1]] = copied(new)
    return value
