"""NC311: choices that can all be used up, with nothing behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.names import statements_of
from engine.check.reach import reaches
from engine.syntax.tree import Choice

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_choices_used_up(checked: Checked) -> None:
    """Warn where a scene that can be entered again ends in choices of which each can be taken once only."""
    for name, scene in checked.names.scenes.items():
        exits = checked.flows[name].exits
        if not exits or not all(one.dry for one in exits):
            continue
        choices = [one for one in statements_of(scene.node.body) if isinstance(one, Choice)]
        if not choices or not all(one.once for one in choices) or not reaches(checked, name, name):
            continue
        source = scene.node.source
        message = f"once every choice is used, scene `{name}` has nothing left to offer"
        hint = "add `* {otherwise} -> scene`, a choice with `+`, or a move behind the choices"
        checked.report.warning("NC311", source.span(exits[-1].at, exits[-1].end), message, hint)
