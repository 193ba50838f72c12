"""Which local variables a scene reads from some place on, before it sets them: those must have a value there."""

from __future__ import annotations

from engine.program import nodes
from engine.program.nodes import LocalRef, Members, Operation, Operations, Point, Reference
from engine.program.program import SceneNode
from engine.program.walk import walk

Locals = frozenset[int]
NONE: Locals = frozenset()
# Behind these nothing of the scene is read: it is left.
LEAVING = (nodes.MoveTo, nodes.GoBack, nodes.EndStory, nodes.FallOff)


class LiveLocals:
    """The locals of one scene that are read, by segment and by point, each by its number in the frame."""

    def __init__(self, scene: SceneNode) -> None:
        self.scene = scene
        self.segments: list[Locals] = [NONE] * len(scene.segments)
        self.points: list[Locals] = [NONE] * len(scene.points)
        known: tuple[list[Locals], list[Locals]] | None = None
        while known != (self.segments, self.points):  # branches come back to places before them
            known = self.segments, self.points
            self.segments = [self._behind(operations, NONE) for operations in scene.segments]
            self.points = [self._at_point(point) for point in scene.points]

    def _at_point(self, point: Point) -> Locals:
        follow = self.segments[point.follow]
        if isinstance(point, nodes.AskPoint):
            return self._set(point.ref, follow) | _read(point.prompt)
        return follow | self._offered(point.group)

    def _offered(self, group: Members) -> Locals:
        found = NONE
        for member in group:
            if isinstance(member, nodes.OfferIf):
                for case in member.branches:
                    found |= _read(case.condition) | self._offered(case.members)
                found |= self._offered(member.otherwise)
            else:
                found |= _read(member)
                if isinstance(member, nodes.OfferChoice):
                    found |= self.segments[member.segment]
        return found

    def _behind(self, operations: Operations, after: Locals) -> Locals:
        """What is read from the first of some operations on, where `after` is read behind the last."""
        for operation in reversed(operations):
            after = self._before(operation, after)
        return after

    def _before(self, operation: Operation, after: Locals) -> Locals:
        match operation:
            case nodes.Assign():
                return self._set(operation.target, after) | _read(operation.value)
            case nodes.Branch():
                found = self._behind(operation.otherwise, after)
                for case in operation.cases:
                    found |= _read(case.condition) | self._behind(case.body, after)
                return found
            case nodes.VaryBlock():
                return after.union(*(self._behind(inner, after) for inner in operation.items))
            case nodes.Goto():
                return self.segments[operation.segment]
            case nodes.Halt():
                return self.points[operation.point]
            case nodes.VisitScene():
                return self.segments[operation.segment] | _read(operation.arguments)
            case nodes.DrawScene():
                return after if operation.segment is None else after | self.segments[operation.segment]
        return _read(operation) if isinstance(operation, LEAVING) else _read(operation) | after

    def _set(self, ref: Reference, after: Locals) -> Locals:
        return after - {ref.number} if isinstance(ref, LocalRef) else after


def _read(code: object) -> Locals:
    """The locals that an expression, a text or whatever else reads."""
    own = frozenset({code.number}) if isinstance(code, LocalRef) else NONE
    return own.union(node.number for node in walk(code) if isinstance(node, LocalRef))
