"""Exact places of names that the syntax tree keeps without one: titles, tags, the names of a cast."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics import Report
from engine.source import Source
from engine.syntax.reading import BLANKS, PieceReader, tags_begin
from engine.syntax.tree import HeaderEntry, Heading, Line, Move


def cast_places(entry: HeaderEntry) -> Iterator[tuple[str, int]]:
    """The names of a `cast:` line, and where each begins."""
    at = entry.value_at
    for part in entry.value.split(","):
        name = part.strip()
        if name:
            yield name, at + len(part) - len(part.lstrip())
        at += len(part) + 1


def ending_end(source: Source, move: Move) -> int:
    """Where the name of an ending ends, without what it was called."""
    if not move.was:
        return move.end
    bracket = source.text.rindex("(", move.target_at, move.was[0].at)
    return move.target_at + len(source.text[move.target_at : bracket].rstrip())


def heading_end(source: Source, heading: Heading) -> int:
    """Where the line of a heading ends, without a comment."""
    end = source.text.find("\n", heading.at)
    return PieceReader(source, Report()).end_of_line(heading.at, len(source.text) if end < 0 else end)


def title_place(source: Source, heading: Heading) -> tuple[int, int] | None:
    """Where the title of a scene begins and ends; None where it has none."""
    if not heading.title:
        return None
    stop = heading_end(source, heading)
    begin = PieceReader(source, Report()).end_of_expression(heading.at, stop, ":") + 1
    end = tags_begin(source.text, begin, stop) if heading.tags else stop
    while begin < end and source.text[begin] in BLANKS:
        begin += 1
    while end > begin and source.text[end - 1] in BLANKS:
        end -= 1
    return (begin, end) if end > begin else None


def tag_places(source: Source, heading: Heading) -> Iterator[tuple[str, int]]:
    """The tags of a scene, without what stands behind a `=`, and where each begins, behind its `#`."""
    if heading.tags:
        stop = heading_end(source, heading)
        yield from _tags_from(source.text, tags_begin(source.text, heading.end, stop), stop, heading.tags)


def line_tags(source: Source, line: Line) -> Iterator[tuple[str, int]]:
    """The tags of a line of text, without their values, and where each begins, behind its `#`."""
    stop = line.move.end if line.move is not None else line.end
    end = source.text.find("\n", stop)
    end = len(source.text) if end < 0 else end
    found = list(_tags_from(source.text, line.at, end, tuple(reversed(line.tags)), backwards=True))
    yield from reversed(found)


def _tags_from(
    text: str, begin: int, end: int, tags: tuple[str, ...], backwards: bool = False
) -> Iterator[tuple[str, int]]:
    for tag in tags:
        at = text.rfind(f"#{tag}", begin, end) if backwards else text.find(f"#{tag}", begin, end)
        if at < 0:
            continue
        if backwards:
            end = at
        else:
            begin = at + len(tag) + 1
        yield tag.partition("=")[0], at + 1
