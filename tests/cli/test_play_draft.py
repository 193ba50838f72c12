"""`nightcap play --draft`: scenes that are not written yet end a play there, and stop nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import transcript

from engine.cli.main import main
from engine.loading import load_draft
from engine.runtime.errors import StoryErrors

STORY = """title: Draft
== start
It begins.
* Go. -> cellar(3)
* Ask. -> attic ->
    Back.
* Stay.
-> end: At home
"""


def test_a_move_to_an_unwritten_scene_ends_the_play_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "draft.story"
    path.write_text(STORY, encoding="utf-8")
    story = load_draft(path)
    session = story.start()
    session.choose(session.choices[0])
    assert [one.text for one in session.text] == ["[The scene “cellar” is not written yet.]"]
    assert session.ending is not None or not session.choices
    assert "(end: At home)" in transcript(load_draft(path), ["3"])


@pytest.mark.parametrize(
    ("story", "told"),
    [
        ("== start\n* Go. -> attic.door ->\n    Back.\n-> end\n", "[The scene “attic” is not written yet.]"),
        ("== start\n* Go.\n<- attic(3)\n-> end\n", "2. [The choices of “attic” are not written yet.]"),
        ("var at: attic | loft\n== start\n~ at = loft\n* Go. -> {at}\n", "[The scene “loft” is not written yet.]"),
        (
            "== start\n* Go. -> gate(loft)\n== gate(to: attic | loft)\n-> {to}\n",
            "[The scene “loft” is not written yet.]",
        ),
        ("== start\n* Go. -> any #gossip ->\n-> end\n", "[No scene with the tag “gossip” is written yet.]"),
        ("== start\n* Go. -> any #gossip\n-> end\n", "[No scene with the tag “gossip” is written yet.]"),
        ("claim reach attic\n== start\n* Go.\n* {if seen(hill.lamp)} Look.\n-> end\n", "(end)"),
    ],
    ids=["a point", "borrowed choices", "a place", "a place handed on", "a draw that returns", "a draw", "asked about"],
)
def test_in_whatever_way_the_scene_is_named(story: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "draft.story"
    path.write_text(story, encoding="utf-8")
    assert told in transcript(load_draft(path), ["1"])
    assert main(["check", "--no-explore", str(path)]) == 1


def test_what_cannot_be_read_is_told_as_ever(tmp_path: Path) -> None:
    path = tmp_path / "draft.story"
    path.write_text("== start\n~ foo bar\n* Go. -> attic\n", encoding="utf-8")
    with pytest.raises(StoryErrors) as refused:
        load_draft(path)
    assert [one.code for one in refused.value.diagnostics] == ["NC012"]


def test_without_it_the_story_is_refused_and_other_mistakes_are_told(tmp_path: Path) -> None:
    path = tmp_path / "draft.story"
    path.write_text(STORY.replace("It begins.", "It begins {goold}."), encoding="utf-8")
    with pytest.raises(StoryErrors) as refused:
        load_draft(path)
    assert [one.code for one in refused.value.diagnostics if one.severity == "error"] == ["NC103"]
    assert main(["check", "--no-explore", str(path)]) == 1


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    path = tmp_path / "draft.story"
    path.write_text(STORY, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n"))
    assert main(["play", "--plain", "--draft", str(path)]) == 0
    assert "is not written yet" in capsys.readouterr().out
