"""Which cells can still be read at each stop: live-variable analysis, backwards through the segments.

Source: K. Kennedy, "A survey of data flow analysis techniques" (1981); that states which differ in dead variables only
may be taken for one: M. Bozga, J.-C. Fernandez, L. Ghirvu, "State space reduction based on live variables analysis"
(1999). The strong form is used: an assignment reads something only if its target is live. A visit that is under way
adds what is live where it comes back to, and what the visited scenes make of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from engine.program import nodes
from engine.program.entries import entries_of
from engine.program.nodes import Expression, Members, Operation, Operations, Parts, Point
from engine.program.program import Program
from engine.proof.budget import go_on
from engine.proof.reductions.reads import Reads
from engine.proof.reductions.value_ranges import Location, location_of
from engine.proof.reductions.visit_effects import assigned_in_visits, comes_back
from engine.runtime.layout import Layout

Live = frozenset[Location]
NONE: Live = frozenset()
# A set of cells while it is worked out: bit n stands for cell n.
Bits = int


class Liveness:
    """The live cells of one program at its segments' beginnings and at its points; `claimed` are live at every stop."""

    def __init__(
        self,
        program: Program,
        layout: Layout,
        claimed: Iterable[Location],
        check: Callable[[], None] = go_on,
        reads: Reads | None = None,
    ) -> None:
        self.program = program
        self.layout = layout
        self.claimed: Live = frozenset(claimed)
        self._solver = solver = _Solver(program, layout, self.claimed, check, reads or Reads(program))
        self.cells: Sequence[Location] = solver.cells
        self.locals = sum(solver.locals.values())

    def at(self, point: int, visits: Iterable[int]) -> Live:
        """What is live at a point with visits under way that come back to such segments."""
        return frozenset(self.cells[number] for number in ones(self.bits_at(point, visits)))

    def bits_at(self, point: int, visits: Iterable[int]) -> Bits:
        """The same as bits, one for each of `cells`; those of local variables are `locals`."""
        solver = self._solver
        bits = solver.claimed | (solver.points[point] if point < len(solver.points) else 0)
        for segment in visits:
            bits |= solver.during(solver.segments[segment])
        return bits

    def behind(self, segments: Iterable[int]) -> Bits:
        """What is live at the beginning of any of some segments."""
        bits = 0
        for segment in segments:
            bits |= self._solver.segments[segment]
        return bits

    def begins(self, segments: Iterable[int]) -> Bits:
        """The same with what claims read, which must not be forgotten either."""
        return self.behind(segments) | self._solver.claimed

    def bit_of(self, cell: Location) -> Bits:
        """The bit of a cell; 0 if it is live nowhere."""
        number = self._solver.numbers.get(cell)
        return 0 if number is None else 1 << number


def ones(bits: Bits) -> Iterator[int]:
    """The numbers of the bits that are set, in its digits: each step of arithmetic would take the whole length."""
    digits = f"{bits:b}"[::-1]
    place = digits.find("1")
    while place >= 0:
        yield place
        place = digits.find("1", place + 1)


class _Solver:
    """Works out what is live, scene by scene, until nothing grows any more."""

    def __init__(
        self, program: Program, layout: Layout, claimed: Live, check: Callable[[], None], reads: Reads
    ) -> None:
        self.check = check
        self.program = program
        self.layout = layout
        self.reads = reads
        self.cells: list[Location] = []
        self.numbers: dict[Location, int] = {}
        self.claimed = self._bits(claimed)
        self.segments: list[Bits] = [0] * layout.segments[-1]
        self.points: list[Bits] = [0] * layout.points[-1]
        self.threads: dict[int, Bits] = {}
        self.entries = [entries_of(scene) for scene in program.scenes]
        # What visited scenes set, and what they make it of.
        self.made: Bits = 0
        self.made_of: dict[Bits, Bits] = {}
        self.index = -1
        # What an expression, a text or an assignment reads does not change; its identity stands for it.
        self.read: dict[tuple[int, int], Bits] = {}
        self.kept: dict[int, bool] = {}
        self.locals: dict[int, Bits] = {}
        for index, cell, code in assigned_in_visits(program):
            bit = self._bits([cell])
            self.made_of[bit] = self.made_of.get(bit, 0) | self._bits(self.reads.code(code, index))
            self.made |= bit
        self.behind: dict[Bits, Bits] = {}
        self._solve()

    def during(self, live: Bits) -> Bits:
        """What is live during a visit for what is live behind it: the visited scenes may yet set it, from others."""
        known = self.behind.get(live)
        if known is None:
            known, todo = live, live & self.made
            while todo:
                cell = todo & -todo
                more = self.made_of[cell] & ~known
                known |= more
                todo = (todo ^ cell) | more & self.made
            self.behind[live] = known
        return known

    def _bits(self, cells: Iterable[Location]) -> Bits:
        bits = 0
        for cell in cells:
            number = self.numbers.get(cell)
            if number is None:
                number = self.numbers[cell] = len(self.cells)
                self.cells.append(cell)
                if cell[0] == "local":
                    self.locals[cell[1]] = self.locals.get(cell[1], 0) | 1 << number
            bits |= 1 << number
        return bits

    def _solve(self) -> None:
        """Look at each scene again when one has changed that it leads to."""
        self.asked_by: list[set[int]] = [set() for _ in self.program.scenes]
        waiting = set(range(len(self.program.scenes)))
        while waiting:
            # From the last to the first, as a story mostly goes on downwards.
            for index in sorted(waiting, reverse=True):
                waiting.discard(index)
                if self._scene(index):
                    waiting |= self.asked_by[index]

    def _scene(self, index: int) -> bool:
        """Work out a scene; whether what others see of it has grown."""
        self.check()
        scene = self.program.scenes[index]
        self.index = index
        before = self._seen(index)
        changed = True
        while changed:
            changed = False
            for number in range(len(scene.points) - 1, -1, -1):
                place = -1 - self.layout.stop(index, number)
                live = self._point(scene.points[number])
                changed |= live != self.points[place]
                self.points[place] = live
            for number in range(len(scene.segments) - 1, -1, -1):
                place = self.layout.segment(index, number)
                live = self._before(scene.segments[number], 0)
                changed |= live != self.segments[place]
                self.segments[place] = live
        if scene.thread is not None:
            self.threads[index] = self._of_members(scene.thread)
        return before != self._seen(index)

    def _code(self, code: Expression) -> Bits:
        if not isinstance(code, tuple):
            return 0
        key = id(code), self.index
        bits = self.read.get(key)
        if bits is None:
            bits = self.read[key] = self._bits(self.reads.code(code, self.index))
        return bits

    def _codes(self, codes: Iterable[Expression]) -> Bits:
        bits = 0
        for code in codes:
            bits |= self._code(code)
        return bits

    def _parts(self, parts: Parts) -> Bits:
        key = id(parts), self.index
        bits = self.read.get(key)
        if bits is None:
            bits = self.read[key] = self._bits(self.reads.parts(parts, self.index))
        return bits

    def _before(self, operations: Operations, out: Bits) -> Bits:
        """What is live before some operations if `out` is live behind them."""
        for operation in reversed(operations):
            out = self._one(operation, out)
        return out

    def _one(self, operation: Operation, out: Bits) -> Bits:
        match operation:
            case nodes.Say():
                return out | self._parts(operation.parts)
            case nodes.Assign():
                return self._set(operation, out)
            case nodes.Branch():
                live = self._before(operation.otherwise, out)
                for case in operation.cases:
                    live |= self._before(case.body, out) | self._code(case.condition)
                return live
            case nodes.VaryBlock():
                live = out | self._bits([("count", operation.counter)])
                for inner in operation.items:
                    live |= self._before(inner, out)
                return live
            case nodes.Goto():
                return self.segments[self.layout.segment(self.index, operation.segment)]
            case nodes.Halt():
                return self.points[-1 - self.layout.stop(self.index, operation.point)]
            case nodes.MoveTo():
                return self._entry(operation.scene, operation.entry) | self._codes(operation.arguments)
            case nodes.VisitScene():
                live = self._entry(operation.scene, operation.entry) | self._codes(operation.arguments)
                return live | self._return(operation.segment)
            case nodes.DrawScene():
                live = out if operation.segment is None else out | self._return(operation.segment)
                return live | self._tag(operation.tag)
            case nodes.EndStory():
                return self.claimed
            case nodes.GoBack() | nodes.FallOff():
                return 0
        return out

    def _set(self, operation: nodes.Assign, out: Bits) -> Bits:
        code = operation.value
        cell = self._bits([location_of(operation.target, self.index)])
        if cell & out:
            return (out & ~cell) | self._code(code)
        kept = self.kept.get(id(operation))
        if kept is None:
            leaves = self.reads.leaves(code, operation.low, operation.high, self.index)
            kept = self.kept[id(operation)] = leaves or self.reads.can_fail(code, self.index)
        return out | self._code(code) if kept else out

    def _return(self, segment: int) -> Bits:
        return self.during(self.segments[self.layout.segment(self.index, segment)])

    def _entry(self, scene: int, entry: int = 0) -> Bits:
        """What is live where a scene is entered: none of its local variables."""
        self.asked_by[scene].add(self.index)
        return self.segments[self.layout.segment(scene, entry)] & ~self.locals.get(scene, 0)

    def _seen(self, index: int) -> tuple[Bits, ...]:
        """What others see of a scene: what is live where it is entered, and in the choices that it lends."""
        entries = [self.segments[self.layout.segment(index, number)] for number in self.entries[index]]
        return (*entries, self.threads.get(index, 0))

    def _tag(self, tag: str) -> Bits:
        live = 0
        for one in self.program.tags.get(tag, ()):
            live |= self._entry(one) | self._bits(self.reads.when(one))
        return live

    def _point(self, point: Point) -> Bits:
        follow = self.segments[self.layout.segment(self.index, point.follow)]
        if isinstance(point, nodes.AskPoint):
            if point.type.kind == "number":
                # An empty answer keeps what is there; a number can as well be typed again, and is among the answers.
                follow &= ~self._bits([location_of(point.ref, self.index)])
            return self.claimed | follow | self._parts(point.prompt)
        if comes_back(self.program, point.group):
            follow = self.during(follow)
        return self.claimed | follow | self._of_members(point.group)

    def _of_members(self, members: Members) -> Bits:
        live = 0
        for member in members:
            if isinstance(member, nodes.OfferIf):
                for case in member.branches:
                    live |= self._code(case.condition) | self._of_members(case.members)
                live |= self._of_members(member.otherwise)
            elif isinstance(member, nodes.OfferThread):
                self.asked_by[member.scene].add(self.index)
                live |= self._codes(member.arguments) | self.threads.get(member.scene, 0)
            else:
                live |= self._offer(member)
        return live

    def _offer(self, member: nodes.OfferChoice | nodes.OfferEach) -> Bits:
        """What is live where a choice or an `each` is offered."""
        live = 0
        for guard in member.guards:
            live |= self._code(guard.condition) | self._parts(guard.reason)
        if isinstance(member, nodes.OfferEach):
            once = self._bits([("count", member.once)]) if member.once else 0
            return live | once | self._tag(member.tag)
        if member.once is not None:
            live |= self._bits([("once", *member.once)])
        return live | self._parts(member.text) | self.segments[self.layout.segment(self.index, member.segment)]
