"""Lines behind `-> any #tag` where a scene with the tag can always be drawn, so that none is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.blocks import blocks_of, move_of
from engine.check.flow import SceneFlow, line_end_of
from engine.check.names import SceneNames
from engine.syntax.tree import Body, Break, Jump, Move, Prose, Statement

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_draws(checked: Checked) -> None:
    """Warn about lines behind `-> any #tag` where a scene with the tag can always be drawn, so that none is left."""
    for name, found in checked.facts.of(_behind_draws).items():
        source = checked.names.scenes[name].node.source
        for move, behind in found:
            scenes = checked.names.tags.get(move.target or "", ())
            always = next((one for one in scenes if not _has_conditions(checked.names.scenes[one])), None)
            if always is None:
                continue
            heading = checked.names.scenes[always].node
            where = (heading.source.span(heading.heading.at, heading.heading.end), "this one can always be drawn")
            message = f"`#{move.target}` can always be drawn: no player comes to what stands below"
            hint = f"to come back, write `-> any #{move.target} ->`"
            span = source.span(move.at, move.end)
            below = (source.span(behind.at, line_end_of(source, behind)), "no player comes here")
            checked.report.warning("NC310", span, message, hint, where, below)


def _has_conditions(scene: SceneNames) -> bool:
    """Whether a scene is drawn on a condition, or once."""
    return any(one.kind in ("when", "once") for one in scene.node.properties)


def _behind_draws(scene: SceneNames, flow: SceneFlow) -> list[tuple[Move, Statement]]:
    """Each draw that does not come back, with the text that stands behind it; a move there is for when none is left."""
    if not any(one.kind == "any" and not one.returns for one in flow.moves):
        return []
    found: list[tuple[Move, Statement]] = []
    bodies: list[Body] = [scene.node.body]
    while bodies:
        move: Move | None = None
        for statement in bodies.pop():
            if move is not None and not isinstance(statement, Break):
                if not isinstance(statement, Jump):
                    found.append((move, statement))
                break
            here = move_of(statement) if isinstance(statement, Jump | Prose) else None
            move = here if here is not None and here.kind == "any" and not here.returns else move
            bodies += blocks_of(statement)
    return found
