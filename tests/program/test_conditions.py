"""That a condition can never hold is said only where it holds for no values, and wherever they can all be tried."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.program.conditions import never_holds
from engine.program.evaluate import evaluate
from engine.program.functions import FULL, Interval
from engine.program.nodes import Apply, ApplyDraw, Expression, Reference, VarRef

NUMBER, NAME, TRUTH = VarRef(0), VarRef(1), VarRef(2)
NAMES = ("calm", "tense", "glad")
DOMAINS = (range(7), NAMES, (False, True))
INTERVALS = ((0, 6), FULL, (0, 1))

COMPARISONS = st.one_of(
    st.builds(
        lambda name, n: Apply(name, (NUMBER, n)),
        st.sampled_from(["==", "!=", "<", "<=", ">", ">="]),
        st.integers(-2, 8),
    ),
    st.builds(
        lambda name, n: Apply(name, (Apply("+", (NUMBER, 2)), n)), st.sampled_from(["==", "<", ">="]), st.integers(0, 9)
    ),
    st.builds(lambda name, one: Apply(name, (NAME, one)), st.sampled_from(["==", "!="]), st.sampled_from(NAMES)),
    st.just(TRUTH),
)
CONDITIONS = st.recursive(
    COMPARISONS,
    lambda inner: st.one_of(
        st.builds(lambda one: Apply("not", (one,)), inner),
        st.builds(lambda name, one, other: Apply(name, (one, other)), st.sampled_from(["and", "or"]), inner, inner),
        st.builds(lambda one, this, other: Apply("if", (one, this, other)), inner, inner, inner),
    ),
    max_leaves=6,
)


def interval(reference: Reference) -> Interval:
    return INTERVALS[reference.number]


@given(CONDITIONS)
def test_it_is_said_of_what_holds_for_no_values(code: Expression) -> None:
    rows = (dict(zip((NUMBER, NAME, TRUTH), row, strict=True)) for row in product(*DOMAINS))
    holds = any(evaluate(code, row.__getitem__) for row in rows)
    assert never_holds(code, DOMAINS, interval) is not holds
    # Of variables with too many values to try, less is known, and nothing wrong.
    assert not (holds and never_holds(code, (None, None, None), interval))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [(("<", 2), (">", 3), True), (("<", 3), (">", 2), True), (("<", 4), (">", 2), False), (("==", 3), ("!=", 3), True)],
)
def test_any_number_is_asked(one: tuple[str, int], other: tuple[str, int], expected: bool) -> None:
    """Of a number without a range, what it is compared with tells."""
    condition = Apply("and", tuple(Apply(name, (NUMBER, number)) for name, number in (one, other)))
    assert never_holds(condition, (None,), lambda reference: FULL) is expected


def test_what_is_drawn_twice_may_come_out_otherwise() -> None:
    drawn = [Apply("==", (ApplyDraw("random", (1, 6), place), 1)) for place in ("one", "other")]
    assert not never_holds(Apply("and", (drawn[0], Apply("not", (drawn[1],)))), (), lambda reference: FULL)
