"""Numbers made of draws alone: what they can come to, told by intervals, and how the draws come out then.

The sum of two draws of 10,000 numbers can come out in 100,000,000 ways, but to 19,999 numbers, and a story that only
compares it with 15,000 tells three classes of these apart. So a number of each class is found, and draws that make it.
Each draw comes out by itself, so whatever lies between the ends of a sum is one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine.named_tuples import NamedTuple
from engine.program.intervals import FULL
from engine.program.limits import MOST_SPAN
from engine.program.nodes import Apply, ApplyDraw, Expression
from engine.program.walk import walk


class StridedInterval(NamedTuple):
    """All numbers from the lowest to the highest, each a step from the one before."""

    low: int
    high: int
    step: int = 1

    def holds(self, number: int) -> bool:
        """Whether a number is one of them."""
        return self.low <= number <= self.high and (number - self.low) % self.step == 0

    def above(self, number: int) -> int:
        """The first of them that is larger than a number; it may be too high."""
        return self.low if number < self.low else number + self.step - (number - self.low) % self.step


def is_of_draws(code: Expression) -> bool:
    """Whether an expression is made of draws with known ends, and of numbers, in ways that are known here."""
    return span_of(code) is not None and any(isinstance(one, ApplyDraw) for one in (code, *walk((code,))))


def spans_within(code: Expression) -> dict[int, StridedInterval]:
    """Those of an expression that has one and of its parts, by their identity."""
    spans: dict[int, StridedInterval] = {}
    span_of(code, spans)
    return spans


def span_of(code: Expression, spans: dict[int, StridedInterval] | None = None) -> StridedInterval | None:
    """What an expression of draws and numbers can come to, all of it and nothing else; None if that is not known.

    `spans` keeps it, and that of each part.
    """
    span: StridedInterval | None = None
    if isinstance(code, int):
        span = None if isinstance(code, bool) else StridedInterval(code, code)
    elif isinstance(code, ApplyDraw) and code.name == "random":
        low, high = code.arguments
        if isinstance(low, int) and isinstance(high, int) and low <= high < low + MOST_SPAN:
            span = StridedInterval(low, high)
    elif isinstance(code, Apply) and len(code.arguments) == 2:
        one, other = (span_of(part, spans) for part in code.arguments)
        span = None if one is None or other is None else _applied(code.name, one, other)
    if span is None or span.low < FULL[0] or span.high > FULL[1]:
        return None
    if spans is not None:
        spans[id(code)] = span
    return span


def _applied(name: str, one: StridedInterval, other: StridedInterval) -> StridedInterval | None:
    if name == "-":
        return _sum(one, _negated(other))
    if name == "+":
        return _sum(one, other)
    if name == "*":
        many, by = (one, other) if other.low == other.high else (other, one)
        if by.low < by.high or by.low == 0:
            return None
        ends = many.low * by.low, many.high * by.low
        return StridedInterval(min(ends), max(ends), many.step * abs(by.low))
    if name in ("min", "max") and one.step == other.step == 1:
        extreme = min if name == "min" else max
        return StridedInterval(extreme(one.low, other.low), extreme(one.high, other.high))
    return None


def _negated(span: StridedInterval) -> StridedInterval:
    return StridedInterval(-span.high, -span.low, span.step)


def _sum(one: StridedInterval, other: StridedInterval) -> StridedInterval | None:
    """The sums of one number of each; None where gaps between them are not all alike."""
    fine, coarse = _by_step(one, other)
    if coarse.low < coarse.high and (coarse.step % fine.step or coarse.step - fine.step > fine.high - fine.low):
        return None
    return StridedInterval(one.low + other.low, one.high + other.high, fine.step)


def _by_step(one: StridedInterval, other: StridedInterval) -> tuple[StridedInterval, StridedInterval]:
    """Two spans, first the one whose numbers lie closer; a single number counts as those that lie farthest apart."""
    swap = one.low == one.high or (other.low < other.high and other.step < one.step)
    return (other, one) if swap else (one, other)


def one_of_each_class(span: StridedInterval, constants: Iterable[int]) -> Iterator[int]:
    """A number of each class that comparing with some constants tells apart: each of these, and one between them."""
    before = span.low - 1
    for constant in (*sorted(one for one in constants if span.low <= one <= span.high), span.high + 1):
        if (between := span.above(before)) < constant:
            yield between
        if span.holds(constant):
            yield constant
        before = constant


def draws_making(code: Expression, value: int, spans: Mapping[int, StridedInterval]) -> Iterator[tuple[str, int]]:
    """How the draws of an expression can come out so that it has one of its values: places and numbers.

    `spans` are those within it (`spans_within`).
    """
    if isinstance(code, ApplyDraw):
        yield code.place, value
    if not isinstance(code, Apply):
        return
    one, other = code.arguments
    first, second = _parts(code.name, spans[id(one)], spans[id(other)], value)
    yield from draws_making(one, first, spans)
    yield from draws_making(other, second, spans)


def _parts(name: str, one: StridedInterval, other: StridedInterval, value: int) -> tuple[int, int]:
    """A number of each of two spans of which a value is made."""
    if name == "-":
        first, second = _parts("+", one, _negated(other), value)
        return first, -second
    if name == "*":
        return (value // other.low, other.low) if other.low == other.high else (one.low, value // one.low)
    if name in ("min", "max"):
        ends = (one.high, other.high) if name == "min" else (one.low, other.low)
        return (value, ends[1]) if one.holds(value) else (ends[0], value)
    fine, coarse = _by_step(one, other)
    far = coarse.above(value - fine.high - 1)
    return (value - far, far) if fine is one else (far, value - far)
