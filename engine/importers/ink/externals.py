"""What goes into the functions of the host (`EXTERNAL`) and what comes out: ink does not say, their use does."""

from __future__ import annotations

from collections.abc import Iterator

from engine.importers.ink.scopes import Scopes, expressions_of, parts_of, walk
from engine.importers.ink.tree import (
    Expression,
    InkAssign,
    InkBinary,
    InkCall,
    InkChoice,
    InkConditional,
    InkDo,
    InkName,
    InkUnary,
    Node,
)

ARITHMETIC = frozenset(("-", "*", "/", "mod", "<", ">", "<=", ">="))

# A call or a variable, and what tells the kind of its value: a kind, or an expression with a value of the same kind.
Use = tuple[InkCall | InkName, str | Expression]


def uses_in(node: Node) -> Iterator[Use]:
    """What a node makes of calls and variables in it, where that tells what they hold."""
    if isinstance(node, InkAssign):
        yield from _same(node.value, InkName(node.name))
    if isinstance(node, InkConditional) and node.query is not None:
        for branch in node.branches:
            if branch.condition is not None:
                yield from _same(node.query, branch.condition)
                yield from _same(branch.condition, node.query)
    for expression in expressions_of(node):
        for part in parts_of(expression):
            if isinstance(part, InkBinary) and part.operator not in ("and", "or"):
                yield from _same(part.left, part.right)
                yield from _same(part.right, part.left)
                if part.operator in ARITHMETIC:
                    yield from _same(part.left, "number")
                    yield from _same(part.right, "number")
            elif isinstance(part, InkUnary) and part.operator == "-":
                yield from _same(part.operand, "number")


def _same(value: Expression, as_this: str | Expression) -> Iterator[Use]:
    if isinstance(value, InkCall | InkName):
        yield value, as_this


def settle(scopes: Scopes) -> None:
    """Of functions whose value nothing told so far: one that is asked gives a truth value, one that is kept a text.

    So does one whose value nothing takes: some value there must be.
    """
    asked: set[str] = set()
    kept: set[str] = set()
    for place in scopes.all_places():
        for node in walk(place.flow.content):
            asked |= {call.name for call in _asked(node)}
            done = node.call if isinstance(node, InkDo) else None
            for expression in expressions_of(node):
                kept |= {part.name for part in parts_of(expression) if isinstance(part, InkCall) and part is not done}
    for name, result in scopes.external_results.items():
        if not result.kinds:
            result.kinds = {"text"} if name in kept and name not in asked else {"truth"}


def _asked(node: Node) -> Iterator[InkCall]:
    """The calls in a node that are conditions."""
    conditions: list[Expression] = list(node.conditions) if isinstance(node, InkChoice) else []
    if isinstance(node, InkConditional) and node.query is None:
        conditions += [branch.condition for branch in node.branches if branch.condition is not None]
    for expression in expressions_of(node):
        for part in parts_of(expression):
            if isinstance(part, InkBinary) and part.operator in ("and", "or"):
                conditions += [part.left, part.right]
            elif isinstance(part, InkUnary) and part.operator == "not":
                conditions.append(part.operand)
    for condition in conditions:
        if isinstance(condition, InkCall):
            yield condition
