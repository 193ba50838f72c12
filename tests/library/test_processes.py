"""Processes that are killed, and processes that play at the same time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.paths.library import opening as opening_module
from engine.paths.library.library import Library
from engine.paths.library.records import LibraryError, StoryKey

HERE = Path(__file__).parent

PLAYER = """
import sys
from pathlib import Path
from engine.paths.library.records import PathStep, StoryKey
from engine.paths.library.library import Library

file, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
sys.stdin.readline()
with Library.open(file) as library:
    play = library.begin(StoryKey("ifid:BAR", "Joe's Bar", ""), 7)
    for number in range(count):
        scene = "shared" if number < 20 else name
        library.record(play, PathStep(scene, f"{scene}.ask-{number}", "Ask.", None), scenes=(scene,))
    library.save(play, name)
    print(len(library.notices))
"""


# A player that is slow to act upon which file it found: others come in between.
SLOW = """\
import random, time
from engine.paths.library import opening
def slow(path, found=opening.identity):
    seen = found(path)
    time.sleep(random.random() / 10)
    return seen
opening.identity = slow
"""


def start_players(file: Path, count: int, steps: int, before: str = "") -> list[subprocess.Popen[str]]:
    """Players that begin at the same instant."""
    players = [
        subprocess.Popen(
            [sys.executable, "-c", before + PLAYER, str(file), f"player {number}", str(steps)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(count)
    ]
    for player in players:
        assert player.stdin is not None
        player.stdin.write("\n")
        player.stdin.flush()
    return players


def finish(players: list[subprocess.Popen[str]]) -> int:
    """How many of them told of a damaged library."""
    told = 0
    for player in players:
        out, err = player.communicate(timeout=60)
        assert (player.returncode, err) == (0, "")
        told += int(out)
    return told


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")
def test_a_kill_at_any_instant_loses_nothing(tmp_path: Path) -> None:
    command = [sys.executable, str(HERE / "killing.py"), str(tmp_path), "200", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")
def test_what_a_full_disk_kept_back_is_kept_later(tmp_path: Path) -> None:
    command = [sys.executable, str(HERE / "filling.py"), str(tmp_path), "4", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr


def test_players_at_the_same_time(file: Path, bar: StoryKey) -> None:
    players = start_players(file, 4, 300)
    assert finish(players) == 0
    with Library.open(file) as library:
        saves = library.saves(bar)
        assert sorted(one.name or "" for one in saves) == [""] * 4 + [f"player {number}" for number in range(4)]
        for save in saves:
            if save.name is not None:
                scenes = [step.scene for step in library.path_of(save.node)]
                assert scenes == ["shared"] * 20 + [save.name] * 280
        connection = library._connection
        assert connection is not None
        assert connection.execute("SELECT count(*) FROM nodes").fetchone() == (20 + 4 * 280,)


@pytest.mark.parametrize("before", ["", SLOW], ids=["at once", "slowly"])
def test_a_damaged_file_met_by_many_at_once(file: Path, bar: StoryKey, before: str) -> None:
    file.parent.mkdir()
    file.write_bytes(b"garbage" * 1000)
    assert finish(start_players(file, 6, 30, before)) == 1, "one sets it aside, the others find a new one"
    kept = [path for path in file.parent.iterdir() if ".damaged-" in path.name]
    assert [path.read_bytes() for path in kept] == [b"garbage" * 1000]
    with Library.open(file) as library:
        assert len(library.saves(bar)) == 12


def test_going_on_from_one_play_in_two_places(file: Path, bar: StoryKey) -> None:
    from library_steps import choice, choices

    with Library.open(file) as one, Library.open(file) as other:
        play = one.begin(bar, 7)
        one.record(play, choice("porch.ask"))
        last = other.last(bar)
        assert last is not None
        twin = other.resume(last)
        one.record(play, choice("bar.order"))
        other.record(twin, choice("bar.leave"))
        one.record(play, choice("bar.drink"))
        other.undo(twin)
        other.record(twin, choice("bar.sing"))
        paths = [one.path_of(save.node) for save in one.saves(bar)]
        assert paths == [choices("porch.ask", "bar.sing"), choices("porch.ask", "bar.order", "bar.drink")]


def test_another_process_that_does_not_let_go(file: Path, bar: StoryKey, monkeypatch: pytest.MonkeyPatch) -> None:
    from library_steps import choice, choices

    monkeypatch.setattr(opening_module, "BUSY_SECONDS", 0.05)
    with Library.open(file) as one, Library.open(file) as other:
        play = one.begin(bar, 7)
        connection = other._connection
        assert connection is not None
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="another program is using it"):
            one.record(play, choice("porch.ask"))
        connection.execute("ROLLBACK")
        one.record(play, choice("bar.order"))
        assert other.path_of(play.node) == choices("porch.ask", "bar.order")
