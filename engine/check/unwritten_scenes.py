"""Drafts: a scene that moves lead to and nobody has written yet ends the play there, with a note."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.check.flow import move_of
from engine.diagnostics import Report
from engine.syntax.parser import parse_text
from engine.syntax.tree import StoryTree, Thread

if TYPE_CHECKING:
    from engine.check.checker import Checked

NAME = "(not written yet)"


def with_drafts(checked: Checked) -> StoryTree:
    """The story with a scene for each unknown one that a move leads to; it has as many parameters as the move gives."""
    unknown = {name for (code, _), name in checked.names.name_at.items() if code == "NC101"}
    values: dict[str, int] = {}
    for scene in (*checked.names.scenes.values(), *checked.names.others):
        for statement in scene.statements:
            move = statement if isinstance(statement, Thread) else move_of(statement)
            if move is not None and move.target in unknown:
                values.setdefault(move.target or "", len(move.arguments))
    text = "\n".join(_scene(name, count) for name, count in values.items())
    drafts = parse_text(text, NAME, Report())
    story = checked.story
    return replace(story, sources=(*story.sources, *drafts.sources), scenes=(*story.scenes, *drafts.scenes))


def _scene(name: str, count: int) -> str:
    parameters = f"({', '.join(f'draft_{number}' for number in range(count))})" if count else ""
    return f"== {name}{parameters}\n[The scene “{name}” is not written yet.]\n-> end\n"
