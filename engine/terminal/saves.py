"""Saves as the players see them, kept in the library of plays. What cannot be kept is a message, never the end.

The library is opened when it is first needed: sqlite3 is not imported before the first text.
"""

from __future__ import annotations

import itertools
import json
import time
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from engine.terminal.blocks import one_line
from engine.terminal.timeline import Node

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.paths.library import Library, PathStep, PlayRecord, SavedPlay, Snapshot, StoryKey
    from engine.runtime.session import Session, Story
    from engine.terminal.changed import Fitting

Result = TypeVar("Result")
DAY = 86_400


class Saved(NamedTuple):
    """A place that can be gone to: a named save, or where a play was left."""

    name: str
    when: str
    scene: str
    line: str
    turns: int
    over: bool
    play: SavedPlay

    def told(self) -> str:
        """Where it is, in a few words."""
        turns = f"turn {self.turns}"
        return f"{turns}, at its end" if self.over else f"{turns}, {self.scene}" if self.scene else turns


class Way(NamedTuple):
    """How to come to a saved place: its seed, the steps from the beginning, and whether the story changed since."""

    seed: int
    steps: tuple[PathStep, ...]
    record: PlayRecord
    changed: bool


class ShelfError(Exception):
    """The library cannot be used; the text is for the player, who plays on."""


class Shelf:
    """The saved plays of one story. Every method but `close` may raise `ShelfError`."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._library: Library | None = None
        self._key: StoryKey | None = None
        self._begin_again(0)

    def _begin_again(self, seed: int) -> None:
        self._seed = seed
        # The play under way as the library knows it, the node at which it stands there, and the variables there.
        self._record: PlayRecord | None = None
        self._at: Node | None = None
        self._values: dict[str, Any] = {}
        self._head: dict[str, Any] = {}
        self._scenes: set[str] = set()

    def _do(self, work: Callable[[Library, StoryKey], Result], meanwhile: str = "") -> Result:
        """Work with the library, opened if it is not yet."""
        from engine.paths.library import Library, LibraryError, key_of

        try:
            if self._library is None or self._key is None:
                meanwhile = "You can play, but nothing is kept."
                self._library, self._key = Library.open(), key_of(self.story)
            return work(self._library, self._key)
        except LibraryError as error:
            raise ShelfError(f"{error} {meanwhile}".strip()) from error

    def notices(self) -> list[str]:
        """What the library has to say, once."""
        if self._library is None:
            return []
        told, self._library.notices = self._library.notices, []
        return told

    # ------------------------------------------------------------ the play under way

    def begin(self, session: Session) -> None:
        """A new play begins; nothing is written before its first step."""
        self._begin_again(session.seed)
        self._values = session.variables
        state, prose = _hashes(session)
        self._head = {"variables": self._values, "begin": {"state": state, "prose": prose}}

    def keep(self, node: Node, session: Session) -> None:
        """Keep where the play stands: by one more step, or by going elsewhere in its tree."""
        self._do(lambda library, key: self._keep(library, key, node, session), "The story goes on meanwhile.")

    def _keep(self, library: Library, key: StoryKey, node: Node, session: Session) -> None:
        parent = node.parent
        if parent is None:
            # Back at the beginning: what was played stays in the list as it is, the next step begins another play.
            self._record, self._at, self._values = None, node, session.variables
            return
        if self._record is None or (self._at is not parent and node.key is None):
            self._record, self._at = library.begin(key, self._seed, _steps(parent), self._head), parent
        record, snapshot = self._record, self._snapshot(session)
        is_next, self._at = self._at is parent, node
        before, self._values = self._values, session.variables
        if is_next:
            scenes = {node.scene, parent.scene} - self._scenes
            ending = None if node.ending is None else node.ending.name
            node.kept = node.kept or _marked(parent, node, session, before)
            library.record(record, node.kept, scenes, node.ending is not None, ending, snapshot)
            self._scenes |= scenes
        else:
            library.move(record, node.key or 0, node.ending is not None, snapshot)
        _number(node, record)

    def _snapshot(self, session: Session) -> Snapshot:
        """The state, as engine/paths/library/exchange.py has it."""
        from engine.paths.library import Snapshot

        last: dict[str, Any] = {"scene": session.scene}
        if session.ending is not None:
            last["ending"] = session.ending.name or ""
        return Snapshot(str(self.story.program["fingerprint"]), {"state": session.state, "last": last})

    def name(self, name: str) -> bool:
        """Keep where the play stands under a name; an older place of that name gives way."""
        self._do(
            lambda library, key: library.save(
                self._record or library.begin(key, self._seed, (), self._head), name, True
            )
        )
        return True

    def branches(self, key: int) -> list[tuple[int, PathStep]]:
        """What was ever taken from a row of this play, each with the row to which it led."""
        record = self._record
        if record is None:
            return []
        return [(one.node, one.step) for one in self._do(lambda library, _: library.branches(record, key))]

    # ------------------------------------------------------------ what is kept

    def latest(self) -> Saved | None:
        """Where this story was last left, if that was not at its beginning."""
        found = self._do(lambda library, key: library.last(key))
        return self._told(found) if found is not None and found.steps else None

    def saves(self) -> list[Saved]:
        """All that is kept, the latest first."""
        return [self._told(one) for one in self._do(lambda library, key: library.saves(key))]

    def _told(self, play: SavedPlay) -> Saved:
        snapshot = self._do(lambda library, key: library.resume(play)).snapshot
        scene = ""
        if snapshot is not None and snapshot.fingerprint == self.story.program["fingerprint"]:
            state = snapshot.state.get("state") if isinstance(snapshot.state, dict) else None
            scene = self._scene_of(state)
        line = f"> {one_line(play.last, 100)}" if play.last else ""
        return Saved(one_line(play.name or "", 100), when(play.updated), scene, line, play.steps, play.over, play)

    def _scene_of(self, state: object) -> str:
        """The title of the scene in which a state stands."""
        from engine.runtime.errors import NightcapError

        try:
            session = self.story.start(0)
            session.restore(state)
        except NightcapError:
            return ""
        return one_line(session.scene_title or session.scene.replace("_", " "), 60)

    def way(self, saved: Saved) -> Way:
        """How to come to a saved place."""
        record = self._do(lambda library, key: library.resume(saved.play))
        snapshot = record.snapshot
        changed = snapshot is None or snapshot.fingerprint != self.story.program["fingerprint"]
        return Way(saved.play.seed, tuple(record.steps), record, changed)

    def arrived(self, way: Way, fitting: Fitting | None, node: Node, session: Session) -> None:
        """A saved place was reached: what is played now goes on from there. `fitting`: how the changed story did."""
        line = node.line()[1:]
        for number, one in enumerate(line):
            one.kept = fitting.kept[number] if fitting else way.steps[number]
        if len(line) < len(way.steps):
            self._record = self._do(lambda library, key: library.begin(key, way.seed, _steps(node), self._head))
        else:
            self._record = record = way.record
            if fitting is not None:
                self._do(lambda library, key: library.revise(record, _steps(node), self._head))
            _number(node, record)
        self._at, self._values = node, session.variables

    def endings(self) -> set[str | None]:
        """The endings found in all plays."""
        return {name or None for name in self._do(lambda library, key: library.endings_found(key))}

    def scenes(self) -> set[str]:
        """The scenes seen in all plays."""
        return set(self._do(lambda library, key: library.scenes_seen(key)))

    def close(self) -> None:
        """Let go of the library."""
        if self._library is not None:
            self._library.close()


def _number(node: Node, record: PlayRecord) -> None:
    """Note the rows of a node and of those before it that have none yet."""
    at: Node | None = node
    while at is not None and at.key is None and at.depth <= len(record.nodes):
        at.key = record.nodes[at.depth - 1] if at.depth else 0
        at = at.parent


def _steps(node: Node) -> list[PathStep]:
    """The steps that lead to a node, as the library keeps them."""
    line = node.line()
    return [child.kept or _step(parent, child) for parent, child in itertools.pairwise(line)]


def _step(parent: Node, node: Node, marks: str = "") -> PathStep:
    from engine.paths.library import PathStep

    step = node.step
    assert step is not None, "only the beginning has no step"
    if step.id is not None:
        return PathStep(parent.scene, step.id, step.text, None, marks)
    id, text = parent.question or (None, None)
    return PathStep(parent.scene, id, text, step.text, marks)


def _marked(parent: Node, node: Node, session: Session, before: dict[str, Any]) -> PathStep:
    """The step that was just taken, with what it takes to know it again after an edit of the story."""
    changed = {name: value for name, value in session.variables.items() if before.get(name) != value}
    more = json.dumps({"changed": changed}, separators=(",", ":")) if changed else ""
    return _step(parent, node, "".join(_hashes(session)) + more)


def _hashes(session: Session) -> tuple[str, str]:
    """The hashes of the variables and of what was printed."""
    from engine.paths.watching import Watcher, hash_of

    watcher = Watcher(session)
    return watcher.values_hash(), hash_of(watcher.prose())


def when(seconds: float, now: float | None = None) -> str:
    """A time as people say it."""
    now = time.time() if now is None else now
    moment, today = time.localtime(seconds), time.localtime(now)
    clock = time.strftime("%H:%M", moment)
    if moment[:3] == today[:3]:
        return f"today {clock}"
    if moment[:3] == time.localtime(now - DAY)[:3]:
        return f"yesterday {clock}"
    return time.strftime("%d %B %Y", moment) + f" {clock}"
