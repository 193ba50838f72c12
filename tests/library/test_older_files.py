"""Libraries that earlier versions wrote: taken over as they are, in one step."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from engine.paths.library import opening as opening_module
from engine.paths.library.library import Library
from engine.paths.library.records import LibraryError, PathStep, PlayedProgram, StoryKey
from engine.paths.library.schema import APPLICATION, VERSION

NODES_1 = """CREATE TABLE nodes (
    id INTEGER PRIMARY KEY, root INTEGER NOT NULL REFERENCES roots (id), parent INTEGER NOT NULL,
    depth INTEGER NOT NULL, scene TEXT NOT NULL, choice TEXT NOT NULL, text TEXT, answer TEXT NOT NULL,
    marks TEXT NOT NULL, time INTEGER NOT NULL, UNIQUE (root, parent, choice, answer)
)"""
TABLES_2 = (
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
    """CREATE TABLE words (
        id INTEGER PRIMARY KEY,
        text TEXT NOT NULL UNIQUE
        )""",
    """CREATE TABLE nodes (
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
        UNIQUE (root, parent, choice, answer)
        )""",
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
STEPS = [
    PathStep("bar", "bar.ask", "Ask.", None, "0123456789abcdef"),
    PathStep("bar", "bar.who", "Who are you?", "Zoë", ""),
    PathStep("bar", "bar.ask", None, None, ""),
    PathStep("street", None, "Who?", "", "x"),
]


@pytest.fixture
def version_1(tmp_path: Path) -> Path:
    """A library as version 1 had it: a play of four steps, another way beside its last one, and a named save."""
    file = tmp_path / "plays.sqlite"
    with closing(sqlite3.connect(file)) as connection, connection:
        for table in TABLES_2:
            if "TABLE words" not in table:
                connection.execute(NODES_1 if "TABLE nodes" in table else table)
        connection.execute("INSERT INTO stories VALUES (1, 'ifid:BAR', 'Joe''s Bar', '')")
        connection.execute("INSERT INTO roots VALUES (1, 1, 7)")
        for number, (scene, id, text, answer, marks, *_) in enumerate(STEPS, 1):
            row = (number, number - 1, number, scene, id or "", text, "" if answer is None else f"={answer}", marks)
            connection.execute("INSERT INTO nodes VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, 9)", row)
        connection.execute("INSERT INTO nodes VALUES (5, 1, 3, 4, 'street', 'street.go', 'Go.', '', '', 9)")
        connection.execute("INSERT INTO plays VALUES (1, 1, 1, 4, NULL, 0, 1, 1, NULL, NULL, NULL)")
        connection.execute("INSERT INTO plays VALUES (2, 1, 1, 2, 'two', 0, 1, 1, NULL, 'f', '{\"state\":[1]}')")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute("PRAGMA user_version = 1")
    return file


def test_a_library_of_version_1_is_taken_over(version_1: Path) -> None:
    with Library.open(version_1) as library:
        assert library.notices == []
        by_name = {save.name: save for save in library.saves()}
        play = library.resume(by_name[None])
        assert play.steps == STEPS
        assert library.resume(by_name["two"]).steps == STEPS[:2]
        assert [branch.step.id for branch in library.branches(play, 3)] == [None, "street.go"]
        # A step that was taken before has the row it had.
        library.undo(play)
        library.record(play, STEPS[3])
        assert play.node == 4
    with Library.open(version_1) as library:
        assert library.resume(library.saves()[0]).steps == STEPS


def test_taking_over_is_done_whole_or_not_at_all(version_1: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = opening_module.FROM_1
    monkeypatch.setattr(opening_module, "FROM_1", (*before[:-1], "INSERT INTO plays VALUES (1)"))
    with pytest.raises(LibraryError):
        Library.open(version_1)
    monkeypatch.setattr(opening_module, "FROM_1", before)
    with Library.open(version_1) as library:
        assert library.notices == []
        play = next(save for save in library.saves(StoryKey("ifid:BAR", "", "")) if save.name is None)
        assert library.resume(play).steps == STEPS


@pytest.fixture
def version_2(tmp_path: Path) -> Path:
    """A library as version 2 had it: two plays, the older one with the younger date of a clock that was set back."""
    file = tmp_path / "plays.sqlite"
    with closing(sqlite3.connect(file)) as connection, connection:
        for table in TABLES_2:
            connection.execute(table)
        connection.execute("INSERT INTO stories VALUES (1, 'ifid:BAR', 'Joe''s Bar', '')")
        connection.execute("INSERT INTO roots VALUES (1, 1, 7)")
        for number, word in enumerate(("bar", "bar.ask", "Ask."), 1):
            connection.execute("INSERT INTO words VALUES (?, ?)", (number, word))
        connection.execute("INSERT INTO nodes VALUES (1, 1, 0, 1, 1, 2, 3, '', '0123456789abcdef', 9)")
        connection.execute("INSERT INTO plays VALUES (1, 1, 1, 1, 'old', 0, 1, 20, NULL, NULL, NULL)")
        connection.execute("INSERT INTO plays VALUES (2, 1, 1, 1, 'new', 0, 1, 30, NULL, NULL, NULL)")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute("PRAGMA user_version = 2")
    return file


def test_a_library_of_version_2_is_taken_over(version_2: Path) -> None:
    with Library.open(version_2) as library:
        assert [save.name for save in library.saves()] == ["new", "old"]
        play = library.resume(library.saves()[1])
        assert play.steps == [PathStep("bar", "bar.ask", "Ask.", None, "0123456789abcdef")]
        assert library.program(play) is None
        play.program = PlayedProgram("f" * 16, lambda: b'{"a":1}')
        library.record(play, PathStep("bar", "bar.go", "Go.", None, ""))
        assert library.program(play) == ("f" * 16, b'{"a":1}')
        assert [save.name for save in library.saves()] == [None, "new", "old"]


def test_a_library_of_version_3_is_taken_over(tmp_path: Path) -> None:
    file = tmp_path / "plays.sqlite"
    with Library.open(file) as library:
        library.record(library.begin(StoryKey("ifid:BAR", "", ""), 7), STEPS[0])
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA user_version = 3")
    before = file.read_bytes()
    tmp_path.chmod(0o500)
    try:
        with Library.open(file) as library:
            assert library.resume(library.saves()[0]).steps == STEPS[:1]
    finally:
        tmp_path.chmod(0o700)
    assert os.geteuid() == 0 or file.read_bytes() == before
    with Library.open(file) as library:
        assert library.resume(library.saves()[0]).steps == STEPS[:1]
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
