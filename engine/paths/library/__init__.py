"""The library of plays: the user's own record of every play, in one SQLite file.

Import it late: it needs sqlite3, which nobody waits for before the first text.
"""

from __future__ import annotations

from engine.paths.library.library import Library
from engine.paths.library.records import (
    Branch,
    LibraryError,
    NameTaken,
    PathStep,
    PlayRecord,
    SavedPlay,
    Snapshot,
    StoryKey,
    key_from,
    key_of,
)

__all__ = [
    "Branch",
    "Library",
    "LibraryError",
    "NameTaken",
    "PathStep",
    "PlayRecord",
    "SavedPlay",
    "Snapshot",
    "StoryKey",
    "key_from",
    "key_of",
]
