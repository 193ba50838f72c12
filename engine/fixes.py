"""Makes the corrections that diagnostics carry: chooses those that fit together, and edits the bytes of files."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from pathlib import Path

from engine.diagnostics import Diagnostic, Edit, Fix
from engine.source import Read, ReadProblem, Source, read_bytes

BYTE_ORDER = b"\xef\xbb\xbf"


def overlay(texts: Mapping[Path, bytes], read: Read = read_bytes) -> Read:
    """Reads files as if those of `texts`, by their real paths, held other bytes."""

    def reading(path: Path) -> bytes | ReadProblem:
        try:
            known = texts.get(path.resolve())
        except (OSError, RuntimeError, ValueError):
            known = None
        return read(path) if known is None else known

    return reading


def chosen(diagnostics: Iterable[Diagnostic], unsafe: bool = False) -> list[Fix]:
    """Fixes that can be made together, one for each diagnostic that has one: its first safe one, or its first at all.

    Of two that would change the same place, the first one counts; the other may still be wanted afterwards.
    """
    fixes: list[Fix] = []
    taken: dict[str, list[tuple[int, int, int, int]]] = {}
    for diagnostic in diagnostics:
        fix = next((one for one in diagnostic.fixes if one.safe or unsafe), None)
        if fix is None or fix in fixes:
            continue
        places = [(edit.span.file, _extent(edit)) for edit in fix.edits]
        if any(_touches(extent, other) for file, extent in places for other in taken.get(file, ())):
            continue
        for file, extent in places:
            taken.setdefault(file, []).append(extent)
        fixes.append(fix)
    return fixes


def _extent(edit: Edit) -> tuple[int, int, int, int]:
    """First and last line of an edit with its columns; one that is longer than a line counts to the end of lines."""
    span = edit.span
    return span.line, span.column, span.line, span.column + span.length


def _touches(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[:2] <= other[2:] and other[:2] <= one[2:]


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes of a story file after edits, which do not touch each other. All else stays, line ends too."""
    mark = BYTE_ORDER if data.startswith(BYTE_ORDER) else b""
    written = data[len(mark) :].decode("utf-8", errors="surrogateescape")
    return mark + edited_text(written, edits).encode("utf-8", errors="surrogateescape")


def edited_text(written: str, edits: Iterable[Edit]) -> str:
    """The same for a text. Places count as in `Source`, for which each line end is one character."""
    source = Source("", written)
    starts = [0, *(found.end() for found in re.finditer("\n", source.text))]
    # Where a line end has two characters, what comes behind it stands one further.
    pairs = [found.start() - number for number, found in enumerate(re.finditer("\r\n", written))]
    end_of_line = "\r\n" if pairs else "\n"

    def place(offset: int) -> int:
        return offset + bisect_left(pairs, offset)

    text = written
    for edit in sorted(set(edits), key=lambda one: (one.span.line, one.span.column), reverse=True):
        at = min(starts[min(edit.span.line, len(starts)) - 1] + edit.span.column - 1, len(source.text))
        end = min(at + edit.span.length, len(source.text))
        text = text[: place(at)] + edit.text.replace("\n", end_of_line) + text[place(end) :]
    return text


def edits_by_file(fixes: Iterable[Fix]) -> dict[str, list[Edit]]:
    """The edits of fixes by the names of their files."""
    found: dict[str, list[Edit]] = {}
    for fix in fixes:
        for edit in fix.edits:
            found.setdefault(edit.span.file, []).append(edit)
    return found
