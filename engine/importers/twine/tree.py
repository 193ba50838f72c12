"""What the passages of a Twine story say, whichever story format they are written for.

Each format's parser reads a passage's text into these nodes; one conversion goes from here to a story. Line breaks
are `\\n` in `Words`. `line` counts from 1 in the source file.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.importers.values.tree import Literal, SourceVariable, Value

# ---------------------------------------------------------------- the archive


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as stored. `line` is that of its text's first line; in published HTML, of its tag.

    `file` is that of a project with several, within its folder; else empty.
    """

    name: str
    tags: tuple[str, ...]
    text: str
    line: int
    file: str = ""


@dataclass(frozen=True, slots=True)
class Archive:
    """A story as stored, in Twee or in published HTML. `start` is the name of the first passage."""

    title: str
    ifid: str
    format: str
    start: str
    passages: tuple[Passage, ...]


# ---------------------------------------------------------------- what a passage does


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text, with its line breaks."""

    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A value that is printed."""

    value: Value
    line: int
    source: str


@dataclass(frozen=True, slots=True)
class TwineStyled:
    """Emphasis: `*` or `**`."""

    style: str
    body: Body


@dataclass(frozen=True, slots=True)
class TwineLink:
    """A link.

    `kind`: "go" leads to `target` after its body; "reveal" puts its body in its own place, once for each time that
    the passage is shown, and "append" likewise behind its own text; "stay" does its body again and again;
    "once" leads to `target` and is offered until that has been visited.
    """

    kind: str
    text: Body
    target: str | None
    body: Body
    line: int
    source: str


@dataclass(frozen=True, slots=True)
class TwineIf:
    """Conditions with what they show; a condition that could not be read is an `Unsaid`."""

    branches: tuple[tuple[Value | Unsaid, Body], ...]
    otherwise: Body
    line: int
    source: str


@dataclass(frozen=True, slots=True)
class TwineAssign:
    """`name operator value`, with `=`, `+=` or `-=`."""

    variable: SourceVariable
    operator: str
    value: Value
    line: int
    source: str


@dataclass(frozen=True, slots=True)
class TwineVary:
    """One of several texts: kind is "random", "cycle", "then" or "once"."""

    kind: str
    items: tuple[Body, ...]
    line: int
    source: str


@dataclass(frozen=True, slots=True)
class TwineInclude:
    """The text of another passage, in this place. If it `is_last`, nothing of this passage comes behind it."""

    target: str
    line: int
    source: str
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class TwineGoto:
    """Goes to another passage at once. Where `stops` is false, what stands behind it in the passage is still done."""

    target: str
    line: int
    source: str
    stops: bool = True


@dataclass(frozen=True, slots=True)
class TwineAsk:
    """A field for text or, where `numeric`, for a number."""

    variable: SourceVariable
    prompt: str
    default: Value | None
    numeric: bool
    line: int
    source: str


@dataclass(frozen=True, slots=True)
class Pick:
    """A link or a menu that goes round some values and puts the one it shows into a variable, if it has one."""

    variable: SourceVariable | None
    values: tuple[Literal, ...]
    line: int
    source: str


@dataclass(frozen=True, slots=True)
class TwinePicture:
    """A picture or a sound: a tag for front ends."""

    tag: str
    address: str


@dataclass(frozen=True, slots=True)
class TwineComment:
    """The author's comment."""

    text: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Presentation that is left out, counted by what it is: "styles", "effects"."""

    what: str


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What has no safe translation, with the reason; the writer finds it as a TODO."""

    why: str
    line: int
    source: str


Node = (
    Words
    | Shown
    | TwineStyled
    | TwineLink
    | TwineIf
    | TwineAssign
    | TwineVary
    | TwineInclude
    | TwineGoto
    | TwineAsk
    | Pick
    | TwinePicture
    | TwineComment
    | Lost
    | Unsaid
)
Body = tuple[Node, ...]
