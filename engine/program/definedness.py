"""Whether every local variable of a scene has a value where it is read.

A walk over the segments: what has a value for certain where a segment begins is what has one on all ways there. What
was stored for a visit is there again behind it.
"""

from __future__ import annotations

from engine.program import nodes
from engine.program.entries import entries_of
from engine.program.nodes import Members, Operations
from engine.program.program import SceneNode
from engine.program.walk import walk

Known = frozenset[int]


class Definedness:
    """The local variables of one scene."""

    def __init__(self, scene: SceneNode) -> None:
        self.scene = scene
        self.given: Known = frozenset(range(scene.parameters))
        self.at: dict[int, Known] = {0: self.given}
        self.waiting: list[int] = [0]
        self.fine = True

    def holds(self) -> bool:
        """Whether no local variable is read before it has a value."""
        if not self.scene.frame:
            return True
        if self.scene.thread is not None:
            # Borrowed choices are looked at and taken when only the parameters were given.
            self._members(self.scene.thread, self.given)
        self._read(self.scene.when, frozenset())
        for entry in entries_of(self.scene)[1:]:
            # Who enters by a point gives nothing.
            self._reach(entry, frozenset())
        while self.waiting and self.fine:
            number = self.waiting.pop()
            self._operations(self.scene.segments[number], self.at[number])
        return self.fine

    def _reach(self, segment: int, known: Known) -> None:
        """Note what is known where a segment begins; if that is less than before, it is gone through again."""
        before = self.at.get(segment)
        after = known if before is None else before & known
        if after != before:
            self.at[segment] = after
            self.waiting.append(segment)

    def _read(self, data: object, known: Known) -> None:
        if isinstance(data, nodes.LocalRef):
            self.fine = self.fine and data.number in known
        elif isinstance(data, tuple):
            read = {node.number for node in walk(data) if isinstance(node, nodes.LocalRef)}
            self.fine = self.fine and read <= known

    def _operations(self, operations: Operations, known: Known) -> Known | None:
        """Go through some operations: what has a value behind them, or None where the play never comes there."""
        for operation in operations:
            match operation:
                case nodes.Say():
                    self._read(operation.parts, known)
                case nodes.Assign():
                    self._read(operation.value, known)
                    if isinstance(operation.target, nodes.LocalRef):
                        known = known | {operation.target.number}
                case nodes.Branch() | nodes.VaryBlock():
                    behind = self._block(operation, known)
                    if behind is None:
                        return None
                    known = behind
                case nodes.DrawScene():
                    if operation.segment is not None:
                        self._reach(operation.segment, known)
                case nodes.Goto():
                    self._reach(operation.segment, known)
                    return None
                case nodes.Halt():
                    self._point(operation.point, known)
                    return None
                case nodes.VisitScene():
                    self._read(operation.arguments, known)
                    self._reach(operation.segment, known)
                    return None
                case nodes.MoveTo():
                    self._read(operation.arguments, known)
                    return None
                case nodes.GoBack() | nodes.EndStory() | nodes.FallOff():
                    return None
        return known

    def _block(self, block: nodes.Branch | nodes.VaryBlock, known: Known) -> Known | None:
        ways: list[Known | None] = []
        if isinstance(block, nodes.Branch):
            for case in block.cases:
                self._read(case.condition, known)
                ways.append(self._operations(case.body, known))
            ways.append(self._operations(block.otherwise, known))
        else:
            ways += [self._operations(item, known) for item in block.items]
            if block.kind == "once":
                ways.append(known)
        behind = [way for way in ways if way is not None]
        return behind[0].intersection(*behind[1:]) if behind else None

    def _point(self, number: int, known: Known) -> None:
        point = self.scene.points[number]
        if isinstance(point, nodes.AskPoint):
            self._read(point.prompt, known)
            if isinstance(point.ref, nodes.LocalRef):
                # An empty answer keeps the value that is there.
                self._read(point.ref, known)
        else:
            self._members(point.group, known)
        self._reach(point.follow, known)

    def _members(self, members: Members, known: Known) -> None:
        for member in members:
            if isinstance(member, nodes.OfferIf):
                for case in member.branches:
                    self._read(case.condition, known)
                    self._members(case.members, known)
                self._members(member.otherwise, known)
            elif isinstance(member, nodes.OfferThread):
                self._read(member.arguments, known)
            else:
                for guard in member.guards:
                    self._read((guard.condition, guard.reason), known)
                if isinstance(member, nodes.OfferChoice):
                    self._read(member.text, known)
                    self._reach(member.segment, known)
