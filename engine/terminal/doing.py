"""Runs the commands: a function for each, called with the play and what was typed behind the command's name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from engine.characters import visible
from engine.terminal import listings
from engine.terminal.blocks import one_line
from engine.terminal.commands import plain_help
from engine.terminal.outcome import Outcome, note

if TYPE_CHECKING:
    from engine.terminal.kept import Saved
    from engine.terminal.model import Play

MOST_FOUND = 20
MOST_NAME = 60


def run_command(play: Play, name: str, argument: str) -> Outcome:
    """Run a command by its name."""
    return HANDLERS[name](play, argument)


def _count(argument: str) -> int | None:
    """A number of steps; 1 if none is given, None if it is no number."""
    if not argument:
        return 1
    return int(argument[:9]) if argument.isdecimal() and argument.isascii() and int(argument[:9]) else None


def _undo(play: Play, argument: str) -> Outcome:
    count = _count(argument)
    return note("How many? undo 3 goes back by three.") if count is None else play.undo(count)


def _redo(play: Play, argument: str) -> Outcome:
    count = _count(argument)
    return note("How many? redo 3 goes forward by three.") if count is None else play.redo(count)


def _restart(play: Play, argument: str) -> Outcome:
    return play.go(play.root)


def _new(play: Play, argument: str) -> Outcome:
    play.begin(play.story.start())
    return Outcome(new_text=True, notes=play.trouble())


def _timeline(play: Play, argument: str) -> Outcome:
    play.complete()
    return Outcome(listing=listings.timeline(play.root, play.here))


def _go(play: Play, argument: str) -> Outcome:
    way = play.here.tip().line()
    if not argument.isdecimal() or not argument.isascii() or int(argument[:9]) >= len(way):
        return note(f"Type go and a number from 0 to {len(way) - 1}; timeline lists the places.")
    return play.go(way[int(argument[:9])])


def _branch(play: Play, argument: str) -> Outcome:
    play.complete()
    number = int(argument[:9]) if argument.isdecimal() and argument.isascii() else 0
    node = listings.branch(play.root, play.here, number)
    return note("There is no such branch; timeline lists them.") if node is None else play.go(node)


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
    if argument.isdecimal() and argument.isascii() and 1 <= int(argument[:9]) <= len(kept):
        return open_saved(play, kept[int(argument[:9]) - 1])
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


def _where(play: Play, argument: str) -> Outcome:
    depth = play.here.depth
    return note(f"{play.here.place()}. {depth} turn{'' if depth == 1 else 's'} so far.")


def _status(play: Play, argument: str) -> Outcome:
    status = play.session.status
    return note(visible(status.text) if status else "This story has no status line.")


def _choices(play: Play, argument: str) -> Outcome:
    return Outcome(show_choices=True)


def _again(play: Play, argument: str) -> Outcome:
    return Outcome(new_text=True)


def _search(play: Play, argument: str) -> Outcome:
    if not argument:
        return note("Search for what? For example: search letter")
    folded = argument.casefold()
    found = [block.text for block in play.transcript if folded in block.text.casefold()]
    if not found:
        return note(f"“{one_line(argument, 40)}” was not said so far.")
    more = f"The last {MOST_FOUND} of {len(found)}:" if len(found) > MOST_FOUND else f"Found {len(found)}:"
    return Outcome(notes=(more, *(one_line(text, 400) for text in found[-MOST_FOUND:])))


def _map(play: Play, argument: str) -> Outcome:
    kept: set[str] = set()
    seen = play.scenes_seen | play.on_shelf(lambda shelf: shelf.scenes(), kept)
    return Outcome(listing=listings.scene_map(play.story, play.here, seen))


def _endings(play: Play, argument: str) -> Outcome:
    return Outcome(listing=listings.endings(play.story, play.all_endings()))


def _transcript(play: Play, argument: str) -> Outcome:
    from engine.terminal.markdown import write_transcript

    try:
        path = write_transcript(play, Path(argument).expanduser() if argument else None)
    except (OSError, RuntimeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return note(f"The transcript cannot be written: {visible(reason)}.")
    return note(f"Written: {visible(str(path))}")


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
    return Outcome(listing=plain_help())


def _quit(play: Play, argument: str) -> Outcome:
    return Outcome(leave=True)


HANDLERS: dict[str, Callable[[Play, str], Outcome]] = {
    "undo": _undo,
    "redo": _redo,
    "restart": _restart,
    "new": _new,
    "timeline": _timeline,
    "go": _go,
    "branch": _branch,
    "save": _save,
    "load": _load,
    "saves": _saves,
    "continue": _continue,
    "stored": _stored,
    "where": _where,
    "status": _status,
    "choices": _choices,
    "again": _again,
    "search": _search,
    "map": _map,
    "endings": _endings,
    "transcript": _transcript,
    "settings": _settings,
    "set": _set,
    "help": _help,
    "quit": _quit,
}
