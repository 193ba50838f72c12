"""Each row of the table of functions and operators is served by everything that reads it."""

from __future__ import annotations

import ast
import sys
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from function_stories import VARIABLES, story_with
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import engine
from engine.program.codec import data_of, program_of
from engine.program.evaluate import evaluate
from engine.program.functions import (
    ANY_TRUTH,
    BUILT_INS,
    FUNCTIONS,
    OPERATORS,
    POINT,
    SCENE,
    SET,
    TABLE,
    BuiltIn,
)
from engine.program.intervals import interval_of, interval_of_type
from engine.program.limits import MOST, MOST_DIGITS, MOST_VALUE
from engine.program.nodes import Apply, Expression, LocalRef, Reference, VarRef
from engine.program.story_stop import StoryStop
from engine.program.types import ANY, NUMBER, TEXT, TRUTH, Type, Value
from engine.program.validation import check_program
from engine.program.walk import walk
from engine.proof.definedness import Calculable
from engine.proof.packed.encoding import number_of
from engine.proof.packed.expressions import PackedExpressions
from engine.proof.packed.layout import PackedLayout
from engine.proof.prove import prove
from engine.proof.reductions.reads import Reads
from engine.runtime.expressions import Expressions
from engine.runtime.layout import Layout
from engine.runtime.operations import LANGUAGE, OPERATIONS

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))
import make_functions


@pytest.mark.parametrize("row", FUNCTIONS, ids=lambda row: row.name)
def test_a_function_is_served_everywhere(row: BuiltIn) -> None:
    served(engine.loads(story_with(row)))


def served(story: engine.Story) -> None:
    data = data_of(story.program)
    check_program(data)
    assert program_of(data) == story.program
    session = story.start(seed=1)
    for _ in range(20):
        if not session.over:
            session.choose(session.choices[-1])
    assert session.over or session.text
    assert found(story) == found(story, plain=True)


def found(story: engine.Story, plain: bool = False) -> set[tuple[str, int]]:
    """What is said about a story: codes and lines."""
    proof = prove(story, states=2000, plain=plain)
    assert proof.complete
    return {(one.diagnostic.code, one.diagnostic.span.line) for one in proof.findings}


def test_a_row_is_all_that_a_new_function_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A function that is known to the table alone is checked, played, compiled to JSON and proved."""

    def twice(text: str) -> str:
        return text * 2

    row = BuiltIn("twice", (TEXT,), TEXT, twice, lambda one: (-MOST, MOST), ("twice(text)",), "the text two times")
    monkeypatch.setitem(BUILT_INS, row.name, row)
    monkeypatch.setitem(TABLE, row.name, row)
    monkeypatch.setitem(OPERATIONS, f"do_{row.name}", twice)
    shown = '== start\n{if twice(name) == "haha": Yes, {both(name)}! | No.}\n-> end\n'
    story = engine.loads(f'var name: text = "ha"\ndef both(t) = twice(t)\n{shown}')
    assert story.start(seed=1).text[0].text == "Yes, haha!"
    assert found(story) == found(story, plain=True) == {("NC503", 4)}, "“No.” is what nobody sees"
    asked = shown.replace("start\n", "start\n~ ask name: What is funny?\n")
    story = engine.loads(f'var name: text = "x"\ndef both(t) = twice(t)\n{asked}')
    session = story.start(seed=1)
    session.answer("ha")
    assert session.text[0].text == "Yes, haha!"
    check_program(data_of(story.program))
    proof = prove(story, states=400)
    assert not proof.findings, "what a player types decides it"
    assert not proof.decided
    with pytest.raises(engine.StoryErrors) as wrong:
        engine.loads("== start\n{twice(3)} {twice()}\n-> end\n")
    assert [one.code for one in wrong.value.diagnostics if one.severity == "error"] == ["NC201", "NC203"]


@pytest.mark.parametrize("path", make_functions.texts(), ids=lambda path: path.name)
def test_what_is_told_of_functions_is_what_their_table_says(path: Path, update: bool) -> None:
    made = make_functions.texts()[path]
    if update:
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made, "docs/make_functions.py has not been run"


def test_what_others_call_a_function_is_one_function() -> None:
    others = [other for row in FUNCTIONS for other in row.also_called]
    assert len({*others, *BUILT_INS}) == len(others) + len(BUILT_INS)
    assert [other for other in others if other != other.casefold()] == []


ARGUMENTS = [LocalRef(number) for number in range(4)]


@pytest.mark.parametrize("row", [row for row in FUNCTIONS if row.expands], ids=lambda row: row.name)
def test_a_function_that_is_said_with_others_asks_for_each_value_once(row: BuiltIn) -> None:
    """Twice, and what draws would draw twice; in another order, and another mistake would be told."""
    assert row.expands is not None
    given = ARGUMENTS[: len(row.takes)]
    made = [one for one in walk((row.expands(*given),)) if isinstance(one, LocalRef)]
    assert made == given
    assert row.value is None and not row.javascript


# ---------------------------------------------------------------- laws

BASE = engine.loads(f"{VARIABLES}== start\n{{n}} {{m}} {{k}} {{b}} {{c}}\n* {{s has u}} A.\n-> end\n").program
KINDS = {"number": NUMBER, "truth": TRUTH, "set": SET}
LEAVES: dict[str, st.SearchStrategy[Any]] = {
    "number": st.one_of(st.integers(-12, 12), st.sampled_from([MOST, -MOST, 2**31]), st.sampled_from("nmk").map(
        lambda name: VarRef("nmk".index(name)))),
    "truth": st.one_of(st.booleans(), st.sampled_from([VarRef(3), VarRef(4)])),
    "set": st.one_of(st.integers(0, 7), st.sampled_from([VarRef(5), VarRef(6)])),
    "text": st.sampled_from(["", "a", "Ab", "ßé", "x" * 150]),
}  # fmt: skip
# These speak of the names of a type, which stand behind their first values as the checker writes them.
OF_NAMES = ("nth", "word", "list", "only")
PURE = [row for row in (*OPERATORS, *FUNCTIONS) if row.value is not None and row.name not in OF_NAMES]


@st.composite
def expressions(draw: st.DrawFn, kind: str, depth: int = 3) -> Expression:
    """An expression of a kind, of all rows that make one."""
    rows = [row for row in PURE if row.result.kind in (kind, "any")]
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return draw(LEAVES[kind])
    row = draw(st.sampled_from(rows))
    same = kind if row.name == "if" else draw(st.sampled_from(list(LEAVES)))
    kinds = [one.kind if one.kind in LEAVES else same for one in row.takes]
    if row.name == "-" and draw(st.booleans()):
        kinds = kinds[:1]
    return Apply(row.name, tuple([draw(expressions(one, depth - 1)) for one in kinds]))


VALUES = st.tuples(
    st.integers(-9, 9),
    st.integers(1, 40),
    st.one_of(st.integers(-50, 50), st.sampled_from([MOST, -MOST, 2**52])),
    st.booleans(),
    st.booleans(),
    st.integers(0, 7),
    st.integers(0, 7),
)


def of_type(reference: Reference) -> tuple[int, int]:
    return interval_of_type(BASE.variables[reference.number].type)


def result(code: Expression, values: tuple[Value, ...]) -> Value | None:
    """What an expression comes to; None where it fails, a number being too large among that."""
    try:
        value = evaluate(code, lambda reference: values[reference.number])
    except (ZeroDivisionError, StoryStop):
        return None
    return value


def too_large(code: Expression, values: tuple[Value, ...]) -> bool:
    """Whether a number in the expression is none of the language."""
    if not isinstance(code, tuple):
        return False
    value = result(code, values)
    inner = any(too_large(one, values) for one in code.arguments) if isinstance(code, Apply) else False
    return inner or (isinstance(value, int) and abs(value) > MOST)


@pytest.mark.parametrize("kind", LEAVES)
@settings(max_examples=120, deadline=None)
@given(st.data())
def test_every_meaning_of_an_expression_agrees(kind: str, data: st.DataObject) -> None:
    """Evaluated, generated for states that are tuples and that are numbers, bounded by an interval, told to fail."""
    code, values = data.draw(expressions(kind)), data.draw(VALUES)
    value = result(code, values)
    assume(not too_large(code, values))
    reads = Reads(BASE)
    if value is None:
        assert reads.can_fail(code, -1)
    elif kind not in ("set", "text"):
        low, high = interval_of(code, of_type)
        assert low <= value <= high  # type: ignore[operator]  # a number or a truth value
    for kept in (as_tuple(code, values), as_number(code, values)):
        assert kept == value
    if kind == "truth":
        safe = Calculable(BASE).is_total(code)
        assert result(safe, values) == (value if value is not None else False)


LAYOUT = Layout(BASE)
# States as numbers hold only what something sets.
ASSIGNED = engine.loads(
    f"{VARIABLES}== start\n~ n = 1\n~ m = 1\n~ k = k + 1\n~ b = not c\n~ c = not b\n~ s = red\n~ u = red\n"
    "* A.\n    -> end\n"
).program
BITS = PackedLayout(ASSIGNED, {})


def state_of(layout: Layout, place: int, values: tuple[Value, ...]) -> list[Any]:
    state = ["", place, (), 0, *layout.initial]
    state[layout.variables : layout.variables + len(values)] = values
    return state


def as_tuple(code: Expression, values: tuple[Value, ...]) -> Any:
    """The value that code for states that are tuples gives; None where it fails."""
    return ran(Expressions(BASE, LAYOUT, "test"), code, state_of(LAYOUT, 0, values), {})


def as_number(code: Expression, values: tuple[Value, ...]) -> Any:
    """The same for states that are numbers."""
    number = number_of(BITS, tuple(state_of(BITS, -1, values)))
    return ran(PackedExpressions(ASSIGNED, BITS, "test"), code, number, {"index_of": tuple.index})


def ran(maker: Expressions, code: Expression, state: Any, more: dict[str, Any]) -> Any:
    names = {"__builtins__": {}, **OPERATIONS, **LANGUAGE, **more, "w": state}
    try:
        return eval(compile(ast.Expression(maker.expression(code)), "test", "eval"), names)
    except (ZeroDivisionError, StoryStop):
        return None


OF_NUMBERS = [row for row in PURE if row.result in (NUMBER, TRUTH) and TEXT not in row.takes]


@pytest.mark.parametrize("row", OF_NUMBERS, ids=lambda row: row.name)
@given(st.data())
def test_a_value_lies_in_the_interval_that_its_row_gives(row: BuiltIn, data: st.DataObject) -> None:
    intervals, values = [], []
    for one in row.takes:
        low, high = (
            ANY_TRUTH
            if one is TRUTH
            else sorted(data.draw(st.tuples(*[st.integers(0 if one == SET else -20, 20)] * 2)))
        )
        value = data.draw(st.integers(low, high))
        intervals.append((low, high))
        values.append(bool(value) if one is TRUTH else value)
    assume(row.defined is None or evaluate(row.defined(*values), lambda _: 0))
    assert row.value is not None
    found = row.value(*values)
    low, high = row.interval(*intervals)
    assert low <= found <= high  # type: ignore[operator]  # a number or a truth value


WIDE = [(low, high) for low in range(-4, 5) for high in range(low, 5)]
NARROW = [(low, high) for low, high in WIDE if -2 <= low <= high <= 2]
TRUTHS = [(0, 0), (0, 1), (1, 1)]
COUNTED = [row for row in PURE if row.result in (NUMBER, TRUTH, ANY) and {*row.takes} <= {NUMBER, TRUTH, ANY}]


@pytest.mark.parametrize("row", COUNTED, ids=lambda row: row.name)
def test_intervals_hold_all_values_of_all_small_arguments(row: BuiltIn) -> None:
    """Tried, not drawn: a bound that is wrong for one in a thousand is wrong."""
    assert row.value is not None
    numbers = WIDE if len(row.takes) < 3 else NARROW
    for intervals in product(*[TRUTHS if one is TRUTH else numbers for one in row.takes]):
        low, high = row.interval(*intervals)
        for values in product(*[range(least, most + 1) for least, most in intervals]):
            try:
                found = row.value(*values)
            except (ZeroDivisionError, StoryStop):
                continue
            assert low <= found <= high, (intervals, values)  # type: ignore[operator]  # a number or a truth value


def test_the_interval_of_random_is_all_that_it_draws() -> None:
    for (low, least), (most, high) in product(WIDE, WIDE):
        drawn = [
            one for first in range(low, least + 1) for last in range(most, high + 1) for one in range(first, last + 1)
        ]
        if drawn:
            assert TABLE["random"].interval((low, least), (most, high)) == (min(drawn), max(drawn))


@given(st.frozensets(st.integers(0, 3)), st.frozensets(st.integers(0, 3)))
def test_sets_are_sets(one: frozenset[int], other: frozenset[int]) -> None:
    def mask(members: frozenset[int]) -> int:
        return sum(1 << member for member in members)

    def value(name: str) -> Value:
        made = TABLE[name].value
        assert made is not None
        return made(mask(one), mask(other))

    assert value("union") == mask(one | other)
    assert value("minus") == mask(one - other)
    assert value("has") == (other <= one)
    assert value("&") == mask(one & other)
    count = TABLE["count"].value
    assert count is not None
    assert count(mask(one)) == len(one)


@given(st.text(), st.text())
def test_texts_are_texts(one: str, other: str) -> None:
    def value(name: str, *values: Value) -> Value:
        made = TABLE[name].value
        assert made is not None
        return made(*values)

    assert value("length", one) == len(one)
    assert value("length", value("upper", one)) == value("length", value("lower", one)) == len(one)
    assert value("upper", value("upper", one)) == value("upper", one)
    assert value("contains", one + other, other)
    assert len(one + other) > MOST_VALUE or value("join", one, other) == one + other


@given(st.integers(-MOST, MOST), st.integers(0, MOST_DIGITS))
def test_decimals_hold_their_number(number: int, digits: int) -> None:
    made = TABLE["decimal"].value
    assert made is not None
    shown = str(made(number, digits))
    assert Decimal(shown) == Decimal(number).scaleb(-digits)
    assert len(shown.partition(".")[2]) == digits


def test_kinds_of_rows() -> None:
    known = {*KINDS.values(), ANY, TEXT, SCENE, POINT}
    assert all(one in known for row in TABLE.values() for one in (*row.takes, row.result))
    assert all(row.forms and row.meaning for row in FUNCTIONS)
    assert isinstance(NUMBER, Type)
