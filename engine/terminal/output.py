"""prompt_toolkit's terminal, in two respects another: it is taken over already, and no flood of keys chokes it."""

from __future__ import annotations

import re
import sys
import time
from typing import TYPE_CHECKING, Any, TextIO

from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import create_output

from engine.terminal.capabilities import shown_in

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

# More keys than this at once are no typing: a terminal that does not mark what is pasted.
FLOOD = 500
# Seconds that the bytes of one key may lie apart at most.
APART_AT_MOST = 1.0
BEGUN_KEY = re.compile(r"\x1b(\[[0-9;<]*|O)?")
REST_OF_KEY = re.compile(r"\x1b(\[[0-9;<]*[A-Za-z~]|O[A-Z])")


def continuing_output(stream: TextIO) -> Output:
    """An output for a terminal whose alternate screen is on already: to turn it on again would clear it."""
    output = create_output(stream)
    if sys.platform == "win32":
        return output
    enter, leave = output.enter_alternate_screen, output.quit_alternate_screen
    is_on = True

    def enter_once() -> None:
        nonlocal is_on
        if is_on:
            output.cursor_goto(0, 0)
        else:
            enter()
        is_on = True

    def leave_once() -> None:
        nonlocal is_on
        if is_on:
            leave()
        is_on = False

    output.enter_alternate_screen = enter_once  # type: ignore[method-assign]  # this one alone
    output.quit_alternate_screen = leave_once  # type: ignore[method-assign]  # this one alone
    return output


def speaking(output: Output, encoding: str) -> Output:
    """The output, with characters that the terminal does not have replaced by ones that look alike."""
    write = output.write
    output.write = lambda data: write(shown_in(data, encoding))  # type: ignore[method-assign]  # this one alone
    return output


def with_slow_keys(source: Input) -> Input:
    """The input, with the bytes of one key taken together when the line brings them apart.

    Where Escape was read alone, and the rest of a key follows within a second, it was that key.
    """
    terminal: Any = source
    read, flush = terminal.stdin_reader.read, terminal.flush_keys
    begun, at = "", 0.0

    def flush_keys() -> list[KeyPress]:
        nonlocal begun, at
        keys: list[KeyPress] = flush()
        text = "".join(key.data for key in keys)
        begun, at = (text, time.monotonic()) if BEGUN_KEY.fullmatch(text) else ("", 0.0)
        return [] if len(begun) > 1 else keys

    def read_on(count: int = 1024) -> str:
        nonlocal begun
        data: str = read(count)
        if begun and data:
            joined, begun = begun + data, ""
            if time.monotonic() - at < APART_AT_MOST and (REST_OF_KEY.match(joined) or BEGUN_KEY.fullmatch(joined)):
                return joined
        return data

    terminal.stdin_reader.read, terminal.flush_keys = read_on, flush_keys
    return source


def flood_proof(source: Input) -> Input:
    """The input, with very many keys read at once taken for pasted text."""
    read = source.read_keys

    def read_keys() -> list[KeyPress]:
        keys = read()
        if len(keys) > FLOOD and all(len(key.data) == 1 for key in keys):
            return [KeyPress(Keys.BracketedPaste, "".join(key.data for key in keys))]
        return keys

    source.read_keys = read_keys  # type: ignore[method-assign]  # this one alone
    return source
