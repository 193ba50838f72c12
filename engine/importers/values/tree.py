"""Expressions of other tools that have numbers, texts and truth values: a small tree, the same for all of them.

Importers read their tool's notation into it; code.py writes it in Nightcap's language, where that can be said.
"""

from __future__ import annotations

from dataclasses import dataclass


class Unsayable(Exception):
    """Why something cannot be said in a story; its place becomes a TODO with this reason."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a text or a truth value."""

    value: int | str | bool


@dataclass(frozen=True, slots=True)
class SourceVariable:
    """A variable, by its name in the source without `$` or `_`; `temporary` ones begin with `_` there.

    A field of an object is a variable of its own: `player.gold`.
    """

    name: str
    temporary: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator with one or two operands, named as Nightcap names it; `/` is the division of these formats, which
    may give a decimal, and `%` has the sign of its left side.
    """

    operator: str
    operands: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class SourceCall:
    """A function with values: `random`, `visits`, `either`, `floor` and the like, by one name for all formats."""

    function: str
    arguments: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """An array or a data set of values; a set holds each of them once."""

    items: tuple[Value, ...]
    is_set: bool = False


@dataclass(frozen=True, slots=True)
class Choose:
    """One value where a condition holds, and another where it does not."""

    condition: Value
    this: Value
    other: Value


@dataclass(frozen=True, slots=True)
class Record:
    """An object or data map: names with values."""

    fields: tuple[tuple[str, Value], ...]


Value = Literal | SourceVariable | Operation | SourceCall | Collection | Choose | Record
