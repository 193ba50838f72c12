"""Reads a story again and again while it is written: scene by scene, each only when its text has changed.

A file is cut where a scene begins. Each piece is a source of its own, so what was read of it stays valid wherever it
stands. What a piece is read with besides its text is part of its key: the cast, the characters of a Ren'Py script in
the file, and what the lines above have settled about tabs and spaces. The tree is the same as that of the whole file,
but for the sources of its scenes.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from itertools import pairwise

from engine.diagnostics import Diagnostic, Report, moved_down
from engine.named_tuples import NamedTuple
from engine.source import Source, SourcePiece
from engine.syntax.foreign import characters_of
from engine.syntax.lines import LineReader
from engine.syntax.parser import ReadScenes, scenes_of
from engine.syntax.reading import Reader
from engine.syntax.tree import Broken, Scene

# What is said of a move that cannot be read depends on the scenes that the file has: it is read anew each time.
OF_THE_FILE = ("NC014",)
HEADING = re.compile(r"^==(?!=)", re.MULTILINE)


class Settled(NamedTuple):
    """What a line above has settled for the whole file, in `Layout`."""

    tabs: bool | None = None
    mixed: bool = False
    too_deep: bool = False


class Piece:
    """What was read of one piece: its scenes, and what is wrong in it, with lines that count from its beginning."""

    __slots__ = ("broken", "complete", "found", "scenes", "settled", "source")

    def __init__(self, lines: LineReader) -> None:
        source = lines.reader.source
        assert isinstance(source, SourcePiece), "it is read as a piece"
        self.source = source
        self.scenes: list[Scene] = scenes_of(lines, 0)
        self.broken: list[Broken] = lines.broken
        self.complete = lines.complete
        self.settled = Settled(lines.layout.tabs, lines.layout.mixed, lines.layout.too_deep)
        source.read()
        report = lines.reader.report
        self.found: list[Diagnostic] = report.found


class ScenePieces:
    """Reads scenes like `read_scenes`, and remembers the pieces of the last time."""

    def __init__(self) -> None:
        self._known: dict[Hashable, list[Piece]] = {}
        self._next: dict[Hashable, list[Piece]] = {}

    def turn(self) -> None:
        """End a reading of the story: what it did not use is forgotten."""
        self._known, self._next = self._next, {}

    def read(self, source: Source, at: int, cast: tuple[str, ...], report: Report) -> ReadScenes:
        """The scenes of a source from an offset on."""
        characters = characters_of(source.text)
        named = None if characters is None else tuple(characters.items())
        scenes: list[Scene] = []
        broken: list[Broken] = []
        complete, settled = True, Settled()
        line = source.text.count("\n", 0, at)
        for begin, end in _pieces(source.text, at):
            text = source.text[begin:end]
            key = source.name, text, cast, named, settled
            piece = self._piece(key, source.text, settled, characters)
            piece.source.base_line, piece.source.base_at = line, begin
            for one in piece.found:
                report.add(moved_down(one, line))
            scenes += piece.scenes
            broken += piece.broken
            complete, settled = complete and piece.complete, piece.settled
            line += text.count("\n")
        return ReadScenes(scenes, broken, complete)

    def _piece(
        self,
        key: tuple[str, str, tuple[str, ...], Hashable, Settled],
        whole: str,
        settled: Settled,
        characters: dict[str, str] | None,
    ) -> Piece:
        known = self._known.get(key)
        if known:
            piece = known.pop()
        else:
            lines = LineReader(Reader(SourcePiece(key[0], key[1], whole), Report()), key[2])
            lines.characters = characters
            lines.layout.tabs, lines.layout.mixed, lines.layout.too_deep = settled
            piece = Piece(lines)
        if not any(one.code in OF_THE_FILE for one in piece.found):
            # The same text may stand twice in a story, each time as scenes of their own.
            self._next.setdefault(key, []).append(piece)
        return piece


def _pieces(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Where the pieces of a text begin and end, from an offset on."""
    begins = [at, *(found.start() for found in HEADING.finditer(text, at) if found.start() > at), len(text)]
    for begin, end in pairwise(begins):
        if end > begin:
            yield begin, end
