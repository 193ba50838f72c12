"""Reads what was written with the language's own reader, and tells whether it is what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.diagnostics import Report
from engine.importers.builder.spacing import LOOSE
from engine.importers.builder.tree import DraftShow, DraftStyled, DraftVariation, LineBreak, Text
from engine.syntax import tree as syntax
from engine.syntax.parser import parse_text


def reads_as(line: str, text: Text, cast: tuple[str, ...], speaker: str | None) -> bool:
    """Whether a line of prose is read as the text that was meant, without a word of complaint."""
    head = f"{speaker}: " if speaker else ""
    names = f"cast: {', '.join(cast)}\n" if cast else ""
    report = Report()
    story = parse_text(f"{names}== s\n{head}{line}\n-> end", "", report)
    body = story.scenes[0].body if story.scenes else ()
    if report.found or len(body) != 2 or not isinstance(body[0], syntax.Prose):
        return False
    prose = body[0]
    return prose.speaker == speaker and _is_meant(prose.line, text)


def reads_behind(head: str, line: str, text: Text) -> bool:
    """The same of a line that begins with its head."""
    report = Report()
    before = "~ cycle:\n    " if head.startswith("- ") else ""
    story = parse_text(f"== s\n{before}{head}{line}\n-> end", "", report)
    statement = story.scenes[0].body[0] if story.scenes and story.scenes[0].body else None
    if isinstance(statement, syntax.Vary):
        statement = statement.items[0][0] if statement.items and statement.items[0] else None
    lines = {syntax.Prose: "line", syntax.ChoiceStatement: "line", syntax.Ask: "prompt"}
    if report.found or type(statement) not in lines:
        return False
    return _is_meant(getattr(statement, lines[type(statement)]), text)


def _is_meant(line: syntax.Line, text: Text) -> bool:
    if line.tags or line.move is not None:
        return False
    return list(_read(line.items)) == list(_meant(text))


Plain = str | tuple[str, ...] | tuple[object, ...]


def _read(items: syntax.TextItems) -> Iterator[Plain]:
    """Items of the syntax tree as plain data."""
    for item in items:
        if isinstance(item, str):
            yield item
        elif isinstance(item, syntax.Show):
            yield ("show",)
        elif isinstance(item, syntax.Styled):
            yield (item.style, *_read(item.items))
        elif isinstance(item, syntax.Variation):
            yield (item.kind, *(tuple(_read(one)) for one in item.items))
        else:
            parts = [*(items for _, items in item.branches), item.otherwise]
            yield ("if", *(tuple(_read(one)) for one in parts))


def _meant(text: Text) -> Iterator[Plain]:
    """A settled text as the same data."""
    pending = ""
    for piece in text:
        if isinstance(piece, str | LineBreak):
            pending += piece if isinstance(piece, str) else "\n"
            continue
        if pending:
            yield _joined(pending)
            pending = ""
        if isinstance(piece, DraftShow):
            yield ("show",)
        elif isinstance(piece, DraftStyled):
            yield (piece.style, *_meant(piece.items))
        elif isinstance(piece, DraftVariation):
            yield (piece.kind, *(tuple(_meant(one)) for one in piece.items))
        else:
            parts = [*(items for _, items in piece.branches), piece.otherwise]
            yield ("if", *(tuple(_meant(one)) for one in parts))
    if pending:
        yield _joined(pending)


def _joined(text: str) -> str:
    return re.sub(" *\n *", "\n", text.replace(LOOSE, " "))
