"""Finds the points that a play comes by at most once: of once-only choices there it need not be kept which were taken.

A talk that a once-only choice begins is never had again, so whatever was said in it is as good as forgotten. That does
not follow from liveness, which would need to know that the choice before is gone.

Some ways can be taken once in a play: a once-only choice, or the drawing of a scene that is drawn once. A point is come
by at most once if some such way r, or the beginning of the play, is such that (1) every way from the beginning to the
point takes r, and (2) no way leads from the point to itself without taking r. For if a play came by twice, it took r
before the first time, and between the two times took it again. (1) is a must-analysis on the graph of segments and
points (control_flow.py), (2) a search in it; ways that no play takes can only keep this from being seen.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from engine.program import nodes
from engine.program.nodes import Node, OfferCase, OfferChoice, OfferIf, Once
from engine.program.program import Program
from engine.program.walk import map_children, walk
from engine.proof.budget import go_on
from engine.proof.reductions.control_flow import ControlFlow

# So many things that can be taken once are tried for each point.
MOST_TRIED = 4


def without_flags_of_points_passed_once(program: Program, check: Callable[[], None] = go_on) -> Program:
    """The program with once-only choices not counted at points that a play comes by at most once."""
    places = _places(program)
    if not places:
        return program
    flow = ControlFlow(program)
    flow.solve(check)
    passed_once = {point: _is_passed_once(flow, point, check) for point in dict.fromkeys(places.values())}
    free = {key for key, point in places.items() if passed_once[point]}
    if not free:
        return program
    change = partial(_uncounted, free)
    scenes = [
        scene._replace(
            points=tuple(
                [
                    one._replace(group=map_children(one.group, change)) if isinstance(one, nodes.ChoicePoint) else one
                    for one in scene.points
                ]
            )
        )
        for scene in program.scenes
    ]
    return program._replace(scenes=tuple(scenes))


def _places(program: Program) -> dict[Once, tuple[int, int]]:
    """The once-only choices that are offered at one point only, and at which."""
    found: dict[Once, tuple[int, int]] = {}
    elsewhere: set[Once] = set()
    for index, scene in enumerate(program.scenes):
        elsewhere.update(one for one in walk(scene.thread or ()) if isinstance(one, Once))
        for number, point in enumerate(scene.points):
            if isinstance(point, nodes.ChoicePoint):
                for one in walk(point.group):
                    if isinstance(one, Once) and found.setdefault(one, (index, number)) != (index, number):
                        elsewhere.add(one)
    return {key: point for key, point in found.items() if key not in elsewhere}


def _is_passed_once(flow: ControlFlow, point: tuple[int, int], check: Callable[[], None]) -> bool:
    """Whether a play comes by a point at most once, as far as that can be seen."""
    check()
    place = flow.point(*point)
    taken = flow.always_taken(place)
    if taken < 0:
        return False  # no way leads there
    tried = [0]
    while taken and len(tried) <= MOST_TRIED:
        tried.append(1 << taken.bit_length() - 1)
        taken ^= tried[-1]
    return not all(flow.goes_round(place, event) for event in tried)


def _uncounted(free: set[Once], node: Node) -> Node:
    if isinstance(node, OfferIf | OfferCase):
        return map_children(node, partial(_uncounted, free))
    return node._replace(once=None) if isinstance(node, OfferChoice) and node.once in free else node
