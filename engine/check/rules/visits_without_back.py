"""NC308: a visit that never comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_visits_without_back(checked: Checked) -> None:
    """Warn about visits to scenes from which no way leads to a `-> back`."""
    for name, flow in checked.flows.items():
        for move in flow.moves:
            target = move.target
            if not move.returns or move.kind != "scene" or target not in checked.flows:
                continue
            if target not in checked.reach.returning:
                span = checked.names.scenes[name].node.source.span(move.at, move.end)
                message = f"this visit never comes back: nothing in scene `{target}` says `-> back`"
                hint = f"end `{target}` with `-> back`, or write `-> {target}` without the second arrow"
                checked.report.warning("NC308", span, message, hint)
