"""Commands about the player itself: settings, help, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.terminal.commands.row import Command
from engine.terminal.outcome import HELP, Outcome, note

if TYPE_CHECKING:
    from engine.terminal.play import Play


def _settings(play: Play, argument: str) -> Outcome:
    return Outcome(listing=play.settings.listing())


def _set(play: Play, argument: str) -> Outcome:
    from engine.terminal.settings import SettingError, changed, read_settings, write_settings

    name, _, value = argument.partition(" ")
    try:
        play.settings = changed(play.settings, name, value)
        # What the command line said is for this time only.
        write_settings(changed(read_settings()[0], name, value))
    except SettingError as error:
        return note(str(error))
    return note(f"{name} is now {value.strip()}.")


def _help(play: Play, argument: str) -> Outcome:
    return Outcome(show=HELP)


def _quit(play: Play, argument: str) -> Outcome:
    return Outcome(leave=True)


ROWS = (
    Command("settings", "", "colours, width and pace of the full-screen player", _settings, "o"),
    Command("set", "NAME VALUE", "change a setting and keep it", _set),
    Command("help", "", "this list", _help, "?"),
    Command("quit", "", "leave; everything is kept", _quit, "q"),
)
