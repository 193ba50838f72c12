"""Writing files of a story: at one stroke, so that a fault on the way leaves the old content."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path

from engine.characters import in_one_line


def put_in_place(path: Path, data: bytes, command: str) -> bool:
    """Put new content in place of a file's; says why, in the name of the command, if that cannot be done."""
    try:
        # A link stays one: what it leads to is replaced.
        target = path.resolve(strict=True)
        mode = target.stat().st_mode
        if not mode & 0o222 or not os.access(target, os.W_OK):
            raise PermissionError(None, "it is read-only")
        _write(target, data, mode & 0o7777)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        print(f"nightcap {command}: `{in_one_line(str(path))}` cannot be written: {reason.lower()}", file=sys.stderr)
        return False
    return True


def _write(target: Path, data: bytes, mode: int) -> None:
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.stem}-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)  # noqa: PTH101  # mkstemp gives a text
        os.replace(temporary, target)  # noqa: PTH105  # the same
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108  # the same
        raise
