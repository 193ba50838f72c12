"""NC315: variables written as in other tools, so that the player would see something else than was meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.check.flow import end_of
from engine.check.names import SceneNames
from engine.syntax.tree import Choice, Prose, Show

if TYPE_CHECKING:
    from engine.check.checker import Checked

FOREIGN = re.compile(r"(?<![\\{])(?:\$([^\W\d]\w*)|\[([^\W\d]\w*)\])")


def check_shown_values(checked: Checked) -> None:
    """Warn about `$gold` and `[gold]` in a text, and about a choice that begins by showing `true` or `false`."""
    for scene in checked.names.scenes.values():
        text, at, end = scene.node.source.text, scene.node.heading.at, scene.node.end
        suspect = text.find("$", at, end) >= 0 or text.find("[", at, end) >= 0
        for statement in scene.statements:
            if suspect and isinstance(statement, (Prose, Choice)):
                _check_names(checked, scene, statement.at, end_of(statement))
            if isinstance(statement, Choice):
                _check_condition(checked, scene, statement)


def _check_names(checked: Checked, scene: SceneNames, at: int, end: int) -> None:
    source = scene.node.source
    for found in FOREIGN.finditer(source.text, at, end):
        name = found.group(1) or found.group(2)
        if name in checked.names.variables:
            message = f"`{found.group()}` is shown as it stands"
            checked.report.warning("NC315", source.span(*found.span()), message, f"for the value, write `{{{name}}}`")


def _check_condition(checked: Checked, scene: SceneNames, choice: Choice) -> None:
    """`* {open} Go in.` begins with the word `true`; what was meant is a condition."""
    if len(choice.line.items) < 2 or not isinstance(choice.line.items[0], Show):
        return
    show = choice.line.items[0]
    known = checked.resolved.codes.get(id(show.value))
    if known is not None and known[0].kind == "truth":
        source = scene.node.source
        written = source.text[show.value.at : show.value.end]
        hint = f"for a condition of this choice, write `{{if {written}}}`"
        message = "this shows the player the word `true` or `false`"
        checked.report.warning("NC315", source.span(show.at, show.end), message, hint)
