"""A story that has a bit of everything, and a real terminal to play it in: pexpect runs it, pyte draws it."""

import shlex
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte

ROOT = Path(__file__).resolve().parents[2]
STORY = """\
title: The Night Porter
author: A. Tester
cast: Ada

var coins: 0..3 = 2
var guest: text = "nobody"

status: Coins {coins} · guest {guest}

== lobby: The lobby
{The lamp is lit. | The lamp is still lit.} *Somebody* has left an umbrella.

Ada: You are **late**.

* (umbrella) Take the umbrella.
    It drips.
    -> lobby
* {needs coins == 3: the lift costs three coins} Take the lift.
    -> end: Up
+ Count your coins.
    ~ coins = 2
    You have {coins}.
    -> lobby
+ Ring the bell.
    -> desk
* (tea) Take some tea.
    -> lobby

== desk: The desk
~ ask guest: What is your name?
So you are {guest}.

* Go up to bed. -> end: Asleep
* Go back to the lobby. -> lobby
"""


class Terminal:
    """One command in a terminal of its own."""

    def __init__(
        self, arguments: list[str], size: tuple[int, int], environment: dict[str, str], cwd: Path, shell: bool = False
    ) -> None:
        columns, rows = size
        command = [sys.executable, "-m", "engine", *arguments]
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.child = pexpect.spawn(
            "bash" if shell else command[0],
            ["--norc"] if shell else command[1:],
            dimensions=(rows, columns),
            env=environment,
            cwd=str(cwd),
            timeout=20,
        )
        self.child.delaybeforesend = None
        self.child.ptyproc.delayafterclose = 0
        if shell:
            self.send(shlex.join(command) + "\r")

    def take(self, seconds: float) -> bool:
        """Take in what comes next; whether anything came in that time."""
        try:
            data = self.child.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return False
        self.raw += data
        self.stream.feed(data)
        return True

    def read(self, seconds: float = 0.05) -> None:
        """Take in what comes within some time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                self.take(0.02)
            except pexpect.EOF:
                return

    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.screen.display]

    def text(self) -> str:
        return "\n".join(self.lines())

    def is_whole(self, came: bool) -> bool:
        """Whether the screen shows all of what was written together.

        A paint of the full screen comes in pieces, hides the cursor first and shows it last. What is
        written line by line is whole when nothing more comes.
        """
        return not self.screen.cursor.hidden if b"\x1b[?25l" in self.raw else not came

    def until(self, wanted: str | Callable[[], bool], seconds: float = 20) -> str:
        """Wait until a text is on the screen, or something else holds; the whole screen as it is then."""
        holds = (lambda: wanted in self.text()) if isinstance(wanted, str) else wanted
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                came = self.take(0.02)
            except pexpect.EOF:
                came, end = False, 0
            if self.is_whole(came) and holds():
                return self.text()
        raise AssertionError(f"{wanted!r} did not come; the screen:\n{self.text()}")

    def ready(self) -> None:
        """Wait until prompt_toolkit reads keys and has drawn, which ends with showing the cursor."""
        self.until(lambda: b"\x1b[?25h" in self.raw.partition(b"\x1b[?2004h")[2])

    def send(self, keys: str | bytes) -> None:
        self.child.send(keys)

    def press(self, keys: str | bytes, then: str | Callable[[], bool]) -> str:
        self.send(keys)
        return self.until(then)

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def end(self) -> int:
        """Wait for the end; the exit code, negative for a signal."""
        while self.child.isalive():
            self.read(0.05)
        self.read(0.1)
        self.child.close()
        return -self.child.signalstatus if self.child.signalstatus else self.child.exitstatus

    def kill(self) -> None:
        """End it at once, if it has not ended."""
        if self.child.isalive():
            self.child.kill(signal.SIGKILL)
            self.child.wait()
        self.child.close()

    def row_of(self, text: str) -> int:
        return next(number for number, line in enumerate(self.lines()) if text in line)

    def click(self, row: int, column: int) -> None:
        self.send(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m")
