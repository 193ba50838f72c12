"""The names of a story: what is declared, once each, and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from engine.check.blocks import blocks_of, statements_of
from engine.check.constants import fixed_numbers
from engine.check.memory import Memory
from engine.check.spelling import Speller
from engine.diagnostics import AND_HERE, Edit, Fix, Report
from engine.program.functions import BUILT_INS, FULL, BuiltIn, Interval
from engine.program.intervals import interval_of_type
from engine.program.limits import MOST, MOST_ANSWER, MOST_SET_NAMES
from engine.program.nodes import Expression as Code
from engine.program.nodes import Reference, VarRef
from engine.program.program import FUNCTION
from engine.program.slugs import slug_of
from engine.program.types import ANY, NUMBER, TEXT, TRUTH, Type, Value
from engine.source import Source, SourceSpan
from engine.syntax.messages import as_name
from engine.syntax.tree import (
    Body,
    ChoiceStatement,
    Claim,
    Const,
    Declaration,
    Def,
    ExpressionNode,
    Extern,
    Heading,
    Member,
    Name,
    Number,
    Point,
    Prose,
    Scene,
    Statement,
    StoryTree,
    TypeNode,
    Unary,
    UnreadableDeclaration,
    Var,
)

TEXTS = (Prose, ChoiceStatement)
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

    `texts` are those that hold text of their own. `points` are its points by name.
    """

    node: Scene
    index: int
    parameters: list[Type] = field(default_factory=list)
    labels: dict[str, ChoiceStatement] = field(default_factory=dict)
    choice_ids: dict[int, str] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    texts: list[Prose | ChoiceStatement] = field(default_factory=list)
    points: dict[str, Point] = field(default_factory=dict)
    # What functions make of its tree alone; see `of_scene`.
    values: dict[Callable[[SceneNames], object], object] = field(default_factory=dict)

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
        self.name_at: dict[tuple[str, SourceSpan], str] = {}
        self.renamed: dict[str, str] = {}
        # Words of headings that could not be read: scenes may have been meant to have these names.
        self.reported_headings: set[str] = set()
        self.owners: dict[str, str] | None = None
        self.intervals: list[Interval] = []
        self.fixed_numbers = fixed_numbers(story.declarations)
        self.enumerations: dict[str, dict[Type, None]] = {}
        # How players know names of enumerations and sets, where that is told.
        self.words: dict[str, str] = {}
        self.tags: dict[str, list[str]] = {}
        self.places: dict[str, tuple[Source, int, int]] = {}
        self._declare_all()

    def built_in(self, name: str) -> BuiltIn | None:  # type: ignore[explicit-any]  # see calls.py
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
            variable = Variable(declaration, len(self.variables))
            if declaration.type is not None:
                variable.type = self.type_of(declaration.type, declaration.source, declaration.base)
            self.variables[declaration.name] = variable
        elif isinstance(declaration, Const):
            self.constants[declaration.name] = Constant(declaration)
        elif isinstance(declaration, Def):
            self.functions[declaration.name] = Function(declaration, len(self.functions))
            if declaration.value is None:
                self.bodies[declaration.name] = _body_of(declaration)
        elif isinstance(declaration, Extern):
            function = Function(declaration, len(self.functions), checked=True)
            source, base = declaration.source, declaration.base
            function.parameters = [self.type_of(one, source, base) for one in declaration.parameters]
            function.result = self.type_of(declaration.result, source, base)
            self.functions[declaration.name] = function

    def _declare_scene(self, scene: Scene) -> None:
        heading = scene.heading
        names = SceneNames(scene, len(self.scenes))
        if heading.name in RESERVED_SCENES:
            message = f"`{heading.name}` is a word of the language"
            self.report.error("NC112", scene.source.span(heading.at, heading.end), message, "choose another name")
            self._refuse(names)
        elif heading.name.startswith("?") or not self._claim(scene.source, heading.at, heading.end, heading.name):
            self._refuse(names)
        else:
            self.scenes[heading.name] = names
            self.renamed.update((one.name, heading.name) for one in heading.was)
        for parameter in heading.parameters:
            type = ANY if parameter.type is None else self.type_of(parameter.type, scene.source, parameter.type.base)
            names.parameters.append(type)
        for tag in heading.tags:
            if heading.name in self.scenes:
                self.tags.setdefault(tag.partition("=")[0], []).append(heading.name)
        self._declare_choices(scene, names)

    def _refuse(self, scene: SceneNames) -> None:
        self.others.append(scene)
        # Where the heading is wrong, a move to any word of it is no further mistake.
        source = scene.node.source
        line = source.line(source.line_of(scene.node.heading.at))
        self.refused.update((scene.node.name, *WORD.findall(line), as_name(line.strip("= \t").partition(":")[0])))

    def _declare_choices(self, scene: Scene, names: SceneNames) -> None:
        known = None
        if self.memory is not None:
            known, names.values = self.memory.choices(scene), self.memory.values(scene)
        if known is not None:
            names.statements, names.labels, names.choice_ids = known.statements, known.labels, known.choice_ids
            names.points, names.texts = known.points, known.texts
            return
        found = len(self.report.found)
        self._name_choices(scene, names)
        if self.memory is not None and len(self.report.found) == found:
            self.memory.keep_choices(names)

    def _name_choices(self, scene: Scene, names: SceneNames) -> None:
        taken: dict[str, ChoiceStatement] = {}
        same: dict[str, list[ChoiceStatement]] = {}
        nameless = 0
        names.statements = list(statements_of(scene.body))
        names.texts = [one for one in names.statements if isinstance(one, TEXTS)]
        for statement in names.statements:
            if isinstance(statement, Point) and statement.name:
                self._name_point(scene, names, statement)
            if not isinstance(statement, ChoiceStatement):
                continue
            own = statement.label or slug_of(statement.source)
            if not own:
                # It never shows, so that its id is free: the first is `otherwise`, the next `otherwise-2`.
                nameless += 1
                own = "otherwise" if nameless == 1 else f"otherwise-{nameless}"
            names.choice_ids[id(statement)] = f"{scene.name}.{own}"
            if statement.label:
                names.labels.setdefault(statement.label, statement)
            other = taken.setdefault(own, statement)
            if other is statement:
                continue
            if statement.label and other.label:
                self._report_same_label(scene, own, statement, other)
            else:
                same.setdefault(own, [other]).append(statement)
        if same:
            self._tell_apart(scene, names, same)

    def _name_point(self, scene: Scene, names: SceneNames, point: Point) -> None:
        first = names.points.setdefault(point.name, point)
        if first is not point:
            where = scene.source.span(first.at, first.end)
            what, hint = f"two points of this scene are named `{point.name}`", "give one of them another name"
            self.report.error("NC111", scene.source.span(point.at, point.end), what, hint, (where, "the other one"))

    def _report_same_label(self, scene: Scene, own: str, choice: ChoiceStatement, first: ChoiceStatement) -> None:
        where = scene.source.span(first.at, first.end)
        what, hint = f"two choices of this scene are labelled `{own}`", "give one of them another label"
        self.report.error("NC111", scene.source.span(choice.label_at, choice.end), what, hint, (where, "the other one"))

    def _tell_apart(self, scene: Scene, names: SceneNames, same: dict[str, list[ChoiceStatement]]) -> None:
        """Give choices of the same text ids by the choices that they stand under, then by their number.

        None of them keeps the id that one alone would have: a play that was saved before there were two stops, and
        says so, where it cannot be told which was meant.
        """
        parents = _parents_of(scene.body)
        group_of = {id(one): own for own, choices in same.items() for one in choices if one.label is None}
        beside: dict[tuple[str, int], list[ChoiceStatement]] = {}
        for statement in names.statements:
            if isinstance(statement, ChoiceStatement) and id(statement) in group_of:
                beside.setdefault((group_of[id(statement)], id(parents.get(id(statement)))), []).append(statement)
        number_of = {id(one): number for equal in beside.values() for number, one in enumerate(equal, 1)}
        # A choice stands behind the one that it stands under: that has its id by then.
        for statement in names.statements:
            own = group_of.get(id(statement))
            if own is None or not isinstance(statement, ChoiceStatement):
                continue
            parent = parents.get(id(statement))
            above = "-" if parent is None else names.choice_ids[id(parent)].partition(".")[2]
            count = len(beside[own, id(parent)])
            number = f"/{number_of[id(statement)]}-of-{count}" if count > 1 else ""
            names.choice_ids[id(statement)] = f"{scene.name}.{above}/{own}{number}"
        # Saved plays know nothing of a scene that has no name yet.
        for choices in same.values() if not scene.name.startswith("?") else ():
            last = next(one for one in reversed(choices) if one.label is None)
            ids = " and ".join(f"`{names.choice_ids[id(one)]}`" for one in choices[:2])
            what = f"choices of this scene have the same text: saved plays know them as {ids}"
            hint = "for plays that outlive changes of the story, give one of them a label: `* (label) Text`"
            others = [(scene.source.span(one.at, one.end), "another one") for one in choices if one is not last][:5]
            self.report.warning("NC111", scene.source.span(last.at, last.end), what, hint, *others)

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
            elif len(name.name) > MOST_ANSWER:
                message = f"this name has {len(name.name):,} characters; {MOST_ANSWER} are the most of a value"
                self.report.error("NC209", span, message, "give it a shorter one")
            elif len(seen) < MOST_SET_NAMES:
                seen.append(name.name)
            if isinstance(name, Member):
                self._give_words(name, span)
        type = Type("names" if node.kind == "names" else "set", names=tuple(seen))
        for one in seen:
            self.enumerations.setdefault(one, {})[type] = None
        return type

    def _give_words(self, member: Member, span: SourceSpan) -> None:
        """Note how players know a name; a name has the same words in all types."""
        words = " ".join(member.words.split())
        known = self.words.setdefault(member.name, words)
        if not words:
            self.report.error("NC115", span, f"`{member.name}` has no words in its quotes", "leave the quotes away")
        elif known != words:
            hint = "write them once, where the name is declared first"
            self.report.error("NC115", span, f'`{member.name}` is known as "{known}" already', hint)

    def _range(self, node: TypeNode, source: Source, base: int) -> Type:
        low, high = self._bound(node.low, source, base), self._bound(node.high, source, base)
        if low is None or high is None:
            return ANY
        span = source.span(node.at, node.end)
        if low > high:
            self.report.error(
                "NC202",
                span,
                f"this range is empty: {low} is more than {high}",
                f"write `{high}..{low}`",
                fixes=(Fix(f"write `{high}..{low}`", (Edit(span, f"{high}..{low}"),)),),
            )
            return ANY
        if max(abs(low), abs(high)) > MOST:
            self.report.error("NC202", span, "a bound of this range is too large", f"numbers stay within ±{MOST}")
            return ANY
        return Type("number", low, high)

    def _bound(self, node: ExpressionNode | None, source: Source, base: int) -> int | None:
        if isinstance(node, Number):
            return node.value
        if isinstance(node, Unary):
            inner = self._bound(node.operand, source, base)
            return None if inner is None else -inner
        if isinstance(node, Name):
            value = self.fixed_numbers.get(node.name)
            if value is not None:
                return value
            span = source.span(base + node.at, base + node.end)
            if node.name in self.broken:
                return None
            if any(node.name == getattr(one, "name", None) for one in self.story.declarations):
                message = f"`{node.name}` is not a fixed number"
                self.report.error("NC202", span, message, "the ends of a range are numbers, or constants made of them")
            else:
                message, hint = f"there is no number named `{node.name}`", f"declare it: `const {node.name} = 10`"
                self.unknown("NC103", span, node.name, message, self.fixed_numbers, hint)
        return None

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

    # ------------------------------------------------------------ unknown names

    def unknown(
        self, code: str, span: SourceSpan, name: str, message: str, known: Iterable[str], hint: str | None = None
    ) -> str | None:
        """Report a name that is not among the known ones, with the nearest of them; the nearest one.

        All uses of a name are one finding. Where a file of the story is missing, a name like none of the known ones is
        not reported at all: it may be declared there.
        """
        near = self.renamed.get(name) if code == "NC101" else None
        near = near or (self._nearest_scene(name) if known is self.scenes else self.speller.nearest(name, known))
        if near is not None and not self.story.complete and DIGITS.sub("", near) == DIGITS.sub("", name):
            near = None  # `room_3` is not `room_2` written wrongly
        first = self.misspelt.setdefault((code, name), span)
        self.name_at.setdefault((code, span), name)
        if near is not None and first != span:
            self.used_again(code, span, name)
        elif near is not None:
            self.meant[name] = near
            fixes = (Fix(f"write `{near}`", (Edit(span, near),)),) if span.length == len(name) else ()
            self.report.error(code, span, message, self._hint_of(name, near), fixes=fixes)
        elif name not in self.broken:
            self.broken.add(name)
            if self.story.complete:
                self.report.error(code, span, message, hint)
        else:
            self.used_again(code, span, name)
        return near

    def _nearest_scene(self, name: str) -> str | None:
        """The scene whose name is most like one; looked for once, as one name may be written in many places."""
        if name not in self.near_scenes:
            self.near_scenes[name] = self.speller.nearest(name, self.scenes)
        return self.near_scenes[name]

    def used_again(self, code: str, span: SourceSpan, name: str) -> None:
        """Another use of a name that has been reported, or perhaps has."""
        first = self.misspelt.get((code, name))
        if first is not None:
            self.report.add_use(code, first, span, AND_HERE)

    def _hint_of(self, name: str, near: str) -> str:
        """What is said of a misspelt name; one that a scene had before is no slip."""
        return f"it is called `{near}` now" if self.renamed.get(name) == near else f"did you mean `{near}`?"


def _body_of(node: Def) -> SceneNames:
    """The body of a function, like a scene."""
    heading = Heading(node.at, node.end, f"{FUNCTION}{node.name}", node.parameters, "", ())
    scene = Scene(node.source, heading, (), node.body, node.body_end)
    statements = list(statements_of(node.body))
    return SceneNames(scene, 0, statements=statements, texts=[one for one in statements if isinstance(one, TEXTS)])


def _parents_of(body: Body) -> dict[int, ChoiceStatement]:
    """The choice that each choice of a body stands under, by the `id` of its node."""
    parents: dict[int, ChoiceStatement] = {}
    waiting: list[tuple[Statement, ChoiceStatement | None]] = [(one, None) for one in body]
    while waiting:
        statement, above = waiting.pop()
        if isinstance(statement, ChoiceStatement):
            if above is not None:
                parents[id(statement)] = above
            above = statement
        waiting += [(one, above) for block in blocks_of(statement) for one in block]
    return parents


WORD = re.compile(r"[^\W\d]\w*")
DIGITS = re.compile(r"\d+")
