"""Writes saved paths: one step a line, so that version control merges them and a person can read the difference."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from engine.paths.file_tables import WrittenTables

if TYPE_CHECKING:
    from engine.paths.saved_path import SavedPath

# A save of 10,000 choices stays below this, as far as its steps allow: what was printed gets what they leave.
MOST_WITH_TEXTS = 1_400_000
# Steps that take more than this are written with tables (engine/paths/file_tables.py).
MOST_IN_FULL = 1_000_000


def compact(value: object) -> str:
    """A value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def text_of(path: SavedPath) -> str:
    """The path as its file holds it."""
    head: dict[str, object] = {"format": path.format, "version": path.version}
    head["story"] = path.story.model_dump(exclude_defaults=True)
    head |= {"engine": path.engine, "seed": path.seed, "variables": path.variables}
    if path.origin is not None:
        head["origin"] = path.origin.model_dump(exclude_defaults=True)
    if path.start is not None:
        head["start"] = path.start.model_dump(exclude_defaults=True)
    head["begin"] = path.begin.model_dump(exclude_defaults=True)
    steps = [compact(step.fields()) for step in path.steps]
    tables: WrittenTables | None = None
    if path.version > 1 and sum(len(step.encode()) + 2 for step in steps) > MOST_IN_FULL:
        tables = WrittenTables()
        steps = [compact(tables.fields(step)) for step in path.steps]
    lines = ["{"]
    lines += [f"{compact(key)}:{compact(value)}," for key, value in head.items()]
    if tables is not None:
        for key, items in tables.lists().items():
            lines += _listed(key, map(compact, items))
    lines += _listed("steps", steps)
    last = {} if path.last is None else path.last.model_dump(exclude_defaults=True)
    lines.append(f'"last":{compact(last) if path.last is not None else "null"},')
    lines.append('"texts":{')
    left = MOST_WITH_TEXTS - sum(len(line.encode()) + 1 for line in lines)
    lines += _texts(path.texts, left)
    return "\n".join([*lines, "}", "}", ""])


def _listed(key: str, items: Iterable[str]) -> list[str]:
    """The lines of a list, one for each item."""
    items = list(items)
    return [f'"{key}":[', *(f"{item}," for item in items[:-1]), *items[-1:], "],"]


def _texts(texts: Mapping[str, str], left: int) -> list[str]:
    """The lines of the texts, in the order of their hashes, as many of the first ones as find room."""
    kept: dict[str, str] = {}
    for hash, text in texts.items():
        line = f"{compact(hash)}:{compact(text)}"
        left -= len(line.encode()) + 2
        if left < 0:
            break
        kept[hash] = line
    lines = [kept[hash] for hash in sorted(kept)]
    return [f"{line}," for line in lines[:-1]] + lines[-1:]
