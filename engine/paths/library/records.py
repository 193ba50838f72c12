"""What the library of plays speaks of: stories, plays, saves and branches; and how large anything in it may be."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.runtime.errors import NightcapError
from engine.runtime.session import Step

if TYPE_CHECKING:
    from engine.runtime.session import Story

MOST_NAME = 100
MOST_TITLE = 500
MOST_TEXT = 20_000  # the longest line that a story may have
MOST_STATE = 4_000_000


class LibraryError(NightcapError):
    """The library cannot do what was asked. The text is a sentence for the player, whose play can go on."""


class NameTaken(LibraryError):
    """There is a save of that name already."""


class StoryKey(NamedTuple):
    """What tells a story from others: its ifid, or else where it lies and its title. Title and path are for people."""

    key: str
    title: str
    path: str


class Snapshot(NamedTuple):
    """A state as JSON can hold it, and the fingerprint of the story that it belongs to."""

    fingerprint: str
    state: Any


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


class Branch(NamedTuple):
    """A step that was once taken from a node: the node it leads to, the step, and when it was first taken."""

    node: int
    step: Step
    time: float


class PlayRecord:
    """A play under way, as the library knows it.

    `steps` is all that was done; `nodes` are their numbers in the library, and shorter while some wait to be written.
    """

    def __init__(self, story: StoryKey, seed: int, steps: Iterable[Step] = ()) -> None:
        if not 0 <= seed < 2**32:
            raise LibraryError(f"A seed is a number from 0 to {2**32 - 1}.")
        self.story = story
        self.seed = seed
        self.steps = [clean_step(step) for step in steps]
        self.over = False
        self.snapshot: Snapshot | None = None
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


def key_of(story: Story) -> StoryKey:
    """The key of a story."""
    path = clean(str(Path(story.path).resolve()), MOST_TEXT) if story.path else ""
    title = clean(story.title or Path(path).stem, MOST_TITLE)
    if story.ifid:
        return StoryKey("ifid:" + clean(story.ifid, MOST_TITLE).strip().upper(), title, path)
    return StoryKey(f"path:{path}|{title}", title, path)


def clean(text: str, most: int = MOST_TEXT) -> str:
    """A text that the library can hold: not too long, and without halves of characters, which are no Unicode."""
    return str(text)[:most].encode("utf-8", "replace").decode("utf-8")


def clean_step(step: Step) -> Step:
    """A step that the library can hold. Raises `LibraryError` if it is neither a choice nor an answer."""
    scene, id, text, answer = step
    if bool(id) == (answer is not None):
        raise LibraryError("A step is either a choice or an answer.")
    if len(scene) > MOST_TEXT or len(id or "") > MOST_TEXT:
        raise LibraryError(f"The name of a scene or a choice is longer than {MOST_TEXT} characters.")
    if id:
        return Step(clean(scene), clean(id), clean(text or ""), None)
    return Step(clean(scene), None, None, clean(answer or ""))


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
