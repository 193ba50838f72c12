"""NC304: lines that are read as prose, though something else was meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.check.names import statements_of
from engine.source import Source
from engine.syntax.tree import Prose

if TYPE_CHECKING:
    from engine.check.checker import Checked

ASSIGNMENT = re.compile(r"([^\W\d]\w*)[ \t]*(?:(?:[-+*/]|(?<!=))=(?!=)|\+\+|--)")
BRANCH = re.compile(r"(?:if|elif|else if|elseif)[ \t(].*:[ \t]*$|else[ \t]*:[ \t]*$")
DECLARATION = re.compile(r"(?:var|const|let|set|temp)[ \t]+[^\W\d]\w*[ \t]*(?::.*)?=|include[ \t]+\S+\.story[ \t]*$")
PLUS = re.compile(r"\+[^\W\d_]")
SUSPECT = re.compile(r"[=:]|\+\+|--|^\s*[+<]|include")


def check_prose_traps(checked: Checked) -> None:
    """Report prose lines that look like an assignment to a variable, a condition, a declaration or a choice."""
    for scene in checked.names.scenes.values():
        source = scene.node.source
        for statement in statements_of(scene.node.body):
            if isinstance(statement, Prose) and statement.speaker is None:
                text = source.text[statement.at : statement.line.end]
                if SUSPECT.search(text):
                    _check_lines(checked, source, statement.at, text)


def _check_lines(checked: Checked, source: Source, at: int, text: str) -> None:
    for line in text.split("\n"):
        stripped = line.strip()
        start = at + line.index(stripped) if stripped else at
        at += len(line) + 1
        hint = _meant(checked, stripped)
        if hint is not None:
            span = source.span(start, start + len(stripped))
            message = "this line would be read as prose"
            checked.report.error("NC304", span, message, f"{hint}; for plain text put a `\\` before it")


def _meant(checked: Checked, line: str) -> str | None:
    """What was probably meant by a line of prose, or None."""
    names = checked.names
    found = ASSIGNMENT.match(line)
    if found and (found.group(1) in names.variables or found.group(1) in names.broken):
        return f"to set a variable, write `~ {line}`"
    if BRANCH.match(line):
        return f"for a condition, write `~ {line}`"
    if DECLARATION.match(line):
        return "variables are declared before the first scene, and set with `~ name = value`"
    if PLUS.match(line):
        return f"for a choice, put a space after the mark: `+ {line[1:]}`"
    return None
