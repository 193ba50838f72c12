"""A saved play of a story that was edited since: what still fits, and what to tell the player about the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.characters import visible
from engine.paths.differences import LED_ELSEWHERE, StepResult
from engine.paths.errors import PathError
from engine.paths.library.exchange import saved_path, steps_of
from engine.paths.model import Last, SavedPath
from engine.paths.replaying import replay
from engine.paths.snapshots import NO_STATE, restore, used_up
from engine.runtime.errors import PlayError, StateError
from engine.terminal.blocks import Block, one_line
from engine.terminal.timeline import Taken, taken_of

if TYPE_CHECKING:
    from engine.paths.library import PathStep
    from engine.runtime.story import Story
    from engine.terminal.kept import Way


class Stored(NamedTuple):
    """The stored state of a play that does not fit any more: what of it does not fit, or why it is refused."""

    seed: int
    last: Last
    steps: int
    scene: str
    notes: tuple[str, ...]
    refused: str
    blocks: tuple[Block, ...]


class Fitting(NamedTuple):
    """The steps of a saved way that fit the story as it is now, also as the library keeps them, and what to say.

    `begins` is false if not even the stored state fits in which the play begins.
    """

    steps: list[Taken]
    kept: list[PathStep]
    told: tuple[str, ...]
    stored: Stored | None = None
    begins: bool = True


def fitting_of(story: Story, way: Way) -> Fitting:
    """Play a way again in the changed story, as far as it fits.

    Matching is that of saved paths: by scene and id, then by text, renames followed, never another branch.
    """
    try:
        path = saved_path(way.record)
        result = replay(story, path)
    except (PathError, PlayError) as error:
        told = f"This play cannot be played again: {one_line(str(error), 300)}"
        return Fitting([], [], (told,), None, way.origin is None)
    taken = [taken_of(step) for step in result.session.path]
    kept = steps_of(result.recorder.path())
    unfit = result.stopped or led_elsewhere(result.results[-1])
    if unfit is None:
        return Fitting(taken, kept, ())
    reasons = tuple(one_line(line, 300) for line in unfit.lines())
    begins = way.origin is None or result.stopped is None or unfit.number > 0
    return Fitting(taken, kept, reasons, stored_of(story, path), begins)


def led_elsewhere(last: StepResult) -> StepResult | None:
    """What differs where a play was followed to its end, and stands in another scene or at another ending there."""
    differences = tuple(one for one in last.differences if one.kind in LED_ELSEWHERE)
    return last._replace(differences=differences) if differences else None


def stored_of(story: Story, path: SavedPath) -> Stored:
    """The state that was stored where a path ended, tried out in the story of today."""
    last = path.last or Last()
    notes: list[str] = []
    refused = ""
    if last.ending is not None:
        refused = "the play was at its end"
    elif last.snapshot is None:
        refused = NO_STATE
    else:
        last = used_up(last, path)
        try:
            notes = restore(story.start(path.seed), last)
        except (StateError, PlayError) as error:
            refused = one_line(str(error), 300)
    printed = path.steps[-1].prose if path.steps else path.begin.prose
    blocks = tuple(
        Block("prose", ((visible(text), ""),)) for text in path.texts.get(printed or "", "").split("\n\n") if text
    )
    titles = (scene.title for scene in story.program.scenes if scene.name == last.scene)
    scene = next(titles, "") or (last.scene or "").replace("_", " ")
    return Stored(path.seed, last, len(path.steps), scene, tuple(notes), refused, blocks)
