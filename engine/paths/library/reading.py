"""What the library reads. Its file could have been written by anybody: a text is a text here, whatever it was there."""

from __future__ import annotations

import sqlite3
import zlib

from engine.paths.library.records import (
    MOST_PROGRAM,
    LibraryError,
    PathStep,
    RecordedBranch,
    SavedPlay,
    StoredState,
    StoryKey,
    host_in,
    value_of,
)

MOST_WAYS = 500

# Going up, the depth must fall, so that a doctored file whose nodes form a circle is no endless path.
TRAIL = """
WITH RECURSIVE up (id, root, parent, depth, scene, choice, text, answer, marks, offered) AS (
    SELECT id, root, parent, depth, scene, choice, text, answer, marks, offered FROM nodes WHERE id = ?
    UNION ALL
    SELECT nodes.id, nodes.root, nodes.parent, nodes.depth, nodes.scene, nodes.choice, nodes.text, nodes.answer,
        nodes.marks, nodes.offered
    FROM up JOIN nodes ON nodes.id = up.parent
    WHERE nodes.depth = up.depth - 1 AND nodes.root = up.root
)
SELECT up.id, root, depth, scenes.text, choices.text, texts.text, answer, marks, menus.text
FROM up LEFT JOIN words AS scenes ON scenes.id = scene LEFT JOIN words AS choices ON choices.id = choice
LEFT JOIN words AS texts ON texts.id = up.text LEFT JOIN words AS menus ON menus.id = offered
ORDER BY depth
"""

PLAYS = """
SELECT plays.id, stories.key, stories.title, stories.path, plays.name, roots.seed, plays.node,
    ifnull(nodes.depth, 0), words.text, nodes.answer, plays.over, plays.begun, plays.updated
FROM plays JOIN stories ON stories.id = plays.story JOIN roots ON roots.id = plays.root
LEFT JOIN nodes ON nodes.id = plays.node LEFT JOIN words ON words.id = nodes.text
WHERE %s ORDER BY plays.moved DESC, plays.updated DESC, plays.name IS NOT NULL, plays.id DESC
"""


def trail(connection: sqlite3.Connection, node: int) -> list[tuple[int, int, PathStep]]:
    """From the beginning to a node: each node's number, its root, and the step that leads to it.

    Raises `LibraryError` if there is no such node, or no whole way to it: a part of a path is another path.
    """
    rows = connection.execute(TRAIL, (node,)).fetchall() if node else []
    if node and (not rows or rows[0][2] != 1):
        raise LibraryError("There is no such place in the library of plays.")
    return [(int(id), _whole(root), _step(*words)) for id, root, _, *words in rows]


def branches(connection: sqlite3.Connection, root: int, node: int) -> list[RecordedBranch]:
    """The steps that lead on from a node."""
    rows = connection.execute(
        "SELECT nodes.id, scenes.text, choices.text, texts.text, answer, marks, menus.text, time FROM nodes "
        "LEFT JOIN words AS scenes ON scenes.id = scene LEFT JOIN words AS choices ON choices.id = choice "
        "LEFT JOIN words AS texts ON texts.id = nodes.text LEFT JOIN words AS menus ON menus.id = offered "
        "WHERE root = ? AND parent = ? ORDER BY time, nodes.id",
        (root, node),
    ).fetchall()
    return [RecordedBranch(int(id), _step(*words), _seconds(time, 1)) for id, *words, time in rows]


def ways(
    connection: sqlite3.Connection, key: str, seed: int
) -> list[tuple[int, list[tuple[int, int, PathStep]], str | None, bool]]:
    """The ways of a tree to their last steps: its root, the trail, the head of a play in it, and whether it is known in
    which program the last step was taken."""
    row = connection.execute(
        "SELECT roots.id FROM roots JOIN stories ON stories.id = roots.story WHERE stories.key = ? AND seed = ?",
        (key, seed),
    ).fetchone()
    if row is None:
        return []
    head = connection.execute(
        "SELECT head FROM plays WHERE root = ? AND head NOT NULL ORDER BY moved DESC LIMIT 1", row
    ).fetchone()
    tips = connection.execute(
        "SELECT id, program FROM nodes WHERE root = ? AND id NOT IN (SELECT parent FROM nodes WHERE root = ?) "
        "ORDER BY id LIMIT ?",
        (*row, *row, MOST_WAYS),
    ).fetchall()
    shared = None if head is None else head[0]
    return [(int(row[0]), trail(connection, int(id)), shared, program is not None) for id, program in tips]


def plays(connection: sqlite3.Connection, where: str, values: tuple[object, ...]) -> list[SavedPlay]:
    """The plays for which a condition holds, the latest first."""
    found = []
    for row in connection.execute(PLAYS % where, values).fetchall():
        id, key, title, path, name, seed, node, depth, shown, answer, over, begun, updated = row
        found.append(
            SavedPlay(
                id=int(id),
                story=StoryKey(_text(key), _text(title), _text(path)),
                name=None if name is None else _text(name),
                seed=_whole(seed) & 0xFFFFFFFF,
                node=_whole(node),
                steps=_whole(depth),
                last=_last(_text(answer), shown),
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


def program(connection: sqlite3.Connection, node: int) -> tuple[str, bytes] | None:
    """The fingerprint of the program in which the step to a node was taken, and the program as JSON, if it was kept."""
    row = connection.execute(
        "SELECT fingerprint, programs.program FROM nodes JOIN programs ON programs.id = nodes.program "
        "WHERE nodes.id = ?",
        (node,),
    ).fetchone()
    if row is None or not isinstance(row[1], bytes):
        return None
    try:
        reading = zlib.decompressobj()
        data = reading.decompress(row[1], MOST_PROGRAM)
    except zlib.error:
        return None
    return (_text(row[0]), data) if reading.eof else None


def head_and_state(connection: sqlite3.Connection, id: int) -> tuple[object, StoredState | None]:
    """The head that was kept with a play, and its last state."""
    row = connection.execute("SELECT head, fingerprint, state FROM plays WHERE id = ?", (id,)).fetchone()
    if row is None:
        return None, None
    state = value_of(row[2])
    return value_of(row[0]), None if state is None else StoredState(_text(row[1]), state)


def found(connection: sqlite3.Connection, table: str, key: str) -> tuple[str, ...]:
    """The names in the table of scenes or of endings for a story, in the order of being found."""
    rows = connection.execute(
        f"SELECT {table}.name FROM {table} JOIN stories ON stories.id = {table}.story WHERE stories.key = ? "
        f"ORDER BY {table}.time, {table}.name",
        (key,),
    ).fetchall()
    return tuple(_text(name) for (name,) in rows)


def _step(scene: object, choice: object, shown: object, answer: object, marks: object, offered: object) -> PathStep:
    kept = _text(answer)
    host = host_in(kept[1:]) if kept.startswith("!") else None
    given = kept[1:] if kept and host is None else None
    text = None if shown is None else _text(shown)
    menu = tuple(_text(offered).split("\n")) if offered else ()
    return PathStep(_text(scene), _text(choice) or None, text, given, _text(marks), menu, host)


def _last(answer: str, shown: object) -> str:
    """The last step of a play, in a few words."""
    host = host_in(answer[1:]) if answer.startswith("!") else None
    if host is not None:
        from engine.paths.host_steps import told_host

        return told_host(host)
    return answer[1:] or _text(shown)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _seconds(value: object, unit: int) -> float:
    # What `time.localtime` takes everywhere: to the year 2999.
    return min(max(_whole(value) / unit, 0.0), 32_000_000_000.0)
