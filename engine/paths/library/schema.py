"""The tables of the library of plays.

The plays of a story form trees, one for each seed, as the seed decides all chance: the same steps from the same seed
are the same rows, whoever took them. A play is no more than a cursor on a node. A row of a step is never changed: where
an edited story prints something else behind the same choice, that is another row. `programs` has each compiled story
that was played, once, by its fingerprint, so that what happened then can be played again exactly.
docs/saved-plays.md is this for others.
"""

from __future__ import annotations

APPLICATION = 0x4E434C50  # "NCLP" in the file's header: tells a library of plays from anything else that SQLite wrote
VERSION = 4

# Nothing here needs an SQLite younger than 3.24, which is older than any Python that runs the engine.
#
# `parent` is 0 at the beginning. `answer` is empty for a choice; for an answer it is an equals sign and the answer; for
# what a host did an exclamation mark and that as JSON, which files of version 3 do not have.
# What a step repeats from others, its scene, choice, text and the ids that were offered beside it (each on a line), are
# numbers of `words`: long plays stay small.
# Plays and roots never reuse a number: a player that holds one after another process deleted its row must not find a
# stranger in its place. Scenes and endings outlive the plays that found them.
WORDS = """CREATE TABLE words (
        id INTEGER PRIMARY KEY,
        text TEXT NOT NULL UNIQUE
    )"""
NODES = """CREATE TABLE nodes (
        id INTEGER PRIMARY KEY,
        root INTEGER NOT NULL REFERENCES roots (id),
        parent INTEGER NOT NULL,
        depth INTEGER NOT NULL,
        scene INTEGER NOT NULL REFERENCES words (id),
        choice INTEGER NOT NULL REFERENCES words (id),
        text INTEGER REFERENCES words (id),
        answer TEXT NOT NULL,
        marks TEXT NOT NULL,
        time INTEGER NOT NULL,
        offered INTEGER REFERENCES words (id),
        program INTEGER REFERENCES programs (id)
    )"""
NODES_BY_STEP = "CREATE INDEX nodes_by_step ON nodes (root, parent, choice, answer)"
PROGRAMS = """CREATE TABLE programs (
        id INTEGER PRIMARY KEY,
        fingerprint TEXT NOT NULL UNIQUE,
        program BLOB NOT NULL
    )"""
TABLES = (
    """CREATE TABLE stories (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        path TEXT NOT NULL
    )""",
    """CREATE TABLE roots (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        story INTEGER NOT NULL REFERENCES stories (id),
        seed INTEGER NOT NULL,
        UNIQUE (story, seed)
    )""",
    WORDS,
    PROGRAMS,
    NODES,
    NODES_BY_STEP,
    """CREATE TABLE plays (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        story INTEGER NOT NULL REFERENCES stories (id),
        root INTEGER NOT NULL REFERENCES roots (id),
        node INTEGER NOT NULL,
        name TEXT,
        over INTEGER NOT NULL,
        begun INTEGER NOT NULL,
        updated INTEGER NOT NULL,
        head TEXT,
        fingerprint TEXT,
        state TEXT,
        moved INTEGER NOT NULL DEFAULT 0,
        UNIQUE (story, name)
    )""",
    """CREATE TABLE scenes (
        story INTEGER NOT NULL REFERENCES stories (id),
        name TEXT NOT NULL,
        time INTEGER NOT NULL,
        PRIMARY KEY (story, name)
    ) WITHOUT ROWID""",
    """CREATE TABLE endings (
        story INTEGER NOT NULL REFERENCES stories (id),
        name TEXT NOT NULL,
        time INTEGER NOT NULL,
        PRIMARY KEY (story, name)
    ) WITHOUT ROWID""",
)

# `moved` orders plays by when they were last gone on with, whatever the clock said. Older files have only the clock.
MOVED = (
    "ALTER TABLE plays ADD COLUMN moved INTEGER NOT NULL DEFAULT 0",
    "UPDATE plays SET moved = (SELECT count(*) FROM plays AS other WHERE other.updated <= plays.updated)",
)

# What makes a file of version 2 one of today: its steps were changed when they were taken once more.
FROM_2 = (
    "ALTER TABLE nodes RENAME TO old_nodes",
    PROGRAMS,
    NODES,
    NODES_BY_STEP,
    """INSERT INTO nodes
        SELECT id, root, parent, depth, scene, choice, text, answer, marks, time, NULL, NULL FROM old_nodes""",
    "DROP TABLE old_nodes",
    *MOVED,
)

# What makes a file of version 1 one of today: its steps held their words themselves as well.
FROM_1 = (
    "ALTER TABLE nodes RENAME TO old_nodes",
    WORDS,
    PROGRAMS,
    NODES,
    NODES_BY_STEP,
    """INSERT OR IGNORE INTO words (text)
        SELECT scene FROM old_nodes UNION SELECT choice FROM old_nodes UNION SELECT text FROM old_nodes""",
    """INSERT INTO nodes
        SELECT old.id, old.root, old.parent, old.depth, scenes.id, choices.id, texts.id, old.answer, old.marks,
            old.time, NULL, NULL
        FROM old_nodes AS old JOIN words AS scenes ON scenes.text = old.scene
        JOIN words AS choices ON choices.text = old.choice LEFT JOIN words AS texts ON texts.text = old.text""",
    "DROP TABLE old_nodes",
    *MOVED,
)
