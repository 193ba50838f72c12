"""Conditions that cannot fail: what cannot be calculated in a claim does not hold."""

from __future__ import annotations

from typing import Any

from engine.program.model import Parts, Program
from engine.proof.reductions.cells import Reads


def total(program: Program, code: Any) -> Any:
    """A condition that holds where `code` can be calculated and holds."""
    if not Reads(program).can_fail(code, -1):
        return code
    can_be = _calculable(program, code, [])
    return code if can_be is True else ["and", can_be, code]


def shown(program: Program, parts: Parts) -> Any:
    """A condition that holds where every value in a text can be calculated.

    Asking it calculates those that can fail, too, so that a number that grows too large raises as it does in a play.
    """
    reads = Reads(program)
    holds: Any = True
    for part in parts:
        if isinstance(part, str) or part[0] == "mark":
            continue
        if part[0] == "show":
            if reads.can_fail(part[2], -1):
                holds = _both(holds, _both(_calculable(program, part[2], []), ["==", part[2], part[2]]))
        elif part[0] == "if":
            inner = shown(program, part[3])
            for code, one in reversed(part[2]):
                here = shown(program, one)
                if here != inner:
                    inner = ["if", code, here, inner]
                if reads.can_fail(code, -1):
                    inner = _both(_calculable(program, code, []), _both(["==", code, code], inner))
            holds = _both(holds, inner)
    return holds


def _calculable(program: Program, code: Any, arguments: list[Any]) -> Any:
    """A condition that holds where an expression can be calculated; `arguments` stand for a function's parameters."""
    if not isinstance(code, list):
        return True
    operator = code[0]
    if operator in ("var", "local", "visits", "since", "turns"):
        return True
    if operator in ("and", "or"):
        left = _filled(code[1], arguments)
        right = _calculable(program, code[2], arguments)
        asked = left if operator == "and" else ["not", left]
        return _both(_calculable(program, code[1], arguments), _implied(asked, right))
    if operator == "if":
        condition = _filled(code[1], arguments)
        parts = [_calculable(program, one, arguments) for one in code[1:]]
        return _both(parts[0], _both(_implied(condition, parts[1]), _implied(["not", condition], parts[2])))
    if operator in ("call", "extern"):
        return _call(program, code, arguments)
    holds: Any = True
    for part in code[1:]:
        holds = _both(holds, _calculable(program, part, arguments))
    if operator in ("/", "%"):
        holds = _both(holds, ["!=", _filled(code[2], arguments), 0])
    elif operator == "clamp":
        holds = _both(holds, ["<=", _filled(code[2], arguments), _filled(code[3], arguments)])
    return holds


def _call(program: Program, code: Any, arguments: list[Any]) -> Any:
    """Whether a call can be calculated: its arguments, which must be in their ranges, and what the function says."""
    function = program["functions"][code[1]]
    given = [_filled(one, arguments) for one in code[2]]
    holds: Any = True
    for one, inner, (kind, low, high, _) in zip(code[2], given, function["parameters"], strict=True):
        holds = _both(holds, _calculable(program, one, arguments))
        if kind == "number" and low is not None:
            holds = _both(holds, ["and", ["<=", low, inner], ["<=", inner, high]])
    return holds if code[0] == "extern" else _both(holds, _calculable(program, function["code"], given))


def _filled(code: Any, arguments: list[Any]) -> Any:
    """An expression with arguments in the place of a function's parameters."""
    if not isinstance(code, list) or not arguments:
        return code
    if code[0] == "local":
        return arguments[code[1]]
    return [_filled(part, arguments) for part in code]


def _both(one: Any, other: Any) -> Any:
    return other if one is True else one if other is True else ["and", one, other]


def _implied(condition: Any, other: Any) -> Any:
    return True if other is True else ["or", ["not", condition], other]
