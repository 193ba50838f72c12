"""What a resolved expression can come to: interval analysis.

Source of the method: P. Cousot and R. Cousot, "Static determination of dynamic properties of programs" (1976).
Used to tell guards that can never hold, and by the runtime to leave out range checks that cannot fail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

MOST = 2**53 - 1
FULL = (-MOST, MOST)
TRUTH = (0, 1)

Interval = tuple[int, int]
# The interval of ("var" or "local", number).
Lookup = Callable[[str, int], Interval]


def interval_of(code: Any, lookup: Lookup) -> Interval:
    """The least and the greatest value that the code can have; truth values count as 0 and 1.

    Texts, names and sets give the full interval: nothing is claimed about them.
    """
    if code is True or code is False:
        return int(code), int(code)
    if isinstance(code, int):
        return code, code
    if not isinstance(code, list):
        return FULL
    operator = code[0]
    if operator in ("var", "local"):
        return lookup(operator, code[1])
    if operator in ("==", "!=", "<", "<=", ">", ">="):
        return _compare(operator, interval_of(code[1], lookup), interval_of(code[2], lookup))
    rule = RULES.get(operator)
    if rule is None:
        return FULL
    return rule(code, lookup)


def _compare(operator: str, one: Interval, other: Interval) -> Interval:
    if operator in (">", ">="):
        return _compare({">": "<", ">=": "<="}[operator], other, one)
    if operator in ("==", "!="):
        apart = one[1] < other[0] or other[1] < one[0]
        same = one[0] == one[1] == other[0] == other[1]
        result = (0, 0) if apart else (1, 1) if same else TRUTH
        return result if operator == "==" else (1 - result[1], 1 - result[0])
    always = one[1] < other[0] if operator == "<" else one[1] <= other[0]
    never = one[0] >= other[1] if operator == "<" else one[0] > other[1]
    return (1, 1) if always else (0, 0) if never else TRUTH


def _corners(operation: Callable[[int, int], int]) -> Callable[[list[Any], Lookup], Interval]:
    """A rule for an operator that takes its extremes at the ends of its operands' intervals."""

    def rule(code: list[Any], lookup: Lookup) -> Interval:
        one, other = interval_of(code[1], lookup), interval_of(code[2], lookup)
        ends = [operation(a, b) for a in one for b in other]
        return min(ends), max(ends)

    return rule


def _divide(code: list[Any], lookup: Lookup) -> Interval:
    one, other = interval_of(code[1], lookup), interval_of(code[2], lookup)
    if other[0] <= 0 <= other[1]:
        most = max(abs(one[0]), abs(one[1]))
        return -most, most
    ends = [a // b for a in one for b in other]
    return min(ends), max(ends)


def _remainder(code: list[Any], lookup: Lookup) -> Interval:
    other = interval_of(code[2], lookup)
    return min(0, other[0] + 1), max(0, other[1] - 1)


def _truth(code: Any, lookup: Lookup) -> Interval:
    """The interval of a truth value. Of one of which nothing is known, the lookup may give every number there is."""
    low, high = interval_of(code, lookup)
    return max(low, 0), min(high, 1)


def _all(code: list[Any], lookup: Lookup) -> Interval:
    one, other = _truth(code[1], lookup), _truth(code[2], lookup)
    return one[0] & other[0], one[1] & other[1]


def _any(code: list[Any], lookup: Lookup) -> Interval:
    one, other = _truth(code[1], lookup), _truth(code[2], lookup)
    return one[0] | other[0], one[1] | other[1]


def _not(code: list[Any], lookup: Lookup) -> Interval:
    low, high = _truth(code[1], lookup)
    return 1 - high, 1 - low


def _minus(code: list[Any], lookup: Lookup) -> Interval:
    low, high = interval_of(code[1], lookup)
    return -high, -low


def _absolute(code: list[Any], lookup: Lookup) -> Interval:
    low, high = interval_of(code[1], lookup)
    return 0 if low <= 0 <= high else min(abs(low), abs(high)), max(abs(low), abs(high))


def _extreme(choose: Callable[[list[int]], int]) -> Callable[[list[Any], Lookup], Interval]:
    def rule(code: list[Any], lookup: Lookup) -> Interval:
        parts = [interval_of(part, lookup) for part in code[1:]]
        return choose([part[0] for part in parts]), choose([part[1] for part in parts])

    return rule


def _clamp(code: list[Any], lookup: Lookup) -> Interval:
    low, high = interval_of(code[2], lookup)[0], interval_of(code[3], lookup)[1]
    return min(low, high), max(low, high)


def _either(code: list[Any], lookup: Lookup) -> Interval:
    condition = interval_of(code[1], lookup)
    if condition == (1, 1):
        return interval_of(code[2], lookup)
    if condition == (0, 0):
        return interval_of(code[3], lookup)
    one, other = interval_of(code[2], lookup), interval_of(code[3], lookup)
    return min(one[0], other[0]), max(one[1], other[1])


def _random(code: list[Any], lookup: Lookup) -> Interval:
    return interval_of(code[1], lookup)[0], interval_of(code[2], lookup)[1]


RULES: dict[str, Callable[[list[Any], Lookup], Interval]] = {
    "+": _corners(lambda a, b: a + b),
    "-": lambda code, lookup: (_minus if len(code) == 2 else _corners(lambda a, b: a - b))(code, lookup),
    "*": _corners(lambda a, b: a * b),
    "/": _divide,
    "%": _remainder,
    "and": _all,
    "or": _any,
    "not": _not,
    "has": lambda code, lookup: TRUTH,
    "abs": _absolute,
    "min": _extreme(min),
    "max": _extreme(max),
    "clamp": _clamp,
    "if": _either,
    "random": _random,
    "chance": lambda code, lookup: TRUTH,
    "visits": lambda code, lookup: (0, MOST),
    "since": lambda code, lookup: (0, MOST),
    "turns": lambda code, lookup: (0, MOST),
}


def never_holds(code: Any, domains: Sequence[Sequence[Any] | None], lookup: Lookup, budget: int = 600) -> bool:
    """Whether a condition is false for all values of the variables it reads.

    `domains` holds, by variable, all its values, or None where there are too many to try. Decided by intervals, and
    by trying all values of the variables where these are few.
    """
    if interval_of(code, lookup) == (0, 0):
        return True
    variables: list[int] = []
    if not _only_variables(code, variables) or not variables:
        return False
    size = 1
    for variable in variables:
        domain = domains[variable]
        if domain is None:
            return False
        size *= len(domain)
        if size > budget:
            return False
    return not any(_value(code, dict(zip(variables, row, strict=True))) for row in _rows(variables, domains))


def _rows(variables: list[int], domains: Sequence[Sequence[Any] | None]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = [()]
    for variable in variables:
        rows = [(*row, value) for row in rows for value in domains[variable] or ()]
    return rows


SIMPLE = {"==", "!=", "<", "<=", ">", ">=", "and", "or", "not", "has", "+", "-", "*", "if"}


def _only_variables(code: Any, variables: list[int]) -> bool:
    """Whether the code is made of variables, constants and simple operators; collects the variables."""
    if not isinstance(code, list):
        return True
    if code[0] == "var":
        if code[1] not in variables:
            variables.append(code[1])
        return True
    return code[0] in SIMPLE and all(_only_variables(part, variables) for part in code[1:])


def _value(code: Any, values: dict[int, Any]) -> Any:
    if not isinstance(code, list):
        return code
    operator = code[0]
    if operator == "var":
        return values[code[1]]
    if operator == "if":
        return _value(code[2], values) if _value(code[1], values) else _value(code[3], values)
    parts = [_value(part, values) for part in code[1:]]
    if len(parts) == 1:
        return (not parts[0]) if operator == "not" else -parts[0]
    return APPLY[operator](*parts)


APPLY: dict[str, Callable[[Any, Any], Any]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "and": lambda a, b: a and b,
    "or": lambda a, b: a or b,
    "has": lambda a, b: a & b == b,
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
}
