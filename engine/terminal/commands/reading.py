"""Commands that read on: over what was read before, and by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.terminal.commands.row import Command
from engine.terminal.messages import mark, plural, tr
from engine.terminal.outcome import AUTO, SKIP, CommandOutcome, note

if TYPE_CHECKING:
    from engine.runtime.offers import Choice
    from engine.terminal.play import PlayController

MOST_SKIPPED = 500


def lone_choice(play: PlayController) -> Choice | None:
    """The choice that is the only open one."""
    opened = [choice for choice in play.session.choices if choice.enabled]
    return opened[0] if len(opened) == 1 else None


def _skip(play: PlayController, argument: str) -> CommandOutcome:
    """Take choices that are the only one and were taken before, until text is new or there is something to decide."""
    count = 0
    while count < MOST_SKIPPED:
        choice = lone_choice(play)
        if choice is None or not play.is_taken(choice):
            break
        outcome = play.choose(choice)
        if not outcome.new_text:
            return outcome
        count += 1
        if play.unread_from is not None:
            break
    if not count:
        return note(tr("There is nothing to skip: this is for you to decide."))
    told = plural("Skipped {count} turn read before.", "Skipped {count} turns read before.", count)
    return CommandOutcome(new_text=True, show=SKIP, notes=(told, *play.trouble()))


def _auto(play: PlayController, argument: str) -> CommandOutcome:
    return CommandOutcome(show=AUTO)


ROWS = (
    Command("skip", "", mark("go on to the next new text or the next decision"), _skip, "tab"),
    Command("auto", "", mark("turn pages by itself, and take a choice that is the only one; again: stop"), _auto, "f8"),
)
