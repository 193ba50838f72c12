"""Opening the file of the library: where it lies, what to make of one that is damaged, newer, or somebody else's.

The file is in WAL mode with `synchronous = NORMAL`. What a commit wrote is with the operating system, so killing the
process at any instant loses nothing that was committed; only a power failure could take the last commits with it, and
then too the file stays whole. `FULL` would wait for the disk at every choice to save those.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from engine.folders import user_folder
from engine.paths.library.records import LibraryError
from engine.paths.library.schema import APPLICATION, FROM_1, FROM_2, TABLES, VERSION

FILE = "plays.sqlite"
BUSY_SECONDS = 2.0  # seconds to wait for another process that is writing; it takes milliseconds
# What the library relies on: a file that lacks some of it is no sound library.
IN_USE = "SELECT moved, nodes.program FROM plays, nodes, words, programs, roots, stories, scenes, endings LIMIT 0"
# Versions that are read as they are: what the later ones have more, these lack.
READABLE = (3, VERSION)
BESIDE = ("-wal", "-shm", "-journal", "")  # what SQLite keeps beside its file; the file itself last

REASONS = {
    sqlite3.SQLITE_BUSY: "another program is using it",
    sqlite3.SQLITE_LOCKED: "another program is using it",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "it must not be written to",
    sqlite3.SQLITE_PERM: "it must not be written to",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened",
    sqlite3.SQLITE_IOERR: "reading or writing it failed; the disk may be full",
}


def real_path(path: Path | None) -> Path:
    """Where the file of a library is, behind any links: what is put aside is the file, not a link to it."""
    try:
        return (path or user_folder("data") / FILE).resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise LibraryError(f"The library of plays cannot be found: {error}.") from error


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the library in a file, which is made if it is missing.

    Raises `LibraryError` for what must be left alone, and `sqlite3.DatabaseError` for the rest; see `is_damaged`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise LibraryError(f"The library of plays cannot be opened: {reason} ({path}).") from error
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return read_only(path)
    end = time.monotonic() + BUSY_SECONDS
    while True:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            _prepare(connection, path)
        except sqlite3.DatabaseError as error:
            connection.close()
            # SQLite does not wait for everybody: two processes that make the file at once are told at once.
            if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)
        except BaseException:
            connection.close()
            raise
        else:
            return connection


def read_only(path: Path) -> sqlite3.Connection:
    """A connection to a library that must not be written to: it is listed and exported all the same."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    try:
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        if _version(connection, path) not in READABLE:
            raise LibraryError(f"The library of plays is an older one and must not be written to ({path}).")
        connection.execute(IN_USE)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    # Nothing in the file is trusted: no function is called for it, and texts need not be Unicode.
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    if _version(connection, path) != VERSION:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("BEGIN IMMEDIATE")
        for statement in {0: TABLES, 1: FROM_1, 2: FROM_2}.get(_version(connection, path), ()):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(IN_USE)


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The version of the library in the file; 0 if it is empty."""
    # One statement, as another process may be making the tables between two.
    application, version, tables = connection.execute(
        "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master) "
        "FROM pragma_application_id, pragma_user_version"
    ).fetchone()
    if application == APPLICATION:
        if version > VERSION:
            raise LibraryError(f"The library of plays was written by a newer Nightcap and is left alone ({path}).")
        return int(version)
    if application or version or tables:
        raise LibraryError(f"This file is no library of plays and is left alone: {path}.")
    return 0


def is_damaged(error: Exception) -> bool:
    """Whether an error says that the file is no sound library."""
    if isinstance(error, UnicodeDecodeError):
        return True  # Python could not read what SQLite has to say of the file, because that quotes from it
    code = _code(error)
    # A table that is missing, or has other columns: the file says that it is ours, but it is not as we make it.
    not_as_made = code == sqlite3.SQLITE_ERROR and ("no such " in str(error) or "has no column" in str(error))
    return not_as_made or code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


def reason_of(error: Exception) -> str:
    """What an error of SQLite means to a player."""
    return REASONS.get(_code(error), str(error))


def _code(error: Exception) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Do something with the file of the library while no other process, or thread, does so.

    A file must not be opened while another one is put in its place: SQLite finds its log by name, and would take that
    of the new file for the old one's. Windows renames no open file, so nothing is to be guarded there.
    """
    lock = None
    with contextlib.suppress(ImportError, OSError):  # Windows; a folder that is not there yet
        lock = _locked(path.parent)
    try:
        yield
    finally:
        if lock is not None:
            os.close(lock)


def _locked(folder: Path) -> int:
    """A handle of a folder that holds its lock, or does not after a while: whoever has it may have been stopped."""
    import fcntl

    handle, end = os.open(folder, os.O_RDONLY), time.monotonic() + 2 * BUSY_SECONDS
    while time.monotonic() < end:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.005)
        except OSError:
            break  # a file system without locks
        else:
            break
    return handle


def identity(path: Path) -> tuple[int, int] | None:
    """Which file it is that bears this name now."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def set_aside(path: Path, seen: tuple[int, int] | None) -> str | None:
    """Give a damaged library another name. What to tell the player; None if another process has done it meanwhile.

    `seen` is the identity of the file that was found damaged. Raises `LibraryError` if it cannot be done.
    """
    if identity(path) != seen:
        return None
    date = time.strftime("%Y-%m-%d")
    number = 1
    while True:
        more = f"-{number}" if number > 1 else ""
        aside = path.with_name(f"{path.name}.damaged-{date}{more}")
        if not os.path.lexists(aside):
            break
        number += 1
    try:
        # The log goes first: left behind, it would be read as part of the new file.
        for suffix in BESIDE:
            with contextlib.suppress(FileNotFoundError):
                Path(f"{path}{suffix}").rename(f"{aside}{suffix}")
    except OSError as error:
        raise LibraryError(f"The library of plays is damaged and cannot be set aside: {error.strerror}.") from error
    return f"The library of plays was damaged. It is kept as {aside}; a new one was begun."


def copy(path: Path, target: Path) -> None:
    """Copy a library as it stands, also while somebody plays, into a new file. Raises `OSError` and `sqlite3.Error`."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        copied = sqlite3.connect(temporary)
        try:
            source.backup(copied)
            copied.execute("PRAGMA journal_mode = DELETE").fetchone()
        finally:
            copied.close()
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    finally:
        source.close()


def check_library(path: Path) -> None:
    """Raise `LibraryError` if a file is no library that this version reads, or is damaged."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            if _version(connection, path) == 0:
                raise LibraryError(f"This file is no library of plays: {path}.")
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise LibraryError(f"This library of plays is damaged: {path}.")
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise LibraryError(f"This file is no library of plays: {path} ({error}).") from error


def put_aside(path: Path, why: str) -> Path | None:
    """Give a sound library another name, so that another one can take its place; its new name."""
    if not path.exists():
        return None
    date = time.strftime("%Y-%m-%d")
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.name}.{why}-{date}{f'-{number}' if number > 1 else ''}")):
        number += 1
    for suffix in BESIDE:
        with contextlib.suppress(FileNotFoundError):
            Path(f"{path}{suffix}").rename(f"{aside}{suffix}")
    return aside
