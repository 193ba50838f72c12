"""NC308: a visit that never comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.reach import scenes_reached_from

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_visits_without_back(checked: Checked) -> None:
    """Report visits to scenes from which no way leads to a `-> back`."""
    flows = checked.flows
    returning = {name for name, flow in flows.items() if any(move.kind == "back" for move in flow.moves)}
    verdicts: dict[str, bool] = {}
    for name, flow in flows.items():
        for move in flow.moves:
            target = move.target
            if not move.returns or move.kind != "scene" or target not in flows:
                continue
            if target not in verdicts:
                verdicts[target] = bool(scenes_reached_from(checked, [target], visits=False) & returning)
            if not verdicts[target]:
                span = checked.names.scenes[name].node.source.span(move.at, move.end)
                message = f"this visit never comes back: nothing in scene `{target}` says `-> back`"
                hint = f"end `{target}` with `-> back`, or write `-> {target}` without the second arrow"
                checked.report.error("NC308", span, message, hint)
