"""Commands about saves: keep a place, list what is kept, go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.terminal import listings
from engine.terminal.blocks import one_line
from engine.terminal.commands.row import Command, number_of
from engine.terminal.messages import mark, tr
from engine.terminal.outcome import CommandOutcome, note
from engine.terminal.resuming import follow, resume, take_up_stored

if TYPE_CHECKING:
    from engine.terminal.play import PlayController
    from engine.terminal.saved_places import SavedPlace

MOST_NAME = 60
QUICK_SAVES = 3
MOST_NAMED = 5


def _save(play: PlayController, argument: str) -> CommandOutcome:
    name = one_line(argument, MOST_NAME)
    if not name:
        return note(tr("Under which name? For example: :save before the letter"))
    if name.isdecimal():
        return note(tr("A name of digits alone would be taken for a number of the list; add a word."))
    if play.saved_plays is None:
        return note(tr("Nothing is kept in this play, so it cannot be saved."))
    there = next((save for save in _saved(play) if save.name == name), None)
    if there is not None and play.asked_to_replace != name:
        play.asked_to_replace = name
        told = tr(
            "There is a save “{name}” ({place}). Save under that name once more to replace it.",
            name=name,
            place=there.told(),
        )
        return note(told)
    return _named(play, name)


def _named(play: PlayController, name: str) -> CommandOutcome:
    play.asked_to_replace = ""
    done = play.with_saved_plays(lambda saved: saved.name(name, play.session), False)
    return note(tr("Saved as “{name}”.", name=name)) if done else _failed(play, tr("It could not be saved."))


def _failed(play: PlayController, told: str) -> CommandOutcome:
    return CommandOutcome(notes=play.trouble() or (told,))


def _quick_names() -> list[str]:
    return [tr("quick save {number}", number="ABC"[number]) for number in range(QUICK_SAVES)]


def _quicksave(play: PlayController, argument: str) -> CommandOutcome:
    """Keep this place under the first free quick name, or in the place of the oldest."""
    if play.saved_plays is None:
        return note(tr("Nothing is kept in this play, so it cannot be saved."))
    names = _quick_names()
    used = [save.name for save in _saved(play) if save.name in names]
    free = [name for name in names if name not in used]
    return _named(play, free[0] if free else used[-1])


def _quickload(play: PlayController, argument: str) -> CommandOutcome:
    names = _quick_names()
    latest = next((save for save in _saved(play) if save.name in names), None)
    return open_saved(play, latest) if latest is not None else note(tr("There is no quick save yet."))


def _saved(play: PlayController) -> list[SavedPlace]:
    return play.with_saved_plays(lambda saved: saved.saves(), [])


def _saves(play: PlayController, argument: str) -> CommandOutcome:
    if play.saved_plays is None:
        return note(tr("Nothing is kept in this play."))
    return CommandOutcome(listing=listings.saves(_saved(play)), notes=play.trouble())


def _load(play: PlayController, argument: str) -> CommandOutcome:
    if not argument:
        return _saves(play, "")
    kept = _saved(play)
    number = number_of(argument)
    if number is not None and 1 <= number <= len(kept):
        return open_saved(play, kept[number - 1])
    exact = next((save for save in kept if save.name == argument), None)
    if exact is not None:
        return open_saved(play, exact)
    name, folded = one_line(argument, MOST_NAME), argument.casefold()
    found = [save for save in kept if save.name.casefold() == folded]
    found = found or [save for save in kept if save.name.casefold().startswith(folded)]
    if not found:
        return note(tr("Nothing is saved as “{name}”; :saves lists what there is.", name=name))
    if len(found) > 1:
        names = ", ".join(f"“{save.name}”" for save in found[:MOST_NAMED])
        return note(tr("Which one? {names} begin like “{name}”.", names=names, name=name))
    told = tr("Nothing is saved as “{name}”; this is “{other}”.", name=name, other=found[0].name)
    outcome = open_saved(play, found[0])
    return outcome._replace(notes=(told, *outcome.notes))


def _continue(play: PlayController, argument: str) -> CommandOutcome:
    latest = play.earlier or play.with_saved_plays(lambda saved: saved.latest(), None)
    return open_saved(play, latest) if latest else note(tr("There is no earlier play to go on with."))


def open_saved(play: PlayController, saved: SavedPlace) -> CommandOutcome:
    """Go to a saved place by playing its steps again; where the story has changed since, as far as they fit."""
    way = play.with_saved_plays(lambda plays: plays.way(saved), None)
    if way is None:
        return _failed(play, tr("It could not be loaded."))
    outcome = follow(play, way)
    if outcome.listing is not None or outcome.notes or not outcome.new_text:
        return outcome
    place = tr("Turn {turn}, {place}.", turn=play.here.depth, place=play.here.place())
    return outcome._replace(notes=(f"“{saved.name}”: {place}" if saved.name else place,))


def _stored(play: PlayController, argument: str) -> CommandOutcome:
    return take_up_stored(play)


def _resume(play: PlayController, argument: str) -> CommandOutcome:
    return resume(play, argument)


ROWS = (
    Command("save", mark("NAME"), mark("keep this place under a name"), _save, "s", mark("Save as: ")),
    Command("quicksave", "", mark("keep this place at once; the last three are kept"), _quicksave, "f5"),
    Command("quickload", "", mark("go to the last quick save"), _quickload, "f9"),
    Command("load", mark("NAME"), mark("go to a place that was kept"), _load),
    Command("saves", "", mark("list what was kept"), _saves, "l"),
    Command("continue", "", mark("go on where you last left this story"), _continue),
    Command("resume", mark("now, then or before"), mark("go on with a play that comes out otherwise now"), _resume),
    Command("stored", "", mark("go on from the stored state of a play that the story has outgrown"), _stored),
)
