"""Stories that say in themselves what is to be found in them.

A line on which something is found ends in a mark: `//!` for an error, `//?` for a warning, `//.` for a note, then its code, its column
if that matters, and words that its message or its hint must have. Two findings on one line are parted by `;`:

    -> shelfs //! NC101@4 did you mean `shelves`

The marks are taken away before the story is read. A finding without a mark is as wrong as a mark without a finding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from engine.check.checker import check
from engine.diagnostics import Diagnostic, Report
from engine.syntax.parser import parse_text

MARK = re.compile(r"[ \t]*//([!?.]) ?(?=NC\d)(.*)$", re.MULTILINE)
FINDING = re.compile(r"([!?.])? ?(NC\d+)(?:@(\d+)(?:\+(\d+))?)?[ \t]*(.*)")
SEVERITIES = {"!": "error", "?": "warning", ".": "note"}


@dataclass(frozen=True)
class Expected:
    """A finding that a story says it has."""

    line: int
    severity: str
    code: str
    column: int | None
    length: int | None
    words: str

    def fits(self, found: Diagnostic) -> bool:
        """Whether this is the finding."""
        span = found.span
        return (
            (self.line, self.severity, self.code) == (span.line, found.severity, found.code)
            and self.column in (None, span.column)
            and self.length in (None, span.length)
            and self.words in f"{found.message} {found.hint}"
        )

    def __str__(self) -> str:
        place = f"{self.line}" if self.column is None else f"{self.line}:{self.column}"
        return f"{place} {self.severity} {self.code} {self.words}".rstrip()


def chunks_of(path: Path) -> list[tuple[str, str]]:
    """The stories in a file, parted by lines `---`, each with a name for its test: the file's and its first line."""
    chunks = path.read_text(encoding="utf-8").split("\n---\n")
    return [(f"{path.stem}-{number}", chunk) for number, chunk in enumerate(chunks, 1)]


def unmarked(text: str) -> tuple[str, list[Expected]]:
    """A story without its marks, and what they say."""
    expected = []
    for number, line in enumerate(text.split("\n"), 1):
        mark = MARK.search(line)
        if mark is None:
            continue
        for part in mark.group(2).split(" ; "):
            found = FINDING.fullmatch(part.strip())
            assert found is not None, f"line {number}: `{part}` does not read as a finding"
            kind, code, column, length, words = found.groups()
            severity = SEVERITIES[kind or mark.group(1)]
            place = int(column) if column else None, int(length) if length else None
            expected.append(Expected(number, severity, code, *place, words))
    return MARK.sub("", text), expected


def findings(text: str, name: str = "case.story") -> list[Diagnostic]:
    """What is found in a story that is one file."""
    report = Report()
    check(parse_text(text, name, report), report)
    return report.sorted()


def shown(found: Diagnostic) -> str:
    """A finding in one line."""
    span = found.span
    return f"{span.line}:{span.column}+{span.length} {found.severity} {found.code} {found.message} ({found.hint})"


def differences(expected: list[Expected], found: list[Diagnostic]) -> list[str]:
    """What is expected and not there, and what is there and not expected."""
    left = list(found)
    missing = []
    for one in expected:
        fitting = next((other for other in left if one.fits(other)), None)
        if fitting is None:
            missing.append(f"missing: {one}")
        else:
            left.remove(fitting)
    return missing + [f"unexpected: {shown(one)}" for one in left]
