"""Commands that go elsewhere in the play: back, forward, to another way, to the beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.terminal import listings
from engine.terminal.commands.row import Command, count_of, number_of
from engine.terminal.messages import mark, tr
from engine.terminal.outcome import CommandOutcome, note

if TYPE_CHECKING:
    from engine.terminal.play import PlayController


def _undo(play: PlayController, argument: str) -> CommandOutcome:
    count = count_of(argument)
    return note(tr("How many? :undo 3 goes back by three.")) if count is None else play.undo(count)


def _redo(play: PlayController, argument: str) -> CommandOutcome:
    count = count_of(argument)
    return note(tr("How many? :redo 3 goes forward by three.")) if count is None else play.redo(count)


def _restart(play: PlayController, argument: str) -> CommandOutcome:
    outcome = play.go(play.root)
    return outcome._replace(notes=(tr("You are at the beginning again."), *outcome.notes))


def _new(play: PlayController, argument: str) -> CommandOutcome:
    play.begin(play.started_anew())
    return CommandOutcome(new_text=True, notes=(tr("A new play begins."), *play.trouble()))


def _timeline(play: PlayController, argument: str) -> CommandOutcome:
    play.complete()
    whole = argument.casefold() in ("all", tr("all"))
    return CommandOutcome(listing=listings.timeline(play.root, play.here, whole))


def _go(play: PlayController, argument: str) -> CommandOutcome:
    way = play.here.tip().ancestry()
    number = number_of(argument)
    if number is None or number >= len(way):
        return note(tr("Type :go and a number from 0 to {count}; :timeline lists the places.", count=len(way) - 1))
    return _gone(play, play.go(way[number]))


def _branch(play: PlayController, argument: str) -> CommandOutcome:
    play.complete()
    node = listings.branch(play.root, play.here, number_of(argument) or 0)
    if node is None:
        return note(tr("There is no such branch; :timeline lists them."))
    outcome = _gone(play, play.go(node))
    if not node.other:
        return outcome
    told = tr("This way comes out otherwise than it did: {why}", why=node.other)
    return outcome._replace(notes=(told, *outcome.notes))


def _gone(play: PlayController, outcome: CommandOutcome) -> CommandOutcome:
    return outcome._replace(
        notes=(tr("Turn {turn}, {place}.", turn=play.here.depth, place=play.here.place()), *outcome.notes)
    )


ROWS = (
    Command("undo", mark("[N]"), mark("take back the last choice, or the last N"), _undo, "u"),
    Command("redo", mark("[N]"), mark("take the undone choice again"), _redo, "r"),
    Command("restart", "", mark("go back to the beginning; the way you came is kept"), _restart),
    Command("new", "", mark("begin a new play, with its own chances"), _new),
    Command("timeline", mark("[all]"), mark("every choice so far, and the ways not taken"), _timeline, "t"),
    Command("go", mark("N"), mark("go to a place of the timeline"), _go),
    Command("branch", mark("N"), mark("go to the end of another way"), _branch),
)
