"""Sets that are written out in expressions: `[rope, lamp]`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.check.lookup import is_unknown, resolve_member, resolve_name
from engine.program.nodes import Apply
from engine.program.nodes import Expression as Code
from engine.program.types import ANY, SetOf, Type
from engine.syntax.tree import Members, Name, SetLiteral

if TYPE_CHECKING:
    from engine.check.expressions import Resolver


def resolve_members(resolver: Resolver, node: Members, expected: Type | None) -> tuple[Type, Code]:
    """The type and code of names with commas, where a set is wanted, if it is."""
    if expected is None or expected.kind != "set":
        if expected is not None and expected.kind == "any":
            return ANY, 0
        told = type_of_set(resolver, node) if isinstance(node, SetLiteral) else None
        if told is not None:
            return resolve_members(resolver, node, told)
        if isinstance(node, SetLiteral):
            hint = "put it beside a variable: `bag + [rope]`, `bag == [rope]`, `bag has [rope]`"
            return resolver.error("NC201", node, "which set this is cannot be told here", hint)
        return resolver.error("NC201", node, "several names with commas are a set; no set is wanted here")
    mask = 0
    others: list[Code] = []
    for name in node.names:
        type, code = (
            resolve_member(resolver, name, expected)
            if is_unknown(resolver, name)
            else resolve_name(resolver, name, expected)
        )
        if isinstance(code, int):
            mask |= code
        elif type.kind == "names":
            others.append(resolver.want(name, expected))
        else:
            resolver.want(name, Type("names", names=expected.names))
    held: Code = SetOf(mask)
    for one in others:
        held = Apply("union", (held, one)) if held else one
    return expected, held


def type_of_set(resolver: Resolver, node: SetLiteral) -> Type | None:
    """The type of a set that is written out, where only one has all its names."""
    found: set[Type] | None = None
    for name in node.names:
        types = set(_types_with(resolver, name))
        found = types if found is None else found & types
    for kind in ("set", "names"):
        known = [one for one in found or () if one.kind == kind]
        if known:
            return Type("set", names=known[0].names) if len(known) == 1 else None
    return None


def _types_with(resolver: Resolver, node: Name) -> Iterator[Type]:
    """The enumerations and sets that have a name, or all names that a variable can hold."""
    if is_unknown(resolver, node):
        yield from resolver.names.enumerations.get(node.name, ())
        return
    variable = resolver.names.variables.get(node.name)
    type = resolver.scope.locals[node.name][1] if node.name in resolver.scope.locals else variable and variable.type
    if type and type.kind == "names":
        for one in resolver.names.enumerations[type.names[0]]:
            if set(type.names) <= set(one.names):
                yield one
