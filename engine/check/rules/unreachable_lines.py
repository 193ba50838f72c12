"""NC310: lines behind a move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.flow import end_of

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_unreachable_lines(checked: Checked) -> None:
    """Warn about what stands behind a move in the same block, which no player ever reads."""
    for name, flow in checked.flows.items():
        source = checked.names.scenes[name].node.source
        for statement in flow.unreachable:
            span = source.span(statement.at, end_of(statement))
            message = "no player comes here: the story has moved on before"
            checked.report.warning("NC310", span, message, "delete it, or move it above")
