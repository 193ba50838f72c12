"""Of numbers made of draws, what a story tells apart comes out as if every draw was tried, and nothing else does."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from itertools import product
from typing import cast

import pytest
from drawn_stories import drawn
from held_against import held
from hypothesis import example, given, settings
from hypothesis import strategies as st

import engine
from engine.program.functions import TABLE
from engine.program.nodes import Apply, ApplyDraw, Expression
from engine.program.walk import walk
from engine.proof.draws import values_of_random
from engine.proof.prove import Proof, prove
from engine.proof.reductions.draw_outcomes import COMPARISONS, Told, told_apart, values_of
from engine.proof.reductions.sums_of_draws import draws_making, one_of_each_class, span_of, spans_within
from engine.runtime.randomness import place_of

STORIES = int(os.environ.get("NIGHTCAP_DRAWN_STORIES", "16"))
CONSTANTS = st.integers(-4, 6)
DRAWS = st.builds(
    lambda low, more, place: ApplyDraw("random", (low, low + more), f"place {place}"),
    st.integers(-3, 3),
    st.integers(0, 4),
    st.integers(0, 9),
)
MADE: st.SearchStrategy[Expression] = st.recursive(
    st.one_of(CONSTANTS, DRAWS),
    lambda inner: st.builds(
        lambda name, one, other: Apply(name, (one, other)), st.sampled_from(("+", "-", "*", "min", "max")), inner, inner
    ),
    max_leaves=4,
)


def every_value(code: Expression) -> Iterator[int]:
    """What an expression comes to, draw by draw."""
    if isinstance(code, ApplyDraw):
        low, high = cast(tuple[int, int], code.arguments)
        yield from range(low, high + 1)
    elif isinstance(code, Apply):
        known = TABLE[code.name].value
        assert known is not None
        for row in product(*map(every_value, code.arguments)):
            yield cast(int, known(*row))
    else:
        yield cast(int, code)


def with_draws(code: Expression, drawn: Iterator[tuple[str, int]]) -> int:
    """What an expression is when its draws come out so, in their order."""
    if isinstance(code, ApplyDraw):
        place, value = next(drawn)
        low, high = cast(tuple[int, int], code.arguments)
        assert place == code.place and low <= value <= high
        return value
    if not isinstance(code, Apply):
        return cast(int, code)
    known = TABLE[code.name].value
    assert known is not None
    return cast(int, known(*[with_draws(one, drawn) for one in code.arguments]))


@given(MADE, st.sets(st.integers(-12, 14), max_size=3))
@settings(max_examples=400, deadline=None)
@example(Apply("*", (ApplyDraw("random", (1, 3), "place"), 4)), {5, 8})
@example(Apply("+", (Apply("*", (ApplyDraw("random", (0, 2), "a"), 3)), ApplyDraw("random", (0, 2), "b"))), {4})
@example(Apply("+", (Apply("*", (ApplyDraw("random", (0, 2), "a"), 3)), ApplyDraw("random", (0, 1), "b"))), {4})
def test_a_span_is_all_that_draws_make_and_each_class_has_one_of_it(code: Expression, constants: set[int]) -> None:
    span, every = span_of(code), {*every_value(code)}
    if span is None:
        return
    assert every == {*range(span.low, span.high + 1, span.step)}

    def class_of(value: int) -> tuple[bool, ...]:
        return tuple(told for one in sorted(constants) for told in (value < one, value == one))

    found = [*one_of_each_class(span, constants)]
    assert {*map(class_of, found)} == {*map(class_of, every)} and len(found) == len({*map(class_of, found)})
    assert [with_draws(code, iter([*draws_making(code, value, spans_within(code))])) for value in found] == found


STORY = "== a\n~ if {}:\n    -> end: Yes\n-> end: No\n"
PUT = "var n = 0\n== a\n~ n = {}\n~ if n {} {}:\n    -> end: Yes\n-> end: No\n"
KEPT = "== a\n~ let n = {}\n* On.\n    ~ if n {} {}:\n        -> end: Yes\n    -> end: No\n"
SUMS = (
    "random(1, 3) + random(2, 4)",
    "random(1, 3) - random(2, 4)",
    "2 * random(1, 3) + 1",
    "3 * random(1, 3) + random(0, 1)",
    "3 * random(1, 3) - random(0, 2)",
    "random(1, 2) + random(1, 2) + random(1, 2)",
    "max(random(1, 4), 2) - min(random(1, 3), 2)",
    "random(1, 2) * random(1, 3)",
)


def told_in(text: str) -> tuple[Expression, Told]:
    """What is drawn in a story, and what of it is told apart."""
    program = engine.loads(text).program
    told = {place_of(place): one for place, one in told_apart(program, ()).items()}
    return next(
        one
        for one in walk(program.scenes)
        if isinstance(one, Apply) and any(isinstance(a, tuple) for a in one.arguments)
    ), told


@pytest.mark.parametrize("sum", SUMS)
def test_both_sides_of_each_boundary_are_drawn_where_they_can_be(sum: str) -> None:
    every = {*every_value(told_in(PUT.format(sum, "==", "0"))[0])}
    for name, constant in product(COMPARISONS, range(min(every) - 2, max(every) + 3)):
        value = TABLE[name].value
        assert value is not None
        right = {value(one, constant) for one in every}
        for text in (STORY.format(f"{sum} {name} {constant}"), STORY.format(f"{constant + 1} {name} {sum} + 1")):
            code, told = told_in(text)
            wanted = right if f"if {sum}" in text else {value(constant, one) for one in every}
            assert values_of(code, told) == wanted, text
        code, told = told_in(PUT.format(sum, name, constant))
        assert {value(one, constant) for one in values_of(code, told)} == right


def proof_of(text: str) -> Proof:
    return prove(engine.loads(text), 10, states=2000)


WIDE = (
    ("random(1, 10000) + random(1, 10000)", ("> 15000", True), ("> 19999", True), ("> 20000", False), ("< 2", False)),
    ("random(1, 10000) + 5", ("> 600", True), ("> 10004", True), ("> 10005", False), ("== 6", True), ("< 6", False)),
    ("random(1, 5000) - random(1, 5000)", ("== 0", True), ("== 4999", True), ("< -4999", False)),
    ("2 * random(1, 5000)", ("== 4000", True), ("== 4001", False), ("== 10000", True)),
    ("10 * random(1, 5000) + random(0, 9)", ("== 4001", True), ("> 50008", True), ("> 50009", False)),
    ("max(random(1, 10000), 7000)", ("< 7000", False), ("== 7000", True), ("< 7002", True)),
)


@pytest.mark.parametrize("text", [STORY, PUT, KEPT], ids=["compared", "put", "kept"])
@pytest.mark.parametrize("rows", WIDE, ids=[one[0] for one in WIDE])
def test_wide_sums_are_decided_at_each_boundary(text: str, rows: tuple[str, *tuple[tuple[str, bool], ...]]) -> None:
    sum, *asked = rows
    for condition, can_be in asked:
        name, constant = condition.split()
        body = text.format(f"{sum} {condition}") if text is STORY else text.format(sum, name, constant)
        proof = proof_of(f'claim reach "Yes"\n{body}')
        assert proof.complete, (body, proof.why)
        verdict = proof.verdicts[0]
        assert verdict.result == ("proved" if can_be else "refuted"), body
        assert not can_be or verdict.witness is not None


@pytest.mark.parametrize(
    "use",
    ["{n}", "~ let m = n + 1\n{m}", "~ if n % 2 == 0:\n    -> end: Even"],
    ids=["shown", "calculated with", "asked for in another way"],
)
def test_a_sum_that_is_more_than_compared_is_drawn_in_every_way(use: str) -> None:
    text = PUT.format("random(1, 3) + random(1, 3)", ">", 4).replace("~ if n >", f"{use}\n~ if n >")
    code, told = told_in(text)
    assert not told and values_of(code, told) == {2, 3, 4, 5, 6}


def test_very_many_sums_take_no_longer_than_a_limit() -> None:
    """50 sums of 40 draws, each of 50 classes: what is beyond the limit is drawn in every way, and is as right."""
    sums = "".join(f"~ n = {' + '.join(['random(0, 2)'] * 40)}\n" for _ in range(50))
    asked = "".join(f"~ if n == {one}:\n    Yes.\n" for one in range(50))
    program = engine.loads(f"title: Yard\nvar n: 0..80\n\n== yard\n{sums}{asked}-> end\n").program
    before = time.process_time()
    assert 0 < len(told_apart(program, ())) < 50 * 40
    assert time.process_time() - before < 4


def test_behind_the_limit_nothing_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    text = PUT.format("random(1, 100) + random(1, 100)", ">", 40)
    assert told_in(text)[1]
    monkeypatch.setattr("engine.proof.reductions.draw_outcomes.MOST_OF_SUMS", 5)
    assert not told_in(text)[1]


def test_a_sum_that_is_only_compared_is_drawn_in_few_ways() -> None:
    _, told = told_in(PUT.format("random(1, 100) + random(1, 100)", ">", 40))
    assert told and all(len(values_of_random(1, 100, one)) < 5 for one in told.values())


@pytest.mark.parametrize("batch", range(4))
def test_stories_of_draws_are_what_playing_them_in_every_way_says(batch: int) -> None:
    """`NIGHTCAP_DRAWN_STORIES=400` looks at so many."""
    for seed in range(batch, STORIES, 4):
        assert not held(drawn(seed), 200).differences, f"story {seed}"
