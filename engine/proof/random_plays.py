"""Plays at random, each from a seed of its own: what they see, how long they are, where they fail."""

from __future__ import annotations

import random
import uuid
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass

from engine.diagnostics import Diagnostic
from engine.program.program import Program
from engine.proof.coverage import CoveredStory
from engine.proof.type_values import TypeValues
from engine.proof.workers import Workers, stopped
from engine.runtime.errors import PlayError
from engine.runtime.session import Session
from engine.runtime.story import Story

MOST_STEPS = 1000
# A worker is given so many plays at a time, and so many such tasks wait for each; a look is so many seconds.
A_PIECE, WAITING, POLL_SECONDS = 100, 3, 0.2
# A play that prefers what is rarely seen looks at so many plays at random before it.
LOOKED_AT = 20
SEEDS = 2**32


@dataclass(frozen=True, slots=True)
class RandomPlay:
    """One play: its seed, its choices and answers in order, the scenes it entered, how it ended.

    `choices` are the ids among the steps. `ending` is None where there was none, empty for the unnamed one; `error` is
    what went wrong. `words` were printed.
    """

    seed: int
    steps: tuple[str, ...]
    choices: frozenset[str]
    scenes: frozenset[str]
    ending: str | None
    error: Diagnostic | None
    words: int


def plays(
    story: CoveredStory,
    runs: int,
    seed: int,
    least_seen: bool = False,
    stop: Callable[[], bool] | None = None,
    workers: Workers | None = None,
) -> Iterator[RandomPlay]:
    """Plays with the seeds from `seed` on, in their order, until `stop` says so; by workers, if there are any.

    Each depends on its own seed alone. With `least_seen` a play prefers what was chosen least in the plays at random
    with the twenty seeds before its own, and by itself: what most players see is passed by.
    """
    stop = stop or _never
    if workers is not None and runs > A_PIECE:
        yield from _plays_of_workers(story, runs, seed, least_seen, stop, workers)
        return
    player = _Player(story, stop)
    before: OrderedDict[int, Counter[str]] = OrderedDict()
    for number in range(runs):
        own = (seed + number) % SEEDS
        seen: Counter[str] | None = None
        if least_seen:
            seen = Counter()
            for earlier in range(own - LOOKED_AT, own):
                if earlier not in before:
                    before[earlier] = Counter(player.play(earlier % SEEDS, None).steps)
                seen += before[earlier]
            while len(before) > LOOKED_AT:
                before.popitem(last=False)
        play = player.play(own, seen)
        if player.stop():
            return
        yield play


def session_of(story: CoveredStory, play: RandomPlay) -> Session | None:
    """The session of a play that failed, up to the step before; None if it fails at once."""
    session = None
    with suppress(PlayError):
        session = story.start(play.seed)
        for step in play.steps:
            session.choose(step) if session.question is None else session.answer(step)
    return session


def _plays_of_workers(
    story: CoveredStory, runs: int, seed: int, least_seen: bool, stop: Callable[[], bool], workers: Workers
) -> Iterator[RandomPlay]:
    """The same plays, some for each worker at a time."""
    key, left = uuid.uuid4().hex, runs
    waiting: deque[Future[list[RandomPlay]]] = deque()
    while (left or waiting) and not stop():
        while left and len(waiting) < WAITING * len(workers):
            count = min(left, A_PIECE)
            first = (seed + runs - left) % SEEDS
            waiting.append(workers.submit(_some_plays, key, story.program, first, count, least_seen))
            left -= count
        try:
            yield from waiting[0].result(POLL_SECONDS)
        except TimeoutError:
            continue
        waiting.popleft()
    for future in waiting:
        future.cancel()


# The story that a worker process plays, by the name of the whole.
_stories: dict[str, CoveredStory] = {}


def _some_plays(key: str, program: Program, seed: int, count: int, least_seen: bool) -> list[RandomPlay]:
    """In a worker: some of the plays."""
    story = _stories.get(key)
    if story is None:
        _stories.clear()
        story = _stories[key] = CoveredStory(Story(program))
    return [*plays(story, count, seed, least_seen, stopped)]


def _never() -> bool:
    return False


class _Player:
    """Plays one story."""

    def __init__(self, story: CoveredStory, stop: Callable[[], bool]) -> None:
        self.story = story
        self.values = TypeValues(story.program)
        self.stop = stop

    def play(self, seed: int, seen: Counter[str] | None) -> RandomPlay:
        """One play; with `seen`, of the choices those are taken that were seen least."""
        chance = random.Random(seed)
        steps: list[str] = []
        choices: set[str] = set()
        words, error, ending = 0, None, None
        seen = seen if seen is None else Counter(seen)
        self.story.forget()
        try:
            session = self.story.start(seed)
            words = words_shown(session)
            _ = session.status
            while not session.over and len(steps) < MOST_STEPS and not self.stop():
                if session.question is not None:
                    steps.append(self.values.answer(session.question, chance))
                    session.answer(steps[-1])
                else:
                    steps.append(_chosen(session, chance, seen))
                    choices.add(steps[-1])
                    session.choose(steps[-1])
                words += words_shown(session)
                # What a player sees: it may fail like the rest.
                _ = session.status
            ending = None if session.ending is None else session.ending.name or ""
        except PlayError as problem:
            error = problem.diagnostic
        return RandomPlay(seed, tuple(steps), frozenset(choices), self.story.entered, ending, error, words)


def words_shown(session: Session) -> int:
    """How many words the last turn printed."""
    return sum(len(paragraph.text.split()) for paragraph in session.text)


def _chosen(session: Session, chance: random.Random, seen: Counter[str] | None) -> str:
    offered = [choice.id for choice in session.choices if choice.enabled]
    if seen is None:
        return chance.choice(offered)
    least = min(seen[one] for one in offered)
    chosen = chance.choice([one for one in offered if seen[one] == least])
    seen[chosen] += 1
    return chosen
