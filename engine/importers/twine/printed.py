"""What a value shows where it is printed in a passage."""

from __future__ import annotations

import re
from collections.abc import Callable

from engine.importers.twine.tree import Body, Shown, TwineGoto, TwineIf, TwineVary
from engine.importers.values.tree import Collection, Literal, Operation, SourceCall, SourceVariable, Unsayable, Value

# A tag of which a part stands in another text.
OPEN_TAG = re.compile(r"<[A-Za-z/][^>]*$")


def printed(value: Value, line: int, source: str, inside: Callable[[str, int], Body]) -> Body:
    """What a value shows: a text is read as markup, joined texts one after the other, one of several as a variation."""
    match value:
        case Literal(str() as text):
            return inside(text, line)
        case Operation("+", (left, right)) if _has_text(left) or _has_text(right):
            if any(
                OPEN_TAG.search(part.value)
                for part in (left, right)
                if isinstance(part, Literal) and isinstance(part.value, str)
            ):
                raise Unsayable("HTML that is put together while playing")
            return (*printed(left, line, source, inside), *printed(right, line, source, inside))
        case SourceCall("text", (inner,)):
            return printed(inner, line, source, inside)
        case SourceCall("either", items) if items and not isinstance(items[0], SourceVariable | Collection):
            return (TwineVary("random", tuple(printed(item, line, source, inside) for item in items), line, source),)
        case _:
            return (Shown(value, line, source),)


def _has_text(value: Value) -> bool:
    match value:
        case Literal(str()) | SourceCall("text", _):
            return True
        case Operation("+", (left, right)):
            return _has_text(left) or _has_text(right)
        case _:
            return False


def contains_move(body: Body) -> bool:
    """Whether a body goes to another passage by itself."""
    for node in body:
        match node:
            case TwineGoto():
                return True
            case TwineIf(branches, otherwise):
                if any(contains_move(arm) for _, arm in branches) or contains_move(otherwise):
                    return True
            case _:
                pass
    return False
