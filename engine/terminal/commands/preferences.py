"""Commands about the player itself: settings, help, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.terminal.commands.row import Command
from engine.terminal.messages import mark, tr
from engine.terminal.outcome import HELP, CommandOutcome, note

if TYPE_CHECKING:
    from engine.terminal.play import PlayController


WIDTH_STEP, LEAST_WIDTH, MOST_WIDTH = 4, 20, 120


def _settings(play: PlayController, argument: str) -> CommandOutcome:
    return CommandOutcome(listing=play.settings.listing())


def _set(play: PlayController, argument: str) -> CommandOutcome:
    from engine.terminal.settings import SettingError, changed, read_settings, write_settings

    name, _, value = argument.partition(" ")
    try:
        play.settings = changed(play.settings, name, value)
        # What the command line said is for this time only.
        write_settings(changed(read_settings()[0], name, value))
    except SettingError as error:
        return note(str(error))
    return note(tr("{name} is now {value}.", name=name, value=value.strip()))


def _wider(play: PlayController, argument: str) -> CommandOutcome:
    return _set(play, f"width {min(MOST_WIDTH, play.settings.width + WIDTH_STEP)}")


def _narrower(play: PlayController, argument: str) -> CommandOutcome:
    return _set(play, f"width {max(LEAST_WIDTH, play.settings.width - WIDTH_STEP)}")


def _help(play: PlayController, argument: str) -> CommandOutcome:
    return CommandOutcome(show=HELP)


def _quit(play: PlayController, argument: str) -> CommandOutcome:
    return CommandOutcome(leave=True)


ROWS = (
    Command("settings", "", mark("colours, width and pace of the full-screen player"), _settings, "o"),
    Command("set", mark("NAME VALUE"), mark("change a setting and keep it"), _set),
    Command("wider", "", mark("more columns of text"), _wider, "+"),
    Command("narrower", "", mark("fewer columns of text"), _narrower, "-"),
    Command("help", "", mark("this list"), _help, "?"),
    Command("quit", "", mark("leave; everything is kept"), _quit, "q"),
)
