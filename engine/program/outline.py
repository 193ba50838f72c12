"""What is known of all scenes of a program without decoding them: enough to lay out its states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from engine.named_tuples import NamedTuple
from engine.program.lazy import Lazy
from engine.program.program import Program, SceneNode

Row = TypeVar("Row")


class ProgramOutline(NamedTuple):
    """How many segments, points and local variables each scene has, which scenes' choices are added to others (by
    number), and the names of all scenes' counters, in the order of the scenes."""

    segments: tuple[int, ...]
    points: tuple[int, ...]
    frames: tuple[int, ...]
    threads: tuple[int, ...]
    counters: tuple[str, ...]


class OutlinedScenes(Lazy[SceneNode]):
    """Scenes that are decoded when they are needed, with what is known of them before."""

    __slots__ = ("outline",)

    def __init__(self, data: Sequence[Row], decode: Callable[[Row], SceneNode], outline: ProgramOutline) -> None:
        super().__init__(data, decode)
        self.outline = outline


def outline_of(program: Program) -> ProgramOutline:
    """The outline of a program; kept beside the scenes where they come from the cache."""
    scenes = program.scenes
    if isinstance(scenes, OutlinedScenes):
        return scenes.outline
    return ProgramOutline(
        tuple([len(scene.segments) for scene in scenes]),
        tuple([len(scene.points) for scene in scenes]),
        tuple([len(scene.frame) for scene in scenes]),
        tuple([index for index, scene in enumerate(scenes) if scene.thread is not None]),
        tuple([name for scene in scenes for name in scene.counters]),
    )
