"""Where a user's files are, by the conventions of the system."""

from __future__ import annotations

import os
import sys
from pathlib import Path

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
        base = os.environ.get(windows_name) or on_windows
    else:
        base = os.environ.get(name) or (on_macos if sys.platform == "darwin" else usual)
    return Path(base).expanduser() / "nightcap"
