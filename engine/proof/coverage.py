"""What plays come to: a story that notes which of its scenes are entered, and what its saved paths cover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.paths.errors import PathError
from engine.paths.files import load_path
from engine.paths.path_parts import SUFFIX
from engine.paths.replaying import replay
from engine.paths.saved_path import SavedPath
from engine.paths.story_lookup import story_of
from engine.program.nodes import OfferChoice
from engine.program.program import FUNCTION
from engine.program.walk import walk
from engine.proof.instrumentation import instrument
from engine.proof.witness_validation import InstrumentedMachine
from engine.runtime.errors import PlayError
from engine.runtime.story import Story

MOST_PATHS = 2000


class CoveredStory(Story):
    """A story that plays as it always does, and notes which scenes a play enters."""

    def __init__(self, story: Story) -> None:
        super().__init__(story.program, story.path, story.warnings, has_source=story.has_source)
        self.marked = instrument(story.program._replace(claims=()))
        self.noting = InstrumentedMachine(self.marked)
        self.noting.has_source = story.has_source
        self.machine = self.noting
        scenes = self.program.scenes
        included = {one for scene in scenes for one in scene.includes}
        own = [(number, item) for number, item in enumerate(self.marked.items) if item.kind == "scene"]
        self.probes = {scenes[item.scene].name: number for number, item in own}
        # A scene that is only a part of others is not entered.
        self.enterable = [
            scene.name for number, scene in enumerate(scenes) if number not in included and not scene.is_function
        ]
        self.choices = list(dict.fromkeys(one.id for one in walk(scenes) if isinstance(one, OfferChoice)))

    def forget(self) -> None:
        """Begin to note anew."""
        self.noting.reached = bytearray(len(self.marked.items))

    @property
    def entered(self) -> frozenset[str]:
        """The scenes that were entered since."""
        entered = (name for name, number in self.probes.items() if self.noting.reached[number])
        return frozenset(name for name in entered if not name.startswith(FUNCTION))


@dataclass(frozen=True, slots=True)
class PathCoverage:
    """What a saved path covers: of the story as it is now, up to where the path can be followed.

    `problem` says why it cannot be followed to its end; `ending` is None where there is none, empty for the unnamed.
    """

    file: str
    steps: int
    scenes: frozenset[str]
    choices: frozenset[str]
    ending: str | None
    problem: str | None


def paths_of(story: Path) -> Iterator[Path]:
    """The files that may be saved paths of a story: beside it, and in the folders beside it."""
    found = sorted(story.parent.glob(f"*{SUFFIX}")) + sorted(story.parent.glob(f"*/*{SUFFIX}"))
    yield from (file for file in found[:MOST_PATHS] if file.is_file())


def coverages(covered: CoveredStory, story: Path) -> Iterator[PathCoverage]:
    """What each saved path of a story covers; paths of other stories are left out."""
    for file in paths_of(story):
        try:
            path = load_path(file)
        except PathError as error:
            yield PathCoverage(file.as_posix(), 0, frozenset(), frozenset(), None, error.problems[0])
            continue
        if _is_of(path, file, story):
            yield _coverage(covered, path, file.as_posix())


def _is_of(path: SavedPath, file: Path, story: Path) -> bool:
    try:
        return story_of(path, file).resolve() == story.resolve()
    except PathError:
        return False


def _coverage(covered: CoveredStory, path: SavedPath, file: str) -> PathCoverage:
    covered.forget()
    problem = None
    taken: list[str] = []
    ending = None
    try:
        done = replay(covered, path)
        taken = [step.id for step in done.session.path if step.id is not None]
        ending = None if done.session.ending is None else done.session.ending.name or ""
        if done.stopped is not None:
            problem = done.stopped.lines()[0]
    except PlayError as error:
        problem = str(error)
    return PathCoverage(file, len(path.steps), covered.entered, frozenset(taken), ending, problem)
