"""A story in numbers: how much there is of it, how long a play is, how likely each scene is seen, what paths cover."""

from __future__ import annotations

import time
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from engine.patterns import regex
from engine.program import nodes
from engine.program.nodes import Node, Parts
from engine.program.program import FunctionNode, SceneNode
from engine.program.styles import is_tag
from engine.program.walk import walk
from engine.proof.budget import Budget, BudgetExceeded, memory
from engine.proof.coverage import CoveredStory, coverages
from engine.proof.explored import Explored
from engine.proof.instrumentation import instrument
from engine.proof.queries import build_system
from engine.proof.random_plays import plays, words_shown
from engine.proof.search import search, turns_along
from engine.proof.witness import Witness, witness_of
from engine.runtime.story import Story

WORDS_A_MINUTE = 200
WORD = regex(r"\w[\w'’-]*")
# How a longest play is: of so many choices; endless; or not known, as not all was explored.
BOUNDED, ENDLESS, UNKNOWN = "bounded", "no bound", "not known"


class Length(TypedDict):
    """How long a play is; without minutes where these are not known."""

    choices: float
    minutes: float | None


class RandomNumbers(TypedDict):
    """What plays at random came to: how many there were, ended and failed; the average of those that ended; the share
    of plays that saw each scene; how often each ending came."""

    plays: int
    ended: int
    failed: int
    average: Length | None
    seen: dict[str, float]
    ends: dict[str, int]


class PathNumbers(TypedDict):
    """What a saved path covers."""

    file: str
    steps: int
    problem: str | None
    scenes: list[str]
    choices: list[str]
    ending: str | None


class SavedNumbers(TypedDict):
    """What the saved paths cover, and which scenes, choices and endings none of them does."""

    paths: list[PathNumbers]
    uncovered: dict[str, list[str]]


class Lengths(TypedDict):
    """The shortest and the longest play; `bound` is `BOUNDED`, `ENDLESS` or `UNKNOWN`."""

    explored: bool
    states: int
    shortest: Length | None
    longest: Length | None
    bound: str


class Numbers(Lengths, RandomNumbers, SavedNumbers):
    """All numbers of a story."""

    title: str
    words: int
    scenes: int
    choices: int
    endings: int


def numbers_of(story: Story, runs: int, seed: int, seconds: float, stop: Callable[[], bool] | None = None) -> Numbers:
    """All numbers of a story as plain data.

    An exploration and then `runs` plays at random take at most so many seconds each, and end when `stop` says so.
    """
    covered = CoveredStory(story)
    scenes = story.program.scenes
    lengths = _lengths(story, Budget(seconds, room=memory(), stop=stop, after=seconds / 4, clock=time.monotonic))
    return {
        "title": story.title,
        "words": sum(map(_words, scenes)) + sum(map(_words, story.program.functions)),
        "scenes": sum(not scene.is_function for scene in scenes),
        "choices": len(covered.choices),
        "endings": len(story.endings),
        **lengths,
        **_at_random(covered, runs, seed, Clock(seconds, stop, time.monotonic()).is_over),
        **_saved(covered, story),
    }


@dataclass(slots=True)
class Clock:
    """Some seconds, which the user may cut short."""

    seconds: float
    stop: Callable[[], bool] | None
    began: float

    def is_over(self) -> bool:
        """Whether it is time to end."""
        return time.monotonic() - self.began > self.seconds or (self.stop is not None and self.stop())


# ------------------------------------------------------------ words


def _words(part: SceneNode | FunctionNode) -> int:
    """The words of a scene or a function, with all that only some plays show."""
    words = 0
    for node in walk((part.segments, part.points) if isinstance(part, SceneNode) else part.steps):
        for parts in _texts_of(node):
            words += sum(len(WORD.findall(part)) for part in parts if isinstance(part, str))
    return words


def _texts_of(node: Node) -> Iterator[Parts]:
    """The texts that stand directly in a node."""
    match node:
        case nodes.Say() | nodes.TextCase():
            yield () if isinstance(node, nodes.Say) and is_tag(node.parts) else node.parts
        case nodes.ChooseText():
            yield node.otherwise
        case nodes.VaryText():
            yield from node.items
        case nodes.OfferChoice():
            yield node.text
        case nodes.OfferGuard():
            yield node.reason
        case nodes.AskPoint():
            yield node.prompt


# ------------------------------------------------------------ plays at random


def _at_random(covered: CoveredStory, runs: int, seed: int, stop: Callable[[], bool]) -> RandomNumbers:
    """What plays at random come to; the average is of those that end. A story with host functions is not played."""
    seen: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    count = steps = words = failed = 0
    for play in plays(covered, runs, seed, stop=stop) if not covered.externs else ():
        count += 1
        seen.update(play.scenes)
        failed += play.error is not None
        if play.ending is not None:
            ends[play.ending] += 1
            steps += len(play.steps)
            words += play.words
    ended = ends.total()
    return {
        "plays": count,
        "ended": ended,
        "failed": failed,
        "average": _length(steps / ended, words / ended) if ended else None,
        "seen": {name: round(seen[name] / count, 4) for name in covered.enterable} if count else {},
        "ends": {name: ends[name] for name in (*covered.endings, *([""] if ends[""] else []))} if count else {},
    }


def _length(steps: float, words: float | None) -> Length:
    return {"choices": round(steps, 1), "minutes": None if words is None else round(words / WORDS_A_MINUTE, 1)}


# ------------------------------------------------------------ saved paths


def _saved(covered: CoveredStory, story: Story) -> SavedNumbers:
    """What the saved paths beside a story cover, and what none of them does."""
    found = list(coverages(covered, Path(story.path))) if story.path is not None else []
    scenes = {name for one in found for name in one.scenes}
    choices = {name for one in found for name in one.choices}
    endings = {one.ending for one in found}
    paths: list[PathNumbers] = [
        {
            "file": one.file,
            "steps": one.steps,
            "problem": one.problem,
            "scenes": [name for name in covered.enterable if name in one.scenes],
            "choices": [name for name in covered.choices if name in one.choices],
            "ending": one.ending,
        }
        for one in found
    ]
    uncovered = {
        "scenes": [name for name in covered.enterable if name not in scenes],
        "choices": [name for name in covered.choices if name not in choices],
        "endings": [name for name in covered.endings if name not in endings],
    }
    return {"paths": paths, "uncovered": uncovered}


# ------------------------------------------------------------ lengths


def _lengths(story: Story, budget: Budget) -> Lengths:
    """The shortest play that ends, and the longest of all plays."""
    try:
        system = build_system(instrument(story.program), frozenset(), frozenset(), every_step=True, check=budget.check)
    except BudgetExceeded:
        return {"explored": False, "states": 0, "shortest": None, "longest": None, "bound": UNKNOWN}
    explored = search(system, budget)
    budget.settle(explored.stopped)
    points = sum(len(scene.points) for scene in story.program.scenes)
    first = next((number for node, number in explored.numbers.items() if system.place(node) >= points), None)
    longest, has_cycle = _longest(explored)
    return {
        "explored": explored.complete,
        "states": explored.states,
        "shortest": None if first is None else _of_trace(story, explored, explored.trace_to(first), budget),
        "longest": _of_trace(story, explored, longest, budget) if explored.complete and not has_cycle else None,
        "bound": ENDLESS if has_cycle else BOUNDED if explored.complete else UNKNOWN,
    }


def _of_trace(story: Story, explored: Explored, line: list[int], budget: Budget) -> Length:
    """The length of a play through some states; without minutes where it cannot be played, or not in time."""
    words = None
    if not story.externs:
        with suppress(BudgetExceeded):
            budget.check()
            words = _words_along(
                story, witness_of(turns_along(explored.system, map(explored.node, line))[0], story, budget.check)
            )
    return _length(max(0, len(line) - 2), words)


def _words_along(story: Story, witness: Witness) -> int | None:
    """How many words a play prints; None if no seed makes chance go so."""
    if witness.seed is None:
        return None
    session = story.start(witness.seed)
    words = words_shown(session)
    for choice, answer in zip(witness.choices, witness.answers, strict=True):
        if choice is not None:
            session.choose(choice)
        else:
            session.answer(answer or "")
        words += words_shown(session)
    return words


def _longest(explored: Explored) -> tuple[list[int], bool]:
    """The states on the longest way, and whether a way goes round: then there is none.

    In topological order (A. Kahn, 1962).
    """
    count, size = explored.states + 1, explored.size
    waiting = array("I", bytes(4 * size))
    for targets in (explored.targets, explored.chance_nodes):
        for target in targets:
            waiting[target] += 1
    # Points in the middle of turns make a play no longer; of a state, what stands before is a state.
    length, before = array("I", bytes(4 * size)), array("I", bytes(4 * size))
    # To some such points no turn leads that does not fail.
    ready, done = [0, *(place for place in range(1 - len(explored.chance_node_starts), 0) if not waiting[place])], 0
    while ready:
        number = ready.pop()
        done += 1
        if number >= explored.expanded:
            continue
        for target in explored.led(number):
            further = length[number] + (number >= 0)
            if length[target] < further:
                length[target], before[target] = further, number if number >= 0 else before[number]
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    if done < size:
        return [], True
    line = [max(range(count), key=length.__getitem__)]
    while line[-1]:
        line.append(before[line[-1]])
    return line[::-1], False
