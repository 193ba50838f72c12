"""Claims that are decided without seeing every state: by plays that show them, or in what depends on little of it.

The order is that of cost: what saved plays show, what is proved at once with most of the state forgotten, what plays at
random show, and what is proved so in some time. The proofs are made by workers meanwhile, if there are any.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future
from dataclasses import replace

from engine.program.program import Program
from engine.proof.abstract.search import Abstraction
from engine.proof.budget import Budget, BudgetExceeded, go_on
from engine.proof.claims import ENDING, ClaimVerdict, span_of_claim
from engine.proof.evidence import Evidence, WitnessReplayer
from engine.proof.instrumentation import instrument
from engine.proof.play_finder import FoundStates, play_at_random, saved_plays, turns_of
from engine.proof.proof_run import Run
from engine.proof.queries import ExplorationResult, reduced
from engine.proof.transitions import TransitionSystem
from engine.proof.witness import Witness
from engine.proof.workers import stopped

# Shares of the time for this: for saved plays, for plays at random, and for each claim before those, and in one round
# after another behind them.
SAVED, WANDERING, SOON, SHARES = 0.15, 0.3, (0.2,), (0.25, 0.4, 0.6)
WANDER_SECONDS, CLAIM_SECONDS = 2.0, 20.0
# The kinds of claims in the order in which they are tried.
ORDER = ("only_after", "ending", "never", "reach")
# In less time a worker is hardly awake.
WORTH_A_WORKER = 0.5


class Questions:
    """The claims of a story that are still open: by their numbers, and None for the one that nobody wrote."""

    def __init__(self, run: Run, whole: ExplorationResult, outcomes: dict[int, ExplorationResult]) -> None:
        self.run, self.marked = run, run.marked
        self.abstraction: Abstraction | None = None
        claims = run.story.program.claims
        probes = {claim: number for number, claim in run.marked.watched.items()}
        self.open: dict[int | None, Evidence | None] = {}
        for number, claim in enumerate(claims):
            if claim.kind == "never":
                outcome = outcomes.get(number)
                if outcome is None or (not outcome.complete and number not in outcome.broken):
                    self.open[number] = Evidence(claim=number)
            elif whole.complete or (claim.kind != "ending" and probes[number] in whole.hits):
                continue
            else:
                self.open[number] = None if claim.kind == "ending" else Evidence(probe=probes[number])
        if run.story.program.endings and not whole.complete and all(claim.kind != "ending" for claim in claims):
            self.open[None] = None
        if whole.traps:
            self.open = {number: what for number, what in self.open.items() if what is not None}

    def decided(self, share: float) -> dict[int | None, ClaimVerdict]:
        """The verdicts on those that can be decided so, in a share of the time that is left."""
        verdicts: dict[int | None, ClaimVerdict] = {}
        if not self.open:
            return verdicts
        until = self.run.until(share)
        begun = self._begun(until)
        self._shown_by(self._saved, until, verdicts)
        if not begun:
            self._without(until, SOON, verdicts)
        self._shown_by(self._at_random, until, verdicts)
        if not begun:
            self._without(until, SHARES, verdicts)
        for claim, states in self._awaited(begun, until).items():
            self._note(claim, states, verdicts)
        return verdicts

    def _shown_by(
        self,
        find: Callable[[float | None], dict[int, Witness]],
        until: float | None,
        verdicts: dict[int | None, ClaimVerdict],
    ) -> None:
        """Note what plays decide."""
        for number, witness in find(_left(until)).items():
            verdicts[number] = self._shown(number, witness)
            self.open.pop(number)

    def _without(self, until: float | None, shares: Sequence[float], verdicts: dict[int | None, ClaimVerdict]) -> None:
        """Note what is proved with most of the state forgotten."""
        if self.abstraction is None:
            self.abstraction = Abstraction(self.marked, go_on)
        proved = proved_without(self.abstraction, [*self.open], until, self.run.is_interrupted, shares)
        for claim, states in proved.items():
            self._note(claim, states, verdicts)

    def _note(self, claim: int | None, states: int, verdicts: dict[int | None, ClaimVerdict]) -> None:
        if claim in self.open:
            verdicts[claim] = self._proved(claim, states)
            self.run.seen += states
            self.open.pop(claim)

    def _shown(self, number: int | None, witness: Witness) -> ClaimVerdict:
        """The verdict that a play decides."""
        assert number is not None, "no play shows that an ending can always be reached"
        claim = self.marked.program.claims[number]
        result = "proved" if claim.kind == "reach" else "refuted"
        return ClaimVerdict(claim.text, span_of_claim(claim), result, replace(witness, is_shortest=False), 0)

    def _proved(self, number: int | None, states: int) -> ClaimVerdict:
        if number is None:
            return ClaimVerdict(ENDING, None, "proved", None, states)
        claim = self.marked.program.claims[number]
        if claim.kind == "reach":
            return ClaimVerdict(claim.text, span_of_claim(claim), "refuted", None, states, is_absence=True)
        return ClaimVerdict(claim.text, span_of_claim(claim), "proved", None, states)

    # ------------------------------------------------------------ plays

    def _wanted(self) -> dict[int, Evidence]:
        return {number: what for number, what in self.open.items() if number is not None and what is not None}

    def _saved(self, seconds: float | None) -> dict[int, Witness]:
        budget = _part(seconds, SAVED, self.run.is_interrupted)
        replayer = WitnessReplayer(self.run.story, self.marked)
        return dict(saved_plays(self.run.story, replayer, self._wanted(), budget.check))

    def _at_random(self, seconds: float | None) -> dict[int, Witness]:
        wanted = self._wanted()
        probes = {what.probe: number for number, what in wanted.items() if what.probe is not None}
        claims = {number for number, what in wanted.items() if what.claim is not None}
        if not wanted:
            return {}
        seconds = WANDER_SECONDS if seconds is None else min(seconds * WANDERING, WANDER_SECONDS)
        budget = Budget(seconds, stop=self.run.is_interrupted)
        try:
            system = reduced(self.marked, frozenset(probes), frozenset(claims), check=budget.check)
        except BudgetExceeded:
            return {}
        found = play_at_random(system, set(probes), claims, budget.check)
        return self._witnesses(system, found, probes, wanted)

    def _witnesses(
        self, system: TransitionSystem, found: FoundStates, probes: dict[int, int], wanted: dict[int, Evidence]
    ) -> dict[int, Witness]:
        """Witnesses of what was found, as far as they can be put together in time."""
        system.oracle.check = self.run.budget(1.0).check
        witnesses: dict[int, Witness] = {}
        trails = [(probes[hit], trail, hit) for hit, trail in found.hits.items() if hit in probes]
        for number, trail, hit in [*trails, *((claim, trail, None) for claim, trail in found.broken.items())]:
            if number in wanted:
                try:
                    turns = turns_of(system, trail, hit)
                except BudgetExceeded:
                    continue
                witness = self.run.shown(turns, wanted[number])
                if witness is not None:
                    witnesses[number] = witness
        return witnesses

    # ------------------------------------------------------------ with most of the state forgotten

    def _begun(self, until: float | None) -> list[Future[dict[int | None, int]]]:
        """The claims in groups, one for each worker that is free, which have begun with them."""
        run = self.run
        left = _left(until)
        if run.workers is None or (left is not None and left < WORTH_A_WORKER):
            return []
        count = min(max(1, len(run.workers) - 1), len(self.open))
        groups = [[*self.open][first::count] for first in range(count)]
        return [run.workers.submit(prove_without, run.story.program, group, until) for group in groups]

    def _awaited(self, begun: list[Future[dict[int | None, int]]], until: float | None) -> dict[int | None, int]:
        """What workers proved."""
        self.run.await_all(begun, _left(until))
        proved: dict[int | None, int] = {}
        for future in begun:
            try:
                proved |= future.result(0)
            except (CancelledError, TimeoutError, BrokenExecutor):
                continue
        return proved


def _left(until: float | None) -> float | None:
    return None if until is None else max(0.0, until - time.time())


def _part(seconds: float | None, share: float, stop: Callable[[], bool] | None) -> Budget:
    return Budget(None if seconds is None else seconds * share, stop=stop)


def prove_without(program: Program, numbers: list[int | None], until: float | None) -> dict[int | None, int]:
    """In a worker: the claims that are proved with most of the state forgotten, and in how many states."""
    return proved_without(Abstraction(instrument(program), go_on), numbers, until, stopped, SHARES)


def proved_without(
    abstraction: Abstraction,
    numbers: list[int | None],
    until: float | None,
    stop: Callable[[], bool],
    shares: Sequence[float],
) -> dict[int | None, int]:
    """The same, going on where an abstraction was. Each claim gets a small part of the time first, `reach` none.

    What plays come to is no more than tried: that there is no such play is proved last.
    """
    marked = abstraction.marked
    probes = {claim: number for number, claim in marked.watched.items()}
    proved: dict[int | None, int] = {}
    kinds = {number: "ending" if number is None else marked.program.claims[number].kind for number in numbers}
    left = sorted(numbers, key=lambda number: ORDER.index(kinds[number]))
    for share in shares:
        for number in [*left]:
            if kinds[number] == "reach" and share != SHARES[-1]:
                continue
            seconds = _left(until)
            budget = _part(CLAIM_SECONDS if seconds is None else seconds, share, stop)
            abstraction.check = budget.check
            try:
                if kinds[number] == "ending":
                    holds = abstraction.ending()
                elif number is not None and number in probes:
                    holds = abstraction.unreached(probes[number])
                elif number is not None:
                    holds = abstraction.never(number)
            except BudgetExceeded:
                continue
            left.remove(number)
            if holds:
                proved[number] = abstraction.states
    return proved
