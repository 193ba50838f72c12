"""Conditions that cannot fail: what cannot be calculated in a claim does not hold."""

from __future__ import annotations

from engine.program.functions import TABLE
from engine.program.nodes import (
    Apply,
    ApplyDraw,
    Assign,
    CallDef,
    CallExtern,
    ChooseText,
    Expression,
    ForEach,
    LocalRef,
    Node,
    Parts,
    ReturnValue,
    Say,
    ShowValue,
    Step,
    StepBranch,
    StepCase,
    Steps,
)
from engine.program.program import Program
from engine.program.types import TRUTH, default_of
from engine.program.walk import map_children
from engine.proof.reductions.reads import Reads

Arguments = tuple[Expression, ...]


class Calculable:
    """Makes such conditions for the expressions of one program.

    For each function with steps that can fail, the `program` gets another one, which tells whether it does.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.reads = Reads(program)
        self.twins: dict[int, int] = {}

    def is_total(self, code: Expression) -> Expression:
        """A condition that holds where `code` can be calculated and holds."""
        if not self.reads.can_fail(code, -1):
            return code
        return _both(self._calculable(code, ()), code)

    def shown(self, parts: Parts) -> Expression:
        """A condition that holds where every value in a text can be calculated.

        Asking it calculates those that can fail, too: a number that grows too large raises as it does in a play.
        """
        holds: Expression = True
        for part in parts:
            if isinstance(part, ShowValue):
                if self.reads.can_fail(part.value, -1):
                    holds = _both(holds, self._asked(part.value))
            elif isinstance(part, ChooseText):
                inner = self.shown(part.otherwise)
                for code, one in reversed(part.cases):
                    here = self.shown(one)
                    if here != inner:
                        inner = Apply("if", (code, here, inner))
                    if self.reads.can_fail(code, -1):
                        inner = _both(self._asked(code), inner)
                holds = _both(holds, inner)
        return holds

    def _asked(self, code: Expression) -> Expression:
        """A condition that holds where an expression can be calculated, and calculates it."""
        return _both(self._calculable(code, ()), Apply("==", (code, code)))

    def _calculable(self, code: Expression, arguments: Arguments) -> Expression:
        """A condition that holds where an expression can be calculated; `arguments` stand for parameters."""
        if isinstance(code, CallDef | CallExtern):
            return self._call(code, arguments)
        if not isinstance(code, Apply | ApplyDraw):
            return True
        parts = [self._calculable(one, arguments) for one in code.arguments]
        if code.name in ("and", "or"):
            left = _filled(code.arguments[0], arguments)
            return _both(parts[0], _implied(left if code.name == "and" else _negated(left), parts[1]))
        if code.name == "if":
            condition = _filled(code.arguments[0], arguments)
            return _both(parts[0], _both(_implied(condition, parts[1]), _implied(_negated(condition), parts[2])))
        holds: Expression = True
        for part in parts:
            holds = _both(holds, part)
        defined = TABLE[code.name].defined
        return holds if defined is None else _both(holds, defined(*[_filled(one, arguments) for one in code.arguments]))

    def _call(self, code: CallDef | CallExtern, arguments: Arguments) -> Expression:
        """Whether a call can be calculated: its arguments, which must be in their ranges, and the function."""
        function = self.program.functions[code.function]
        given = tuple([_filled(one, arguments) for one in code.arguments])
        holds: Expression = True
        for one, inner, (kind, low, high, _) in zip(code.arguments, given, function.parameters, strict=True):
            holds = _both(holds, self._calculable(one, arguments))
            if kind == "number" and low is not None and high is not None:
                holds = _both(holds, _both(Apply("<=", (low, inner)), Apply("<=", (inner, high))))
        if function.steps:
            twin = self._twin(code.function)
            return holds if twin is None else _both(holds, CallDef(twin, given))
        return holds if function.body is None else _both(holds, self._calculable(function.body, given))

    # ------------------------------------------------------------ functions with steps

    def _twin(self, number: int) -> int | None:
        """The function that is true where another one can be calculated, None where that always can."""
        function = self.program.functions[number]
        if not self.reads.can_fail(CallDef(number, tuple(map(default_of, function.parameters))), -1):
            return None
        if number not in self.twins:
            steps = self._told(function.steps[0])
            if function.prints:
                steps = (*steps, ReturnValue(function.at, True))
            known = function._replace(name=f"{function.name}?", result=TRUTH, prints=False, steps=(steps,))
            self.twins[number] = len(self.program.functions)
            self.program = self.program._replace(functions=(*self.program.functions, known))
        return self.twins[number]

    def _told(self, steps: Steps) -> Steps:
        """Steps that give back false as soon as one of those given fails, and true where they give back something."""
        told: list[Step] = []
        for step in steps:
            match step:
                case Say():
                    told += _unless(step.at, self.shown(step.parts))
                case Assign():
                    told += _unless(step.at, self._calculable(step.value, ()))
                    if step.low is not None and step.high is not None:
                        inside = _both(Apply("<=", (step.low, step.value)), Apply("<=", (step.value, step.high)))
                        told += _unless(step.at, inside)
                    told.append(step)
                case StepBranch():
                    otherwise = self._told(step.otherwise)
                    for case in reversed(step.cases):
                        branch = StepBranch((case._replace(body=self._told(case.body)),), otherwise)
                        otherwise = (*_unless(case.at, self._calculable(case.condition, ())), branch)
                    told += otherwise
                case ForEach():
                    told += _unless(step.at, self._calculable(step.value, ()))
                    told.append(step._replace(body=self._told(step.body)))
                case ReturnValue():
                    told += _unless(step.at, self._calculable(step.value, ()))
                    told.append(ReturnValue(step.at, True))
        return tuple(told)


def _unless(at: int, holds: Expression) -> Steps:
    """Steps that give back false where a condition does not hold."""
    return () if holds is True else (StepBranch((StepCase(at, holds, ()),), (ReturnValue(at, False),)),)


def _filled(code: Expression, arguments: Arguments) -> Expression:
    """An expression with arguments in the place of a function's parameters."""

    def filled(node: Node) -> object:
        return arguments[node.number] if isinstance(node, LocalRef) else map_children(node, filled)

    if not isinstance(code, tuple) or not arguments:
        return code
    return arguments[code.number] if isinstance(code, LocalRef) else map_children(code, filled)


def _negated(code: Expression) -> Expression:
    return Apply("not", (code,))


def _both(one: Expression, other: Expression) -> Expression:
    return other if one is True else one if other is True else Apply("and", (one, other))


def _implied(condition: Expression, other: Expression) -> Expression:
    return True if other is True else Apply("or", (_negated(condition), other))
