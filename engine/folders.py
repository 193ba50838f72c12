"""Where a user's files are, by the conventions of the system."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

# By kind of file: the variable that names the folder and the folder without it; elsewhere, on macOS, on Windows.
PLACES = {
    "cache": (("XDG_CACHE_HOME", "~/.cache"), "~/Library/Caches", ("LOCALAPPDATA", "~/AppData/Local")),
    "data": (("XDG_DATA_HOME", "~/.local/share"), "~/Library/Application Support", ("LOCALAPPDATA", "~/AppData/Local")),
    "config": (("XDG_CONFIG_HOME", "~/.config"), "~/Library/Application Support", ("APPDATA", "~/AppData/Roaming")),
}


def user_folder(kind: str) -> Path:
    """The folder for this user's "cache", "data" or "config"; it need not exist.

    Raises `RuntimeError` where the user has no home.
    """
    (name, usual), on_macos, (windows_name, on_windows) = PLACES[kind]
    if sys.platform == "win32":
        base = _absolute(windows_name) or on_windows
    else:
        base = _absolute(name) or (on_macos if sys.platform == "darwin" else usual)
    return Path(base).expanduser() / "nightcap"


def _absolute(variable: str) -> str | None:
    """The folder that a variable names. One that is relative would be another in each folder, and does not count."""
    base = os.environ.get(variable)
    return base if base and Path(base).is_absolute() else None


def is_private(found: os.stat_result) -> bool:
    """Whether a file or folder belongs to this user and nobody else may write to it, so that it can be trusted."""
    if sys.platform == "win32":
        return True  # the folder lies in the user's profile, which others cannot write to
    return found.st_uid == os.geteuid() and not found.st_mode & 0o022


def open_private(path: Path) -> BinaryIO:
    """Open a file for reading if it is a plain one of this user's in a folder of this user's.

    Raises `OSError` for all else: what others can write must not be believed, and a pipe would be waited for.
    """
    if not is_private(path.parent.stat()):
        raise PermissionError(f"others can write to {path.parent}")
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode) or not is_private(found):
        os.close(handle)
        raise PermissionError(f"{path} is no plain file of this user's")
    return os.fdopen(handle, "rb")
