"""Commands about saves: keep a place, list what is kept, go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.terminal import listings
from engine.terminal.blocks import one_line
from engine.terminal.commands.row import Command, number_of
from engine.terminal.outcome import Outcome, note

if TYPE_CHECKING:
    from engine.terminal.kept import Saved
    from engine.terminal.play import Play

MOST_NAME = 60


def _save(play: Play, argument: str) -> Outcome:
    name = one_line(argument, MOST_NAME)
    if not name:
        return note("Under which name? For example: save before the letter")
    if name.isdecimal():
        return note("A name of digits alone would be taken for a number of the list; add a word.")
    if play.shelf is None:
        return note("Nothing is kept in this play, so it cannot be saved.")
    done = play.on_shelf(lambda shelf: shelf.name(name, play.session), False)
    return note(f"Saved as “{name}”.") if done else Outcome(notes=play.trouble() or ("It could not be saved.",))


def _saved(play: Play) -> list[Saved]:
    return play.on_shelf(lambda shelf: shelf.saves(), [])


def _saves(play: Play, argument: str) -> Outcome:
    if play.shelf is None:
        return note("Nothing is kept in this play.")
    return Outcome(listing=listings.saves(_saved(play)), notes=play.trouble())


def _load(play: Play, argument: str) -> Outcome:
    if not argument:
        return _saves(play, "")
    kept = _saved(play)
    number = number_of(argument)
    if number is not None and 1 <= number <= len(kept):
        return open_saved(play, kept[number - 1])
    folded = argument.casefold()
    exact = [save for save in kept if save.name.casefold() == folded]
    found = exact or [save for save in kept if save.name.casefold().startswith(folded)]
    if not found:
        return note(f"Nothing is saved as “{one_line(argument, MOST_NAME)}”; saves lists what there is.")
    return open_saved(play, found[0])


def _continue(play: Play, argument: str) -> Outcome:
    latest = play.on_shelf(lambda shelf: shelf.latest(), None)
    return open_saved(play, latest) if latest else note("There is no earlier play to go on with.")


def open_saved(play: Play, saved: Saved) -> Outcome:
    """Go to a saved place by playing its steps again; where the story has changed since, as far as they fit."""
    way = play.on_shelf(lambda shelf: shelf.way(saved), None)
    if way is None:
        return Outcome(notes=play.trouble() or ("It could not be loaded.",))
    return play.follow(way)


def _stored(play: Play, argument: str) -> Outcome:
    return play.take_up_stored()


ROWS = (
    Command("save", "NAME", "keep this place under a name", _save, "s", "Save as: "),
    Command("load", "NAME", "go to a place that was kept", _load),
    Command("saves", "", "list what was kept", _saves, "l"),
    Command("continue", "", "go on where you last left this story", _continue),
    Command("stored", "", "go on from the stored state of a play that the story has outgrown", _stored),
)
