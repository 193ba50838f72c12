"""A shortest play to each named ending of a story."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from engine.program.program import ClaimedPlace, ClaimNode
from engine.proof.budget import Budget, memory
from engine.proof.instrumentation import instrument
from engine.proof.queries import AFTER, MOST_WATCHED, Query, explore
from engine.proof.witness import Witness, replayed, witness_of
from engine.runtime.story import Story

# All endings together are looked for so many seconds; then each alone, so long in one round and the next. What is left
# then has the rest of the time.
TOGETHER = 4.0
ALONE = (4.0, 16.0)


@dataclass(slots=True)
class EndingPlays:
    """The play to each ending, by its name. `unreached` are endings that no play comes to, `unknown` the others.

    A play without a seed needs chance to go in a way for which no seed was found. `why` says why some are unknown.
    """

    plays: dict[str, Witness] = field(default_factory=dict)
    unreached: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)


def plays_to_endings(
    story: Story,
    seconds: float | None,
    progress: Callable[[int], None] | None = None,
    stop: Callable[[], bool] | None = None,
    tell: Callable[[str, Witness], None] | None = None,
) -> EndingPlays:
    """Look for the plays, for so many seconds at most; `stop` is asked now and then whether to end.

    `tell` is called with each ending and its play as soon as that is known. In most stories one search finds them
    all at once. Where it takes long, each ending is looked for by itself, in what of the story decides it: those that
    are near are known long before those that are far away.
    """
    names = [name for name in story.endings if name]
    found = EndingPlays()
    began = time.monotonic()

    def look(names: list[str], most: float | None) -> None:
        spent = time.monotonic() - began
        limits = [one for one in (most, None if seconds is None else max(0.0, seconds - spent)) if one is not None]
        left = min(limits) if limits else None
        after = (left or 0.0) * AFTER
        budget = Budget(left, None, memory(), progress, stop, after, clock=time.monotonic)
        for name, witness in _search(story, names, budget, found):
            found.plays[name] = witness
            if tell is not None:
                tell(name, witness)

    # So many at once that each is noted with its first play.
    for first in range(0, len(names), MOST_WATCHED):
        look(names[first : first + MOST_WATCHED], TOGETHER)
    for most in (*ALONE, None):
        for name in found.unknown:
            if not (stop is not None and stop()) and (seconds is None or time.monotonic() - began < seconds):
                found.unknown = [one for one in found.unknown if one != name]
                found.why = []
                look([name], None if len(found.unknown) == 0 else most)
    return found


def _search(story: Story, names: list[str], budget: Budget, found: EndingPlays) -> Iterator[tuple[str, Witness]]:
    """The plays that one search finds; what it finds out of the other endings is noted."""
    file = story.program.files[0]
    claims = [ClaimNode("reach", name, 0, file, None, ClaimedPlace("ending", name)) for name in names]
    marked = instrument(story.program._replace(claims=tuple(claims)))
    outcome = explore(marked, Query(frozenset(marked.watched), early=True), budget)
    for number, claim in marked.watched.items():
        name, turns = names[claim], outcome.hits.get(number)
        if turns is not None:
            yield name, witness_of(turns, story, budget.check, _ends_in(story, name))
        elif outcome.complete and number not in outcome.hits:
            found.unreached.append(name)
        else:
            found.unknown.append(name)
    found.why += [one for one in outcome.why if one not in found.why]


def _ends_in(story: Story, name: str) -> Callable[[Witness, int], bool]:
    """Whether a play ends there under a seed."""

    def ends(witness: Witness, seed: int) -> bool:
        session = replayed(story, Witness(witness.choices, witness.answers, witness.draws, seed))
        return session is not None and session.ending is not None and session.ending.name == name

    return ends
