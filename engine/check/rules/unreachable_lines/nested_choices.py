"""Choices that stand below one that goes elsewhere, and so are offered only in the place of its move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.blocks import move_of
from engine.check.flow import SceneFlow, line_end_of
from engine.check.names import SceneNames
from engine.syntax.menus import is_choice
from engine.syntax.tree import Break, ChoiceStatement, Jump, Move, Prose

if TYPE_CHECKING:
    from engine.check.checker import Checked


def nested_in(scene: SceneNames, flow: SceneFlow) -> list[tuple[Move, ChoiceStatement]]:
    """Choices that go on by themselves and stand alone below one that goes elsewhere, each with the move of that one.

    The move of the first is made only when the other is used up: nobody means that, where not a word stands between.
    """
    found: list[tuple[Move, ChoiceStatement]] = []
    for one in scene.of_kind(ChoiceStatement):
        if one.body and one.line.move is not None and _leaves(one):
            below = [line for line in one.body if not isinstance(line, Break)]
            (first, *more), move = below, one.line.move
            if more or not isinstance(first, ChoiceStatement) or first.guards or first.loop:
                continue  # a condition may leave it out: `* {if has_key} Use the key.`
            if first.once and _leaves(first):
                found.append((move, first))
    return found


def _leaves(choice: ChoiceStatement) -> bool:
    """Whether a choice goes to another place, and does not come back."""
    move = choice.line.move
    if move is None and choice.body:
        last = choice.body[-1]
        move = move_of(last) if isinstance(last, Jump | Prose) else None
    return move is not None and not move.returns


def nested_below(scene: SceneNames, move: Move) -> ChoiceStatement | None:
    """A choice right below the one with a move, if what belongs to it is not indented below it, but beside it."""
    for one in scene.statements:
        if isinstance(one, ChoiceStatement) and one.line.move is move:
            first, *rest = (line for line in one.body if not isinstance(line, Break))
            if not isinstance(first, ChoiceStatement) or first.body or first.line.move is not None:
                return None
            return first if rest and not is_choice(rest[0]) else None
    return None


def tell_nested(checked: Checked, scene: SceneNames, move: Move, nested: ChoiceStatement) -> None:
    """Warn about a choice below one that moves on."""
    source = scene.node.source
    written = source.text[move.at : move.end]
    message = f"this choice is offered only behind the one above it, in the place of `{written}`"
    hint = "for one menu, indent it and what belongs to it as that one; else delete the move above"
    above = (source.span(move.at, move.end), "this move waits for it")
    checked.report.warning("NC310", source.span(nested.at, line_end_of(source, nested)), message, hint, above)
