"""The cache is never noticed but for time: whatever happens to it, stories play as if it were not there."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import engine
from engine import loading
from engine.program import cache
from engine.program.cache import StoryCache

STORY = """\
title: The Cloakroom
start: hall
include more/attic.story
var n = 0

== hall: The hall
A coat hangs here, {n}.
* Take it.
    ~ n += 1
    -> attic
"""
ATTIC = """\
== attic
Dust, {half(n)}.
-> end: Up
"""
HEAD = "def half(n) = (n + 1) / 2\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    return tmp_path / "cache" / "nightcap"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "cloak" / "room.story"
    (path.parent / "more").mkdir(parents=True)
    path.write_text(STORY, encoding="utf-8")
    (path.parent / "more" / "attic.story").write_text(HEAD + ATTIC, encoding="utf-8")
    return path


def play(path: Path) -> list[str]:
    """Play to the end, and keep the code that was made, as at the end of the process."""
    story = engine.load(path)
    session = story.start(seed=1)
    shown = [paragraph.text for paragraph in session.text]
    session.choose(0)
    shown += [paragraph.text for paragraph in session.text]
    assert session.ending == engine.Ending("Up")
    keeper = story.machine.code.cache
    if keeper is not None:
        keeper.write_codes()  # type: ignore[attr-defined]  # a StoryCache
    return shown


PLAYED = ["A coat hangs here, 0.", "Dust, 1."]


def kept(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def is_compiled(path: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether loading the story reads it again."""
    compiled = []
    original = loading.compile_file
    with monkeypatch.context() as patch:
        patch.setattr("engine.loading.compile_file", lambda one: compiled.append(one) or original(one))
        assert play(path) == PLAYED
    return bool(compiled)


def test_what_is_kept_is_used(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_compiled(path, monkeypatch)
    assert sorted(file.suffix for file in folder.iterdir()) == [".code", ".program"]
    assert not is_compiled(path, monkeypatch)
    monkeypatch.setattr("engine.runtime.code.Code._make", None)
    assert play(path) == PLAYED


def test_warnings_are_kept(path: Path, folder: Path) -> None:
    path.write_text(STORY.replace("title", "titel"), encoding="utf-8")
    first = engine.load(path).warnings
    assert [warning.code for warning in first] == ["NC108"]
    assert engine.load(path).warnings == first


def test_nothing_is_written_when_nothing_is_new(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play(path)
    monkeypatch.setattr(cache, "write_whole", None)
    assert play(path) == PLAYED


def test_a_session_writes_nothing_while_it_is_played(path: Path, folder: Path) -> None:
    story = engine.load(path)
    before = kept(folder)
    story.start(seed=1).choose(0)
    assert kept(folder) == before


def damages(data: bytes) -> list[bytes]:
    chance = random.Random(1)
    results = [b"", b"\0", data[:10], data[: len(data) // 2], data[:-1], b"x" * len(data), chance.randbytes(5000)]
    results += [b"\xff" * 8 + data[8:], data[8:], (2**62).to_bytes(8, "little") + data]
    for place in range(0, len(data), max(1, len(data) // 60)):
        results.append(data[:place] + bytes([data[place] ^ 0x41]) + data[place + 1 :])
    return results


@pytest.mark.parametrize("suffix", [".program", ".code"])
def test_damage(path: Path, folder: Path, suffix: str) -> None:
    play(path)
    (file,) = (one for one in folder.iterdir() if one.suffix == suffix)
    whole = file.read_bytes()
    for damaged in damages(whole):
        file.write_bytes(damaged)
        assert play(path) == PLAYED
    file.write_bytes(whole)
    assert play(path) == PLAYED


def test_damaged_code_is_replaced(path: Path, folder: Path) -> None:
    play(path)
    (file,) = (one for one in folder.iterdir() if one.suffix == ".code")
    whole = file.read_bytes()
    file.write_bytes(whole[:-20] + b"y" * 20)
    play(path)
    assert len(file.read_bytes()) == len(whole)
    assert file.read_bytes()[-20:] != b"y" * 20


def test_an_edit_is_seen(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play(path)
    path.write_text(STORY.replace("coat", "hat"), encoding="utf-8")
    assert play(path) == ["A hat hangs here, 0.", "Dust, 1."]
    path.write_text(STORY, encoding="utf-8")
    assert is_compiled(path, monkeypatch)


def test_an_edit_in_an_included_file_is_seen(path: Path, folder: Path) -> None:
    play(path)
    (path.parent / "more" / "attic.story").write_text(HEAD + ATTIC.replace("Dust", "Cobwebs"), encoding="utf-8")
    assert play(path)[1] == "Cobwebs, 1."
    # Of the same length, and as old as before.
    attic = path.parent / "more" / "attic.story"
    times = attic.stat().st_atime_ns, attic.stat().st_mtime_ns
    attic.write_text(HEAD.replace("+ 1", "+ 9") + ATTIC.replace("Dust", "Cobwebs"), encoding="utf-8")
    os.utime(attic, ns=times)
    assert play(path)[1] == "Cobwebs, 5."


def test_an_included_file_that_is_gone(path: Path, folder: Path) -> None:
    play(path)
    (path.parent / "more" / "attic.story").unlink()
    with pytest.raises(engine.StoryErrors):
        engine.load(path)
    path.unlink()
    with pytest.raises(engine.StoryErrors):
        engine.load(path)


@pytest.mark.parametrize("changed", ["VERSION", "PROGRAM_VERSION", "newest_maker"])
def test_another_version_of_the_engine(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, changed: str) -> None:
    play(path)
    monkeypatch.setattr(cache, changed, (lambda: 5) if changed == "newest_maker" else "99")
    assert is_compiled(path, monkeypatch)
    assert len(kept(folder)) == 4


def test_the_same_story_by_another_name(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Places in errors and warnings are named as the story was asked for."""
    play(path)
    monkeypatch.chdir(path.parent)
    assert engine.load("room.story").program.files[0] == "room.story"
    assert engine.load(path).program.files[0] == path.as_posix()


def test_a_copy_with_the_same_content(path: Path, folder: Path) -> None:
    play(path)
    copy = path.with_name("other.story")
    copy.write_text(STORY, encoding="utf-8")
    assert play(copy) == PLAYED
    assert engine.load(copy).program.files[0] == copy.as_posix()


def test_folders_in_place_of_files(path: Path, folder: Path) -> None:
    play(path)
    for file in list(folder.iterdir()):
        file.unlink()
        file.mkdir()
    for _ in range(2):
        assert play(path) == PLAYED


def test_a_file_in_place_of_the_folder(path: Path, folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("no folder", encoding="utf-8")
    for _ in range(2):
        assert play(path) == PLAYED
    assert folder.read_text(encoding="utf-8") == "no folder"


@pytest.mark.parametrize("failing", ["write_bytes", "read_bytes", "mkdir", "replace", "unlink", "open"])
def test_a_folder_that_cannot_be_used(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    """As root may write everywhere, the system's refusal is played here."""
    original = getattr(Path, failing)

    def refuse(self: Path, *arguments: Any, **named: Any) -> Any:
        if folder == self or folder in self.parents:
            raise PermissionError(13, "Permission denied")
        return original(self, *arguments, **named)

    monkeypatch.setattr(Path, failing, refuse)
    for _ in range(2):
        assert play(path) == PLAYED


def test_no_space_is_left(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing half-written is left behind."""
    original = Path.write_bytes

    def write_half(self: Path, data: bytes) -> int:
        if folder in self.parents:
            original(self, data[: len(data) // 2])
            raise OSError(28, "No space left on device")
        return original(self, data)

    monkeypatch.setattr(Path, "write_bytes", write_half)
    assert play(path) == PLAYED
    assert kept(folder) == {}


def test_without_a_home(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME", "USERPROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "expanduser", lambda self: (_ for _ in ()).throw(RuntimeError("no home")))
    assert StoryCache.for_story(path) is None
    assert play(path) == PLAYED


def test_the_cache_stays_small(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_FILES", 20)
    folder.mkdir(parents=True)
    for number in range(50):
        file = folder / f"{number}.program"
        file.write_bytes(b"old")
        os.utime(file, (number, number))
    assert play(path) == PLAYED
    assert len(kept(folder)) <= 27
    assert play(path) == PLAYED


def test_code_that_others_write_meanwhile_is_found(path: Path, folder: Path) -> None:
    """Somebody else's file has the same pieces in other places."""
    play(path)
    reader, writer = StoryCache(path, folder), StoryCache(path, folder)
    assert reader.program() is not None
    assert writer.program() is not None
    code = reader.get("scene 0")
    codes = writer._read_codes()
    writer._read_codes = lambda: {"one more": b"", **dict(reversed(codes.items()))}  # type: ignore[method-assign]
    writer._new = {"another": b""}
    writer.write_codes()
    assert [reader.get(name) is not None for name in codes] == [True] * len(codes)
    assert reader.get("scene 0") == code


def test_several_processes_at_once(path: Path, folder: Path) -> None:
    """Some play, while others edit the story back and forth and start with an empty cache."""
    script = (
        "import sys, engine\n"
        "for _ in range(15):\n"
        "    session = engine.load(sys.argv[1]).start(seed=1)\n"
        "    texts = [one.text for one in session.text]\n"
        "    session.choose(0)\n"
        "    assert texts[0] in ('A coat hangs here, 0.', 'A hat hangs here, 0.'), texts\n"
        "    assert session.text[0].text == 'Dust, 1.'\n"
        "    session.story.machine.code.cache.write_codes()\n"
    )
    root = Path(engine.__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", script, str(path)]
    running = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) for _ in range(4)]
    while any(process.poll() is None for process in running):
        text = STORY if random.random() < 0.5 else STORY.replace("coat", "hat")
        temporary = path.with_suffix(".new")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
        time.sleep(0.02)
    for process in running:
        _, errors = process.communicate()
        assert process.returncode == 0, errors.decode()
    path.write_text(STORY, encoding="utf-8")
    assert play(path) == PLAYED
    assert {file.suffix for file in folder.iterdir()} <= {".code", ".program"}


def test_code_is_written_when_the_process_ends(path: Path, folder: Path) -> None:
    root = Path(engine.__file__).parent.parent
    script = "import sys, engine\nengine.load(sys.argv[1]).start(seed=1).choose(0)\n"
    command = [sys.executable, "-c", script, str(path)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(root)})
    assert {file.suffix for file in folder.iterdir()} == {".code", ".program"}
    made = StoryCache(path, folder)
    assert made.program() is not None
    assert made.get("scene 0") is not None
    assert made.get("function 0") is not None
    assert made.get("scene 7") is None


def test_code_that_two_threads_keep_at_once_is_all_kept(
    folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each reads what is there and writes it again with its own: one that read before the other wrote would drop that."""
    code = compile("pass", "", "exec")
    first, second = StoryCache(path, folder), StoryCache(path, folder)
    folder.mkdir(parents=True)
    for own, name in ((first, "scene 1"), (second, "scene 2")):
        own.put(name, code, own)
    other = Thread(target=second.write_codes)
    read = StoryCache._read_codes

    def slow(own: StoryCache) -> dict[str, bytes]:
        codes = read(own)
        if own is first:
            other.start()
            other.join(0.1)
        return codes

    monkeypatch.setattr(StoryCache, "_read_codes", slow)
    first.write_codes()
    other.join()
    assert all(StoryCache(path, folder).get(name) == code for name in ("scene 1", "scene 2"))
