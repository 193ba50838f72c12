"""Plays at random, each from a seed of its own: what they see, how long they are, where they fail."""

from __future__ import annotations

import random
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from engine.diagnostics import Diagnostic
from engine.proof.coverage import CoveredStory
from engine.proof.values import Values
from engine.runtime.errors import PlayError
from engine.runtime.offers import Question
from engine.runtime.session import Session

MOST_STEPS = 1000
# A play that prefers what is rarely seen looks at so many plays at random before it.
LOOKED_AT = 20
SEEDS = 2**32


@dataclass(frozen=True, slots=True)
class Play:
    """One play: its seed, its choices and answers in order, the scenes it entered, how it ended.

    `choices` are the ids among the steps. `ending` is None where there was none, empty for the unnamed one; `error` is
    what went wrong, and `session` then where it got to before. `words` were printed.
    """

    seed: int
    steps: tuple[str, ...]
    choices: frozenset[str]
    scenes: frozenset[str]
    ending: str | None
    error: Diagnostic | None
    words: int
    session: Session | None


def plays(
    story: CoveredStory, runs: int, seed: int, least_seen: bool = False, stop: Callable[[], bool] | None = None
) -> Iterator[Play]:
    """Plays with the seeds from `seed` on, until `stop` says so.

    Each depends on its own seed alone. With `least_seen` a play prefers what was chosen least in the plays at random
    with the twenty seeds before its own, and by itself: what most players see is passed by.
    """
    player = _Player(story, stop or _never)
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


def _never() -> bool:
    return False


class _Player:
    """Plays one story."""

    def __init__(self, story: CoveredStory, stop: Callable[[], bool]) -> None:
        self.story = story
        self.values = Values(story.program)
        self.stop = stop

    def play(self, seed: int, seen: Counter[str] | None) -> Play:
        """One play; with `seen`, of the choices those are taken that were seen least."""
        chance = random.Random(seed)
        steps: list[str] = []
        choices: set[str] = set()
        words, session, error, ending = 0, None, None, None
        seen = seen if seen is None else Counter(seen)
        self.story.forget()
        try:
            session = self.story.start(seed)
            words = words_shown(session)
            _ = session.status
            while not session.over and len(steps) < MOST_STEPS and not self.stop():
                if session.question is not None:
                    steps.append(self.answer(session.question, chance))
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
        kept = session if error is not None else None
        return Play(seed, tuple(steps), frozenset(choices), self.story.entered, ending, error, words, kept)

    def answer(self, question: Question, chance: random.Random) -> str:
        """An answer: a text that the story knows or some other; a number in the range, or near one that it knows."""
        if question.kind != "number":
            return chance.choice((*self.values.texts, *self.values.others))
        if question.low is not None and question.high is not None:
            return str(chance.randint(question.low, question.high))
        near = [one + step for one in (0, *self.values.numbers) for step in (-1, 0, 1)]
        return str(chance.choice(near))


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
