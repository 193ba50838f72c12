"""What an ink file says, as a small tree: content in a row, as ink itself has it, with its line ends as nodes."""

from __future__ import annotations

from dataclasses import dataclass, field

# ---------------------------------------------------------------- expressions


@dataclass(frozen=True, slots=True)
class InkNumber:
    """A whole number."""

    value: int


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number with a point, as written."""

    written: str


@dataclass(frozen=True, slots=True)
class InkTruth:
    """`true` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class String:
    """A text in quotes, which can hold inline logic."""

    content: Content


@dataclass(frozen=True, slots=True)
class InkName:
    """A variable, a list item, or a place whose visits are meant: `a`, `knot.stitch`."""

    path: str


@dataclass(frozen=True, slots=True)
class Target:
    """`-> place` as a value."""

    path: str


@dataclass(frozen=True, slots=True)
class Items:
    """`(a, b)`, `(colour.red)`, `()`: a list as a value."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InkCall:
    """`f(x)`."""

    name: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class InkUnary:
    """`-x` or `not x`."""

    operator: str
    operand: Expression


@dataclass(frozen=True, slots=True)
class InkBinary:
    """`left operator right`, with one name for each operator: `and`, `or`, `mod`, `has`, `hasnt`, `^` …"""

    operator: str
    left: Expression
    right: Expression


Expression = InkNumber | Decimal | InkTruth | String | InkName | Target | Items | InkCall | InkUnary | InkBinary

# ---------------------------------------------------------------- content


@dataclass(frozen=True, slots=True)
class InkText:
    """Plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Newline:
    """The end of a line of content."""


@dataclass(frozen=True, slots=True)
class Glue:
    """`<>`."""


@dataclass(frozen=True, slots=True)
class Tag:
    """`# words`."""

    content: Content
    line: int


@dataclass(frozen=True, slots=True)
class Print:
    """`{expression}`."""

    value: Expression
    line: int


@dataclass(frozen=True, slots=True)
class InkBranch:
    """A case of a condition; without one of its own it is the `else`."""

    condition: Expression | None
    content: Content


@dataclass(frozen=True, slots=True)
class InkConditional:
    """`{c: a|b}` and its block form. With a `query`, the conditions are what it is compared with."""

    branches: tuple[InkBranch, ...]
    query: Expression | None
    inline: bool
    line: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """`{a|b}` and its block form; kinds are of "stopping", "cycle", "once", "shuffle"."""

    kinds: frozenset[str]
    items: tuple[Content, ...]
    inline: bool
    line: int


@dataclass(frozen=True, slots=True)
class Divert:
    """Kind "go", "tunnel", "thread", or "onwards" (`->->`, the path then says where to, or is empty)."""

    kind: str
    path: str
    arguments: tuple[Expression, ...]
    line: int


@dataclass(frozen=True, slots=True)
class InkChoice:
    """`* text[only in the choice]only printed`; `diverts` stand at the end of its line."""

    depth: int
    once: bool
    label: str
    conditions: tuple[Expression, ...]
    start: Content
    only: Content
    inner: Content
    diverts: Content
    is_fallback: bool
    line: int


@dataclass(frozen=True, slots=True)
class Gather:
    """`- (label)`."""

    depth: int
    label: str
    line: int


@dataclass(frozen=True, slots=True)
class InkAssign:
    """`~ name = value`; operator "=", "+=" or "-="; with `temp`, it declares."""

    name: str
    operator: str
    value: Expression
    temp: bool
    line: int


@dataclass(frozen=True, slots=True)
class InkReturn:
    """`~ return value`."""

    value: Expression | None
    line: int


@dataclass(frozen=True, slots=True)
class InkDo:
    """`~ f(x)`."""

    call: InkCall
    line: int


@dataclass(frozen=True, slots=True)
class InkComment:
    """A comment, or what the author still has to do (`TODO: …`)."""

    text: str
    line: int


Node = (
    InkText
    | Newline
    | Glue
    | Tag
    | Print
    | InkConditional
    | Sequence
    | Divert
    | InkChoice
    | Gather
    | InkAssign
    | InkReturn
    | InkDo
    | InkComment
)
Content = tuple[Node, ...]

# ---------------------------------------------------------------- declarations


@dataclass(frozen=True, slots=True)
class VariableDeclaration:
    """`VAR` and `CONST`."""

    name: str
    value: Expression
    constant: bool
    file: int
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list."""

    name: str
    value: int
    is_in: bool


@dataclass(frozen=True, slots=True)
class List:
    """`LIST name = a, (b)`."""

    name: str
    items: tuple[Item, ...]
    file: int
    line: int


@dataclass(frozen=True, slots=True)
class External:
    """`EXTERNAL f(a)`."""

    name: str
    parameters: tuple[str, ...]
    file: int
    line: int


@dataclass(frozen=True, slots=True)
class InkParameter:
    """Of a knot; a `reference` is the caller's variable."""

    name: str
    reference: bool


@dataclass(slots=True)
class Flow:
    """A knot, a stitch, a function, or what stands before the first knot (with an empty name)."""

    name: str
    parameters: tuple[InkParameter, ...]
    is_function: bool
    file: int
    line: int
    content: Content = ()
    stitches: list[Flow] = field(default_factory=list)


@dataclass(slots=True)
class InkStory:
    """A whole story. `files` are the names of its files; `lines` what stands in them."""

    files: list[str]
    lines: list[list[str]]
    root: Flow
    knots: list[Flow]
    variables: list[VariableDeclaration]
    lists: list[List]
    externals: list[External]
    # Comments above declarations, by file.
    notes: list[tuple[int, InkComment]]
