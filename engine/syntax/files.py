"""Reads the files of a story: the first, and those that are included, each once and only inside its folder."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path

from engine.diagnostics import Edit, Fix, Report, replaced
from engine.source import MAX_BYTES, Read, ReadProblem, Source, read_bytes, source_from_bytes
from engine.syntax.header import FileHead, HeadReader, Include
from engine.syntax.reading import PieceReader

MOST_FILES = 500
DELETE = "delete this line"


class Files:
    """Collects the sources of a story with their heads. `complete` is false when one of them could not be read."""

    def __init__(self, path: Path | None, report: Report, read: Read = read_bytes) -> None:
        self.report = report
        self.read_bytes = read
        self.path = path
        self.folder = path.resolve().parent if path is not None else None
        self.heads: list[tuple[Source, FileHead]] = []
        self.known: set[Path] = set()
        self.size = 0
        self.complete = True

    def read(self, source: Source, problems: list[ReadProblem]) -> None:
        """Read the head of the first source, then the files that it includes, each followed by those it includes."""
        start = self.path.resolve() if self.path is not None else None
        if start is not None:
            self.known.add(start)
        chain = [(start, source, iter(self._head(source, problems).includes))]
        while chain:
            path, source, includes = chain[-1]
            include = next(includes, None)
            if include is None:
                chain.pop()
                continue
            found = self._included(source, include, path, [one for one, _, _ in chain if one is not None])
            if found is None:
                continue
            real, data = found
            inner, problems = source_from_bytes(self._shown(real), data)
            chain.append((real, inner, iter(self._head(inner, problems).includes)))

    def _head(self, source: Source, problems: list[ReadProblem]) -> FileHead:
        for problem in problems:
            self.report.problem(source, problem)
            self.complete = self.complete and problem.code not in ("NC001", "NC002")
        head = HeadReader(PieceReader(source, self.report)).read()
        self.complete = self.complete and head.complete
        self.heads.append((source, head))
        return head

    def _shown(self, real: Path) -> str:
        """A file's name as it is shown: the story's folder as it was given, then the way from there."""
        assert self.path is not None and self.folder is not None
        return (self.path.parent / real.relative_to(self.folder)).as_posix()

    def _included(
        self, source: Source, include: Include, path: Path | None, chain: list[Path]
    ) -> tuple[Path, bytes] | None:
        """The file that an `include` names and what is in it; None after an error. `chain` are the files around it."""

        def error(message: str, hint: str | None = None, lost: bool = True, meant: str | None = None) -> None:
            fixes = () if lost else (Fix(DELETE, (_line_deleted(source, include.at),), safe=True),)
            if meant is not None:
                hint = hint or f"did you mean `{meant}`?"
                fixes = (Fix(f"write `include {meant}`", (replaced(source, include.at, include.end, meant),)),)
            self.report.error("NC030", source.span(include.at, include.end), message, hint, fixes=fixes)
            self.complete = self.complete and not lost

        real = self._followed(include, path, error)
        if real is None:
            return None
        if real in chain:
            way = " -> ".join(one.name for one in (*chain[chain.index(real) :], real))
            error(f"`{include.path}` includes itself: {way}", DELETE, lost=False)
        elif real in self.known:
            error(f"`{include.path}` is included already", f"{DELETE}; the order of files does not matter", lost=False)
        elif len(self.known) >= MOST_FILES:
            error(f"a story has {MOST_FILES} files at the most")
        else:
            self.known.add(real)
            data = self.read_bytes(real)
            if isinstance(data, ReadProblem):
                message = data.message.replace(str(real), self._shown(real))
                error(message, meant=_near_file(real, include.path, self.known))
            elif self.size + len(data) > MAX_BYTES:
                error(f"the story is larger than {MAX_BYTES // 1024 // 1024} MB with this file")
            else:
                self.size += len(data)
                return real, data
        return None

    def _followed(self, include: Include, path: Path | None, error: Callable[..., None]) -> Path | None:
        """The real path of an included file, inside the story's folder; None after an error."""
        if path is None or self.folder is None:
            error("a story that is not a file cannot include files")
            return None
        wanted = Path(include.path)
        if wanted.is_absolute() or "\\" in include.path or include.path[1:2] == ":":
            slashed = include.path.replace("\\", "/")
            is_relative = slashed[:1] != "/" and slashed[1:2] != ":"
            hint = f"write `include {slashed}`" if is_relative else "for example `include chapters/hotel.story`"
            named = slashed if is_relative else None
            error("an included file is named by its path from here, with `/`", hint, meant=named)
            return None
        if wanted.suffix != ".story":
            named = f"{include.path.rstrip('.')}.story" if not wanted.suffix else None
            written = None if named is None else f"write `include {named}`"
            error("the name of an included file ends in `.story`", written, meant=named)
            return None
        try:
            real = (path.parent / wanted).resolve()
        except (OSError, RuntimeError, ValueError):
            error(f"`{include.path}` cannot be followed to a file")
            return None
        if not real.is_relative_to(self.folder):
            error(f"`{include.path}` lies outside the story's folder", "move the file into the folder of the story")
            return None
        return real


def _line_deleted(source: Source, at: int) -> Edit:
    """The edit that deletes the line of an offset."""
    end = source.text.find("\n", at)
    return replaced(source, source.text.rfind("\n", 0, at) + 1, len(source.text) if end < 0 else end + 1, "")


def _near_file(path: Path, written: str, known: set[Path]) -> str | None:
    """The file that was meant and is not included yet: of the same name in a folder below, or else of the nearest name
    in the same folder; None where there is none."""
    folder, before = path.parent, written.removesuffix(path.name)
    try:
        beside = [*islice(folder.iterdir(), MOST_LOOKED_AT)]
        folders = [one for one in beside if one.is_dir() and not one.name.startswith(".")]
        deeper = next((one for one in folders if (one / path.name).is_file() and one / path.name not in known), None)
        names = [one.name for one in beside if one.suffix == path.suffix and one not in known]
    except OSError:
        return None
    if deeper is not None:
        return f"{before}{deeper.name}/{path.name}"
    from difflib import get_close_matches

    near = get_close_matches(path.name, names, 1)
    return f"{before}{near[0]}" if near else None


# So many files of a folder are looked at for one that is not there.
MOST_LOOKED_AT = 500
