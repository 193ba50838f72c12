"""A story under work: what is known of its newest texts, and the check of it, which a newer text ends.

Reading is quick, because only scenes that changed are read. Checking takes longer. Both happen in another thread than
that in which an editor is answered, and work on the same remembered scenes, so one of them has them at a time. A
question about a place waits for neither: it is answered from the index of what was read last
(see incremental_index.py).
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.check.checker import check
from engine.check.incremental import Memory
from engine.check.missing_includes import name_files_not_included
from engine.diagnostics import Diagnostic, Report
from engine.lsp.incremental_index import ReadIndex, is_far, newest_index
from engine.lsp.open_documents import TextMark
from engine.named_tuples import NamedTuple
from engine.program.garbage_collection import without_collector
from engine.source import Read, Source
from engine.symbols.index import Group, Index, index_of
from engine.symbols.mention_collector import mentions_of_scene
from engine.symbols.mentions import Mentions
from engine.syntax.incremental import ScenePieces
from engine.syntax.parser import cast_of, parse_file
from engine.syntax.tree import Scene, StoryTree


class Superseded(Exception):
    """There is a newer text: what is being worked out is not wanted any more."""


class ParsedStory:
    """The tree of a story as its texts were when it was read."""

    def __init__(self, story: StoryTree, report: Report, texts: TextVersion) -> None:
        self.story = story
        self.report = report
        self.texts = texts
        self.number = texts.number
        self.sources: dict[str, Source] = {source.name: source for source in story.sources}

    def source_of(self, path: Path) -> Source | None:
        """The source of a file of the story, by its real path."""
        return self.sources.get(path.as_posix())


class Checking(NamedTuple):
    """What a check found in which texts."""

    parsed: ParsedStory
    found: list[Diagnostic]


class TextVersion(NamedTuple):
    """The texts of a story after so many changes: what reads them, and the open ones as they were then."""

    number: int
    read: Read
    marks: dict[str, TextMark]


class EditedStory:
    """One story. `touch` says that a text has changed; `parsed`, `index` and `check` work with the newest texts.

    `newest` answers at once; all else takes its turn, in a thread of its own. In a process of its own, `freezes`
    spares the garbage collector what was read.
    """

    def __init__(
        self, main: Path, read: Read, marks: dict[str, TextMark] | None = None, *, freezes: bool = False
    ) -> None:
        self.main = main
        self.texts = TextVersion(0, read, marks or {})
        # The tree of the texts that were read last, whose scenes know where they lie in these.
        self.last_parsed: ParsedStory | None = None
        self._pieces = ScenePieces()
        self._memory = Memory(self._go_on)
        self._declared: dict[str, frozenset[tuple[str, str]]] = {}
        self._mentions: dict[int, Group] = {}
        self._read_index: ReadIndex | None = None
        self._newest: tuple[int, ReadIndex, Index] | None = None
        self._on_disk = 0
        self._lock = threading.Lock()
        self._waiting = 0
        self._checking: ParsedStory | None = None
        self._freezes = freezes

    @property
    def number(self) -> int:
        """How many changes of the texts there were."""
        return self.texts.number

    def touch(self, read: Read, marks: dict[str, TextMark] | None = None, on_disk: bool = False) -> None:
        """The texts have changed: `read` gives them as they are now, and `marks` are the open ones.

        What has changed `on_disk`, nobody knows before it is read.
        """
        self.texts = TextVersion(self.texts.number + 1, read, marks or {})
        if on_disk:
            self._on_disk = self.texts.number

    def reads(self, path: Path) -> bool:
        """Whether a file is, or may be, one of the story; known for sure once its newest texts were read."""
        known = self.last_parsed
        return known is None or known.number != self.number or known.source_of(path) is not None

    def newest(self) -> Index | None:
        """The index of the newest texts, which waits for nothing; None if it takes more than a glance at them.

        For the thread that changes the texts.
        """
        known, texts = self._read_index, self.texts
        if known is None or known.number < self._on_disk:
            return None
        if known.number == texts.number:
            return known.names
        if self._newest is None or self._newest[:2] != (texts.number, known):
            found = newest_index(known, texts.marks)
            if found is None:
                return None
            self._newest = texts.number, known, found
        return self._newest[2]

    def _go_on(self) -> None:
        """Asked by a check at each scene: whether it is still wanted."""
        checking = self._checking
        if checking is not None and (self._waiting or checking.number != self.number):
            raise Superseded

    def parsed(self) -> ParsedStory:
        """The tree of the newest texts. A check that is under way is ended."""
        with self._turn():
            return self._parsed()

    def index(self) -> Index:
        """The index of all names in the newest texts. A check that is under way is ended."""
        with self._turn():
            return self._indexed(self._parsed())

    def remember_index(self) -> None:
        """Make the index of what was read, for the questions to come."""
        with self._lock:
            if self.last_parsed is not None:
                self._indexed(self.last_parsed)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        self._waiting += 1
        with self._lock:
            self._waiting -= 1
            yield

    def _parsed(self) -> ParsedStory:
        """Read the newest texts; the lock is held."""
        known, texts = self.last_parsed, self.texts
        if known is not None and known.number == texts.number:
            return known
        report = Report()
        story = parse_file(self.main, report, texts.read, self._pieces.read)
        self._pieces.turn()
        self.last_parsed = ParsedStory(story, report, texts)
        return self.last_parsed

    def _indexed(self, parsed: ParsedStory) -> Index:
        """The index of what was read; the lock is held."""
        known = self._read_index
        if known is None or known.number != parsed.number:
            before, self._mentions = self._mentions, {}
            names = index_of(parsed.story, lambda scene: self._group_of(scene, before))
            for source in parsed.story.sources:
                source.starts()
            marks = {file: one for file, one in parsed.texts.marks.items() if file in parsed.sources}
            known = self._read_index = ReadIndex(parsed.number, names, marks, cast_of(parsed.story))
        return known.names

    def _group_of(self, scene: Scene, before: dict[int, Group]) -> Group:
        base = scene.source.base_at
        kept = before.get(id(scene))
        if kept is None or kept.node is not scene:
            kept = Group(scene.source.name, scene.name, base, Mentions(mentions_of_scene(scene)), scene)
        elif kept.base != base:
            kept = Group(kept.file, kept.scene, base, kept.mentions, scene)
        self._mentions[id(scene)] = kept
        return kept

    def check(self) -> Checking | None:
        """Check the newest texts; None if newer ones, or a question, came in between."""
        with self._lock:
            parsed = self._parsed()
            known = self._read_index
            if known is None or known.number < self._on_disk or is_far(known, parsed.texts.marks):
                self._indexed(parsed)
            self._checking = parsed
            report = Report()
            for one in parsed.report.found:
                report.add(one)
            try:
                # What is made by a check are no circles: nothing of it is garbage before its end.
                with without_collector(settle=False):
                    checked = check(parsed.story, report, self._memory)
                name_files_not_included(checked, self.main, parsed.texts.read, self._declared)
            except Superseded:
                return None
            finally:
                self._checking = None
        if self._freezes:
            # The trees of a story are many objects in no circles: looking through them for garbage would take longer
            # than a check, again and again.
            self._freezes = False
            gc.freeze()
        return Checking(parsed, report.sorted()) if parsed.number == self.number else None
