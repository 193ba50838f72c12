"""All that can be said about a story, in one call."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import dataclass, field

from engine.proof import findings as rules
from engine.proof.budget import INTERRUPTED, NO_TIME, Budget, memory
from engine.proof.claims import Verdict, ending_verdict, judge, refuted
from engine.proof.evidence import Evidence, Replayer
from engine.proof.findings import Finding
from engine.proof.goals import AFTER, Goal, Outcome, Play, explore, nothing, pursue
from engine.proof.marks import Marked, mark
from engine.proof.walks import unseen_texts, walk
from engine.proof.witness import Witness, witness_of
from engine.runtime.story import Story

# Shares of the time that is left: for the story as a whole (more where no claim waits), for claims, for plays at random
# that find most texts, and for each search of texts.
WHOLE, ALONE, CLAIMS, WALKS, TEXTS = 0.65, 0.8, 0.75, 0.3, 0.75
# What workers may take for claims while texts are searched for here: a little less than what is left.
ASIDE = 0.92
WALK_SECONDS = 4.0
# With fewer states in the story as a whole, it takes longer to wake workers than to explore for everything here.
LITTLE = 10_000
# Texts are searched for together in no more than so many times the states of the story as a whole.
MORE = 3
# Between two looks at what workers have done, in seconds; how long they may take longer than they were told.
TICK, PATIENCE = 0.1, 2.0
# For a seed that makes chance go as a play needs it, so many seconds at least.
LEAST_FOR_SEEDS = 0.1


@dataclass(slots=True)
class Proof:
    """What was found out about a story.

    `complete` says that every state was seen; if not, `why` says why not, and `large` names the variables that made it
    large. `states` are those of the story as a whole, `all_states` with those that the claims and texts needed besides;
    `undecided` texts were not seen either way; `unconfirmed` plays are not told, as they did not show their findings
    when they were played again.
    """

    findings: list[Finding] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    complete: bool = False
    why: list[str] = field(default_factory=list)
    large: list[str] = field(default_factory=list)
    states: int = 0
    all_states: int = 0
    undecided: int = 0
    unconfirmed: int = 0
    seconds: float = 0.0

    @property
    def decided(self) -> bool:
        """Whether everything that was asked is known."""
        return self.complete and not self.undecided and all(one.result != "not decided" for one in self.verdicts)


@dataclass(slots=True)
class _Run:
    """One proof under way. Its searches saw so many states so far, and took so long at most to be set up."""

    story: Story
    marked: Marked
    seconds: float | None
    progress: Callable[[int], None] | None
    executor: Executor | None
    workers: int
    plain: bool
    began: float
    states: int | None
    stop: Callable[[], bool] | None
    room: int
    seen: int = 0
    setup: float = 0.0
    interrupted: bool = False
    replayer: Replayer | None = None
    unconfirmed: int = 0
    # Goals for the claims, and what workers have begun of them.
    claims: list[Goal] = field(default_factory=list)
    claimed: list[Future[Outcome]] = field(default_factory=list)

    def left(self, share: float = 1.0) -> float | None:
        """The seconds that are left, or a share of them."""
        if self.is_interrupted():
            return 0.0
        if self.seconds is None:
            return None
        return max(0.0, (self.seconds - (time.monotonic() - self.began)) * share)

    def is_interrupted(self) -> bool:
        """Whether the user has had enough."""
        self.interrupted |= self.stop is not None and self.stop()
        return self.interrupted

    def one(self, goal: Goal, share: float, executor: Executor | None = None, most: int | None = None) -> Outcome:
        """Explore for one goal, here, `most` states; large levels on an executor, if there is one."""
        left = self.left(share)
        if left is not None and left <= self.setup:
            return self.over()
        budget = Budget(
            left, self.states if most is None else most, self.room, self.tell, self.stop, (left or 0.0) * AFTER
        )
        outcome = explore(self.marked, goal, budget, executor, self.workers)
        self.interrupted |= INTERRUPTED in outcome.why
        self.seen += outcome.states
        self.setup = max(self.setup, outcome.setup)
        return outcome

    def all(self, goals: list[Goal], share: float) -> list[Outcome]:
        """Explore for several goals, on the executor if there is one."""
        return self.found(self.begun(goals, share), share)

    def begun(self, goals: list[Goal], share: float) -> list[Goal | Future[Outcome]]:
        """Goals for which the executor, if there is one and it pays, has begun to explore."""
        if self.executor is None or len(goals) < 2 or self.seen < LITTLE:
            return [*goals]
        return [*self.submitted(self.executor, goals, share)]

    def submitted(self, executor: Executor, goals: list[Goal], share: float) -> list[Future[Outcome]]:
        """The same, on an executor in any case."""
        left = self.left(share)
        until = None if left is None else time.time() + left
        program, states, room = self.story.program, self.states, self.room
        return [executor.submit(pursue, program, goal, until, states, room) for goal in goals]

    def found(self, begun: list[Goal | Future[Outcome]], share: float) -> list[Outcome]:
        """What is found for them: what was not begun is explored now."""
        futures = [one for one in begun if isinstance(one, Future)]
        self.await_all(futures, self.left(share))
        outcomes = [self.one(one, share) if isinstance(one, Goal) else self.result_of(one) for one in begun]
        self.seen += sum(
            outcome.states for one, outcome in zip(begun, outcomes, strict=True) if isinstance(one, Future)
        )
        return outcomes

    def await_all(self, futures: list[Future[Outcome]], left: float | None) -> None:
        """Wait until all are done, or should long be done."""
        end = float("inf") if left is None else time.monotonic() + left * (1 + AFTER) + PATIENCE
        waiting = set(futures)
        while waiting and time.monotonic() < end:
            waiting = wait(waiting, TICK).not_done
            self.tell(0)
            if self.is_interrupted():
                end = min(end, time.monotonic() + PATIENCE)
                waiting = {future for future in waiting if not future.cancel()}

    def result_of(self, future: Future[Outcome]) -> Outcome:
        """What a worker found, as far as it got."""
        try:
            return future.result(0)
        except (CancelledError, TimeoutError):
            return self.over()
        except BrokenExecutor:
            return nothing("a worker process died; it may have run out of memory")

    def over(self) -> Outcome:
        """What is found where there is no time left to look."""
        return nothing(INTERRUPTED if self.interrupted else NO_TIME)

    def tell(self, states: int) -> None:
        """Tell how many states were seen, with those of the search that is under way; where they are many, workers
        begin with the claims."""
        if self.executor is not None and self.seen + states >= LITTLE and not self.claimed:
            self.claimed += self.submitted(self.executor, self.claims, ASIDE)
        if self.progress is not None:
            self.progress(self.seen + states)

    def shown(self, turns: Play, what: Evidence) -> Witness | None:
        """The witness of a play that shows something, with a seed if one is found in time.

        None if it could not be confirmed that it does.
        """
        if turns is None:
            return None
        left = self.left()
        budget = Budget(None if left is None else max(left, LEAST_FOR_SEEDS), stop=self.is_interrupted)
        if self.replayer is None:
            self.replayer = Replayer(self.story, self.marked)
        shows = self.replayer.shows
        witness = witness_of(
            turns, self.story, budget.check, lambda one, seed: shows(one.choices, one.answers, seed, what)
        )
        if witness.seed is not None or self.replayer.can_show(turns, what, budget.check):
            return witness
        self.unconfirmed += 1
        return None


def prove(
    story: Story,
    seconds: float | None = None,
    progress: Callable[[int], None] | None = None,
    executor: Executor | None = None,
    workers: int = 1,
    plain: bool = False,
    states: int | None = None,
    stop: Callable[[], bool] | None = None,
) -> Proof:
    """Explore a story for at most so long, and say what holds in all its plays.

    `progress` is told how many states were seen; `executor` has so many `workers` that take claims and texts side by
    side; `plain` leaves every reduction away. No search sees more than so many `states`. `stop` is asked now and then
    whether the user has had enough.
    """
    began, room = time.monotonic(), memory(workers)
    run = _Run(story, mark(story.program), seconds, progress, executor, workers, plain, began, states, stop, room)
    groups = _groups(run)
    run.claims = [Goal(claims=frozenset(group), early=True) for group in groups]
    share = WHOLE if groups else ALONE
    status: frozenset[int] = frozenset() if run.marked.status is None else frozenset([run.marked.status])
    whole = run.one(Goal(frozenset(run.marked.watched), status, plain=plain), share, executor)
    proof = Proof(complete=whole.complete, why=whole.why, large=whole.large, states=whole.states)
    proof.findings += rules.errors(run.marked, whole, run.shown)
    proof.findings += rules.traps(run.marked, whole, run.shown)
    # Texts are searched for here while workers decide claims; alone, claims come first: somebody wrote them down.
    found = run.found([*run.claims], CLAIMS) if not run.claimed else None
    reached = _texts(run, proof, whole)
    _judge(run, proof, whole, dict(zip(groups, found or run.found([*run.claimed], 1.0), strict=True)))
    if whole.complete:
        proof.findings += rules.unreached(run.marked, reached, whole.closed)
    proof.findings += [refuted(one) for one in proof.verdicts if one.result == "refuted" and one.span is not None]
    proof.all_states = run.seen
    proof.unconfirmed = run.unconfirmed
    proof.seconds = time.monotonic() - run.began
    return proof


def _groups(run: _Run) -> list[tuple[int, ...]]:
    """The claims `never` in groups, each of which is explored by itself: one for each worker that is free.

    Meanwhile texts are searched for here. Fewer groups are less work, as most of their states are the same.
    """
    nevers = [] if run.plain else [one for one in run.marked.nevers if one != run.marked.status]
    count = min(max(1, run.workers - 1), len(nevers))
    return [tuple(nevers[first::count]) for first in range(count)]


def _judge(run: _Run, proof: Proof, whole: Outcome, found: dict[tuple[int, ...], Outcome]) -> None:
    """The verdicts on all claims. Those that ask where a play comes are decided with the story as a whole."""
    claims = run.story.program.claims
    outcomes = dict.fromkeys(range(len(claims)), whole)
    for group, outcome in found.items():
        outcomes |= dict.fromkeys(group, outcome)
    proof.verdicts += [judge(run.marked, number, outcomes[number], run.shown) for number in range(len(claims))]
    if run.story.program.endings and all(claim.kind != "ending" for claim in claims):
        proof.verdicts.append(ending_verdict(whole, run.shown))


def _texts(run: _Run, proof: Proof, whole: Outcome) -> bytearray:
    """What was reached, with the texts in it: those that play at random does not show are searched for one by one."""
    reached, left = bytearray(whole.reached), run.left(WALKS)
    if run.plain or not whole.complete:
        return reached
    if left is None or left > run.setup:
        walk(run.marked, reached, WALK_SECONDS if left is None else min(left, WALK_SECONDS))
    tried: set[int] = set()
    # What an item holds is asked for only once the item itself was reached: round by round, from the outside in.
    while missing := [number for number in unseen_texts(run.marked, reached) if number not in tried]:
        tried.update(missing)
        seen, undecided = _sought(run, missing, MORE * proof.states + MORE)
        proof.undecided += len(undecided)
        # Of what was not decided in time nothing is said, as of what was seen.
        for number in seen | undecided:
            reached[number] = 1
    return reached


def _sought(run: _Run, missing: list[int], most: int) -> tuple[set[int], set[int]]:
    """Of some texts, those that are shown in a play, and those of which it is not known.

    All at once first; together they can depend on so much that there are too many states, and then scene by scene.
    """
    if run.states is not None:
        most = min(most, run.states)
    at_once = run.one(Goal(marks=frozenset(missing), early=True), TEXTS / 2, most=most)
    seen = {number for number in missing if number in at_once.hits}
    left = [] if at_once.complete else [number for number in missing if number not in seen]
    scenes: dict[int, list[int]] = {}
    for number in left:
        scenes.setdefault(run.marked.items[number].scene, []).append(number)
    undecided: set[int] = set()
    outcomes = run.all([Goal(marks=frozenset(group), early=True) for group in scenes.values()], TEXTS)
    for group, outcome in zip(scenes.values(), outcomes, strict=True):
        found = {number for number in group if number in outcome.hits}
        seen |= found
        undecided |= set() if outcome.complete else set(group) - found
    return seen, undecided
