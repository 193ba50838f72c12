"""NC315: variables written as in other tools, so that the player would see something else than was meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.check.flow import end_of, line_end_of
from engine.check.names import SceneNames
from engine.syntax.messages import shortened
from engine.syntax.tree import Choice, Prose, Show

if TYPE_CHECKING:
    from engine.check.checker import Checked

BRACKETS = re.compile(r"[^\[\]\\{}]*\[([^\[\]{}]+)\]")
GLUE = re.compile(r"(?<!\\)<>")
FOREIGN = re.compile(r"(?<![\\{])(?:\$([^\W\d]\w*)|\[([^\W\d]\w*)\])")


def check_shown_values(checked: Checked) -> None:
    """Warn about `$gold` and `[gold]` in a text, and about a choice that begins by showing `true` or `false`."""
    for scene in checked.names.scenes.values():
        text, at, end = scene.node.source.text, scene.node.heading.at, scene.node.end
        suspect = text.find("$", at, end) >= 0 or text.find("[", at, end) >= 0
        glue = text.find("<>", at, end) >= 0
        for statement in scene.statements:
            if suspect and isinstance(statement, (Prose, Choice)):
                _check_names(checked, scene, statement.at, end_of(statement))
            if glue and isinstance(statement, (Prose, Choice)):
                _check_glue(checked, scene, statement.at, end_of(statement))
            if isinstance(statement, Choice):
                _check_condition(checked, scene, statement)
                brackets = BRACKETS.match(statement.source) if suspect else None
                if brackets and brackets.group(1) not in checked.names.variables:
                    _report_brackets(checked, scene, statement, brackets.group(1))


def _check_names(checked: Checked, scene: SceneNames, at: int, end: int) -> None:
    source = scene.node.source
    for found in FOREIGN.finditer(source.text, at, end):
        name = found.group(1) or found.group(2)
        if name in checked.names.variables:
            message = f"`{found.group()}` is shown as it stands"
            checked.report.warning("NC315", source.span(*found.span()), message, f"for the value, write `{{{name}}}`")


def _report_brackets(checked: Checked, scene: SceneNames, choice: Choice, inner: str) -> None:
    """`* [Wait] You wait.`, of which ink shows the brackets' text in the choice only."""
    source = scene.node.source
    message = "these brackets are shown; a choice's text is never printed when it is taken"
    hint = f"write `* {shortened(inner)}`, and below it what is printed then; for plain brackets `\\[`"
    checked.report.warning("NC315", source.span(choice.at, line_end_of(source, choice)), message, hint)


def _check_glue(checked: Checked, scene: SceneNames, at: int, end: int) -> None:
    source = scene.node.source
    for found in GLUE.finditer(source.text, at, end):
        hint = "lines join by themselves: delete it; for plain text write `\\<>`"
        checked.report.warning("NC315", source.span(*found.span()), "`<>` is shown as it stands", hint)


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
