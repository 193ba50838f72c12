"""By which segments other scenes enter a scene: its beginning, and those made for its points."""

from __future__ import annotations

from engine.program.nodes import EnterScene
from engine.program.program import SceneNode


def entries_of(scene: SceneNode) -> list[int]:
    """The numbers of the segments by which a scene is entered. Of a marked program they begin with marks."""
    return [0] + [
        number
        for number, operations in enumerate(scene.segments)
        if number and any(isinstance(one, EnterScene) for one in operations)
    ]
