"""The library of plays: the user's own record of every play, in one SQLite file.

`Library` is imported when it is first used, and sqlite3 with it: nobody waits for them before the first text. Where
Python was built without SQLite, using `Library` raises `LibraryError`, as opening it does where it cannot be opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.paths.library.records import (
    LibraryError,
    NameTaken,
    PathStep,
    PlayedProgram,
    PlayRecord,
    RecordedBranch,
    SavedPlay,
    StoredState,
    StoryKey,
    key_from,
    key_of,
    last_words,
    place_of,
    seed_of,
    step_hashes,
    tree_of,
)

if TYPE_CHECKING:
    from engine.paths.library.library import Library

__all__ = [
    "Library",
    "LibraryError",
    "NameTaken",
    "PathStep",
    "PlayRecord",
    "PlayedProgram",
    "RecordedBranch",
    "SavedPlay",
    "StoredState",
    "StoryKey",
    "key_from",
    "key_of",
    "last_words",
    "place_of",
    "seed_of",
    "step_hashes",
    "tree_of",
]


if not TYPE_CHECKING:  # a checker of types would take any name for there

    def __getattr__(name: str) -> object:
        if name != "Library":
            raise AttributeError(f"module 'engine.paths.library' has no attribute {name!r}")
        try:
            from engine.paths.library.library import Library
        except ImportError as error:
            raise LibraryError("There is no library of plays: this Python was built without SQLite.") from error
        globals()[name] = Library
        return Library
