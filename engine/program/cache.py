"""The user's cache of compiled stories: programs, and the code made of their scenes.

A file of the cache is named by the story's path, the engine's version and Python's, and holds the digests of the
story's files; when one differs, it is written anew. Its content is guarded by a checksum, because damaged code could
bring the interpreter down. Whatever is wrong with the cache is never noticed but for time.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
from pathlib import Path
from types import CodeType
from typing import Any

from engine.program.model import VERSION as PROGRAM_VERSION
from engine.program.model import Program
from engine.source import ReadProblem, digest_of, read_bytes
from engine.version import VERSION

MAGIC = b"nightcap cache 1\n"
MOST_SAVED_SCENES = 64


def cache_folder() -> Path:
    """The folder for this user's cached stories, by the conventions of the system."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        base = os.environ.get("XDG_CACHE_HOME") or "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "nightcap"


def read_guarded(path: Path) -> Any:
    """What `write_guarded` wrote, or None if it is missing or damaged."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    digest, body = data[len(MAGIC) : len(MAGIC) + 32], data[len(MAGIC) + 32 :]
    if not data.startswith(MAGIC) or digest_of(body).encode() != digest:
        return None
    try:
        return marshal.loads(body)
    except (ValueError, EOFError, TypeError):
        return None


def write_guarded(path: Path, value: Any) -> None:
    """Write plain data and code with a checksum, replacing the file in one step. Errors are swallowed: it is a cache."""
    body = marshal.dumps(value)
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary.write_bytes(MAGIC + digest_of(body).encode() + body)
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()


class StoryCache:
    """The cache of one story; also keeps the code of its scenes, written when the process ends."""

    def __init__(self, story: Path, folder: Path) -> None:
        self.story = story
        python = f"{sys.implementation.cache_tag}-{sys.hexversion:x}"
        key = f"{story.resolve()}|{VERSION}|{PROGRAM_VERSION}|{python}|{PROGRAM_VERSION}"
        name = digest_of(key.encode("utf-8", "surrogateescape"))
        self.program_file = folder / f"{name}.program"
        self.code_file = folder / f"{name}.code"
        self.fingerprint = ""
        self._codes: dict[str, CodeType] | None = None
        self._fresh = False

    @classmethod
    def for_story(cls, story: Path) -> StoryCache | None:
        """The cache of a story, or None where there can be none."""
        try:
            return cls(story, cache_folder())
        except (OSError, RuntimeError, ValueError):
            return None

    def program(self) -> Program | None:
        """The story's program, if it is in the cache and none of the story's files has changed."""
        kept = read_guarded(self.program_file)
        if not isinstance(kept, dict) or not self._is_current(kept):
            return None
        self.fingerprint = kept["fingerprint"]
        return kept

    def _is_current(self, program: Program) -> bool:
        folder = self.story.parent
        main = Path(program["files"][0]).parent
        for name, digest in zip(program["files"], program["digests"], strict=True):
            try:
                path = self.story if name == program["files"][0] else folder / Path(name).relative_to(main)
            except ValueError:
                return False
            data = read_bytes(path)
            if isinstance(data, ReadProblem) or digest_of(data) != digest:
                return False
        return bool(program["files"][0] == self.story.as_posix())

    def keep(self, program: Program) -> None:
        """Put the program of a story into the cache."""
        self.fingerprint = program["fingerprint"]
        write_guarded(self.program_file, program)

    # ------------------------------------------------------------ code of scenes (machine.CodeCache)

    def _load_codes(self) -> dict[str, CodeType]:
        if self._codes is None:
            kept = read_guarded(self.code_file)
            fits = isinstance(kept, tuple) and len(kept) == 2 and kept[0] == self.fingerprint
            self._codes = kept[1] if fits else {}
        return self._codes

    def get(self, name: str) -> CodeType | None:
        """The code of a scene, if it is kept."""
        return self._load_codes().get(name)

    def put(self, name: str, code: CodeType) -> None:
        """Keep the code of a scene; it is written when the process ends."""
        if not self._fresh:
            import atexit

            self._fresh = True
            atexit.register(self.write_codes)
        self._load_codes()[name] = code

    def write_codes(self) -> None:
        """Write the code that was made in this process, beside what is there."""
        kept = read_guarded(self.code_file)
        codes = dict(kept[1]) if isinstance(kept, tuple) and len(kept) == 2 and kept[0] == self.fingerprint else {}
        codes.update(self._codes or {})
        write_guarded(self.code_file, (self.fingerprint, codes))
