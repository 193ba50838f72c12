"""Whether a condition can hold at all, whatever the values of what it asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from math import prod

from engine.program.evaluate import can_be_evaluated, evaluate, is_constant
from engine.program.functions import TABLE
from engine.program.intervals import Interval, Leaf, Lookup, interval_of, interval_of_leaf
from engine.program.nodes import Apply, Count, Expression, LocalRef, Reference, VarRef
from engine.program.types import Value

JOINING = frozenset(("and", "or", "not", "if"))
COMPARING = frozenset(("==", "!=", "<", "<=", ">", ">="))
SIZES = frozenset(("<", "<=", ">", ">="))
ASKED = (VarRef, LocalRef, Count)
# So many rows of values are tried at most.
MOST_ROWS = 600
# A text or a name that no condition compares with.
OTHER = "\0"


def never_holds(
    code: Expression,
    domains: Sequence[Sequence[Value] | None],
    lookup: Lookup,
    leaf: Callable[[Leaf], Interval] = interval_of_leaf,
) -> bool:
    """Whether a condition is false for all values of what it reads.

    `domains` holds, by variable, all its values, or None where there are too many to try. Decided by intervals; by
    trying what is compared with constants on both sides of each of them; and by trying all values of the variables
    where these are few.
    """
    if interval_of(code, lookup, leaf) == (0, 0):
        return True
    if _is_one_question(code):
        return False  # of one comparison, the intervals tell all
    return _contradicts_itself(code, domains, lookup, leaf) or _fails_for_all(code, domains)


def _is_one_question(code: Expression) -> bool:
    """Whether a condition is one value, or compares it with a constant or by size, or says that this does not hold."""
    if not isinstance(code, Apply):
        return True
    if code.name == "not":
        return _is_one_question(code.arguments[0])
    left, right = code.arguments[0], code.arguments[-1]
    if code.name not in COMPARING or not isinstance(left, ASKED):
        return False
    return is_constant(right) or (code.name in SIZES and isinstance(right, ASKED) and left != right)


def is_told_by_state(code: Expression) -> bool:
    """Whether a condition asks for anything at all: one of values alone is decided before play."""
    return any(map(is_told_by_state, code.arguments)) if isinstance(code, Apply) else not is_constant(code)


def _contradicts_itself(
    code: Expression,
    domains: Sequence[Sequence[Value] | None],
    lookup: Lookup,
    leaf: Callable[[Leaf], Interval],
) -> bool:
    """Whether what a condition asks of one thing cannot all be so: `n > 3 and n < 2`, `n` being any expression."""
    asked: dict[Expression, list[Value]] = {}
    for part, constant in _asked(code):
        if not _is_steady(part):
            return False
        asked.setdefault(part, []).append(constant)
    if all(len(constants) < 2 for constants in asked.values()):
        return False
    tried = [_tried(part, constants, domains, interval_of(part, lookup, leaf)) for part, constants in asked.items()]
    if prod(map(len, tried)) > MOST_ROWS:
        return False
    return not any(_holds(code, dict(zip(asked, row, strict=True))) for row in product(*tried))


def _asked(code: Expression) -> Iterator[tuple[Expression, Value]]:
    """What a condition asks, each with the constant that it is compared with: for a truth value, True."""
    if isinstance(code, Apply) and code.name in JOINING:
        for one in code.arguments:
            yield from _asked(one)
    elif not is_constant(code):
        yield _compared(code) or (code, True)


def _compared(code: Expression) -> tuple[Expression, Value] | None:
    """What is compared with a constant, and the constant; None for anything else."""
    if not isinstance(code, Apply) or code.name not in COMPARING:
        return None
    left, right = code.arguments
    if is_constant(right) and not is_constant(left):
        return left, right
    return (right, left) if is_constant(left) and not is_constant(right) else None


def _is_steady(code: Expression) -> bool:
    """Whether an expression is the same each time that one condition asks for it: it neither draws nor calls."""
    if isinstance(code, Apply):
        return all(map(_is_steady, code.arguments))
    return is_constant(code) or isinstance(code, VarRef | LocalRef | Count)


def _tried(
    part: Expression, constants: list[Value], domains: Sequence[Sequence[Value] | None], interval: Interval
) -> Sequence[Value]:
    """Values of which one answers all comparisons with some constants like any that a part can have."""
    low, high = interval
    if any(isinstance(one, str) for one in constants):
        domain = domains[part.number] if isinstance(part, VarRef) else None
        return domain if domain is not None else [*dict.fromkeys(constants), OTHER]
    near = {beside for one in constants if isinstance(one, int) for beside in (one - 1, int(one), one + 1)}
    return [one for one in sorted(near | {low, high}) if low <= one <= high]


def _holds(code: Expression, values: Mapping[Expression, Value]) -> bool:
    """Whether a condition holds where what it asks has some values."""
    if isinstance(code, Apply) and code.name in JOINING:
        if code.name == "if":
            condition, this, other = code.arguments
            return _holds(this if _holds(condition, values) else other, values)
        if code.name == "not":
            return not _holds(code.arguments[0], values)
        found = (_holds(one, values) for one in code.arguments)
        return all(found) if code.name == "and" else any(found)
    if is_constant(code):
        return bool(code)
    compared = _compared(code)
    if compared is None:
        return bool(values[code])
    assert isinstance(code, Apply), "only an operator compares"
    compare = TABLE[code.name].value
    assert compare is not None, "comparing needs nothing but its operands"
    return bool(compare(*[one if is_constant(one) else values[one] for one in code.arguments]))


def _fails_for_all(code: Expression, domains: Sequence[Sequence[Value] | None]) -> bool:
    """Whether a condition is false for all values of its variables, where these are few."""
    variables = list(dict.fromkeys(_variables(code)))
    size, values = 1, []
    for variable in variables:
        domain = domains[variable.number]
        size *= len(domain or ())
        if domain is None or size > MOST_ROWS:
            return False
        values.append(domain)
    if not variables or not can_be_evaluated(code):
        return False
    rows = (dict(zip(variables, row, strict=True)) for row in product(*values))
    return not any(evaluate(code, row.__getitem__) for row in rows)


def _variables(code: Expression) -> list[Reference]:
    if isinstance(code, VarRef):
        return [code]
    return [one for part in code.arguments for one in _variables(part)] if isinstance(code, Apply) else []
