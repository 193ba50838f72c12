"""Resolves calls of the story's own functions, and checks what a `def` says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.check.call_arguments import has_count
from engine.check.declared_types import type_of
from engine.check.draws import why_no_draw
from engine.check.function_bodies import check_body, has_body, misplaced
from engine.check.names import Function
from engine.check.operators import as_set
from engine.check.parameters import types_by_use
from engine.check.unknown_functions import unknown_function
from engine.program.nodes import CallDef, CallExtern
from engine.program.nodes import Expression as Code
from engine.program.types import ANY, Type, general, same_kind
from engine.syntax.tree import Call, Def, ExpressionNode

if TYPE_CHECKING:
    from engine.check.expressions import Resolver

MOST_COST = 20_000
MOST_DEPTH = 40


def call_function(resolver: Resolver, node: Call) -> tuple[Type, Code]:
    """The type and code of a call of a `def` or an `extern`."""
    function = resolver.names.functions.get(node.function)
    if function is None:
        return unknown_function(resolver, node)
    declaration = function.node
    is_def = isinstance(declaration, Def)
    if not has_count(resolver, node, len(declaration.parameters)):
        return ANY, 0
    codes = []
    if function in resolver.checking:
        return _recursion(resolver, node, function)
    wanted: Sequence[Type | None] = function.parameters if function.checked else parameters_of(resolver, function)
    types = []
    for argument, type in zip(node.arguments, wanted, strict=True):
        inferred, code = as_set(*resolver.infer(argument, type), type)
        codes.append(code)
        if type is None:
            types.append(_settled(resolver, argument, inferred))
        else:
            resolver.fit(argument, inferred, type, code)
            types.append(type)
    if not function.checked:
        check_def(resolver, function, types)
    wrong = misplaced(resolver, node, function)
    if wrong is not None:
        return wrong
    if has_body(function):
        # What a call may do depends on where it stands.
        resolver.uses_local = True
    resolver.effects = resolver.effects or function.effects or not is_def
    if function.effects and is_def and not resolver.scope.draws:
        return resolver.error("NC205", node, *why_no_draw(resolver, node))
    resolver.cost += function.cost
    resolver.depth = max(resolver.depth, function.depth + 1)
    call = CallDef if is_def else CallExtern
    return function.result, call(function.index, tuple(codes))


def _recursion(resolver: Resolver, node: Call, function: Function) -> tuple[Type, Code]:
    """A call by which a `def` comes back to itself."""
    circle = resolver.checking[resolver.checking.index(function) :]
    names = " -> ".join(one.node.name for one in (*circle, function))
    hint = "a `def` cannot use itself, not even by way of another one"
    return resolver.error("NC206", node, f"this `def` comes back to itself: {names}", hint)


def _settled(resolver: Resolver, node: ExpressionNode, type: Type) -> Type:
    """The type of a parameter that takes this argument: without bounds, and never a name alone."""
    if type.kind != "literal":
        return general(type)
    settled = resolver.names.enumeration_of(type.names[0])
    if settled is not None:
        return settled
    message = f"it cannot be told which enumeration `{type.names[0]}` belongs to"
    resolver.error("NC207", node, message, "write the type: `def f(x: one | two) = …`")
    return ANY


def parameters_of(resolver: Resolver, function: Function) -> list[Type | None]:
    """The types of the parameters of a `def`: as written, else as its body uses them; None where that does not tell."""
    declaration = function.node
    assert isinstance(declaration, Def)
    used = types_by_use(declaration, resolver.names)
    return [
        used.get(one.name) if one.type is None else type_of(resolver.names, one.type, declaration.source, one.type.base)
        for one in declaration.parameters
    ]


def check_def(resolver: Resolver, function: Function, types: list[Type]) -> None:
    """Check the body of a `def` for types of its parameters; where nothing else tells, its first call gave them."""
    declaration = function.node
    assert isinstance(declaration, Def)
    function.checked = True
    function.parameters = types
    resolved = resolver.resolved
    of_caller = resolved.codes, resolved.targets
    resolved.codes, resolved.targets = resolved.common
    _check_lines(resolver, function, declaration)
    resolved.codes, resolved.targets = of_caller


def _check_lines(resolver: Resolver, function: Function, declaration: Def) -> None:
    if declaration.value is None:
        check_body(resolver, function)
        _check_weight(resolver, function)
        return
    taken: set[str] = set()
    for parameter in declaration.parameters:
        if parameter.name in taken:
            where = declaration.source.span(parameter.at, parameter.end)
            resolver.report.error("NC110", where, f"the name `{parameter.name}` is taken", "choose another name")
        taken.add(parameter.name)
    type, function.body, (cost, depth, effects) = resolver.resolve_body(declaration, function)
    function.result = general(type) if type.kind != "literal" else result_of_literal(resolver, type)
    function.effects, function.cost, function.depth = effects, cost, depth + 1
    _check_weight(resolver, function)


def _check_weight(resolver: Resolver, function: Function) -> None:
    declaration = function.node
    span = declaration.source.span(declaration.at, declaration.end)
    if function.cost > MOST_COST or function.depth > MOST_DEPTH:
        message = f"`{declaration.name}` does too much: its `def`s call each other too often"
        resolver.report.error("NC206", span, message, "let it call less, or do part of it in a scene that is visited")
        function.cost = function.depth = 1


def result_of_literal(resolver: Resolver, type: Type) -> Type:
    """The enumeration of names that are told, where there is but one; else the type of these names."""
    types = [one for one in resolver.names.enumerations[type.names[0]] if one.kind == "names" and same_kind(type, one)]
    return types[0] if len(types) == 1 else type
