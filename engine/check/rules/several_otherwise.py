"""NC313: more than one `{otherwise}` beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.flow import groups_of
from engine.syntax.tree import Choice

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_several_otherwise(checked: Checked) -> None:
    """Warn about a second `{otherwise}` in a group of choices: only the first is ever taken."""
    for scene in checked.names.scenes.values():
        source = scene.node.source
        for group in groups_of(scene.node.body):
            first = None
            for statement in group:
                if not isinstance(statement, Choice):
                    continue
                kinds = [one.kind for one in statement.guards]
                if "otherwise" not in kinds:
                    continue
                if first is not None:
                    span = source.span(statement.guards[0].at, statement.guards[-1].end)
                    other = source.span(first.guards[0].at, first.guards[-1].end), "the first one"
                    message = "there is an `{otherwise}` among these choices already"
                    checked.report.warning("NC313", span, message, "only the first is ever taken", other)
                elif "if" not in kinds:
                    first = statement
