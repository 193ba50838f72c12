"""Diagnostics as people and programs get them: as text with an excerpt for a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from engine.characters import in_one_line
from engine.diagnostics import SEVERITIES, Diagnostic, Edit, Fix
from engine.source import Source, SourceSpan

if TYPE_CHECKING:
    # Making these takes as long as some hundred lines, and a play needs none of them.
    from typing import TypedDict

    class PlaceData(TypedDict):
        """A place in a file, as plain data."""

        file: str
        line: int
        column: int
        length: int

    class RelatedData(PlaceData):
        """A place that has to do with a diagnostic, and what is said of it."""

        message: str

    class EditData(PlaceData):
        """A place, and what is to stand there."""

        text: str

    class FixData(TypedDict):
        """A fix, as plain data."""

        title: str
        safe: bool
        edits: list[EditData]

    class DiagnosticData(PlaceData):
        """A diagnostic, as plain data."""

        code: str
        severity: str
        message: str
        hint: str | None
        related: list[RelatedData]
        fixes: list[FixData]


# What parts a hint from the play that shows what is meant.
PLAY = "\n  play: "
COLOURS = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "note": "\x1b[1;36m",
    "hint": "\x1b[36m",
    "off": "\x1b[0m",
    "bold": "\x1b[1m",
}


def width_of(text: str) -> int:
    """How many columns a terminal gives to the text."""
    if text.isascii():
        return len(text)
    import unicodedata

    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def excerpt_of(source: Source, span: SourceSpan) -> list[str]:
    """The line of a span, cut to a readable part, and the carets under it."""
    line = in_one_line(source.line(span.line))
    start = min(span.column - 1, len(line))
    stop = min(start + span.length, len(line))
    left = max(0, start - 60)
    right = min(len(line), max(left + 100, min(stop, start + 60)))
    shown = ("…" if left else "") + line[left:right] + ("…" if right < len(line) else "")
    before = ("…" if left else "") + line[left:start]
    carets = "^" * max(1, min(width_of(line[start : min(stop, right)]), 100))
    number = str(span.line)
    return [f" {number} | {shown}", f" {' ' * len(number)} | {' ' * width_of(before)}{carets}"]


def render(diagnostic: Diagnostic, sources: Mapping[str, Source], color: bool = False) -> str:
    """The diagnostic as text for a terminal: place, message, excerpt with carets, hint.

    `sources` maps file names to their text; a place in none of them is shown without an excerpt.
    """
    paint = COLOURS if color else dict.fromkeys(COLOURS, "")
    span = diagnostic.span
    place = in_one_line(f"{span.file}:{span.line}:{span.column}")
    head = f"{paint[diagnostic.severity]}{diagnostic.severity}[{diagnostic.code}]{paint['off']}"
    lines = [f"{place}: {head}: {paint['bold']}{in_one_line(diagnostic.message)}{paint['off']}"]
    if span.file in sources:
        lines += excerpt_of(sources[span.file], span)
    for where, what in diagnostic.related:
        lines.append(in_one_line(f" {where.file}:{where.line}:{where.column}: {what}"))
    hint = diagnostic.hint or ""
    hint, _, play = (f"\n  {hint}" if hint.startswith("play: ") else hint).partition(PLAY)
    for word, text in (("hint:", hint), ("play:", play)):
        if text:
            lines.append(f" {paint['hint']}{word}{paint['off']} {in_one_line(text)}")
    return "\n".join(lines)


def _place(span: SourceSpan) -> PlaceData:
    return {"file": span.file, "line": span.line, "column": span.column, "length": span.length}


def to_json(diagnostic: Diagnostic) -> DiagnosticData:
    """The diagnostic as plain data, with the keys of `Diagnostic`; spans as objects."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        **_place(diagnostic.span),
        "hint": diagnostic.hint,
        "related": [{**_place(span), "message": message} for span, message in diagnostic.related],
        "fixes": [
            {
                "title": fix.title,
                "safe": fix.safe,
                "edits": [{**_place(edit.span), "text": edit.text} for edit in fix.edits],
            }
            for fix in diagnostic.fixes
        ],
    }


def from_json(data: DiagnosticData) -> Diagnostic:
    """The diagnostic that `to_json` made plain data of."""

    def span(place: PlaceData) -> SourceSpan:
        return SourceSpan(place["file"], place["line"], place["column"], place["length"])

    return Diagnostic(
        data["code"],
        data["severity"],
        data["message"],
        span(data),
        data["hint"],
        tuple((span(one), one["message"]) for one in data["related"]),
        tuple(
            Fix(one["title"], tuple(Edit(span(edit), edit["text"]) for edit in one["edits"]), one["safe"])
            for one in data["fixes"]
        ),
    )


def counted(diagnostics: Iterable[Diagnostic]) -> str:
    """A closing line: how many errors, warnings and notes there are."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    parts = []
    for severity in SEVERITIES:
        count = severities.count(severity)
        if count:
            parts.append(f"{count} {severity}{'' if count == 1 else 's'}")
    if all(severity == "note" for severity in severities):
        parts.insert(0, "no errors")
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
