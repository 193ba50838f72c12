"""prompt_toolkit's terminal, in two respects another: it is taken over already, and no flood of keys chokes it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TextIO

from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import create_output

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

# More keys than this at once are no typing: a terminal that does not mark what is pasted.
FLOOD = 500


def continuing_output(stream: TextIO) -> Output:
    """An output for a terminal whose alternate screen is on already: to turn it on again would clear it."""
    output: Any = create_output(stream)
    if sys.platform == "win32":
        return output  # type: ignore[no-any-return]  # an Output
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

    output.enter_alternate_screen, output.quit_alternate_screen = enter_once, leave_once
    return output  # type: ignore[no-any-return]  # an Output


def flood_proof(source: Input) -> Input:
    """The input, with very many keys read at once taken for pasted text."""
    read: Any = source.read_keys

    def read_keys() -> list[KeyPress]:
        keys: list[KeyPress] = read()
        if len(keys) > FLOOD and all(len(key.data) == 1 for key in keys):
            return [KeyPress(Keys.BracketedPaste, "".join(key.data for key in keys))]
        return keys

    source.read_keys = read_keys  # type: ignore[method-assign]  # this one alone
    return source
