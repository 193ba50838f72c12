"""A shortest play to each named ending of a story."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from engine.program.program import ClaimedPlace, ClaimNode
from engine.proof.budget import Budget, memory
from engine.proof.instrumentation import instrument
from engine.proof.queries import AFTER, MOST_WATCHED, Query, explore
from engine.proof.witness import Witness, replayed, witness_of
from engine.runtime.story import Story


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
) -> EndingPlays:
    """Look for the plays, for so many seconds at most; `stop` is asked now and then whether to end."""
    names = [name for name in story.endings if name]
    found = EndingPlays()
    began = time.monotonic()
    # So many at once that each is noted with its first play.
    for first in range(0, len(names), MOST_WATCHED):
        left = None if seconds is None else max(0.0, seconds - (time.monotonic() - began))
        budget = Budget(left, room=memory(), progress=progress, stop=stop, after=(left or 0.0) * AFTER)
        _search(story, names[first : first + MOST_WATCHED], budget, found)
    return found


def _search(story: Story, names: list[str], budget: Budget, found: EndingPlays) -> None:
    file = story.program.files[0]
    claims = [ClaimNode("reach", name, 0, file, None, ClaimedPlace("ending", name)) for name in names]
    marked = instrument(story.program._replace(claims=tuple(claims)))
    outcome = explore(marked, Query(frozenset(marked.watched), early=True), budget)
    for number, claim in marked.watched.items():
        name, turns = names[claim], outcome.hits.get(number)
        if turns is not None:
            found.plays[name] = witness_of(turns, story, budget.check, _ends_in(story, name))
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
