"""The plain player through pipes: what it prints, every command, and what cannot be done."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Plain = Callable[..., subprocess.CompletedProcess[str]]

FIRST = """\
The Night Porter
by A. Tester

The lamp is lit. Somebody has left an umbrella.

Ada: You are late.

1. Take the umbrella.
-. Take the lift. (the lift costs three coins)
2. Count your coins.
3. Ring the bell.
4. Take some tea.
"""


def test_only_new_text(plain: Plain, story: Path) -> None:
    done = plain("1\n2\n", str(story))
    assert done.returncode == 0
    assert done.stdout.startswith(FIRST + "> Take the umbrella.\n\nIt drips.\n\nThe lamp is still lit.")
    assert done.stdout.count("It drips.") == 1
    assert not set(done.stdout) & {chr(number) for number in range(32) if number != 10}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("99", "There is no choice 99. Type a number from 1 to 4, or the beginning of a choice. :help tells more."),
        ("0", "There is no choice 0."),
        ("1" * 5000, "There is no choice 11111111111111111111."),
        ("nonsense", "No choice begins with “nonsense”."),
        ("take", "2 choices begin like that: 1. Take the umbrella. · 4. Take some tea. Type more, or a number."),
        ("take the lift", "“Take the lift.” is closed: the lift costs three coins."),
        (":nonsense", "There is no command “nonsense”. :help lists them."),
        (":timelin", "Did you mean :timeline?"),
        ("", "Type a number from 1 to 4"),
        ("undo", "There is nothing to undo."),
        (":undo many", "How many?"),
        ("redo", "There is nothing to redo."),
        (":go 7", "Type :go and a number from 0 to 0"),
        (":branch 3", "There is no such branch"),
        ("save", "Under which name?"),
        (":save 12", "A name of digits alone"),
        (":load nowhere", "Nothing is saved as “nowhere”"),
        ("continue", "There is no earlier play"),
        ("where", "The lobby. 0 turns so far."),
        ("status", "Coins 2 · guest nobody"),
        ("choices", "2. Count your coins."),
        ("again", "The lamp is lit."),
        (":search umbrella", "Found 1.\n1 of 1: The lamp is lit. Somebody has left an umbrella."),
        (":search dragon", "was not said so far"),
        ("map", "The lobby (you are here)"),
        ("endings", "2 of 2 are not found yet."),
        ("help", ":undo [N] (u): take back the last choice"),
        ("settings", "1. theme: auto"),
        (":set theme pink", "theme cannot be “pink”"),
        (":set colour red", "There is no setting “colour”"),
        ("umbrella", "It drips."),
        ("lobby.ring-the-bell", "What is your name? [nobody]"),
    ],
)
def test_what_can_be_typed(plain: Plain, story: Path, typed: str, wanted: str) -> None:
    done = plain(f"{typed}\n", str(story))
    assert wanted in done.stdout.removeprefix(FIRST)
    assert done.returncode == 0


def test_a_label_counts_where_no_command_is_meant(plain: Plain, tmp_path: Path) -> None:
    path = tmp_path / "labels.story"
    path.write_text("== a\nHere.\n* (help) Shout for somebody.\n    They come. -> end\n* Wait. -> end\n")
    assert ":undo [N]" in plain("help\n", str(path)).stdout
    assert ":undo [N]" in plain(":help\n", str(path)).stdout


def test_timeline_and_branches(plain: Plain, story: Path) -> None:
    out = plain("1\n1\n:undo 2\n2\ntimeline\n:branch 1\ntimeline\n:go 1\nwhere\n", str(story)).stdout
    assert "0. The beginning\n  another way, branch 1: Take the umbrella.\n1. Count your coins. (you are here)\n" in out
    # What was not taken is told when asked for, and closed choices never.
    assert "not taken: Ring the bell. · Take some tea.\n" in plain("1\n1\n:timeline all\n", str(story)).stdout
    assert "1. Take the umbrella.\n" in out.rpartition("The choices so far")[2]
    assert out.endswith("The lobby. 1 turn so far.\n> \n")


def test_questions(plain: Plain, story: Path) -> None:
    out = plain("3\n" + "x" * 300 + "\n:undo\n3\n\n", str(story)).stdout
    assert "That is too long" in out
    assert "So you are nobody." in out


def test_save_load_and_going_on(plain: Plain, story: Path) -> None:
    out = plain("1\n:save Wet Umbrella\n1\n:load wet\nsaves\n", str(story)).stdout
    assert "Saved as “Wet Umbrella”." in out
    assert "1. Wet Umbrella\n" in out or "2. Wet Umbrella\n" in out
    again = plain("continue\nundo\nundo\nagain\n", str(story)).stdout
    # What was read is not said again, unless asked for.
    assert "Taken back: “Count your coins.”\n\n-. Take the lift." in again and "It drips." not in again
    assert plain("", str(story), "--load", "wet").stdout.count("It drips.") == 1
    assert "It drips." in plain("", str(story), "--continue").stdout


def test_other_ways_outlive_the_sitting(plain: Plain, story: Path) -> None:
    plain("1\nundo\n2\n1\n:undo 2\n4\n2\n:undo 3\ncount\n1\n:undo 1\n2\n", str(story))
    out = plain("continue\ntimeline\n:branch 1\nagain\nrestart\n", str(story)).stdout
    assert "another way, branch 1: Take the umbrella." in out
    assert "another way, branch 3: Take some tea." in out
    assert "It drips." in out.rpartition("branch")[2]
    assert "turn" in plain("saves\n", str(story)).stdout


def test_nothing_is_kept_when_asked_so(plain: Plain, story: Path, tmp_path: Path) -> None:
    out = plain("1\n:save here\n", str(story), "--no-save").stdout
    assert "Nothing is kept in this play" in out
    assert not (tmp_path / "data").exists()


def test_answers_are_played_again(plain: Plain, story: Path) -> None:
    plain("3\nZoë\n2\n", str(story))
    assert "So you are Zoë." in plain("continue\nundo\nagain\n", str(story)).stdout


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("It drips.", "It drips on the floor.", "It drips on the floor."),
        ("* (umbrella) Take the umbrella.", "* (umbrella) Take the black umbrella.", "You have 2."),
        ("* (umbrella) Take the umbrella.\n    It drips.\n    -> lobby\n", "", "`lobby.umbrella`"),
        ("* (tea) Take some tea.", "* (tea) Have tea.\n    -> lobby\n* New one.", "You have 2."),
    ],
)
def test_story_that_changed(plain: Plain, story: Path, old: str, new: str, wanted: str) -> None:
    """It goes on where the way still fits; where it does not, it says why and stands at the last place that does."""
    plain("umbrella\ncount\n", str(story))
    text = story.read_text(encoding="utf-8")
    assert old in text
    story.write_text(text.replace(old, new), encoding="utf-8")
    out = plain("continue\nwhere\nundo\nagain\n", str(story)).stdout
    gone = not new
    assert ("does not fit any more" in out) == gone
    assert wanted in out or (gone and "Take the umbrella" in out)
    assert f"{0 if gone else 2} turns so far" in out


def test_transcript_is_markdown(plain: Plain, story: Path, tmp_path: Path) -> None:
    plain("1\n:transcript out.md\n:transcript out.md\n", str(story))
    text = (tmp_path / "out.md").read_text(encoding="utf-8")
    assert text.startswith("# The Night Porter\n\n*by A. Tester*\n\nThe lamp is lit. *Somebody* has left an umbrella.")
    assert "> Take the umbrella.\n\nIt drips." in text
    assert "**Ada:** You are **late**." in text


def test_story_mistake_keeps_the_play(plain: Plain, tmp_path: Path) -> None:
    path = tmp_path / "mistake.story"
    path.write_text(
        "var n: number = 0\n== a\nHere {n}.\n+ Divide.\n    {10 / n}\n    -> a\n+ Stay. -> a\n", encoding="utf-8"
    )
    done = plain("1\n2\n", str(path))
    assert "The story has a mistake here; you are still where you were." in done.stdout
    assert "mistake.story:5:" in done.stdout
    assert done.stdout.count("Here 0.") == 2
    assert done.returncode == 1


def test_megabyte_line(plain: Plain, story: Path) -> None:
    done = plain("z" * 1_000_000 + "\n1\n", str(story))
    assert "It drips." in done.stdout
    assert len(done.stdout) < 5000


def test_closed_pipe_is_quiet(story: Path, environment: dict[str, str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "engine", "play", str(story)]
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=tmp_path
    )
    child.stdout.close()
    with contextlib.suppress(BrokenPipeError):
        child.stdin.write(b"2\n" * 2000)
        child.stdin.close()
    assert child.wait(timeout=60) == 0
    assert child.stderr.read() == b""
    child.stderr.close()


def test_dumb_terminal_gets_the_plain_player(terminal: Callable[..., object], story: Path) -> None:
    one = terminal("play", str(story), TERM="dumb")
    one.until("4. Take some tea.")
    one.press("1\r", "It drips.")
    one.press("quit\r", "To go on: nightcap play")
    assert b"\x1b" not in one.raw
    again = terminal("play", str(story), "--plain")
    again.until("1. Go on where you left\n  today")
    again.until(lambda: ">" in again.lines())
    again.press("2\r", "Type the number of a choice")
    again.press("\x03", "Press Ctrl-C again to leave")
    again.send("\x03")
    assert again.end() == 130


def test_library_that_cannot_be_used(plain: Plain, story: Path, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    done = plain("1\n:save here\nsaves\n:load x\ncontinue\nendings\n", str(story))
    assert done.returncode == 0
    assert done.stdout.count("You can play, but nothing is kept.") == 1
    assert "It drips." in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="needs file modes")
def test_unreadable_settings(plain: Plain, story: Path, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "nightcap"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('theme = "pink"\nwidth\npace = 100 # fine\n')
    out = plain("", str(story)).stdout
    assert "settings.toml, line 1: theme cannot be “pink”" in out
    assert "settings.toml, line 2: a line is NAME = VALUE." in out
