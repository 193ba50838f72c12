"""What players do that nobody plans for: early keys, tall choices, other mouse buttons, slow lines, closed streams."""

import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest
from terminals import Terminal

UP, DOWN, END, HOME, ESCAPE, ENTER = "\x1b[A", "\x1b[B", "\x1b[F", "\x1b[H", "\x1b", "\r"
Start = Callable[..., Terminal]
TALL = " ".join(["a very long way round"] * 16)


@pytest.fixture
def forty(tmp_path: Path) -> Path:
    """Forty choices, and then ones that are taller than a small window."""
    path = tmp_path / "forty.story"
    choices = "\n".join(f"+ Choice {number}.\n    Taken: {number}.\n    -> a" for number in range(1, 41))
    tall = "\n".join(f"+ Go {way}, {TALL}, {way}.\n    So {way}.\n    -> b" for way in ("left", "right"))
    path.write_text(f"title: Forty\n== a\nHere.\n{choices}\n+ On.\n    -> b\n== b\nThere.\n{tall}\n")
    return path


def selected(one: Terminal) -> str:
    return next((line.strip() for line in one.lines() if "▸" in line), "")


def test_enter_before_the_player_reads_keys_is_not_lost(terminal: Start, story: Path) -> None:
    for seconds in (0.0, 0.1, 0.3):
        one = terminal("play", str(story), "--no-animation", "--new")
        one.read(seconds)
        one.send(ENTER)
        one.until("It drips.")


def test_a_small_window_tells_where_the_keys_are(terminal: Start, forty: Path) -> None:
    one = terminal("play", str(forty), size=(20, 5))
    one.until("? lists the keys")
    one.ready()
    one.press(DOWN, lambda: "? lists" not in one.text())


def test_many_choices_in_a_small_window(terminal: Start, forty: Path) -> None:
    one = terminal("play", str(forty), size=(20, 5))
    one.ready()
    # After End, or the wheel, what is seen is selected.
    one.press(END, lambda: selected(one).endswith("37. Choice 37."))
    one.press(DOWN, lambda: "38." in selected(one))
    one.press("\x1b[<64;5;3M", lambda: "37." in selected(one) or "38." in selected(one))
    one.press(HOME, lambda: "Here." in one.text())
    one.press(END, lambda: "37." in selected(one))
    # What scrolling has selected is taken by the second Enter.
    one.send(ENTER)
    one.read(0.2)
    assert "Taken" not in one.text()
    one.press(ENTER, "Taken: 37.")


def test_a_digit_that_may_go_on_says_so(terminal: Start, forty: Path) -> None:
    one = terminal("play", str(forty), size=(60, 24))
    one.ready()
    one.press("1", "Enter takes 1; or type one more digit.")
    one.press("2", lambda: "12" in selected(one) or "12" in one.lines()[-1])
    one.press(ENTER, "Taken: 12.")


def test_choices_taller_than_the_window(terminal: Start, forty: Path) -> None:
    one = terminal("play", str(forty), size=(20, 5))
    one.ready()
    one.press("41", lambda: "41" in one.text())
    one.press(ENTER, "There.")
    for _ in range(60):
        if "2. Go right" in one.text():
            break
        one.send(DOWN)
        one.read(0.05)
    assert "▸" in one.text(), "something is always selected"
    one.press(END, lambda: "▸" in one.text() and "right." in one.text())
    one.press(ENTER, "› Go right,")


def test_only_the_left_button_where_it_went_down_takes_a_choice(terminal: Start, story: Path) -> None:
    one = terminal("play", str(story), "--no-animation")
    one.until("Count your coins")
    one.ready()
    row, other = one.row_of("Count your coins") + 1, one.row_of("by A. Tester") + 1
    for button in (1, 2):
        one.send(f"\x1b[<{button};20;{row}M\x1b[<{button};20;{row}m")
    one.send(f"\x1b[<0;10;{other}M\x1b[<32;20;{row}M\x1b[<0;20;{row}m")  # a drag that ends on it
    one.send(f"\x1b[<0;20;{row}M\x1b[<32;20;{other}M\x1b[<0;20;{other}m")  # and one that leaves it
    one.read(0.4)
    assert "You have 2." not in one.text()
    one.click(row - 1, 20)
    one.until("You have 2.")


def test_q_leaves_a_play_that_is_not_kept(terminal: Start, story: Path) -> None:
    one = terminal("play", str(story), "--no-animation", "--no-save")
    one.until("lamp")
    one.ready()
    one.press("1", "It drips.")
    one.press("q", "Nothing of this play is kept. Leave? Press q again")
    one.press("x", lambda: "Press q" not in one.text())
    one.send(ESCAPE)
    one.read(0.6)
    one.press("q", "Press q again")
    one.send("q")
    assert one.end() == 0


def answering(one: Terminal, seconds: float, delay: float, rate: float = 1e9) -> int:
    """Read for some time as a terminal that says where its cursor is, behind a line of so many bytes a second."""
    begun, count, asked = time.monotonic(), len(one.raw), None
    while time.monotonic() < begun + seconds:
        before = len(one.raw)
        data = b""
        with contextlib.suppress(pexpect.TIMEOUT):
            data = one.child.read_nonblocking(max(1, min(65536, int(rate * 0.05))), timeout=0.02)
        one.raw += data
        one.stream.feed(data)
        if rate < 1e6:
            time.sleep(len(data) / rate)
        if b"\x1b[6n" in one.raw[max(0, before - 3) :]:
            asked = time.monotonic()
        if asked is not None and time.monotonic() >= asked + delay:
            one.send("\x1b[10;10R")
            asked = None
    return len(one.raw) - count


@pytest.mark.parametrize(("delay", "rate", "animated"), [(0.0, 1e9, True), (0.3, 1e9, False), (0.0, 1200, False)])
def test_text_scrolls_in_on_a_fast_line_only(
    terminal: Start, tmp_path: Path, delay: float, rate: float, animated: bool
) -> None:
    path = tmp_path / "turns.story"
    text = "\n\n    ".join(f"Paragraph {number} of a turn that fills the window." for number in range(7))
    path.write_text(f"title: T\n== a\nHere.\n+ On.\n    {text}\n    -> a\n")
    one = terminal("play", str(path))
    answering(one, 1.0 if rate > 1e6 else 2.5, delay, rate)
    sizes = []
    for _ in range(2):
        one.send("1")
        sizes.append(answering(one, 0.8 if rate > 1e6 else 2.0, delay, rate))
    assert (max(sizes[1:]) > 4000) == animated, sizes
    if not animated:
        assert max(sizes[1:]) < 2500


def test_a_key_that_comes_in_pieces_is_one_key(terminal: Start, story: Path) -> None:
    one = terminal("play", str(story), "--no-animation")
    one.until("lamp")
    one.ready()
    one.read(0.2)
    for number, pieces in enumerate((("\x1b", "[B"), ("\x1b[", "B"), ("\x1b", "OB")), 2):
        for piece in pieces:
            one.send(piece)
            one.read(0.35)
        assert selected(one).startswith(f"▸ {number}."), pieces
    assert "[B" not in one.text()


STREAMS = {"no input": "<&-", "no output": ">&-", "no errors": "2>&-", "full": ">/dev/full", "nothing": "<&- >&- 2>&-"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("streams", STREAMS.values(), ids=STREAMS)
@pytest.mark.parametrize("arguments", ["play {}", "play --plain {}", "check {}", "--help"])
def test_closed_streams(story: Path, environment: dict[str, str], streams: str, arguments: str) -> None:
    command = f"{sys.executable} -m engine {arguments.format(story)} {streams}"
    done = subprocess.run(
        ["sh", "-c", command], input="1\n", capture_output=True, text=True, env=environment, timeout=60, check=False
    )
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr
    if ">&-" in streams.replace("2>&-", "") or "full" in streams:
        assert done.returncode in (1, 2)
        assert done.stderr.startswith("nightcap: ") or "2>&-" in streams
    else:
        assert done.returncode == 0


@pytest.mark.parametrize(("name", "value"), [("TERM", "vt100"), ("PYTHONIOENCODING", "latin-1")])
def test_terminals_of_before_unicode(terminal: Start, story: Path, name: str, value: str) -> None:
    one = terminal("play", str(story), "--no-animation", **{name: value})
    text = one.until("leave")
    assert "?? " not in text and "> 1. Take the umbrella." in text and "-----" in text
    one.ready()
    one.press("1", "It drips.")
    if value == "vt100":
        assert one.raw.isascii()
        assert not re.search(rb"\x1b\[[0-9;]*(3[0-7]|4[0-7]|38;|48;)[0-9;]*m", one.raw)


def test_plain_in_a_terminal(terminal: Start, story: Path) -> None:
    one = terminal("play", str(story), "--plain", size=(40, 60))
    text = one.until("there is.")
    assert all(len(line) < 40 for line in text.splitlines())
    one.press("3\r", "What is your name? [nobody]")
    one.press("y" * 210 + "\r", "210 characters, and")
    # The answer is there to be mended.
    one.press("\x15Zoë\r", "So you are Zoë.")
    one.press("u\r", "Taken back: “Zoë”")
    one.press("\x15Ada\x1b[D\x1b[Dx\r", "So you are Axda.")
    one.press("?\r", ":feedback TEXT")
    one.press("q\r", "To go on: nightcap play")
    assert one.end() == 0
    assert b"\x1b[?2004h" not in one.raw
    again = terminal("play", str(story), "--plain")
    again.until("3. Look at all saves")
    again.press("3\r", ":load NUMBER or :load NAME goes there.")
    again.press("1\r", "So you are Axda.")


def test_continue_is_still_there_after_a_choice(terminal: Start, story: Path) -> None:
    first = terminal("play", str(story), "--plain")
    first.press("1\r", "It drips.")
    first.press("q\r", "To go on")
    first.end()
    one = terminal("play", str(story), "--plain")
    one.until("1. Go on where you left")
    one.press("what?\r", "First say how to go on: a number from 1 to 3.")
    one.press("help\r", ":feedback TEXT")
    one.press("Begin\r", "The lamp is lit")
    one.press("2\r", "You have 2.")
    one.press("continue\r", "It drips.")
    full = terminal("play", str(story), "--no-animation")
    full.until("Welcome back")
    full.ready()
    full.press(ESCAPE, "The lamp is lit")
    full.press("4", lambda: "Take some tea" in full.text() and "› " in full.text())
    full.press(":continue\r", lambda: "You have 2." in full.text() and "› Take some tea." not in full.text())


def test_a_pause_of_the_job_leaves_the_prompt_as_it_was(terminal: Start, story: Path) -> None:
    one = terminal("play", str(story), "--plain", shell=True, PS1="shell: ")
    one.until("there is.")
    one.press("\x1a", "Stopped")
    one.until(lambda: one.lines()[one.screen.cursor.y] == "shell:")
    one.send("fg\r")
    one.until(lambda: one.lines()[one.screen.cursor.y] == ">")
    one.press("1\r", "It drips.")
    one.read(0.2)
    assert one.text().count("It drips.") == 1
    one.press("\x03", "Press Ctrl-C again")
    one.press("\x03", lambda: one.lines()[one.screen.cursor.y] == "shell:")


def test_a_full_disk_is_told_as_long_as_it_lasts(terminal: Start, story: Path, tmp_path: Path) -> None:
    if os.getuid() == 0:
        blocker = tmp_path / "data"
        blocker.write_text("no folder")
        one = terminal("play", str(story), "--no-animation")
        one.until("lamp")
        one.ready()
        one.press("1", "choices are not kept now!")
        one.press("1", "You have 2.")
        assert "choices are not kept now!" in one.text()
        blocker.unlink()
        one.press("1", "Everything is kept again.")
        assert "not kept" not in one.text()
        one.send("q")
        assert one.end() == 0
        assert "(turn 3, The lobby) is kept." in one.text()
