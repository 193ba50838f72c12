"""A saved play of a story that was edited since: what still fits, and what to tell the player about the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.paths.errors import PathError
from engine.paths.library.exchange import saved_path, step_of
from engine.paths.replaying import replay
from engine.runtime.errors import PlayError
from engine.terminal.blocks import one_line
from engine.terminal.timeline import Taken, taken_of

if TYPE_CHECKING:
    from engine.paths.library import PathStep
    from engine.runtime.session import Story
    from engine.terminal.saves import Way


class Fitting(NamedTuple):
    """The steps of a saved way that fit the story as it is now, also as the library keeps them, and what to say."""

    steps: list[Taken]
    kept: list[PathStep]
    told: tuple[str, ...]


def fitting_of(story: Story, way: Way) -> Fitting:
    """Play a way again in the changed story, as far as it fits.

    Matching is that of saved paths: by scene and id, then by text, renames followed, never another branch.
    """
    try:
        result = replay(story, saved_path(way.record))
    except (PathError, PlayError) as error:
        return Fitting([], [], (f"This play cannot be played again: {one_line(str(error), 300)}",))
    taken = [taken_of(step) for step in result.session.path]
    kept = [step_of(step) for step in result.recorder.path().steps]
    if result.stopped is None:
        return Fitting(taken, kept, ())
    reasons = [one_line(line, 300) for line in result.stopped.lines()]
    where = f"after turn {len(taken)} of {len(way.steps)}" if taken else "at the beginning"
    told = (
        "The story was changed since you played it, and your way does not fit any more:",
        *reasons,
        f"You are {where}, the last place that fits. Your earlier play is kept as it was.",
    )
    return Fitting(taken, kept, told)
