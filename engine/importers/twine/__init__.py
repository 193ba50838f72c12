"""Twine: Twee 3 and published HTML, in Harlowe, SugarCube, Chapbook or Snowman."""

from __future__ import annotations

from pathlib import Path

from engine.importers.builder.faults import ImportFault
from engine.importers.builder.tree import Draft

LARGEST = 32_000_000


def read(path: Path) -> Draft:
    """The story in a Twee file or a published page. Raises ImportFault with file and line."""
    from engine.importers.twine.archive import BrokenSource, read_archive
    from engine.importers.twine.story import draft_of

    try:
        data = path.read_bytes()
    except OSError as error:
        raise ImportFault(f"this file cannot be read: {error.strerror}", path.name) from error
    if len(data) > LARGEST:
        raise ImportFault(f"this file is larger than {LARGEST:,} bytes", path.name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ImportFault("this is no UTF-8; save the file as UTF-8 and try again", path.name, line) from error
    try:
        return draft_of(read_archive(text, path.stem), f"{path.stem}.story")
    except BrokenSource as error:
        raise ImportFault(error.message, path.name, error.line) from error
