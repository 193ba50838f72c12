"""`nightcap new`: what it makes is checked, played and tested without another word."""

from pathlib import Path

import pytest

import engine
from engine.cli.main import main


def test_a_new_story_is_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "the_red-door", "--author", "A. Writer"]) == 0
    assert "nightcap play the_red-door/the_red-door.story" in capsys.readouterr().out
    story = engine.load("the_red-door/the_red-door.story")
    assert (story.title, story.author, len(story.ifid)) == ("The red door", "A. Writer", 36)
    assert main(["check", "--strict", "the_red-door/the_red-door.story"]) == 0
    assert "no ifid" not in capsys.readouterr().out
    assert main(["test", "the_red-door"]) == 0
    assert main(["format", "--check", "the_red-door/the_red-door.story"]) == 0
    assert main(["new", "the_red-door"]) == 2
    assert "already" in capsys.readouterr().err
    assert main(["new", "other", "--title", "Two\nlines: {x}"]) == 0
    assert engine.load("other/other.story").title == "Two lines: {x}"
    assert engine.load("other/other.story").ifid != story.ifid


@pytest.mark.parametrize("name", ["", ".", "..", "no/such\0name"])
def test_what_is_no_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", name]) == 2
