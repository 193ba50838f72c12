"""What came of something that a player did, for whichever front shows it."""

from __future__ import annotations

from engine.named_tuples import NamedTuple
from engine.terminal.listings import Listing

# What a front is asked to show, in its own way.
CHOICES, AGAIN, SEARCH, HELP, SKIP, AUTO, COPY = "choices", "again", "search", "help", "skip", "auto", "copy"


class CommandOutcome(NamedTuple):
    """What came of something that the player did.

    `new_text`: the play stands elsewhere; `read`: all that is to be read there was read before; `told`: what happened,
    for who does not see it; `show`: what the front is to show now, with `text` for what to search or copy; `notes`:
    lines for the player; `listing`: a list to look at; `leave`: the player wants to go; `chosen`: the text of the
    choice that was taken, which players show, as the story does not repeat it; `refused`: an answer that did not fit,
    to be mended.
    """

    new_text: bool = False
    read: bool = False
    told: str = ""
    show: str = ""
    text: str = ""
    notes: tuple[str, ...] = ()
    listing: Listing | None = None
    leave: bool = False
    chosen: str | None = None
    refused: str | None = None


def note(text: str) -> CommandOutcome:
    """An outcome that only says something."""
    return CommandOutcome(notes=(text,))
