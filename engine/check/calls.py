"""Resolves calls of the functions of the language, as their table (engine/program/functions.py) says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.call_arguments import form_of, has_count
from engine.check.draws import draw_in
from engine.check.special_calls import SPECIAL, text_code, visits_of
from engine.program.functions import POINT, BuiltIn
from engine.program.nodes import Apply, ApplyDraw, Node
from engine.program.nodes import Expression as Code
from engine.program.types import ANY, TEXT, Type
from engine.program.walk import map_children
from engine.syntax.tree import Call, ExpressionNode

if TYPE_CHECKING:
    from engine.check.expressions import Resolver


# A row of the table holds functions of any number of values (`Callable[..., …]`).
def call_built_in(  # type: ignore[explicit-any]  # mypy takes them for one
    resolver: Resolver, node: Call, row: BuiltIn, expected: Type | None
) -> tuple[Type, Code]:
    """The type and code of a call, where a value of type `expected` is wanted, if given."""
    special = SPECIAL.get(row.name)
    if special is not None:
        return special(resolver, node, expected)
    if row.repeats and len(node.arguments) < len(row.takes):
        message = f"`{row.name}` takes two values or more"
        return resolver.error("NC203", node, message, f"the form is `{form_of(resolver, row.name)}`")
    if not row.repeats and not has_count(resolver, node, len(row.takes)):
        return ANY, 0
    types = (*row.takes, *row.takes[-1:] * (len(node.arguments) - len(row.takes)))
    codes: tuple[Code, ...] = ()
    for one, type in zip(node.arguments, types, strict=True):
        code = _argument(resolver, node, one, type)
        if code is None:
            return ANY, 0
        codes = (*codes, code)
    if row.expands is not None:
        return row.result, _expanded(resolver, node, row.expands(*codes))
    if row.draws:
        return row.result, ApplyDraw(row.name, codes, draw_in(resolver, node, row.name))
    return row.result, Apply(row.name, codes)


def _argument(resolver: Resolver, node: Call, argument: ExpressionNode, type: Type) -> Code | None:
    """The code of a value that a function takes; None after an error. Of a scene or a label, it is how often."""
    if type is POINT:
        return visits_of(resolver, node)
    return text_code(resolver, node, argument) if type is TEXT else resolver.want(argument, type)


def _expanded(resolver: Resolver, node: Call, code: Code) -> Code:
    """What a call stands for, in which each draw that has no place yet gets one."""

    def placed(part: Node) -> object:
        inner = map_children(part, placed)
        if isinstance(inner, ApplyDraw) and not inner.place:
            return inner._replace(place=draw_in(resolver, node, inner.name))
        return inner

    return map_children((code,), placed)[0]
