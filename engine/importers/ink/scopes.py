"""What the names in an ink story stand for: knots, stitches, labels, variables, list items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.importers.builder.names import BuilderNames
from engine.importers.ink.tree import (
    Content,
    Divert,
    Expression,
    Flow,
    Gather,
    InkAssign,
    InkBinary,
    InkBranch,
    InkCall,
    InkChoice,
    InkConditional,
    InkDo,
    InkReturn,
    InkStory,
    InkTruth,
    InkUnary,
    Item,
    List,
    Node,
    Print,
    Sequence,
    String,
    Tag,
)

# What stands before the first knot has no name.
START, OPENING = "start", "opening"


class Untranslatable(Exception):
    """Something for which there is no safe rule; its text says why, to the author."""


@dataclass(slots=True, eq=False)
class Label:
    """A labelled gather or choice. `jumped`: some divert goes there."""

    name: str
    place: InkScope
    node: InkChoice | Gather
    out: str = ""
    jumped: bool = False
    counted: bool = False


@dataclass(slots=True, eq=False)
class InkScope:
    """A knot, a stitch or the beginning: what becomes a scene, or a function."""

    path: str
    flow: Flow
    knot: InkScope | None
    scene: str = ""
    labels: dict[str, Label] = field(default_factory=dict)
    stitches: dict[str, InkScope] = field(default_factory=dict)
    locals: dict[str, ScopedVariable] = field(default_factory=dict)
    is_thread: bool = False

    @property
    def top(self) -> InkScope:
        """The knot in which it stands, or itself."""
        return self.knot or self


@dataclass(slots=True, eq=False)
class ScopedVariable:
    """A variable, a constant, a parameter or a temporary, with the kinds of values that it is given anywhere."""

    name: str
    out: str
    place: InkScope | None
    kinds: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    is_constant: bool = False
    is_parameter: bool = False
    is_reference: bool = False
    value: Expression | None = None
    # Whether it can hold the empty text; whether some value of it may be below zero.
    may_be_empty: bool = False
    may_be_negative: bool = False


class Scopes:
    """All names of a story."""

    def __init__(self, story: InkStory) -> None:
        self.story = story
        self.names = BuilderNames()
        self.root = InkScope("", story.root, None)
        self.places: dict[str, InkScope] = {}
        self.items: dict[str, list[tuple[List, Item]]] = {}
        self.lists = {one.name: one for one in story.lists}
        self.globals: dict[str, ScopedVariable] = {}
        self.externals = {one.name: one for one in story.externals}
        # What is known of their parameters and results, as if they were variables.
        self.external_parameters = {
            one.name: [ScopedVariable(name, "", None) for name in one.parameters] for one in story.externals
        }
        self.external_results = {one.name: ScopedVariable(one.name, "", None) for one in story.externals}
        self.external_variables: set[ScopedVariable] = set()
        for knot in story.knots:
            place = self.places.setdefault(knot.name, InkScope(knot.name, knot, None))
            self._stitches(place)
        self._stitches(self.root)
        for one in story.lists:
            for item in one.items:
                self.items.setdefault(item.name, []).append((one, item))
        self._name_all()
        for place in self.all_places():
            self._labels(place)
        taken = self.names.taken
        for place in self.all_places():
            self._locals(place, BuilderNames(taken))
        self.names.reserve(one.out for place in self.all_places() for one in place.locals.values())

    def _stitches(self, place: InkScope) -> None:
        for stitch in place.flow.stitches:
            path = f"{place.path}.{stitch.name}" if place.path else stitch.name
            place.stitches[stitch.name] = self.places.setdefault(path, InkScope(path, stitch, place))

    def all_places(self) -> list[InkScope]:
        """Every knot and stitch, and the beginning first."""
        return [self.root, *self.places.values()]

    # ------------------------------------------------------------ names

    def _name_all(self) -> None:
        names = self.names
        for variable in self.story.variables:
            out = names.of("variable", variable.name)
            one = ScopedVariable(variable.name, out, None, is_constant=variable.constant, value=variable.value)
            self.globals.setdefault(variable.name, one)
        for found in self.story.lists:
            self.globals.setdefault(found.name, ScopedVariable(found.name, names.of("variable", found.name), None))
        for external in self.externals:
            if external not in self.places:
                names.of("external", external)
        for place in self.places.values():
            place.scene = names.of("scene", place.path, place.path.replace(".", "_"))
        self.root.scene = names.of("scene", "", START if START not in self.places else OPENING)
        for items in self.items.values():
            for found, item in items:
                names.of("item", f"{found.name}.{item.name}", item.name)

    def item_name(self, found: List, item: Item) -> str:
        """What an item is called."""
        return self.names.of("item", f"{found.name}.{item.name}", item.name)

    def _labels(self, place: InkScope) -> None:
        for node in walk(place.flow.content):
            if isinstance(node, InkChoice | Gather) and node.label:
                place.labels.setdefault(node.label, Label(node.label, place, node))
        names = BuilderNames(self.names.taken)
        for label in place.labels.values():
            label.out = names.new(label.name, "label")

    def _locals(self, place: InkScope, names: BuilderNames) -> None:
        for parameter in place.flow.parameters:
            out = names.of("local", parameter.name)
            place.locals[parameter.name] = ScopedVariable(
                parameter.name, out, place, is_parameter=True, is_reference=parameter.reference
            )
        for node in walk(place.flow.content):
            if isinstance(node, InkAssign) and node.temp and node.name not in place.locals:
                out = names.of("local", node.name)
                place.locals[node.name] = ScopedVariable(node.name, out, place)

    # ------------------------------------------------------------ what a name means

    def variable(self, name: str, place: InkScope) -> ScopedVariable | None:
        """The variable of a name, as seen from a place."""
        return place.locals.get(name) or self.globals.get(name)

    def target(self, path: str, place: InkScope) -> InkScope | Label | None:
        """The knot, stitch or label that a path means, as seen from a place."""
        first, *rest = path.split(".")
        found = self._first(first, place)
        for name in rest:
            if not isinstance(found, InkScope):
                return None
            found = found.stitches.get(name) or found.labels.get(name) or _deep(found, name)
        return found

    def _first(self, name: str, place: InkScope) -> InkScope | Label | None:
        top = place.top
        own = place.labels.get(name) or place.stitches.get(name)
        near = top.labels.get(name) or top.stitches.get(name) or _deep(top, name)
        return own or near or self.places.get(name) or self.root.labels.get(name) or self.root.stitches.get(name)

    def function(self, name: str) -> InkScope | None:
        """The function of a name, which may be a variable that always holds the same one."""
        found = self.places.get(name)
        if found is None and name in self.globals and len(self.globals[name].targets) == 1:
            found = self.places.get(next(iter(self.globals[name].targets)))
        return found if found is not None and found.flow.is_function else None

    def key(self, found: InkScope | Label) -> str:
        """The path by which a place is found from the beginning of the story."""
        return found.path if isinstance(found, InkScope) else f"{found.place.path}.{found.name}".lstrip(".")

    def value_of(self, key: str) -> str:
        """What a place is called as the value of a variable. Raises `Untranslatable` for none."""
        found = self.target(key, self.root)
        if isinstance(found, InkScope):
            return found.scene
        if found is None:
            raise Untranslatable(f"nothing is called `{key}`")
        return self.names.of("target", key, key.replace(".", "_"))

    def item(self, path: str) -> tuple[List, Item] | None:
        """The list item of a name such as `red` or `colour.red`. Raises `Untranslatable` where two lists have it."""
        *lists, name = path.split(".")
        found = [one for one in self.items.get(name, ()) if not lists or one[0].name == lists[0]]
        if len(found) > 1:
            raise Untranslatable(f"several lists have an item `{name}`; say which one is meant")
        return found[0] if found else None


def _deep(place: InkScope, name: str) -> Label | None:
    """A label in one of the stitches of a knot."""
    return next((one.labels[name] for one in place.stitches.values() if name in one.labels), None)


# ---------------------------------------------------------------- walking


def live_branches(node: InkConditional) -> tuple[InkBranch, ...]:
    """The cases of a condition that can come up: not those behind `false`, nor any behind `true`."""
    if node.query is not None:
        return node.branches
    live: list[InkBranch] = []
    for branch in node.branches:
        if isinstance(branch.condition, InkTruth):
            if branch.condition.value:
                live.append(InkBranch(None, branch.content))
                break
            continue
        live.append(branch)
    return tuple(live)


def walk(content: Content) -> Iterator[Node]:
    """All nodes of a content, also those inside others."""
    for node in content:
        yield node
        for inner in inside(node):
            yield from walk(inner)


def inside(node: Node) -> tuple[Content, ...]:
    """The contents that stand inside a node."""
    if isinstance(node, InkConditional):
        return tuple(branch.content for branch in live_branches(node))
    if isinstance(node, Sequence):
        return node.items
    if isinstance(node, InkChoice):
        return node.start, node.only, node.inner, node.diverts
    return (node.content,) if isinstance(node, Tag) else ()


def expressions_of(node: Node) -> Iterator[Expression]:
    """The expressions that stand in a node itself, not in the contents inside it."""
    if isinstance(node, Print | InkReturn | InkAssign):
        if node.value is not None:
            yield node.value
    elif isinstance(node, InkConditional):
        if node.query is not None:
            yield node.query
        for branch in node.branches:
            if branch.condition is not None:
                yield branch.condition
    elif isinstance(node, Divert):
        yield from node.arguments
    elif isinstance(node, InkChoice):
        yield from node.conditions
    elif isinstance(node, InkDo):
        yield node.call


def parts_of(expression: Expression) -> Iterator[Expression]:
    """An expression and all that it is made of, texts in quotes with what stands in them."""
    yield expression
    if isinstance(expression, InkBinary):
        yield from parts_of(expression.left)
        yield from parts_of(expression.right)
    elif isinstance(expression, InkUnary):
        yield from parts_of(expression.operand)
    elif isinstance(expression, InkCall):
        for one in expression.arguments:
            yield from parts_of(one)
    elif isinstance(expression, String):
        for node in walk(expression.content):
            for one in expressions_of(node):
                yield from parts_of(one)


def all_expressions(content: Content) -> Iterator[Expression]:
    """All expressions of a content, with their parts."""
    for node in walk(content):
        for one in expressions_of(node):
            yield from parts_of(one)
