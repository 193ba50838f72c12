"""What happens at most once in a play, and the ways between: once-only choices and items, and flags that stay set.

Why they do is said in bounded_sums.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.program import nodes
from engine.program.nodes import (
    Apply,
    Assign,
    Count,
    Expression,
    Goto,
    Members,
    OfferIf,
    VarRef,
)
from engine.program.program import Program, SceneNode
from engine.program.walk import walk
from engine.proof.reductions.control_flow import CALLS, RETURNS, ControlFlow
from engine.proof.reductions.value_ranges import Location

MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


class TooManySteps(Exception):
    """It would take too long to find out what is asked."""


class OncePerPlay(ControlFlow):
    """The graph of a program whose segments hold no branches but at their ends, with what is asked at each step."""

    def __init__(self, program: Program, cut: VarRef | None) -> None:
        # Behind these segments it is cut.
        self.ends: list[int] = []
        # The bits of what is taken once in any case.
        self.once = 0
        # Flags, by the variable or the scene: the segments that set it, and its bit.
        self.flags: dict[Location, tuple[set[int], int]] = {}
        # What steps take that ask for a flag's first value.
        self.asked_bits: dict[Location, int] = {}
        self.asked = {
            point.ref.number
            for scene in program.scenes
            for point in scene.points
            if isinstance(point, nodes.AskPoint) and isinstance(point.ref, VarRef)
        }
        self.assigned: dict[int, list[tuple[int, int, Assign]]] = {}
        super().__init__(program)
        self.into: dict[int, list[tuple[list[tuple[int, int]], int]]] = {}
        for steps in self.steps:
            for number, (there, _) in enumerate(steps):
                self.into.setdefault(there >> 1, []).append((steps, number))
        self.first = dict(_first_values(program, self.asked))
        self.once = (1 << len(self.events)) - 1
        self._note_assigned(cut)
        self._note_entered()
        self._note_asked()
        for place in self.ends:
            self.steps[2 * place + RETURNS], self.steps[2 * place + CALLS] = [], []

    def beyond(self, place: int, without: int) -> frozenset[int]:
        """The segments that ways lead to from behind a segment, by steps that take none of some events."""
        seen: set[int] = set()
        work = [2 * place + RETURNS]
        while work:
            for there, taken in self.steps[work.pop()]:
                if not taken & without and there not in seen:
                    seen.add(there)
                    work.append(there)
            self.left -= 1
        if self.left < 0:
            raise TooManySteps
        return frozenset([there >> 1 for there in seen])

    def _mark(self, place: int, bit: int) -> None:
        """Have an event happen with every step into a segment."""
        for steps, number in self.into.get(place, ()):
            there, taken = steps[number]
            steps[number] = there, taken | bit

    def _flag(self, cell: Location, places: set[int]) -> None:
        bit = self._bit_of(("set", *cell))
        self.flags[cell] = places, bit
        for place in places:
            self._mark(place, bit)

    def _note_assigned(self, cut: VarRef | None) -> None:
        """Note where variables are set; what comes behind the cut is left away."""
        flags: dict[Location, set[int]] = {}
        for index, scene in enumerate(self.program.scenes):
            for number, operations in enumerate(scene.segments):
                place = self.segment(index, number)
                for operation in operations:
                    if not isinstance(operation, Assign) or not isinstance(operation.target, VarRef):
                        continue
                    if cut is not None and operation.target == cut:
                        self.ends.append(place)
                        break
                    self.assigned.setdefault(operation.target.number, []).append((place, index, operation))
                    cell = ("var", operation.target.number)
                    if cell in self.first:
                        flags.setdefault(cell, set()).add(place)
        for cell, places in flags.items():
            self._flag(cell, places)

    def _note_entered(self) -> None:
        """Note where scenes are entered of which it is asked whether anybody was there."""
        for index, scene in enumerate(self.program.scenes):
            if scene.name not in self.program.visits or _is_gone_on_to(scene, 0):
                continue
            places = {
                self.segment(index, number)
                for number, operations in enumerate(scene.segments)
                if number == 0 or any(isinstance(one, nodes.EnterScene) for one in operations)
            }
            self._flag(("visits", scene.name), places)

    def _note_asked(self) -> None:
        """Have the steps into what stands behind a condition take what that asks for."""
        for index, scene in enumerate(self.program.scenes):
            for operations in scene.segments:
                for operation in operations:
                    if isinstance(operation, nodes.Branch):
                        self._branches(index, operation)
                    elif isinstance(operation, nodes.VaryBlock):
                        self._varied(index, operation)
            groups = [point.group for point in scene.points if isinstance(point, nodes.ChoicePoint)]
            for group in (*groups, scene.thread or ()):
                self._offered(index, group, 0)

    def _branches(self, scene: int, branch: nodes.Branch) -> None:
        before = 0
        for case in branch.cases:
            (goto,) = case.body
            assert isinstance(goto, Goto), "a branch ends its block"
            self._mark(self.segment(scene, goto.segment), before | self._facts(case.condition, True))
            before |= self._facts(case.condition, False)
        for goto in branch.otherwise:
            assert isinstance(goto, Goto), "a branch ends its block"
            self._mark(self.segment(scene, goto.segment), before)

    def _varied(self, scene: int, varied: nodes.VaryBlock) -> None:
        """The items of `~ once:` come once each, and all but the last one of `~ then:`."""
        count = {"once": len(varied.items), "then": len(varied.items) - 1}.get(varied.kind, 0)
        for number, item in enumerate(varied.items[:count]):
            (goto,) = item
            assert isinstance(goto, Goto), "a variation ends its block"
            bit = self._bit_of(("item", varied.counter, number))
            self.once |= bit
            self._mark(self.segment(scene, goto.segment), bit)

    def _offered(self, scene: int, members: Members, before: int) -> None:
        """Of choices that have a segment of their own: what their guards ask for."""
        for member in members:
            if isinstance(member, OfferIf):
                needed = before
                for case in member.branches:
                    self._offered(scene, case.members, needed | self._facts(case.condition, True))
                    needed |= self._facts(case.condition, False)
                self._offered(scene, member.otherwise, needed)
            elif isinstance(member, nodes.OfferChoice):
                needed = before
                for guard in member.guards:
                    needed |= self._facts(guard.condition, True)
                if needed:
                    self._mark(self.segment(scene, member.segment), needed)

    def _facts(self, code: Expression, holds: bool) -> int:
        """The bits of what still has its first value where a condition holds, or where it does not."""
        bits = 0
        for cell in _still_first(code, holds, self.first):
            if cell in self.flags:
                self.asked_bits[cell] = self._bit_of(("asked", *cell))
                bits |= self.asked_bits[cell]
        return bits


def _first_values(program: Program, asked: Iterable[int]) -> Iterator[tuple[Location, object]]:
    """The variables that are only set to constants other than their first values, and these; segments hold no branches
    that set any."""
    others: set[int] = {*asked}
    for scene in program.scenes:
        for operations in scene.segments:
            for one in operations:
                if isinstance(one, Assign) and isinstance(one.target, VarRef):
                    number, value = one.target.number, one.value
                    if isinstance(value, tuple) or value == program.variables[number].initial:
                        others.add(number)
    for number, variable in enumerate(program.variables):
        if number not in others:
            yield ("var", number), variable.initial


def _still_first(code: Expression, holds: bool, first: dict[Location, object]) -> Iterator[Location]:
    """What has its first value wherever a condition holds, or wherever it does not."""
    if isinstance(code, VarRef) and first.get(("var", code.number)) is holds:
        yield "var", code.number
    if not isinstance(code, Apply):
        return
    if code.name == "not":
        yield from _still_first(code.arguments[0], not holds, first)
    elif code.name == ("and" if holds else "or"):
        for part in code.arguments:
            yield from _still_first(part, holds, first)
    elif code.name in ("==", "!=") and (code.name == "==") == holds:
        for one, other in (code.arguments, code.arguments[::-1]):
            if isinstance(one, VarRef) and not isinstance(other, tuple):
                cell = ("var", one.number)
                if cell in first and first[cell] == other:
                    yield cell
    if code.name in (*MIRRORED, "==", "!="):
        yield from _never_visited(code, holds)


def _never_visited(code: Apply, holds: bool) -> Iterator[Location]:
    """The scene that nobody can have visited wherever a comparison holds, or does not."""
    one, other = code.arguments
    name = code.name
    if isinstance(other, Count):
        one, other, name = other, one, MIRRORED.get(name, name)
    if not isinstance(one, Count) or one.name != "visits" or not isinstance(other, int):
        return
    is_none = {
        (True, "=="): other == 0,
        (True, "<"): other <= 1,
        (True, "<="): other <= 0,
        (False, "!="): other == 0,
        (False, ">"): other <= 0,
        (False, ">="): other <= 1,
    }
    if is_none.get((holds, name), False):
        yield "visits", one.key


def _is_gone_on_to(scene: SceneNode, segment: int) -> bool:
    """Whether a play can come to a segment from within its scene, without entering that."""
    inner = (*scene.points, *(one for one in walk((scene.segments, scene.points, scene.thread or ()))))
    return any(
        segment in (getattr(one, "segment", None), getattr(one, "follow", None))
        for one in inner
        if isinstance(one, Goto | nodes.VisitScene | nodes.DrawScene | nodes.Point | nodes.OfferChoice)
    )
