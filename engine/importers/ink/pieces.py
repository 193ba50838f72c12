"""Translates texts with inline logic in which nothing but text stands: the pieces of a line or of a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.importers.builder.tree import Condition, DraftShow, DraftVariation, Piece
from engine.importers.ink.scopes import InkScope, Untranslatable, expressions_of, live_branches, parts_of
from engine.importers.ink.tree import Content, Expression, InkCall, InkConditional, InkText, Print, Sequence, String

if TYPE_CHECKING:
    from engine.importers.ink.values import Values


def is_plain(content: Content, values: Values, place: InkScope) -> bool:
    """Whether a content is nothing but text, with values, conditions and variations that are text in turn."""
    for node in content:
        if isinstance(node, InkText | Print):
            if isinstance(node, Print) and isinstance(node.value, InkCall) and values.functions.does(node.value.name):
                return False
            continue
        if isinstance(node, InkConditional):
            if any(_acts(one, values) for one in expressions_of(node)):
                return False
            if not node.inline or not all(is_plain(one.content, values, place) for one in live_branches(node)):
                return False
        elif isinstance(node, Sequence):
            if not node.inline or not all(is_plain(one, values, place) for one in node.items):
                return False
        else:
            return False
    return True


def _acts(expression: Expression, values: Values) -> bool:
    """Whether a condition calls a function that does something, or prints: that goes onto a line before."""
    calls = [one.name for one in parts_of(expression) if isinstance(one, InkCall)]
    return any(values.functions.does(name) or values.functions.prints(name) for name in calls)


def sequence_kind(kinds: frozenset[str]) -> str:
    """The kind of a variation. Raises `Untranslatable` for those that there are not."""
    if len(kinds) > 1:
        raise Untranslatable(f"there is no variation that is both {' and '.join(sorted(kinds))}")
    (kind,) = kinds
    return "then" if kind == "stopping" else kind


def pieces_of(content: Content, values: Values, place: InkScope) -> list[Piece]:
    """The pieces of a plain content. Raises `Untranslatable`."""
    pieces: list[Piece] = []
    for node in content:
        if isinstance(node, InkText):
            pieces.append(node.text)
        elif isinstance(node, Print):
            pieces.append(_shown(node, values, place))
        elif isinstance(node, InkConditional):
            branches = [(one.condition, tuple(pieces_of(one.content, values, place))) for one in live_branches(node)]
            cases = tuple((values.condition(one, place), items) for one, items in branches if one is not None)
            otherwise = next((items for one, items in branches if one is None), ())
            if cases:
                pieces.append(Condition(cases, otherwise))
            else:
                pieces += otherwise
        elif isinstance(node, Sequence):
            items = tuple(tuple(pieces_of(one, values, place)) for one in node.items)
            pieces.append(DraftVariation(sequence_kind(node.kinds), items))
        else:
            raise Untranslatable("this cannot stand within a line")
    return pieces


def _shown(node: Print, values: Values, place: InkScope) -> Piece:
    if isinstance(node.value, InkCall) and values.functions.prints(node.value.name):
        return values.functions.shown(values.functions.printed(node.value, place, values))
    if isinstance(node.value, String) and all(isinstance(one, InkText) for one in node.value.content):
        return "".join(one.text for one in node.value.content if isinstance(one, InkText))
    value = values.value(node.value, place)
    if value.kind == "target":
        raise Untranslatable("a place has no words")
    if value.kind == "nothing":
        raise Untranslatable("this call gives no value")
    if value.names is not None:
        return ", ".join(values.words_of(one) for one in values.lists.ordered(value.names))
    empty = value.kind == "text" and values.inference.of(node.value, place).empty
    return DraftShow(value.code, may_be_empty=empty)
