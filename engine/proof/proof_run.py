"""One proof under way: the time that is left, the searches made in it, and who makes them."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Future, wait
from dataclasses import dataclass
from typing import TypeVar

from engine.proof.budget import INTERRUPTED, NO_TIME, Budget, BudgetExceeded, emergency
from engine.proof.false_conditions import FalseConditions
from engine.proof.instrumentation import Instrumented
from engine.proof.queries import AFTER, ExplorationResult, Play, Query, answer_query, explore, nothing
from engine.proof.segment_graph import SegmentGraph
from engine.proof.witness import Witness, witness_of
from engine.proof.witness_feasibility import FeasibilityChecker
from engine.proof.witness_validation import ExpectedOutcome, WitnessReplayer
from engine.proof.work_clock import wait_until, work_time
from engine.proof.workers import Workers
from engine.runtime.story import Story

# With fewer states in the story as a whole, it takes longer to wake workers than to explore for everything here.
LITTLE = 10_000
# Between two looks at what workers have done, in seconds; how long they may take longer than they were told.
TICK, GRACE_SECONDS = 0.1, 2.0
# A worker that takes so many times its seconds by the clock, and some, hangs: a busy machine is not as slow.
HANGS, HANGS_SECONDS = 12.0, 20.0
# For a seed that makes chance go as a play needs it, so many seconds at least.
LEAST_FOR_SEEDS = 0.1
# Of the time that is left, so much may go on looking for the seed of one play; and of one of several.
FOR_SEEDS, AMONG_SEVERAL = 0.4, 0.03

Result = TypeVar("Result")


@dataclass(slots=True)
class Run:
    """One proof under way. Its searches saw so many states so far, and took so long at most to be set up.

    Seconds are those of work that is done, and so is the time at which it `began` (work_clock.py).
    """

    story: Story
    marked: Instrumented
    seconds: float | None
    progress: Callable[[int], None] | None
    workers: Workers | None
    plain: bool
    began: float
    states: int | None
    stop: Callable[[], bool] | None
    room: int
    seen: int = 0
    setup: float = 0.0
    interrupted: bool = False
    replayer: WitnessReplayer | None = None
    retracer: FeasibilityChecker | None = None
    unconfirmed: int = 0
    cpu_end: float = float("inf")
    begun_at: float = 0.0
    known_graph: SegmentGraph | None = None

    def __post_init__(self) -> None:
        self.cpu_end = emergency(self.seconds)

    @property
    def graph(self) -> SegmentGraph:
        """The graph of the story, made when it is first asked for."""
        if self.known_graph is None:
            self.known_graph = SegmentGraph(self.marked)
        return self.known_graph

    def left(self, share: float = 1.0) -> float | None:
        """The seconds that are left, or a share of them."""
        if self.is_interrupted():
            return 0.0
        if self.seconds is None:
            return None
        return max(0.0, (self.seconds - (work_time() - self.began)) * share)

    def is_interrupted(self) -> bool:
        """Whether the user has had enough."""
        self.interrupted |= self.stop is not None and self.stop()
        return self.interrupted

    def is_asked_to_stop(self) -> bool:
        """The same, asked now and then by what is no search and has no states to tell: so the progress is shown."""
        self.tell(0)
        return self.is_interrupted()

    def budget(self, share: float) -> Budget:
        """A share of the time that is left, for what is not a search by itself."""
        return self.budget_of(self.left(share))

    def budget_of(self, seconds: float | None) -> Budget:
        """Some seconds, for what is not a search by itself."""
        return Budget(seconds, stop=self.is_asked_to_stop, cpu_end=self.cpu_end)

    def one(
        self,
        query: Query,
        share: float,
        most: int | None = None,
        alone: bool = True,
        so_far: ExplorationResult | None = None,
    ) -> ExplorationResult:
        """Explore for one query, `most` states: here alone, or with all workers, if there are any.

        What was found `so_far` for the same query is gone on with, if it can be.
        """
        left = self.left(share)
        if left is not None and left <= self.setup:
            return self.over()
        most = self.states if most is None else most if self.states is None else min(most, self.states)
        budget = Budget(left, most, self.room, self.tell, self.stop, (left or 0.0) * AFTER, cpu_end=self.cpu_end)
        going_on = so_far.explored if so_far is not None and alone else None
        before = 0 if going_on is None else going_on.states
        outcome = explore(self.marked, query, budget, None if alone else self.workers, going_on)
        self.interrupted |= INTERRUPTED in outcome.why
        self.seen += outcome.states - before
        self.setup = max(self.setup, outcome.setup)
        return outcome

    def all(self, queries: list[Query], share: float) -> list[ExplorationResult]:
        """Explore for several queries, on workers if there are any and it pays."""
        if self.workers is None or len(self.workers) < 2 or len(queries) < 2 or self.seen < LITTLE:
            return [self.one(query, share) for query in queries]
        return self.found(self.begun(queries, share), share)

    def begun(self, queries: list[Query], share: float) -> list[Future[ExplorationResult]]:
        """Queries for which workers have begun to explore; those of one worker share its time."""
        assert self.workers is not None, "there is somebody to begin"
        left, program, room = (
            self.left(share / -(-len(queries) // len(self.workers))),
            self.story.program,
            self.workers.room,
        )
        self.begun_at = work_time()
        return [self.workers.submit(answer_query, program, query, left, self.states, room) for query in queries]

    def until(self, share: float) -> float | None:
        """When a share of the time that is left is over, a time of the work's clock."""
        left = self.left(share)
        return None if left is None else work_time() + left

    def awaited(self, future: Future[ExplorationResult]) -> ExplorationResult:
        """What a worker found that has begun as the last one."""
        outcome = self.found([future], 1.0)[0]
        wait_until(self.begun_at + outcome.setup + outcome.seconds)
        return outcome

    def found(self, begun: list[Future[ExplorationResult]], share: float) -> list[ExplorationResult]:
        """What workers found."""
        self.await_all(begun, self.left(share))
        outcomes = [self.result_of(one, self.over()) for one in begun]
        self.seen += sum(outcome.states for outcome in outcomes)
        return outcomes

    def await_all(self, futures: list[Future[Result]], left: float | None) -> None:
        """Wait until all are done. What they may do is theirs to know; that they hang is seen by the clock."""
        end = float("inf") if left is None else time.monotonic() + left * HANGS + HANGS_SECONDS
        waiting = set(futures)
        while waiting and time.monotonic() < end:
            waiting = wait(waiting, TICK).not_done
            if self.is_asked_to_stop():
                end = min(end, time.monotonic() + GRACE_SECONDS)
                waiting = {future for future in waiting if not future.cancel()}

    def result_of(self, future: Future[ExplorationResult], otherwise: ExplorationResult) -> ExplorationResult:
        """What a worker found, as far as it got."""
        try:
            return future.result(0)
        except (CancelledError, TimeoutError):
            return otherwise
        except BrokenExecutor:
            return nothing("a worker process died; it may have run out of memory")

    def over(self) -> ExplorationResult:
        """What is found where there is no time left to look."""
        return nothing(INTERRUPTED if self.interrupted else NO_TIME)

    def tell(self, states: int) -> None:
        """Tell how many states were seen, with those of the search that is under way."""
        if self.progress is not None:
            self.progress(self.seen + states)

    def _for_a_play(self, share: float) -> Budget:
        left = self.left(share)
        return self.budget_of(None if left is None else max(left, LEAST_FOR_SEEDS))

    def _replayer(self) -> WitnessReplayer:
        if self.replayer is None:
            self.replayer = WitnessReplayer(self.story, self.marked)
        return self.replayer

    def conditions_after(self, witness: Witness | None) -> FalseConditions:
        """What is known of conditions where a play leads; of none, what is known without one."""
        return self._replayer().conditions_after(witness)

    def shown(self, turns: Play, what: ExpectedOutcome, share: float = FOR_SEEDS) -> Witness | None:
        """The witness of a play that shows something, with a seed if one is found in a share of the time.

        None if it could not be confirmed that it does.
        """
        if turns is None:
            return None
        seeds = self._for_a_play(share)
        shows = self._replayer().shows
        witness = witness_of(
            turns, self.story, seeds.check, lambda one, seed: shows(one.choices, one.answers, seed, what)
        )
        try:
            if witness.seed is not None:
                return witness
            if self.retracer is None:
                self.retracer = FeasibilityChecker(self.marked)
            if self.retracer.can_show(turns, what, self._for_a_play(1.0).check):
                return witness
        except BudgetExceeded:
            return None
        self.unconfirmed += 1
        return None
