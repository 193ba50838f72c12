"""Goals: each question about a story is explored by itself, in the slice of the story that decides it.

One goal is a task for a worker: it takes plain data and gives plain data, so any `concurrent.futures.Executor` can do
it, in this process, in others, or on a Dask cluster.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from engine.diagnostics import Diagnostic
from engine.program.model import Program
from engine.proof.marks import Marked, mark
from engine.proof.model import System, Turn
from engine.proof.bits import Unpackable
from engine.proof.quick import QuickSystem
from engine.proof.plain import PlainSystem
from engine.proof.reduced import ReducedSystem
from engine.proof.search import FOUND, Budget, Explored, hopeless, search, turns_to
from engine.proof.slices import cut

MOST_TRAPS = 5
# More marks than these are only noted, not each with its first play.
MOST_WATCHED = 50
LOOKED_AT, FEW, SHOWN = 20_000, 3, 4


@dataclass(frozen=True, slots=True)
class Goal:
    """What to find out: marks, and claims `never`; with neither, all that can go wrong in the story.

    `plain` explores without reductions. With `early`, the search ends when the marks and claims are decided.
    """

    marks: frozenset[int] = frozenset()
    claims: frozenset[int] = frozenset()
    plain: bool = False
    early: bool = False


@dataclass(slots=True)
class Outcome:
    """What the exploration for one goal found. Plays are turns without their nodes.

    `traps` are the stops (scene and point) at which no ending can be reached any more; `lost` says that there are any.
    `why` says why not all was explored, and names the variables that made it large.
    """

    states: int
    turns: int
    seconds: float
    complete: bool
    why: list[str]
    reached: bytes
    closed: set[str]
    errors: list[tuple[Diagnostic, list[Turn]]] = field(default_factory=list)
    traps: list[tuple[int, int, list[Turn]]] = field(default_factory=list)
    hits: dict[int, list[Turn]] = field(default_factory=dict)
    broken: dict[int, list[Turn]] = field(default_factory=dict)


def pursue(
    program: Program, goal: Goal, seconds: float | None, progress: Callable[[int], None] | None = None
) -> Outcome:
    """Explore for one goal."""
    return explore(mark(program), goal, Budget(seconds, progress=progress))


def explore(marked: Marked, goal: Goal, budget: Budget) -> Outcome:
    """The same, in a program that is marked already."""
    system = PlainSystem(marked) if goal.plain else reduced(marked, goal.marks, goal.claims)
    wanted: set[Hashable] = {*goal.marks, *((claim, "never") for claim in goal.claims)} if goal.early else set()
    explored = search(system, budget, wanted)
    outcome = Outcome(
        explored.states,
        len(explored.targets),
        explored.seconds,
        explored.complete,
        [one for one in (explored.stopped, *sorted(system.inexact)) if one] + _large(marked, explored),
        bytes(system.reached),
        system.closed,
    )
    for key, (event, number) in explored.found.items():
        turns = _bare(turns_to(explored, number, key))
        if event.error is not None:
            outcome.errors.append((event.error, turns))
        elif event.mark is not None:
            outcome.hits[event.mark] = turns
    outcome.broken = {claim: _bare(turns_to(explored, number)) for claim, number in explored.broken.items()}
    if not goal.early:
        outcome.traps = _traps(marked, explored)
    return outcome


def reduced(marked: Marked, marks: frozenset[int], claims: frozenset[int]) -> System:
    """The slice that decides marks and claims, on states that are numbers where these can hold it."""
    part = cut(marked, marks, claims)
    watched = frozenset(marked.watched) | marks if len(marks) < MOST_WATCHED else frozenset(marked.watched)
    try:
        return QuickSystem(marked, part, watched, claims)
    except Unpackable:
        return ReducedSystem(marked, part, watched, claims)


def _large(marked: Marked, explored: Explored) -> list[str]:
    """Which variables make an exploration large that was not completed: those with the most values in it."""
    if explored.complete or explored.stopped in ("", FOUND):
        return []
    states = list(explored.numbers)[-LOOKED_AT:]
    values = [(len(seen), number) for number, seen in enumerate(explored.system.values_of(states))]
    large = [(count, number) for count, number in sorted(values, reverse=True) if count > FEW][:SHOWN]
    variables = marked.program["variables"]
    return [
        f"`{variables[number]['name']}` has {count} values in {len(states)} states"
        + ("; it is unbounded: give it a range" if variables[number]["type"][:2] == ["number", None] else "")
        for count, number in large
    ]


def _traps(marked: Marked, explored: Explored) -> list[tuple[int, int, list[Turn]]]:
    """The shortest ways to where no ending can be reached any more, one for each scene."""
    system = explored.system
    points = sum(len(scene["points"]) for scene in marked.program["scenes"])
    traps: dict[int, tuple[int, int, list[Turn]]] = {}
    for number in hopeless(explored, lambda node: system.place(node) >= points):
        scene, own = point_of(marked.program, system.place(explored.node(number)))
        if scene not in traps:
            traps[scene] = scene, own, _bare(turns_to(explored, number))
        if len(traps) == MOST_TRAPS:
            break
    return list(traps.values())


def _bare(turns: list[Turn]) -> list[Turn]:
    return [turn._replace(node=None, events=()) for turn in turns]


def point_of(program: Program, place: int) -> tuple[int, int]:
    """The scene of a point, and which of its points it is."""
    for index, scene in enumerate(program["scenes"]):
        if place < len(scene["points"]):
            return index, place
        place -= len(scene["points"])
    raise LookupError(place)
