"""The texts that are open in an editor, changed as it types, and its way of counting columns.

Editors count lines from 0 and columns in UTF-16 units; the engine counts both from 1, and columns in characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from engine.fixes import overlay
from engine.named_tuples import NamedTuple
from engine.source import Read, Source, SourceSpan

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

# So many changes of a text are remembered; more lines than this has no text.
MOST_CHANGES, NEVER_SO_MANY = 1000, 10**9

# A place as an editor names it: line from 0, column from 0 in UTF-16 units.
Place = tuple[int, int]


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends; the last one has none, and may be empty."""
    lines = LINE.findall(text)
    if not lines or lines[-1][-1] in "\r\n":
        lines.append("")
    return lines


def column_of(line: str, units: int) -> int:
    """How many characters of a line stand before a column in UTF-16 units."""
    if line.isascii():
        return max(0, min(units, len(line)))
    for column, char in enumerate(line):
        if units <= 0:
            return column
        units -= 2 if ord(char) > 0xFFFF else 1
    return len(line)


def units_of(line: str, column: int) -> int:
    """How many UTF-16 units stand before a column in characters."""
    return units_in(line[:column])


def units_in(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(text) if text.isascii() else len(text) + sum(ord(char) > 0xFFFF for char in text)


class LineRange(NamedTuple):
    """Lines from `first` to before `last` that others have taken the place of, which now end before `end`; from 0."""

    first: int
    last: int
    end: int


class OpenText:
    """A text that is open, in lines. Wrong places are taken for the nearest right ones."""

    def __init__(self, text: str, version: int) -> None:
        self.lines = lines_of(text)
        self.version = version
        # How many changes there were, and the last of them.
        self.changes = 0
        self._changed: list[LineRange] = []

    def changed_since(self, changes: int) -> LineRange | None:
        """The lines around all that has changed since there were so many changes; all lines where nobody knows."""
        newer = self.changes - changes
        if newer > len(self._changed):
            return LineRange(0, NEVER_SO_MANY, len(self.lines))
        whole: LineRange | None = None
        for one in self._changed[len(self._changed) - newer :]:
            if whole is None:
                whole = one
            else:
                further = max(whole.end, one.last) - whole.end
                end = whole.end + further - one.last + one.end
                whole = LineRange(min(whole.first, one.first), whole.last + further, end)
        return whole

    def _note(self, first: int, last: int, end: int) -> None:
        self.changes += 1
        self._changed.append(LineRange(first, last, end))
        if len(self._changed) > MOST_CHANGES:
            self._changed = self._changed[MOST_CHANGES // 2 :]

    def change(self, begin: Place | None, end: Place | None, text: str) -> None:
        """Put a text between two places, or in place of everything."""
        if begin is None or end is None:
            count, self.lines = len(self.lines), lines_of(text)
            self._note(0, count, len(self.lines))
            return
        first, at = self._place(begin)
        last, to = self._place(max(begin, end))
        joined = self.lines[first][:at] + text + self.lines[last][to:]
        if last + 1 < len(self.lines):
            # A line end at the joint may be half of one: the line behind belongs to it.
            joined += self.lines[last + 1]
            last += 1
        begins = first - 1 if first else 0
        joined = "".join(self.lines[begins:first]) + joined
        lines = lines_of(joined)
        if last + 1 < len(self.lines) and not lines[-1]:
            lines.pop()
        self.lines[begins : last + 1] = lines
        self._note(begins, last + 1, begins + len(lines))

    def _place(self, place: Place) -> tuple[int, int]:
        line = max(0, min(place[0], len(self.lines) - 1))
        if place[0] >= len(self.lines):
            return line, len(self.lines[line])
        body = self.lines[line].rstrip("\r\n")
        return line, column_of(body, place[1])

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.lines)


class TextMark(NamedTuple):
    """An open text when it had so many changes."""

    text: OpenText
    changes: int


class Texts:
    """What is open, by real path; `read` gives these texts, and the files of the disk otherwise."""

    def __init__(self) -> None:
        self.open: dict[Path, OpenText] = {}
        self._bytes: dict[Path, bytes] = {}

    def set(self, path: Path, text: str, version: int) -> None:
        """A text was opened."""
        self.open[path] = OpenText(text, version)
        self._bytes.pop(path, None)

    def change(self, path: Path, version: int, changes: Iterable[tuple[Place | None, Place | None, str]]) -> bool:
        """A text was changed; false if it is not open, or the change is older than what is known."""
        known = self.open.get(path)
        if known is None or version < known.version:
            return False
        for begin, end, text in changes:
            known.change(begin, end, text)
        known.version = version
        self._bytes.pop(path, None)
        return True

    def close(self, path: Path) -> None:
        """A text was closed: the file on the disk counts again."""
        self.open.pop(path, None)
        self._bytes.pop(path, None)

    def marks(self) -> dict[str, TextMark]:
        """The open texts as they are at this moment, by the names of their files."""
        return {path.as_posix(): TextMark(known, known.changes) for path, known in self.open.items()}

    def read(self) -> Read:
        """What reads files from here on, as they are at this moment."""
        for path, known in self.open.items():
            if path not in self._bytes:
                self._bytes[path] = known.text.encode("utf-8", errors="replace")
        return overlay(dict(self._bytes))


def place_in(source: Source, offset: int) -> Place:
    """An offset of a file as an editor names it."""
    line, column = source.place_of(max(0, min(offset, len(source.text))))
    return line - 1, units_of(source.line(line), column - 1)


def offset_in(source: Source, place: Place) -> int:
    """The offset of a place in a file; the nearest one if there is none such."""
    if place[0] < 0:
        return 0
    starts = source.starts()
    if place[0] >= len(starts):
        return len(source.text)
    return starts[place[0]] + column_of(source.line(place[0] + 1), place[1])


def range_of(span: SourceSpan, source: Source | None) -> tuple[Place, Place]:
    """Where a span begins and ends, as an editor names it; it may run over line ends."""
    if source is None:
        return (span.line - 1, span.column - 1), (span.line - 1, span.column - 1 + span.length)
    starts = source.starts()
    at = starts[min(span.line, len(starts)) - 1] + span.column - 1
    return place_in(source, at), place_in(source, at + span.length)
