"""What readers sent: grouped by where paths first differ, and which commit broke them."""

import subprocess
from pathlib import Path

import pytest

import engine
from engine.cli.main import main
from engine.paths.files import save_path
from engine.paths.saved_path import SavedPath

STORY = """title: T

== a
A room.
* (go) Go.
    You go on.
    -> b
* (stay) Stay.
    You stay.
    -> b

== b
A hall.
* (left) Left. -> end: Left
* (right) Right. -> end: Right
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("t.story").write_text(STORY, encoding="utf-8")
    story = engine.load("t.story")
    for first in ("go", "stay"):
        for second in ("left", "right"):
            session = story.start(seed=1)
            session.choose(first)
            session.choose(second)
            save_path(SavedPath.of(session), f"{first}-{second}.path.json")
    return tmp_path


def test_paths_are_grouped_by_where_they_first_differ(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = STORY.replace("You go on.", "You go away.").replace("* (left) Left.", "* (port) To port, then.")
    Path("t.story").write_text(text, encoding="utf-8")
    assert main(["test", "--group"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "ok    stay-right.path.json  (2 steps)",
        "2 paths first differ here: scene a, `a.go`: the text changed: You go [-on-]{+away+}. ¶ A hall.",
        "      go-left.path.json, go-right.path.json",
        "1 path first differs here: scene b, `b.left`: the choice `Left.` is gone from this scene (t.story:12)",
        "      stay-left.path.json",
        "4 paths: 1 fit, 3 failed (1 reworded, 2 gone)",
    ]


def test_the_commit_that_broke_a_path_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

    git("init", "-q")
    for number in range(12):
        text = STORY.replace("A room.", f"A room.\n// {number}")
        text = text.replace("You stay.", "You stay here.") if number >= 7 else text
        Path("t.story").write_text(text, encoding="utf-8")
        git("add", ".")
        git("commit", "-qm", f"number {number}")
    assert main(["test", "--bisect"]) == 1
    out = capsys.readouterr().out
    assert (
        "stay-left.path.json (and 1 like it): broken by " in out
        and "“number 7”: step 1, scene a: the text changed" in out
    )
    assert not list(Path().glob(".git/*.lock"))
    Path("t.story").write_text(text.replace("Left. ->", "Leave. ->"), encoding="utf-8")
    main(["test", "--bisect", "go-left.path.json"])
    assert "fits the newest commit" in capsys.readouterr().out
