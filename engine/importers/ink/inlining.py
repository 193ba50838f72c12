"""Calls of functions that only set what they are given: they are written in the place of the call."""

from __future__ import annotations

from dataclasses import replace

from engine.importers.ink.scopes import Scopes, parts_of
from engine.importers.ink.tree import (
    Expression,
    InkAssign,
    InkBinary,
    InkCall,
    InkComment,
    InkName,
    InkReturn,
    InkUnary,
    Newline,
)


def inlined(call: InkCall, scopes: Scopes) -> list[InkAssign] | None:
    """What a call does if it is nothing but a setting or two of what it is given: to be written in its place."""
    place = scopes.function(call.name)
    if place is None or len(call.arguments) != len(place.flow.parameters):
        return None
    nodes = [one for one in place.flow.content if not isinstance(one, InkComment | Newline)]
    if nodes and isinstance(nodes[-1], InkReturn) and nodes[-1].value is None:
        nodes.pop()
    if not any(one.reference for one in place.flow.parameters) or len(nodes) > 2:
        return None
    given = dict(zip((one.name for one in place.flow.parameters), call.arguments, strict=True))
    by_name = {one.name for one in place.flow.parameters if one.reference}
    if not all(isinstance(given[one], InkName) for one in by_name):
        return None
    found: list[InkAssign] = []
    for node in nodes:
        if not isinstance(node, InkAssign) or node.temp or (node.name in given and node.name not in by_name):
            return None
        if len(nodes) > 1 and any(_changes(given[one], {_name(given[two]) for two in by_name}) for one in given):
            return None
        target = given.get(node.name)
        name = target.path if isinstance(target, InkName) else node.name
        value = _put_in(node.value, given)
        if (
            node.operator == "="
            and isinstance(value, InkBinary)
            and value.operator in "+-"
            and value.left == InkName(name)
        ):
            found.append(InkAssign(name, f"{value.operator}=", value.right, False, node.line))
        else:
            found.append(InkAssign(name, node.operator, value, False, node.line))
    return found


def _put_in(value: Expression, given: dict[str, Expression]) -> Expression:
    """An expression with the given values in the place of parameters."""
    if isinstance(value, InkName):
        return given.get(value.path, value)
    if isinstance(value, InkBinary):
        return replace(value, left=_put_in(value.left, given), right=_put_in(value.right, given))
    if isinstance(value, InkUnary):
        return replace(value, operand=_put_in(value.operand, given))
    if isinstance(value, InkCall):
        return replace(value, arguments=tuple(_put_in(one, given) for one in value.arguments))
    return value


def _name(value: Expression) -> str:
    return value.path if isinstance(value, InkName) else ""


def _changes(value: Expression, names: set[str]) -> bool:
    """Whether a value reads one of the variables that are being set."""
    return not isinstance(value, InkName) and any(
        isinstance(one, InkName) and one.path in names for one in parts_of(value)
    )
