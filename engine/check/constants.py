"""Constants: in which order they depend on each other, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from engine.program.evaluate import applied
from engine.program.functions import TABLE
from engine.program.limits import MOST
from engine.program.nodes import Expression as Code
from engine.program.types import ANY, Value, general
from engine.program.values import is_number
from engine.syntax.tree import Binary, Const, Declaration, Expression, ExpressionNode, Name, Number, Unary

if TYPE_CHECKING:
    from engine.check.expressions import Resolver
    from engine.check.names import Names


def names_in(expression: Expression) -> list[str]:
    """All names that are used in an expression."""
    found: list[str] = []
    stack: list[ExpressionNode] = [expression.root]
    while stack:
        node = stack.pop()
        if isinstance(node, Name):
            found.append(node.name)
        for slot in ("left", "right", "operand", "this", "condition", "other"):
            if hasattr(node, slot):
                stack.append(getattr(node, slot))
        stack.extend(getattr(node, "arguments", ()))
    return found


def in_order(declarations: Iterable[Declaration]) -> list[Const]:
    """The constants, each behind those that it uses (but in a circle, where there is no such order)."""
    constants = {one.name: one for one in reversed(list(declarations)) if isinstance(one, Const)}
    ordered: dict[str, Const] = {}
    seen: set[str] = set()
    for start in reversed(constants):
        # A stack instead of recursion: a story may hold a chain of thousands.
        stack = [(start, False)]
        while stack:
            name, finished = stack.pop()
            if finished:
                ordered[name] = constants[name]
            elif name not in seen:
                seen.add(name)
                stack.append((name, True))
                stack += [(one, False) for one in names_in(constants[name].value) if one in constants]
    return list(ordered.values())


def fixed_numbers(declarations: Iterable[Declaration]) -> dict[str, int]:
    """The values of the constants that are made of numbers and other such constants.

    They bound ranges, and so must be known before there are types to check an expression with.
    """
    values: dict[str, int] = {}
    for constant in in_order(declarations):
        value = _fixed(constant.value.root, values)
        if value is not None:
            values[constant.name] = value
    return values


def _fixed(node: ExpressionNode, values: dict[str, int]) -> int | None:
    result: Code | None = None
    if isinstance(node, Number):
        result = node.value
    elif isinstance(node, Name):
        result = values.get(node.name)
    elif isinstance(node, Unary | Binary) and TABLE[node.operator].folds:
        operands = (node.operand,) if isinstance(node, Unary) else (node.left, node.right)
        parts = [_fixed(one, values) for one in operands]
        known = [one for one in parts if one is not None]
        result = applied(node.operator, *known) if len(known) == len(parts) else None
    return result if is_number(result) and abs(result) <= MOST else None


def resolve_constants(names: Names, resolver: Resolver) -> None:
    """Give every constant its type and its value; one may use others, declared before or after it, but not itself."""
    from engine.check.scope import ExpressionScope

    for node in in_order(names.story.declarations):
        constant = names.constants.get(node.name)
        if constant is None or constant.node is not node:
            continue
        found = len(names.report.found)
        constant.type, code = resolver.resolve(
            node.value, node.source, ExpressionScope("const", draws=False, fixed=f"const {node.name}")
        )
        used = [names.constants[one] for one in names_in(node.value) if one in names.constants]
        goes_round = any(not one.settled for one in used)
        value: Value = 0 if isinstance(code, tuple) else code
        if len(names.report.found) > found:
            value = 0
            names.broken.add(node.name)
        elif isinstance(code, tuple) or goes_round:
            constant.type, value = ANY, 0
            span = node.source.span(node.value.at + node.value.root.at, node.value.at + node.value.root.end)
            message, hint = f"the value of `{node.name}` is not fixed", "a constant never changes; a `var` can"
            if goes_round:
                message, hint = f"`{node.name}` depends on itself", "give it a value of its own"
            names.report.error("NC207", span, message, hint)
        elif constant.type.kind != "number":
            constant.type = general(constant.type)
        constant.value, constant.settled = value, True
