"""Where the plain player's lines come from: a file or a pipe, or a terminal with a line that can be edited.

Editing is GNU readline's, or what this Python has in its place; it is imported when the first line is read, after the
first text.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from typing import TextIO

from engine.terminal.play import MOST_TYPED

Completions = Callable[[str], list[str]]


class InputLineReader:
    """Lines as they come. After a pause of the whole job (`fg`), the prompt stands there again."""

    def __init__(self, lines: TextIO, out: TextIO) -> None:
        self.lines = lines
        self.out = out

    def read(self, prompt: str, begun: str = "") -> str | None:
        """The next line without its end; of one that is too long, its beginning. None at the end of input.

        `begun` is what a line that can be edited begins with.
        """
        self.out.write(prompt)
        self.out.flush()
        with self._prompting_again(prompt):
            line = self.lines.readline(MOST_TYPED + 1)
            rest = line
            while rest and not rest.endswith("\n"):
                rest = self.lines.readline(MOST_TYPED * 100)
        return line.rstrip("\n") if line else None

    @contextlib.contextmanager
    def _prompting_again(self, prompt: str) -> Iterator[None]:
        if sys.platform == "win32" or not self.lines.isatty():
            yield
            return
        import signal

        def continued(number: int, frame: object) -> None:
            shown = prompt + self._restored()
            os.write(self.out.fileno(), shown.encode(self.out.encoding or "utf-8", "replace"))

        before = signal.signal(signal.SIGCONT, continued)
        try:
            yield
        finally:
            signal.signal(signal.SIGCONT, before)

    def _restored(self) -> str:
        """Have the terminal again as it was before the pause; the result is what was typed so far."""
        return ""


class EditedLineReader(InputLineReader):
    """Lines of a terminal: the arrow keys move in the line and bring earlier ones back, Tab completes."""

    def __init__(self, lines: TextIO, out: TextIO, completions: Completions) -> None:
        super().__init__(lines, out)
        import readline

        self.readline = readline
        self.modes: list[int | list[bytes | int]] | None = None
        is_editline = "libedit" in (readline.__doc__ or "")
        readline.parse_and_bind("bind ^I rl_complete" if is_editline else "tab: complete")
        if not is_editline:
            # It would send control characters at each prompt.
            readline.parse_and_bind("set enable-bracketed-paste off")
            readline.parse_and_bind("set bell-style none")
        readline.set_completer_delims("")
        readline.set_completer(lambda text, number: dict(enumerate(completions(text))).get(number))

    def read(self, prompt: str, begun: str = "") -> str | None:
        """As `LineReader.read`; the line can be edited."""
        self.out.flush()
        self.readline.set_startup_hook((lambda: self.readline.insert_text(begun)) if begun else None)
        self.readline.set_pre_input_hook(self._note_modes)
        with self._prompting_again(prompt):
            try:
                return input(prompt)[: MOST_TYPED + 1]
            except EOFError:
                self.out.write("\n")
                return None
            except UnicodeDecodeError:
                return ""

    def _note_modes(self) -> None:
        """Note how the terminal is while a line is edited: Python has readline leave signals alone."""
        if sys.platform != "win32":
            import termios

            self.modes = termios.tcgetattr(self.lines)

    def _restored(self) -> str:
        """The modes of line editing, which the shell took back, and the line so far."""
        if sys.platform != "win32" and self.modes is not None:
            import termios

            termios.tcsetattr(self.lines, termios.TCSANOW, self.modes)
        return self.readline.get_line_buffer()


def line_reader(lines: TextIO, out: TextIO, completions: Completions) -> InputLineReader:
    """The reader that suits: with editing, on a terminal that can do more than print."""
    out.flush()
    is_terminal = lines is sys.stdin and out is sys.stdout and lines.isatty() and out.isatty()
    if is_terminal and os.environ.get("TERM", "dumb") != "dumb":
        with contextlib.suppress(ImportError):
            return EditedLineReader(lines, out, completions)
    return InputLineReader(lines, out)
