"""The files of saved paths: read, and written in one step."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from engine.paths.errors import PathError
from engine.source import ReadProblem, read_bytes

if TYPE_CHECKING:
    from engine.paths.saved_path import SavedPath


def load_path(file: str | Path) -> SavedPath:
    """The saved path in a file. Raises `PathError` with the place and the reason for whatever is wrong with it."""
    from engine.paths.saved_path import SavedPath

    return SavedPath.loads(read(Path(file)), str(file))


def save_path(path: SavedPath, file: str | Path) -> None:
    """Write a saved path, replacing the file in one step. Raises `PathError` if it cannot be written."""
    from engine.paths.saved_path import SavedPath

    if not isinstance(path, SavedPath):
        raise TypeError(f"what is saved is a SavedPath, such as `SavedPath.of(session)`, not a {type(path).__name__}")
    write(Path(file), path.dumps())


def read(path: Path) -> bytes:
    """The bytes of a file. Raises `PathError`."""
    data = read_bytes(path)
    if isinstance(data, ReadProblem):
        raise PathError(str(path), [data.message])
    return data


def write(path: Path, text: str) -> None:
    """Write a file beside its place and put it there in one step: whoever reads it finds the old or the new one.

    A link stays one, and a file keeps its mode.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        target = path.resolve()
        temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        temporary.write_text(text, encoding="utf-8", newline="\n")
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o7777)
        temporary.replace(target)
    except (OSError, ValueError, RuntimeError) as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        reason = getattr(error, "strerror", None) or "its text cannot be written as UTF-8"
        raise PathError(str(path), [f"it cannot be written: {reason}"]) from error
