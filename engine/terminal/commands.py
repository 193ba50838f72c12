"""The commands of both players: what each is called, what it does, which key has it in the full-screen player."""

from __future__ import annotations

from typing import NamedTuple

from engine.terminal.listings import Entry, Listing


class Command(NamedTuple):
    """A command: what may follow its name, what it does, and its key in the full-screen player."""

    argument: str
    about: str
    key: str = ""


COMMANDS = {
    "undo": Command("[N]", "take back the last choice, or the last N", "u"),
    "redo": Command("[N]", "take the undone choice again", "r"),
    "restart": Command("", "go back to the beginning; the way you came is kept"),
    "new": Command("", "begin a new play, with its own chances"),
    "timeline": Command("", "every choice so far, and the ways not taken", "t"),
    "go": Command("N", "go to a place of the timeline"),
    "branch": Command("N", "go to the end of another way"),
    "save": Command("NAME", "keep this place under a name", "s"),
    "load": Command("NAME", "go to a place that was kept"),
    "saves": Command("", "list what was kept", "l"),
    "continue": Command("", "go on where you last left this story"),
    "stored": Command("", "go on from the stored state of a play that the story has outgrown"),
    "where": Command("", "the scene you are in"),
    "status": Command("", "the status line"),
    "choices": Command("", "the choices again"),
    "again": Command("", "the last text again"),
    "search": Command("TEXT", "find what was said", "/"),
    "map": Command("", "the scenes seen so far", "m"),
    "endings": Command("", "the endings found so far", "e"),
    "transcript": Command("[FILE]", "write everything so far into a Markdown file"),
    "settings": Command("", "colours, width and pace of the full-screen player", "o"),
    "set": Command("NAME VALUE", "change a setting and keep it"),
    "help": Command("", "this list", "?"),
    "quit": Command("", "leave; everything is kept", "q"),
}


def command_meant(typed: str) -> tuple[str, str] | None:
    """The command and its argument, if a typed line begins with one."""
    name, _, argument = typed.partition(" ")
    name = name.casefold()
    return (name, argument.strip()) if name in COMMANDS else None


def unknown_command(typed: str) -> str:
    """What to say about a command that does not exist."""
    from difflib import get_close_matches

    from engine.terminal.blocks import one_line

    name = one_line(typed.partition(" ")[0], 40)
    near = get_close_matches(name.casefold(), COMMANDS, 1)
    return f"There is no command “{name}”. " + (f"Did you mean {near[0]}?" if near else "help lists them.")


def plain_help() -> Listing:
    """The commands as typed lines."""
    entries = [Entry(f"{name} {command.argument}".strip() + f": {command.about}") for name, command in COMMANDS.items()]
    first = Entry("To choose, type a choice's number, its label, or the beginning of its text.")
    hint = "A colon before a command tells it from a choice or an answer: :undo"
    return Listing("Help", (first, *entries), hint)
