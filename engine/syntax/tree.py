"""The syntax tree: frozen nodes, one class for each thing a writer can write.

Places: `at` and `end` are offsets into the text of the node's file. The nodes inside an expression count from the
start of that expression instead, because equal expressions share one tree; `Expression.at` says where it starts.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.data_classes import dataclass, replace
from engine.source import Source

# ---------------------------------------------------------------- expressions


@dataclass(frozen=True, slots=True)
class ExpressionNode:
    """A node of an expression; `at` and `end` are relative to the start of the expression."""

    at: int
    end: int


@dataclass(frozen=True, slots=True)
class Number(ExpressionNode):
    """A whole number."""

    value: int


@dataclass(frozen=True, slots=True)
class Text(ExpressionNode):
    """A text in double quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Truth(ExpressionNode):
    """`true` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Name(ExpressionNode):
    """A name, or a label of another scene written `scene.label`."""

    name: str


@dataclass(frozen=True, slots=True)
class Member(Name):
    """A name in a type, with the words by which players know it."""

    words: str


@dataclass(frozen=True, slots=True)
class Unary(ExpressionNode):
    """`-x` or `not x`."""

    operator: str
    operand: ExpressionNode


@dataclass(frozen=True, slots=True)
class Binary(ExpressionNode):
    """`left operator right`: arithmetic, comparison, `has`, `and`, `or`."""

    operator: str
    left: ExpressionNode
    right: ExpressionNode


@dataclass(frozen=True, slots=True)
class Either(ExpressionNode):
    """`this if condition else other`."""

    this: ExpressionNode
    condition: ExpressionNode
    other: ExpressionNode


@dataclass(frozen=True, slots=True)
class Call(ExpressionNode):
    """`function(arguments)`: built in, `def` or `extern`."""

    function: str
    arguments: tuple[ExpressionNode, ...]


@dataclass(frozen=True, slots=True)
class Members(ExpressionNode):
    """Several names with commas, the members of a set: `a, b`."""

    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class SetLiteral(Members):
    """`[a, b]`: a set of some names, or of none."""


@dataclass(frozen=True, slots=True)
class Missing(ExpressionNode):
    """Stands where an expression could not be read; what is wrong has been said."""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression at a place. `root` is shared by all expressions of the same text."""

    at: int
    end: int
    root: ExpressionNode


# ---------------------------------------------------------------- text with inline forms


class TextForm:
    """What stands in a text beside letters. `texts` are those within it that a play can show, as far as it has any."""

    __slots__ = ()

    @property
    def texts(self) -> tuple[TextItems, ...]:
        """The texts within it, in the order of the source."""
        return ()


@dataclass(frozen=True, slots=True)
class Show(TextForm):
    """`{expression}`: its value, printed."""

    at: int
    end: int
    value: Expression


@dataclass(frozen=True, slots=True)
class Conditional(TextForm):
    """`{if c: this | if d: that | other}`; `otherwise` is empty text where nothing stands."""

    at: int
    end: int
    branches: tuple[tuple[Expression, TextItems], ...]
    otherwise: TextItems

    @property
    def texts(self) -> tuple[TextItems, ...]:
        """Those behind its conditions, and the last one, if there is one."""
        texts = tuple([text for _, text in self.branches])
        return (*texts, self.otherwise) if self.otherwise else texts


@dataclass(frozen=True, slots=True)
class Variation(TextForm):
    """`{a | b}` and `{cycle: a | b}`; kind is a word of `engine/syntax/text_forms.py`."""

    at: int
    end: int
    kind: str
    items: tuple[TextItems, ...]

    @property
    def texts(self) -> tuple[TextItems, ...]:
        """Those between its bars."""
        return self.items


@dataclass(frozen=True, slots=True)
class Styled(TextForm):
    """`*emphasis*` (style "*") or `**strong**` (style "**")."""

    at: int
    end: int
    style: str
    items: TextItems

    @property
    def texts(self) -> tuple[TextItems, ...]:
        """The text that is emphasised."""
        return (self.items,)


TextItem = str | Show | Conditional | Variation | Styled
TextItems = tuple[TextItem, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """`-> …`. Kind is "scene", "point" (of the same scene), "value", "back", "end" or "any".

    The target is a scene, a point, an ending's name or a tag; of `-> {place}`, `value` says the scene, and of
    `-> scene.point`, `point` the place in it. `returns` is true for a visit, `-> scene ->`, `leaves` where the visit
    under way ends first, `-> back -> scene`. `was` are the old names of an ending.
    """

    at: int
    end: int
    kind: str
    target: str | None = None
    target_at: int = 0
    arguments: tuple[Expression, ...] = ()
    returns: bool = False
    was: tuple[Name, ...] = ()
    point: str | None = None
    value: Expression | None = None
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class TagValue:
    """The value of `#tag={value}` that holds inline forms: of the tag with that number in its line."""

    number: int
    items: TextItems


@dataclass(frozen=True, slots=True)
class Line:
    """What can stand on a line of text: items, trailing tags, and a move at its end.

    Tags are as they are written, without their `#`; `values` are those of tags whose values hold inline forms. `joins`
    says where a `<>` joins it: "<" to what stands before, ">" to what comes behind, "<>" to both.
    """

    at: int
    end: int
    items: TextItems
    tags: tuple[str, ...] = ()
    move: Move | None = None
    joins: str = ""
    values: tuple[TagValue, ...] = ()


# ---------------------------------------------------------------- statements


@dataclass(frozen=True, slots=True)
class Prose:
    """One or more lines of prose, or of dialogue if there is a speaker."""

    at: int
    line: Line
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """A blank line: the paragraph ends."""

    at: int


@dataclass(frozen=True, slots=True)
class Guard:
    """`{if c}`, `{needs c: reason}` or `{otherwise}` before a choice's text; kind is its first word."""

    at: int
    end: int
    kind: str
    condition: Expression | None = None
    reason: Line | None = None


@dataclass(frozen=True, slots=True)
class Loop:
    """`for name in set:` on a choice's line: a choice for each name. `at` and `end` are those of the loop's name."""

    at: int
    end: int
    name: str
    value: Expression


class BlockStatement:
    """A statement with blocks, and all that most of the engine has to know of it.

    `blocks` are in the order of the source; `conditions` stand on its own lines, and are resolved before the blocks;
    with `word` it begins, behind its `~`. Where nothing else is said, each block is gone through or not.
    """

    __slots__ = ()
    word = ""

    @property
    def blocks(self) -> tuple[Body, ...]:
        """Its blocks."""
        raise NotImplementedError

    @property
    def conditions(self) -> tuple[Expression, ...]:
        """The conditions on its own lines."""
        return ()

    def with_blocks(self, blocks: Sequence[Body]) -> Statement:
        """The same with other blocks, as many."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class ChoiceStatement(BlockStatement):
    """`* (label was old) text` (once) or `+ …`. Without a label the id is made of `source`, the text as written."""

    at: int
    end: int
    once: bool
    label: str | None
    label_at: int
    guards: tuple[Guard, ...]
    line: Line
    source: str
    body: Body = ()
    was: tuple[Name, ...] = ()
    loop: Loop | None = None

    @property
    def blocks(self) -> tuple[Body, ...]:
        """What stands below it, if anything."""
        return (self.body,) if self.body else ()

    def with_blocks(self, blocks: Sequence[Body]) -> ChoiceStatement:
        """The same with another block."""
        return replace(self, body=blocks[0]) if blocks else self


@dataclass(frozen=True, slots=True)
class Each:
    """`* each #tag`: a choice for each scene with that tag."""

    at: int
    end: int
    once: bool
    guards: tuple[Guard, ...]
    tag: str
    tag_at: int
    returns: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """`<- scene`: the choices of that scene join the ones beside it."""

    at: int
    end: int
    target: str
    target_at: int
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Set:
    """`~ name = value`, `+=`, `-=`."""

    at: int
    end: int
    name: str
    operator: str
    value: Expression


@dataclass(frozen=True, slots=True)
class Let:
    """`~ let name = value`."""

    at: int
    end: int
    name: str
    type: TypeNode | None
    value: Expression


@dataclass(frozen=True, slots=True)
class Ask:
    """`~ ask name: prompt`."""

    at: int
    end: int
    name: str
    prompt: Line


@dataclass(frozen=True, slots=True)
class If(BlockStatement):
    """`~ if`, `~ elif`, `~ else`, with their blocks.

    `arms` is not empty where it holds the choices of another one's arms (menus.py): "apart" where a blank line parts
    them from the choices that follow, else "close".
    """

    at: int
    branches: tuple[tuple[Expression, Body], ...]
    otherwise: Body
    arms: str = ""

    @property
    def blocks(self) -> tuple[Body, ...]:
        """Those of its branches, and of `~ else`, which may be empty."""
        return (*[body for _, body in self.branches], self.otherwise)

    @property
    def conditions(self) -> tuple[Expression, ...]:
        """Those of its branches."""
        return tuple([condition for condition, _ in self.branches])

    def with_blocks(self, blocks: Sequence[Body]) -> If:
        """The same with other blocks."""
        branches = tuple(zip(self.conditions, blocks[:-1], strict=True))
        return replace(self, branches=branches, otherwise=blocks[-1])


@dataclass(frozen=True, slots=True)
class Vary(BlockStatement):
    """`~ cycle:` and the like, with a block for each `-` item."""

    at: int
    end: int
    kind: str
    items: tuple[Body, ...]

    @property
    def blocks(self) -> tuple[Body, ...]:
        """Its items."""
        return self.items

    def with_blocks(self, blocks: Sequence[Body]) -> Vary:
        """The same with other items."""
        return replace(self, items=tuple(blocks))


@dataclass(frozen=True, slots=True)
class For(BlockStatement):
    """`~ for name in set:`, with its block. `at` and `end` are those of the name."""

    at: int
    end: int
    name: str
    value: Expression
    body: Body = ()

    @property
    def blocks(self) -> tuple[Body, ...]:
        """Its block."""
        return (self.body,)

    def with_blocks(self, blocks: Sequence[Body]) -> For:
        """The same with another block."""
        return replace(self, body=blocks[0])


@dataclass(frozen=True, slots=True)
class Jump:
    """A move on a line of its own."""

    at: int
    move: Move


@dataclass(frozen=True, slots=True)
class Point:
    """`-- name (was old)`: a place inside a scene. `--` alone has no name, ""; branches meet there."""

    at: int
    end: int
    name: str
    was: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Do:
    """`~ function(…)`: a call for what it does."""

    at: int
    end: int
    call: Expression


@dataclass(frozen=True, slots=True)
class Return:
    """`~ return value`, in a function."""

    at: int
    end: int
    value: Expression


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that could not be read; what is wrong has been said."""

    at: int
    end: int


Statement = (
    Prose
    | Break
    | ChoiceStatement
    | Each
    | Thread
    | Set
    | Let
    | Ask
    | If
    | Vary
    | For
    | Do
    | Return
    | Jump
    | Point
    | Unread
)
Body = tuple[Statement, ...]


# ---------------------------------------------------------------- the whole


@dataclass(frozen=True, slots=True)
class TypeNode:
    """A type as written. Kind: "truth", "number", "range", "names", "set" or "text".

    The offsets of its bounds and its names count from `base`. `was` has the old names of each name, the latest first;
    empty where no name has any.
    """

    at: int
    end: int
    kind: str
    low: ExpressionNode | None = None
    high: ExpressionNode | None = None
    names: tuple[Name, ...] = ()
    was: tuple[tuple[Name, ...], ...] = ()
    base: int = 0


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a scene or a `def`, with its type where one is written."""

    at: int
    end: int
    name: str
    type: TypeNode | None


@dataclass(frozen=True, slots=True)
class Var:
    """`var name (was old): type = value`; offsets of old names, of its type's bounds and names count from `base`."""

    source: Source
    at: int
    end: int
    name: str
    type: TypeNode | None
    value: Expression | None
    base: int = 0
    was: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Const:
    """`const NAME = value`."""

    source: Source
    at: int
    end: int
    name: str
    value: Expression


@dataclass(frozen=True, slots=True)
class Def:
    """`def name(parameters) = value`, or `def name(parameters):` and its `body`, from `body_at` to `body_end`."""

    source: Source
    at: int
    end: int
    name: str
    parameters: tuple[Parameter, ...]
    value: Expression | None
    body: Body = ()
    body_at: int = 0
    body_end: int = 0


@dataclass(frozen=True, slots=True)
class Extern:
    """`extern name(types) -> type`; the offsets in its types count from `base`."""

    source: Source
    at: int
    end: int
    name: str
    parameters: tuple[TypeNode, ...]
    result: TypeNode
    base: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """`claim …`. Kind: "never", "reach", "only_after" or "ending". Points are names or, in quotes, endings."""

    source: Source
    at: int
    end: int
    kind: str
    condition: Expression | None = None
    point: Name | Text | None = None
    after: Name | Text | None = None


@dataclass(frozen=True, slots=True)
class UnreadableDeclaration:
    """A declaration that could not be read but for its name, so that uses of the name are not reported as well."""

    source: Source
    at: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class HeaderEntry:
    """A header line `key: value`."""

    source: Source
    at: int
    end: int
    key: str
    value: str
    value_at: int


@dataclass(frozen=True, slots=True)
class Property:
    """`~ when c`, `~ once` or `~ priority n` under a heading."""

    at: int
    end: int
    kind: str
    value: Expression | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """`== name(parameters) (was old): Title #tags`; `at` and `end` are those of the name. `was`: the latest first."""

    at: int
    end: int
    name: str
    parameters: tuple[Parameter, ...]
    title: str
    tags: tuple[str, ...]
    was: tuple[Name, ...] = ()

    @property
    def origin(self) -> str:
        """The scene's first name, by which its draws are known: renaming it leaves them as they were."""
        return self.was[-1].name if self.was else self.name


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene: its heading, the properties under it, and what happens in it."""

    source: Source
    heading: Heading
    properties: tuple[Property, ...]
    body: Body
    end: int

    @property
    def name(self) -> str:
        """The scene's name."""
        return self.heading.name


Declaration = Var | Const | Def | Extern | Claim | UnreadableDeclaration


@dataclass(frozen=True, slots=True)
class StoryTree:
    """A story as written: the files it is made of, header entries, declarations and scenes, in order.

    It is not `complete` when a file of it could not be read: a name that is nowhere may then be known there.
    """

    sources: tuple[Source, ...]
    entries: tuple[HeaderEntry, ...]
    declarations: tuple[Declaration, ...]
    scenes: tuple[Scene, ...]
    status: Line | None = None
    complete: bool = True
