"""What a saved path is made of (saved_path.py): a play as a file, `*.path.json`.

A path holds no state that a later version of the story could not read, but names: scenes, ids of choices, texts,
answers. Beside each step stand hashes of what the play printed and of the story's variables, so that a replay can say
whether it is still the same play. The form of the file is docs/saved-path.schema.json, made from these classes.

The state of a step is that of the declared variables, by name, and nothing else. Visit counts, variations and used-up
choices follow from the path itself and from the text; the compiler numbers them, and keeps only those that some
expression asks about, so an edit far away would make every state look changed. Where they matter they show: in what
is printed, in what is offered, or in a variable.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt

from engine.named_tuples import NamedTuple
from engine.paths.host_steps import host_fields, told_host
from engine.paths.session_view import FORMAT_VERSION
from engine.program.limits import MOST
from engine.program.values import OuterValue
from engine.runtime.history import HostAct
from engine.runtime.steps import Step

FORMAT, VERSION = "nightcap path", FORMAT_VERSION
SUFFIX = ".path.json"
BYTE_ORDER = b"\xef\xbb\xbf"  # some editors write it in front
MOST_BYTES = 16 * 1024 * 1024
MOST_STEPS = 100_000

# No text of a path holds what could command a terminal or turn text around; printed text may hold line breaks.
_CONTROLS = r"\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
LINE = rf"^[^\x00-\x1f{_CONTROLS}]*$"
_PROSE = rf"^[^\x00-\x09\x0b-\x1f{_CONTROLS}]*$"

# A name is no longer than a line of a story; an id joins two or three of them.
Name = Annotated[str, Field(max_length=60_000, min_length=1, pattern=LINE)]
Line = Annotated[str, Field(max_length=20_000, pattern=LINE)]
Prose = Annotated[str, Field(max_length=4_000_000, pattern=_PROSE)]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]
Whole = Annotated[StrictInt, Field(ge=-MOST, le=MOST)]
Value = StrictBool | Whole | Line | Annotated[tuple[Name, ...], Field(max_length=1000)]
Values = Annotated[dict[Name, Value], Field(max_length=10_000)]
Count = Annotated[StrictInt, Field(ge=0, le=MOST)]
Counts = Annotated[dict[Name, Count], Field(max_length=100_000)]
Patterns = Annotated[tuple[Annotated[Line, Field(max_length=500)], ...], Field(max_length=100)]
Names = Annotated[tuple[Name, ...], Field(max_length=10_000)]
Place = Annotated[StrictInt, Field(ge=0, lt=MOST_STEPS)]
Places = Annotated[tuple[Place, ...], Field(max_length=10_000)]
Several = Annotated[tuple[Line, ...], Field(max_length=100)]


class PathPart(BaseModel):
    """What all parts of a path have in common: no unknown keys, no conversions, no changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Expect(PathPart):
    """What an author wants to hold after a step."""

    contains: Several = Field(default=(), description="Texts that stand in what was printed.")
    lacks: Several = Field(default=(), description="Texts that do not stand in it.")
    matches: Patterns = Field(default=(), description="Patterns for the whole of it: * is any text, ? one character.")
    offered: Several = Field(default=(), description="Ids, labels or texts of choices that can be taken.")
    closed: Several = Field(default=(), description="Ids, labels or texts of choices that are shown, but closed.")
    absent: Several = Field(default=(), description="Ids, labels or texts of choices that are not shown.")
    variables: Values = Field(default={}, description="Variables and their values.")
    ending: Line | None = Field(default=None, description="The ending reached; an empty text for the unnamed one.")


class Begin(PathPart):
    """What the story does before the first step."""

    state: Hash | None = None
    prose: Hash | None = None
    expect: Expect | None = None


class SavedStep(NamedTuple):
    """One step of a play, and what it led to. A path can have 100,000 of them, so they are plain tuples.

    `scene` is the scene in which the play stood; `id` that of the choice, or a question's scene and variable; `text` as
    it was shown; `answer` what was typed in; `state` and `prose` are hashes of all variables after the step and of what
    it printed, `changed` the variables that it changed; `offered` are the ids of all choices that stood there; `host`
    is what the program did that plays the story, as `Step.host` of a session has it.
    """

    scene: str | None = None
    id: str | None = None
    text: str | None = None
    answer: str | None = None
    state: str | None = None
    prose: str | None = None
    changed: dict[str, OuterValue] = {}  # noqa: RUF012  # never changed
    expect: Expect | None = None
    offered: tuple[str, ...] = ()
    host: HostAct | None = None

    def fields(self) -> dict[str, object]:
        """The step as plain data, without what it does not have."""
        known = {key: value for key, value in self._asdict().items() if value is not None and value not in ({}, ())}
        if self.expect is not None:
            known["expect"] = self.expect.model_dump(exclude_defaults=True)
        known.pop("host", None)
        return known if self.host is None else host_fields(self.host) | known

    def as_step(self) -> Step:
        """The step as a session repeats it."""
        return Step(self.scene or "", self.id, self.text, self.answer, self.host)

    def told(self) -> str:
        """What was done, in a few words."""
        return self.text or self.id or self.answer or (told_host(self.host) if self.host is not None else "")


class StoryIdentity(PathPart):
    """Which story the path belongs to, and which version of it."""

    title: Line = ""
    ifid: Line = ""
    source: Annotated[str, Field(pattern=r"^[0-9a-f]{0,64}$")] = Field(default="", description="Hash of its sources.")


class SavedReturn(PathPart):
    """Where a visit that is under way comes back to."""

    scene: Name
    behind: Annotated[tuple[Name, ...], Field(max_length=1000)] = Field(
        description="The moves behind which it goes on: the choice, the scene visited, and which of how many."
    )
    locals: Values = Field(default={}, description="The local variables of the scene.")
    unset: Names = Field(default=(), description="Those that had no value yet.")


class NamedState(PathPart):
    """A state by names, for a story that changed so much that the path does not fit any more."""

    point: Annotated[tuple[Name, ...], Field(max_length=10_000)] = Field(
        default=(), description="The ids of all choices that stand where the play stopped, offered or not."
    )
    variables: Values = {}
    locals: Values = Field(default={}, description="The local variables of the scene.")
    unset: Names = Field(default=(), description="Those that had no value yet.")
    returns: Annotated[tuple[SavedReturn, ...], Field(max_length=128)] = Field(
        default=(), description="The visits under way, the first one first."
    )
    visits: Counts = Field(default={}, description="How often scenes were entered and labelled choices taken.")
    since: Counts = Field(default={}, description="When scenes were last entered, in turns plus one; 0 is never.")
    used: Annotated[tuple[Name, ...], Field(max_length=100_000)] = Field(
        default=(), description="The ids of once-only choices that were taken."
    )
    counters: Counts = Field(default={}, description="How far draws and variations have gone, by their names.")
    turns: Count = 0


class Start(PathPart):
    """Where a play began that its host began elsewhere, or with other values."""

    scene: Name | None = Field(default=None, description="The scene; without it, the one in which the story begins.")
    variables: Values = Field(default={}, description="Variables that had another value than the story gives them.")


class Last(PathPart):
    """Where the play stood after the last step."""

    scene: Name | None = None
    ending: Line | None = Field(default=None, description="The ending reached; an empty text for the unnamed one.")
    snapshot: NamedState | None = None


Origin = Last | Start


class PathHead(PathPart):
    """Of a saved play what comes before its steps: which story it is of, and how it begins."""

    format: Literal["nightcap path"]
    version: Literal[1, 2]
    story: StoryIdentity = StoryIdentity()
    engine: Annotated[str, Field(max_length=100, pattern=LINE)] = ""
    seed: Annotated[StrictInt, Field(ge=0, lt=2**32)] = 0
    variables: Values = Field(default={}, description="All variables before the first step.")
    origin: Last | None = Field(
        default=None, description="The stored state in which the play begins, where it is not the story's beginning."
    )
    start: Start | None = Field(
        default=None, description="Where the program that plays the story began the play, if not at its beginning."
    )
    begin: Begin = Begin()
