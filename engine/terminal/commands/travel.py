"""Commands that go elsewhere in the play: back, forward, to another way, to the beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.terminal import listings
from engine.terminal.commands.row import Command, count_of, number_of
from engine.terminal.outcome import Outcome, note

if TYPE_CHECKING:
    from engine.terminal.play import Play


def _undo(play: Play, argument: str) -> Outcome:
    count = count_of(argument)
    return note("How many? undo 3 goes back by three.") if count is None else play.undo(count)


def _redo(play: Play, argument: str) -> Outcome:
    count = count_of(argument)
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
    number = number_of(argument)
    if number is None or number >= len(way):
        return note(f"Type go and a number from 0 to {len(way) - 1}; timeline lists the places.")
    return play.go(way[number])


def _branch(play: Play, argument: str) -> Outcome:
    play.complete()
    node = listings.branch(play.root, play.here, number_of(argument) or 0)
    return note("There is no such branch; timeline lists them.") if node is None else play.go(node)


ROWS = (
    Command("undo", "[N]", "take back the last choice, or the last N", _undo, "u"),
    Command("redo", "[N]", "take the undone choice again", _redo, "r"),
    Command("restart", "", "go back to the beginning; the way you came is kept", _restart),
    Command("new", "", "begin a new play, with its own chances", _new),
    Command("timeline", "", "every choice so far, and the ways not taken", _timeline, "t"),
    Command("go", "N", "go to a place of the timeline", _go),
    Command("branch", "N", "go to the end of another way", _branch),
)
