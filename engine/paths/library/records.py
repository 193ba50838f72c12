"""What the library of plays speaks of: stories, plays, saves and branches; and how large anything in it may be."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2s
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.named_tuples import NamedTuple
from engine.runtime.errors import NightcapError
from engine.runtime.history import HostAct
from engine.runtime.steps import Step

if TYPE_CHECKING:
    from engine.runtime.story import Story

MOST_NAME = 100
MOST_TITLE = 500
MOST_TEXT = 20_000  # the longest line that a story may have
MOST_ID = 50_000  # an id joins two names; neither is longer than a line
MOST_STATE = 4_000_000
MOST_WORDS = 160  # characters of what was said last, for a list
MOST_PROGRAM = 64 * 1024 * 1024  # bytes of a compiled story; a larger one is not kept
MOST_SAID = 15_000  # what a step printed; more than that is not kept with it


class LibraryError(NightcapError):
    """The library cannot do what was asked. The text is a sentence for the player, whose play can go on."""


class NameTaken(LibraryError):
    """There is a save of that name already."""


class StoryKey(NamedTuple):
    """What tells a story from others: its ifid, or else where it lies and its title. Title and path are for people."""

    key: str
    title: str
    path: str


class PathStep(NamedTuple):
    """A step as the library keeps it: a choice, or an answer to a question; `id` and `text` are those of either.

    `marks` is a text that whoever records may keep with it, to know the step again; see `step_hashes`. `offered` are
    the ids of the choices that stood there; `host` what the host did instead. A `Step` of a session does as well.
    """

    scene: str
    id: str | None
    text: str | None
    answer: str | None
    marks: str = ""
    offered: tuple[str, ...] = ()
    host: HostAct | None = None


class StoredState(NamedTuple):
    """A state as JSON can hold it, and the fingerprint of the story that it belongs to."""

    fingerprint: str
    state: object


class PlayedProgram(NamedTuple):
    """The compiled story in which a play is under way: its fingerprint, and what gives it as JSON."""

    fingerprint: str
    data: Callable[[], bytes]


class SavedPlay(NamedTuple):
    """A play in the library; its name is None while it is what autosave keeps. Times are seconds since 1970."""

    id: int
    story: StoryKey
    name: str | None
    seed: int
    node: int
    steps: int
    last: str
    over: bool
    begun: float
    updated: float


class RecordedBranch(NamedTuple):
    """A step that was once taken from a node: the node it leads to, the step, and when it was first taken."""

    node: int
    step: PathStep
    time: float


class PlayRecord:
    """A play under way, as the library knows it.

    `steps` is all that was done; `nodes` are their numbers in the library, and shorter while some wait to be written.
    """

    def __init__(self, story: StoryKey, seed: int, steps: Iterable[PathStep | Step] = (), head: object = None) -> None:
        if not 0 <= seed < 2**32:
            raise LibraryError(f"A seed is a number from 0 to {2**32 - 1}.")
        self.story = StoryKey(clean(story.key), clean(story.title, MOST_TITLE), clean(story.path))
        self.seed = seed
        self.steps = [clean_step(step) for step in steps]
        # What holds for the play as a whole (see `exchange`), as JSON: made once, not at each step.
        self.head = json_of(head)
        self.over = False
        self.snapshot: StoredState | None = None
        # Whoever records says in which program; without one, steps are kept without.
        self.program: PlayedProgram | None = None
        self.known_scenes: set[str] = set()
        self.new_scenes: set[str] = set()
        self.new_endings: set[str] = set()
        # Which file the numbers below are good for: after a damaged one was set aside, they mean nothing.
        self.home: object = None
        self.forget()

    def forget(self) -> None:
        """Take everything for not yet written."""
        self.id: int | None = None
        self.root: int | None = None
        self.nodes: list[int] = []
        self.new_scenes |= self.known_scenes
        self.known_scenes = set()
        self.cursor = 0  # the node that the play's row in the library stands on, by what this process knows

    @property
    def node(self) -> int:
        """The last node that is written; 0 at the beginning."""
        return self.nodes[-1] if self.nodes else 0


def seed_of(play: PlayRecord) -> int:
    """The seed of a play; where it begins elsewhere, what the library has for its seed is another number."""
    head = value_of(play.head)
    seed = head.get("seed") if isinstance(head, dict) and ("origin" in head or "start" in head) else None
    return seed if isinstance(seed, int) else play.seed


def place_of(snapshot: StoredState | None) -> tuple[str, str]:
    """The name of the scene where a play stood, and what was said last; empty where that was not kept."""
    state = snapshot.state if snapshot is not None and isinstance(snapshot.state, dict) else {}
    last = state.get("last")
    scene, said = last.get("scene") if isinstance(last, dict) else None, state.get("said")
    return scene if isinstance(scene, str) else "", said if isinstance(said, str) else ""


def last_words(said: str) -> str:
    """The end of what was printed, for a list of saves."""
    words = " ".join(said.split())
    return words if len(words) <= MOST_WORDS else "… " + words[-MOST_WORDS:].partition(" ")[2]


def key_of(story: Story) -> StoryKey:
    """The key of a story."""
    path = str(Path(story.path).resolve()) if story.path else ""
    return key_from(story.ifid, story.title or Path(path).stem, path)


def key_from(ifid: str, title: str, path: str = "") -> StoryKey:
    """The key of the story that has this ifid, or else lies there and has this title."""
    path, title = clean(path), clean(title, MOST_TITLE)
    if ifid.strip():
        return StoryKey("ifid:" + clean(ifid, MOST_TITLE).strip().upper(), title, path)
    return StoryKey(f"path:{path}|{title}", title, path)


def clean(text: str, most: int = MOST_TEXT) -> str:
    """A text that the library can hold: not too long, and without halves of characters, which are no Unicode."""
    return str(text)[:most].encode("utf-8", "replace").decode("utf-8")


def json_of(value: object) -> str | None:
    """A value as JSON; nothing for one that is too large to be written at each step."""
    if value is None:
        return None
    text = json.dumps(value, separators=(",", ":"))
    return text if len(text) <= MOST_STATE else None


def value_of(text: object) -> Any:
    """The value that JSON from the library holds; None for nothing, and for what is no JSON."""
    try:
        return json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None


def clean_step(step: PathStep | Step) -> PathStep:
    """A step that the library can hold. Raises `LibraryError` if it is no choice, no answer, and nothing of a host."""
    scene, id, text, answer = step[:4]
    if not id and answer is None and step.host is None:
        raise LibraryError("A step is a choice, which has an id, or an answer.")
    if len(scene) > MOST_ID or len(id or "") > MOST_ID:
        raise LibraryError(f"The name of a scene or a choice is longer than {MOST_ID} characters.")
    marks, offered = (clean(step.marks), _menu(step.offered)) if isinstance(step, PathStep) else ("", ())
    id = clean(id or "", MOST_ID) or None
    host = None if step.host is None else host_in(host_text(step.host))
    return PathStep(clean(scene, MOST_ID), id, _cleaned(text), _cleaned(answer), marks, offered, host)


def answer_text(step: PathStep) -> str:
    """What a row has for the answer: nothing for a choice, `=` and an answer, or `!` and what a host did as JSON."""
    if step.host is not None:
        return f"!{host_text(step.host)}"
    return "" if step.answer is None else f"={step.answer}"


def host_text(host: HostAct) -> str:
    """What a host did, as JSON."""
    from engine.paths.host_steps import host_fields

    return clean(json.dumps(host_fields(host), ensure_ascii=False, separators=(",", ":")))


def host_in(text: str) -> HostAct | None:
    """What a host did, from JSON that anybody could have written; None if it says nothing of the kind."""
    from engine.paths.host_steps import LOOK_AGAIN

    value = value_of(text)
    if value == {"refresh": True}:
        return LOOK_AGAIN
    fields = value.get("set") if isinstance(value, dict) and len(value) == 1 else None
    if not isinstance(fields, dict) or len(fields) != 1:
        return None
    name, given = next(iter(fields.items()))
    if isinstance(given, list):
        given = tuple(given)
    plain = isinstance(given, bool | int | str) or (isinstance(given, tuple) and all(isinstance(x, str) for x in given))
    return ("set", name, given) if plain else None


def _menu(offered: tuple[str, ...]) -> tuple[str, ...]:
    """The ids that were offered; none if they are too many, or hold what parts them in the file."""
    if sum(map(len, offered)) > MOST_ID or any("\n" in id for id in offered):
        return ()
    return tuple(clean(id, MOST_ID) for id in offered)


def _cleaned(text: str | None) -> str | None:
    return None if text is None else clean(text)


def step_hashes(state: str, prose: str, more: Mapping[str, object], said: str = "") -> str:
    """What is kept with a step: both hashes, and as JSON the rest, with what it printed if there is room for that."""
    if said and len(said) <= MOST_SAID:
        marks = state + prose + json.dumps({**more, "text": said}, ensure_ascii=False, separators=(",", ":"))
        if len(marks) <= MOST_TEXT:
            return marks
    return state + prose + (json.dumps(more, ensure_ascii=False, separators=(",", ":")) if more else "")


def tree_of(seed: int, origin: object = None) -> int:
    """The number of the tree of plays that begin elsewhere (`origin`); with the story's beginning, that is the seed."""
    if origin is None:
        return seed
    text = json.dumps([seed, origin], sort_keys=True)
    return int.from_bytes(blake2s(text.encode("utf-8", "replace"), digest_size=4).digest(), "big")


def clean_name(name: str) -> str:
    """The name of a save, with its white space collapsed. Raises `LibraryError` if it will not do."""
    name = " ".join(clean(name, MOST_TEXT).split())
    if not name or not name.isprintable():
        raise LibraryError("The name of a save needs letters or digits, and nothing that cannot be seen.")
    if len(name) > MOST_NAME:
        raise LibraryError(f"The name of a save has {MOST_NAME} characters at most.")
    if name.isdecimal():
        raise LibraryError("A name of digits alone would be taken for the number of a save.")
    return name
