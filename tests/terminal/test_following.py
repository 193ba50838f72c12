"""`nightcap play --follow`: each saved version of the story is taken up where the play stands."""

import io
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from terminals import Terminal

import engine
from engine.cli.main import main
from engine.terminal.commands.table import run_command
from engine.terminal.following import Follower, take_version
from engine.terminal.line_mode_player import play_in_line_mode
from engine.terminal.play import PlayController

STORY = """\
title: Draft
var gold = 1
== hall
The hall is cold.
* (pay) Pay.
    ~ gold -= 1
    The {shuffle: man | woman | child} nods.
* Wait.
- -> yard

== yard
A yard with {gold} coins in it.
+ On. -> end: Out
+ Back. -> hall
"""
STORY = STORY.replace("- -> yard\n", "-> yard\n")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "draft.story"
    save(path, STORY)
    return path


def save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 10**9))


@pytest.fixture
def play(file: Path) -> PlayController:
    play = PlayController(engine.load(file).start(seed=3))
    play.follower = Follower(file)
    play.choose(play.session.choices[0])
    return play


def saved(play: PlayController, text: str) -> tuple[str, bool]:
    """What is said when a version is saved, and whether play goes on in it."""
    assert play.follower is not None
    save(play.follower.path, text)
    assert play.follower.has_changed() and not play.follower.has_changed()
    outcome = take_version(play, play.follower)
    return "\n".join(outcome.notes), outcome.new_text


@pytest.mark.parametrize(
    ("old", "new", "told", "stands"),
    [
        ("The hall", "The hall", "Saved: your play fits it as it is.", "yard"),
        ("A yard", "A garden", "Saved. step 1, scene hall: the text changed", "yard"),
        ("* Wait.", "* Wait a bit.\n* Go.", "Saved: your play fits it as it is.", "yard"),
        ("(pay)", "(toll was pay)", "Saved. step 1, scene hall: the choice `hall.pay` is `hall.toll` now", "yard"),
        ("* (pay)", "* (pay) {if gold > 5}", "Saved: your play goes no further than this. step 1", "hall"),
        ("-> end: Out", "-> end: Out {", "Saved with 1 error; you play on in the version before.", "yard"),
        ("-> end: Out", "-> nowhere", "Saved: your play fits it as it is.", "yard"),
    ],
)
def test_a_version_that_is_saved(old: str, new: str, told: str, stands: str, play: PlayController) -> None:
    text = play.transcript[play.new_from :]
    said, goes_on = saved(play, STORY.replace(old, new))
    assert said.startswith(told)
    assert goes_on is ("error" not in told)
    assert play.session.scene == stands
    if stands == "yard" and old != "A yard":
        assert play.transcript[play.new_from :] == text


def test_on_and_on(play: PlayController) -> None:
    assert saved(play, STORY.replace("+ On.", "+ {"))[1] is False
    assert saved(play, STORY.replace("A yard", "A garden"))[1] is True
    assert "A garden" in play.transcript[-1].text
    play.choose(play.session.choices[0])
    assert play.session.ending is not None and saved(play, STORY)[1] is True
    assert play.session.ending is not None


def test_a_play_that_was_cut_is_taken_up_again_whole(play: PlayController) -> None:
    """A story saved half changed costs nothing, unless somebody has gone on in it."""
    play.choose(play.session.choices[1])
    whole = [step.id for step in play.session.path]
    assert whole == ["hall.pay", "yard.back"]
    half = STORY.replace("== yard", "== court")
    said, goes_on = saved(play, half)
    assert said.startswith("Saved: your play goes no further than this. step 2") and goes_on
    assert [step.id for step in play.session.path] == whole[:1] and play.session.over
    assert saved(play, half.replace("gold = 1", "gold = 2"))[1]
    assert saved(play, half.replace("-> yard", "-> court").replace("== court", "== court (was yard)"))[1]
    assert [step.id for step in play.session.path] == ["hall.pay", "court.back"]
    saved(play, STORY.replace("* (pay)", "* (pay) {if gold > 5}"))
    play.choose(play.session.choices[0])
    saved(play, STORY)
    assert [step.id for step in play.session.path] == ["hall.wait"]


def test_a_chapter_that_is_included_later(play: PlayController) -> None:
    assert play.follower is not None
    (play.follower.path.parent / "more.story").write_text("== attic\n-> end\n", encoding="utf-8")
    assert saved(
        play, STORY.replace("var gold", "include more.story\nvar gold").replace("+ On.", "+ Up. -> attic\n+ On.")
    )[1]
    save(play.follower.path.parent / "more.story", "== attic\nDust.\n-> end\n")
    assert play.follower.has_changed()


def test_the_plain_player(file: Path) -> None:
    """A line that was typed for the version before chooses nothing in the new one."""

    def lines() -> Iterator[tuple[str, Callable[[], None]]]:
        yield "1\n", lambda: save(file, STORY.replace("+ On.", "+ Far away.\n    -> hall\n+ On."))
        yield "1\n", lambda: save(file, STORY.replace("+ On. ->", "+ On. -> {\n+ Off. ->"))
        yield "2\n", lambda: None

    class Typing(io.StringIO):
        def readline(self, size: int | None = -1) -> str:  # type: ignore[override]
            line, after = next(typed, ("", lambda: None))
            after()
            return line

    typed = lines()
    play = PlayController(engine.load(file).start(seed=3))
    play.follower = Follower(file)
    out = io.StringIO()
    play_in_line_mode(play, Typing(), out)
    shown = out.getvalue()
    # The first line was read before the save, the second for the version before: only an error lets it count.
    assert "Saved: your play fits it as it is." in shown
    assert "Saved with 1 error" in shown


def test_what_is_no_story_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile", str(file), "-o", str(file.with_suffix(".json"))]) == 0
    assert main(["play", "--follow", str(file.with_suffix(".json"))]) == 2
    assert "--follow is for a .story file" in capsys.readouterr().err


def test_the_full_screen_in_a_real_terminal(file: Path, terminal: Callable[..., Terminal]) -> None:
    shown = terminal("play", "--follow", "--no-animation", str(file))
    shown.until("The hall is cold.")
    shown.ready()
    shown.press("1", "A yard with 0 coins")
    save(file, STORY.replace("A yard", "A walled garden"))
    shown.until("A walled garden with 0 coins")
    assert "Saved. step 1, scene hall: the text changed" in shown.text()
    save(file, STORY.replace("A yard", "A {yard"))
    shown.until("you play on in the version before")
    assert "A walled garden with 0 coins" in shown.text()
    save(file, STORY.replace("+ On.", "+ On and on."))
    shown.until("On and on.")


def test_the_source_of_a_place(file: Path, play: PlayController, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_command(play, "source").notes == (f"{file}:13",)
    mark = file.parent / "opened"
    monkeypatch.setenv("NIGHTCAP_EDITOR", f"{sys.executable} -c 'import sys; open(sys.argv[1], \"w\")' {mark}-{{line}}")
    assert run_command(play, "source").notes == (f"{file}:13, shown in the editor",)
    for _ in range(200):
        if Path(f"{mark}-13").exists():
            break
        time.sleep(0.05)
    assert Path(f"{mark}-13").exists()
    monkeypatch.setenv("NIGHTCAP_EDITOR", "no-such-editor {file}")
    assert "no-such-editor: no such file" in run_command(play, "source").notes[0]
    play.choose(play.session.choices[0])
    assert run_command(play, "source").notes[0].startswith(f"{file}:11 (")
    monkeypatch.delenv("NIGHTCAP_EDITOR")
    assert run_command(play, "source").notes == (f"{file}:11",)
