"""Twine: Twee 3 and published HTML, in Harlowe, SugarCube, Chapbook or Snowman."""

from __future__ import annotations

from pathlib import Path

from engine.importers.builder.faults import ImportFault
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
        return draft_of(read_archive(_text(path, path.name), path.stem), f"{path.stem}.story")
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
        found[name] = _text(path, name)
        total += len(found[name])
        if total > LARGEST:
            raise ImportFault(f"more than {LARGEST:,} characters in all files", folder.name)
    return found


def _text(path: Path, name: str) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise ImportFault(f"this file is larger than {LARGEST:,} bytes", name)
        data = path.read_bytes()
    except OSError as error:
        raise ImportFault(f"this file cannot be read: {error.strerror}", name) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ImportFault("this is no UTF-8; save the file as UTF-8 and try again", name, line) from error
