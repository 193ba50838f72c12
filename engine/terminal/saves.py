"""Saves as the players see them, kept in the library of plays. What cannot be kept is a message, never the end.

The library is opened when it is first needed: sqlite3 is not imported before the first text.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, TypeVar

from engine.named_tuples import NamedTuple
from engine.terminal.blocks import one_line
from engine.terminal.messages import tr
from engine.terminal.saved_places import RouteToPlace, SavedPlace, when
from engine.terminal.timeline import TimelineNode
from engine.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from engine.paths.library.library import Library
    from engine.paths.library.records import PathStep, PlayedProgram, PlayRecord, SavedPlay, StoredState, StoryKey
    from engine.paths.path_parts import Origin
    from engine.paths.state_names import StateNames
    from engine.runtime.session import Session
    from engine.runtime.story import Story
    from engine.terminal.compatibility import CompatibleSteps

Result = TypeVar("Result")
MOST_SAID = 130_000  # bytes of what the turns of a play printed, as far as it is kept; a library stays small
AROUND_SAID = 12  # what JSON needs around a text
MOST_HEAD = 4000  # what a play printed at its beginning; the head is written again at each step


class PlayedBranch(NamedTuple):
    """A way that was played: as the library knows it, the rows of its steps, and the version in which that was.

    `judged` says that it was another version than the one that is played now; `version` is None if it was not kept.
    """

    record: PlayRecord
    nodes: list[int]
    version: Story | None
    judged: bool


class SavesError(Exception):
    """The library cannot be used; the text is for the player, who plays on."""


class SavedPlays:
    """The saved plays of one story. Every method but `close` may raise `SavesError`."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._library: Library | None = None
        self._key: StoryKey | None = None
        self._begin_again(0)

    def _begin_again(self, tree: int) -> None:
        # The number that says where the play begins: the seed, or that of a stored state.
        self._tree = tree
        # The play under way as the library knows it, the node at which it stands there, and the variables there.
        self._record: PlayRecord | None = None
        self._at: TimelineNode | None = None
        self._values: Mapping[str, object] = {}
        self._head: dict[str, object] = {}
        self._scenes: set[str] = set()
        # What was printed on the way to here, by hash; how many turns were taken before the play began, and to here.
        self._said: set[str] = set()
        self._room = MOST_SAID
        self._turns_before = self._turns = 0
        self._names: StateNames | None = None

    def _do(self, work: Callable[[Library, StoryKey], Result], meanwhile: str = "") -> Result:
        """Work with the library, opened if it is not yet."""
        from engine.paths.library.records import LibraryError

        try:
            if self._library is None or self._key is None:
                meanwhile = tr("You can play, but nothing is kept.")
                from engine.paths.library.library import Library

                library = Library.open()
                self._key, self._library = library.key_of(self.story), library
            return work(self._library, self._key)
        except LibraryError as error:
            raise SavesError(f"{error} {meanwhile}".strip()) from error

    def notices(self) -> list[str]:
        """What the library has to say, once."""
        if self._library is None:
            return []
        told, self._library.notices = self._library.notices, []
        return told

    # ------------------------------------------------------------ the play under way

    def begin(self, session: Session, origin: Origin | None = None) -> None:
        """A new play begins, with the story or elsewhere (`origin`); nothing is written before its first step."""
        self._begin_again(tree_of_play(session.seed, origin))
        self._values = session.variables
        from engine.paths.session_view import FORMAT_VERSION

        state, prose, said = _printed(session)
        self._head = {
            "version": FORMAT_VERSION,
            "engine": VERSION,
            "variables": self._values,
            "begin": {"state": state, "prose": prose},
        }
        if len(said) <= MOST_HEAD:
            self._head["texts"] = {prose: said} if said else {}
            self._said = {prose}
        if origin is not None:
            from engine.paths.path_parts import Start

            key = "start" if isinstance(origin, Start) else "origin"
            self._head |= {key: origin.model_dump(mode="json", exclude_defaults=True), "seed": session.seed}
            if not isinstance(origin, Start) and origin.snapshot is not None:
                self._turns_before = self._turns = origin.snapshot.turns

    def keep(self, node: TimelineNode, session: Session) -> None:
        """Keep where the play stands: by one more step, or by going elsewhere in its tree."""
        self._do(lambda library, key: self._keep(library, key, node, session), tr("The story goes on meanwhile."))

    def _keep(self, library: Library, key: StoryKey, node: TimelineNode, session: Session) -> None:
        from engine.paths.library.records import step_hashes

        parent = node.parent
        if parent is None:
            # Back at the beginning: what was played stays in the list as it is, the next step begins another play.
            self._record, self._at, self._values = None, node, session.variables
            self._turns = self._turns_before
            return
        if self._record is None or (self._at is not parent and node.key is None):
            self._record, self._at = self._new_record(library, key, _steps(parent)), parent
        state, prose, said = _printed(session)
        is_next, self._at = self._at is parent, node
        self._turns = self._turns + _is_turn(node) if is_next else self._turns_to(node)
        record, snapshot = self._record, self._snapshot(session, said)
        before, self._values = self._values, session.variables
        if is_next:
            scenes = {node.scene, parent.scene} - self._scenes
            ending = None if node.ending is None else node.ending.name
            if node.kept is None:
                changed = {name: value for name, value in self._values.items() if before.get(name) != value}
                more = {"changed": changed} if changed else {}
                size = len(said.encode("utf-8", "replace")) + AROUND_SAID if prose not in self._said else 0
                text = said if 0 < size <= self._room else ""
                self._room -= size if text else 0
                node.kept = _step(parent, node, step_hashes(state, prose, more, text))
            self._said.add(prose)
            library.record(record, node.kept, scenes, node.ending is not None, ending, snapshot)
            self._scenes |= scenes
        else:
            library.move(record, node.key or 0, node.ending is not None, snapshot)
            self._said.clear()  # another way led here; its texts are kept with its steps
        _number(node, record)

    def _new_record(self, library: Library, key: StoryKey, steps: list[PathStep]) -> PlayRecord:
        record = library.begin(key, self._tree, steps, self._head)
        record.program = self._played()
        return record

    def _played(self) -> PlayedProgram:
        """The compiled story, which the library keeps once."""
        from engine.paths.library.records import PlayedProgram

        program = self.story.program

        def data() -> bytes:
            from engine.program.files import program_text

            return program_text(program).encode()

        return PlayedProgram(program.fingerprint, data)

    def _snapshot(self, session: Session, said: str) -> StoredState:
        """Where the play stands, by names, as engine/paths/library/exchange.py has it."""
        from engine.paths.library.records import StoredState, last_words
        from engine.paths.state_names import StateNames

        self._names = self._names or StateNames(self.story)
        last: dict[str, object] = {"scene": session.scene}
        if session.ending is not None:
            last["ending"] = session.ending.name or ""
        stored = self._names.snapshot(session, self._turns)
        if stored is not None:
            last["snapshot"] = stored
        return StoredState(str(self.story.program.fingerprint), {"last": last, "said": last_words(said)})

    def _turns_to(self, node: TimelineNode) -> int:
        return self._turns_before + sum(map(_is_turn, node.ancestry()))

    def name(self, name: str, session: Session) -> bool:
        """Keep where the play stands under a name; an older place of that name gives way."""

        def work(library: Library, key: StoryKey) -> SavedPlay:
            record = self._record or self._new_record(library, key, [])
            record.snapshot = self._snapshot(session, _printed(session)[2])
            return library.save(record, name, True)

        self._do(work)
        return True

    def _program(self, record: PlayRecord) -> tuple[str, bytes] | None:
        """The compiled story in which a play was played last."""
        return self._do(lambda library, _: library.program(record))

    def branches(self, tree: int) -> list[PlayedBranch]:
        """All ways that were ever played from the beginning of a tree, the first one first."""
        versions: dict[str, Story | None] = {}
        found = []
        for record in self._do(lambda library, key: library.ways(key, tree)):
            kept = self._program(record)
            fingerprint = "" if kept is None else kept[0]
            judged = fingerprint != str(self.story.program.fingerprint)
            if kept is not None and judged and fingerprint not in versions:
                versions[fingerprint] = self._version(kept[1])
            found.append(
                PlayedBranch(record, list(record.nodes), versions.get(fingerprint) if judged else None, judged)
            )
        return found

    # ------------------------------------------------------------ what is kept

    def latest(self) -> SavedPlace | None:
        """Where this story was last left, if that was not at its beginning."""
        found = self._do(lambda library, key: library.last(key))
        return self._told(found) if found is not None and found.steps else None

    def saves(self) -> list[SavedPlace]:
        """All that is kept, the latest first."""
        return [self._told(one) for one in self._do(lambda library, key: library.saves(key))]

    def _told(self, play: SavedPlay) -> SavedPlace:
        from engine.paths.library.records import place_of

        scene, said = place_of(self._do(lambda library, key: library.snapshot(play)))
        line = f"> {one_line(play.last, 100)}" if play.last else ""
        name, title = one_line(play.name or "", 100), self.title(scene)
        return SavedPlace(name, when(play.updated), title, line, one_line(said), play.steps, play.over, play)

    def title(self, scene: str) -> str:
        """What to call a scene that was stored by its name."""
        titles = (one.title for one in self.story.program.scenes if one.name == scene)
        return one_line(next(titles, "") or scene.replace("_", " "), 60)

    def way(self, saved: SavedPlace) -> RouteToPlace:
        """How to come to a saved place."""
        record = self._do(lambda library, key: library.resume(saved.play))
        snapshot = record.snapshot
        changed = snapshot is None or snapshot.fingerprint != self.story.program.fingerprint
        tree = saved.play.seed
        seed, origin = _beginning(record) or (tree, None)
        return RouteToPlace(seed, tree, origin, tuple(record.steps), record, changed)

    def version(self, way: RouteToPlace) -> Story | None:
        """The version of the story in which a saved play was played; None if it was not kept, or cannot be played."""
        found = self._do(lambda library, key: library.program(way.record))
        return None if found is None else self._version(found[1])

    def _version(self, data: bytes) -> Story | None:
        from engine.program.codec import ProgramError
        from engine.program.files import program_of_json
        from engine.runtime.story import Story

        try:
            return Story(program_of_json(data), self.story.path, has_source=False)
        except ProgramError:
            return None

    def use_version(self, story: Story) -> None:
        """Keep what is played in another version of the story."""
        self.story, self._names = story, None

    def arrived(self, way: RouteToPlace, fitting: CompatibleSteps | None, node: TimelineNode, session: Session) -> None:
        """A saved place was reached: what is played now goes on from there. `fitting`: how the changed story did."""
        line = node.ancestry()[1:]
        for number, one in enumerate(line):
            one.kept = fitting.kept[number] if fitting else way.steps[number]
        # A play that does not fit stays as it is: what comes now is another one.
        if len(line) < len(way.steps) or self._tree != way.tree or (fitting and fitting.is_grave):
            self._record = self._do(lambda library, key: self._new_record(library, key, _steps(node)))
        else:
            self._record = record = way.record
            record.program = self._played()
            if fitting is not None:
                self._do(lambda library, key: library.revise(record, _steps(node), self._head))
            _number(node, record)
        self._at, self._values = node, session.variables
        self._said.clear()
        self._turns = self._turns_to(node)
        self._room = MOST_SAID - sum(len(one.kept.marks) for one in line if one.kept is not None)

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


def _number(node: TimelineNode, record: PlayRecord) -> None:
    """Note the rows of a node and of those before it that have none yet."""
    at: TimelineNode | None = node
    while at is not None and at.key is None and at.depth <= len(record.nodes):
        at.key = record.nodes[at.depth - 1] if at.depth else 0
        at = at.parent


def _steps(node: TimelineNode) -> list[PathStep]:
    """The steps that lead to a node, as the library keeps them."""
    line = node.ancestry()
    return [child.kept or _step(parent, child) for parent, child in itertools.pairwise(line)]


def _step(parent: TimelineNode, node: TimelineNode, marks: str = "") -> PathStep:
    from engine.paths.library.records import PathStep

    step = node.step
    assert step is not None, "only the beginning has no step"
    if step.host is not None:
        return PathStep(parent.scene, None, None, None, marks, (), step.host)
    if step.id is not None:
        return PathStep(parent.scene, step.id, step.text, None, marks, tuple(id for id, _, _ in parent.offered))
    id, text = parent.question or (None, None)
    return PathStep(parent.scene, id, text, step.text, marks)


def _is_turn(node: TimelineNode) -> bool:
    """Whether a choice led to a node; answers are no turns."""
    return node.step is not None and node.step.id is not None


def _printed(session: Session) -> tuple[str, str, str]:
    """The hashes of the variables and of what was printed, and that itself."""
    from engine.paths.session_view import SessionView, hash_of

    view = SessionView(session)
    said = view.prose()
    return view.values_hash(), hash_of(said), said


def tree_of_play(seed: int, origin: Origin | None) -> int:
    """The number of the tree of a play in the library. Nobody waits for the library at a story's beginning."""
    if origin is None:
        return seed
    from engine.paths.library.records import tree_of

    return tree_of(seed, origin.model_dump(mode="json", exclude_defaults=True))


def _beginning(record: PlayRecord) -> tuple[int, Origin] | None:
    """The seed and the beginning of a play that does not begin with the story."""
    if not record.head or ('"origin"' not in record.head and '"start"' not in record.head):
        return None
    from engine.paths.errors import PathError
    from engine.paths.library.exchange import saved_path

    try:
        path = saved_path(record)
        return None if path.beginning is None else (path.seed, path.beginning)
    except PathError as error:
        raise SavesError(tr("This play cannot be taken up: {reason}", reason=one_line(str(error), 300))) from error
