"""Commands that show something about the play: its text, its place, what was found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engine.characters import visible
from engine.terminal import listings
from engine.terminal.blocks import one_line
from engine.terminal.commands.row import Command
from engine.terminal.messages import mark, plural, tr
from engine.terminal.outcome import AGAIN, CHOICES, COPY, SEARCH, CommandOutcome, note

if TYPE_CHECKING:
    from engine.terminal.play import PlayController


def _where(play: PlayController, argument: str) -> CommandOutcome:
    return note(
        plural(
            "{place}. {count} turn so far.", "{place}. {count} turns so far.", play.here.depth, place=play.here.place()
        )
    )


def _source(play: PlayController, argument: str) -> CommandOutcome:
    from engine.terminal.sources import open_editor, place_of

    file, line = place_of(play.session)
    return note(open_editor(file, line) or f"{visible(file)}:{line}")


def _status(play: PlayController, argument: str) -> CommandOutcome:
    status = play.session.status
    return note(visible(status.text) if status else tr("This story has no status line."))


def _choices(play: PlayController, argument: str) -> CommandOutcome:
    return CommandOutcome(show=CHOICES)


def _again(play: PlayController, argument: str) -> CommandOutcome:
    return CommandOutcome(show=AGAIN)


def _search(play: PlayController, argument: str) -> CommandOutcome:
    if not argument:
        return note(tr("Search for what? For example: :search letter"))
    return CommandOutcome(show=SEARCH, text=argument)


def _map(play: PlayController, argument: str) -> CommandOutcome:
    kept: set[str] = set()
    seen = play.scenes_seen | play.with_saved_plays(lambda saved: saved.scenes(), kept)
    return CommandOutcome(listing=listings.scene_map(play.story, play.here, seen))


def _endings(play: PlayController, argument: str) -> CommandOutcome:
    return CommandOutcome(listing=listings.endings(play.story, play.all_endings()))


def _transcript(play: PlayController, argument: str) -> CommandOutcome:
    from engine.terminal.markdown import write_transcript

    try:
        path = write_transcript(play, Path(argument).expanduser() if argument else None)
    except (OSError, RuntimeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return note(tr("The transcript cannot be written: {reason}.", reason=visible(reason)))
    return note(tr("Written: {file}", file=one_line(str(path), 400)))


def _copy(play: PlayController, argument: str) -> CommandOutcome:
    last = next((block.text for block in reversed(play.transcript) if block.kind == "prose"), "")
    return CommandOutcome(show=COPY, text=last) if last else note(tr("There is no paragraph to copy."))


def _hint(play: PlayController, argument: str) -> CommandOutcome:
    from engine.terminal.hints import hint

    return CommandOutcome(notes=hint(play))


def _feedback(play: PlayController, argument: str) -> CommandOutcome:
    from engine.paths.errors import PathError
    from engine.paths.player_notes import keep_feedback

    if not argument:
        return note(tr("What is to be said? For example: :feedback This door was open before."))
    try:
        keep_feedback(play.started(), play.session.path, play.origin, argument)
    except (OSError, RuntimeError, PathError) as error:
        return note(tr("The note cannot be kept: {reason}", reason=one_line(str(error), 300)))
    return note(tr("Noted with this place. nightcap saves export --feedback gives the author all notes."))


ROWS = (
    Command("where", "", mark("the scene you are in"), _where),
    Command("source", "", mark("the line of the story's file where you stand"), _source),
    Command("status", "", mark("the status line"), _status),
    Command("choices", "", mark("the choices again"), _choices),
    Command("again", "", mark("the last text again"), _again),
    Command("search", mark("TEXT"), mark("find what was said"), _search, "/", "/"),
    Command("map", "", mark("the scenes seen so far"), _map, "m"),
    Command("endings", "", mark("the endings found so far"), _endings, "e"),
    Command("hint", "", mark("a hint at an ending not found yet; each time it says more"), _hint, "f2"),
    Command("copy", "", mark("copy the last paragraph"), _copy, "f7"),
    Command("feedback", mark("TEXT"), mark("keep a note for the author, with the way to this place"), _feedback),
    Command("transcript", mark("[FILE]"), mark("write everything so far into a Markdown file"), _transcript),
)
