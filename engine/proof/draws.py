"""Chance under proof: every outcome of every draw.

What explores runs a turn once for each sequence of outcomes, depth first over the list of decisions, as stateless model
checkers do (P. Godefroid, "Model checking for programming languages using VeriSoft", 1997). Counters of draws, which
the seed needs and nothing else, stay at 0 then, so that states are equal that differ in them alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from engine.named_tuples import NamedTuple
from engine.program.types import Value
from engine.proof.budget import go_on
from engine.proof.work_clock import A_DRAW, AN_OUTCOME, spend

Result = TypeVar("Result")

MOST_OUTCOMES = 1000
MOST_RUNS = 4000
# So many runs between two looks at the clock.
CHECK_EVERY = 16


class Draw(NamedTuple):
    """One draw: its kind and the place that drew, from how many, and which came (from 0).

    Kinds: "random" (`outcome` of `size`), "chance" (0 false, 1 true; `size` is the percentage), "shuffle" (of the items
    that are left, of `size`), "any" (one of `scenes`, given by their numbers for chance), "extern" (a value of
    the host's; no seed decides it) and "answer" (what a player types).
    """

    kind: str
    place: int
    size: int
    outcome: int
    scenes: tuple[int, ...] = ()
    value: Value | None = None


class ToldApart(NamedTuple):
    """Which random numbers of a place a story tells apart: it compares them with `constants`, and of all that is made
    of several draws those that it tells apart come of `values` of each."""

    constants: frozenset[int]
    values: frozenset[int] = frozenset()


def values_of_random(low: int, high: int, told: ToldApart | None) -> Sequence[int]:
    """What `random(low, high)` has to come to: all, or one of each class that a story tells apart."""
    if told is None:
        return range(low, high + 1)
    some = {one for one in told.values if low <= one <= high}
    before = low - 1
    for one in sorted(one for one in told.constants if low <= one <= high):
        some |= {before + 1, one}
        before = one
    if before < high and (told.constants or not some):
        some.add(high)
    return sorted(some)


class Oracle:
    """Decides draws. `inexact` collects why not every outcome was tried. `check` is called before each run."""

    def __init__(self) -> None:
        self.check: Callable[[], None] = go_on
        self.given: list[int] = []
        self.log: list[Draw] = []
        # The outcome that each draw had, and those that are to be tried for it, in their order.
        self.taken: list[int] = []
        self.tried: list[Sequence[int]] = []
        self.inexact: set[str] = set()

    def begin(self, given: list[int]) -> None:
        """Begin a run in which the first draws come out as given, all later ones as their first outcome."""
        self.given = given
        self.log = []
        self.taken = []
        self.tried = []

    def decide_among(self, kind: str, place: int, size: int, outcomes: Sequence[int]) -> int:
        """The outcome of a draw of which some stand for all."""
        outcome = outcomes[self.decide(kind, place, size, len(outcomes))]
        self.log[-1] = Draw(kind, place, size, outcome)
        return outcome

    def decide_value(self, place: int, values: Sequence[Value]) -> Value:
        """What a function of the host gives."""
        value = values[self.decide("extern", place, len(values), len(values))]
        self.log[-1] = self.log[-1]._replace(value=value)
        return value

    def decide(self, kind: str, place: int, size: int, count: int, scenes: tuple[int, ...] = ()) -> int:
        """The outcome of a draw that has `count` outcomes."""
        if count > MOST_OUTCOMES:
            self.inexact.add(f"a draw has {count:,} outcomes, of which {MOST_OUTCOMES:,} are tried")
            count = MOST_OUTCOMES
        return self._decided(Draw(kind, place, size, 0, scenes), range(max(count, 1)))

    def _decided(self, draw: Draw, tried: Sequence[int]) -> int:
        """The outcome of the next draw: the one that is given for it, or else the first of those to try."""
        spend(A_DRAW)
        number = len(self.log)
        outcome = self.given[number] if number < len(self.given) else tried[0]
        self.log.append(draw._replace(outcome=outcome))
        self.taken.append(outcome)
        self.tried.append(tried)
        return outcome

    def outcomes(self, run: Callable[[], Result], fixed: list[int] | None = None) -> Iterator[Result]:
        """The results of a run under every sequence of the outcomes to try; its first draws come out as `fixed`."""
        first = len(fixed or ())
        given = [*(fixed or ())]
        for number in range(MOST_RUNS):
            if number % CHECK_EVERY == 0:
                self.check()
            self.begin(given)
            spend(AN_OUTCOME)
            yield run()
            last = len(self.taken) - 1
            while last >= first and self.taken[last] == self.tried[last][-1]:
                last -= 1
            if last < first:
                return
            tried = self.tried[last]
            given = [*self.taken[:last], tried[tried.index(self.taken[last]) + 1]]
        self.inexact.add("one turn draws in too many ways")
