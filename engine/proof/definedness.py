"""Conditions that cannot fail: what cannot be calculated in a claim does not hold."""

from __future__ import annotations

from engine.program.functions import TABLE
from engine.program.nodes import (
    Apply,
    ApplyDraw,
    CallDef,
    CallExtern,
    ChooseText,
    Expression,
    LocalRef,
    Node,
    Parts,
    ShowValue,
)
from engine.program.program import Program
from engine.program.walk import changed
from engine.proof.reductions.reads import Reads

Arguments = tuple[Expression, ...]


def total(program: Program, code: Expression) -> Expression:
    """A condition that holds where `code` can be calculated and holds."""
    if not Reads(program).can_fail(code, -1):
        return code
    return _both(_calculable(program, code, ()), code)


def shown(program: Program, parts: Parts) -> Expression:
    """A condition that holds where every value in a text can be calculated.

    Asking it calculates those that can fail, too, so that a number that grows too large raises as it does in a play.
    """
    reads = Reads(program)
    holds: Expression = True
    for part in parts:
        if isinstance(part, ShowValue):
            if reads.can_fail(part.value, -1):
                holds = _both(holds, _asked(program, part.value))
        elif isinstance(part, ChooseText):
            inner = shown(program, part.otherwise)
            for code, one in reversed(part.cases):
                here = shown(program, one)
                if here != inner:
                    inner = Apply("if", (code, here, inner))
                if reads.can_fail(code, -1):
                    inner = _both(_asked(program, code), inner)
            holds = _both(holds, inner)
    return holds


def _asked(program: Program, code: Expression) -> Expression:
    """A condition that holds where an expression can be calculated, and calculates it."""
    return _both(_calculable(program, code, ()), Apply("==", (code, code)))


def _calculable(program: Program, code: Expression, arguments: Arguments) -> Expression:
    """A condition that holds where an expression can be calculated; `arguments` stand for a function's parameters."""
    if isinstance(code, CallDef | CallExtern):
        return _call(program, code, arguments)
    if not isinstance(code, Apply | ApplyDraw):
        return True
    parts = [_calculable(program, one, arguments) for one in code.arguments]
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


def _call(program: Program, code: CallDef | CallExtern, arguments: Arguments) -> Expression:
    """Whether a call can be calculated: its arguments, which must be in their ranges, and what the function says."""
    function = program.functions[code.function]
    given = tuple([_filled(one, arguments) for one in code.arguments])
    holds: Expression = True
    for one, inner, (kind, low, high, _) in zip(code.arguments, given, function.parameters, strict=True):
        holds = _both(holds, _calculable(program, one, arguments))
        if kind == "number" and low is not None and high is not None:
            holds = _both(holds, _both(Apply("<=", (low, inner)), Apply("<=", (inner, high))))
    return holds if function.body is None else _both(holds, _calculable(program, function.body, given))


def _filled(code: Expression, arguments: Arguments) -> Expression:
    """An expression with arguments in the place of a function's parameters."""

    def filled(node: Node) -> object:
        return arguments[node.number] if isinstance(node, LocalRef) else changed(node, filled)

    if not isinstance(code, tuple) or not arguments:
        return code
    return arguments[code.number] if isinstance(code, LocalRef) else changed(code, filled)


def _negated(code: Expression) -> Expression:
    return Apply("not", (code,))


def _both(one: Expression, other: Expression) -> Expression:
    return other if one is True else one if other is True else Apply("and", (one, other))


def _implied(condition: Expression, other: Expression) -> Expression:
    return True if other is True else Apply("or", (_negated(condition), other))
