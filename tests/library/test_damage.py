"""Whatever is wrong with the file: it is never deleted, the player is told, and the play goes on."""

import contextlib
import os
import random
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from library_steps import choice, choices

import engine
from engine.cli.main import main
from engine.folders import user_folder
from engine.paths.library.library import Library
from engine.paths.library.records import LibraryError, StoryKey
from engine.paths.library.schema import VERSION
from engine.terminal.saves import SavedPlays, SavesError


def fill(file: Path, bar: StoryKey, count: int = 400) -> None:
    with Library.open(file) as library:
        play = library.begin(bar, 7)
        for number in range(count):
            library.record(play, choice(f"bar.ask-{number}"))


def set_aside(file: Path) -> list[Path]:
    return sorted(path for path in file.parent.iterdir() if ".damaged-" in path.name)


def truncated(data: bytes) -> bytes:
    return data[: len(data) // 2]


def cut_short(data: bytes) -> bytes:
    return data[:300]


def garbage(data: bytes) -> bytes:
    return bytes(number * 7919 % 251 for number in range(len(data)))


def wrong_header(data: bytes) -> bytes:
    return b"SQLite format 9\0" + data[16:]


def zeros(data: bytes) -> bytes:
    return bytes(len(data))


def text(data: bytes) -> bytes:
    return b"title: Joe's Bar\n"


def no_tables(data: bytes) -> bytes:
    return data[:100] + bytes(4096 - 100) + data[4096:]


@pytest.mark.parametrize("damage", [truncated, cut_short, garbage, wrong_header, zeros, text, no_tables])
def test_a_damaged_file_is_set_aside(file: Path, bar: StoryKey, damage: Callable[[bytes], bytes]) -> None:
    for times in (1, 2):
        fill(file, bar)
        damaged = damage(file.read_bytes())
        file.write_bytes(damaged)
        with Library.open(file) as library:
            assert len(library.notices) == 1 and "damaged" in library.notices[0]
            kept = set_aside(file)
            assert len(kept) == times and damaged in [one.read_bytes() for one in kept]
            assert any(str(one) in library.notices[0] for one in kept)
            assert library.saves() == []
            play = library.begin(bar, 7)
            library.record(play, choice("porch.ask"))
            assert library.path_of(play.node) == choices("porch.ask")


def test_damage_that_shows_in_the_middle_of_a_play(file: Path, bar: StoryKey) -> None:
    fill(file, bar)
    data = file.read_bytes()
    file.write_bytes(data[:4096] + bytes(b ^ 0x5A for b in data[4096:]))
    with Library.open(file) as library:
        play = library.begin(bar, 8, choices("porch.ask", "bar.order"))
        library.record(play, choice("bar.drink"), scenes=("bar",))
        assert len(library.notices) == 1 and len(set_aside(file)) == 1
        assert library.path_of(play.node) == choices("porch.ask", "bar.order", "bar.drink")
        assert library.scenes_seen(bar) == ("bar",)


def test_a_play_under_way_moves_into_the_new_file(file: Path, bar: StoryKey) -> None:
    with Library.open(file) as library:
        play = library.begin(bar, 7)
        library.record(play, choice("porch.ask"), scenes=("porch",))
        connection = library._connection
        assert connection is not None
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET rootpage = 9999 WHERE name = 'plays'")
        connection.execute("PRAGMA writable_schema = RESET")
        library.record(play, choice("bar.order"), scenes=("bar",))
        assert len(library.notices) == 1 and len(set_aside(file)) >= 1
        assert library.path_of(play.node) == choices("porch.ask", "bar.order")
        assert set(library.scenes_seen(bar)) == {"porch", "bar"}


def test_an_empty_file_is_a_new_library(file: Path, bar: StoryKey) -> None:
    file.parent.mkdir()
    file.touch()
    fill(file, bar, 1)
    assert set_aside(file) == []


def test_a_damaged_log_takes_no_more_than_itself(file: Path, bar: StoryKey) -> None:
    fill(file, bar)
    Path(f"{file}-wal").write_bytes(os.urandom(9000))
    with Library.open(file) as library:
        assert library.saves()[0].steps == 400
    assert set_aside(file) == []


def test_a_newer_library_is_left_alone(file: Path, bar: StoryKey) -> None:
    fill(file, bar, 3)
    with sqlite3.connect(file) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(LibraryError, match="newer Nightcap"):
        Library.open(file)
    assert file.read_bytes() == before and set_aside(file) == []


def test_what_another_program_wrote_is_left_alone(file: Path) -> None:
    file.parent.mkdir()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE letters (text)")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(LibraryError, match="no library of plays"):
        Library.open(file)
    assert file.read_bytes() == before and list(file.parent.iterdir()) == [file]


def test_a_folder_where_the_file_should_be(file: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises(LibraryError, match="cannot be opened"):
        Library.open(file)
    assert file.is_dir()


def test_a_file_where_the_folder_should_be(file: Path) -> None:
    file.parent.touch()
    with pytest.raises(LibraryError, match="cannot be opened"):
        Library.open(file)


AS_NOBODY = """
import os, sys
from pathlib import Path
from engine.paths.library.records import LibraryError, StoryKey
from engine.paths.library.library import Library
from engine.runtime.steps import Step
import encodings.idna

story = StoryKey("k", "t", "")
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    with Library.open(Path(sys.argv[1])) as library:
        library.record(library.begin(story, 1), Step("s", "s.a", "A.", None))
except LibraryError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are of another kind there")
@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, None), (0o000, None), (0o555, 0o444), (0o777, 0o000)])
def test_permissions(file: Path, bar: StoryKey, folder_mode: int, file_mode: int | None) -> None:
    fill(file, bar, 1) if file_mode is not None else file.parent.mkdir()
    if file_mode is not None:
        file.chmod(file_mode)
    file.parent.chmod(folder_mode)
    for folder in file.parent.parents[:3]:
        if folder.owner() == file.parent.parent.owner() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o111)
    done = subprocess.run([sys.executable, "-c", AS_NOBODY, file], capture_output=True, text=True, check=False)
    file.parent.chmod(0o700)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The library of plays ")
    assert set_aside(file) == []


@pytest.mark.skipif(sys.platform == "win32", reason="names are of another kind there")
@pytest.mark.parametrize(
    "name", ["a b?mode=ro#x%20", "file:x?vfs=no", "né\n\t'\";--", ":memory:", "\udcff\udc80", "-wal"]
)
def test_odd_names(tmp_path: Path, bar: StoryKey, name: str) -> None:
    file = tmp_path / name / name
    fill(file, bar, 2)
    assert file.stat().st_size > 0
    file.write_bytes(b"garbage")
    with Library.open(file) as library:
        assert len(library.notices) == 1
    assert len(set_aside(file)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links(tmp_path: Path, bar: StoryKey) -> None:
    home, link = tmp_path / "home" / "plays.sqlite", tmp_path / "link.sqlite"
    link.symlink_to(home)
    fill(link, bar, 2)
    assert home.is_file() and link.is_symlink()
    home.write_bytes(b"garbage")
    with Library.open(link) as library:
        assert len(library.notices) == 1
    assert link.is_symlink() and len(set_aside(home)) == 1 and set_aside(link) == []
    link.unlink()
    link.symlink_to(link)
    with pytest.raises(LibraryError):
        Library.open(link)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are of another kind there")
def test_nobody_else_can_read_it(file: Path, bar: StoryKey) -> None:
    fill(file, bar, 1)
    assert file.stat().st_mode & 0o077 == 0 and file.parent.stat().st_mode & 0o077 == 0


def test_a_file_that_lies(file: Path, bar: StoryKey) -> None:
    fill(file, bar, 5)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE nodes SET parent = 5 WHERE id = 3")
        connection.execute("UPDATE nodes SET text = x'ff00fe', scene = 7, time = 'late' WHERE id = 5")
        connection.execute(
            "UPDATE plays SET name = x'80', updated = 9e99, begun = -1, state = ?, fingerprint = 1", ["[" * 9999]
        )
        connection.execute("UPDATE stories SET title = CAST(x'80' AS TEXT)")
        connection.execute(
            "INSERT INTO plays SELECT 9, story, root, 999, 'nowhere', 0, 1, 1, NULL, NULL, NULL, 0 FROM plays"
        )
    connection.close()
    with Library.open(file) as library:
        lying, nowhere = library.saves()
        assert lying.story.title == "\ufffd" and lying.name == "" and lying.begun == 0
        assert library.path_of(2) == choices("bar.ask-0", "bar.ask-1")
        for work in (lambda: library.path_of(5), lambda: library.resume(lying), lambda: library.resume(nowhere)):
            with pytest.raises(LibraryError):
                work()


def test_a_full_disk(library: Library, bar: StoryKey, file: Path) -> None:
    play = library.begin(bar, 7)
    connection = library._connection
    assert connection is not None
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 1}")
    failed = 0
    for number in range(300):
        try:
            library.record(play, choice(f"bar.ask-{number}"), scenes=("bar", f"scene-{number}"))
        except LibraryError as error:
            assert "the disk is full" in str(error)
            failed += 1
    assert 0 < failed < 300
    assert len(library.path_of(play.node)) == 300 - failed, "what is there is whole"
    with pytest.raises(LibraryError):
        library.save(play, "one")
    assert library.saves()[0].steps == 300 - failed
    connection.execute("PRAGMA max_page_count = 100000")
    library.record(play, choice("bar.leave"))
    assert [step.id for step in library.path_of(play.node)] == [step.id for step in play.steps]
    assert len(play.steps) == 301 and len(library.scenes_seen(bar)) == 301


def test_an_undo_while_the_disk_is_full(library: Library, bar: StoryKey) -> None:
    play = library.begin(bar, 7)
    library.record(play, choice("porch.ask"))
    library.record(play, choice("bar.order"))
    connection = library._connection
    assert connection is not None
    connection.execute("PRAGMA query_only = ON")
    for work in (
        lambda: library.record(play, choice("bar.drink")),
        lambda: library.undo(play),
        lambda: library.undo(play),
    ):
        with pytest.raises(LibraryError):
            work()
    assert play.steps == choices("porch.ask")
    connection.execute("PRAGMA query_only = OFF")
    library.record(play, choice("bar.leave"))
    (saved,) = library.saves()
    assert library.path_of(saved.node) == choices("porch.ask", "bar.leave")


FILES_OF_A_SIZE = """
import resource, signal, sys
from pathlib import Path
from engine.paths.library.records import LibraryError, StoryKey
from engine.paths.library.library import Library
from engine.runtime.steps import Step

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
library = Library.open(Path(sys.argv[1]))
play = library.begin(StoryKey("k", "t", ""), 1)
messages = set()
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, most))
for number in range(500):
    try:
        library.record(play, Step("s", f"s.ask-{number}", "Ask.", None))
    except LibraryError as error:
        messages.add(str(error))
print(*messages)
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
library.record(play, Step("s", "s.leave", "Leave.", None))
print(len(library.path_of(play.node)))
library.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit there")
def test_a_disk_that_fills_up_under_the_system(file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(FILES_OF_A_SIZE), file], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    message, steps = done.stdout.splitlines()
    assert message == "The library of plays cannot be used now: reading or writing it failed; the disk may be full."
    assert steps == "501"


def test_where_it_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert user_folder("data") == tmp_path / "nightcap"
    monkeypatch.setattr(sys, "platform", "win32")
    assert user_folder("data") == tmp_path / "nightcap"
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("XDG_DATA_HOME")
    assert user_folder("data") == Path.home() / ".local/share/nightcap"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert user_folder("data") == Path.home() / "Library/Application Support/nightcap"


def test_bytes_that_changed_anywhere(file: Path, bar: StoryKey) -> None:
    fill(file, bar, 150)
    sound = file.read_bytes()
    chance = random.Random(5)
    for _ in range(80):
        data = bytearray(sound)
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(len(data) if chance.random() < 0.7 else 200)] = chance.randrange(256)
        file.write_bytes(data)
        with contextlib.suppress(LibraryError), Library.open(file) as library:
            for saved in library.saves():
                with contextlib.suppress(LibraryError):
                    play = library.resume(saved)
                    library.record(play, choice("bar.leave"), scenes=("bar",))
                    library.undo(play)
            play = library.begin(bar, 7)
            library.record(play, choice("bar.leave"), scenes=("bar",), over=True, ending="Alone")
            assert library.path_of(play.node) == choices("bar.leave")
            assert isinstance(library.endings_found(bar), tuple)
        for path in file.parent.iterdir():
            path.unlink()


def test_a_python_without_sqlite(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("engine.paths.library.library", "engine.paths.library.opening"):
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    assert main(["saves"]) == 1
    assert capsys.readouterr().err.startswith("nightcap saves: There is no library of plays")
    story = engine.loads("== bar\n* Leave. -> end\n")
    plays = SavedPlays(story)
    with pytest.raises(SavesError, match=r"There is no library of plays.* You can play, but nothing is kept\."):
        plays.saves()


def test_it_is_imported_late() -> None:
    code = "import sys, engine.cli.saves, engine.terminal.saves, engine.paths.library.records; "
    code += "print('sqlite3' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
