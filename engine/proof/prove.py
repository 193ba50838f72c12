"""All that can be said about a story, in one call."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field

from engine.proof import findings as rules
from engine.proof.claims import Verdict, ending_verdict, judge, refuted
from engine.proof.findings import Finding
from engine.proof.goals import Goal, Outcome, explore, pursue
from engine.proof.marks import Marked, mark
from engine.proof.search import INTERRUPTED, Budget
from engine.proof.walks import unseen_texts, walk
from engine.runtime.session import Story

# Shares of the time for the story as a whole, and for plays at random that find most texts.
WHOLE, WALKS = 0.6, 0.15
WALK_SECONDS = 4.0


NOT_BEGUN = Outcome(0, 0, 0.0, False, ["the time was over"], b"", set())


@dataclass(slots=True)
class Proof:
    """What was found out about a story.

    `complete` says that every state was seen; if not, `why` says why not. `states` are those of the story as a whole,
    `all_states` with those that the claims and texts needed besides; `undecided` texts were not seen either way.
    """

    findings: list[Finding] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    complete: bool = False
    why: list[str] = field(default_factory=list)
    states: int = 0
    all_states: int = 0
    undecided: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class _Run:
    """One proof under way."""

    story: Story
    marked: Marked
    seconds: float | None
    progress: Callable[[int], None] | None
    executor: Executor | None
    workers: int
    plain: bool
    began: float
    interrupted: bool = False

    def left(self, share: float = 1.0) -> float | None:
        """The seconds that are left, or a share of them."""
        if self.interrupted:
            return 0.0
        if self.seconds is None:
            return None
        return max(0.0, (self.seconds - (time.monotonic() - self.began)) * share)

    def one(self, goal: Goal, share: float = 1.0) -> Outcome:
        """Explore for one goal, here."""
        outcome = explore(self.marked, goal, Budget(self.left(share), progress=self.progress))
        self.interrupted |= INTERRUPTED in outcome.why
        return outcome

    def all(self, goals: list[Goal]) -> list[Outcome]:
        """Explore for several goals, on the executor if there is one."""
        if self.executor is None or len(goals) < 2:
            return [NOT_BEGUN if self.left() == 0 else self.one(goal) for goal in goals]
        program = self.story.program
        futures = [self.executor.submit(pursue, program, goal, self.left()) for goal in goals]
        return [future.result() for future in futures]


def prove(
    story: Story,
    seconds: float | None = None,
    progress: Callable[[int], None] | None = None,
    executor: Executor | None = None,
    workers: int = 1,
    plain: bool = False,
) -> Proof:
    """Explore a story for at most so long, and say what holds in all its plays.

    `executor` has so many `workers` that take claims and texts side by side; `plain` leaves every reduction away.
    """
    run = _Run(story, mark(story.program), seconds, progress, executor, workers, plain, time.monotonic())
    whole = run.one(Goal(frozenset(run.marked.watched), plain=plain), WHOLE)
    proof = Proof(complete=whole.complete, why=whole.why, states=whole.states, all_states=whole.states)
    proof.findings += rules.errors(run.marked, whole, story)
    proof.findings += rules.traps(run.marked, whole, story)
    _claims(run, proof, whole)
    reached = _texts(run, proof, whole)
    if whole.complete:
        proof.findings += rules.unreached(run.marked, reached, whole.closed)
    proof.findings += [refuted(one) for one in proof.verdicts if one.result == "refuted" and one.span is not None]
    proof.seconds = time.monotonic() - run.began
    return proof


def _claims(run: _Run, proof: Proof, whole: Outcome) -> None:
    """The verdicts on all claims. Those that ask where a play comes are decided with the story as a whole."""
    claims = run.story.program["claims"]
    outcomes = dict.fromkeys(range(len(claims)), whole)
    nevers = list(run.marked.nevers)
    if nevers and not run.plain:
        groups = [nevers[first :: run.workers] for first in range(min(run.workers, len(nevers)))]
        found = run.all([Goal(claims=frozenset(group), early=True) for group in groups])
        for group, outcome in zip(groups, found, strict=True):
            outcomes |= dict.fromkeys(group, outcome)
            proof.all_states += outcome.states
    proof.verdicts += [judge(run.marked, number, outcomes[number], run.story) for number in range(len(claims))]
    if run.story.program["endings"] and all(claim["kind"] != "ending" for claim in claims):
        proof.verdicts.append(ending_verdict(whole, run.story))


def _texts(run: _Run, proof: Proof, whole: Outcome) -> bytearray:
    """What was reached, with the texts in it: those that play at random does not show are searched for one by one."""
    reached = bytearray(whole.reached)
    if run.plain:
        return reached
    left = run.left(WALKS)
    walk(run.marked, reached, WALK_SECONDS if left is None else min(left, WALK_SECONDS))
    tried: set[int] = set()
    # What an item holds is asked for only once the item itself was reached: round by round, from the outside in.
    while missing := [number for number in unseen_texts(run.marked, reached) if number not in tried]:
        tried.update(missing)
        scenes: dict[int, list[int]] = {}
        for number in missing:
            scenes.setdefault(run.marked.items[number].scene, []).append(number)
        outcomes = run.all([Goal(marks=frozenset(group), early=True) for group in scenes.values()])
        for group, outcome in zip(scenes.values(), outcomes, strict=True):
            proof.all_states += outcome.states
            seen = {number for number in group if number in outcome.hits}
            if not outcome.complete:
                # Not seen in time: nothing is said about it.
                proof.undecided += len(group) - len(seen)
                seen.update(group)
            for number in seen:
                reached[number] = 1
    return reached
