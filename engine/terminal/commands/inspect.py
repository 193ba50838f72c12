"""Commands that show something about the play: its text, its place, what was found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engine.characters import visible
from engine.terminal import listings
from engine.terminal.blocks import one_line
from engine.terminal.commands.row import Command
from engine.terminal.outcome import AGAIN, CHOICES, SEARCH, Outcome, note

if TYPE_CHECKING:
    from engine.terminal.play import Play


def _where(play: Play, argument: str) -> Outcome:
    depth = play.here.depth
    return note(f"{play.here.place()}. {depth} turn{'' if depth == 1 else 's'} so far.")


def _status(play: Play, argument: str) -> Outcome:
    status = play.session.status
    return note(visible(status.text) if status else "This story has no status line.")


def _choices(play: Play, argument: str) -> Outcome:
    return Outcome(show=CHOICES)


def _again(play: Play, argument: str) -> Outcome:
    return Outcome(show=AGAIN)


def _search(play: Play, argument: str) -> Outcome:
    if not argument:
        return note("Search for what? For example: search letter")
    return Outcome(show=SEARCH, text=argument)


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
    return note(f"Written: {visible(one_line(str(path), 400))}")


ROWS = (
    Command("where", "", "the scene you are in", _where),
    Command("status", "", "the status line", _status),
    Command("choices", "", "the choices again", _choices),
    Command("again", "", "the last text again", _again),
    Command("search", "TEXT", "find what was said", _search, "/", "/"),
    Command("map", "", "the scenes seen so far", _map, "m"),
    Command("endings", "", "the endings found so far", _endings, "e"),
    Command("transcript", "[FILE]", "write everything so far into a Markdown file", _transcript),
)
