"""NC307: `-> back` where there is nowhere to go back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_back_outside_visit(checked: Checked) -> None:
    """Report `-> back` in scenes that are never visited; warn where a scene is both visited and moved to."""
    if not checked.story.complete:
        return
    plain, visited = checked.reach.plainly_entered, checked.reach.visited
    for name, flow in checked.flows.items():
        if name not in plain or name in checked.reach.included or name in checked.lost:
            continue
        for move in flow.moves:
            if move.kind != "back":
                continue
            source = checked.names.scenes[name].node.source
            span = source.span(move.at, move.end)
            if name not in visited:
                message = f"there is nowhere to go back to: nothing visits scene `{name}`"
                hint = f"a visit is written `-> {name} ->`; a plain move goes on with `-> scene`"
                checked.report.error("NC307", span, message, hint)
            else:
                message = f"scene `{name}` is also moved to without a visit; there is nowhere to go back to then"
                hint = f"write `-> {name} ->` wherever it should come back"
                checked.report.warning("NC307", span, message, hint)
