"""Whether a play shows what it is said to show: it is played again, in the whole story, by the runtime.

What explores knows only a slice of the story, and of its chance. No play is told to anybody that is not confirmed here.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from engine.diagnostics import Diagnostic
from engine.proof.false_conditions import FalseConditions
from engine.proof.instrumentation import Instrumented
from engine.proof.reference import ENDLESS
from engine.proof.reference_machine import InstrumentedCode, holds
from engine.proof.type_values import TypeValues
from engine.proof.witness import Witness, replayed
from engine.proof.work_clock import A_LONG_STEP, A_STEP, AN_OFFER, spend
from engine.runtime.errors import ChoiceError, NightcapError, PlayError
from engine.runtime.layout import PLACE
from engine.runtime.machine import Machine, Stop, TurnOutput
from engine.runtime.offers import Choice
from engine.runtime.session import Session
from engine.runtime.state_types import Functions, State, Working
from engine.runtime.steps import Step
from engine.runtime.story import Story


@dataclass(frozen=True, slots=True)
class ExpectedOutcome:
    """What the last step of a play must come to: one of these.

    An error; the probe of a claim; a stop at which the claim of that number does not hold; a point (scene and number).
    """

    error: Diagnostic | None = None
    probe: int | None = None
    claim: int | None = None
    point: tuple[int, int] | None = None

    def is_error(self, found: Diagnostic) -> bool:
        """Whether an error is the one that was meant. A turn without end may be noticed anywhere on its way round."""
        meant = self.error
        return meant is not None and meant.code == found.code and (meant.span == found.span or meant.code == ENDLESS)


class InstrumentedMachine(Machine):
    """The runtime's machine for a marked program: it notes in `reached` which probes a play comes by."""

    def __init__(self, marked: Instrumented) -> None:
        super().__init__(marked.program)
        self.reached = bytearray(len(marked.items))
        self.marked_code = InstrumentedCode(
            marked.program, self.layout, None, {**self.code.names, "probe": self._probe}
        )
        self.code = self.marked_code
        # The state in which a turn failed last, as far as it had come.
        self.failed: list[State] = []
        # How much of the turn under way was counted as work.
        self.counted = 0

    def _probe(self, number: int) -> str:
        self.reached[number] = 1
        return ""

    def go(self, after: State, first: Choice | int, functions: Functions) -> Stop:
        """A turn of the runtime's."""
        self.counted = 0
        return super().go(after, first, functions)

    def _watch(self, turn: TurnOutput, steps: int, number: int) -> None:
        """Count a long turn for what it is: one without end takes thousands of steps before that is noticed."""
        done = steps + turn.work
        spend((done - self.counted) * A_LONG_STEP)
        self.counted = done
        super()._watch(turn, steps, number)

    def _error(self, error: Exception, w: Working, turn: TurnOutput | None = None) -> Exception:
        self.failed = [self._state(w)]
        return super()._error(error, w, turn)


class WitnessReplayer:
    """Plays the plays of one story again."""

    def __init__(self, story: Story, marked: Instrumented) -> None:
        self.marked = marked
        self.machine = InstrumentedMachine(marked)
        self.story = Story(marked.program, story.path, has_source=story.has_source)
        self.story.machine = self.machine

    def shows(
        self, choices: tuple[str | None, ...], answers: tuple[str | None, ...], seed: int, what: ExpectedOutcome
    ) -> bool:
        """Whether the play of that seed shows it."""
        left = len(choices)
        try:
            self._forget()
            session = self.story.start(seed)
            for choice, answer in zip(choices, answers, strict=True):
                self._forget()
                left -= 1
                if choice is not None:
                    session.choose(choice)
                elif session.question is None:
                    return False
                else:
                    session.answer(str(answer))
        except ChoiceError:
            return False
        except PlayError as error:
            return left == 0 and what.is_error(error.diagnostic)
        except NightcapError:
            return False
        return self._is_shown(session, what)

    def conditions_after(self, witness: Witness | None) -> FalseConditions:
        """What is known of conditions in the state to which a play leads, or in which it fails."""
        state = None
        if witness is not None and witness.seed is not None:
            self.machine.failed.clear()
            session = replayed(self.story, witness)
            after = [] if session is None else [session.packed_state]
            state = next(iter([*self.machine.failed, *after]), None)
        return FalseConditions(self.marked.program, self.machine.layout, state)

    def first_shown(self, steps: Sequence[Step], seed: int, wanted: dict[int, ExpectedOutcome]) -> dict[int, int]:
        """After how many of its steps a play first shows some things; it ends where it cannot be followed."""
        found: dict[int, int] = {}
        try:
            self._forget()
            session = self.story.start(seed)
            for count in range(len(steps) + 1):
                for number, what in wanted.items():
                    if number not in found and self._is_shown(session, what):
                        found[number] = count
                if count == len(steps) or len(found) == len(wanted):
                    break
                self._forget()
                step = steps[count]
                if step.id is not None:
                    session.choose(step.id)
                else:
                    session.answer(step.answer or "")
        except NightcapError:
            pass
        return found

    def shown_at_random(
        self, seed: int, most: int, values: TypeValues, wanted: dict[int, ExpectedOutcome], check: Callable[[], None]
    ) -> Iterator[tuple[int, Session]]:
        """Play at random, so many steps at most, with what a play may answer; which things it shows, and the play up
        to there."""
        chance, left = random.Random(seed), dict(wanted)
        try:
            self._forget()
            session = self.story.start(seed)
            for _ in range(most):
                check()
                spend(A_STEP + len(session.choices) * AN_OFFER)
                for number in [number for number, what in left.items() if self._is_shown(session, what)]:
                    del left[number]
                    yield number, session
                if session.over or not left:
                    return
                self._forget()
                if session.question is not None:
                    session.answer(values.answer(session.question, chance))
                else:
                    session.choose(chance.choice([one.id for one in session.choices if one.enabled]))
        except NightcapError:
            return

    def _forget(self) -> None:
        self.machine.reached = bytearray(len(self.marked.items))

    def _is_shown(self, session: Session, what: ExpectedOutcome) -> bool:
        if what.error is not None:
            try:
                _ = session.status
            except PlayError as error:
                return what.is_error(error.diagnostic)
            return False
        if what.probe is not None:
            return bool(self.machine.reached[what.probe])
        if what.claim is not None:
            return session.question is None and holds(self.machine.marked_code.claim(what.claim), session.packed_state)
        assert what.point is not None, "something is to be shown"
        return bool(session.packed_state[PLACE] == self.machine.layout.stop(*what.point))
