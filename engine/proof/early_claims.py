"""Claims that are decided without seeing every state: by plays that show them, or in what depends on little of it.

The order is that of cost: what saved plays show, what is proved at once with most of the state forgotten, what plays at
random show; then round by round, in more and more time, what is proved so, and what plays show that are led by it. The
proofs are made by workers meanwhile, where the story is explored in parts (background_proofs.py).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial

from engine.proof.abstract.abstraction import Abstraction, Question
from engine.proof.background_proofs import CLAIM_SECONDS, ROUNDS, BackgroundProofs, Proved, in_order, proved
from engine.proof.budget import Budget, BudgetExceeded, go_on
from engine.proof.claims import ENDING, ClaimVerdict, span_of_claim
from engine.proof.guided_plays import GuidedPlays
from engine.proof.lock_finder import LockFinder
from engine.proof.packed.transition_system import PackedSystem
from engine.proof.play_finder import FoundStates, play_at_random, saved_plays, sessions_at_random, turns_of
from engine.proof.proof_run import AMONG_SEVERAL, Run
from engine.proof.queries import ExplorationResult, build_system, point_of
from engine.proof.segment_graph import shut_from
from engine.proof.transitions import TransitionSystem
from engine.proof.witness import Witness
from engine.proof.witness_validation import ExpectedOutcome, WitnessReplayer
from engine.proof.work_clock import work_time
from engine.runtime.steps import Step

# Shares of the time for this: for saved plays, for plays at random (of what explores, and as a player plays), for
# those that lead into a lock, and for each claim before those.
SAVED, WANDERING, PLAYING, LOCKS, SOON = 0.15, 0.05, 0.03, 0.08, 0.02
# Of the time for plays that are led, so much at most goes on finding out where to.
LEADING = 0.4
# Authors mean what they claim: of a claim that a play would refute, plays get such a share of the time of a proof.
FOR_EXCEPTIONS = 0.25
WANDER_SECONDS = 2.0


class OpenClaims:
    """The claims of a story that are still open: by their numbers, and None for the one that nobody wrote."""

    def __init__(
        self, run: Run, whole: ExplorationResult, outcomes: dict[int, ExplorationResult], has_helpers: bool
    ) -> None:
        self.run, self.marked, self.whole = run, run.marked, whole
        self.has_helpers = has_helpers
        self.abstraction: Abstraction | None = None
        # Claims that were tried to be proved so; those that cannot be, whatever time there is; and of each, the plays
        # that are led to it.
        self.tried: set[int | None] = set()
        self.unprovable: set[int | None] = set()
        self.led: dict[int, GuidedPlays | None] = {}
        self.background: BackgroundProofs | None = None
        claims = run.story.program.claims
        probes = {claim: number for number, claim in run.marked.watched.items()}
        self.open: dict[int | None, ExpectedOutcome | None] = {}
        for number, claim in enumerate(claims):
            if claim.kind == "never":
                outcome = outcomes.get(number)
                if outcome is None or (not outcome.complete and number not in outcome.broken):
                    self.open[number] = ExpectedOutcome(claim=number)
            elif whole.complete or (claim.kind != "ending" and probes[number] in whole.hits):
                continue
            else:
                self.open[number] = None if claim.kind == "ending" else ExpectedOutcome(probe=probes[number])
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
        self.background = BackgroundProofs(self.run, [*self.open]) if self.has_helpers else None
        begun = self.background is not None and self.background.begin(_left(until))
        self._shown_by(self._saved, until, verdicts)
        seconds = _left(until)
        if not begun:
            self._in_turn(until, _slice(seconds, SOON), verdicts, led=False)
        self._shown_by(self._at_random, until, verdicts)
        self._shown_by(self._as_played, until, verdicts)
        for number, part in enumerate(ROUNDS):
            self._in_turn(until, _slice(seconds, part), verdicts, proofs=not begun)
            if number == 0:
                self._find_lock(until)
        if self.background is not None:
            self._note_all(self.background.awaited(_left(until)), verdicts)
        return verdicts

    def _shown_by(
        self,
        find: Callable[[float | None], dict[int, Witness]],
        until: float | None,
        verdicts: dict[int | None, ClaimVerdict],
    ) -> None:
        """Note what plays decide."""
        for number, witness in find(_left(until)).items():
            if number in self.open:
                verdicts[number] = self._shown(number, witness)
                self.open.pop(number)
                self._shown_besides(witness, verdicts)

    def _shown_besides(self, witness: Witness, verdicts: dict[int | None, ClaimVerdict]) -> None:
        """Note what else a play decides: one to an ending may show as well what should never be there."""
        if witness.seed is None:
            return
        taken = zip(witness.choices, witness.answers, strict=True)
        steps = [Step("", choice, None, answer) for choice, answer in taken]
        wanted = self._wanted()
        for number, length in self.replayer.first_shown(steps, witness.seed, wanted).items():
            shorter = Witness(witness.choices[:length], witness.answers[:length], (), witness.seed)
            verdicts[number] = self._shown(number, shorter)
            self.open.pop(number)

    def _in_turn(
        self,
        until: float | None,
        seconds: float,
        verdicts: dict[int | None, ClaimVerdict],
        proofs: bool = True,
        led: bool = True,
    ) -> None:
        """Try each claim for some seconds: `proofs` with most of the state forgotten, and plays that are `led`.

        What plays may show is tried to be proved in any case, as that tells how far it is; so plays come after it.
        Where none are led, a `reach` waits for those at random: authors mean what they claim.
        """
        if self.abstraction is None:
            self.abstraction = Abstraction(self.marked, go_on)
        claims = self.marked.program.claims
        for number in in_order(self.marked.program, [*self.open]):
            if not led and number is not None and claims[number].kind == "reach":
                continue
            may_be_shown = self.open[number] is not None and led
            if may_be_shown and number in self.tried:
                share = 1.0 if number is not None and claims[number].kind == "reach" else FOR_EXCEPTIONS
                self._shown_by(partial(self._led, number, seconds * share), until, verdicts)
            if number in self.open and (proofs or may_be_shown) and number not in self.unprovable:
                self.tried.add(number)
                holds = proved(self.abstraction, number, self._budget(until, seconds))
                if holds:
                    self._note(number, self.abstraction.states, verdicts)
                elif holds is False:
                    self.unprovable.add(number)

    def _budget(self, until: float | None, seconds: float) -> Budget:
        left = _left(until)
        return self.run.budget_of(seconds if left is None else min(seconds, left))

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

    @cached_property
    def replayer(self) -> WitnessReplayer:
        """Plays plays of the story again."""
        return WitnessReplayer(self.run.story, self.marked)

    def _wanted(self) -> dict[int, ExpectedOutcome]:
        return {number: what for number, what in self.open.items() if number is not None and what is not None}

    def _saved(self, seconds: float | None) -> dict[int, Witness]:
        budget = self.run.budget_of(None if seconds is None else seconds * SAVED)
        return dict(saved_plays(self.run.story, self.replayer, self._wanted(), budget.check))

    def _at_random(self, seconds: float | None) -> dict[int, Witness]:
        wanted = self._wanted()
        probes = {what.probe: number for number, what in wanted.items() if what.probe is not None}
        claims = {number for number, what in wanted.items() if what.claim is not None}
        if not wanted:
            return {}
        seconds = WANDER_SECONDS if seconds is None else min(seconds * WANDERING, WANDER_SECONDS)
        budget = self.run.budget_of(seconds)
        try:
            system = build_system(self.marked, frozenset(probes), frozenset(claims), check=budget.check)
        except BudgetExceeded:
            return {}
        found = play_at_random(system, set(probes), claims, budget.check)
        return self._witnesses(system, found, probes, wanted)

    def _as_played(self, seconds: float | None) -> dict[int, Witness]:
        seconds = WANDER_SECONDS if seconds is None else min(seconds * PLAYING, WANDER_SECONDS)
        budget = self.run.budget_of(seconds)
        return dict(sessions_at_random(self.replayer, self._wanted(), budget.check))

    def _led(self, number: int | None, seconds: float, left: float | None) -> dict[int, Witness]:
        """What plays show that are led to what a claim asks for."""
        assert self.abstraction is not None and number is not None, "that it cannot be proved was found out there"
        what = self.open[number]
        assert what is not None, "a play can show it"
        seconds = seconds if left is None else min(seconds, left)
        if number not in self.led and seconds < self.run.setup:
            return {}
        budget = self.run.budget_of(seconds)
        probes = {} if what.probe is None else {what.probe: number}
        claims = frozenset(() if what.claim is None else (what.claim,))
        try:
            if number not in self.led:
                system = build_system(self.marked, frozenset(probes), claims, check=budget.check)
                self.led[number] = GuidedPlays(system) if isinstance(system, PackedSystem) else None
            if (plays := self.led[number]) is None:
                return {}
            self.abstraction.check = self.run.budget_of(seconds * LEADING).check
            with suppress(BudgetExceeded):
                plays.lead(self.abstraction, question_of(what))
            trail = plays.find(what, budget.check)
        except BudgetExceeded:
            return {}
        if trail is None:
            return {}
        del self.led[number]
        found = FoundStates({what.probe: trail}, {}) if what.probe is not None else FoundStates({}, {number: trail})
        return self._witnesses(plays.system, found, probes, {number: what})

    def _witnesses(
        self, system: TransitionSystem, found: FoundStates, probes: dict[int, int], wanted: dict[int, ExpectedOutcome]
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
                witness = self.run.shown(turns, wanted[number], AMONG_SEVERAL)
                if witness is not None:
                    witnesses[number] = witness
        return witnesses

    def _find_lock(self, until: float | None) -> None:
        """Look for a state from which no ending can be reached: then it is known that it cannot always be."""
        claims = self.marked.program.claims
        asked = {number for number in self.open if number is None or claims[number].kind == "ending"}
        left = _left(until)
        if not asked or not self.run.story.program.endings:
            return
        budget = self.run.budget_of(WANDER_SECONDS if left is None else min(left * LOCKS, WANDER_SECONDS))
        points = sum(len(scene.points) for scene in self.marked.program.scenes)
        with suppress(BudgetExceeded):
            system = build_system(self.marked, frozenset(), frozenset(), check=budget.check)
            trail = LockFinder(system, points, budget.check).find()
            system.oracle.check = self.run.budget(1.0).check
            last = trail[-1]
            assert last is not None, "a play begins with a state"
            scene, own = point_of(self.marked.program, system.place(last))
            self.whole.traps = [(scene, own, turns_of(system, trail))]
            self.whole.are_shortest = False
            self.whole.shut[scene, own] = shut_from(self.marked, system, last, budget.check)
        if self.whole.traps:
            self.open = {number: what for number, what in self.open.items() if number not in asked}

    # ------------------------------------------------------------ with most of the state forgotten

    def _note_all(self, found: Proved, verdicts: dict[int | None, ClaimVerdict]) -> None:
        """Note what workers proved."""
        for claim, states in found.items():
            if states is None:
                self.unprovable.add(claim)
            else:
                self._note(claim, states, verdicts)


def question_of(what: ExpectedOutcome) -> Question:
    """What a play is to show, as a question to an abstraction."""
    if what.claim is not None:
        return "never", what.claim
    assert what.probe is not None, "one of these"
    return "probe", what.probe


def _left(until: float | None) -> float | None:
    return None if until is None else max(0.0, until - work_time())


def _slice(seconds: float | None, share: float) -> float:
    return share * (CLAIM_SECONDS if seconds is None else seconds)
