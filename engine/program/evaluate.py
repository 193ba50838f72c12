"""The values of expressions: of constants before play, of variables whose values are known."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeGuard

from engine.program.functions import TABLE
from engine.program.nodes import Apply, Expression, LocalRef, Reference, VarRef
from engine.program.types import Value


def is_constant(code: Expression) -> TypeGuard[bool | int | str]:
    """Whether an expression is a value."""
    return not isinstance(code, tuple)


def evaluate(code: Expression, value_of: Callable[[Reference], Value]) -> Value:
    """The value of an expression made of variables, constants, and what has a `value` in the table.

    Raises what that raises, a `ZeroDivisionError` or a `StoryStop`; whatever `can_be_evaluated` raises nothing.
    """
    if isinstance(code, VarRef | LocalRef):
        return value_of(code)
    if not isinstance(code, Apply):
        assert isinstance(code, bool | int | str), "nothing else is told by variables"
        return code
    name, arguments = code.name, code.arguments
    first = evaluate(arguments[0], value_of)
    if name == "if":
        return evaluate(arguments[1 if first else 2], value_of)
    if name in ("and", "or") and bool(first) == (name == "or"):
        return first
    value = TABLE[name].value
    assert value is not None, "what its arguments do not tell is no Apply"
    return value(first, *[evaluate(one, value_of) for one in arguments[1:]])


def can_be_evaluated(code: Expression) -> bool:
    """Whether the values of variables tell what an expression comes to, and it always comes to something."""
    if isinstance(code, Apply):
        return TABLE[code.name].can_be_evaluated and all(map(can_be_evaluated, code.arguments))
    return is_constant(code) or isinstance(code, VarRef)


def applied(name: str, *arguments: Expression) -> Expression:
    """An operator or a function of the language with its arguments; its value, where that is known and is kept so."""
    row = TABLE[name]
    known = row.folds and all(map(is_constant, arguments))
    if known and row.value is not None and (not row.defined or evaluate(row.defined(*arguments), no_variables)):
        return row.value(*arguments)
    return Apply(name, arguments)


def no_variables(reference: Reference) -> Value:
    """For `evaluate`, where an expression has none. Raises `LookupError`."""
    raise LookupError(reference)
