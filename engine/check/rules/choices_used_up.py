"""NC311: choices that can all be used up, with nothing behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.blocks import move_of, statements_of
from engine.check.flow import SceneFlow, exit_end_of
from engine.check.names import SceneNames
from engine.syntax.tree import ChoiceStatement, Each, Thread

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_choices_used_up(checked: Checked) -> None:
    """Warn where a scene ends in choices of which each can be taken once only, and each can lead back to the scene.

    A choice without a guard that leaves for good is always left to take: taking it is the end of coming back.
    """
    found = checked.facts.of(_choices_used_up_in)
    targets = {move.target for flow in checked.flows.values() for move in flow.moves} if found else set()
    for name, choices in found.items():
        if name not in checked.reach.circles or not (name in targets or _is_entered(checked, name)):
            continue
        if any(_leaves_for_good(checked, name, one) for one in choices):
            continue
        source, exits = checked.names.scenes[name].node.source, checked.flows[name].exits
        message = f"once every choice is used, scene `{name}` has nothing left to offer"
        hint = "add `* {otherwise} -> scene`, a choice with `+`, or a move behind the choices"
        checked.report.warning("NC311", source.span(exits[-1].at, exit_end_of(source, exits[-1])), message, hint)


def _is_entered(checked: Checked, name: str) -> bool:
    """Whether a play comes to a scene to which no move leads by its name."""
    scene = checked.names.scenes[name].node
    return name == checked.reach.start or bool(scene.heading.tags) or name in checked.names.enumerations


def _choices_used_up_in(scene: SceneNames, flow: SceneFlow) -> list[ChoiceStatement]:
    """The choices of a scene that goes nowhere when they are used up, if that can be."""
    if not flow.exits or not all(one.dry for one in flow.exits) or flow.unread:
        return []
    choices = [one for one in scene.statements if isinstance(one, ChoiceStatement)]
    return choices if all(one.once for one in choices) else []


def _leaves_for_good(checked: Checked, name: str, choice: ChoiceStatement) -> bool:
    """Whether a choice without a guard leads only to where the scene is not reached again."""
    if choice.guards or choice.loop is not None:
        return False
    moves = [choice.line.move] if choice.line.move else []
    for statement in statements_of(choice.body):
        if isinstance(statement, (ChoiceStatement, Each, Thread)):
            return False
        move = move_of(statement)
        if move is not None:
            moves.append(move)
    if any(move.kind not in ("scene", "end") or move.returns for move in moves) or not moves:
        return False
    circles = checked.reach.circles
    targets = [move.target for move in moves if move.kind == "scene" and move.target]
    return all(circles.get(target) != circles[name] for target in targets)
