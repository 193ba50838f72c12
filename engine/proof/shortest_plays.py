"""A shortest play to each scene and to each choice of a story: where an author plays from."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from engine.proof.budget import Budget, memory
from engine.proof.instrumentation import instrument
from engine.proof.queries import AFTER, MOST_WATCHED, Query, explore
from engine.proof.witness import Witness, witness_of
from engine.runtime.story import Story

# So many at once that the first play to each is noted.
AT_ONCE = MOST_WATCHED - 1


@dataclass(slots=True)
class ShortestPlays:
    """The plays by the names of scenes and the ids of choices; that to a choice ends with taking it.

    `complete` says that what has no play here is reached by none.
    """

    scenes: dict[str, Witness] = field(default_factory=dict)
    choices: dict[str, Witness] = field(default_factory=dict)
    complete: bool = True


def shortest_plays(
    story: Story,
    seconds: float | None,
    only: Collection[str] | None = None,
    stop: Callable[[], bool] | None = None,
) -> ShortestPlays:
    """Look for the plays, for so many seconds at most: to all scenes and choices, or `only` to those of some names."""
    marked = instrument(story.program._replace(claims=()))
    wanted = [
        number
        for number, item in enumerate(marked.items)
        if item.kind in ("scene", "choice") and (only is None or item.name in only)
    ]
    found = ShortestPlays()
    began = time.monotonic()
    for first in range(0, len(wanted), AT_ONCE):
        left = None if seconds is None else seconds - (time.monotonic() - began)
        if left is not None and left <= 0:
            found.complete = False
            break
        budget = Budget(left, room=memory(), stop=stop, after=(left or 0.0) * AFTER, clock=time.monotonic)
        probes = frozenset(wanted[first : first + AT_ONCE])
        outcome = explore(marked, Query(probes, early=True), budget)
        found.complete = found.complete and (outcome.complete or probes <= outcome.hits.keys())
        for number, turns in outcome.hits.items():
            item = marked.items[number]
            if turns is not None:
                plays = found.scenes if item.kind == "scene" else found.choices
                plays[item.name] = witness_of(turns, story, budget.check)
    return found
