"""NC313: more than one `{otherwise}` beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.names import is_choice, statements_of
from engine.syntax.tree import Body, Break, Choice, If, Vary

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_several_otherwise(checked: Checked) -> None:
    """Warn about a second `{otherwise}` in a group of choices: only the first is ever taken."""
    for scene in checked.names.scenes.values():
        for body in _bodies(scene.node.body):
            first = None
            for statement in body:
                if isinstance(statement, Break):
                    continue
                if not is_choice(statement):
                    first = None
                elif isinstance(statement, Choice) and any(one.kind == "otherwise" for one in statement.guards):
                    if first is not None:
                        source = scene.node.source
                        span = source.span(statement.at, statement.end)
                        other = (source.span(first.at, first.end), "the first one")
                        message = "there is an `{otherwise}` among these choices already"
                        checked.report.warning("NC313", span, message, "only the first is ever taken", other)
                    elif not any(one.kind == "if" for one in statement.guards):
                        first = statement


def _bodies(body: Body) -> list[Body]:
    bodies = [body]
    for statement in statements_of(body):
        if isinstance(statement, Choice):
            bodies.append(statement.body)
        elif isinstance(statement, If):
            bodies += [branch for _, branch in statement.branches] + [statement.otherwise]
        elif isinstance(statement, Vary):
            bodies += statement.items
    return bodies
