"""What draws put into a local variable comes out as if each was tried by itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.program import nodes
from engine.program.functions import TABLE
from engine.program.nodes import Apply, ApplyDraw, Expression, LocalRef, Operation, Operations
from engine.proof.reductions.drawn_locals import Outcome, drawn_alone

LOCAL = LocalRef(0)
NUMBERS = st.integers(-3, 5)
DRAWS = st.one_of(
    st.builds(lambda low, more: ApplyDraw("random", (low, low + more), "place"), st.integers(-2, 3), st.integers(0, 3)),
    st.builds(lambda percent: ApplyDraw("chance", (percent,), "place"), st.sampled_from((0, 50, 100))),
)
ARITHMETIC = st.sampled_from(("+", "-", "*", "min", "max", "/", "%"))
VALUES: st.SearchStrategy[Expression] = st.recursive(
    st.one_of(NUMBERS, st.just(LOCAL), DRAWS.filter(lambda one: one.name == "random")),
    lambda inner: st.builds(lambda name, one, other: Apply(name, (one, other)), ARITHMETIC, inner, inner),
    max_leaves=3,
)
COMPARED = st.builds(
    lambda name, one, other: Apply(name, (one, other)),
    st.sampled_from(("==", "!=", "<", "<=", ">", ">=")),
    VALUES,
    VALUES,
)
CONDITIONS: st.SearchStrategy[Expression] = st.one_of(
    COMPARED,
    DRAWS.filter(lambda one: one.name == "chance"),
    st.builds(lambda name, one, other: Apply(name, (one, other)), st.sampled_from(("and", "or")), COMPARED, COMPARED),
)
ASSIGNS = st.builds(
    lambda value, low, more: nodes.Assign(0, LOCAL, value, low, low + more),
    VALUES,
    st.integers(-9, 0),
    st.integers(4, 40),
)
PROBES = st.builds(nodes.Probe, st.integers(0, 3))


def _branch(inner: st.SearchStrategy[Operation]) -> st.SearchStrategy[Operation]:
    bodies = st.lists(inner, max_size=2).map(tuple)
    cases = st.lists(st.builds(nodes.Case, st.just(0), CONDITIONS, bodies), min_size=1, max_size=2).map(tuple)
    return st.builds(nodes.Branch, cases, bodies)


OPERATIONS: st.SearchStrategy[Operation] = st.recursive(st.one_of(ASSIGNS, PROBES), _branch, max_leaves=4)


def ways(code: Expression, value: int) -> Iterator[int]:
    """What an expression comes to, draw by draw. Raises `ArithmeticError` where one of them cannot be."""
    if code == LOCAL:
        yield value
    elif isinstance(code, ApplyDraw):
        low, high = code.arguments if code.name == "random" else (0, 1)
        percent = code.arguments[0] if code.name == "chance" else 50
        for one in range(cast(int, low), cast(int, high) + 1):
            if percent not in (0, 100) or one == (percent == 100):
                yield one
    elif isinstance(code, Apply):
        known = TABLE[code.name].value
        assert known is not None
        for arguments in product(*(list(ways(one, value)) for one in code.arguments)):
            yield cast(int, known(*arguments))
    else:
        yield cast(int, code)


def played(operations: Operations, outcomes: set[Outcome]) -> set[Outcome]:
    """All that can come of operations. Raises `ArithmeticError` where a play ends with an error."""
    for operation in operations:
        found: set[Outcome] = set()
        for value, probes in outcomes:
            if isinstance(operation, nodes.Probe):
                found.add((value, probes | {operation.number}))
            elif isinstance(operation, nodes.Assign):
                assert operation.low is not None and operation.high is not None
                for one in ways(operation.value, value):
                    if not operation.low <= one <= operation.high:
                        raise ArithmeticError("out of its range")
                    found.add((one, probes))
            else:
                assert isinstance(operation, nodes.Branch)
                found |= branched(operation, (value, probes))
        outcomes = found
    return outcomes


def branched(branch: nodes.Branch, outcome: Outcome) -> set[Outcome]:
    """The same of a branch."""
    found: set[Outcome] = set()
    for case in branch.cases:
        holds = {bool(one) for one in ways(case.condition, outcome[0])}
        if True in holds:
            found |= played(case.body, {outcome})
        if False not in holds:
            return found
    return found | played(branch.otherwise, {outcome})


@given(DRAWS, st.lists(OPERATIONS, min_size=1, max_size=3))
@settings(max_examples=300, deadline=None)
def test_what_a_local_holds_is_what_each_draw_by_itself_gives(draw: ApplyDraw, operations: list[Operation]) -> None:
    alone, found = drawn_alone((nodes.Assign(0, LOCAL, draw, -9, 9), *operations), {})
    if alone:
        assert played(alone, {(0, frozenset())}) == found
