"""The full-screen player in a real terminal: every key, the mouse, resizing, and the ways in which a play can end."""

import os
import random
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from terminals import Terminal

UP, DOWN, PAGE_UP, PAGE_DOWN = "\x1b[A", "\x1b[B", "\x1b[5~", "\x1b[6~"
HOME, END, ESCAPE, ENTER = "\x1b[H", "\x1b[F", "\x1b", "\r"
Start = Callable[..., Terminal]


@pytest.fixture
def play(terminal: Start, story: Path) -> Start:
    """Starts the story without movement, and waits for the first frame."""

    def start(*arguments: str, size: tuple[int, int] = (80, 24), **more: str) -> Terminal:
        one = terminal("play", str(story), "--no-animation", *arguments, size=size, **more)
        one.until("leave" if size[1] > 8 else "lamp")
        # What is pressed before prompt_toolkit reads waits for it; the tests need not.
        one.ready()
        return one

    return start


def selected(one: Terminal) -> str:
    return next((line.strip() for line in one.lines() if "▸" in line), "")


def test_first_screen_tells_what_to_do(play: Start) -> None:
    text = play().text()
    for wanted in ("The Night Porter", "by A. Tester", "The lobby", "The lamp is lit.", "Ada: You are late."):
        assert wanted in text
    assert "▸ 1. Take the umbrella." in text
    assert "–  Take the lift. (the lift costs three coins)" in text
    assert "Coins 2 · guest nobody" in text and "0 of 2 endings" in text
    assert "↑↓ choose" in text and "? help" in text and "q leave" in text


def test_number_takes_a_choice(play: Start) -> None:
    one = play()
    text = one.press("1", "It drips.")
    assert "› Take the umbrella." in text
    assert "The lamp is still lit." in text


def test_number_that_is_not_there(play: Start) -> None:
    assert "There is no choice 9; there are 4." in play().press("9", "no choice")


def test_arrows_and_enter(play: Start) -> None:
    one = play()
    one.press(DOWN, lambda: selected(one).startswith("▸ 2."))
    # The cursor is on the selected choice: screen readers follow it.
    assert one.screen.cursor.y == one.row_of("Count your coins")
    one.press(UP, lambda: selected(one).startswith("▸ 1."))
    one.send(DOWN)
    one.press(ENTER, "You have 2.")


def test_click_on_a_choice_and_on_a_closed_one(play: Start) -> None:
    one = play()
    one.click(one.row_of("Take the lift"), 10)
    one.until("three coins")
    one.until("closed")
    one.click(one.row_of("Count your coins"), 20)
    one.until("You have 2.")


def test_typing_the_beginning(play: Start) -> None:
    one = play()
    one.press("Co", lambda: selected(one).startswith("▸ 2.") or "Co" in one.lines()[-1])
    one.press(ENTER, "You have 2.")
    # T for timeline has a capital's way round it.
    one.press("Take some", "Take some")
    one.press(ENTER, "› Take some tea.")


def test_typing_what_is_not_there(play: Start) -> None:
    one = play()
    one.send("Xyz")
    one.press(ENTER, "No choice begins with")


def test_undo_redo_and_restart(play: Start) -> None:
    one = play()
    one.press("1", "It drips.")
    one.press("1", "You have 2.")
    one.press("u", lambda: "You have" not in one.text() and "It drips." in one.text())
    one.press("u", lambda: "It drips." not in one.text())
    one.press("u", "nothing to undo")
    one.press("r", "It drips.")
    one.press("r", "You have 2.")
    one.press("r", "nothing to redo")
    one.send(":restart")
    one.press(ENTER, lambda: "It drips." not in one.text())


def test_timeline_keeps_the_other_way(play: Start) -> None:
    one = play()
    one.press("1", "It drips.")
    one.press("u", lambda: "It drips." not in one.text())
    one.press("2", "You have 2.")
    text = one.press("t", "The choices so far")
    assert "another way, branch 1: Take the umbrella." in text
    assert "not taken: " in text
    assert "▸ 1. Count your coins." in text
    one.send(DOWN)
    one.press(ENTER, "It drips.")


def test_answering_a_question(play: Start) -> None:
    one = play()
    one.press("3", "What is your name?")
    one.send("Zoë 漢字 ’n")
    one.until("Zoë 漢字 ’n")
    text = one.press(ENTER, "So you are Zoë 漢字 ’n.")
    assert "guest Zoë 漢字 ’n" in text
    one.press("1", "The end: Asleep.")
    assert "1 of 2 endings" in one.text()
    one.press("1", "Go up to bed.")


def test_an_answer_that_does_not_fit_stays_to_be_mended(play: Start) -> None:
    one = play()
    one.press("3", "What is your name?")
    one.send("y" * 199 + "zz")
    one.until("1 character too many")
    one.press(ENTER, "That is too long: 201 characters, and 200 are the most.")
    one.press("\x7f" + ENTER, "yyyz.")


def test_help_command_line_and_completion(play: Start) -> None:
    one = play()
    one.press("?", "To choose")
    one.press(END, "Everything is kept by itself")
    assert ":feedback TEXT" in one.text()
    one.press(ESCAPE, lambda: "The lamp" in one.text())
    one.press(":", lambda: ":" in one.lines()[-1])
    one.press("tim\t", "timeline")
    one.press(ENTER, "The choices so far")
    one.press(ESCAPE, lambda: "The lamp" in one.text())
    one.send(":nonsense")
    one.press(ENTER, "There is no command")


def test_search(play: Start) -> None:
    one = play()
    for _ in range(8):
        one.press("2", "You have 2.")
        one.read(0.1)
    one.send("/umbrella has")
    one.press(ENTER, "was not said")
    one.send("/lamp is lit")
    one.press(ENTER, lambda: any("The lamp is lit." in line for line in one.lines()))
    one.press(ESCAPE, lambda: "▸" in one.text())


def test_scrolling(play: Start) -> None:
    one = play()
    for _ in range(8):
        one.send("2")
        one.read(0.1)
    one.press(PAGE_UP, "more")
    one.press(HOME, "by A. Tester")
    one.press(END, lambda: "by A. Tester" not in one.text())
    one.press("\x1b[<64;10;10M", "more")
    one.press("\x1b[<65;10;10M", lambda: "more" not in one.text())


def test_new_text_is_never_scrolled_past(terminal: Start, tmp_path: Path) -> None:
    long = "\n\n".join(f"Paragraph {number} of many, each of which takes a row." for number in range(40))
    path = tmp_path / "long.story"
    path.write_text(
        f"== a\nBefore.\n* Go on.\n    {long.replace(chr(10), chr(10) + '    ')}\n* Stay.\n* Sit.\n\nEnd.\n+ x -> a\n"
    )
    one = terminal("play", str(path))
    one.until("Go on.")
    one.ready()
    one.press("1", "Paragraph 3 ")
    one.read(1)
    lines = one.lines()
    assert "› Go on." in "\n".join(lines[:5])
    assert "more" in one.text() and "Paragraph 39" not in one.text()
    one.press(" ", "Paragraph 12 ")


def test_resizing_keeps_the_place(play: Start) -> None:
    one = play()
    for _ in range(10):
        one.send("2")
        one.read(0.1)
    one.press(HOME, "by A. Tester")
    for columns, rows in ((40, 24), (20, 5), (120, 50), (30, 10), (80, 24)):
        one.read(0.2)
        one.screen.reset()  # what stands there then was drawn anew
        one.resize(columns, rows)
        one.until(lambda rows=rows: "Porter" in one.text() or rows < 6)
    assert one.child.isalive()
    one.press("?", "To choose")


def test_small_and_smaller(play: Start) -> None:
    one = play(size=(20, 5))
    one.press(END, "4. Take")
    one.resize(8, 2)
    one.until("Please")
    one.resize(40, 12)
    one.press("1", "It drips.")


def test_saves_and_going_on(play: Start, terminal: Start, story: Path) -> None:
    one = play()
    one.press("1", "It drips.")
    one.press("s", "Save as:")
    one.send("wet place")
    one.press(ENTER, "Saved as “wet place”.")
    one.press("1", "You have 2.")
    one.send("q")
    assert one.end() == 0
    assert "is kept. To go on: nightcap play" in one.text()
    again = terminal("play", str(story))
    text = again.until("Welcome back")
    assert "turn 2, The lobby" in text and "> Count your coins." in text
    again.ready()
    again.press(ENTER, "You have 2.")
    assert "It drips." in again.text() or again.press(PAGE_UP, "It drips.")
    again.press("l", "wet place")
    again.send(DOWN)
    again.send(ENTER)
    again.until(lambda: "You have 2." not in again.text() and "It drips." in again.text())


def test_leaving_leaves_nothing(play: Start) -> None:
    one = play()
    one.press("\x03", "Press Ctrl-C again")
    one.press("x", lambda: "Press Ctrl-C" not in one.text())
    one.send("\x1b")
    one.read(0.2)
    one.press("\x03", "Press Ctrl-C again")
    one.send("\x03")
    assert one.end() == 0
    check_clean(one)


def check_clean(one: Terminal, *modes: bytes) -> None:
    """The terminal is as it was: main screen, cursor shown, no mouse, no bracketed paste."""
    for mode in modes or (b"1049", b"2004", b"1000", b"1006"):
        states = re.findall(rb"\x1b\[\?" + mode + rb"([hl])", one.raw)
        assert not states or states[-1] == b"l", mode
    assert one.raw.rfind(b"\x1b[?25h") > one.raw.rfind(b"\x1b[?25l")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_nothing(play: Start, number: int) -> None:
    one = play()
    one.press("1", "It drips.")
    one.child.kill(number)
    assert one.end() == 128 + number
    check_clean(one)


def test_a_signal_before_the_application_leaves_nothing(terminal: Start, story: Path) -> None:
    one = terminal("play", str(story))
    one.until(lambda: b"1049h" in one.raw)
    one.child.kill(signal.SIGTERM)
    one.end()
    check_clean(one)


def test_suspend_and_foreground(terminal: Start, story: Path) -> None:
    one = terminal("play", str(story), shell=True)
    one.until("The lamp is lit.")
    one.ready()
    one.press("\x1a", "Stopped")
    check_clean(one, b"1049", b"1000", b"1006")  # bash itself turns bracketed paste on
    one.send("clear; fg\r")
    one.until("The lamp is lit.")
    one.press("1", "It drips.")


def test_killed_at_any_moment(terminal: Start, story: Path) -> None:
    """After kill -9 at a random moment the next start goes on, at most one choice earlier."""
    chance = random.Random(4)
    for _ in range(5):
        one = terminal("play", str(story), "--no-animation", "--new")
        one.until("The lamp")
        one.ready()
        done = 0
        for _ in range(chance.randint(1, 12)):
            one.send(str(2 if done == 0 else chance.choice((2, 2))))
            done += 1
            one.read(chance.uniform(0.02, 0.2))
        one.read(0.1)
        one.child.kill(signal.SIGKILL)
        one.end()
        again = terminal("play", str(story))
        text = again.until("Welcome back")
        turn = int(re.search(r"turn (\d+)", text)[1])
        assert done - 1 <= turn <= done
        again.child.kill(signal.SIGKILL)
        again.end()


def test_pasting_a_megabyte(play: Start) -> None:
    one = play()
    one.send("\x1b[200~" + "1\r" * 500_000 + "\x1b[201~")
    one.until(lambda: "1 1 1" in one.text(), seconds=60)
    assert "› " not in one.text()
    one.press(ESCAPE, lambda: "leave" in one.text())
    one.press("1", "It drips.")


def test_pasting_without_brackets(play: Start) -> None:
    one = play()
    flood = b"x" * 300_000
    while flood:
        flood = flood[os.write(one.child.child_fd, flood[:4000]) :]
        one.read(0.001)
    one.until(lambda: "xxx" in one.text(), seconds=60)
    one.read(1)
    one.press(ESCAPE, lambda: "leave" in one.text())
    one.press("1", "It drips.")


def test_wide_and_combining_characters(terminal: Start, tmp_path: Path) -> None:
    path = tmp_path / "wide.story"
    path.write_text(
        "== a\n" + "漢字かな交じり文 " * 20 + "e\u0301tude 👍 done.\n* 漢字 を選ぶ。\n    次。\n    -> end\n"
    )
    one = terminal("play", str(path), size=(40, 20))
    one.until("漢 字" if False else "done.")
    assert all(len(line) <= 40 for line in one.lines())
    one.ready()
    one.press("1", "The end.")


def test_no_colour(play: Start) -> None:
    one = play(NO_COLOR="1")
    assert "▸ 1." in one.text()
    assert not re.search(rb"\x1b\[[0-9;]*(3[0-7]|38;)[0-9;]*m", one.raw)


@pytest.mark.parametrize("theme", ["dark", "light", "contrast", "terminal"])
def test_themes(play: Start, theme: str) -> None:
    one = play("--theme", theme)
    assert "▸ 1. Take the umbrella." in one.text()
    assert (b"48;5;" in one.raw) == (theme in ("dark", "light"))


def test_ascii(play: Start) -> None:
    one = play("--ascii")
    one.press("1", "It drips.")
    one.press("t", "The choices so far")
    assert one.text().isascii()


def test_hostile_story_cannot_command_the_terminal(terminal: Start, tmp_path: Path) -> None:
    path = tmp_path / "hostile.story"
    path.write_text(
        'title: A\nvar name: text = "x"\n== a\n~ ask name: Name?\nYou: {name}\n* Go -> end\n', encoding="utf-8"
    )
    one = terminal("play", str(path))
    one.until("Name?")
    one.ready()
    one.send("\x1b[200~\x1b]0;owned\x07\u202eab\x1b[201~")
    one.press(ENTER, "You: ")
    assert b"\x1b]0;" not in one.raw


def test_text_at_a_pace(play: Start) -> None:
    one = play("--pace", "40")
    one.press("2", "You have")
    one.press(" ", lambda: "The lamp is still lit." in one.text() and "▸" in one.text())


def test_map_endings_and_transcript(play: Start, tmp_path: Path) -> None:
    one = play()
    text = one.press("m", "Scenes seen")
    assert "1 not seen yet" in text and "desk" not in text.lower().replace("the desk", "desk")
    one.press(ESCAPE, lambda: "Scenes seen" not in one.text())
    one.press("e", "2 of 2 are not found yet.")
    one.press(ESCAPE, lambda: "not found" not in one.text())
    one.send(":transcript")
    one.press(ENTER, "Written: ")
    assert "**Ada:** You are **late**." in (tmp_path / "the_night_porter_transcript.md").read_text()


def test_settings_are_kept(play: Start, terminal: Start, story: Path, tmp_path: Path) -> None:
    one = play()
    one.press("o", "theme: auto")
    one.press(ENTER, "theme: dark")
    one.send(ESCAPE)
    one.read(0.3)
    one.send("q")
    one.end()
    assert (tmp_path / "config/nightcap/settings.toml").read_text() == 'theme = "dark"\n'
    again = terminal("play", str(story), "--new")
    again.until("The lamp")
    assert b"48;5;234" in again.raw


def test_library_that_cannot_be_used(play: Start, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    one = play()
    one.until("nothing is kept")
    one.press("1", "It drips.")
    assert "choices are not kept now!" in one.text()
    one.press("q", "Press q again")
    one.send("q")
    assert one.end() == 0
    assert "was not kept" in one.text()
