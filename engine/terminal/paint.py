"""The terminal itself: taken over and given back, and the first frame painted before prompt_toolkit is there."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

from engine.terminal.capabilities import encoding_of, shown_in
from engine.terminal.frame import Frame
from engine.terminal.themes import Theme, look_of, sgr

ENTER = "\x1b[?1049h\x1b[2J\x1b[H"
# Leave nothing behind: mouse, bracketed paste, cursor keys, style, cursor, and the screen as it was.
LEAVE = "\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?2004l\x1b[?1l\x1b[0m\x1b[0 q\x1b[?25h\x1b[?1049l"


class Terminal:
    """Takes the terminal over, and gives it back as it was: call `give_back` whatever happens after `take_over`."""

    def __init__(self) -> None:
        self.modes: list[int | list[bytes | int]] | None = None
        self.handlers: dict[int, Callable[[int, FrameType | None], object] | int | signal.Handlers | None] = {}
        self.encoding = encoding_of(sys.stdout)

    def take_over(self) -> None:
        """An empty screen, and keys that are neither shown nor waited for."""
        if sys.platform != "win32":
            import termios

            # Keys pressed before prompt_toolkit reads them wait, unseen: Ctrl-C and Ctrl-Z as well.
            self.modes = termios.tcgetattr(sys.stdin)
            quiet = termios.tcgetattr(sys.stdin)
            quiet[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG)
            quiet[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR)  # Enter comes as it is
            termios.tcsetattr(sys.stdin, termios.TCSANOW, quiet)
            for number in (signal.SIGTERM, signal.SIGHUP):
                self.handlers[number] = signal.signal(number, _end)
        self.write(ENTER)

    def give_back(self) -> None:
        """The terminal as it was, on its own screen."""
        for number, handler in self.handlers.items():
            signal.signal(number, handler)
        with contextlib.suppress(OSError):  # the terminal may be gone
            self.write(LEAVE)
        if self.modes is not None:
            import termios

            with contextlib.suppress(termios.error):
                termios.tcsetattr(sys.stdin, termios.TCSANOW, self.modes)

    def write(self, text: str) -> None:
        """Send to the terminal at once, in the characters that it has."""
        sys.stdout.write(shown_in(text, self.encoding))
        sys.stdout.flush()

    @staticmethod
    def swallow_answer(seconds: float = 0.5) -> None:
        """Read the answer to a question that the terminal was asked, so that the shell does not."""
        import select

        end, read = time.monotonic() + seconds, b""
        while not read.endswith(b"R") and (left := end - time.monotonic()) > 0:
            if select.select([sys.stdin], [], [], left)[0]:
                byte = os.read(sys.stdin.fileno(), 1)
                if not byte:
                    return
                read += byte

    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        size = os.get_terminal_size(sys.stdout.fileno())
        return (size.columns or 80), (size.lines or 24)


def _end(number: int, frame: object) -> None:
    """Ends the process as the signal would have, but with the terminal given back on the way."""
    raise SystemExit(128 + number)


def painted(frame: Frame, theme: Theme) -> str:
    """A frame as text and escape sequences, for an empty screen."""
    base = sgr(look_of(theme, ""))
    parts = ["\x1b[?25l", base, "\x1b[2J\x1b[H"]
    for number, row in enumerate(frame.rows):
        parts.append(f"\x1b[{number + 1};1H")
        for text, style in row:
            parts.append(f"{sgr(look_of(theme, style))}{text}{base}" if style else text)
    column, line = frame.cursor
    parts.append(f"\x1b[{line + 1};{column + 1}H\x1b[?25h")
    return "".join(parts)
