"""Which story a saved path belongs to: the one beside it, told by its header."""

from __future__ import annotations

import re
from pathlib import Path

from engine.paths.errors import PathError
from engine.paths.saved_path import SavedPath
from engine.source import ReadProblem, read_bytes

MOST_NAMED = 4
HEADER = re.compile(r"^(title|ifid)[ \t]*:(.*)$", re.MULTILINE)


def story_of(path: SavedPath, file: Path, others: tuple[Path, ...] = ()) -> Path:
    """The story of a path: in the folder of its file or the one above, else among `others`.

    A header with the same ifid counts first, then one with the same title; the only story of a folder counts even if
    its title is another one now. Raises `PathError` if none can be told, or several could be meant.
    """
    folder = file.resolve().parent
    near = [_stories_in(folder), _stories_in(folder.parent)]
    for stories in (*near, list(others)):
        for key, value in (("ifid", path.story.ifid), ("title", path.story.title)):
            found = [story for story in stories if value and header_of(story).get(key) == value]
            if len(found) == 1:
                return found[0]
            if found:
                names = ", ".join(f"`{story}`" for story in found[:MOST_NAMED])
                raise PathError(str(file), [f"{len(found)} stories have the {key} “{value}” ({names}): `--story FILE`"])
    alone = [stories[0] for stories in near if len(stories) == 1]
    if alone:
        return alone[0]
    title = f"“{path.story.title}”" if path.story.title else "its story"
    raise PathError(str(file), [f"{title} is not beside it; name the story: `--story FILE`"])


def header_of(story: Path) -> dict[str, str]:
    """The title and the ifid in the head of a story file, without reading it as a story."""
    data = read_bytes(story)
    if isinstance(data, ReadProblem):
        return {}
    head = data[:65_536].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").partition("\n==")[0]
    return {key: value.strip(" \t") for key, value in reversed(HEADER.findall(head))}


def _stories_in(folder: Path) -> list[Path]:
    try:
        found = sorted(path for path in folder.glob("*.story") if path.is_file())
    except OSError:
        return []
    here = Path.cwd()
    return [path.relative_to(here) if path.is_relative_to(here) else path for path in found]
