"""NC329: choices in the arm of an `~ if` that are one menu with the choices below, behind a blank line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.flow import line_end_of
from engine.syntax.tree import Break, If

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_joined_menus(checked: Checked) -> None:
    """Warn where a blank line looks as if it parted what is one menu."""
    for scene in checked.names.scenes.values():
        source = scene.node.source
        for statement in scene.statements:
            if isinstance(statement, If) and statement.arms == "apart":
                first = next(one for one in statement.branches[0][1] if not isinstance(one, Break))
                message = "this choice and those below the `~ if` are offered together, as one menu"
                hint = "for one menu, take the blank line behind the block away; for two, write `--` in its place"
                span = source.span(first.at, line_end_of(source, first))
                checked.report.warning("NC329", span, message, hint)
