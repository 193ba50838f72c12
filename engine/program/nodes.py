"""What stands in the scenes and functions of a compiled story, as immutable typed nodes.

A node is a named tuple: quick to make, compared by value, matched by class. A field `code` comes last and is never
given; it is the node's name in the JSON form (codec.py), and keeps nodes of two classes from being equal. Rows of
nodes are tuples, or are decoded when they are first asked for (`Lazy`).

A place in the source (`at`) is one number, line * 65536 + column, in the file of the scene.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from engine.named_tuples import NamedTuple
from engine.program.program import FunctionNode, SceneNode
from engine.program.types import Type, Value

# ---------------------------------------------------------------- expressions


class VarRef(NamedTuple):
    """A variable of the story, by its number."""

    number: int
    code: str = "var"


class LocalRef(NamedTuple):
    """A local variable of the scene, or a parameter of the `def`, by its number."""

    number: int
    code: str = "local"


class Apply(NamedTuple):
    """An operator, or a function of the language, by its name in the table (functions.py)."""

    name: str
    arguments: tuple[Expression, ...]


class ApplyDraw(NamedTuple):
    """A function that draws; `place` names the place that draws, and the counter of its draws."""

    name: str
    arguments: tuple[Expression, ...]
    place: str


class Count(NamedTuple):
    """What is counted: "visits" to or turns "since" a scene or choice (`key`), or all "turns"."""

    name: str
    key: str = ""
    code: str = "count"


class CallDef(NamedTuple):
    """A call of one of the story's own functions, by its number."""

    function: int
    arguments: tuple[Expression, ...]
    code: str = "call"


class CallExtern(NamedTuple):
    """A call of a function of the host, by its number."""

    function: int
    arguments: tuple[Expression, ...]
    code: str = "extern"


Reference: TypeAlias = VarRef | LocalRef
Expression: TypeAlias = Value | VarRef | LocalRef | Apply | ApplyDraw | Count | CallDef | CallExtern

# ---------------------------------------------------------------- text


class ShowValue(NamedTuple):
    """A value in a text. `kind` is that of its type; `names` are those of a set."""

    at: int
    value: Expression
    kind: str
    names: tuple[str, ...]
    code: str = "show"


class TextCase(NamedTuple):
    """A text that is shown where a condition holds."""

    condition: Expression
    parts: Parts


class ChooseText(NamedTuple):
    """The text of the first case that holds, else the last one."""

    at: int
    cases: tuple[TextCase, ...]
    otherwise: Parts
    code: str = "if"


class VaryText(NamedTuple):
    """A text that changes each time; `kind` says how, `counter` names what counts it."""

    kind: str
    counter: str
    items: tuple[Parts, ...]
    code: str = "vary"


class Probe(NamedTuple):
    """In a program that is explored: something to note when the play comes here. No compiled story holds any."""

    number: int
    code: str = "probe"


Part: TypeAlias = str | ShowValue | ChooseText | VaryText | Probe
Parts: TypeAlias = Sequence[Part]

# ---------------------------------------------------------------- operations


class Say(NamedTuple):
    """Print a text."""

    at: int
    parts: Parts
    code: str = "say"


class NewParagraph(NamedTuple):
    """End the paragraph."""

    code: str = "break"


class Speak(NamedTuple):
    """Begin a paragraph that somebody speaks."""

    name: str
    code: str = "speak"


class AddTags(NamedTuple):
    """Give tags to the paragraph."""

    tags: tuple[str, ...]
    code: str = "tags"


class Assign(NamedTuple):
    """Set a variable; a number must lie from `low` to `high`, which are None for what is no number."""

    at: int
    target: Reference
    value: Expression
    low: int | None
    high: int | None
    code: str = "set"


class Case(NamedTuple):
    """What is done where a condition holds."""

    at: int
    condition: Expression
    body: Operations


class Branch(NamedTuple):
    """Do the first case that holds, else the last one."""

    cases: tuple[Case, ...]
    otherwise: Operations
    code: str = "if"


class VaryBlock(NamedTuple):
    """Do another item each time; `kind` says which, `counter` names what counts it."""

    kind: str
    counter: str
    items: tuple[Operations, ...]
    code: str = "vary"


class Goto(NamedTuple):
    """Go on with another segment of the scene."""

    segment: int
    code: str = "goto"


class Halt(NamedTuple):
    """Stop at a point of the scene."""

    point: int
    code: str = "stop"


class MoveTo(NamedTuple):
    """Leave for a scene: for its beginning, or the segment `entry` of it. With `leaves`, the visit under way ends."""

    at: int
    scene: int
    arguments: tuple[Expression, ...]
    entry: int = 0
    leaves: bool = False
    code: str = "move"


class VisitScene(NamedTuple):
    """Go to a scene that comes back, to a segment of this one; `entry` is as in `MoveTo`."""

    at: int
    scene: int
    arguments: tuple[Expression, ...]
    segment: int
    entry: int = 0
    code: str = "visit"


class EnterScene(NamedTuple):
    """Begins a segment by which others enter the scene elsewhere than at its beginning: what entering it means."""

    code: str = "enter"


class PassPoint(NamedTuple):
    """Come by a point of the scene, `scene.point`, which counts it where that is asked about."""

    at: int
    name: str
    code: str = "pass"


class DrawScene(NamedTuple):
    """Go to a scene drawn by its tag, or on if none may be drawn; a visit where there is a segment to come back to."""

    at: int
    tag: str
    place: str
    segment: int | None
    code: str = "any"


class GoBack(NamedTuple):
    """End a visit."""

    at: int
    code: str = "back"


class EndStory(NamedTuple):
    """End the story, with an ending by its number."""

    ending: int
    code: str = "end"


class FallOff(NamedTuple):
    """Nothing is left to do: an error of the story."""

    at: int
    code: str = "fail"


Operation: TypeAlias = (
    Say
    | NewParagraph
    | Speak
    | AddTags
    | Assign
    | Branch
    | VaryBlock
    | Goto
    | Halt
    | MoveTo
    | VisitScene
    | EnterScene
    | PassPoint
    | DrawScene
    | GoBack
    | EndStory
    | FallOff
    | Probe
)
Operations: TypeAlias = tuple[Operation, ...]

# ---------------------------------------------------------------- steps of functions


class StepCase(NamedTuple):
    """What a function does where a condition holds."""

    at: int
    condition: Expression
    body: Steps


class StepBranch(NamedTuple):
    """Do the first case that holds, else the last one."""

    cases: tuple[StepCase, ...]
    otherwise: Steps
    code: str = "if"


class ForEach(NamedTuple):
    """Do the body for each name that a set holds; `names` are all that it can hold."""

    at: int
    target: LocalRef
    value: Expression
    names: tuple[str, ...]
    body: Steps
    code: str = "for"


class ReturnValue(NamedTuple):
    """Give back a value."""

    at: int
    value: Expression
    code: str = "return"


Step: TypeAlias = Say | Assign | StepBranch | ForEach | ReturnValue
Steps: TypeAlias = tuple[Step, ...]

# ---------------------------------------------------------------- what is offered


class OfferGuard(NamedTuple):
    """A condition of a choice: `kind` is "if", "needs" (which closes it and shows a reason) or "otherwise"."""

    kind: str
    condition: Expression = True
    reason: Parts = ()


class Once(NamedTuple):
    """Where it is kept that a once-only choice was taken: a bit of a counter."""

    counter: str
    bit: int


class OfferChoice(NamedTuple):
    """A choice; `segment` is done when it is taken."""

    at: int
    id: str
    label: str | None
    once: Once | None
    guards: tuple[OfferGuard, ...]
    text: Parts
    tags: tuple[str, ...]
    segment: int
    code: str = "choice"


class OfferEach(NamedTuple):
    """A choice for each scene with a tag. `once` begins the names of its counters: one for every 32 such scenes."""

    at: int
    once: str | None
    guards: tuple[OfferGuard, ...]
    tag: str
    returns: bool
    code: str = "each"


class OfferThread(NamedTuple):
    """The choices of another scene."""

    at: int
    scene: int
    arguments: tuple[Expression, ...]
    code: str = "thread"


class OfferCase(NamedTuple):
    """What is offered where a condition holds."""

    at: int
    condition: Expression
    members: Members


class OfferIf(NamedTuple):
    """What the first case that holds offers, else the last one."""

    branches: tuple[OfferCase, ...]
    otherwise: Members
    code: str = "if"


Member: TypeAlias = OfferChoice | OfferEach | OfferThread | OfferIf
Members: TypeAlias = Sequence[Member]

# ---------------------------------------------------------------- points


class ChoicePoint(NamedTuple):
    """A stop where choices are offered; `follow` is the segment where the branches meet again."""

    at: int
    group: Members
    follow: int
    code: str = "choices"


class AskPoint(NamedTuple):
    """A stop where the player is asked for a value of a variable (`ref`); the play goes on with `follow`.

    `matters` is false only in programs that are explored, where nothing can come of the answer.
    """

    at: int
    ref: Reference
    type: Type
    prompt: Parts
    follow: int
    matters: bool = True
    code: str = "ask"


Point: TypeAlias = ChoicePoint | AskPoint

Node: TypeAlias = (
    VarRef
    | LocalRef
    | Apply
    | ApplyDraw
    | Count
    | CallDef
    | CallExtern
    | ShowValue
    | TextCase
    | ChooseText
    | VaryText
    | Operation
    | Step
    | StepCase
    | Case
    | OfferGuard
    | Once
    | Member
    | OfferCase
    | Point
    | SceneNode
    | FunctionNode
)
