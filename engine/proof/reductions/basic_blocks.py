"""Basic blocks: programs whose segments branch at their ends alone, so that each step of the graph is a way."""

from __future__ import annotations

from collections.abc import Sequence

from engine.program import nodes
from engine.program.nodes import (
    Case,
    Goto,
    Members,
    OfferCase,
    OfferIf,
    Operation,
    Operations,
)
from engine.program.program import Program, SceneNode
from engine.program.walk import map_children

# Behind these nothing of a segment is done.
LEAVING = (nodes.Goto, nodes.Halt, nodes.MoveTo, nodes.VisitScene, nodes.GoBack, nodes.EndStory, nodes.FallOff)


def in_basic_blocks(program: Program) -> Program:
    """The program with a segment for each branch, each item of a variation, and what comes behind one; and with one
    for each choice, so that what is asked of a choice is asked of all that leads to its segment."""
    return program._replace(scenes=tuple([_BlockSplitter(scene).scene() for scene in program.scenes]))


class _BlockSplitter:
    """Cuts one scene."""

    def __init__(self, scene: SceneNode) -> None:
        self.before = scene
        self.added: list[Operations] = []

    def scene(self) -> SceneNode:
        """The scene with more segments."""
        segments = [self._cut(operations) for operations in self.before.segments]
        points = tuple(
            [
                point._replace(group=self._members(point.group)) if isinstance(point, nodes.ChoicePoint) else point
                for point in self.before.points
            ]
        )
        thread = self.before.thread and self._members(self.before.thread)
        return self.before._replace(segments=(*segments, *self.added), points=points, thread=thread)

    def _members(self, members: Members) -> Members:
        def one(member: object) -> object:
            if isinstance(member, nodes.OfferChoice):
                return member._replace(segment=self._new((Goto(member.segment),)).segment)
            return map_children(member, one) if isinstance(member, OfferIf | OfferCase) else member

        return tuple([one(member) for member in members])  # type: ignore[misc]  # a member becomes a member

    def _new(self, operations: Operations) -> Goto:
        self.added.append(operations)
        return Goto(len(self.before.segments) + len(self.added) - 1)

    def _part(self, operations: Sequence[Operation]) -> Goto:
        """A move to operations of their own."""
        goto = self._new(())
        self.added[goto.segment - len(self.before.segments)] = self._cut(operations)
        return goto

    def _cut(self, operations: Sequence[Operation]) -> Operations:
        """The operations up to the first that does not lead to the next one in any case."""
        for place, operation in enumerate(operations):
            before, rest = operations[:place], operations[place + 1 :]
            if isinstance(operation, LEAVING):
                return (*before, operation)
            if isinstance(operation, nodes.Branch):
                follow = self._part(rest)
                cases = tuple([self._case(case, follow) for case in operation.cases])
                otherwise = (self._part((*operation.otherwise, follow)),)
                return (*before, nodes.Branch(cases, otherwise))
            if isinstance(operation, nodes.VaryBlock):
                follow = self._part(rest)
                items = tuple([(self._part((*item, follow)),) for item in operation.items])
                return (*before, operation._replace(items=items), follow)
            if isinstance(operation, nodes.DrawScene):
                return (*before, operation, self._part(rest))
        return tuple(operations)

    def _case(self, case: Case, follow: Goto) -> Case:
        return case._replace(body=(self._part((*case.body, follow)),))
