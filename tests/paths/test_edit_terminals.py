"""The same edits, and the players as they are started: through pipes and in a real terminal.

Here a few edits are tried; `make edits` tries all of them in all ways.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from edit_harness import PLAYS, SOURCE, Sitting, Told, by_player, by_timeline, edited, is_other, turns_before, turns_of
from edit_list import EDITS, PROSE

import engine

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests" / "terminal"))
from terminals import Terminal  # noqa: E402

LONG = bool(os.environ.get("NIGHTCAP_LONG"))
CHANGED = "The story was changed since you played it"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "engine", *arguments]


def environment() -> dict[str, str]:
    return {**os.environ, "LANG": "C.UTF-8", "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}


def plain(sitting: Sitting, typed: str, *arguments: str) -> str:
    """What the plain player says."""
    given = command("play", str(sitting.file), "--plain", *arguments)
    done = subprocess.run(
        given, input=typed, capture_output=True, text=True, env=environment(), timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def full(sitting: Sitting, *arguments: str, timeline: bool = False) -> str:
    """What stands on the screen of the full-screen player when it has begun, or in its timeline."""
    given = ["play", str(sitting.file), "--no-animation", "--no-mouse", *arguments]
    one = Terminal(given, (110, 70), environment(), sitting.home)
    try:
        one.ready()
        one.read(0.15)
        if timeline:
            if is_asked(one.text()):
                one.press(":resume before\r", lambda: not is_asked(one.text()))
            one.press(":timeline\r", "The choices so far")
        return one.text()
    finally:
        one.kill()


def is_asked(said: str) -> bool:
    return CHANGED in said


def imported(sitting: Sitting, play: Callable[..., str], *arguments: str) -> str:
    """Bring the file of the play into the library, and go there."""
    given = command(
        "saves", "import", str(sitting.path_file), "--story", str(sitting.file), "--name", "there", "--replace"
    )
    assert subprocess.run(given, capture_output=True, env=environment(), check=False).returncode == 0
    return play(sitting, *arguments, "--load", "there")


def by_import(sitting: Sitting, story: engine.Story) -> Told:
    return by_player(sitting, story, ":load there")


WAYS: dict[str, tuple[Callable[[Sitting], bool], Callable[[Sitting, engine.Story], Told]]] = {
    "plain, --continue": (
        lambda one: is_asked(plain(one, ":quit\n", "--continue")), lambda one, story: by_player(one, story, ":continue")
    ),
    "full screen, --continue": (
        lambda one: is_asked(full(one, "--continue")), lambda one, story: by_player(one, story, ":continue")
    ),
    "plain, load": (
        lambda one: is_asked(plain(one, ":load here\n:quit\n", "--new")), lambda one, story: by_player(one, story, ":load here")
    ),
    "full screen, --load": (
        lambda one: is_asked(full(one, "--load", "here")), lambda one, story: by_player(one, story, ":load here")
    ),
    "plain, import": (lambda one: is_asked(imported(one, plain, ":quit\n")), by_import),
    "full screen, import": (lambda one: is_asked(imported(one, full)), by_import),
    "plain, timeline": (
        lambda one: is_branch_told(plain(one, ":resume before\n:timeline\n:quit\n", "--load", "here"), one), by_timeline
    ),
    "full screen, timeline": (
        lambda one: is_branch_told(full(one, "--load", "here", timeline=True), one), by_timeline
    ),
}  # fmt: skip


def is_branch_told(said: str, sitting: Sitting) -> bool:
    """Whether the timeline says of the other way that it is not as it was, or does not have it to its end."""
    return "not as it was" in said or "another way went on here" in said or "another way, branch" not in said


@pytest.mark.parametrize("way", WAYS)
def test_no_other_outcome_in_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    asked, in_process = WAYS[way]
    first = list(WAYS).index(way)
    silent, unlike = [], []
    for place, (name, changes) in enumerate({**EDITS, **PROSE}.items()):
        if not LONG and place != 7 * first + 3:
            continue
        folder = tmp_path / f"{place}"
        monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
        number, seed = place % len(PLAYS), place % 5
        sitting = Sitting(folder, number, seed)
        text = edited(changes)
        story = sitting.edit(text)
        said = asked(sitting)
        told = in_process(sitting, story)
        steps = sitting.beside if "timeline" in way or "continue" in way else sitting.steps
        other = is_other(turns_before(seed, tuple(steps)), turns_of(story, seed, told.steps), SOURCE, text)
        if other and not said:
            silent.append(f"{name}, play {number}, seed {seed}")
        # A timeline may have something to say of yet another way.
        if said != told.said and not ("timeline" in way and said):
            unlike.append(f"{name}, play {number}, seed {seed}: {said}, in process {told.said}")
    assert (silent, unlike) == ([], [])
