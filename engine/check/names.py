"""The names of a story: what is declared, once each, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from engine.check.blocks import TEXTS, statements_of
from engine.check.choice_ids import name_choices
from engine.check.constants import fixed_numbers
from engine.check.declared_types import type_of
from engine.check.spelling import Speller
from engine.data_classes import dataclass, field
from engine.diagnostics import Report
from engine.patterns import regex
from engine.program.functions import BUILT_INS, FULL, BuiltIn, Interval
from engine.program.intervals import interval_of_type
from engine.program.nodes import Expression as Code
from engine.program.nodes import Reference, VarRef
from engine.program.program import FUNCTION
from engine.program.types import ANY, Type, Value
from engine.source import Source, SourceSpan
from engine.syntax.messages import as_name
from engine.syntax.tree import (
    Body,
    ChoiceStatement,
    Claim,
    Const,
    Declaration,
    Def,
    Extern,
    Heading,
    Point,
    Prose,
    Scene,
    Statement,
    StoryTree,
    UnreadableDeclaration,
    Var,
)

if TYPE_CHECKING:
    from engine.check.incremental import Memory

Kind = TypeVar("Kind")
RESERVED_SCENES = ("end", "back", "any", "each")


@dataclass(slots=True)
class Variable:
    """A `var`, with the number by which the program knows it."""

    node: Var
    index: int
    type: Type = ANY
    initial: Value = 0
    reads: int = 0
    writes: int = 0


@dataclass(slots=True)
class Constant:
    """A `const` and its value."""

    node: Const
    type: Type = ANY
    value: Value = ""
    settled: bool = False


@dataclass(slots=True)
class Function:
    """A `def` or an `extern`. `body` is the resolved one of a `def` that is an expression, once it has been checked.

    The `kind` of one with lines is "value", "text" (it prints) or "action"; `acts` says whether it does anything more.
    """

    node: Def | Extern
    index: int
    parameters: list[Type] = field(default_factory=list)
    result: Type = ANY
    body: Code = 0
    checked: bool = False
    kind: str = "value"
    acts: bool = False
    effects: bool = False
    cost: int = 1
    depth: int = 1


@dataclass(slots=True)
class SceneNames:
    """A scene, with the types of its parameters, the choices that have labels, and all its statements in a row.

    `by_kind` are these by their classes, `texts` those that hold text of their own. `points` are its points by name.
    """

    node: Scene
    index: int
    parameters: list[Type] = field(default_factory=list)
    labels: dict[str, ChoiceStatement] = field(default_factory=dict)
    choice_ids: dict[int, str] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    by_kind: dict[type, list[Statement]] = field(default_factory=dict)
    texts: list[Prose | ChoiceStatement] = field(default_factory=list)
    points: dict[str, Point] = field(default_factory=dict)
    # What functions make of its tree alone; see `of_scene`.
    values: dict[Callable[[SceneNames], object], object] = field(default_factory=dict)

    def hold(self, body: Body) -> None:
        """Note the statements of its body."""
        statements, by_kind = statements_of(body), dict[type, list[Statement]]()
        for one in statements:
            of_kind = by_kind.get(one.__class__)
            if of_kind is None:
                by_kind[one.__class__] = [one]
            else:
                of_kind.append(one)
        self.statements, self.by_kind = statements, by_kind
        self.texts = [one for one in statements if one.__class__ in TEXTS]  # type: ignore[misc]  # they are texts

    def of_kind(self, kind: type[Kind]) -> list[Kind]:
        """The statements of a class, in the order of the source."""
        return self.by_kind.get(kind, [])  # type: ignore[return-value]  # they are of it

    @property
    def places(self) -> list[str]:
        """The names of what is counted in the scene: choices with labels, and points."""
        return [*self.labels, *self.points]


class Names:
    """All names of a story. Building it reports duplicates and what is wrong with types."""

    def __init__(self, story: StoryTree, report: Report, memory: Memory | None = None) -> None:
        self.story = story
        self.report = report
        self.memory = memory
        self.speller = Speller()
        self.language = next((one.value.strip() for one in story.entries if one.key == "language"), "")
        self.variables: dict[str, Variable] = {}
        self.constants: dict[str, Constant] = {}
        self.functions: dict[str, Function] = {}
        self.scenes: dict[str, SceneNames] = {}
        # Scenes that cannot be moved to, and their names: taken, or not names at all.
        self.others: list[SceneNames] = []
        # The bodies of functions, by name, each like a scene.
        self.bodies: dict[str, SceneNames] = {}
        self.refused: set[str] = set()
        # Names of which it has been said what is wrong; for each misspelt one, what it probably means.
        self.broken: set[str] = set()
        self.meant: dict[str, str] = {}
        # Where each of them was found first, by code and name; and the scenes that had another name, by the old one.
        self.misspelt: dict[tuple[str, str], SourceSpan] = {}
        self.near_scenes: dict[str, str | None] = {}
        # The names behind `~ let` in the whole story, once something has asked for them.
        self.let_names: set[str] | None = None
        self.name_at: dict[tuple[str, SourceSpan], str] = {}
        self.renamed: dict[str, str] = {}
        # Words of headings that could not be read: scenes may have been meant to have these names.
        self.reported_headings: set[str] = set()
        self.owners: dict[str, str] | None = None
        self.titled: dict[str, list[str]] | None = None
        self.intervals: list[Interval] = []
        self.fixed_numbers = fixed_numbers(story.declarations)
        self.enumerations: dict[str, dict[Type, None]] = {}
        # How players know names of enumerations and sets, where that is told.
        self.words: dict[str, str] = {}
        self.tags: dict[str, list[str]] = {}
        self.places: dict[str, tuple[Source, int, int]] = {}
        self._declare_all()

    def built_in(self, name: str) -> BuiltIn | None:  # type: ignore[explicit-any]  # a row has functions of any number of values
        """The function of the language that a call means: the story's own names come first, where they may."""
        row = BUILT_INS.get(name)
        return None if row is None or (row.yields and name in self.places) else row

    def tellings(self) -> Iterator[SceneNames]:
        """All that holds prose: the scenes, and the bodies of functions."""
        yield from self.scenes.values()
        yield from self.bodies.values()

    # ------------------------------------------------------------ declaring

    def _declare_all(self) -> None:
        for declaration in self.story.declarations:
            if not isinstance(declaration, Claim) and self._is_new(declaration):
                self._declare(declaration)
        for scene in self.story.scenes:
            self._declare_scene(scene)
        for names in self.scenes.values():
            for point in names.points.values() if names.points else ():
                self._check_point(names, point)
        for name, types in self.enumerations.items():
            if name in self.places and types:
                source, at, end = self.places[name]
                if name not in self.scenes and name not in self.broken:
                    message = f"`{name}` is also a name of an enumeration"
                    self.report.error("NC110", source.span(at, end), message, "give one of them another name")

    def _check_point(self, scene: SceneNames, point: Point) -> None:
        """Report a point that a move or a question could take for something else."""
        source = scene.node.source
        span, hint = source.span(point.at, point.end), "give one of them another name"
        if point.name in RESERVED_SCENES:
            message = f"`{point.name}` is a word of the language"
            self.report.error("NC112", span, message, "choose another name; for a dash write `\\--`")
        elif point.name in self.scenes:
            heading = self.scenes[point.name].node.heading
            other = self.scenes[point.name].node.source.span(heading.at, heading.end)
            hint = f"to go there, write `-> {point.name}`; else {hint}"
            self.report.error("NC110", span, f"`{point.name}` is a scene as well", hint, (other, "the scene"))
        elif point.name in scene.labels:
            choice = scene.labels[point.name]
            other = source.span(choice.label_at, choice.label_at + len(point.name))
            self.report.error(
                "NC111", span, f"a choice of this scene is labelled `{point.name}`", hint, (other, "here")
            )

    def _is_new(self, declaration: Declaration) -> bool:
        name = declaration.name  # type: ignore[union-attr]  # claims have none and are not asked
        if isinstance(declaration, UnreadableDeclaration) and name in self.places:
            return False  # what is wrong with it has been said
        return self._claim(declaration.source, declaration.at, declaration.end, name)

    def _claim(self, source: Source, at: int, end: int, name: str) -> bool:
        if name in BUILT_INS and not BUILT_INS[name].yields:
            message = f"`{name}` is a word of the language"
            self.report.error("NC112", source.span(at, end), message, "choose another name")
            return False
        if name in self.places and name not in self.broken:
            first = source.span(at, end)
            other = self.places[name][0].span(*self.places[name][1:])
            hint = "give one of them another name"
            self.report.error("NC110", first, f"the name `{name}` is taken", hint, (other, "it is declared here"))
            return False
        self.places[name] = (source, at, end)
        return True

    def _declare(self, declaration: Declaration) -> None:
        if isinstance(declaration, UnreadableDeclaration):
            # The names in its type are no further mistakes, either.
            self.broken.add(declaration.name)
            self.broken.update(WORD.findall(declaration.source.text, declaration.at, declaration.end))
        elif isinstance(declaration, Var):
            variable = Variable(declaration, _number_in(self.variables, declaration.name))
            if declaration.type is not None:
                variable.type = type_of(self, declaration.type, declaration.source, declaration.base)
            self.variables[declaration.name] = variable
        elif isinstance(declaration, Const):
            self.constants[declaration.name] = Constant(declaration)
        elif isinstance(declaration, Def):
            self.functions[declaration.name] = Function(declaration, _number_in(self.functions, declaration.name))
            if declaration.value is None:
                self.bodies[declaration.name] = _body_of(declaration)
        elif isinstance(declaration, Extern):
            function = Function(declaration, _number_in(self.functions, declaration.name), checked=True)
            source, base = declaration.source, declaration.base
            function.parameters = [type_of(self, one, source, base) for one in declaration.parameters]
            function.result = type_of(self, declaration.result, source, base)
            self.functions[declaration.name] = function

    def _declare_scene(self, scene: Scene) -> None:
        heading = scene.heading
        known = None if self.memory is None else self.memory.names_of(scene)
        if known is None or heading.parameters:
            names = SceneNames(scene, len(self.scenes))
        else:
            names, known.index = known, len(self.scenes)
        if heading.name in RESERVED_SCENES:
            message = f"`{heading.name}` is a word of the language"
            self.report.error("NC112", scene.source.span(heading.at, heading.end), message, "choose another name")
            self._refuse(names)
        elif heading.name.startswith("?") or not self._claim(scene.source, heading.at, heading.end, heading.name):
            self._refuse(names)
        else:
            self.scenes[heading.name] = names
            if heading.was:
                self.renamed.update((one.name, heading.name) for one in heading.was)
        for parameter in heading.parameters:
            type = ANY if parameter.type is None else type_of(self, parameter.type, scene.source, parameter.type.base)
            names.parameters.append(type)
        for tag in heading.tags:
            if heading.name in self.scenes:
                self.tags.setdefault(tag.partition("=")[0], []).append(heading.name)
        if names is not known:
            self._declare_choices(names, known)

    def _refuse(self, scene: SceneNames) -> None:
        self.others.append(scene)
        # Where the heading is wrong, a move to any word of it is no further mistake.
        source = scene.node.source
        line = source.line(source.line_of(scene.node.heading.at))
        self.refused.update((scene.node.name, *WORD.findall(line), as_name(line.strip("= \t").partition(":")[0])))

    def _declare_choices(self, names: SceneNames, known: SceneNames | None) -> None:
        if known is not None:
            names.statements, names.labels, names.choice_ids = known.statements, known.labels, known.choice_ids
            names.by_kind = known.by_kind
            names.points, names.texts, names.values = known.points, known.texts, known.values
            return
        found = len(self.report.found)
        if self.memory is not None:
            names.values = self.memory.values_of(names.node)
        name_choices(self.report, names.node, names)
        if self.memory is not None and len(self.report.found) == found:
            self.memory.keep_names(names)

    # ------------------------------------------------------------ types

    def enumeration_of(self, name: str) -> Type | None:
        """The enumeration that a name belongs to, where it belongs to one only."""
        types = [one for one in self.enumerations.get(name, ()) if one.kind == "names"]
        return types[0] if len(types) == 1 else None

    def known_functions(self) -> list[str]:
        """The names of all functions, built in or not."""
        return [*self.functions, *BUILT_INS]

    def interval_of_variable(self, reference: Reference) -> Interval:
        """The least and the greatest value of a variable; truth values count as 0 and 1. Nothing is known of locals."""
        if len(self.intervals) != len(self.variables):
            self.intervals = [interval_of_type(variable.type) for variable in self.variables.values()]
        return self.intervals[reference.number] if isinstance(reference, VarRef) else FULL

    def ids_of_choices(self) -> dict[int, str]:
        """The ids by which saved paths know the choices, by the `id` of their nodes."""
        return {node: own for scene in self.scenes.values() for node, own in scene.choice_ids.items()}

    def owner_of(self, label: str) -> str | None:
        """A scene that has a choice with the label, or a point of that name."""
        if self.owners is None:
            self.owners = {one: scene.node.name for scene in self.scenes.values() for one in scene.places}
        return self.owners.get(label)

    def titled_with(self, word: str) -> list[str]:
        """The scenes whose title has a word with a capital: `Anchor`, of the scene `inn: The Anchor`."""
        if self.titled is None:
            self.titled = {}
            for name, scene in self.scenes.items():
                for one in {*WORDS_OF_TITLE.findall(scene.node.heading.title)}:
                    self.titled.setdefault(one, []).append(name)
        return self.titled.get(word, []) if word[:1].isupper() else []

    # ------------------------------------------------------------ unknown names


def _number_in(declared: Mapping[str, Variable | Function], name: str) -> int:
    """The number of a new name; one that is declared again, because the first time was wrong, keeps its own."""
    known = declared.get(name)
    return len(declared) if known is None else known.index


def _body_of(node: Def) -> SceneNames:
    """The body of a function, like a scene."""
    heading = Heading(node.at, node.end, f"{FUNCTION}{node.name}", node.parameters, "", ())
    scene = Scene(node.source, heading, (), node.body, node.body_end)
    names = SceneNames(scene, 0)
    names.hold(node.body)
    return names


WORD = regex(r"[^\W\d]\w*")
WORDS_OF_TITLE = regex(r"\w+")
