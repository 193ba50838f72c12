"""How much work parts of a program are, at most: told from their form, before they run.

A turn may take so many steps (operations.MOST_STEPS). A segment is one step, unless it is much work in itself: then
its code takes more from the budget before it begins. So a story cannot keep an engine busy, neither by going round
in a circle nor by `def`s that call each other, nor by printing without end.

The unit is about one node of a Python syntax tree, or four characters of text; of branches the heaviest counts.
"""

from __future__ import annotations

from engine.program import nodes
from engine.program.limits import MOST_ANSWER
from engine.program.nodes import Expression, Member, Members, Operation, Operations, Part, Parts, Step, Steps
from engine.program.program import Program, SceneNode

HEAVY = 400
A_STEP = 100
# A text whose length is not known, and what the host does.
UNKNOWN_TEXT, HOST = 250, 100
CHARACTERS = 4
MOST_WEIGHT = 10**12


class Weights:
    """The weights of one program's parts."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._functions: dict[int, int] = {}
        self._threads: dict[int, int] = {}
        self._tags: dict[str, int] = {}

    def code(self, code: Expression) -> int:
        """The weight of an expression."""
        if not isinstance(code, tuple):
            return 1 + len(code) // CHARACTERS if isinstance(code, str) else 1
        if isinstance(code, nodes.VarRef | nodes.LocalRef):
            return 1
        if isinstance(code, nodes.Count):
            return 2 + len(code.key) // CHARACTERS if code.key else 1
        if isinstance(code, nodes.CallDef | nodes.CallExtern):
            own = self._function(code.function) if isinstance(code, nodes.CallDef) else HOST
            return min(own + self.codes(code.arguments), MOST_WEIGHT)
        place = 1 + len(code.place) // CHARACTERS if isinstance(code, nodes.ApplyDraw) else 0
        return 1 + self.codes(code.arguments) + place

    def codes(self, codes: tuple[Expression, ...]) -> int:
        """The weight of some expressions."""
        return sum(map(self.code, codes))

    def _function(self, index: int) -> int:
        if index not in self._functions:
            function = self.program.functions[index]
            own = self._steps(function.steps[0]) if function.steps else self.code(function.body or 0)
            self._functions[index] = min(5 + len(function.frame) + own, MOST_WEIGHT)
        return self._functions[index]

    def _steps(self, steps: Steps) -> int:
        return min(sum(map(self._step, steps)), MOST_WEIGHT)

    def _step(self, step: Step) -> int:
        match step:
            case nodes.Say():
                return 2 + self.parts(step.parts)
            case nodes.Assign() | nodes.ReturnValue():
                return 3 + self.code(step.value)
            case nodes.StepBranch():
                conditions = sum(self.code(case.condition) for case in step.cases)
                return conditions + max(
                    self._steps(one) for one in (step.otherwise, *(case.body for case in step.cases))
                )
            case nodes.ForEach():
                return 3 + self.code(step.value) + len(step.names) * (1 + self._steps(step.body))

    def parts(self, parts: Parts) -> int:
        """The weight of a text."""
        return sum(map(self._part, parts))

    def _part(self, part: Part) -> int:
        if isinstance(part, str):
            return len(part) // CHARACTERS
        if isinstance(part, nodes.Probe):
            return 0
        if isinstance(part, nodes.ShowValue):
            unknown = part.kind == "text" and isinstance(part.value, tuple)
            names = sum(2 + len(name) // CHARACTERS for name in part.names)
            if part.kind == "names":
                names = MOST_ANSWER // CHARACTERS
            return 2 + self.code(part.value) + (UNKNOWN_TEXT if unknown else names)
        if isinstance(part, nodes.ChooseText):
            conditions = sum(self.code(case.condition) for case in part.cases)
            return conditions + max([self.parts(part.otherwise), *(self.parts(case.parts) for case in part.cases)])
        return 3 + len(part.items) + max(map(self.parts, part.items), default=0)

    def segment(self, scene: SceneNode, operations: Operations) -> int:
        """The weight of a segment of a scene, which may clear the scene's local variables when it is left."""
        return self.operations(operations) + len(scene.frame) // CHARACTERS

    def operations(self, operations: Operations) -> int:
        """The weight of a segment, or of a part of one."""
        return min(sum(map(self._operation, operations)), MOST_WEIGHT)

    def _operation(self, operation: Operation) -> int:
        match operation:
            case nodes.Say():
                return 2 + self.parts(operation.parts)
            case nodes.Assign():
                return 3 + self.code(operation.value)
            case nodes.Branch():
                conditions = sum(self.code(case.condition) for case in operation.cases)
                inner = max(self.operations(case.body) for case in operation.cases)
                return conditions + max(inner, self.operations(operation.otherwise))
            case nodes.VaryBlock():
                return 3 + len(operation.items) + max(map(self.operations, operation.items), default=0)
            case nodes.MoveTo() | nodes.VisitScene():
                return 3 + self.codes(operation.arguments)
            case nodes.DrawScene():
                return self._tag(operation.tag)
            case nodes.Speak():
                return 1 + len(operation.name) // CHARACTERS
            case nodes.AddTags():
                return 1 + sum(2 + len(tag) // CHARACTERS for tag in operation.tags)
            case nodes.Probe():
                return 0
        return 1

    def members(self, members: Members) -> int:
        """The weight of offering a group."""
        return min(sum(map(self._member, members)), MOST_WEIGHT)

    def _member(self, member: Member) -> int:
        if isinstance(member, nodes.OfferIf):
            conditions = sum(self.code(case.condition) for case in member.branches)
            inner = max(self.members(case.members) for case in member.branches)
            return conditions + max(inner, self.members(member.otherwise))
        if isinstance(member, nodes.OfferThread):
            return 5 + self.codes(member.arguments) + self._thread(member.scene)
        asked = [guard for guard in member.guards if guard.kind != "otherwise"]
        guards = sum(self.code(guard.condition) + self.parts(guard.reason) for guard in asked)
        return guards + (self._tag(member.tag) if isinstance(member, nodes.OfferEach) else 5 + self.parts(member.text))

    def _thread(self, index: int) -> int:
        if index not in self._threads:
            self._threads[index] = self.members(self.program.scenes[index].thread or ())
        return self._threads[index]

    def _tag(self, tag: str) -> int:
        if tag not in self._tags:
            scenes = self.program.scenes
            tagged = self.program.tags.get(tag, ())
            self._tags[tag] = 10 + 10 * len(tagged) + sum(self.code(scenes[index].when) for index in tagged)
        return self._tags[tag]
