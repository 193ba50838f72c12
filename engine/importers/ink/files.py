"""Reads an ink story with the files that it includes."""

from __future__ import annotations

from pathlib import Path

from engine.importers.builder.import_errors import ImportFault
from engine.importers.builder.sources import SourceFolder
from engine.importers.ink.parser import InkParser, Parsed
from engine.importers.ink.tree import Content, Flow, InkComment, InkStory

# No sentence is longer; a story file holds less, and is wrapped.
MOST_LINE = 200_000


def read_story(path: Path) -> InkStory:
    """The whole story as a tree. Raises `ImportFault`."""
    return Reader(path).story()


class Reader:
    """Collects what the files of a story hold."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.folder = SourceFolder(path)
        self.names: list[str] = []
        self.lines: list[list[str]] = []
        self.parsed: dict[int, Parsed] = {}
        self.open: list[str] = []

    def story(self) -> InkStory:
        """The story of the main file."""
        root = self._file(self.path, self.path.name, ("", 0)).root
        parts = [self.parsed[number] for number in sorted(self.parsed)]
        notes: list[tuple[int, InkComment]] = []
        for number, part in sorted(self.parsed.items()):
            notes += [(number, note) for note in part.notes]
        stitches = [one for part in parts for one in part.root.stitches]
        root = Flow("", (), False, 0, 1, root.content, stitches)
        return InkStory(
            self.names,
            self.lines,
            root,
            [knot for part in parts for knot in part.knots],
            [one for part in parts for one in part.variables],
            [one for part in parts for one in part.lists],
            [one for part in parts for one in part.externals],
            notes,
        )

    def _file(self, path: Path, name: str, told: tuple[str, int]) -> Parsed:
        if name in self.open:
            way = " -> ".join((*self.open[self.open.index(name) :], name))
            raise ImportFault(f"`{name}` includes itself: {way}", *told)
        if name in self.names:
            raise ImportFault(f"`{name}` is included twice", *told)
        text = self.folder.read(path, name, told)
        lines = text.split("\n")
        long = next((place for place, line in enumerate(lines, 1) if len(line) > MOST_LINE), 0)
        if long:
            raise ImportFault(f"a line has {MOST_LINE:,} characters at the most", name, long)
        number = len(self.names)
        self.names.append(name)
        self.lines.append(lines)
        self.open.append(name)
        self.parsed[number] = InkParser(text, name, number, self._included).parse()
        self.open.pop()
        return self.parsed[number]

    def _included(self, written: str, parser: InkParser, line: int) -> Content:
        """Read an included file; its content before the first knot belongs to where it is included."""
        name = written.replace("\\", "/").strip('"')
        told = (parser.scanner.file, line)
        beside = Path(parser.scanner.file).parent / name
        candidates = [self.folder.main.parent / name, self.folder.main.parent / beside]
        path = next((one for one in candidates if _is_file(one)), candidates[0])
        try:
            shown = path.resolve().relative_to(self.folder.folder).as_posix()
        except (ValueError, OSError, RuntimeError):
            shown = name
        return self._file(path, shown, told).root.content


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
