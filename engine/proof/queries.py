"""Queries: each question about a story is explored by itself, in the slice of the story that decides it.

One query is a task for a worker: it takes plain data and gives plain data, so any `concurrent.futures.Executor` can do
it, in this process, in others, or on a Dask cluster.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice

from engine.diagnostics import Diagnostic
from engine.program.program import Program
from engine.program.walk import walk
from engine.proof.budget import INTERRUPTED, NO_TIME, Budget, BudgetExceeded, go_on
from engine.proof.closed_choices import Shut
from engine.proof.explored import Exploration, Explored
from engine.proof.instrumentation import Instrumented, instrument
from engine.proof.packed.requirements import Unpackable
from engine.proof.packed.size_estimate import SizeEstimate
from engine.proof.packed.transition_system import PackedSystem
from engine.proof.reduced_system import ReducedSystem
from engine.proof.reductions.counters import counts_as_variables
from engine.proof.reductions.draw_outcomes import places_told_apart
from engine.proof.reductions.draw_splitting import split_at_draws
from engine.proof.reductions.inlined_functions import thrown_in_place
from engine.proof.reductions.reads import Reads
from engine.proof.reductions.saturating_numbers import saturate_numbers
from engine.proof.reductions.sets_as_flags import sets_as_flags
from engine.proof.reductions.slices import slice_of
from engine.proof.reference import ReferenceSystem
from engine.proof.search import FOUND, LOOK, search, turns_to
from engine.proof.segment_graph import shut_from
from engine.proof.size_report import LOOKED_AT, Said, largest, what_draws, what_is_large
from engine.proof.transitions import TransitionSystem, Turn
from engine.proof.work_clock import A_LARGE_STATE, A_NODE, A_SLICE, A_SLICED_NODE, A_SLOT, spend
from engine.proof.workers import Workers, stopped

MOST_TRAPS = 5
# From so many of the last states it is told in how many ways they lead on: where much is drawn, each takes a while.
WAYS_LOOKED_AT = 200
# For the plays that show what was found, such a share of the search's time is given besides.
AFTER = 0.2
NOTHING_TO_SATURATE = "no number can be cut off"
# More probes than these are only noted, not each with its first play.
MOST_WATCHED = 50


# The turns of a play; None where the time was over before they could be put together.
Play = list[Turn] | None


@dataclass(frozen=True, slots=True)
class Query:
    """What to find out: probes, and claims `never`; with neither, all that can go wrong in the story.

    `plain` explores without reductions. With `early`, the search ends when the probes and claims are decided. With
    `saturating`, numbers without a range are cut off: there are plays then that the story has not, and all that it has.
    """

    probes: frozenset[int] = frozenset()
    claims: frozenset[int] = frozenset()
    plain: bool = False
    early: bool = False
    saturating: bool = False


@dataclass(slots=True)
class ExplorationResult:
    """What the exploration for one query found. Plays are turns without their nodes.

    `traps` are the stops (scene and point) at which no ending can be reached any more, `shut` what never opens there.
    `are_shortest` says whether the plays to them are shortest ones. `why` says why not all was explored, `large` names
    the variables that made it large. Of the states, so many `waiting` were found and not followed yet. `size` is an
    estimate of how many there are, if there is one. `setup` is the time before the search, in seconds. What was
    `explored` in this process can be gone on with.
    """

    states: int
    turns: int
    seconds: float
    complete: bool
    why: list[str]
    large: list[str]
    reached: bytes
    closed: set[str]
    errors: list[tuple[Diagnostic, Play]] = field(default_factory=list)
    traps: list[tuple[int, int, Play]] = field(default_factory=list)
    shut: dict[tuple[int, int], list[Shut]] = field(default_factory=dict)
    hits: dict[int, Play] = field(default_factory=dict)
    broken: dict[int, Play] = field(default_factory=dict)
    waiting: int = 0
    size: SizeEstimate | None = None
    are_shortest: bool = True
    setup: float = 0.0
    explored: Explored | None = None


def nothing(why: str) -> ExplorationResult:
    """What is found where there was no looking."""
    return ExplorationResult(0, 0, 0.0, False, [why], [], b"", set())


def answer_query(
    program: Program, query: Query, seconds: float | None, states: int | None, room: int | None
) -> ExplorationResult:
    """Answer one query, in so many seconds at most."""
    if seconds is not None and seconds <= 0:
        return nothing(NO_TIME)
    after = (seconds or 0.0) * AFTER
    outcome = explore(instrument(program), query, Budget(seconds, states, room, stop=stopped, after=after))
    outcome.explored = None
    return outcome


def explore(
    marked: Instrumented,
    query: Query,
    budget: Budget,
    workers: Workers | None = None,
    so_far: Explored | None = None,
) -> ExplorationResult:
    """Explore a program that is marked already, for one query; with workers, these hold the states.

    What was explored `so_far` for the same query is gone on with here.
    """
    system: TransitionSystem
    try:
        if so_far is not None:
            system = so_far.system
        elif query.plain:
            system = ReferenceSystem(marked)
        else:
            system = build_system(marked, query.probes, query.claims, check=budget.check, saturating=query.saturating)
    except BudgetExceeded as spent:
        outcome = nothing(str(spent))
        outcome.setup = budget.clock() - budget.began
        return outcome
    wanted: set[Hashable] = {*query.probes, *((claim, "never") for claim in query.claims)} if query.early else set()
    budget.both_ways = not query.early
    setup = budget.clock() - budget.began
    outcome = _searched(marked, query, budget, {*wanted}, system, workers, so_far)
    if isinstance(system, PackedSystem) and system.alike and (outcome.errors or outcome.traps):
        # Of mistakes in things that are alike, each is told, if that is known in time.
        try:
            system = build_system(marked, query.probes, query.claims, check=budget.check, one_by_one=True)
        except BudgetExceeded:
            return outcome
        each = _searched(marked, query, budget, wanted, system, workers)
        outcome = each if each.complete or not outcome.complete else outcome
    outcome.setup = setup
    return outcome


def _searched(
    marked: Instrumented,
    query: Query,
    budget: Budget,
    wanted: set[Hashable],
    system: TransitionSystem,
    workers: Workers | None,
    so_far: Explored | None = None,
) -> ExplorationResult:
    """What a search finds, here or by workers."""
    explored: Exploration
    if workers is None or query.plain:
        explored = search(system, budget, wanted, so_far)
    else:
        from engine.proof.partitioned.search import search as search_on_workers

        # The memory that counts is that of the workers, and so is the time.
        budget.room = None
        budget.go_by_the_clock()
        made = build_system, marked, query.probes, query.claims
        explored = search_on_workers(system, budget, wanted, workers, made, not query.early)
        spend(explored.seconds)
    outcome = _found(marked, query, budget, explored)
    if isinstance(explored, Explored) and explored.stopped not in ("", FOUND, INTERRUPTED) and not outcome.traps:
        # Where it is told what is shut, points in the middle were numbered anew.
        outcome.explored = explored
    explored.end()
    return outcome


def _found(marked: Instrumented, query: Query, budget: Budget, explored: Exploration) -> ExplorationResult:
    """What a search has found, with plays that show it."""
    system = explored.system
    system.spread_probes()
    budget.settle(explored.stopped)
    outcome = ExplorationResult(
        explored.states,
        explored.turns,
        explored.seconds,
        explored.complete,
        [one for one in (explored.stopped, *sorted(system.inexact)) if one],
        largest([*_large(explored), *_drawn(marked.program, explored)]),
        bytes(system.reached),
        system.closed,
    )
    if isinstance(explored, Explored):
        outcome.waiting = explored.states - explored.expanded + 1
        if explored.stopped not in ("", FOUND) and isinstance(system, PackedSystem):
            outcome.size = system.estimated(islice(reversed(explored.numbers), LOOKED_AT))
    if not query.early:
        try:
            _traps(marked, explored, budget, outcome)
        except BudgetExceeded as spent:
            outcome.complete = False
            outcome.why.append(f"{spent} before it was known where no ending can be reached")
    for key, (event, number) in explored.found.items():
        turns = _play(explored, number, key)
        if event.error is not None:
            outcome.errors.append((event.error, turns))
        elif event.probe is not None:
            outcome.hits[event.probe] = turns
    outcome.broken = {claim: _play(explored, number) for claim, number in explored.broken.items()}
    if marked.status in explored.broken:
        for error, number in _of_status(explored, marked.status, budget):
            outcome.errors.append((error, _play(explored, number)))
    return outcome


def _of_status(explored: Exploration, status: int, budget: Budget) -> list[tuple[Diagnostic, int]]:
    """The errors of the status line, each with the first state that has it: where one place of it can be calculated
    again, another may fail. Of what is explored in parts, only the first is known."""
    system, first = explored.system, explored.broken[status]
    node = explored.node(first)
    error = None if node is None else system.status_error(node)
    assert error is not None, "what cannot be calculated fails when it is shown"
    found = {(error.code, error.span): (error, first)}
    if isinstance(explored, Explored):
        with suppress(BudgetExceeded):
            for number, other in enumerate(islice(explored.numbers, first, None), first + 1):
                if number % LOOK == 0:
                    budget.check()
                if status in system.violated(other) and (error := system.status_error(other)) is not None:
                    found.setdefault((error.code, error.span), (error, number))
    return [*found.values()]


def build_system(
    marked: Instrumented,
    probes: frozenset[int],
    claims: frozenset[int],
    every_step: bool = False,
    check: Callable[[], None] = go_on,
    one_by_one: bool = False,
    saturating: bool = False,
) -> TransitionSystem:
    """The slice that decides probes and claims, on states that are numbers where these can hold it.

    `every_step` keeps what makes plays longer and nothing else, to measure them. With `one_by_one`, things that are
    alike are looked at each by itself. `check` is called now and then, to end this by raising something. With
    `saturating`, numbers without a range are cut off; if there is nothing to cut off, `BudgetExceeded` is raised.
    """
    check()
    spend(A_SLICE + _nodes(marked.program) * A_SLICED_NODE)
    marked = replace(marked, program=marked.uncounted(check))
    part = slice_of(marked, probes, claims, check)
    nevers = {claim: marked.nevers[claim] for claim in claims if claim in marked.nevers}
    if (flagged := sets_as_flags(part, nevers)) is not None:
        # Of the names of a set not all need matter.
        part, nevers = flagged
        part = slice_of(replace(marked, program=part, nevers={**marked.nevers, **nevers}), probes, claims, check)
    check()
    spend(_nodes(part) * A_NODE)
    if saturating:
        cut = saturate_numbers(part, [*nevers.values()], marked.ranges())
        if cut is None:
            raise BudgetExceeded(NOTHING_TO_SATURATE)
        part = cut
    part, nevers = counts_as_variables(thrown_in_place(part), nevers)
    told = places_told_apart(part, [*nevers.values()])
    part, begins = split_at_draws(part, Reads(part, marked.ranges), told)
    marked = replace(marked, nevers=nevers, program=part)
    watched = frozenset(marked.watched) | probes if len(probes) < MOST_WATCHED else frozenset(marked.watched)
    try:
        return PackedSystem(marked, part, watched, claims, told, every_step, check, begins, one_by_one)
    except Unpackable:
        return ReducedSystem(marked, part, watched, claims, told, begins)


def _nodes(program: Program) -> int:
    return sum(1 for _ in walk((program.scenes, program.functions)))


def _drawn(program: Program, explored: Exploration) -> list[Said]:
    """What turns draw, where that alone may be why an exploration was not completed."""
    return [] if explored.complete or explored.stopped == FOUND else what_draws(program)


def _large(explored: Exploration) -> list[Said]:
    """What makes an exploration large that was not completed."""
    if explored.complete or explored.stopped in ("", FOUND):
        return []
    system, program = explored.system, explored.system.machine.program
    points = sum(len(scene.points) for scene in program.scenes)
    try:
        last = explored.last(LOOKED_AT)
        stops = [*explored.ways(WAYS_LOOKED_AT)]
    except BudgetExceeded:
        return []
    spend(len(last) * (A_LARGE_STATE + len(system.machine.layout.initial) * A_SLOT))
    ways = [(*point_of(program, place), count) for place, count in stops if place < points]
    return what_is_large(program, system.machine.layout, [system.parts(node)[0] for node in last], ways)


def _traps(marked: Instrumented, explored: Exploration, budget: Budget, outcome: ExplorationResult) -> None:
    """Note the shortest ways to where no ending can be reached any more, one for each scene, and what is shut there."""
    system = explored.system
    points = sum(len(scene.points) for scene in marked.program.scenes)
    traps: dict[int, tuple[int, int, Play]] = {}
    for number in explored.without_ending(points, budget.check):
        node = explored.node(number)
        assert node is not None, "a state"
        scene, own = point_of(marked.program, system.place(node))
        if scene not in traps:
            traps[scene] = scene, own, _play(explored, number)
            with suppress(BudgetExceeded):
                outcome.shut[scene, own] = shut_from(marked, system, node, budget.check)
        if len(traps) == MOST_TRAPS:
            break
    outcome.traps = list(traps.values())


def _play(explored: Exploration, number: int, event: Hashable = None) -> Play:
    try:
        return [turn._replace(node=None, events=()) for turn in turns_to(explored, number, event)]
    except BudgetExceeded:
        return None


def point_of(program: Program, place: int) -> tuple[int, int]:
    """The scene of a point, and which of its points it is."""
    for index, scene in enumerate(program.scenes):
        if place < len(scene.points):
            return index, place
        place -= len(scene.points)
    raise LookupError(place)
