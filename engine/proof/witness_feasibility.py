"""Whether a play shows what it is said to show where no seed is known for it: chance and the host can have it so.

The play is followed in the whole story. What explores knows which draws it needs, and what the host has to give; those
come out so, and all that it does not know of comes out in a few ways. Where that does not show it, every way is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from engine.program.nodes import AskPoint
from engine.program.types import Value
from engine.proof.budget import BudgetExceeded
from engine.proof.draws import MOST_OUTCOMES, Draw, Oracle
from engine.proof.instrumentation import Instrumented
from engine.proof.reductions.draw_splitting import split_at_draws
from engine.proof.reductions.reads import Reads
from engine.proof.reductions.value_ranges import Location
from engine.proof.reference import ReferenceSystem
from engine.proof.reference_machine import ReferenceMachine
from engine.proof.transitions import Node, Turn
from engine.proof.witness_validation import ExpectedOutcome

# So many states at most are followed side by side.
MOST_BESIDE = 500
# A draw that the play does not need comes out in all its ways if they are no more than these, or else in two of them.
FEW = 4
TOO_MANY = "there are too many ways in which chance and the host can have it"


class FeasibilityChecker:
    """Follows plays of one story again, as the turns that an exploration found."""

    def __init__(self, marked: Instrumented) -> None:
        program, begins = split_at_draws(marked.program, Reads(marked.program, marked.ranges), {})
        self.system = WitnessSystem(replace(marked, program=program))
        self.system.apart = frozenset(self.system.machine.layout.segment(*one) for one in begins)

    def can_show(self, turns: Sequence[Turn], what: ExpectedOutcome, check: Callable[[], None]) -> bool:
        """Whether the steps of some turns can show it. Raises `BudgetExceeded` if that is not known."""
        oracle = self.system.given
        oracle.check = check
        oracle.inexact.clear()
        oracle.beside = {}
        for turn in turns:
            for draw in turn.draws:
                if draw.value is not None:
                    oracle.beside.setdefault(draw.place, []).append(draw.value)
        for oracle.is_guided in (True, False):
            left_out = False
            nodes: list[Node | None] = [None]
            for number, turn in enumerate(turns):
                oracle.guide(turn.draws)
                self.system.answer = turn.answer
                found = [one for node in nodes for one in self.system.turns(node) if one.choice == turn.choice]
                if number == len(turns) - 1:
                    if any(self._is_seen(one, what) for one in found):
                        return True
                    break
                nodes = [*dict.fromkeys(one.node for one in found if one.node is not None)]
                left_out |= len(nodes) > MOST_BESIDE
                nodes = nodes[:MOST_BESIDE]
        if left_out or oracle.inexact:
            raise BudgetExceeded(TOO_MANY)
        return False

    def _is_seen(self, turn: Turn, what: ExpectedOutcome) -> bool:
        system = self.system
        errors = [event.error for event in turn.events if event.error is not None]
        if what.error is not None:
            if turn.node is not None and (error := system.status_error(turn.node)) is not None:
                errors.append(error)
            return any(map(what.is_error, errors))
        if what.probe is not None:
            return any(event.probe == what.probe for event in turn.events)
        if turn.node is None:
            return False
        if what.claim is not None:
            return what.claim in system.violated(turn.node)
        assert what.point is not None, "something is to be shown"
        return system.place(turn.node) == -1 - system.machine.layout.stop(*what.point)


class WitnessSystem(ReferenceSystem):
    """The whole story, in which a question has one answer."""

    def __init__(self, marked: Instrumented) -> None:
        self.given = GuidedOracle()
        self.answer: str | None = None
        super().__init__(marked, ReferenceMachine(marked, self.given))

    def _answers(
        self, point: AskPoint, scene: int, default: str, value_of: Callable[[Location], int]
    ) -> list[tuple[str, Value]]:
        if self.answer is None:
            return []
        return [(self.answer, self.answer if point.type.kind == "text" else int(self.answer))]


class GuidedOracle(Oracle):
    """Decides draws as a turn is known to need them, or in every way. `beside` are values of the host to try as well.

    What is `given` and `taken` are the outcomes themselves, which mean the same whatever others are tried.
    """

    def __init__(self) -> None:
        super().__init__()
        self.is_guided = True
        self.beside: dict[int, list[Value]] = {}
        self.wanted: dict[tuple[str, int, int], list[int]] = {}
        self.values: dict[int, list[Value]] = {}

    def guide(self, draws: tuple[Draw, ...]) -> None:
        """Let draws come out as those of a turn did."""
        self.wanted, self.values = {}, {}
        for draw in draws:
            if draw.value is not None:
                self.values.setdefault(draw.place, []).append(draw.value)
            else:
                self.wanted.setdefault((draw.kind, draw.place, draw.size), []).append(draw.outcome)

    def decide_value(self, place: int, values: Sequence[Value]) -> Value:
        """What a function of the host gives."""
        every: list[Value] = [*dict.fromkeys((*values, *self.beside.get(place, ())))]
        wanted = [every.index(value) for value in self.values.get(place, ())]
        return every[self._decide_of(("extern", place, len(every)), wanted, len(every), ())]

    def decide(self, kind: str, place: int, size: int, count: int, scenes: tuple[int, ...] = ()) -> int:
        """The outcome of a draw that has `count` outcomes."""
        return self._decide_of((kind, place, size), self.wanted.get((kind, place, size), ()), count, scenes)

    def _decide_of(self, key: tuple[str, int, int], wanted: Sequence[int], count: int, scenes: tuple[int, ...]) -> int:
        tried: Sequence[int] = range(min(count, MOST_OUTCOMES))
        if self.is_guided:
            tried = [*dict.fromkeys(wanted)] or (tried if count <= FEW else (0, count - 1))
        elif count > MOST_OUTCOMES:
            self.inexact.add(TOO_MANY)
        return self._decided(Draw(*key, 0, scenes), tried)
