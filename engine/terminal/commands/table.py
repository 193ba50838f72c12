"""All commands, and what a typed command means.

To add a command, write its function and its row in one of the files of this folder; help, the key, completion and the
test of the table in docs/playing.md know it from the row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.terminal.commands import inspect, navigation, preferences, reading, saving
from engine.terminal.messages import tr
from engine.terminal.outcome import CommandOutcome, note

if TYPE_CHECKING:
    from engine.terminal.play import PlayController

COMMANDS = {row.name: row for row in (*navigation.ROWS, *reading.ROWS, *saving.ROWS, *inspect.ROWS, *preferences.ROWS)}
KEYS = {row.key: row for row in COMMANDS.values() if row.key}


def command_meant(typed: str) -> tuple[str, str] | None:
    """The command and its argument, if a typed line begins with the name of one, or with its key."""
    name, _, argument = typed.partition(" ")
    if name in KEYS:
        return KEYS[name].name, argument.strip()
    name = name.casefold()
    return (name, argument.strip()) if name in COMMANDS else None


def run_command(play: PlayController, typed: str) -> CommandOutcome:
    """Run a command line, as it stands behind the colon."""
    meant = command_meant(typed)
    if meant is None:
        return note(unknown_command(typed))
    if meant[0] != "save":
        play.asked_to_replace = ""
    return COMMANDS[meant[0]].handler(play, meant[1])


def unknown_command(typed: str) -> str:
    """What to say about a command that does not exist."""
    from difflib import get_close_matches

    from engine.terminal.blocks import one_line

    name = one_line(typed.partition(" ")[0], 40)
    near = get_close_matches(name.casefold(), COMMANDS, 1)
    hint = tr("Did you mean :{command}?", command=near[0]) if near else tr(":help lists them.")
    return f"{tr('There is no command “{name}”.', name=name)} {hint}" if name else hint
