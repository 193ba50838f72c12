"""Saves a play of the page as a test of the story."""

from __future__ import annotations

from pathlib import Path

from engine.paths.errors import PathError
from engine.paths.path_parts import MOST_BYTES, SUFFIX
from engine.paths.saved_path import SavedPath
from engine.program.slugs import slug_of

FOLDER = "paths"
MOST_NAMES = 10_000


def save_test(story: Path, text: bytes) -> Path:
    """Write a saved path into the story's folder of paths, under a name that tells where it ends; nothing is replaced.

    Raises `PathError` if the text is no saved path, or cannot be written.
    """
    if len(text) > MOST_BYTES:
        raise PathError("this play", ["it is too long"])
    path = SavedPath.loads(text, "this play")
    last = path.last
    where = "" if last is None else last.ending or last.scene or ""
    name = slug_of(where) or "play"
    folder = story.parent / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        for number in range(1, MOST_NAMES):
            file = folder / f"{name}{'' if number == 1 else f'-{number}'}{SUFFIX}"
            try:
                with file.open("x", encoding="utf-8", newline="\n") as stream:
                    stream.write(path.dumps())
                return file
            except FileExistsError:
                continue
    except OSError as error:
        raise PathError(str(folder), [error.strerror or str(error)]) from error
    raise PathError(str(folder), ["it has too many tests of this name"])
