"""Reports of readers: what somebody wrote, and below it the way they came, as the page copies both for the author."""

from __future__ import annotations

import json
import re
from pathlib import Path

from engine.characters import visible
from engine.named_tuples import NamedTuple
from engine.paths.files import read
from engine.paths.saved_path import SavedPath
from engine.paths.suite import read_path

SAVE = re.compile(r'^\{\s*"format"\s*:\s*"nightcap path"', re.MULTILINE)


class PlayReport(NamedTuple):
    """The words of a report, none for a mere saved path, and the path."""

    words: str
    path: SavedPath


def read_report(file: Path) -> PlayReport:
    """The report, the saved path or the list of choices in a file. Raises `PathError` with place and reason."""
    if file.suffix == ".choices":
        return PlayReport("", read_path(file))
    data = read(file)
    words, save = parted(data.decode("utf-8", "replace"))
    # A path alone is read from its bytes: what is no UTF-8 there is told.
    return PlayReport(visible(words), SavedPath.loads(save if words else data, str(file)))


def parted(text: str) -> tuple[str, str]:
    """The words and the save of a text. The save keeps its lines, for messages that name them; or all is save."""
    found = list(SAVE.finditer(text))
    before = text[: found[-1].start()] if found else ""
    if not before.strip("\ufeff \r\n"):
        return "", text
    save = text[len(before) :]
    try:
        _, end = json.JSONDecoder().raw_decode(save)
    except (ValueError, RecursionError):
        end = len(save)
    behind = save[end:].strip()
    words = before.strip("\ufeff \r\n")
    return f"{words}\n\n{behind}" if behind else words, "\n" * before.count("\n") + save[:end]
