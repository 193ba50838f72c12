"""The user's cache of compiled stories: programs, and the code made of their scenes.

A story has two files in it, named by its path, by the engine and by the version of Python. The first holds its program
and the checksums of its sources; when one of these differs, it is written anew. Its scenes are read one by one, when
the play comes there, so that a story of ten thousand begins as soon as one of ten. The second file holds the code of
the scenes that were played. All content is guarded by checksums, because damaged code could bring the interpreter
down; and nothing is read from a folder or a file that others can write to, because the code is run. Whatever is wrong
with the cache is never noticed but for time.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
import time
from _thread import allocate_lock, get_ident
from itertools import accumulate
from pathlib import Path
from types import CodeType
from typing import Any, BinaryIO

from engine.diagnostics import Diagnostic, Edit, Fix
from engine.folders import is_private, open_private, user_folder
from engine.program.codec import VERSION as PROGRAM_VERSION
from engine.program.codec import data_of, program_of, scene_of
from engine.program.garbage_collection import without_collector
from engine.program.outline import OutlinedScenes, ProgramOutline, outline_of
from engine.program.program import Program
from engine.source import ReadProblem, SourceSpan, checksum_of, read_bytes
from engine.version import VERSION

MAGIC = b"nightcap cache 4\n"
CHECKSUM = 32
MOST_FILES = 400
MOST_CODE = 32 * 1024 * 1024
# The parts of the engine whose work is in the cache: one that is being worked on must not be taken for another.
MAKERS = ("syntax", "program", "check", "compile", "runtime")

# Where a piece of code stands in a file, how long it is, and its checksum.
Entry = tuple[int, int, str]

_WRITING = allocate_lock()


def newest_maker() -> int:
    """When the newest file of the engine was changed, in nanoseconds; 0 where that cannot be told."""
    engine = Path(__file__).parent.parent
    try:
        files = [file for part in MAKERS for file in os.scandir(engine / part)]
        return max(file.stat().st_mtime_ns for file in files if file.name.endswith((".py", ".lark")))
    except (OSError, ValueError):
        return 0


def _read(path: Path) -> bytes:
    """What a file holds; nothing if it cannot be read, or others could have written it."""
    try:
        with open_private(path) as file:
            return file.read()
    except OSError:
        return b""


def _guarded_value(data: bytes) -> Any:
    body = data[len(MAGIC) + CHECKSUM :]
    if not data.startswith(MAGIC) or checksum_of(body).encode() != data[len(MAGIC) : len(MAGIC) + CHECKSUM]:
        return None
    try:
        return marshal.loads(body)
    except (ValueError, EOFError, TypeError):
        return None


def _guarded(value: Any) -> bytes:
    body = marshal.dumps(value)
    return MAGIC + checksum_of(body).encode() + body


def _sized(head: object) -> bytes:
    """The head of a file: its size, and plain data with a checksum."""
    guarded = _guarded(head)
    return len(guarded).to_bytes(8, "little") + guarded


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: others see the old one or the new one. Errors are swallowed: this is a cache."""
    temporary = path.with_suffix(f".{os.getpid()}-{get_ident()}-{time.monotonic_ns()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not is_private(path.parent.stat()):
            return
        _remove_oldest(path.parent)
        temporary.touch(0o600, exist_ok=False)
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _remove_oldest(folder: Path) -> None:
    """Keep the cache from growing for ever."""
    files = [file for file in os.scandir(folder) if file.is_file()]
    if len(files) > MOST_FILES:
        for file in sorted(files, key=lambda one: one.stat().st_mtime)[: len(files) // 2]:
            with contextlib.suppress(OSError):
                Path(file.path).unlink()


def _cached_scenes(body: memoryview, sizes: tuple[int, ...], outline: ProgramOutline) -> OutlinedScenes:
    """The scenes in a program's file, one behind the other, each decoded when it is needed."""
    ends = [0, *accumulate(sizes)]
    return OutlinedScenes(
        range(len(sizes)), lambda n: scene_of(marshal.loads(body[ends[n] : ends[n + 1]])), ProgramOutline(*outline)
    )


class StoryCache:
    """The cache of one story; also keeps the code of its scenes (runtime.code.CodeCache)."""

    def __init__(self, story: Path, folder: Path) -> None:
        self.story = story
        python = f"{sys.implementation.cache_tag}-{sys.hexversion:x}"
        key = f"{story.resolve()}|{story.as_posix()}|{VERSION}|{PROGRAM_VERSION}|{newest_maker()}|{python}"
        name = checksum_of(key.encode("utf-8", "surrogateescape"))
        self.program_file = folder / f"{name}.program"
        self.code_file = folder / f"{name}.code"
        self.fingerprint = ""
        self._index: dict[str, Entry] | None = None
        self._new: dict[str, bytes] = {}

    @classmethod
    def for_story(cls, story: Path) -> StoryCache | None:
        """The cache of a story, or None where there can be none."""
        try:
            return cls(story, user_folder("cache"))
        except (OSError, RuntimeError, ValueError):
            return None

    def program(self) -> tuple[Program, tuple[Diagnostic, ...]] | None:
        """The story's program and the warnings about it, if they are kept and none of its files has changed."""
        data = memoryview(_read(self.program_file))
        body = 8 + int.from_bytes(data[:8], "little")
        kept = _guarded_value(bytes(data[8:body]))
        if not isinstance(kept, tuple) or not self._is_current(kept[0]):
            return None
        head, warnings, outline, sizes, checksum = kept
        if checksum_of(data[body:]) != checksum:
            return None
        self.fingerprint = head["fingerprint"]
        scenes = _cached_scenes(data[body:], sizes, outline)
        return program_of(head)._replace(scenes=scenes), tuple(map(_as_diagnostic, warnings))

    def _is_current(self, program: Any) -> bool:
        main = Path(program["files"][0]).parent
        for name, checksum in zip(program["files"], program["checksums"], strict=True):
            try:
                path = self.story.parent / Path(name).relative_to(main)
            except ValueError:
                return False
            data = read_bytes(path)
            if isinstance(data, ReadProblem) or checksum_of(data) != checksum:
                return False
        return True

    def keep(self, program: Program, warnings: tuple[Diagnostic, ...]) -> None:
        """Put the program of a story into the cache, with the warnings about it."""
        from engine.program.node_codec import encoded

        self.fingerprint = program.fingerprint
        with without_collector():
            head = data_of(program._replace(scenes=()))
            scenes = [marshal.dumps(encoded(scene)) for scene in program.scenes]
        body = b"".join(scenes)
        warned = tuple(map(_as_tuple, warnings))
        kept = (head, warned, tuple(outline_of(program)), tuple(map(len, scenes)), checksum_of(body))
        write_whole(self.program_file, _sized(kept) + body)

    # ------------------------------------------------------------ code of scenes

    def get(self, name: str) -> CodeType | None:
        """The code of that name, if it is kept."""
        if self._index is not None and name not in self._index:
            return None
        try:
            with open_private(self.code_file) as file:
                data = self._code_in(file, name)
                if data is None:
                    # The file was not read before, or was replaced since: with pieces in other places, maybe.
                    self._index = self._index_in(file)
                    data = self._code_in(file, name)
        except OSError:
            self._index = {}
            return None
        return None if data is None else marshal.loads(data)

    def put(self, name: str, code: CodeType, owner: object) -> None:
        """Keep code under a name; it is written when `owner` is forgotten, at the latest when the process ends."""
        if not self._new:
            from weakref import finalize

            finalize(owner, self.write_codes)
        self._new[name] = marshal.dumps(code)

    def write_codes(self) -> None:
        """Write the code that was made in this process, beside what others wrote in the meantime."""
        if not self._new:
            return
        # One thread at a time: of two that read and then write, the second would drop what the first has added.
        with _WRITING:
            new, self._new = self._new, {}
            codes = {**self._read_codes(), **new}
            if sum(map(len, codes.values())) > MOST_CODE:
                return
            index: dict[str, Entry] = {}
            end = 0
            for name, data in codes.items():
                index[name] = (end, len(data), checksum_of(data))
                end += len(data)
            write_whole(self.code_file, _sized((self.fingerprint, index)) + b"".join(codes.values()))

    def _index_in(self, file: BinaryIO) -> dict[str, Entry]:
        """Where each piece of code stands in the file, if it belongs to this program."""
        file.seek(0)
        size = int.from_bytes(file.read(8), "little")
        kept = _guarded_value(file.read(min(size, MOST_CODE)))
        if not isinstance(kept, tuple) or kept[0] != self.fingerprint:
            return {}
        return {name: (8 + size + offset, length, checksum) for name, (offset, length, checksum) in kept[1].items()}

    def _code_in(self, file: BinaryIO, name: str) -> bytes | None:
        """A piece of code as the index tells, None if it does not stand there."""
        entry = (self._index or {}).get(name)
        if entry is None:
            return None
        offset, size, checksum = entry
        file.seek(offset)
        data = file.read(size)
        return data if checksum_of(data) == checksum else None

    def _read_codes(self) -> dict[str, bytes]:
        """All code that is kept."""
        try:
            with open_private(self.code_file) as file:
                self._index = self._index_in(file)
                codes = {name: self._code_in(file, name) for name in self._index}
        except OSError:
            return {}
        return {name: code for name, code in codes.items() if code is not None}


def _as_tuple(diagnostic: Diagnostic) -> tuple[object, ...]:
    """A diagnostic in plain tuples, as `marshal` takes it."""
    related = tuple((tuple(span), message) for span, message in diagnostic.related)
    fixes = tuple(
        (fix.title, tuple((tuple(span), text) for span, text in fix.edits), fix.safe) for fix in diagnostic.fixes
    )
    return (*diagnostic[:3], tuple(diagnostic.span), diagnostic.hint, related, fixes)


def _as_diagnostic(data: Any) -> Diagnostic:
    code, severity, message, span, hint, related, fixes = data
    return Diagnostic(
        code,
        severity,
        message,
        SourceSpan(*span),
        hint,
        tuple((SourceSpan(*where), what) for where, what in related),
        tuple(
            Fix(title, tuple(Edit(SourceSpan(*where), text) for where, text in edits), safe)
            for title, edits, safe in fixes
        ),
    )
