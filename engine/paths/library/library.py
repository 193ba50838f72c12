"""The library of plays: every play of every story, each choice kept as it is made.

A play's steps are rows of a tree; recording one costs the same at the first choice and at the ten-thousandth. Whatever
goes wrong with the file, `LibraryError` says so and the play is not concerned: steps that could not be written wait in
their `PlayRecord` and are written with the next.

Import this when it is first used, as it takes sqlite3 with it: nobody waits for that before the first text. Where
Python was built without SQLite, importing it raises `LibraryError`, as opening the library does where it cannot be.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from engine.paths.library.records import (
    LibraryError,
    PathStep,
    PlayRecord,
    RecordedBranch,
    SavedPlay,
    StoredState,
    StoryKey,
    clean,
    clean_name,
    clean_step,
    json_of,
    key_of,
    value_of,
)
from engine.runtime.steps import Step

try:
    import sqlite3

    from engine.paths.library import adoption, opening, reading, writing
except ImportError as error:
    raise LibraryError("There is no library of plays: this Python was built without SQLite.") from error

if TYPE_CHECKING:
    from engine.runtime.story import Story

Result = TypeVar("Result")


class Library:
    """The library in one file. Made by `Library.open`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # What the player is to be told, sentence by sentence; whoever tells it empties the list.
        self.notices: list[str] = []
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None

    @classmethod
    def open(cls, path: Path | None = None) -> Library:
        """The user's library, or the one in a file; made if it is missing.

        A damaged one is given another name, and `notices` says so. Raises `LibraryError` if there can be none: one
        plays without it then.
        """
        library = cls(opening.real_path(path))
        library._do(lambda connection: None)
        return library

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def key_of(self, story: Story) -> StoryKey:
        """The key of a story. Saves from before it had an ifid, another title or place, are its own from now on.

        Raises `LibraryError`.
        """
        key = key_of(story)
        scenes = frozenset(story.scenes)
        known = self._do(lambda connection: adoption.candidate(connection, key, scenes))
        if known is not None:
            self._do(lambda connection: adoption.adopt(connection, known, key), writes=True)
        return key

    # ------------------------------------------------------------ a play under way

    def begin(
        self, story: StoryKey, seed: int, steps: Iterable[PathStep | Step] = (), head: object = None
    ) -> PlayRecord:
        """A play that begins, with the steps that were already taken. Nothing is written before the next step."""
        return PlayRecord(story, seed, steps, head)

    def revise(self, play: PlayRecord, steps: Iterable[PathStep | Step], head: object = None) -> None:
        """Take the same play's steps anew, as a changed story words them now. Written with the next step."""
        play.steps = [clean_step(step) for step in steps]
        play.nodes = []
        play.head = json_of(head)

    def record(
        self,
        play: PlayRecord,
        step: PathStep | Step,
        scenes: Iterable[str] = (),
        over: bool = False,
        ending: str | None = None,
        snapshot: StoredState | None = None,
    ) -> None:
        """Keep a step that was taken: a choice, an answer, or one that an undo took back and that is taken again.

        `scenes` are the names of those seen by it; `over` says that it led to an ending, `ending` to which, if that
        one is named; `snapshot` is the state after it. Raises `LibraryError` if it cannot be written now; the step
        is then written with the next one.
        """
        play.steps.append(clean_step(step))
        play.over, play.snapshot = over, snapshot
        play.new_scenes.update(clean(scene) for scene in scenes if scene not in play.known_scenes)
        if over:
            play.new_endings.add(clean(ending or ""))
        self._write(play)

    def undo(self, play: PlayRecord, snapshot: StoredState | None = None) -> bool:
        """Go back by a step; what it leaves stays in the library. False at the beginning.

        Raises `LibraryError` if it cannot be written; the play has gone back all the same.
        """
        if not play.steps:
            return False
        play.steps.pop()
        del play.nodes[len(play.steps) :]
        play.over, play.snapshot = False, snapshot
        self._write(play)
        return True

    def move(self, play: PlayRecord, node: int, over: bool = False, snapshot: StoredState | None = None) -> None:
        """Go to any node of the play's tree, 0 being the beginning. Raises `LibraryError` if there is none such."""
        self._write(play)
        root = play.root
        trail = self._do(lambda connection: reading.trail(connection, node))
        if trail and trail[0][1] != root:
            raise LibraryError("There is no such place in this play.")
        play.steps = [step for _, _, step in trail]
        play.nodes = [number for number, _, _ in trail]
        play.over, play.snapshot = over, snapshot
        self._write(play)

    def _write(self, play: PlayRecord) -> None:
        """Bring the library to where the play is."""

        def work(connection: sqlite3.Connection) -> writing.WriteResult:
            if play.home is not connection:
                play.forget()
            return writing.write_play(connection, play, _now())

        written = self._do(work, writes=True)
        # Only now: a transaction that failed has left no trace in the play either.
        play.home = self._connection
        play.id, play.root = written.id, written.root
        play.nodes[written.holding :] = written.added
        play.cursor = play.node
        play.known_scenes |= play.new_scenes
        play.new_scenes.clear()
        play.new_endings.clear()

    # ------------------------------------------------------------ trees

    def path_of(self, node: int) -> list[PathStep]:
        """The steps from the beginning to a node."""
        return [step for _, _, step in self._do(lambda connection: reading.trail(connection, node))]

    def branches(self, play: PlayRecord, node: int) -> list[RecordedBranch]:
        """What was ever taken from a node of the play's tree, in the order of first being taken."""
        root = play.root
        return self._do(lambda connection: reading.branches(connection, root, node)) if root is not None else []

    def ways(self, story: StoryKey, seed: int) -> list[PlayRecord]:
        """All ways in a tree, each to its last step, in the order of being played. `program` tells in what version."""
        found = self._do(lambda connection: reading.ways(connection, clean(story.key), seed))
        ways = []
        for root, trail, head, program in found:
            steps = (step for _, _, step in trail)
            play = PlayRecord(story, seed, steps if program else map(_without_state, steps))
            play.head = head if program else _without_begin(head)
            play.home, play.root = self._connection, root
            play.nodes = [number for number, _, _ in trail]
            ways.append(play)
        return ways

    # ------------------------------------------------------------ saves

    def save(self, play: PlayRecord, name: str, replace: bool = False) -> SavedPlay:
        """Keep where a play is under a name.

        Raises `NameTaken` if the story has a save of that name, unless it is to be replaced, and `LibraryError`.
        """
        self._write(play)
        return self._save(play, name, replace)

    def import_(
        self,
        story: StoryKey,
        seed: int,
        steps: Iterable[PathStep | Step],
        name: str,
        head: object = None,
        snapshot: StoredState | None = None,
        replace: bool = False,
    ) -> SavedPlay:
        """Keep a path under a name, as `save` does for a play. No scene or ending counts as seen by that."""
        play = PlayRecord(story, seed, steps, head)
        play.snapshot = snapshot
        return self._save(play, name, replace)

    def _save(self, play: PlayRecord, name: str, replace: bool) -> SavedPlay:
        name = clean_name(name)
        number = self._do(lambda connection: writing.save(connection, play, name, replace, _now()), writes=True)
        return self._do(lambda connection: reading.plays(connection, "plays.id = ?", (number,)))[0]

    def saves(self, story: StoryKey | None = None) -> list[SavedPlay]:
        """All saves and autosaved plays of a story, or of all stories, the latest first."""
        where, values = ("stories.key = ?", (clean(story.key),)) if story is not None else ("1", ())
        return self._do(lambda connection: reading.plays(connection, where, values))

    def last(self, story: StoryKey) -> SavedPlay | None:
        """The play of a story that was last played, to offer going on."""
        plays = self.saves(story)
        return next((play for play in plays if play.name is None), plays[0] if plays else None)

    def resume(self, saved: SavedPlay) -> PlayRecord:
        """A play that goes on from a save: with its steps, its head, and the state that was kept with it, if any.

        A named save stays as it is: going on from it is a play of its own.
        """
        place = self._do(lambda connection: reading.place_of(connection, saved.id))
        if place is None:
            raise LibraryError("This save is no longer in the library.")
        trail = self._do(lambda connection: reading.trail(connection, place[1]))
        head, snapshot = self._do(lambda connection: reading.head_and_state(connection, saved.id))
        play = PlayRecord(saved.story, saved.seed, (step for _, _, step in trail), head)
        play.over, play.snapshot = saved.over, snapshot
        play.home = self._connection
        play.id = saved.id if saved.name is None else None
        play.root = place[0]
        play.nodes = [number for number, _, _ in trail]
        play.cursor = play.node
        return play

    def snapshot(self, saved: SavedPlay) -> StoredState | None:
        """What was kept of where a play stood."""
        return self._do(lambda connection: reading.head_and_state(connection, saved.id))[1]

    def program(self, play: PlayRecord) -> tuple[str, bytes] | None:
        """The compiled story in which the last step of a play was taken: its fingerprint, and itself as JSON."""
        node = play.node
        return self._do(lambda connection: reading.program(connection, node)) if node else None

    def delete(self, saved: SavedPlay) -> None:
        """Delete a save or an autosaved play; its steps too, when no other play is on the same tree."""
        self._do(lambda connection: writing.delete(connection, saved.id), writes=True)

    # ------------------------------------------------------------ what was found

    def endings_found(self, story: StoryKey) -> tuple[str, ...]:
        """The names of the endings ever reached, the first one first; the unnamed one is empty."""
        return self._do(lambda connection: reading.found(connection, "endings", clean(story.key)))

    def scenes_seen(self, story: StoryKey) -> tuple[str, ...]:
        """The names of the scenes ever seen, the first one first."""
        return self._do(lambda connection: reading.found(connection, "scenes", clean(story.key)))

    # ------------------------------------------------------------ the file

    def _do(self, work: Callable[[sqlite3.Connection], Result], writes: bool = False) -> Result:
        """Do some work with the file, in one transaction if it writes; once more if the file must be set aside."""
        for last_try in (False, True):
            try:
                if self._connection is None:
                    with opening.alone(self.path):
                        self._file = opening.identity(self.path)
                        self._connection = opening.connect(self.path)
                        self._file = self._file or opening.identity(self.path)
                return _in_transaction(self._connection, work) if writes else work(self._connection)
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                if last_try or not opening.is_damaged(error):
                    raise LibraryError(
                        f"The library of plays cannot be used now: {opening.reason_of(error)}."
                    ) from error
                self.close()
                with opening.alone(self.path):
                    notice = opening.set_aside(self.path, self._file)
                if notice is not None:
                    self.notices.append(notice)
        raise AssertionError("the second try has returned or raised")


def _without_state(step: PathStep) -> PathStep:
    """A step of which nobody knows by which function the hash of its state was made."""
    return step._replace(marks="-" * 8 + step.marks[8:]) if len(step.marks) >= writing.HASHES else step


def _without_begin(head: str | None) -> str | None:
    """The head for such steps."""
    value = value_of(head)
    return json_of({key: one for key, one in value.items() if key != "begin"}) if isinstance(value, dict) else None


def _in_transaction(connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], Result]) -> Result:
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(connection)
        connection.execute("COMMIT")
    except BaseException:
        # SQLite has rolled back by itself where it had to: when the disk is full, for one.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return result


def _now() -> int:
    """The time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000
