"""What the library reads. Its file could have been written by anybody: a text is a text here, whatever it was there."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from engine.paths.library.records import Branch, SavedPlay, Snapshot, StoryKey
from engine.runtime.session import Step

# Going up, the depth must fall, so that a doctored file whose nodes form a circle is no endless path.
TRAIL = """
WITH RECURSIVE up (id, root, parent, depth, scene, choice, text, answer) AS (
    SELECT id, root, parent, depth, scene, choice, text, answer FROM nodes WHERE id = ?
    UNION ALL
    SELECT nodes.id, nodes.root, nodes.parent, nodes.depth, nodes.scene, nodes.choice, nodes.text, nodes.answer
    FROM up JOIN nodes ON nodes.id = up.parent
    WHERE nodes.depth = up.depth - 1 AND nodes.root = up.root
)
SELECT id, root, scene, choice, text, answer FROM up ORDER BY depth
"""

PLAYS = """
SELECT plays.id, stories.key, stories.title, stories.path, plays.name, roots.seed, plays.node,
    ifnull(nodes.depth, 0), nodes.choice, nodes.text, nodes.answer, plays.over, plays.begun, plays.updated
FROM plays JOIN stories ON stories.id = plays.story JOIN roots ON roots.id = plays.root
LEFT JOIN nodes ON nodes.id = plays.node
WHERE %s ORDER BY plays.updated DESC, plays.id DESC
"""


def trail(connection: sqlite3.Connection, node: int) -> list[tuple[int, int, Step]]:
    """From the beginning to a node: each node's number, its root, and the step that leads to it."""
    rows = connection.execute(TRAIL, (node,)).fetchall()
    return [
        (int(id), int(root), _step(scene, choice, shown, answer)) for id, root, scene, choice, shown, answer in rows
    ]


def branches(connection: sqlite3.Connection, root: int, node: int) -> list[Branch]:
    """The steps that lead on from a node."""
    rows = connection.execute(
        "SELECT id, scene, choice, text, answer, time FROM nodes WHERE root = ? AND parent = ? ORDER BY time, id",
        (root, node),
    ).fetchall()
    return [Branch(int(id), _step(*words), _seconds(time, 1)) for id, *words, time in rows]


def plays(connection: sqlite3.Connection, where: str, values: tuple[Any, ...]) -> list[SavedPlay]:
    """The plays for which a condition holds, the latest first."""
    found = []
    for row in connection.execute(PLAYS % where, values).fetchall():
        id, key, title, path, name, seed, node, depth, choice, shown, answer, over, begun, updated = row
        found.append(
            SavedPlay(
                id=int(id),
                story=StoryKey(_text(key), _text(title), _text(path)),
                name=None if name is None else _text(name),
                seed=_whole(seed) & 0xFFFFFFFF,
                node=_whole(node),
                steps=_whole(depth),
                last=_text(shown) if choice else _text(answer),
                over=bool(over),
                begun=_seconds(begun, 1000),
                updated=_seconds(updated, 1000),
            )
        )
    return found


def place_of(connection: sqlite3.Connection, id: int) -> tuple[int, int] | None:
    """Root and node of a play."""
    row = connection.execute("SELECT root, node FROM plays WHERE id = ?", (id,)).fetchone()
    return None if row is None else (_whole(row[0]), _whole(row[1]))


def snapshot(connection: sqlite3.Connection, id: int) -> Snapshot | None:
    """The state that was kept with a play."""
    row = connection.execute("SELECT fingerprint, state FROM plays WHERE id = ?", (id,)).fetchone()
    if row is None or row[1] is None:
        return None
    try:
        return Snapshot(_text(row[0]), json.loads(_text(row[1])))
    except (ValueError, RecursionError):
        return None


def found(connection: sqlite3.Connection, table: str, key: str) -> tuple[str, ...]:
    """The names in the table of scenes or of endings for a story, in the order of being found."""
    rows = connection.execute(
        f"SELECT {table}.name FROM {table} JOIN stories ON stories.id = {table}.story WHERE stories.key = ? "
        f"ORDER BY {table}.time, {table}.name",
        (key,),
    ).fetchall()
    return tuple(_text(name) for (name,) in rows)


def _step(scene: Any, choice: Any, shown: Any, answer: Any) -> Step:
    if choice:
        return Step(_text(scene), _text(choice), _text(shown), None)
    return Step(_text(scene), None, None, _text(answer))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _whole(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _seconds(value: Any, unit: int) -> float:
    # What `time.localtime` takes everywhere: to the year 2999.
    return min(max(_whole(value) / unit, 0.0), 32_000_000_000.0)
