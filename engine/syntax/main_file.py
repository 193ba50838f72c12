"""Which file a story begins with: the main file of a chapter, the stories of a folder, the files of a story.

Only heads of files are read, so that this is quick beside whole stories. A file with a `title:` of its own is a story,
even if another one includes it; every other file belongs to the stories that include it.
"""

from __future__ import annotations

from pathlib import Path

from engine.diagnostics import Report
from engine.source import Read, ReadProblem, Source, read_bytes, source_from_bytes
from engine.syntax.header import FileHead, HeadReader
from engine.syntax.reading import PieceReader

# Above a chapter so many folders are looked into for its story, with so many files each.
MOST_FOLDERS, MOST_STORIES = 6, 300
SUFFIX = ".story"


def main_files_of(path: Path, read: Read = read_bytes) -> list[Path]:
    """The main files of the stories that a file belongs to; itself, if none includes it.

    They lie in the file's folder or in one above, because a story includes nothing from outside its folder.
    """
    heads = _Heads(read)
    if heads.is_titled(path):
        return [path]
    wanted, own = real_path(path), heads.files_of(path)
    folder = path.parent
    for _ in range(MOST_FOLDERS):
        stories = [one for one in _stories_in(folder) if real_path(one) not in own]
        found = [one for one in stories if wanted in heads.files_of(one)[1:]]
        mains = heads.without_included(found)
        if mains:
            return mains
        above = folder.parent if folder.name not in ("", "..") else folder / ".."
        if real_path(folder) in (real_path(above), Path.home()):
            break
        folder = above
    return [path]


def main_files_in(folder: Path, read: Read = read_bytes) -> list[Path]:
    """The stories of a folder: its files that no other one of them includes, and those with a title of their own."""
    return _Heads(read).without_included(_stories_in(folder))


def files_of(path: Path, read: Read = read_bytes) -> list[Path]:
    """The real paths of the files of a story: the first, then those that it includes, each once."""
    return _Heads(read).files_of(path)


class _Heads:
    """What heads of files say, each read once."""

    def __init__(self, read: Read) -> None:
        self.read = read
        self._known: dict[Path, FileHead | None] = {}

    def head(self, path: Path) -> FileHead | None:
        """The head of a file, without a word about what is wrong with it; None where it cannot be read."""
        if path not in self._known:
            data = self.read(path)
            source = None if isinstance(data, ReadProblem) else source_from_bytes(path.as_posix(), data)[0]
            self._known[path] = None if source is None else HeadReader(PieceReader(source, Report())).read()
        return self._known[path]

    def is_titled(self, path: Path) -> bool:
        head = self.head(real_path(path))
        return head is not None and any(entry.key == "title" for entry in head.entries)

    def files_of(self, path: Path) -> list[Path]:
        first = real_path(path)
        found = {first: None}
        waiting = [first]
        while waiting:
            one = waiting.pop()
            head = self.head(one)
            for include in head.includes if head is not None else ():
                try:
                    real = (one.parent / include.path).resolve()
                except (OSError, RuntimeError, ValueError):
                    continue
                if real not in found and real.is_relative_to(first.parent) and real.suffix == SUFFIX:
                    found[real] = None
                    waiting.append(real)
        return list(found)

    def without_included(self, stories: list[Path]) -> list[Path]:
        """Those that no other one includes, and those with a title of their own."""
        included = {real for one in stories for real in self.files_of(one)[1:]}
        return [one for one in stories if real_path(one) not in included or self.is_titled(one)]


def real_path(path: Path) -> Path:
    """Where a path leads; of links that lead nowhere but to themselves, the path as it is."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path.absolute()


def _stories_in(folder: Path) -> list[Path]:
    try:
        found = sorted(one for one in folder.glob(f"*{SUFFIX}") if one.is_file())
    except OSError:
        return []
    return found[:MOST_STORIES]


def scenes_begin(source: Source) -> int:
    """The offset at which the first scene of a file begins; the end of the text if there is none."""
    return HeadReader(PieceReader(source, Report())).read().scenes_at
