"""A saved play of a story that was edited since: what still fits, and what to tell the player about the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.characters import visible
from engine.named_tuples import NamedTuple
from engine.paths.differences import StepResult, StepVerdict
from engine.paths.errors import PathError
from engine.paths.library.exchange import saved_path, steps_of
from engine.paths.path_parts import Last
from engine.paths.replaying import replay
from engine.paths.saved_path import SavedPath
from engine.paths.session_view import FORMAT_VERSION
from engine.paths.snapshots import NO_STATE, restore, used_up
from engine.runtime.errors import PlayError, StateError
from engine.terminal.blocks import Block, one_line
from engine.terminal.messages import mark, tr
from engine.terminal.timeline import Taken, taken_of

if TYPE_CHECKING:
    from engine.paths.library.records import PathStep
    from engine.runtime.story import Story
    from engine.terminal.saved_places import RouteToPlace

CHANCE = mark("Chance falls otherwise than it did in earlier versions of Nightcap, for this once.")
VERDICTS = {
    StepVerdict.UNTOLD: mark("cannot be told"),
    StepVerdict.OUTCOME: mark("another outcome"),
    StepVerdict.MEANING: mark("another meaning"),
}


class IncompatibleState(NamedTuple):
    """The stored state of a play that does not fit any more: what of it does not fit, or why it is refused."""

    seed: int
    last: Last
    steps: int
    scene: str
    notes: tuple[str, ...]
    refused: str
    blocks: tuple[Block, ...]


class CompatibleSteps(NamedTuple):
    """The steps of a saved way that fit the story as it is now, also as the library keeps them, and what to say.

    `begins` is false if not even the stored state fits in which the play begins. `before` is how many steps come out
    as they did; `is_grave` says that the player is asked how to go on, `is_stopped` that not all steps fit; `version`
    is the story in which the play was played.
    """

    steps: list[Taken]
    kept: list[PathStep]
    told: tuple[str, ...]
    stored: IncompatibleState | None = None
    begins: bool = True
    before: int = 0
    is_stopped: bool = False
    version: Story | None = None

    @property
    def is_grave(self) -> bool:
        """Whether the player is asked how to go on."""
        return bool(self.told)


def fitting_of(story: Story, way: RouteToPlace, version: Story | None) -> CompatibleSteps:
    """Play a way again in the changed story, as far as it fits, beside the version in which it was played."""
    try:
        path = saved_path(way.record)
        result = replay(story, path, original=version)
    except (PathError, PlayError) as error:
        why = tr("This play cannot be played again: {reason}", reason=one_line(str(error), 300))
        return CompatibleSteps([], [], (why,), None, way.origin is None, 0, True, version)
    taken = [taken_of(step) for step in result.session.path]
    kept = steps_of(result.recorder.path())
    grave = [one for one in result.results if one.judgement.is_grave]
    if not grave:
        return CompatibleSteps(taken, kept, (), before=len(taken))
    shown = grave[:1] if result.stopped in (None, grave[0]) else [grave[0], result.stopped]
    told = tuple(one_line(line, 300) for one in shown for line in reasons(one))
    if path.version < FORMAT_VERSION and any(one.judgement.verdict is StepVerdict.OUTCOME for one in grave):
        told = (*told, tr(CHANCE))
    begins = way.origin is None or result.stopped is None or result.stopped.number > 0
    before = min(len(taken), max(0, grave[0].number - 1))
    return CompatibleSteps(
        taken, kept, told, stored_of(story, path), begins, before, result.stopped is not None, version
    )


def reasons(result: StepResult) -> list[str]:
    """Why a step is not as it was."""
    if result.stopped:
        return result.lines()
    place = tr("the beginning")
    if result.number:
        place = tr("step {number}, scene {scene}", number=result.number, scene=result.scene)
    verdict = VERDICTS.get(result.judgement.verdict, result.judgement.verdict.value)
    return [f"{place}: {tr(verdict)}: {result.judgement.why}"]


def stored_of(story: Story, path: SavedPath) -> IncompatibleState:
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
    return IncompatibleState(path.seed, last, len(path.steps), scene, tuple(notes), refused, blocks)
