"""What the cells of a program are made of: which others say what is put into one, and whether.

A clock may go on only where another number has come far enough, and that one only with a third: to tell anything by the
first, all of them are to be kept. These are the data and control dependences of a program slice (M. Weiser, "Program
slicing", 1981), as far as one scene shows them. They only say what is worth a try: nothing is proved by them.
"""

from __future__ import annotations

from collections.abc import Callable

from engine.program import nodes
from engine.program.nodes import Operations
from engine.program.program import Program
from engine.proof.reductions.reads import Reads
from engine.proof.reductions.value_ranges import Location, location_of

# So often it is looked for segments that are come to under more conditions.
MOST_PASSES = 4


class Dependences:
    """The cells on which each cell of a program depends."""

    def __init__(self, program: Program, reads: Reads) -> None:
        self.program, self.reads = program, reads
        self.of: dict[Location, set[Location]] = {}
        # The cells that decide whether a segment of a scene is come to.
        self.decided: dict[tuple[int, int], set[Location]] = {}
        for _ in range(MOST_PASSES):
            before = sum(map(len, self.decided.values()))
            for index, scene in enumerate(program.scenes):
                for number, operations in enumerate(scene.segments):
                    self._operations(operations, index, self.decided.get((index, number), set()))
            if sum(map(len, self.decided.values())) == before:
                break

    def closed(self, cell: Location, can_be_kept: Callable[[Location], bool]) -> list[Location]:
        """A cell with all on which it depends, directly or not, as far as they can be kept; the nearest first.

        Where one cannot be kept, what that depends on is looked for instead.
        """
        found, work = dict[Location, None](), [cell]
        for one in work:
            if can_be_kept(one):
                found[one] = None
            work += sorted(self.of.get(one, set()).difference(work), key=str)
        return [*found]

    def _operations(self, operations: Operations, index: int, decided: set[Location]) -> None:
        for operation in operations:
            if isinstance(operation, nodes.Branch):
                asked = set(decided)
                for case in operation.cases:
                    asked = asked | {*self.reads.code(case.condition, index)}
                    self._operations(case.body, index, asked)
                self._operations(operation.otherwise, index, asked)
            elif isinstance(operation, nodes.VaryBlock):
                for item in operation.items:
                    self._operations(item, index, decided)
            elif isinstance(operation, nodes.Goto):
                self.decided.setdefault((index, operation.segment), set()).update(decided)
            elif isinstance(operation, nodes.Assign):
                cell = location_of(operation.target, index)
                self._depends(cell, decided.union(self.reads.code(operation.value, index)))
            elif isinstance(operation, nodes.MoveTo | nodes.VisitScene):
                for place, code in enumerate(operation.arguments):
                    self._depends(("local", operation.scene, place), set(self.reads.code(code, index)))

    def _depends(self, cell: Location, others: set[Location]) -> None:
        self.of.setdefault(cell, set()).update(others - {cell})
