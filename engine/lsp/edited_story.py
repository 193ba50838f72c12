"""A story under work: what is known of its newest texts, and the check of it, which a newer text ends.

Reading is quick, because only scenes that changed are read; a question about a place never waits for more than that.
Checking takes longer and happens in another thread. Both work on the same remembered scenes, so one of them has them
at a time: who reads asks the check to end first, and it ends at the next scene.
"""

from __future__ import annotations

import gc
import threading
from pathlib import Path

from engine.check.checker import check
from engine.check.incremental import Memory
from engine.check.missing_includes import name_files_not_included
from engine.diagnostics import Diagnostic, Report
from engine.named_tuples import NamedTuple
from engine.program.garbage_collection import without_collector
from engine.source import Read, Source
from engine.symbols.index import Index, index_of
from engine.symbols.mention_collector import mentions_of_scene
from engine.symbols.mentions import Mentions
from engine.syntax.incremental import ScenePieces
from engine.syntax.parser import parse_file
from engine.syntax.tree import Scene, StoryTree


class Superseded(Exception):
    """There is a newer text: what is being worked out is not wanted any more."""


class ParsedStory:
    """The tree of a story as its texts were when it was read."""

    def __init__(self, story: StoryTree, report: Report, number: int) -> None:
        self.story = story
        self.report = report
        self.number = number
        self.sources: dict[str, Source] = {source.name: source for source in story.sources}

    def source_of(self, path: Path) -> Source | None:
        """The source of a file of the story, by its real path."""
        return self.sources.get(path.as_posix())


class Checking(NamedTuple):
    """What a check found in which texts."""

    parsed: ParsedStory
    found: list[Diagnostic]


class EditedStory:
    """One story. `touch` says that a text has changed; `parsed`, `index` and `check` work with the newest texts."""

    def __init__(self, main: Path, read: Read) -> None:
        self.main = main
        self.read = read
        self.number = 0
        self._pieces = ScenePieces()
        self._memory = Memory(self._go_on)
        self._declared: dict[str, frozenset[str]] = {}
        self._mentions: dict[int, tuple[Scene, Mentions]] = {}
        self._parsed: ParsedStory | None = None
        self._index: tuple[int, Index] | None = None
        self._lock = threading.Lock()
        self._waiting = 0
        self._checking: ParsedStory | None = None
        self._is_frozen = False

    def touch(self, read: Read) -> None:
        """The texts have changed: `read` gives them as they are now."""
        self.read = read
        self.number += 1

    def reads(self, path: Path) -> bool:
        """Whether a file is, or may be, one of the story; known for sure once its newest texts were read."""
        known = self._parsed
        return known is None or known.number != self.number or known.source_of(path) is not None

    def _go_on(self) -> None:
        """Asked by a check at each scene: whether it is still wanted."""
        checking = self._checking
        if checking is not None and (self._waiting or checking.number != self.number):
            raise Superseded

    def parsed(self) -> ParsedStory:
        """The tree of the newest texts."""
        known = self._parsed
        if known is not None and known.number == self.number:
            return known
        self._waiting += 1
        with self._lock:
            self._waiting -= 1
            return self._read()

    def _read(self) -> ParsedStory:
        """Read the newest texts; the lock is held."""
        known = self._parsed
        if known is not None and known.number == self.number:
            return known
        number, report = self.number, Report()
        story = parse_file(self.main, report, self.read, self._pieces.read)
        self._pieces.turn()
        self._parsed = ParsedStory(story, report, number)
        return self._parsed

    def index(self) -> Index:
        """The index of all names in the newest texts."""
        parsed = self.parsed()
        if self._index is None or self._index[0] != parsed.number:
            known, self._mentions = self._mentions, {}
            self._index = parsed.number, index_of(parsed.story, lambda scene: self._mentions_of(scene, known))
        return self._index[1]

    def _mentions_of(self, scene: Scene, known: dict[int, tuple[Scene, Mentions]]) -> Mentions:
        kept = known.get(id(scene))
        if kept is None or kept[0] is not scene:
            kept = scene, Mentions(mentions_of_scene(scene))
        self._mentions[id(scene)] = kept
        return kept[1]

    def check(self) -> Checking | None:
        """Check the newest texts; None if newer ones, or a question, came in between."""
        with self._lock:
            parsed = self._read()
            self._checking = parsed
            report = Report()
            for one in parsed.report.found:
                report.add(one)
            try:
                # What is made by a check are no circles: nothing of it is garbage before its end.
                with without_collector():
                    checked = check(parsed.story, report, self._memory)
                name_files_not_included(checked, self.main, self.read, self._declared)
            except Superseded:
                return None
            finally:
                self._checking = None
        if not self._is_frozen:
            # The trees of a story are many objects in no circles: looking through them for garbage would take longer
            # than a check, again and again.
            self._is_frozen = True
            gc.freeze()
        return Checking(parsed, report.sorted()) if parsed.number == self.number else None
