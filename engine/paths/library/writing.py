"""What the library writes: each function is the inside of one transaction."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable

from engine.named_tuples import NamedTuple
from engine.paths.library.records import (
    MOST_PROGRAM,
    LibraryError,
    NameTaken,
    PlayedProgram,
    PlayRecord,
    StoryKey,
    answer_text,
    json_of,
)

HASHES = 16  # characters at the beginning of a step's marks: the hashes of the state and of what was printed


class WriteResult(NamedTuple):
    """Where a play is in the library after writing: its row, its root, how many of its nodes still hold, new nodes."""

    id: int | None
    root: int | None
    holding: int
    added: list[int]


def write_play(connection: sqlite3.Connection, play: PlayRecord, now: int) -> WriteResult:
    """Write the steps of a play that are not there yet, and where it is."""
    id, root, nodes = play.id, play.root, play.nodes
    if id is not None:
        row = connection.execute("SELECT node FROM plays WHERE id = ?", (id,)).fetchone()
        if row is None or row[0] != play.cursor:
            # Another process has deleted this play, or goes on from it too: from here on it is a play of its own.
            id = None
    # A root's number is used once, and its nodes go when it goes.
    if id is None and root is not None and not _is_there(connection, root):
        root, nodes = None, []
    if play.new_scenes or play.new_endings:
        _note_found(connection, play, now)
    if id is None and not play.steps:
        return WriteResult(None, root, 0, [])
    if root is None:
        root = _root(connection, play.story, play.seed)
    added = _add_steps(connection, root, nodes, play, now)
    node = added[-1] if added else nodes[-1] if nodes else 0
    over, head, fingerprint, state = _snapshot_columns(play)
    if id is not None:
        connection.execute(
            "UPDATE plays SET node = ?, over = ?, updated = ?, head = ?, fingerprint = ?, state = ?, moved = ? "
            "WHERE id = ?",
            (node, over, now, head, fingerprint, state, _next_move(connection), id),
        )
    else:
        id = _add_play(connection, play, root, node, None, now)
    return WriteResult(id, root, len(nodes), added)


def save(connection: sqlite3.Connection, play: PlayRecord, name: str, replace: bool, now: int) -> int:
    """Write a whole path under a name; the number of its row."""
    story = _story(connection, play.story)
    found = connection.execute("SELECT id FROM plays WHERE story = ? AND name = ?", (story, name)).fetchone()
    if found is not None and not replace:
        raise NameTaken(f"There is a save named “{name}” already.")
    root = _root(connection, play.story, play.seed)
    added = _add_steps(connection, root, [], play, now)
    if found is not None:
        delete(connection, found[0], keep_root=root)
    return _add_play(connection, play, root, added[-1] if added else 0, name, now)


def delete(connection: sqlite3.Connection, id: int, keep_root: int | None = None) -> None:
    """Delete a play, and its tree if no other play is on it and it is not to be kept."""
    row = connection.execute("SELECT root FROM plays WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise LibraryError("This save is no longer in the library.")
    connection.execute("DELETE FROM plays WHERE id = ?", (id,))
    others = connection.execute("SELECT 1 FROM plays WHERE root = ? LIMIT 1", row).fetchone()
    if others is None and row[0] != keep_root:
        connection.execute("DELETE FROM nodes WHERE root = ?", row)
        connection.execute("DELETE FROM programs WHERE id NOT IN (SELECT program FROM nodes WHERE program > 0)")
        connection.execute("DELETE FROM roots WHERE id = ?", row)


def _story(connection: sqlite3.Connection, story: StoryKey) -> int:
    """The row of a story, with the title and path that it has now."""
    question = "SELECT id, title, path FROM stories WHERE key = ?"
    row = connection.execute(question, (story.key,)).fetchone()
    if row is None:
        connection.execute("INSERT INTO stories (key, title, path) VALUES (?, ?, ?)", story)
        row = connection.execute(question, (story.key,)).fetchone()
    elif row[1] != story.title or (story.path and row[2] != story.path):
        changed = (story.title, story.path or row[2], row[0])
        connection.execute("UPDATE stories SET title = ?, path = ? WHERE id = ?", changed)
    return int(row[0])


def _is_there(connection: sqlite3.Connection, root: int) -> bool:
    return connection.execute("SELECT 1 FROM roots WHERE id = ?", (root,)).fetchone() is not None


def _root(connection: sqlite3.Connection, story: StoryKey, seed: int) -> int:
    values = (_story(connection, story), seed)
    connection.execute("INSERT INTO roots (story, seed) VALUES (?, ?) ON CONFLICT DO NOTHING", values)
    return int(connection.execute("SELECT id FROM roots WHERE story = ? AND seed = ?", values).fetchone()[0])


def _add_steps(connection: sqlite3.Connection, root: int, nodes: list[int], play: PlayRecord, now: int) -> list[int]:
    """Add the steps for which there are no nodes yet; their nodes. A step that was taken before has one already."""
    columns = "root, parent, choice, answer, depth, scene, text, marks, time, offered, program"
    statement = f"INSERT INTO nodes ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    added: list[int] = []
    parent = nodes[-1] if nodes else 0
    program = _program(connection, play.program) if len(nodes) < len(play.steps) else None
    for depth in range(len(nodes), len(play.steps)):
        step = play.steps[depth]
        scene, id, text, _, marks, offered, _ = step
        key = (root, parent, _word(connection, id or ""), answer_text(step))
        words = (_word(connection, scene), None if text is None else _word(connection, text), marks)
        known = _known(connection, key, words)
        if known is None:
            menu = _word(connection, "\n".join(offered)) if offered else None
            insert = connection.execute(statement, (*key, depth + 1, *words, now // 1000, menu, program))
            known = int(insert.lastrowid or 0)
        parent = known
        added.append(parent)
    return added


def _word(connection: sqlite3.Connection, text: str) -> int:
    """The number of a text that steps have in common."""
    found = connection.execute("SELECT id FROM words WHERE text = ?", (text,)).fetchone()
    if found is not None:
        return int(found[0])
    return int(connection.execute("INSERT INTO words (text) VALUES (?)", (text,)).lastrowid or 0)


def _known(
    connection: sqlite3.Connection, key: tuple[int, int, int, str], words: tuple[int, int | None, str]
) -> int | None:
    """The node of a step taken before, if it led to the same: the hashes at the beginning of its marks tell.

    What was recorded is never changed. A step that has other words, or printed something else, is another step.
    """
    found = connection.execute(
        "SELECT id FROM nodes WHERE root = ? AND parent = ? AND choice = ? AND answer = ? AND scene = ? AND text IS ? "
        "AND substr(marks, 1, ?) = ?",
        (*key, *words[:2], HASHES, words[2][:HASHES]),
    ).fetchone()
    return None if found is None else int(found[0])


def _program(connection: sqlite3.Connection, played: PlayedProgram | None) -> int | None:
    """The row of the program in which a play is under way; written when it is first played."""
    if played is None or not played.fingerprint:
        return None
    question = "SELECT id FROM programs WHERE fingerprint = ?"
    found = connection.execute(question, (played.fingerprint,)).fetchone()
    if found is not None:
        return int(found[0])
    data = played.data()
    if len(data) > MOST_PROGRAM:
        return None
    values = (played.fingerprint, zlib.compress(data, 6))
    return int(connection.execute("INSERT INTO programs (fingerprint, program) VALUES (?, ?)", values).lastrowid or 0)


def _next_move(connection: sqlite3.Connection) -> int:
    """A number above those of all plays: the clock may have been set back since they were written."""
    question = "SELECT max(moved) FROM plays WHERE typeof(moved) = 'integer'"
    return min((connection.execute(question).fetchone()[0] or 0) + 1, 2**62)


def _add_play(
    connection: sqlite3.Connection, play: PlayRecord, root: int, node: int, name: str | None, now: int
) -> int:
    values = (
        _story(connection, play.story),
        root,
        node,
        name,
        now,
        now,
        *_snapshot_columns(play),
        _next_move(connection),
    )
    columns = "story, root, node, name, begun, updated, over, head, fingerprint, state, moved"
    insert = connection.execute(f"INSERT INTO plays ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    return int(insert.lastrowid or 0)


def _note_found(connection: sqlite3.Connection, play: PlayRecord, now: int) -> None:
    story = _story(connection, play.story)

    def note(table: str, names: Iterable[str]) -> None:
        rows = [(story, name, now) for name in sorted(names)]
        connection.executemany(f"INSERT INTO {table} VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows)

    note("scenes", play.new_scenes)
    note("endings", play.new_endings)


def _snapshot_columns(play: PlayRecord) -> tuple[int, str | None, str | None, str | None]:
    """What is kept beside the node: whether the play is over, its head, the fingerprint and state of its snapshot."""
    if play.snapshot is None:
        return int(play.over), play.head, None, None
    return int(play.over), play.head, play.snapshot.fingerprint, json_of(play.snapshot.state)
