"""All that can be said about a story, in one call."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from engine.proof import findings as rules
from engine.proof.budget import BudgetExceeded, memory
from engine.proof.claims import ClaimVerdict, ending_verdict, judge, refuted, span_of_claim
from engine.proof.early_claims import OpenClaims
from engine.proof.findings import Finding
from engine.proof.instrumentation import instrument
from engine.proof.packed.size_estimate import bits_more
from engine.proof.packed.transition_system import PackedSystem
from engine.proof.proof_run import LITTLE, Run
from engine.proof.queries import ExplorationResult, Query, build_system
from engine.proof.sampled_coverage import unseen_texts, walk
from engine.proof.size_report import largest, what_draws, what_is_taken_once
from engine.proof.work_clock import work_time
from engine.proof.workers import Workers
from engine.runtime.story import Story

# A first look at the story and at its claims, which is all that a small one needs: so many states, and such a share of
# the time at most; and after how many of these it is asked whether the claims can be looked at with the whole.
FIRST_STATES, FIRST, GLANCE_STATES = 25_000, 0.12, 2_000
# Shares of the time that is left: for what can be decided without seeing every state, for the story as a whole (more
# where no claim waits), for claims, for plays at random that find most texts, and for each search of texts.
CHEAPLY, WHOLE, ALONE, CLAIMS, WALKS, TEXTS = 0.6, 0.6, 0.8, 0.75, 0.3, 0.75
# The first of these where five times as much time as the first look had would hardly do for the story as a whole: where
# that took all its time for less states than it may see, or such a share of its states still waited to be followed.
HOPELESS, MANY_WAIT = 0.85, 0.45
# Where no more of them than such a share wait, it is gone on with: it seems to be soon through.
FEW_WAIT = 0.25
# Less of it where it may well be that there is time to see every state: where by the values that were seen there cannot
# be more of them than so many times those that there is time for (values have to do with each other, so that far fewer
# come together), or for which so many seconds would do if no time is told.
QUICKLY, FEASIBLE, ENOUGH_SECONDS = 0.15, 8.0, 60.0
# Claims are looked at together with the whole story where they keep no more bits of a state than this from being
# forgotten; it takes the time of setting up one more search to know that, so that must be short: a share of the time.
BITS_MORE, SHORT_SETUP = 1.5, 0.02
# Of the time that is left, so much goes on seeing all with numbers cut off, if it has no more states than these.
SATURATING, SATURATING_STATES = 0.35, 50_000
# What that search may take of the time that is left.
TOGETHER = 0.88
# What a worker may take of the time that is left for the story as a whole, and what goes on claims meanwhile.
ASIDE, BESIDE = 0.88, 0.65
WALK_SECONDS = 4.0
# A play that was found and does not show what it must: something is wrong with what explores.
UNCONFIRMED = "a play that was found does not show it when it is played again"
# Texts are searched for together in no more than so many times the states of the story as a whole.
MORE = 3


@dataclass(slots=True)
class Proof:
    """What was found out about a story.

    `complete` says that every state was seen; if not, `why` says why not, and `large` names the variables that made it
    large. `states` are those of the story as a whole, `all_states` with those that the claims and texts needed besides;
    `undecided` texts were not seen either way. `unconfirmed` plays did not show their findings when they were played
    again: of these nothing is told, and what they were to decide is not decided.
    """

    findings: list[Finding] = field(default_factory=list)
    verdicts: list[ClaimVerdict] = field(default_factory=list)
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


def prove(
    story: Story,
    seconds: float | None = None,
    progress: Callable[[int], None] | None = None,
    workers: Workers | None = None,
    plain: bool = False,
    states: int | None = None,
    stop: Callable[[], bool] | None = None,
) -> Proof:
    """Explore a story for at most so long, and say what holds in all its plays.

    `progress` is told how many states were seen; `workers` take claims and texts side by side, or hold a part of the
    states each; `plain` leaves every reduction away. No search sees more than so many `states`. `stop` is asked now and
    then whether the user has had enough.
    """
    began, room = time.monotonic(), memory(1 if workers is None else len(workers) + 1)
    run = Run(story, instrument(story.program), seconds, progress, workers, plain, work_time(), states, stop, room)
    in_parts = workers is not None and workers.are_parts
    status: frozenset[int] = frozenset() if run.marked.status is None else frozenset([run.marked.status])
    query = Query(frozenset(run.marked.watched), status, plain=plain)
    nevers = [] if plain else [one for one in run.marked.nevers if one != run.marked.status]
    query, whole = _first_look(run, query, nevers)
    is_slow = not whole.complete and whole.states < FIRST_STATES
    outcomes = dict.fromkeys(query.claims.intersection(nevers), whole)
    if run.seen < LITTLE and not is_slow:
        outcomes |= _claims(run, [one for one in nevers if one not in outcomes], FIRST, FIRST_STATES)
    # The story as a whole is explored by a worker meanwhile, if there is one.
    beside = _whole_beside(run, query, whole) if not in_parts else None
    open_claims = OpenClaims(run, whole, outcomes, in_parts)
    share = _share_for_cheap(run, whole, is_slow) if beside is None else BESIDE
    cheap = open_claims.decided(share) if CHEAPLY and not plain else {}
    cut = _with_saturating_numbers(run, replace(query, claims=status), whole, cheap)
    # What is left is decided by seeing every state: the claims with the whole, or by workers, if there are any.
    still_open = [one for one in nevers if one not in cheap and not (one in outcomes and outcomes[one].complete)]
    outcomes = {number: outcome for number, outcome in outcomes.items() if number not in query.claims}
    nevers = [one for one in still_open if one not in query.claims]
    if beside is not None:
        outcomes |= _claims(run, nevers, CLAIMS)
        nevers = []
        whole = _more(whole, run.awaited(beside))
    elif not whole.complete and not plain and not (not still_open and _covers(run, cut, whole, cheap)):
        share = WHOLE if nevers else TOGETHER if query.claims - status else ALONE
        whole = _more(whole, run.one(query, share, alone=not in_parts, so_far=whole))
    if whole.complete:
        # There the plays are shortest ones.
        cheap = {number: one for number, one in cheap.items() if _is_apart(run, number, query)}
    proof = Proof(complete=whole.complete, why=whole.why, large=whole.large, states=whole.states)
    proof.findings += _confirmed(run, rules.errors(run.marked, whole, run.shown, run.conditions_after))
    proof.findings += _confirmed(run, rules.traps(run.marked, whole, run.shown, run.conditions_after))
    outcomes |= _claims(run, nevers, CLAIMS, alone=not in_parts)
    if cut is not None and not whole.complete and _covers(run, cut, whole, cheap):
        proof.complete, proof.why, proof.large, proof.states = True, [], [], cut.states
    reached = _texts(run, proof, whole)
    _judge(run, proof, whole, outcomes, cheap, query.claims)
    _end(run, proof, reached, whole)
    proof.seconds = time.monotonic() - began
    return proof


def _end(run: Run, proof: Proof, reached: bytearray, whole: ExplorationResult) -> None:
    """What follows from all that was found, and how much was seen."""
    if run.unconfirmed:
        proof.complete = False
        proof.why.append(UNCONFIRMED)
    elif proof.complete:
        proof.findings += rules.unreached(run.marked, run.graph, reached, whole.closed)
    elif not proof.large:
        # It was too large to be looked at.
        proof.large = largest([*what_is_taken_once(run.marked.program), *what_draws(run.marked.program)])
    proof.findings += _refuted(run, proof, whole)
    proof.all_states = run.seen
    proof.unconfirmed = run.unconfirmed


def _refuted(run: Run, proof: Proof, whole: ExplorationResult) -> Iterator[Finding]:
    """The claims that do not hold, with what is shut on the ways to where no play comes, if all were seen."""
    claims = {span_of_claim(one): one for one in run.marked.program.claims if one.text}
    for verdict in proof.verdicts:
        if verdict.result == "refuted" and verdict.span is not None:
            is_known = verdict.is_absence and whole.complete and verdict.span in claims
            found = refuted(verdict)
            yield rules.not_come_to(run.graph, found, claims[verdict.span], whole.reached) if is_known else found


def _first_look(run: Run, query: Query, nevers: list[int]) -> tuple[Query, ExplorationResult]:
    """A first look: a small story is through with that. Claims are looked at with it where that is no more work."""
    if query.plain:
        return query, run.one(query, 1.0)
    whole = run.one(query, FIRST, min(GLANCE_STATES, FIRST_STATES))
    if whole.complete:
        return query, whole
    if nevers and _go_together(run, query, whole, nevers):
        with_claims = replace(query, claims=query.claims.union(nevers))
        more = run.one(with_claims, FIRST, FIRST_STATES)
        if more.states >= whole.states:
            return with_claims, more
    return query, _more(whole, run.one(query, FIRST, FIRST_STATES, so_far=whole))


def _share_for_cheap(run: Run, whole: ExplorationResult, is_slow: bool) -> float:
    """The share of the time that is left for what can be decided without seeing every state."""
    left = run.left()
    if whole.size is not None and whole.seconds:
        a_second = whole.states / whole.seconds
        if whole.size.possible < FEASIBLE * a_second * (ENOUGH_SECONDS if left is None else left):
            return QUICKLY
    return HOPELESS if is_slow or whole.waiting > MANY_WAIT * whole.states else CHEAPLY


def _go_together(run: Run, query: Query, whole: ExplorationResult, nevers: list[int]) -> bool:
    """Whether one search serves the story as a whole and claims: what these read is kept at nearly all stops anyway."""
    left = run.left()
    if whole.size is None or (left is not None and whole.setup > SHORT_SETUP * left):
        return False
    try:
        check = run.budget(SHORT_SETUP * 2).check
        system = build_system(run.marked, query.probes, query.claims.union(nevers), check=check)
    except BudgetExceeded:
        return False
    return isinstance(system, PackedSystem) and bits_more(system.live, whole.size) <= BITS_MORE


def _with_saturating_numbers(
    run: Run, query: Query, whole: ExplorationResult, cheap: dict[int | None, ClaimVerdict]
) -> ExplorationResult | None:
    """What is found where numbers without a range are cut off, so that an endless story has an end; None if that can
    tell nothing.

    There are more plays there than the story has. So a claim that an ending can always be reached is decided before.
    """
    claims = run.story.program.claims
    endings: list[int | None] = [number for number, claim in enumerate(claims) if claim.kind == "ending"]
    asked = endings or ([None] if run.story.program.endings else [])
    if whole.complete or run.plain or any(one not in cheap or cheap[one].result != "proved" for one in asked):
        return None
    cut = run.one(replace(query, saturating=True), SATURATING, SATURATING_STATES)
    return cut if cut.complete else None


def _covers(
    run: Run, cut: ExplorationResult | None, whole: ExplorationResult, cheap: dict[int | None, ClaimVerdict]
) -> bool:
    """Whether every play was checked, as what is found with numbers cut off is all that was seen without: the same
    scenes, choices and texts, the same that is closed, the same errors, and nowhere without a way to an ending.

    No play comes to what is not found with numbers cut off; to what was seen without, plays come.
    """
    if cut is None:
        return False
    decided = {probe for probe, claim in run.marked.watched.items() if claim in cheap}
    known = {(error.code, error.span, error.message) for error, _ in whole.errors}
    return (
        cut.complete
        and not cut.why
        and not cut.traps
        and all((error.code, error.span, error.message) in known for error, _ in cut.errors)
        and len(cut.reached) == len(whole.reached)
        and all(one <= other for one, other in zip(cut.reached, whole.reached, strict=True))
        and cut.closed <= whole.closed
        and cut.hits.keys() <= whole.hits.keys() | decided
    )


def _more(first: ExplorationResult, second: ExplorationResult) -> ExplorationResult:
    """What two searches of the same story found, the second of which should have got further."""
    if second.states < first.states and not second.complete:
        first.why = second.why
        return first
    if not second.traps:
        second.traps, second.shut, second.are_shortest = first.traps, first.shut, first.are_shortest
    return second


def _claims(
    run: Run, nevers: list[int], share: float, most: int | None = None, alone: bool = True
) -> dict[int, ExplorationResult]:
    """What exploring for claims `never` finds, all in one search: most of their states are the same."""
    if not nevers:
        return {}
    return dict.fromkeys(nevers, run.one(Query(claims=frozenset(nevers), early=True), share, most, alone))


def _whole_beside(run: Run, query: Query, whole: ExplorationResult) -> Future[ExplorationResult] | None:
    """The exploration of the story as a whole by a worker, which has begun with it, if there is one and it pays."""
    if run.workers is None or whole.complete or run.plain or run.seen < LITTLE:
        return None
    return run.begun([query], ASIDE)[0]


def _is_apart(run: Run, number: int | None, query: Query) -> bool:
    """Whether a claim is not decided with the story as a whole."""
    return number is not None and run.story.program.claims[number].kind == "never" and number not in query.claims


def _judge(
    run: Run,
    proof: Proof,
    whole: ExplorationResult,
    outcomes: dict[int, ExplorationResult],
    cheap: dict[int | None, ClaimVerdict],
    with_whole: frozenset[int],
) -> None:
    """The verdicts on all claims. Those that ask where a play comes are decided with the story as a whole, and so are
    some `never`."""
    claims = run.story.program.claims
    numbers: list[int | None] = [*range(len(claims))]
    if run.story.program.endings and all(claim.kind != "ending" for claim in claims):
        numbers.append(None)
    for number in numbers:
        verdict, unconfirmed = cheap.get(number), run.unconfirmed
        if verdict is None and number is None:
            verdict = ending_verdict(whole, run.shown)
        elif verdict is None and number is not None:
            looked_at = claims[number].kind != "never" or number in with_whole or run.plain
            verdict = judge(run.marked, number, outcomes.get(number, whole if looked_at else run.over()), run.shown)
        assert verdict is not None, "each claim has one"
        if run.unconfirmed > unconfirmed:
            verdict = replace(verdict, result="not decided", why=UNCONFIRMED)
        proof.verdicts.append(verdict)


def _confirmed(run: Run, found: Iterator[Finding]) -> Iterator[Finding]:
    """What was found, but for what its own play does not show."""
    unconfirmed = run.unconfirmed
    for one in found:
        if run.unconfirmed == unconfirmed:
            yield one
        unconfirmed = run.unconfirmed


def _texts(run: Run, proof: Proof, whole: ExplorationResult) -> bytearray:
    """What was reached, with the texts in it: those that play at random does not show are searched for one by one."""
    reached, left = bytearray(whole.reached), run.left(WALKS)
    if run.plain or not proof.complete:
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


def _sought(run: Run, missing: list[int], most: int) -> tuple[set[int], set[int]]:
    """Of some texts, those that are shown in a play, and those of which it is not known.

    All at once first; together they can depend on so much that there are too many states, and then scene by scene.
    """
    if run.states is not None:
        most = min(most, run.states)
    in_parts = run.workers is not None and run.workers.are_parts
    query = Query(probes=frozenset(missing), early=True)
    at_once = run.one(query, TEXTS / 2, most, not in_parts)
    if at_once.explored is not None and at_once.states < most and at_once.waiting < FEW_WAIT * at_once.states:
        at_once = run.one(query, TEXTS, most, not in_parts, so_far=at_once)
    seen = {number for number in missing if number in at_once.hits}
    left = [] if at_once.complete else [number for number in missing if number not in seen]
    scenes: dict[int, list[int]] = {}
    for number in left:
        scenes.setdefault(run.marked.items[number].scene, []).append(number)
    undecided: set[int] = set()
    outcomes = run.all([Query(probes=frozenset(group), early=True) for group in scenes.values()], TEXTS)
    for group, outcome in zip(scenes.values(), outcomes, strict=True):
        found = {number for number in group if number in outcome.hits}
        seen |= found
        undecided |= set() if outcome.complete else set(group) - found
    return seen, undecided
