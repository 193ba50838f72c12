"""What came of something that a player did, for whichever front shows it."""

from __future__ import annotations

from typing import NamedTuple

from engine.terminal.listings import Listing

# What a front is asked to show, in its own way.
CHOICES, AGAIN, SEARCH, HELP = "choices", "again", "search", "help"


class Outcome(NamedTuple):
    """What came of something that the player did.

    `new_text`: the play stands elsewhere; `show`: what the front is to show now, with `text` for what to search;
    `notes`: lines for the player; `listing`: a list to look at; `leave`: the player wants to go; `chosen`: the text of
    the choice that was taken, which players show, as the story does not repeat it.
    """

    new_text: bool = False
    show: str = ""
    text: str = ""
    notes: tuple[str, ...] = ()
    listing: Listing | None = None
    leave: bool = False
    chosen: str | None = None


def note(text: str) -> Outcome:
    """An outcome that only says something."""
    return Outcome(notes=(text,))
