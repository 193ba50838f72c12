"""Twine: Twee 3 and published HTML, in Harlowe, SugarCube, Chapbook or Snowman."""

from __future__ import annotations

from pathlib import Path

from engine.importers.builder.import_errors import ImportFault
from engine.importers.builder.sources import text_of_file
from engine.importers.builder.tree import Draft

LARGEST = 32_000_000
MOST_FILES = 499
ENDS = (".twee", ".tw")


def read(path: Path) -> Draft:
    """The story in a Twee file, a published page, or a folder with Twee files. Raises ImportFault with its place."""
    from engine.importers.twine.archive import BrokenSource, archive_of_twee, read_archive
    from engine.importers.twine.story import draft_of

    try:
        if path.is_dir():
            name = path.resolve().name
            return draft_of(archive_of_twee(_texts(path), name), f"{name or 'story'}.story")
        return draft_of(read_archive(text_of_file(path, path.name), path.stem), f"{path.stem}.story")
    except BrokenSource as error:
        raise ImportFault(error.message, error.file or path.name, error.line) from error


def _texts(folder: Path) -> dict[str, str]:
    """The Twee files of a project, by their names within its folder. Links that leave the folder are not followed."""
    found: dict[str, str] = {}
    total = 0
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in ENDS or path.is_symlink() or not path.is_file():
            continue
        name = path.relative_to(folder).as_posix()
        if len(found) >= MOST_FILES:
            raise ImportFault(f"more than {MOST_FILES} Twee files", folder.name)
        found[name] = text_of_file(path, name)
        total += len(found[name])
        if total > LARGEST:
            raise ImportFault(f"more than {LARGEST:,} characters in all files", folder.name)
    return found
