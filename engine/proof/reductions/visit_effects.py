"""Which scenes can be under way in a visit, and what they set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.program.nodes import (
    Assign,
    ChoicePoint,
    DrawScene,
    Expression,
    Members,
    MoveTo,
    OfferEach,
    OfferIf,
    OfferThread,
    VisitScene,
)
from engine.program.program import Program, SceneNode
from engine.program.walk import walk
from engine.proof.reductions.value_ranges import Location, location_of


def assigned_in_visits(program: Program) -> Iterator[tuple[int, Location, Expression]]:
    """What scenes set that can be under way in a visit, or by `<-`: the scene, what it sets, and to what."""
    for index in visited(program):
        for node in walk(program.scenes[index].segments):
            if isinstance(node, Assign):
                yield index, location_of(node.target, index), node.value


def visited(program: Program) -> list[int]:
    """The scenes that can be under way in a visit: those visited, or borrowed from, and those they move on to."""
    moves: list[set[int]] = [set() for _ in program.scenes]
    found: set[int] = set()
    for index, scene in enumerate(program.scenes):
        groups = [point.group for point in scene.points if isinstance(point, ChoicePoint)]
        borrowed = (way for group in (*groups, scene.thread or ()) for way in _borrowed(program, group))
        for targets, returns in (*_ways(program, scene), *borrowed):
            (found if returns else moves[index]).update(targets)
    waiting = list(found)
    while waiting:
        more = moves[waiting.pop()] - found
        found |= more
        waiting += more
    return sorted(found)


def comes_back(program: Program, members: Members) -> bool:
    """Whether choices of a group come back behind it: borrowed ones do, and visits of drawn scenes."""
    return any(returns for _, returns in _borrowed(program, members))


def _borrowed(program: Program, members: Members) -> Iterator[tuple[Sequence[int], bool]]:
    """Where the members of a group lead: the scenes, and whether the play comes back from them."""
    for member in members:
        if isinstance(member, OfferThread):
            yield [member.scene], True
        elif isinstance(member, OfferEach):
            yield program.tags.get(member.tag, ()), member.returns
        elif isinstance(member, OfferIf):
            for inner in (*(case.members for case in member.branches), member.otherwise):
                yield from _borrowed(program, inner)


def _ways(program: Program, scene: SceneNode) -> Iterator[tuple[Sequence[int], bool]]:
    """Where a scene's operations lead: the scenes, and whether the play comes back from them."""
    for node in walk(scene.segments):
        if isinstance(node, MoveTo | VisitScene):
            yield [node.scene], isinstance(node, VisitScene)
        elif isinstance(node, DrawScene):
            yield program.tags.get(node.tag, ()), node.segment is not None
