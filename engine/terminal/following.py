"""Plays a story that is being written: each saved version is taken up where the play stands.

The path of the play is replayed into the new version, so nothing is guessed: where it does not come out as it did, the
first difference is said; where it cannot be followed, the play stands before that step, and why is said. Stories are
often saved half changed: a play that was cut so is taken up again whole in the next version that it fits, if nobody
has gone on elsewhere. Scenes that are not written yet are no errors; a move to one ends the play there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engine.characters import in_one_line
from engine.terminal.outcome import CommandOutcome, note
from engine.terminal.saved_places import started
from engine.terminal.timeline import taken_of

if TYPE_CHECKING:
    from engine.diagnostics import Diagnostic
    from engine.paths.saved_path import SavedPath
    from engine.runtime.session import Session
    from engine.runtime.steps import Step
    from engine.runtime.story import Story
    from engine.terminal.play import PlayController

MOST_SAID = 160
# So often a front looks whether a file has changed, in seconds.
EVERY = 0.2
Stamp = tuple[tuple[Path, int, int], ...]


class Follower:
    """Watches the files of a story."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp = self._stamp_now()
        # The play as it was before a version cut it, and what was left of it.
        self._cut: tuple[SavedPath, tuple[Step, ...]] | None = None

    def _stamp_now(self) -> Stamp:
        from engine.syntax.main_file import files_of

        found = []
        for file in files_of(self.path):
            try:
                status = file.stat()
                found.append((file, status.st_mtime_ns, status.st_size))
            except OSError:
                found.append((file, 0, -1))
        return tuple(found)

    def has_changed(self) -> bool:
        """Whether a file was saved since this was last asked."""
        stamp = self._stamp_now()
        changed = stamp != self._stamp
        self._stamp = stamp
        return changed

    def read(self) -> tuple[Story | None, list[Diagnostic]]:
        """The story as it is on the disk, if it has no errors, and what was found."""
        from engine.loading import checked_draft

        return checked_draft(self.path)

    def wanted(self, session: Session) -> SavedPath:
        """The path to be taken up in the next version: that of the session, or the longer one that was cut to it."""
        from engine.paths.saved_path import SavedPath

        if self._cut is not None and self._cut[1] == session.path:
            return self._cut[0]
        return SavedPath.of(session)

    def note_cut(self, path: SavedPath | None, session: Session) -> None:
        """Keep a path of which a version could follow only a part; None if it could follow all of it."""
        self._cut = None if path is None else (path, session.path)


def take_version(play: PlayController, follower: Follower) -> CommandOutcome:
    """Read the story and go on in it, at the same place; where it has errors, in the last good version."""
    return go_on_in(play, follower, *follower.read())


def go_on_in(play: PlayController, follower: Follower, story: Story | None, found: list[Diagnostic]) -> CommandOutcome:
    """Go on in a version that was read, or that could not be: then `story` is None."""
    if story is None:
        errors = [one for one in found if one.severity == "error"]
        first = errors[0]
        count = f"{len(errors)} error{'' if len(errors) == 1 else 's'}"
        place = in_one_line(f"{first.span.file}:{first.span.line}: {first.message}")
        return note(f"Saved with {count}; you play on in the version before. {place}")
    from engine.paths.errors import PathError
    from engine.paths.replaying import replay
    from engine.runtime.errors import PlayError, StateError

    try:
        wanted = follower.wanted(play.session)
        done = replay(story, wanted)
        path, told = done.session.path, "Saved: your play fits it as it is."
        differing = next((one for one in done.differing if one.lines()), None)
        if done.stopped is not None:
            told = f"Saved: your play goes no further than this. {_short(done.stopped.lines())}"
        elif differing is not None:
            told = f"Saved. {_short(differing.lines())}"
        begun = started(story, play.session.seed, done.path.beginning)
    except (PathError, PlayError, StateError) as error:
        why = _short([str(error)])
        return note(f"Saved, but your play cannot be repeated in it; you play on in the version before. {why}")
    play.use_version(story)
    play.begin(begun)
    for step in path:
        play.do(taken_of(step))
    follower.note_cut(wanted if done.stopped is not None else None, play.session)
    return CommandOutcome(new_text=True, notes=(told,))


def _short(lines: list[str]) -> str:
    line = in_one_line(lines[0] if lines else "")
    return line if len(line) <= MOST_SAID else line[: MOST_SAID - 1] + "…"
