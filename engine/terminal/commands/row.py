"""What a command is: one row, from which help, key bindings, completion and the table in docs/playing.md come."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from engine.named_tuples import NamedTuple

if TYPE_CHECKING:
    from engine.terminal.outcome import CommandOutcome
    from engine.terminal.play import PlayController

Handler = Callable[["PlayController", str], "CommandOutcome"]


class Command(NamedTuple):
    """A command: its name, what may follow the name, what it does, and the function that does it.

    `key` runs it in the full-screen player: a character, or the name of a key such as `f5`; few are letters, as these
    begin the text of choices. `asks` is what stands before the line in which that key lets the argument be typed; a
    command with an argument and without `asks` is run without one by its key.
    """

    name: str
    argument: str
    about: str
    handler: Handler
    key: str = ""
    asks: str = ""


def count_of(argument: str) -> int | None:
    """A number of steps; 1 if none is given, None if it is no number from 1."""
    return number_of(argument or "1") or None


def number_of(argument: str) -> int | None:
    """A typed whole number from 0; None if it is none."""
    return int(argument[:9]) if argument.isdecimal() and argument.isascii() else None
