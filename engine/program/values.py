"""Values and their types: what fits, and how values come in from outside and go out.

Inside, a set is a bit mask of its names; outside it is a tuple of them.
"""

from __future__ import annotations

import re
from typing import TypeAlias, TypeGuard

from engine.characters import NEVER
from engine.program.limits import MOST, MOST_ANSWER, MOST_TEXT
from engine.program.types import Type, Value

# A value as the outside sees it.
OuterValue: TypeAlias = Value | tuple[str, ...]

# What no value holds; texts of a program may hold marks of style and line breaks. These are patterns, compiled when
# they are first used: a start does not wait for it.
UNWANTED = f"[\x00-\x1f{NEVER}]"
UNWANTED_IN_PROSE = f"[\x00\x06-\x09\x0b-\x1f{NEVER}]"


def plain(value: object) -> object:
    """A host's own kind of text or number, which shows and compares itself as it likes, as a plain one."""
    if isinstance(value, str):
        return str.__str__(value)
    return int.__index__(value) if is_number(value) else value


def cleaned(text: str) -> str:
    """A text from outside as a story takes it: on one line, without unwanted characters."""
    return " ".join(re.sub(UNWANTED, " ", text).split())


def is_number(value: object) -> TypeGuard[int]:
    """Whether a value is a whole number; Python counts truth values among them."""
    return isinstance(value, int) and not isinstance(value, bool)


def fits(value: object, type: Type) -> TypeGuard[Value]:
    """Whether a value, as a state keeps it, is of a type."""
    kind, low, high, names = type
    if kind == "truth":
        return isinstance(value, bool)
    if kind == "number":
        return is_number(value) and (-MOST if low is None else low) <= value <= (MOST if high is None else high)
    if kind == "names":
        return isinstance(value, str) and value in names
    if kind == "set":
        return is_number(value) and 0 <= value < 1 << len(names)
    return isinstance(value, str) and len(value) <= MOST_TEXT and not re.search(UNWANTED, value)


def outer_value(value: Value, type: Type) -> OuterValue:
    """A value as the outside sees it."""
    if type.kind == "set" and isinstance(value, int):
        return tuple(name for place, name in enumerate(type.names) if value >> place & 1)
    return value


def inner_value(value: object, type: Type) -> Value | None:
    """A value from outside as a state keeps it, or None if it is not of the type. Texts are cleaned and cut.

    What comes back is a plain value: a host's own kinds of numbers and texts may show themselves as they like.
    """
    kind, names = type.kind, type.names
    if kind == "set":
        if not isinstance(value, (list, tuple, set, frozenset)):
            return None
        members = [plain(name) for name in value]
        if not all(isinstance(name, str) and name in names for name in members):
            return None
        return sum({1 << names.index(str(name)) for name in members})
    value = plain(value)
    if kind == "text":
        return cleaned(value[:MOST_TEXT])[:MOST_ANSWER].rstrip() if isinstance(value, str) else None
    return value if fits(value, type) else None
