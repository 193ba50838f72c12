"""Leaves the counting of once-only choices away that never come back: a play cannot offer them twice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from engine.program import nodes
from engine.program.nodes import Node, OfferCase, OfferChoice, OfferIf, Point
from engine.program.program import Program, SceneNode
from engine.program.walk import map_children, walk
from engine.proof.budget import go_on
from engine.proof.reductions.liveness import Bits, Liveness


def without_unneeded_once_flags(program: Program, liveness: Liveness, check: Callable[[], None] = go_on) -> Program:
    """The program with once-only choices that never come back not counted; `check` is called scene by scene."""
    returns = _returns(program, liveness)
    scenes = []
    for index, scene in enumerate(program.scenes):
        check()
        counted = partial(_counted, liveness, returns, index)
        points: list[Point] = [
            point._replace(group=map_children(point.group, counted)) if isinstance(point, nodes.ChoicePoint) else point
            for point in scene.points
        ]
        scenes.append(scene._replace(points=tuple(points), thread=scene.thread and map_children(scene.thread, counted)))
    return program._replace(scenes=tuple(scenes))


def _counted(liveness: Liveness, returns: Bits, scene: int, node: Node) -> Node:
    """A member of a scene's group without what need not be counted."""
    if isinstance(node, OfferIf | OfferCase):
        return map_children(node, partial(_counted, liveness, returns, scene))
    if not isinstance(node, OfferChoice) or node.once is None:
        return node
    again = liveness.behind([liveness.layout.segment(scene, node.segment)]) | returns
    return node if again & liveness.bit_of(("once", *node.once)) else node._replace(once=None)


def _returns(program: Program, liveness: Liveness) -> Bits:
    """What is live anywhere that a visit, or what `<-` adds, can come back to."""
    live = 0
    for index, scene in enumerate(program.scenes):
        segments = {point.follow for point in scene.points}
        for node in walk(scene.segments):
            if isinstance(node, nodes.VisitScene | nodes.DrawScene) and node.segment is not None:
                segments.add(node.segment)
        live |= liveness.behind(liveness.layout.segment(index, number) for number in segments)
    return live if any(map(_goes_back, program.scenes)) else 0


def _goes_back(scene: SceneNode) -> bool:
    return bool(scene.thread) or any(isinstance(node, nodes.GoBack) for node in walk(scene.segments))
