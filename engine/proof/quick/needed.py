"""What of a program states have to hold, and what they cannot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.program.model import Program

HOLDING_CODE = ("segments", "points", "thread", "code", "group", "arguments", "branches", "otherwise")


class Unpackable(Exception):
    """The slice has something that bits do not hold here; it is explored with tuples."""


def texts_in(program: Program) -> list[str]:
    """All texts that text variables can hold, apart from those that players type."""
    texts: list[str] = [variable["initial"] for variable in program["variables"] if variable["type"][0] == "text"]
    for data in _constants([program["scenes"], program["functions"]]):
        if data == "words":
            raise Unpackable("numbers are made into texts")
        if isinstance(data, str):
            texts.append(data)
    return texts


def _constants(data: Any) -> Iterator[Any]:
    """All constants in assigned values, moves and functions."""
    if isinstance(data, dict):
        for key, part in data.items():
            if key in HOLDING_CODE:
                yield from _constants(part)
    elif isinstance(data, list):
        for part in data:
            yield from _constants(part)
    else:
        yield data


def assigned_in(data: Any) -> Iterator[int]:
    """The numbers of all variables that anything sets."""
    if isinstance(data, dict):
        if data.get("kind") == "ask" and data["ref"][0] == "var":
            yield data["ref"][1]
        for part in data.values():
            yield from assigned_in(part)
    elif isinstance(data, list):
        if len(data) == 6 and data[0] == "set" and data[2][0] == "var":
            yield data[2][1]
        for part in data:
            yield from assigned_in(part)


def variations_in(data: Any) -> Iterator[tuple[str, tuple[str, int]]]:
    """The kind and size of each variation, by its counter."""
    if isinstance(data, dict):
        for part in data.values():
            yield from variations_in(part)
    elif isinstance(data, list):
        if len(data) == 4 and data[0] == "vary":
            yield data[2], (data[1], len(data[3]))
        for part in data:
            yield from variations_in(part)


def drawn_in(data: Any) -> Iterator[tuple[str, str]]:
    """The tag that each once-only `each` draws from, by the beginning of its counters' names."""
    if isinstance(data, dict):
        if data.get("kind") == "each" and data["once"] is not None:
            yield data["once"], data["tag"]
        for part in data.values():
            yield from drawn_in(part)
    elif isinstance(data, list):
        for part in data:
            yield from drawn_in(part)


def once_in(data: Any) -> Iterator[tuple[str, int]]:
    """The counter and the bit of each once-only choice."""
    if isinstance(data, dict):
        if data.get("kind") == "choice" and data["once"] is not None:
            counter, bit = data["once"]
            yield counter, bit
        for part in data.values():
            yield from once_in(part)
    elif isinstance(data, list):
        for part in data:
            yield from once_in(part)


def has_visits(data: Any) -> bool:
    """Whether a program has anything that can be under way at a stop: visits, or choices that `<-` adds."""
    if isinstance(data, dict):
        return data.get("kind") in ("thread", "each") or any(map(has_visits, data.values()))
    if not isinstance(data, list):
        return False
    return (len(data) > 3 and data[0] in ("visit", "any")) or any(map(has_visits, data))
