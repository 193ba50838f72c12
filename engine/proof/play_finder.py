"""Finds plays that show something, without looking at every state: at random, and among the saved plays of a story.

What is found is a proof that there is such a play, though seldom by a shortest one; what is not found says nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from engine.paths.errors import PathError
from engine.paths.files import load_path
from engine.paths.replaying import replay
from engine.proof.budget import BudgetExceeded
from engine.proof.coverage import paths_of
from engine.proof.search import turns_along
from engine.proof.successors import Successors
from engine.proof.transitions import Node, TransitionSystem, Turn
from engine.proof.type_values import TypeValues
from engine.proof.witness import Witness
from engine.proof.witness_validation import ExpectedOutcome, WitnessReplayer
from engine.proof.work_clock import A_SAVED_STEP, spend
from engine.runtime.errors import NightcapError
from engine.runtime.steps import Step
from engine.runtime.story import Story

# A play goes on for so many steps, and every other one prefers what was not seen before.
MOST_STEPS, MOST_SEEN = 200, 500_000
MOST_PATHS = 200


@dataclass(slots=True)
class FoundStates:
    """The states of plays by which probes are come to, and in which claims `never` do not hold."""

    hits: dict[int, list[Node | None]] = field(default_factory=dict)
    broken: dict[int, list[Node | None]] = field(default_factory=dict)


def play_at_random(
    system: TransitionSystem, probes: set[int], claims: set[int], check: Callable[[], None]
) -> FoundStates:
    """Play at random until all probes and claims are found, or `check` raises `BudgetExceeded`."""
    chance = random.Random(1)  # a fixed seed, so that two runs find the same
    system.oracle.check = check
    found, seen, successors = FoundStates(), set[Node](), Successors(system)
    number = 0
    try:
        while (probes - found.hits.keys()) or (claims - found.broken.keys()):
            number += 1
            _one_play(successors, found, seen, chance, number % 2 == 0, check)
            if len(seen) > MOST_SEEN:
                seen.clear()
    except BudgetExceeded:
        system.events.clear()
    return found


def _one_play(
    successors: Successors,
    found: FoundStates,
    seen: set[Node],
    chance: random.Random,
    eager: bool,
    check: Callable[[], None],
) -> None:
    """One play at random; an `eager` one goes where no play was, if it can."""
    system, trail = successors.system, list[Node | None]([None])
    nodes = successors.first()
    for _ in range(MOST_STEPS):
        check()
        for event in system.events:
            if event.probe is not None:
                found.hits.setdefault(event.probe, [*trail])
        system.events.clear()
        if not nodes:
            return
        unseen = [one for one in nodes if one not in seen] if eager else []
        node = chance.choice(unseen or nodes)
        seen.add(node)
        trail.append(node)
        for claim in system.violated(node) if system.nevers else ():
            found.broken.setdefault(claim, [*trail])
        nodes = successors.after(node)


def turns_of(system: TransitionSystem, trail: list[Node | None], probe: int | None = None) -> list[Turn]:
    """The turns of a play through some states, without its detours; with a probe, and then to where it is come by."""
    turns, last = turns_along(system, _without_rounds(trail))
    if probe is not None:
        offered = system.turns(last)
        turns.append(next(turn for turn in offered if any(event.probe == probe for event in turn.events)))
    return [turn._replace(node=None, events=()) for turn in turns]


def _without_rounds(trail: list[Node | None]) -> list[Node | None]:
    """The states without those between two visits of the same one."""
    straight: list[Node | None] = []
    places: dict[Node | None, int] = {}
    for node in trail:
        if node in places:
            for other in straight[places[node] + 1 :]:
                del places[other]
            del straight[places[node] + 1 :]
        else:
            places[node] = len(straight)
            straight.append(node)
    return straight


# ---------------------------------------------------------------- plays by the runtime


def sessions_at_random(
    replayer: WitnessReplayer, wanted: dict[int, ExpectedOutcome], check: Callable[[], None]
) -> Iterator[tuple[int, Witness]]:
    """Which of some things, by their numbers, plays at random show until `check` raises `BudgetExceeded`.

    They are played as a player would, so a turn takes no longer where chance can come out in very many ways.
    """
    values, left = TypeValues(replayer.story.program), dict(wanted)
    with suppress(BudgetExceeded):
        for seed in count(1):
            check()  # a play may fail before its first step
            for number, session in replayer.shown_at_random(seed, MOST_STEPS, values, left, check):
                del left[number]
                yield number, _witness(session.path, seed)
            if not left:
                return


def _witness(steps: Sequence[Step], seed: int) -> Witness:
    return Witness(tuple(step.id for step in steps), tuple(step.answer for step in steps), (), seed)


def saved_plays(
    story: Story, replayer: WitnessReplayer, wanted: dict[int, ExpectedOutcome], check: Callable[[], None]
) -> Iterator[tuple[int, Witness]]:
    """Which of some things, by their numbers, the saved paths beside a story show, each with the play up to there."""
    left = dict(wanted)
    if story.path is None:
        return
    for number, file in enumerate(paths_of(Path(story.path))):
        if not left or number == MOST_PATHS:
            return
        try:
            check()
            session = replay(replayer.story, load_path(file)).session
        except (PathError, NightcapError, BudgetExceeded):
            continue
        steps = session.path
        spend(len(steps) * A_SAVED_STEP)
        for one, length in replayer.first_shown(steps, session.seed, left).items():
            del left[one]
            yield one, _witness(steps[:length], session.seed)
