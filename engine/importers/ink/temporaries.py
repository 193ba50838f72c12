"""Where the temporaries of knots, stitches and functions are declared."""

from __future__ import annotations

from engine.importers.ink.scopes import InkScope, ScopedVariable, Scopes, expressions_of, parts_of, walk
from engine.importers.ink.tree import InkAssign, InkChoice, InkName


def temporaries_of(scopes: Scopes) -> tuple[dict[int, ScopedVariable], dict[InkScope, list[ScopedVariable]]]:
    """The temporaries that are declared where they are first set, by that node, and those at the top of their places.

    One is declared at its first setting if that stands on the outermost level.
    """
    lets: dict[int, ScopedVariable] = {}
    tops: dict[InkScope, list[ScopedVariable]] = {}
    for place in scopes.all_places():
        outermost = {id(node) for node in place.flow.content}
        seen: set[str] = set()
        used: set[str] = set()
        jumped = any(label.jumped for label in place.labels.values())
        behind_choice = False
        for node in walk(place.flow.content):
            behind_choice = behind_choice or isinstance(node, InkChoice)
            before = set(used)
            used |= {part.path for one in expressions_of(node) for part in parts_of(one) if isinstance(part, InkName)}
            used |= {node.name} if isinstance(node, InkAssign) else set()
            if not isinstance(node, InkAssign) or not node.temp or node.name in seen:
                continue
            seen.add(node.name)
            variable = place.locals[node.name]
            if variable.is_parameter:
                continue
            if id(node) in outermost and not behind_choice and not jumped and node.name not in before:
                lets[id(node)] = variable
            else:
                tops.setdefault(place, []).append(variable)
    return lets, tops
