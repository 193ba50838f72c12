"""Values with their kinds, and what a variable of ink holds."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from engine.importers.ink.scopes import InkScope, ScopedVariable, Untranslatable
from engine.importers.ink.tree import InkParameter

T = TypeVar("T")


class Value(NamedTuple):
    """An expression in Nightcap's language and the kind of its value."""

    code: str
    kind: str
    # The names of a list that is known.
    names: frozenset[str] | None = None
    # The lists from which its names can be.
    lists: frozenset[str] = frozenset()


def kind_of(variable: ScopedVariable) -> str:
    """The one kind of a variable. Raises `Untranslatable` where it has another, or several."""
    kinds = variable.kinds
    if len(kinds) == 1:
        (kind,) = kinds
        if kind == "decimal":
            raise Untranslatable(f"`{variable.name}` holds a decimal, and numbers are whole here")
        return kind
    if not kinds:
        raise Untranslatable(f"what `{variable.name}` holds cannot be told")
    held = " and ".join(sorted(map(with_article, kinds)))
    raise Untranslatable(f"`{variable.name}` holds {held}; a variable has one type here")


def in_order(place: InkScope, values: tuple[T, ...]) -> list[tuple[InkParameter, T]]:
    """The parameters of a scene or a function with something for each, in the order in which they are written here.

    A set, whose type has commas in it, comes last; what is always the same place is left out.
    """
    pairs = [
        pair for pair in zip(place.flow.parameters, values, strict=True) if not is_fixed(place.locals[pair[0].name])
    ]
    return sorted(pairs, key=lambda pair: place.locals[pair[0].name].kinds == {"list"})


def is_fixed(variable: ScopedVariable) -> bool:
    """Whether a variable names one and the same scene always: then it is no variable here."""
    return variable.kinds == {"target"} and len(variable.targets) == 1


def quoted(text: str) -> str:
    """A text in quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def with_article(kind: str) -> str:
    """A kind as messages name it."""
    names = {
        "number": "a number",
        "truth": "a truth value",
        "text": "a text",
        "list": "a list",
        "target": "a place",
        "decimal": "a decimal",
        "item": "an item",
        "nothing": "nothing",
    }
    return names.get(kind, kind)
