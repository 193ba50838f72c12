"""Verifies what a program means, once its form is known to be well: types, targets, ends, counters, sizes.

What passes here can go wrong while it is played only as any story can: a number leaves its range, a visit goes too
deep, a turn runs too long. What the compiler makes always passes; what somebody else made is refused here, before code
is made of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from engine.program import nodes
from engine.program.entries import entries_of
from engine.program.expression_verification import ExpressionVerifier
from engine.program.limits import MOST, MOST_ANSWER
from engine.program.live_locals import LiveLocals
from engine.program.nodes import Expression, Members, Operations, Parts, Steps
from engine.program.program import FunctionNode, Program, SceneNode
from engine.program.types import TEXT, TRUTH, SetOf, Type
from engine.program.walk import walk

# How many local variables a scene may have, and all scenes whose choices others borrow together.
MOST_LOCALS = 10_000
# What no function with steps does.
CHANGING = (nodes.ApplyDraw, nodes.CallExtern, nodes.VaryText)


def verify(program: Program) -> None:
    """Raise a `ProgramError` that says which part is wrong, unless all is well."""
    Verifier(program).verify()


class Verifier(ExpressionVerifier):
    """Goes through all parts of one program."""

    def verify(self) -> None:
        """Verify everything."""
        program = self.program
        if program.since and not program.turns:
            self.fail("turns")
        names = [name for scene in program.scenes for name in scene.counters] + list(program.counters)
        names += [f"visits {name}" for name in program.visits] + [f"since {name}" for name in program.since]
        if len(set(names)) != len(names):
            self.fail("counters")
        if program.scenes[program.start].parameters:
            self.fail("start")
        for scenes in program.tags.values():
            drawn = [program.scenes[index] for index in scenes]
            if any(scene.parameters for scene in drawn):
                self.fail("tags")
            if any(one.priority < other.priority for one, other in pairwise(drawn)):
                self.fail("priorities")
        for variable in program.variables:
            self._type(variable.type)
        for function in program.functions:
            for type in (*function.parameters, function.result):
                self._type(type)
            if function.body is not None:
                self.locals = function.parameters
                self.fits(function.body, function.result)
            elif function.steps:
                self._function(function)
        self.locals = ()
        if sum(len(scene.frame) for scene in program.scenes if scene.thread is not None) > MOST_LOCALS:
            self.fail("local variables")
        for scene in program.scenes:
            self._scene(scene)
        self.scene, self.locals = None, ()
        self.parts(program.status)
        for claim in program.claims:
            if claim.condition is not None:
                self.fits(claim.condition, TRUTH)

    def _function(self, function: FunctionNode) -> None:
        """A function with steps: it prints a text, or gives back a value on every way, and changes nothing."""
        self.locals = function.locals
        if len(self.locals) > MOST_LOCALS:
            self.fail("local variables")
        for type in self.locals:
            self._type(type)
        if function.prints and function.result != TEXT:
            self.fail("functions")
        if any(isinstance(node, CHANGING) for node in walk(function.steps)):
            self.fail("functions")
        self._steps(function.steps[0], function)
        if not function.prints and not gives_back(function.steps[0]):
            self.fail("functions: one gives back nothing")

    def _steps(self, steps: Steps, function: FunctionNode) -> None:
        for step in steps:
            match step:
                case nodes.Say():
                    if not function.prints:
                        self.fail("functions")
                    self.parts(step.parts)
                case nodes.Assign():
                    self._assigned(step)
                case nodes.StepBranch():
                    for case in step.cases:
                        self.fits(case.condition, TRUTH)
                        self._steps(case.body, function)
                    self._steps(step.otherwise, function)
                case nodes.ForEach():
                    self.fits(step.value, Type("set", names=step.names))
                    item = self.type_of(step.target)
                    if item.kind != "names" or item.names != step.names:
                        self.fail("types")
                    self._steps(step.body, function)
                case nodes.ReturnValue():
                    if function.prints:
                        self.fail("functions")
                    self.fits(step.value, function.result)

    def _type(self, type: Type) -> None:
        bounded = type.low is not None and type.high is not None
        if (bounded and type.kind != "number") or (bounded and (type.low or 0) > (type.high or 0)):
            self.fail("types")
        if (type.kind in ("names", "set")) != bool(type.names) or len(set(type.names)) != len(type.names):
            self.fail("types")
        if any(len(name) > MOST_ANSWER for name in type.names):
            self.fail("names")

    def _scene(self, scene: SceneNode) -> None:
        self.scene = scene
        self.locals = [slot.type for slot in scene.frame]
        if len(scene.frame) > MOST_LOCALS:
            self.fail("local variables")
        for type in self.locals:
            self._type(type)
        for operations in scene.segments:
            self.operations(operations)
            if not ends(operations):
                self.fail("segments: one has no end")
        for point in scene.points:
            if isinstance(point, nodes.ChoicePoint):
                self.members(point.group)
            else:
                self.parts(point.prompt)
                if point.type != self.type_of(point.ref) or point.type.kind not in ("number", "text"):
                    self.fail("questions")
        self.members(scene.thread or ())
        self.fits(scene.when, TRUTH)
        added = {node.scene for node in walk((scene.points, scene.thread)) if isinstance(node, nodes.OfferThread)}
        if not added <= set(scene.includes):
            self.fail("includes")
        if scene.frame and not LiveLocals(scene).has_all():
            self.fail("local variables: one is read before it has a value")

    # ------------------------------------------------------------ texts

    def parts(self, parts: Parts) -> None:
        """A text."""
        for part in parts:
            if isinstance(part, nodes.ShowValue):
                found = self.kind(part.value)
                shown = {"literal": ("text", "names")}.get(found.kind, (found.kind,))
                # A set shows the words of its names, which need not be the names.
                names = part.names if part.kind == "set" else ()
                if part.kind not in shown or (found.kind == "set" and len(found.names) not in (0, len(names))):
                    self.fail("texts")
                if isinstance(part.value, str) and len(part.value) > MOST_ANSWER:
                    self.fail("texts")
                if isinstance(part.value, SetOf) and part.value >> len(names):
                    self.fail("sets")
            elif isinstance(part, nodes.ChooseText):
                for case in part.cases:
                    self.fits(case.condition, TRUTH)
                    self.parts(case.parts)
                self.parts(part.otherwise)
            elif isinstance(part, nodes.VaryText):
                self.use_counter(part.counter, (part.kind, len(part.items)))
                for item in part.items:
                    self.parts(item)

    # ------------------------------------------------------------ operations

    def operations(self, operations: Operations) -> None:
        """The operations of a segment, or of a block in one."""
        for operation in operations:
            match operation:
                case nodes.Say():
                    self.parts(operation.parts)
                case nodes.Assign():
                    self._assigned(operation)
                case nodes.Branch():
                    for case in operation.cases:
                        self.fits(case.condition, TRUTH)
                        self.operations(case.body)
                    self.operations(operation.otherwise)
                case nodes.VaryBlock():
                    self.use_counter(operation.counter, (operation.kind, len(operation.items)))
                    for item in operation.items:
                        self.operations(item)
                case nodes.MoveTo() | nodes.VisitScene():
                    if operation.entry not in entries_of(self.program.scenes[operation.scene]):
                        self.fail("moves: one enters a scene where nothing begins")
                    if not operation.entry:
                        self._moved(operation.scene, operation.arguments)
                case nodes.DrawScene():
                    self.use_counter(f"draw {operation.place}", "any")

    def _assigned(self, operation: nodes.Assign) -> None:
        type = self.type_of(operation.target)
        self.fits(operation.value, type)
        wanted = (-MOST, MOST) if type.low is None else (type.low, type.high)
        if (operation.low, operation.high) != (wanted if type.kind == "number" else (None, None)):
            self.fail("bounds")

    def _moved(self, scene: int, arguments: Sequence[Expression]) -> None:
        target = self.program.scenes[scene]
        self.all_fit(arguments, [slot.type for slot in target.frame[: target.parameters]])

    # ------------------------------------------------------------ what is offered

    def members(self, members: Members) -> None:
        """The members of a group."""
        for member in members:
            if isinstance(member, nodes.OfferIf):
                for case in member.branches:
                    self.fits(case.condition, TRUTH)
                    self.members(case.members)
                self.members(member.otherwise)
            elif isinstance(member, nodes.OfferThread):
                self._moved(member.scene, member.arguments)
            else:
                for guard in member.guards:
                    self.fits(guard.condition, TRUTH)
                    self.parts(guard.reason)
                self._offered(member)

    def _offered(self, member: nodes.OfferChoice | nodes.OfferEach) -> None:
        if isinstance(member, nodes.OfferChoice):
            self.parts(member.text)
            if member.once is not None:
                self.use_counter(member.once.counter, "once")
        elif member.once is not None:
            size = len(self.program.tags.get(member.tag, ()))
            for part in range(-(-size // 32)):
                self.use_counter(f"{member.once} {part}", ("each", member.tag))


def ends(operations: Operations) -> bool:
    """Whether operations never fall off their end."""
    last = operations[-1] if operations else None
    if isinstance(last, nodes.Branch):
        return all(map(ends, _blocks(last)))
    if isinstance(last, nodes.VaryBlock):
        return last.kind != "once" and all(map(ends, last.items))
    return isinstance(last, ENDS)


def gives_back(steps: Steps) -> bool:
    """Whether a function always comes to a value."""
    last = steps[-1] if steps else None
    if isinstance(last, nodes.StepBranch):
        return all(gives_back(body) for body in (*(case.body for case in last.cases), last.otherwise))
    return isinstance(last, nodes.ReturnValue)


def _blocks(branch: nodes.Branch) -> Iterable[Operations]:
    return (*(case.body for case in branch.cases), branch.otherwise)


ENDS = (
    nodes.Goto,
    nodes.Halt,
    nodes.MoveTo,
    nodes.VisitScene,
    nodes.GoBack,
    nodes.EndStory,
    nodes.FallOff,
)
