"""Drafts: a scene that moves lead to and nobody has written yet ends the play there, with a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.check.blocks import move_of
from engine.diagnostics import Report
from engine.patterns import compiled
from engine.syntax.parser import parse_text
from engine.syntax.tree import Move, StoryTree, Thread

if TYPE_CHECKING:
    from engine.check.checker import Checked

NAME = "(not written yet)"


def with_drafts(checked: Checked) -> StoryTree:
    """The story with a scene for each unknown one that a move leads to, or that is asked about and like no other.

    One stands in, too, for each tag from which scenes are drawn and which none has.
    """
    names = checked.names
    unknown = {name for (code, _), name in names.name_at.items() if code == "NC101"}
    drafts = {name: _Draft() for name in sorted(unknown) if names.speller.nearest(name, names.scenes) is None}
    for scene in (*names.scenes.values(), *names.others):
        for statement in scene.statements:
            if isinstance(statement, Thread):
                if statement.target in unknown:
                    draft = drafts.setdefault(statement.target, _Draft())
                    draft.values, draft.is_borrowed = len(statement.arguments), True
            elif (move := move_of(statement)) is not None:
                _note(checked, move, unknown, drafts)
    for source in checked.story.sources if drafts else ():
        for found in compiled(rf"\b({'|'.join(drafts)})\.([^\W\d]\w*)").finditer(source.text):
            drafts[found[1]].points[found[2]] = None
    text = "\n".join([*(draft.scene(name) for name, draft in drafts.items()), *_drawn(checked)])
    written = parse_text(text, NAME, Report())
    story = checked.story
    return replace(story, sources=(*story.sources, *written.sources), scenes=(*story.scenes, *written.scenes))


def _drawn(checked: Checked) -> Iterator[str]:
    """A scene for each tag from which one is drawn and which none has."""
    flows = (*checked.flows.values(), *checked.reach.others)
    left = {tag for flow in flows for tag in flow.tags}
    names = checked.names
    drawn = sorted(tag for tag in checked.reach.drawn_tags if tag not in names.tags)
    for number, tag in enumerate(tag for tag in drawn if names.speller.nearest(tag, names.tags) is None):
        note = f"[No scene with the tag “{tag}” is written yet.]"
        yield f"== draft_of_tag_{number}: {note} #{tag}\n{note}\n-> {'end' if tag in left else 'back'}\n"


class _Draft:
    """What is known of a scene that is not written: how many values moves give it, what in it is named elsewhere."""

    def __init__(self) -> None:
        self.values = 0
        self.points: dict[str, None] = {}
        self.is_borrowed = False

    def scene(self, name: str) -> str:
        """The scene that stands in for it."""
        parameters = f"({', '.join(f'draft_{number}' for number in range(self.values))})" if self.values else ""
        note = f"[The scene “{name}” is not written yet.]"
        if self.is_borrowed:
            note = f"* [The choices of “{name}” are not written yet.]"
        points = "".join(f"-- {point}\n" for point in self.points)
        return f"== {name}{parameters}\n{points}{note}\n-> end\n"


def _note(checked: Checked, move: Move, unknown: set[str], drafts: dict[str, _Draft]) -> None:
    """Note the unknown scenes to which a move leads; to some, a value leads that names them."""
    if move.target in unknown:
        draft = drafts.setdefault(move.target or "", _Draft())
        draft.values = draft.values or len(move.arguments)
    elif move.value is not None and id(move) in checked.resolved.targets:
        for name in checked.resolved.targets[id(move)][1].names:
            if name not in checked.names.scenes:
                drafts.setdefault(name, _Draft())
