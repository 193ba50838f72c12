"""What an importer makes: a story as a small tree, which printing.py writes as `.story` text.

Texts are what the player reads: each character in a `str` is shown as it is, whatever it would mean in a story file
(blanks next to each other are one). Expressions are written in Nightcap's language already; brackets may be plenty,
the formatter takes away those that are not needed. Names must come from `Names`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

# ---------------------------------------------------------------- text


@dataclass(frozen=True, slots=True)
class DraftShow:
    """`{expression}`: a value, shown. One that `may_be_empty` (a text, a set) leaves the blank before it in place."""

    expression: str
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """`{if c: this | if d: that | otherwise}`."""

    branches: tuple[tuple[str, Text], ...]
    otherwise: Text = ()


@dataclass(frozen=True, slots=True)
class DraftVariation:
    """`{cycle: a | b}`; kind is "then", "cycle", "once", "shuffle" or "random"."""

    kind: str
    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class DraftStyled:
    """`*emphasis*` (style "*") or `**strong**` (style "**")."""

    style: str
    items: Text


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line within the paragraph."""


Piece = str | DraftShow | Condition | DraftVariation | DraftStyled | LineBreak
Text = tuple[Piece, ...]

# ---------------------------------------------------------------- moves


@dataclass(frozen=True, slots=True)
class Go:
    """`-> target(arguments)`, with `returns` a visit. The target may be `scene`, `scene.point` or `{value}`."""

    target: str
    arguments: tuple[str, ...] = ()
    returns: bool = False


@dataclass(frozen=True, slots=True)
class Back:
    """`-> back`; with a target, `-> back -> target(arguments)`."""

    target: str | None = None
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class End:
    """`-> end`, or `-> end: Name`."""

    name: str = ""


MoveTo = Go | Back | End

# ---------------------------------------------------------------- statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """`source` is what stands in the source, `line` its line: they are told where the statement cannot be kept."""

    source: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class DraftProse(Statement):
    """A line of prose or, with a speaker, of dialogue. `joins` and `goes_on` are `<>` at its beginning and end."""

    text: Text
    tags: tuple[str, ...] = ()
    speaker: str | None = None
    joins: bool = False
    goes_on: bool = False
    move: MoveTo | None = None


@dataclass(frozen=True, slots=True)
class DraftBreak(Statement):
    """A blank line: the paragraph ends. Several are one."""


@dataclass(frozen=True, slots=True)
class Comment(Statement):
    """A comment, of one line or several."""

    text: str


@dataclass(frozen=True, slots=True)
class Todo(Statement):
    """What cannot be translated: `// TODO why: source`."""

    why: str


@dataclass(frozen=True, slots=True)
class Logic(Statement):
    """`~ code`: set, let, return, call."""

    code: str


@dataclass(frozen=True, slots=True)
class DraftAsk(Statement):
    """`~ ask name: prompt`."""

    name: str
    prompt: Text


@dataclass(frozen=True, slots=True)
class DraftMove(Statement):
    """A move on a line of its own."""

    to: MoveTo


@dataclass(frozen=True, slots=True)
class DraftThread(Statement):
    """`<- scene(arguments)`."""

    target: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftPoint(Statement):
    """`-- name`; without a name `--`, where branches meet."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class DraftIf(Statement):
    """`~ if`, `~ elif`, `~ else`, with their blocks."""

    branches: tuple[tuple[str, Body], ...]
    otherwise: Body = ()


@dataclass(frozen=True, slots=True)
class DraftVary(Statement):
    """`~ cycle:` and the like, an item each; kind as of a `Variation`."""

    kind: str
    items: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class DraftFor(Statement):
    """`~ for name in set:`."""

    name: str
    set: str
    body: Body


@dataclass(frozen=True, slots=True)
class DraftGuard:
    """Kind "if" with a condition, "needs" with a condition and a reason, or "otherwise"."""

    kind: str
    condition: str = ""
    reason: Text = ()


@dataclass(frozen=True, slots=True)
class DraftChoice(Statement):
    """`* (label) {guards} text #tags`, with what happens when it is taken; once, or again and again."""

    text: Text
    once: bool = True
    label: str | None = None
    guards: tuple[DraftGuard, ...] = ()
    tags: tuple[str, ...] = ()
    body: Body = ()
    move: MoveTo | None = None


Body = tuple[Statement, ...]

# ---------------------------------------------------------------- files


@dataclass(frozen=True, slots=True)
class Declaration(Statement):
    """A line of the header, such as `var gold = 5` or `def tipsy(n) = n > 2`; a body makes it a `def` with a body."""

    code: str
    body: Body = ()


@dataclass(frozen=True, slots=True)
class DraftScene:
    """A scene. `parameters` are written as in a heading (`n: 0..9`); `properties` are lines such as `once`."""

    name: str
    body: Body
    title: str = ""
    parameters: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A file of the story; `name` is its path within the folder, with `/` and `.story`. Entries are the header."""

    name: str
    scenes: tuple[DraftScene, ...] = ()
    declarations: tuple[Statement, ...] = ()  # Declaration, Comment, Todo, Break
    entries: tuple[tuple[str, str], ...] = ()
    includes: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """A whole story, its main file first. `counts` are what the report tells besides: "styles dropped": 12."""

    files: list[File]
    counts: dict[str, int] = field(default_factory=dict)
