"""Resolves calls of the story's own functions, and checks what a `def` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.check.calls import has_count
from engine.check.names import Function
from engine.check.types import ANY, Type, general, same_kind
from engine.syntax.tree import Call, Def, Name, Node

if TYPE_CHECKING:
    from engine.check.expressions import Resolver

Code = Any
MOST_COST = 20_000
MOST_DEPTH = 40


def call_function(resolver: Resolver, node: Call) -> tuple[Type, Code]:
    """The type and code of a call of a `def` or an `extern`."""
    function = resolver.names.functions.get(node.function)
    if function is None:
        return _unknown_function(resolver, node)
    declaration = function.node
    is_def = isinstance(declaration, Def)
    if not has_count(resolver, node, len(declaration.parameters)):
        return ANY, 0
    codes = []
    if function in resolver.checking:
        return _recursion(resolver, node, function)
    if function.checked:
        for argument, type in zip(node.arguments, function.parameters, strict=True):
            inferred, code = resolver.infer(argument, type)
            resolver.fit(argument, inferred, type, code)
            codes.append(code)
    else:
        types = []
        for argument in node.arguments:
            type, code = resolver.infer(argument)
            types.append(_settled(resolver, argument, type))
            codes.append(code)
        check_def(resolver, function, types)
    resolver.effects = resolver.effects or function.effects or not is_def
    if function.effects and is_def and not resolver.scope.draws:
        message = f"`{node.function}` draws by chance; what is asked here is asked at any time"
        return resolver.error("NC205", node, message)
    resolver.cost += function.cost
    resolver.depth = max(resolver.depth, function.depth + 1)
    return function.result, ["call" if is_def else "extern", function.index, codes]


def _recursion(resolver: Resolver, node: Call, function: Function) -> tuple[Type, Code]:
    """A call by which a `def` comes back to itself."""
    circle = resolver.checking[resolver.checking.index(function) :]
    names = " -> ".join(one.node.name for one in (*circle, function))
    hint = "a `def` cannot use itself, not even by way of another one"
    return resolver.error("NC206", node, f"this `def` comes back to itself: {names}", hint)


def _unknown_function(resolver: Resolver, node: Call) -> tuple[Type, Code]:
    name, names = node.function, resolver.names
    where = Name(node.at, node.at + len(name), name)
    if name in names.scenes:
        return resolver.error("NC104", where, f"`{name}` is a scene, not a function", f"to go there, write `-> {name}`")
    if name in names.variables or name in names.constants or name in resolver.scope.locals:
        return resolver.error("NC104", where, f"`{name}` is not a function", "write it without brackets")
    hint = f"declare it at the top of the file: `def {name}(…) = …`"
    return resolver.unknown("NC104", where, f"there is no function `{name}`", names.known_functions(), hint)


def _settled(resolver: Resolver, node: Node, type: Type) -> Type:
    """The type of a parameter that takes this argument: without bounds, and never a name alone."""
    if type.kind != "literal":
        return general(type)
    settled = resolver.names.enumeration_of(type.names[0])
    if settled is not None:
        return settled
    message = f"it cannot be told which enumeration `{type.names[0]}` belongs to"
    resolver.error("NC207", node, message, "write the type: `def f(x: one | two) = …`")
    return ANY


def check_def(resolver: Resolver, function: Function, types: list[Type]) -> None:
    """Check the body of a `def` for the types it is first called with; written types come first."""
    declaration = function.node
    assert isinstance(declaration, Def)
    span = declaration.source.span(declaration.at, declaration.end)
    function.checked = True
    function.parameters = types
    taken: set[str] = set()
    for place, parameter in enumerate(declaration.parameters):
        if parameter.name in taken:
            where = declaration.source.span(parameter.at, parameter.end)
            resolver.report.error("NC110", where, f"the name `{parameter.name}` is taken", "choose another name")
        taken.add(parameter.name)
        if parameter.type is not None:
            types[place] = resolver.names.type_of(parameter.type, declaration.source, parameter.type.at)
    type, function.code, (cost, depth, effects) = resolver.resolve_body(declaration, function)
    function.result = general(type) if type.kind != "literal" else _result_of_literal(resolver, type)
    function.effects, function.cost, function.depth = effects, cost, depth + 1
    if function.cost > MOST_COST or function.depth > MOST_DEPTH:
        message = f"`{declaration.name}` does too much: its `def`s call each other too often"
        resolver.report.error("NC206", span, message)
        function.cost = function.depth = 1


def _result_of_literal(resolver: Resolver, type: Type) -> Type:
    types = [one for one in resolver.names.enumerations[type.names[0]] if one.kind == "names" and same_kind(type, one)]
    return types[0] if len(types) == 1 else type
