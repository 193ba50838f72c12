"""Reads a story again and again while it is written: scene by scene, each only when its text has changed.

A file is cut where a scene begins. Each piece is a source of its own, so what was read of it stays valid wherever it
stands. What a piece is read with besides its text is part of its key: the cast, the characters of a Ren'Py script in
the file, and what the lines above have settled about tabs and spaces. The tree is the same as that of the whole file,
but for the sources of its scenes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from engine.diagnostics import Diagnostic, Report, moved_down
from engine.named_tuples import NamedTuple
from engine.source import Source, SourcePiece
from engine.syntax.foreign_lines import characters_of
from engine.syntax.layout import has_tabs
from engine.syntax.lines import SceneLineReader
from engine.syntax.parser import ReadScenes, read_scenes, scenes_of
from engine.syntax.reading import HEADING, PieceReader
from engine.syntax.tree import Scene, UnreadableDeclaration


class IndentationState(NamedTuple):
    """What a line above has settled for the whole file, in `Indentation`."""

    tabs: bool | None = None
    mixed: bool = False
    too_deep: bool = False


class ReadPiece:
    """What was read of one piece: its scenes, and what is wrong in it, with lines that count from its beginning."""

    __slots__ = ("before", "broken", "complete", "found", "holds", "line_ends", "scenes", "settled", "source")

    def __init__(self, lines: SceneLineReader, before: IndentationState) -> None:
        source = lines.reader.source
        assert isinstance(source, SourcePiece), "it is read as a piece"
        self.source = source
        self.before = before
        self.scenes: list[Scene] = scenes_of(lines, 0)
        self.broken: list[UnreadableDeclaration] = lines.broken
        self.complete = lines.complete
        self.settled = IndentationState(lines.layout.tabs, lines.layout.mixed, lines.layout.too_deep)
        self.line_ends = source.text.count("\n")
        source.read()
        self.found: list[Diagnostic] = lines.reader.report.found
        # What depends on the scenes and variables of the rest of the file is read anew each time.
        self.holds = not source.looked_around


class PiecesOfFile(NamedTuple):
    """The pieces of a file, and what all of them were read with."""

    cast: tuple[str, ...]
    characters: dict[str, str] | None
    pieces: list[ReadPiece]


class ScenePieces:
    """Reads scenes like `read_scenes`, and remembers the pieces of the last time."""

    def __init__(self) -> None:
        self._known: dict[str, PiecesOfFile] = {}
        self._next: dict[str, PiecesOfFile] = {}

    def turn(self) -> None:
        """End a reading of the story: what it did not use is forgotten."""
        self._known, self._next = self._next, {}

    def read(self, source: Source, at: int, cast: tuple[str, ...], report: Report) -> ReadScenes:
        """The scenes of a source from an offset on."""
        if not source.text.startswith("==", at):
            # Of some headings of other tools, a part stands above them: then nothing is cut.
            return read_scenes(source, at, cast, report)
        characters = characters_of(source.text)
        known = self._known.pop(source.name, None)
        old = known.pieces if known is not None and known[:2] == (cast, characters) else []
        if old and old[0].before.tabs != has_tabs(source.text):
            old = []
        pieces = list(_read_again(source, at, cast, characters, old))
        self._next[source.name] = PiecesOfFile(cast, characters, pieces)
        scenes: list[Scene] = []
        broken: list[UnreadableDeclaration] = []
        line = source.text.count("\n", 0, at)
        for piece in pieces:
            piece.source.base_line, piece.source.base_at = line, at
            for one in piece.found:
                report.add(moved_down(one, line))
            scenes += piece.scenes
            broken += piece.broken
            line += piece.line_ends
            at += len(piece.source.text)
        return ReadScenes(scenes, broken, all(piece.complete for piece in pieces))


def _read_again(
    source: Source, at: int, cast: tuple[str, ...], characters: dict[str, str] | None, old: list[ReadPiece]
) -> Iterator[ReadPiece]:
    """The pieces of a text: those of the last time where they stand as they did, at both ends and in between."""
    text = source.text
    first, begin = _same_at_the_beginning(text, at, old)
    last, end = _same_at_the_end(text, begin, old[first:])
    between: dict[tuple[str, IndentationState], list[ReadPiece]] = {}
    for piece in old[first : len(old) - last]:
        between.setdefault((piece.source.text, piece.before), []).append(piece)
    settled = IndentationState(has_tabs(text))

    def piece_of(own: str) -> ReadPiece:
        # The same text may stand twice in a story, each time as scenes of their own.
        if (same := between.get((own, settled))) and same[-1].holds:
            return same.pop()
        lines = SceneLineReader(PieceReader(SourcePiece(source.name, own, text), Report()), cast)
        lines.characters = characters
        lines.is_plain = lines.is_plain and characters is None
        lines.layout.tabs, lines.layout.mixed, lines.layout.too_deep = settled
        return ReadPiece(lines, settled)

    for piece in old[:first]:
        yield piece
        settled = piece.settled
    begins = [begin, *_cuts(text, begin + 1, end), end]
    for one, next_one in pairwise(begins):
        if next_one > one:
            piece = piece_of(text[one:next_one])
            yield piece
            settled = piece.settled
    for known in old[len(old) - last :]:
        piece = known if known.before == settled else piece_of(known.source.text)
        yield piece
        settled = piece.settled


def _same_at_the_beginning(text: str, at: int, old: list[ReadPiece]) -> tuple[int, int]:
    """How many of the old pieces the text begins with, from an offset on, and where they end."""
    for number, piece in enumerate(old):
        end = at + len(piece.source.text)
        is_whole = end == len(text) or _is_cut(text, end)
        if not (piece.holds and is_whole and text.startswith(piece.source.text, at)):
            return number, at
        at = end
    return len(old), at


def _same_at_the_end(text: str, least: int, old: list[ReadPiece]) -> tuple[int, int]:
    """How many of the old pieces the text ends with, and where they begin; not before an offset."""
    end = len(text)
    for number, piece in enumerate(reversed(old)):
        begin = end - len(piece.source.text)
        is_whole = begin == least or (begin > least and _is_cut(text, begin))
        if not (piece.holds and is_whole and text.startswith(piece.source.text, begin)):
            return number, end
        end = begin
    return len(old), end


def _is_cut(text: str, at: int) -> bool:
    """Whether a heading begins at a place."""
    return HEADING.match(text, at) is not None and text[at - 1] == "\n"


def _cuts(text: str, at: int, end: int) -> Iterator[int]:
    """The places from an offset on at which headings begin."""
    at = text.find("\n==", at - 1, end) + 1
    while at > 0:
        if HEADING.match(text, at):
            yield at
        at = text.find("\n==", at, end) + 1
