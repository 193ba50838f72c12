"""The segments of a scene: rows of operations, cut wherever the play can stop or come back.

A segment is compiled when its turn comes, from a queue: a scene may be as long as it likes, and a statement is
compiled in one place only, however many ways lead to it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from engine.program import nodes
from engine.program.nodes import Operation, Operations
from engine.syntax.tree import Break, Statement

Statements = Sequence[Statement]


class Segments:
    """The segments of one scene, and those that wait to be compiled.

    `is_borrowed` says that the choices in hand are those that `<-` adds to other scenes.
    """

    def __init__(self) -> None:
        self.operations: list[Operations] = []
        self.waiting: deque[tuple[int, Statements, int, Operation, Operations, bool]] = deque()
        # The segments of the scene's points; choices that `<-` adds to other scenes pass through others.
        self.point_segments: dict[str, int] = {}
        self.is_borrowed = False

    def queue(self, statements: Statements, begin: int, after: Operation, meeting: bool = False) -> int:
        """The number of a segment that does the statements from `begin` on, then `after`.

        Where branches meet (`meeting`), a paragraph begins.
        """
        while begin < len(statements) and isinstance(statements[begin], Break):
            begin += 1
        if begin == len(statements) and isinstance(after, nodes.Goto):
            return after.segment
        return self.queue_behind((nodes.NewParagraph(),) if meeting else (), statements, begin, after)

    def queue_behind(self, first: Operations, statements: Statements, begin: int, after: Operation) -> int:
        """The number of a segment that does some operations, then statements, then `after`."""
        if not first and begin == len(statements) and isinstance(after, nodes.Goto):
            return after.segment
        number = self.add(())
        self.fill(number, statements, begin, after, first)
        return number

    def add(self, operations: Operations) -> int:
        """The number of a segment of some operations."""
        self.operations.append(operations)
        return len(self.operations) - 1

    def fill(self, number: int, statements: Statements, begin: int, after: Operation, begins: Operations) -> None:
        """Have a segment do some operations, then the statements from `begin` on, then `after`."""
        self.waiting.append((number, statements, begin, after, begins, self.is_borrowed))

    def of_point(self, name: str) -> int:
        """The segment of a point, which may not have been come to yet."""
        if name not in self.point_segments:
            self.point_segments[name] = self.add(())
        return self.point_segments[name]
