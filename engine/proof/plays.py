"""Plays at random, each from a seed of its own: what they see, how long they are, where they fail."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from engine.diagnostics import Diagnostic
from engine.runtime.errors import PlayError
from engine.runtime.offers import Question
from engine.runtime.session import Session, Story

MOST_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Play:
    """One play: its seed, its choices and answers in order, the scenes it stopped in, how it ended.

    `ending` is None where there was none; `error` is what went wrong. `words` were printed. `session` is where it got.
    """

    seed: int
    steps: tuple[str, ...]
    scenes: frozenset[str]
    ending: str | None
    error: Diagnostic | None
    words: int
    session: Session | None


def plays(story: Story, runs: int, seed: int, least_seen: bool = False) -> Iterator[Play]:
    """Plays with the seeds from `seed` on. With `least_seen`, choices that were taken least so far are preferred.

    A play at random depends on its own seed alone; one that prefers what was least seen also on those before it.
    """
    taken: Counter[str] = Counter()
    for number in range(runs):
        yield _play(story, seed + number, taken if least_seen else None)


def _play(story: Story, seed: int, taken: Counter[str] | None) -> Play:
    chance = random.Random(seed)
    steps: list[str] = []
    scenes: set[str] = set()
    words, session, error = 0, None, None
    try:
        session = story.start(seed)
        while not session.over and len(steps) < MOST_STEPS:
            words += sum(len(paragraph.text.split()) for paragraph in session.text)
            scenes.add(session.scene)
            if session.question is not None:
                steps.append(_answer(session.question, chance))
                session.answer(steps[-1])
                continue
            offered = [choice.id for choice in session.choices if choice.enabled]
            if taken is not None:
                least = min(taken[one] for one in offered)
                offered = [one for one in offered if taken[one] == least]
            steps.append(chance.choice(offered))
            if taken is not None:
                taken[steps[-1]] += 1
            session.choose(steps[-1])
        words += sum(len(paragraph.text.split()) for paragraph in session.text)
        scenes.add(session.scene)
    except PlayError as problem:
        error = problem.diagnostic
    ending = None if session is None or session.ending is None else session.ending.name or ""
    return Play(seed, tuple(steps), frozenset(scenes), ending, error, words, session)


def _answer(question: Question, chance: random.Random) -> str:
    if question.kind != "number":
        return chance.choice(("", "something"))
    low = -10 if question.low is None else question.low
    high = low + 20 if question.high is None else question.high
    return str(chance.randint(low, high))
