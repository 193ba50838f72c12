"""NC302: a scene that no way leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.reach import scenes_reached_from

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_unreachable_scenes(checked: Checked) -> None:
    """Warn about scenes to which no chain of moves leads from the start, conditions aside."""
    if checked.start is None:
        return
    # A scene that a misspelt move probably means is not reported a second time.
    meant = [checked.names.speller.nearest(name, checked.names.scenes) for name in _unknown_targets(checked)]
    reached = scenes_reached_from(checked, [checked.start, *(name for name in meant if name)])
    for name, scene in checked.names.scenes.items():
        if name not in reached:
            heading = scene.node.heading
            span = scene.node.source.span(heading.at, heading.end)
            message = f"no way leads to scene `{name}`"
            checked.report.warning("NC302", span, message, f"move there with `-> {name}`, or delete it")


def _unknown_targets(checked: Checked) -> set[str]:
    return {
        move.target
        for flow in checked.flows.values()
        for move in flow.moves
        if move.kind == "scene" and move.target and move.target not in checked.names.scenes
    }
