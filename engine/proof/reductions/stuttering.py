"""Once-only choices that change nothing: "* Look at the picture." leads back to where it stands.

Of thirty such choices each subset can have been taken, which would make a thousand million states of one. Whether one
was taken cannot matter if taking it changes nothing else, if there is always another choice beside it, and if nothing
counts it: whatever a play does after it, it can do without it. So it need not be counted.
"""

from __future__ import annotations

from engine.program import nodes
from engine.program.nodes import Node, OfferCase, OfferChoice, OfferIf, Operation, Point
from engine.program.program import Program
from engine.program.walk import map_children
from engine.proof.reductions.reads import counters_in


def without_stuttering(program: Program) -> Program:
    """The program with once-only choices that change nothing not counted."""
    if program.turns:
        return program
    scenes = []
    for index, scene in enumerate(program.scenes):
        # What `<-` adds to other groups may be used up there.
        if scene.thread is None:
            points = [_point(program, index, number, point) for number, point in enumerate(scene.points)]
            scene = scene._replace(points=tuple(points))
        scenes.append(scene)
    return program._replace(scenes=tuple(scenes))


def _point(program: Program, scene: int, number: int, point: Point) -> Point:
    if not isinstance(point, nodes.ChoicePoint) or not any(map(_is_always_there, point.group)):
        return point

    def counted(node: Node) -> Node:
        if isinstance(node, OfferIf | OfferCase):
            return map_children(node, counted)
        if isinstance(node, OfferChoice) and node.once is not None and _is_stuttering(program, scene, number, node):
            return node._replace(once=None)
        return node

    return point._replace(group=map_children(point.group, counted))


def _is_always_there(member: nodes.Member) -> bool:
    return isinstance(member, OfferChoice) and member.once is None and not member.guards


def _is_stuttering(program: Program, scene: int, point: int, choice: OfferChoice) -> bool:
    """Whether a choice leads back to its own stop, whatever the state, and nothing has changed then."""
    name = f"{program.scenes[scene].name}.{choice.label}"
    if name in program.visits or any(counters_in((choice.guards, choice.text))):
        return False
    place, seen = (scene, choice.segment), set[tuple[int, int]]()
    while place not in seen:
        seen.add(place)
        here, number = place
        operations = program.scenes[here].segments[number]
        if not operations or not all(map(_changes_nothing, operations[:-1])):
            return False
        last = operations[-1]
        if isinstance(last, nodes.Halt):
            return (here, last.point) == (scene, point)
        if isinstance(last, nodes.Goto):
            place = here, last.segment
        elif isinstance(last, nodes.MoveTo) and _only_moves(program, last):
            place = last.scene, 0
        else:
            return False
    return False


def _only_moves(program: Program, move: nodes.MoveTo) -> bool:
    """Whether a move goes to the beginning of a scene and does nothing else."""
    return not move.arguments and not move.leaves and not move.entry and not _is_counted(program, move.scene)


def _is_counted(program: Program, scene: int) -> bool:
    """Whether something asks how often, or when, a scene was entered."""
    name = program.scenes[scene].name
    return name in program.visits or name in program.since


def _changes_nothing(operation: Operation) -> bool:
    if isinstance(operation, nodes.Branch):
        inner = [one for case in operation.cases for one in case.body]
        return all(map(_changes_nothing, [*inner, *operation.otherwise]))
    return isinstance(operation, nodes.Probe) or (
        isinstance(operation, nodes.Say) and not any(counters_in(operation.parts))
    )
