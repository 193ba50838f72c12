"""What the functions of ink do: what they set and read, whether they print, return, draw or vary."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.importers.ink.scopes import InkScope, Scopes, all_expressions, walk
from engine.importers.ink.tree import (
    Divert,
    InkAssign,
    InkCall,
    InkChoice,
    InkDo,
    InkName,
    InkReturn,
    InkText,
    Print,
    Sequence,
)


@dataclass(slots=True)
class FunctionTraits:
    """What a function does, the functions that it calls included."""

    sets: set[str] = field(default_factory=set)
    reads: set[str] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)
    prints: bool = False
    returns: bool = False
    draws: bool = False
    varies: bool = False
    flows: bool = False


def traits_of(scopes: Scopes) -> dict[str, FunctionTraits]:
    """What all functions of a story do, by their paths."""
    found = {place.path: _own(place, scopes) for place in scopes.places.values() if place.flow.is_function}
    _spread(found, scopes)
    return found


def _own(place: InkScope, scopes: Scopes) -> FunctionTraits:
    traits = FunctionTraits()
    for node in walk(place.flow.content):
        if isinstance(node, InkAssign) and node.name not in place.locals:
            traits.sets.add(node.name)
        elif isinstance(node, InkAssign) and place.locals[node.name].is_reference:
            traits.sets.add(f"ref {node.name}")
        elif isinstance(node, InkText) and node.text.strip():
            traits.prints = True
        elif isinstance(node, Print):
            prints = not (isinstance(node.value, InkCall) and node.value.name in scopes.places)
            traits.prints = traits.prints or prints
        elif isinstance(node, InkReturn):
            traits.returns = traits.returns or node.value is not None
        elif isinstance(node, Sequence):
            traits.varies = True
        elif isinstance(node, Divert | InkChoice):
            traits.flows = True
    for part in all_expressions(place.flow.content):
        if isinstance(part, InkCall):
            traits.calls.add(part.name)
            traits.draws = traits.draws or part.name in ("RANDOM", "LIST_RANDOM")
        elif isinstance(part, InkName):
            traits.reads.add(part.path)
    return traits


def _spread(found: dict[str, FunctionTraits], scopes: Scopes) -> None:
    """What a called function does, its caller does."""
    for _ in range(len(found) + 1):
        changed = False
        for path, traits in found.items():
            for name in list(traits.calls):
                other = found.get(name)
                if other is None:
                    continue
                before = (len(traits.sets), len(traits.calls), traits.draws, traits.varies, traits.prints)
                traits.sets |= {one for one in other.sets if not one.startswith("ref ")}
                traits.calls |= other.calls
                traits.draws |= other.draws
                traits.varies |= other.varies
                shows = any(
                    isinstance(node, Print | InkDo) and _call_of(node) == name
                    for node in walk(scopes.places[path].flow.content)
                )
                traits.prints |= other.prints and shows
                changed |= before != (
                    len(traits.sets),
                    len(traits.calls),
                    traits.draws,
                    traits.varies,
                    traits.prints,
                )
        if not changed:
            return


def _call_of(node: Print | InkDo) -> str:
    """The name of the function that a node calls, if that is all it does."""
    value = node.value if isinstance(node, Print) else node.call
    return value.name if isinstance(value, InkCall) else ""
