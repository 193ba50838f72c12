"""NC315: what would be a line of its own elsewhere, within a line: `* +Wait.`, `{if wet: wait 2}`, `Ada: TODO a joke`.

A line of prose that begins so is told when it is read (syntax/traps). The same slip in the text of a choice, of
dialogue, of an item, in braces, in a reason or a question is told here, by the same patterns.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.check.flow import end_of
from engine.check.names import SceneNames
from engine.check.rules.plain_scenes import with_signs
from engine.check.rules.signs import uncommented, warn_once
from engine.check.scene_facts import of_scene
from engine.check.texts import texts_of
from engine.named_tuples import NamedTuple
from engine.syntax.messages import shortened
from engine.syntax.traps import MAY_BE_TRAP, trap_at
from engine.syntax.tree import ChoiceStatement, Prose

if TYPE_CHECKING:
    from engine.check.checker import Checked

# So wide that nothing is indented below it.
WIDEST = 1_000_000


class Mark(NamedTuple):
    """A text within a line that begins like a line of another kind, and what to write instead."""

    at: int
    end: int
    hint: str


def check_marks_within(checked: Checked) -> None:
    """Warn about texts within lines that begin with a mark, or with a word of code."""
    for scene in with_signs(checked):
        for mark in of_scene(scene, _marks_in):
            source = scene.node.source
            message = f"`{shortened(source.text[mark.at : mark.end])}` is shown as it stands"
            warn_once(checked, source, mark.at, mark.end, message, f"{mark.hint}; for plain text put a `\\` before it")


def _marks_in(scene: SceneNames) -> list[Mark]:
    return list(_marks(scene))


def _marks(scene: SceneNames) -> Iterator[Mark]:
    source = scene.node.source
    for one in of_scene(scene, texts_of):
        items = one.line.items
        if items and items[0].__class__ is str and not one.line.joins:
            # Told of what is shown, before it is found where that stands.
            begins = items[0] if len(items) == 1 else f"{items[0]}{{"
            if MAY_BE_TRAP.match(begins) is None:
                continue
        at, end = _begin_of(source.text, one), end_of(one) if one.line.move is None else one.line.move.at
        if at < 0 or MAY_BE_TRAP.match(source.text, at, end) is None:
            continue
        line_end = source.text.find("\n", at, end)
        end = at + len(uncommented(source.text[at : end if line_end < 0 else line_end]).rstrip())
        trap = trap_at(source, at, end, WIDEST) if end > at else None
        if trap is not None and trap.code == "NC304":
            yield Mark(at, end, trap.hint)


def _begin_of(text: str, one: Prose | ChoiceStatement) -> int:
    """Where a text begins that is not the beginning of its line; -1 for one that is."""
    if isinstance(one, ChoiceStatement):
        return text.find(one.source, one.at, end_of(one) + 1) if one.source else -1
    at = one.line.at
    while text[at : at + 1] in (" ", "\t"):
        at += 1
    return at if text[text.rfind("\n", 0, at) + 1 : at].strip() else -1
