"""Sets that are written out in expressions: `[rope, lamp]`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.check.lookup import is_unknown, resolve_member, resolve_name
from engine.data_classes import replace
from engine.program.functions import BUILT_INS
from engine.program.nodes import Apply
from engine.program.nodes import Expression as Code
from engine.program.types import ANY, SetOf, Type
from engine.syntax.messages import shortened
from engine.syntax.tree import Members, Name, SetLiteral

MOST_IN_A_ROW = 16

if TYPE_CHECKING:
    from engine.check.expressions import Resolver


def resolve_members(resolver: Resolver, node: Members, expected: Type | None) -> tuple[Type, Code]:
    """The type and code of names with commas, where a set is wanted, if it is."""
    if expected is None or expected.kind != "set":
        if expected is not None and expected.kind == "any":
            return ANY, 0
        if isinstance(node, SetLiteral):
            types = _types_of_set(resolver, node)
            return resolve_members(resolver, node, types[0]) if len(types) == 1 else _which_set(resolver, node, types)
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
    while len(others) > MOST_IN_A_ROW:
        # In pairs: hundreds, each around the one before, would be nested too deep.
        pairs = zip(others[::2], others[1::2], strict=False)
        others = [*(Apply("union", pair) for pair in pairs), *others[len(others) & ~1 :]]
    held: Code = SetOf(mask)
    for one in others:
        held = Apply("union", (held, one)) if held else one
    return expected, held


def _types_of_set(resolver: Resolver, node: SetLiteral) -> list[Type]:
    """The types that a set which is written out can have: those that have all its names."""
    found: set[Type] | None = None
    for name in node.names:
        types = set(_types_with(resolver, name))
        found = types if found is None else found & types
    for kind in ("set", "names"):
        known = [Type("set", names=one.names) for one in found or () if one.kind == kind]
        if known:
            return sorted(known, key=lambda one: one.names)
    return []


def _which_set(resolver: Resolver, node: SetLiteral, types: list[Type]) -> tuple[Type, Code]:
    """Report a set of which it cannot be told which one it is."""
    for name in node.names:
        if is_unknown(resolver, name) and not any(_types_with(resolver, name)):
            return _unknown_name(resolver, node, name)
    if not types:
        message = "which set this is cannot be told here" + (": none has all these names" if node.names else "")
        hint = "put it beside a variable: `bag + [rope]`, `bag == [rope]`, `bag has [rope]`"
        if not node.names and (fixed := resolver.scope.fixed or "").startswith("var ") and ":" not in fixed:
            from engine.syntax.meant_members import values_of

            asked = values_of(fixed.split()[1], resolver.names.story.sources)
            hint = f"write the type of the set: `{fixed}: set of {', '.join(asked) or 'one, two'}`"
        return resolver.error("NC201", node, message, hint)
    one, other = (shortened(", ".join(type.names)) for type in types[:2])
    written = shortened(", ".join(name.name for name in node.names))
    message = f"which set this is cannot be told here: it can be a `set of {one}` or a `set of {other}`"
    hint = f"say which on a line above, `~ let these: set of {one} = [{written}]`, and write `these` here"
    return resolver.error("NC201", node, message, hint, resolver.odd_name(types[0], types[1]))


def _unknown_name(resolver: Resolver, node: SetLiteral, unknown: Name) -> tuple[Type, Code]:
    """Report a name that no set has; where the names beside it tell which set is meant, as none of that one."""
    others = [one for one in node.names if one is not unknown and any(_types_with(resolver, one))]
    types = _types_of_set(resolver, replace(node, names=tuple(others))) if others else []
    if len(types) == 1 or unknown.name in (*resolver.names.scenes, *resolver.names.functions, *BUILT_INS):
        return resolve_member(resolver, unknown, types[0]) if types else resolve_name(resolver, unknown, None)
    names = ", ".join(one.name for one in node.names)
    fixed = resolver.scope.fixed or "var bag"
    hint = f"a set is declared with its names: `{fixed}: set of {names}{f' = {names}' if resolver.scope.fixed else ''}`"
    return resolver.unknown("NC103", unknown, f"no set has `{unknown.name}`", resolver.names.enumerations, hint)


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
