"""The names of a story: what is declared, once each, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from engine.check.spelling import Speller
from engine.check.types import ANY, MOST, NUMBER, TEXT, TRUTH, Type
from engine.diagnostics import Report
from engine.source import Source
from engine.syntax.tree import (
    Binary,
    Body,
    Break,
    Broken,
    Choice,
    Claim,
    Const,
    Declaration,
    Def,
    Each,
    Extern,
    If,
    Name,
    Number,
    Scene,
    Statement,
    Story,
    Thread,
    TypeNode,
    Unary,
    Var,
    Vary,
)

RESERVED_SCENES = ("end", "back", "any", "each")
BUILT_IN = {"min", "max", "abs", "clamp", "visits", "seen", "turns", "since", "random", "chance", "words"}
MOST_SET_NAMES = 1000


@dataclass(slots=True)
class Variable:
    """A `var`, with the number by which the program knows it."""

    node: Var
    index: int
    type: Type = ANY
    initial: Any = None
    reads: int = 0
    writes: int = 0


@dataclass(slots=True)
class Constant:
    """A `const` and its value."""

    node: Const
    type: Type = ANY
    value: Any = None


@dataclass(slots=True)
class Function:
    """A `def` or an `extern`. `code` is the resolved body of a `def` once it has been checked."""

    node: Def | Extern
    index: int
    parameters: list[Type] = field(default_factory=list)
    result: Type = ANY
    code: Any = None
    checked: bool = False
    effects: bool = False
    cost: int = 1
    depth: int = 1


@dataclass(slots=True)
class SceneNames:
    """A scene, with the types of its parameters and the choices that have labels."""

    node: Scene
    index: int
    parameters: list[Type] = field(default_factory=list)
    labels: dict[str, Choice] = field(default_factory=dict)
    choice_ids: dict[int, str] = field(default_factory=dict)


class Names:
    """All names of a story. Building it reports duplicates and what is wrong with types."""

    def __init__(self, story: Story, report: Report) -> None:
        self.story = story
        self.report = report
        self.speller = Speller()
        self.variables: dict[str, Variable] = {}
        self.constants: dict[str, Constant] = {}
        self.functions: dict[str, Function] = {}
        self.scenes: dict[str, SceneNames] = {}
        self.broken: set[str] = set()
        self.enumerations: dict[str, list[Type]] = {}
        self.tags: dict[str, list[str]] = {}
        self.places: dict[str, tuple[Source, int, int]] = {}
        self._declare_all()

    # ------------------------------------------------------------ declaring

    def _declare_all(self) -> None:
        for declaration in self.story.declarations:
            if not isinstance(declaration, Claim) and self._is_new(declaration):
                self._declare(declaration)
        for scene in self.story.scenes:
            self._declare_scene(scene)
        for name, types in self.enumerations.items():
            if name in self.places and types:
                source, at, end = self.places[name]
                if name not in self.scenes:
                    message = f"`{name}` is also a name of an enumeration"
                    self.report.error("NC110", source.span(at, end), message, "give one of them another name")

    def _is_new(self, declaration: Declaration) -> bool:
        name = declaration.name  # type: ignore[union-attr]  # claims have none and are not asked
        return self._claim(declaration.source, declaration.at, declaration.end, name)

    def _claim(self, source: Source, at: int, end: int, name: str) -> bool:
        if name in BUILT_IN:
            message = f"`{name}` is a word of the language"
            self.report.error("NC112", source.span(at, end), message, "choose another name")
            return False
        if name in self.places:
            first = source.span(at, end)
            other = self.places[name][0].span(*self.places[name][1:])
            self.report.error("NC110", first, f"the name `{name}` is taken", None, (other, "it is declared here"))
            return False
        self.places[name] = (source, at, end)
        return True

    def _declare(self, declaration: Declaration) -> None:
        if isinstance(declaration, Broken):
            self.broken.add(declaration.name)
        elif isinstance(declaration, Var):
            variable = Variable(declaration, len(self.variables))
            if declaration.type is not None:
                variable.type = self.type_of(declaration.type, declaration.source, declaration.base)
            self.variables[declaration.name] = variable
        elif isinstance(declaration, Const):
            self.constants[declaration.name] = Constant(declaration)
        elif isinstance(declaration, Def):
            self.functions[declaration.name] = Function(declaration, len(self.functions))
        elif isinstance(declaration, Extern):
            function = Function(declaration, len(self.functions), checked=True)
            source, base = declaration.source, declaration.base
            function.parameters = [self.type_of(one, source, base) for one in declaration.parameters]
            function.result = self.type_of(declaration.result, source, base)
            self.functions[declaration.name] = function

    def _declare_scene(self, scene: Scene) -> None:
        heading = scene.heading
        if heading.name.startswith("?"):
            return
        if heading.name in RESERVED_SCENES:
            message = f"`{heading.name}` is a word of the language"
            self.report.error("NC112", scene.source.span(heading.at, heading.end), message, "choose another name")
            return
        if not self._claim(scene.source, heading.at, heading.end, heading.name):
            return
        names = SceneNames(scene, len(self.scenes))
        self.scenes[heading.name] = names
        for parameter in heading.parameters:
            type = ANY if parameter.type is None else self.type_of(parameter.type, scene.source, parameter.type.at)
            names.parameters.append(type)
        for tag in heading.tags:
            self.tags.setdefault(tag.partition("=")[0], []).append(heading.name)
        self._declare_choices(scene, names)

    def _declare_choices(self, scene: Scene, names: SceneNames) -> None:
        taken: dict[str, Choice] = {}
        for statement in statements_of(scene.body):
            if not isinstance(statement, Choice):
                continue
            own = statement.label or slug_of(statement.source) or "otherwise"
            names.choice_ids[id(statement)] = f"{scene.name}.{own}"
            if statement.label:
                names.labels.setdefault(statement.label, statement)
            if own in taken:
                self._report_same_id(scene, own, statement, taken[own])
            else:
                taken[own] = statement

    def _report_same_id(self, scene: Scene, own: str, choice: Choice, first: Choice) -> None:
        where = scene.source.span(first.at, first.end)
        at = choice.label_at if choice.label else choice.at
        what = f"two choices of this scene are labelled `{own}`"
        hint = "give one of them another label"
        if not (choice.label and first.label):
            what = f"two choices of this scene would both be known to saved paths as `{scene.name}.{own}`"
            hint = "give one of them a label: `* (label) Text`"
        self.report.error("NC111", scene.source.span(at, choice.end), what, hint, (where, "the other one"))

    # ------------------------------------------------------------ types

    def type_of(self, node: TypeNode, source: Source, base: int) -> Type:
        """The type that is written; `base` is the offset from which the nodes in it count."""
        if node.kind == "truth":
            return TRUTH
        if node.kind == "number":
            return NUMBER
        if node.kind == "text":
            return TEXT
        if node.kind == "range":
            return self._range(node, source, base)
        seen: list[str] = []
        for name in node.names:
            span = source.span(base + name.at, base + name.end)
            if name.name in seen:
                self.report.error("NC110", span, f"`{name.name}` stands twice in this type")
            elif len(seen) < MOST_SET_NAMES:
                seen.append(name.name)
        type = Type("names" if node.kind == "names" else "set", names=tuple(seen))
        for one in seen:
            types = self.enumerations.setdefault(one, [])
            if type not in types:
                types.append(type)
        return type

    def _range(self, node: TypeNode, source: Source, base: int) -> Type:
        low, high = self._bound(node.low, source, base), self._bound(node.high, source, base)
        if low is None or high is None:
            return ANY
        span = source.span(node.at, node.end)
        if low > high:
            self.report.error("NC202", span, f"this range is empty: {low} is more than {high}", f"write `{high}..{low}`")
            return ANY
        if max(abs(low), abs(high)) > MOST:
            self.report.error("NC202", span, "a bound of this range is too large", f"numbers stay within ±{MOST}")
            return ANY
        return Type("number", low, high)

    def _bound(self, node: Any, source: Source, base: int) -> int | None:
        if isinstance(node, Number):
            return node.value
        if isinstance(node, Unary):
            inner = self._bound(node.operand, source, base)
            return None if inner is None else -inner
        if isinstance(node, Name):
            value = self._fixed_number(node.name, 0)
            if value is not None:
                return value
            span = source.span(base + node.at, base + node.end)
            hint = self.speller.hint(node.name, self.constants)
            self.report.error("NC103", span, f"there is no number named `{node.name}`", hint)
        return None

    def _fixed_number(self, name: str, depth: int) -> int | None:
        """The value of a constant that is made of numbers and other constants; types are read before expressions."""
        for declaration in self.story.declarations:
            if isinstance(declaration, Const) and declaration.name == name and depth < 20:
                return self._fixed_value(declaration.value.root, depth)
        return None

    def _fixed_value(self, node: Any, depth: int) -> int | None:
        if isinstance(node, Number):
            return node.value
        if isinstance(node, Name):
            return self._fixed_number(node.name, depth + 1)
        if isinstance(node, Unary) and node.operator == "-":
            inner = self._fixed_value(node.operand, depth)
            return None if inner is None else -inner
        if isinstance(node, Binary) and node.operator in ("+", "-", "*"):
            left, right = self._fixed_value(node.left, depth), self._fixed_value(node.right, depth)
            if left is None or right is None:
                return None
            return {"+": left + right, "-": left - right, "*": left * right}[node.operator]
        return None


SLUG_BREAK = re.compile(r"[\W_]+")


def slug_of(text: str) -> str:
    """The part of a choice's id that is made from its source text: lower case, runs of other characters as `-`."""
    slug = SLUG_BREAK.sub("-", text.casefold()).strip("-")
    return slug if len(slug) <= 80 else slug[:80].rstrip("-")


def statements_of(body: Body) -> Iterator[Statement]:
    """All statements of a body and of the blocks in it, in the order of the source."""
    stack = [iter(body)]
    while stack:
        for statement in stack[-1]:
            yield statement
            if isinstance(statement, Choice):
                stack.append(iter(statement.body))
            elif isinstance(statement, If):
                inner = [one for _, branch in statement.branches for one in branch]
                stack.append(iter([*inner, *statement.otherwise]))
            elif isinstance(statement, Vary):
                stack.append(iter([one for item in statement.items for one in item]))
            else:
                continue
            break
        else:
            stack.pop()


def is_choice(statement: Statement) -> bool:
    """Whether a statement belongs to a group of choices: a choice, `each`, `<-`, or an `~ if` that holds only such."""
    if isinstance(statement, If):
        bodies = [body for _, body in statement.branches] + [statement.otherwise]
        filled = [[one for one in body if not isinstance(one, Break)] for body in bodies]
        return any(filled) and all(is_choice(one) for body in filled for one in body)
    return isinstance(statement, Choice | Each | Thread)

