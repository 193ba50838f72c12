"""Which local variables a scene reads from some place on, before it sets them: those must have a value there."""

from __future__ import annotations

from engine.program import nodes
from engine.program.entries import entries_of
from engine.program.nodes import LocalRef, Members, Operation, Operations, Point, Reference
from engine.program.program import SceneNode
from engine.program.walk import walk

Locals = frozenset[int]
NONE: Locals = frozenset()
# What is looked at: a segment or a point, by its number.
Place = tuple[str, int]
SEGMENT, POINT = "segment", "point"
# Behind these nothing of the scene is read: it is left.
LEAVING = (nodes.MoveTo, nodes.GoBack, nodes.EndStory, nodes.FallOff)


class LiveLocals:
    """The locals of one scene that are read, by segment and by point, each by its number in the frame.

    Worked out backwards, from what is read to where that is set: what others read behind a segment is looked at again
    when it has grown. That takes as many looks as there are ways between segments, times the locals, at the most.
    """

    def __init__(self, scene: SceneNode) -> None:
        self.scene = scene
        self.segments: list[Locals] = [NONE] * len(scene.segments)
        self.points: list[Locals] = [NONE] * len(scene.points)
        self._asked_by: dict[Place, set[Place]] = {}
        # The last first, as a scene mostly goes on downwards; the order is nothing but quicker.
        waiting: dict[Place, None] = dict.fromkeys([(POINT, number) for number in range(len(scene.points))])
        waiting |= dict.fromkeys([(SEGMENT, number) for number in range(len(scene.segments))])
        while waiting:
            self._here, _ = waiting.popitem()
            kind, number = self._here
            if kind == POINT:
                rows, found = self.points, self._at_point(scene.points[number])
            else:
                rows, found = self.segments, self._behind(scene.segments[number], NONE)
            if found != rows[number]:
                rows[number] = found
                waiting |= dict.fromkeys(self._asked_by.get(self._here, ()))

    def has_all(self) -> bool:
        """Whether no local is read before it has a value. Moves give the parameters, and nothing at other entries."""
        given = frozenset(range(self.scene.parameters))
        entries = [self.segments[number] for number in entries_of(self.scene)[1:]]
        # Borrowed choices are looked at and taken when only the parameters were given.
        borrowed = NONE if self.scene.thread is None else self._offered(self.scene.thread)
        return not _read(self.scene.when) and not any(entries) and self.segments[0] | borrowed <= given

    def _segment(self, number: int) -> Locals:
        self._asked_by.setdefault((SEGMENT, number), set()).add(self._here)
        return self.segments[number]

    def _point(self, number: int) -> Locals:
        self._asked_by.setdefault((POINT, number), set()).add(self._here)
        return self.points[number]

    def _at_point(self, point: Point) -> Locals:
        follow = self._segment(point.follow)
        if isinstance(point, nodes.AskPoint):
            # An empty answer keeps the value that is there.
            return follow | _read(point.ref) | _read(point.prompt)
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
                    found |= self._segment(member.segment)
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
                # Of what is done but once, nothing is left to do at the end.
                found = after if operation.kind == "once" or not operation.items else NONE
                return found.union(*(self._behind(inner, after) for inner in operation.items))
            case nodes.Goto():
                return self._segment(operation.segment)
            case nodes.Halt():
                return self._point(operation.point)
            case nodes.VisitScene():
                return self._segment(operation.segment) | _read(operation.arguments)
            case nodes.DrawScene():
                return after if operation.segment is None else after | self._segment(operation.segment)
        return _read(operation) if isinstance(operation, LEAVING) else _read(operation) | after

    def _set(self, ref: Reference, after: Locals) -> Locals:
        return after - {ref.number} if isinstance(ref, LocalRef) else after


def _read(code: object) -> Locals:
    """The locals that an expression, a text or whatever else reads."""
    own = frozenset({code.number}) if isinstance(code, LocalRef) else NONE
    return own.union(node.number for node in walk(code) if isinstance(node, LocalRef))
