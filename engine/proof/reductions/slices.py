"""Leaves out of a program what cannot matter for what is asked: the cone of influence.

A variable matters if a condition reads it on which it depends where the play goes, or if one that matters is made of
it (M. Weiser, "Program slicing", 1981; in model checking, cone-of-influence reduction: E. Clarke, O. Grumberg, D.
Peled, "Model Checking", chapter 6). What is left is a program again, which offers the same choices in the same order
and makes the same mistakes, but prints nothing that anybody reads and forgets what only its text would have said.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from engine.program import nodes
from engine.program.limits import MOST_STEPS
from engine.program.nodes import Expression, Member, Members, Operation, Operations, Part, Parts
from engine.program.program import Program, SceneNode
from engine.program.types import Type, Value
from engine.proof.budget import go_on
from engine.proof.instrumentation import Instrumented
from engine.proof.reductions.reads import Reads, counters_in
from engine.proof.reductions.value_classes import bounded
from engine.proof.reductions.value_ranges import location_of
from engine.runtime.scene_code import place_of
from engine.runtime.weights import A_STEP, CHARACTERS, HEAVY, Weights

ALWAYS = {"scene", "segment", "point", "choice"}


def slice_of(
    marked: Instrumented, probes: frozenset[int], claims: frozenset[int], check: Callable[[], None] = go_on
) -> Program:
    """The slice that decides some probes and some claims `never`, with all that can go wrong in a play.

    `check` is called scene by scene, to end this by raising something.
    """
    return _Slicer(marked, probes, claims, check).slice()


class _Slicer:
    """Makes one slice."""

    def __init__(
        self, marked: Instrumented, probes: frozenset[int], claims: frozenset[int], check: Callable[[], None]
    ) -> None:
        self.program = marked.program
        self.check = check
        self.reads = Reads(marked.program, marked.ranges)
        self.wanted = bytes(item.kind in ALWAYS or number in probes for number, item in enumerate(marked.items))
        self.conditions = [marked.nevers[claim] for claim in sorted(claims)]
        self.cells = {cell for claim in claims for cell in self.reads.code(marked.nevers[claim], -1)}
        self.asks_status = marked.status in claims
        self.weights = Weights(marked.program)
        self.grown = True
        self.index = -1

    def slice(self) -> Program:
        """What is left when nothing more is found to matter."""
        scenes: list[SceneNode] = []
        while self.grown:
            self.grown = False
            scenes = [self._scene(index) for index in range(len(self.program.scenes))]
        self.index = -1
        program = self.program._replace(
            scenes=tuple(scenes),
            status=self._parts(self.program.status) if self.asks_status else (),
            visits=tuple([name for name in self.program.visits if ("visits", name) in self.cells]),
            since=tuple([name for name in self.program.since if ("since", name) in self.cells]),
            turns=self.program.turns and ("turns",) in self.cells,
        )
        return bounded(program, self.conditions)

    def _need(self, code: Expression) -> None:
        """Whatever an expression reads matters."""
        for cell in self.reads.code(code, self.index):
            if cell not in self.cells:
                self.cells.add(cell)
                self.grown = True

    def _scene(self, index: int) -> SceneNode:
        self.check()
        scene = self.program.scenes[index]
        self.index = index
        if any(index in members for members in self.program.tags.values()):
            for cell in self.reads.when(index):
                self.grown |= cell not in self.cells
                self.cells.add(cell)
        segments = tuple([self._segment(scene, operations) for operations in scene.segments])
        points = tuple([self._point(point) for point in scene.points])
        thread = None if scene.thread is None else self._members(scene.thread)
        left = set(counters_in((segments, points, thread or ())))
        counters = tuple([one for one in scene.counters if not one.startswith("vary ") or one in left])
        return scene._replace(segments=segments, points=points, thread=thread, counters=counters)

    def _segment(self, scene: SceneNode, operations: Operations) -> Operations:
        """What is left of a segment. One that is much work stays so: a turn that takes too long fails."""
        left = self._operations(operations)
        steps = self.weights.segment(scene, operations)
        if steps < HEAVY or steps // A_STEP == self.weights.segment(scene, left) // A_STEP:
            return left
        # Behind the probes: what is looked for is seen though this be too much.
        probes = next((place for place, one in enumerate(left) if not isinstance(one, nodes.Probe)), len(left))
        work = nodes.Say(place_of(operations) or scene.at, (_work(min(steps // A_STEP, MOST_STEPS + 1) * A_STEP),))
        return *left[:probes], work, *left[probes:]

    def _operations(self, operations: Operations) -> Operations:
        left = [self._operation(operation) for operation in operations]
        return tuple([operation for operation in left if operation is not None])

    def _operation(self, operation: Operation) -> Operation | None:
        """What is left of an operation, if anything."""
        match operation:
            case nodes.Say():
                parts = self._parts(operation.parts)
                return operation._replace(parts=parts) if parts else None
            case nodes.Probe():
                return operation if self.wanted[operation.number] else None
            case nodes.Assign():
                return operation if self._keeps(operation) else None
            case nodes.Branch():
                return self._branch(operation)
            case nodes.VaryBlock():
                items = tuple([self._operations(inner) for inner in operation.items])
                return operation._replace(items=items) if any(items) else None
            case nodes.MoveTo():
                return operation._replace(arguments=self._arguments(operation.scene, operation.arguments))
            case nodes.VisitScene():
                return operation._replace(arguments=self._arguments(operation.scene, operation.arguments))
            case nodes.NewParagraph() | nodes.Speak() | nodes.AddTags():
                return None
        return operation

    def _keeps(self, operation: nodes.Assign) -> bool:
        code, low, high = operation.value, operation.low, operation.high
        cell = location_of(operation.target, self.index)
        if cell in self.cells or self.reads.leaves(code, low, high, self.index) or self._fails(code):
            self._need(code)
            return True
        return False

    def _fails(self, code: Expression) -> bool:
        return self.reads.can_fail(code, self.index)

    def _branch(self, operation: nodes.Branch) -> Operation | None:
        cases = tuple([case._replace(body=self._operations(case.body)) for case in operation.cases])
        otherwise = self._operations(operation.otherwise)
        if not otherwise and not any(case.body or self._fails(case.condition) for case in cases):
            return None
        for case in cases:
            self._need(case.condition)
        return nodes.Branch(cases, otherwise)

    def _parts(self, parts: Parts) -> Parts:
        """What of a text matters: probes that are wanted, and values that can fail."""
        left = [self._part(part) for part in parts]
        return tuple([part for part in left if part is not None])

    def _part(self, part: Part) -> Part | None:
        if isinstance(part, str):
            return None
        if isinstance(part, nodes.Probe):
            return part if self.wanted[part.number] else None
        if isinstance(part, nodes.ShowValue):
            if not self._fails(part.value):
                return None
            self._need(part.value)
            return part
        if isinstance(part, nodes.VaryText):
            items = tuple([self._parts(inner) for inner in part.items])
            return part._replace(items=items) if any(items) else None
        cases = tuple([case._replace(parts=self._parts(case.parts)) for case in part.cases])
        otherwise = self._parts(part.otherwise)
        if not otherwise and not any(case.parts or self._fails(case.condition) for case in cases):
            return None
        for case in cases:
            self._need(case.condition)
        return part._replace(cases=cases, otherwise=otherwise)

    def _arguments(self, target: int, codes: tuple[Expression, ...]) -> tuple[Expression, ...]:
        """Values for another scene's parameters; those that do not matter become constants."""
        left: list[Expression] = []
        for place, (code, slot) in enumerate(zip(codes, self.program.scenes[target].frame, strict=False)):
            low, high = (slot.type.low, slot.type.high) if slot.type.kind == "number" else (None, None)
            matters = ("local", target, place) in self.cells
            if matters or self._fails(code) or self.reads.leaves(code, low, high, self.index):
                self._need(code)
                left.append(code)
            else:
                left.append(neutral(slot.type))
        return tuple(left)

    def _point(self, point: nodes.Point) -> nodes.Point:
        if isinstance(point, nodes.ChoicePoint):
            return point._replace(group=self._members(point.group))
        matters = location_of(point.ref, self.index) in self.cells
        return point._replace(prompt=self._shown(point.prompt), matters=matters)

    def _members(self, members: Members) -> Members:
        return tuple([self._member(member) for member in members])

    def _member(self, member: Member) -> Member:
        if isinstance(member, nodes.OfferIf):
            for case in member.branches:
                self._need(case.condition)
            branches = tuple([case._replace(members=self._members(case.members)) for case in member.branches])
            return member._replace(branches=branches, otherwise=self._members(member.otherwise))
        if isinstance(member, nodes.OfferThread):
            return member._replace(arguments=self._arguments(member.scene, member.arguments))
        for guard in member.guards:
            self._need(guard.condition)
        guards = tuple([guard._replace(reason=self._shown(guard.reason)) for guard in member.guards])
        if isinstance(member, nodes.OfferEach):
            return member._replace(guards=guards)
        return member._replace(guards=guards, text=self._shown(member.text))

    def _shown(self, parts: Parts) -> Parts:
        """What is left of a text that is shown where a play stops. One that is much work stays so, as segments do."""
        left = self._parts(parts)
        lost = self.weights.parts(parts) - self.weights.parts(left)
        return left if lost < HEAVY else (_work(min(lost, (MOST_STEPS + 1) * A_STEP)), *left)


@cache
def _work(weight: int) -> str:
    """A text that weighs so much; nobody reads it."""
    return " " * (weight * CHARACTERS)


def neutral(type: Type) -> Value:
    """Some value of a type."""
    if type.kind == "number":
        return type.low or 0
    if type.kind == "truth":
        return False
    if type.kind == "names":
        return type.names[0]
    return "" if type.kind == "text" else 0
