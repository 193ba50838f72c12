"""The types of the language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from engine.named_tuples import NamedTuple

# A value as states keep it: a name of an enumeration is its text, a set is a bit mask.
Value: TypeAlias = bool | int | str


class SetOf(int):
    """A constant that is a set: a bit mask of its names. It is a number to all who calculate with it."""


def mask_of(places: Iterable[int]) -> int:
    """A set as states keep it, from the places of its names in their type."""
    mask = 0
    for place in places:
        mask |= 1 << place
    return mask


def places_in(mask: int) -> list[int]:
    """The places of the names in a set, ascending."""
    return [place for place in range(mask.bit_length()) if mask >> place & 1]


class Type(NamedTuple):
    """A type. Kind: "truth", "number", "text", "names", "set"; "literal" is a name of an enumeration whose type is
    not known yet; "any" stands where a mistake has been reported already and fits everything.

    A number may be bounded by `low` and `high`; `names` are those of an enumeration, of a set, or of a literal.
    """

    kind: str
    low: int | None = None
    high: int | None = None
    names: tuple[str, ...] = ()


TRUTH = Type("truth")
NUMBER = Type("number")
TEXT = Type("text")
ANY = Type("any")


def read_type(kind: str, low: int | None, high: int | None, names: Iterable[str]) -> Type:
    """A type, from its plain data in a file."""
    return Type(kind, low, high, tuple(names))


def describe(type: Type) -> str:
    """The type in a writer's words."""
    if type.kind == "truth":
        return "true or false"
    if type.kind == "number":
        return "a number" if type.low is None else f"a number from {type.low} to {type.high}"
    if type.kind == "text":
        return "a text"
    if type.kind == "names":
        return f"one of {listed(type.names)}"
    if type.kind == "set":
        return f"a set of {listed(type.names)}"
    if type.kind == "literal":
        return f"the name `{type.names[0]}`"
    return "anything"


def listed(names: tuple[str, ...]) -> str:
    """Names in backquotes, shortened when there are many."""
    shown = ", ".join(f"`{name}`" for name in names[:8])
    return shown + (", …" if len(names) > 8 else "")


def general(type: Type) -> Type:
    """The type without the bounds of a number."""
    return NUMBER if type.kind == "number" else type


def same_kind(one: Type, other: Type) -> bool:
    """Whether values of the two types can be compared or take each other's place; bounds do not matter."""
    if "any" in (one.kind, other.kind):
        return True
    if one.kind == "literal" and other.kind in ("names", "literal"):
        return other.kind == "literal" or set(one.names) <= set(other.names)
    if other.kind == "literal":
        return same_kind(other, one)
    return one.kind == other.kind and (one.kind not in ("names", "set") or one.names == other.names)


def default_of(type: Type) -> Value:
    """The value of a variable that is declared without one, as the runtime keeps it (a set is a bit mask)."""
    if type.kind == "truth":
        return False
    if type.kind == "number":
        return 0 if type.low is None or (type.low <= 0 <= (type.high or 0)) else type.low
    if type.kind == "names":
        return type.names[0]
    return "" if type.kind == "text" else 0


def values_of(type: Type, most: int) -> Sequence[Value] | None:
    """All values of a type as the runtime keeps them, or None where there are more than `most`."""
    if type.kind == "truth":
        return (False, True)
    if type.kind == "names":
        values: Sequence[Value] = type.names
    elif type.kind == "set":
        values = range(1 << len(type.names))
    elif type.kind == "number" and type.low is not None and type.high is not None:
        values = range(type.low, type.high + 1)
    else:
        return None
    return None if values[most:] else values  # the values of a large set are more than `len` can count
