"""Finds the saves of a story under another key: from before it had an ifid, another title, or lay elsewhere."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from engine.paths.library import reading
from engine.paths.library.records import StoryKey

# A file is the same story if it has at least this share of the scenes of the one that was played.
SAME_STORY = 0.5


def candidate(connection: sqlite3.Connection, key: StoryKey, scenes: frozenset[str]) -> int | None:
    """The row of a story without ifid that must be this one; None if this one is known, or none is."""
    if connection.execute("SELECT 1 FROM stories WHERE key = ?", (key.key,)).fetchone() is not None:
        return None
    rows = connection.execute("SELECT id, title, path FROM stories WHERE key LIKE 'path:%' ORDER BY id DESC").fetchall()
    here = [id for id, _, path in rows if path and path == key.path and _is_like(connection, id, scenes, True)]
    if here:
        return int(here[0])
    gone = [(id, title) for id, title, path in rows if isinstance(path, str) and path and not Path(path).exists()]
    moved = [id for id, title in gone if _is_like(connection, id, scenes, bool(key.title) and title == key.title)]
    return int(moved[0]) if len(moved) == 1 else None


def adopt(connection: sqlite3.Connection, id: int, key: StoryKey) -> None:
    """Give a story its new key, title and place."""
    connection.execute("UPDATE stories SET key = ?, title = ?, path = ? WHERE id = ?", (*key, id))


def _is_like(connection: sqlite3.Connection, story: int, scenes: frozenset[str], otherwise: bool) -> bool:
    """Whether the story that was played last has mostly these scenes; `otherwise` where it was not kept."""
    row = connection.execute(
        "SELECT max(nodes.id) FROM nodes JOIN roots ON roots.id = nodes.root WHERE story = ? AND program NOT NULL",
        (story,),
    ).fetchone()
    head_and_state = None if row[0] is None else reading.program(connection, row[0])
    if head_and_state is None:
        return otherwise
    try:
        known = {scene["name"] for scene in json.loads(head_and_state[1])["scenes"]}
    except (ValueError, TypeError, KeyError, RecursionError):
        return otherwise
    return len(known & scenes) >= SAME_STORY * len(known)
