"""What of a program states have to hold, and what they cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Needs:
    """What a program's scenes use of a state.

    The variables that anything sets; of each variation, by its counter, its kind and size; of each once-only `each`, by
    the beginning of its counters' names, its tag; the counters and bits of once-only choices; and whether visits, or
    choices that `<-` adds, can be under way at a stop.
    """

    assigned: set[int] = field(default_factory=set)
    variations: dict[str, tuple[str, int]] = field(default_factory=dict)
    drawn: dict[str, str] = field(default_factory=dict)
    once: set[tuple[str, int]] = field(default_factory=set)
    visiting: list[str] = field(default_factory=list)


def needs_of(program: Program) -> Needs:
    """What the scenes of a program need, found in one walk."""
    needs = Needs()
    left: list[Any] = [program["scenes"]]
    while left:
        data = left.pop()
        if isinstance(data, dict):
            _note_member(needs, data)
            left += [part for part in data.values() if isinstance(part, list | dict)]
        else:
            if data and isinstance(data[0], str):
                _note_operation(needs, data)
            left += [part for part in data if isinstance(part, list | dict)]
    return needs


def _note_member(needs: Needs, data: dict[str, Any]) -> None:
    kind = data.get("kind")
    if kind == "ask" and data["ref"][0] == "var":
        needs.assigned.add(data["ref"][1])
    elif kind == "choice" and data["once"] is not None:
        counter, bit = data["once"]
        needs.once.add((counter, bit))
    elif kind == "each":
        needs.visiting.append(kind)
        if data["once"] is not None:
            needs.drawn[data["once"]] = data["tag"]
    elif kind == "thread":
        needs.visiting.append(kind)


def _note_operation(needs: Needs, data: list[Any]) -> None:
    kind = data[0]
    if kind == "set" and len(data) == 6 and data[2][0] == "var":
        needs.assigned.add(data[2][1])
    elif kind == "vary" and len(data) == 4:
        needs.variations[data[2]] = data[1], len(data[3])
    elif kind in ("visit", "any") and len(data) > 3:
        needs.visiting.append(kind)
