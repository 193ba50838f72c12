"""What of a program states have to hold, and what they cannot."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.program import nodes
from engine.program.functions import TABLE
from engine.program.nodes import Expression, Once, VarRef
from engine.program.program import Program
from engine.program.types import TEXT
from engine.program.walk import walk

GIVING = (
    nodes.Apply,
    nodes.ApplyDraw,
    nodes.CallDef,
    nodes.CallExtern,
    nodes.MoveTo,
    nodes.VisitScene,
    nodes.OfferThread,
)


class Unpackable(Exception):
    """The slice has something that bits do not hold here; it is explored with tuples."""


def texts_in(program: Program) -> list[str]:
    """All texts that text variables can hold, apart from those that players type."""
    found: list[Expression] = [one.initial for one in program.variables if one.type.kind == "text"]
    found += [one.body or 0 for one in program.functions]
    for node in walk((program.scenes, program.functions)):
        # What `nth` gives is a name, and held as one.
        if isinstance(node, nodes.Apply) and TABLE[node.name].result is TEXT and node.name != "nth":
            raise Unpackable("values are made into texts")
        if isinstance(node, nodes.Assign | nodes.ReturnValue):
            found.append(node.value)
        elif isinstance(node, GIVING):
            found += node.arguments
    return [one for one in found if isinstance(one, str)]


@dataclass(frozen=True, slots=True)
class Needs:
    """What a program's scenes use of a state.

    The variables that anything sets; of each variation, by its counter, its kind and size; of each once-only `each`, by
    the beginning of its counters' names, its tag; the counters and bits of once-only choices; and whether visits, or
    choices that `<-` adds, can be under way at a stop.
    """

    assigned: set[int] = field(default_factory=set)
    variations: dict[str, tuple[str, int]] = field(default_factory=dict)
    drawn: dict[str, str] = field(default_factory=dict)
    once: set[Once] = field(default_factory=set)
    visiting: list[str] = field(default_factory=list)


def needs_of(program: Program) -> Needs:
    """What the scenes of a program need, found in one walk."""
    needs = Needs()
    for node in walk(program.scenes):
        if isinstance(node, nodes.Assign | nodes.AskPoint):
            target = node.target if isinstance(node, nodes.Assign) else node.ref
            if isinstance(target, VarRef):
                needs.assigned.add(target.number)
        elif isinstance(node, nodes.VaryText | nodes.VaryBlock):
            needs.variations[node.counter] = node.kind, len(node.items)
        elif isinstance(node, Once):
            needs.once.add(node)
        elif isinstance(node, nodes.VisitScene | nodes.DrawScene | nodes.OfferThread | nodes.OfferEach):
            needs.visiting.append(node.code)
            if isinstance(node, nodes.OfferEach) and node.once is not None:
                needs.drawn[node.once] = node.tag
    return needs
