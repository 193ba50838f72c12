"""Collects the mentions of names in a scene or a file's head (mentions.py)."""

from __future__ import annotations

from collections.abc import Iterable

from engine.check.blocks import statements_of
from engine.patterns import regex
from engine.program.functions import ASKING
from engine.source import Source
from engine.symbols.mentions import Mention
from engine.symbols.places import cast_places, ending_end, line_tags, tag_places, title_place
from engine.syntax.menus import HIDDEN, asked_arm, noted_arm
from engine.syntax.tree import (
    Ask,
    Binary,
    BlockStatement,
    Body,
    Call,
    ChoiceStatement,
    Claim,
    Conditional,
    Const,
    Declaration,
    Def,
    Do,
    Each,
    Either,
    Expression,
    ExpressionNode,
    Extern,
    For,
    HeaderEntry,
    If,
    Jump,
    Let,
    Line,
    Loop,
    Members,
    Move,
    Name,
    Point,
    Prose,
    Return,
    Scene,
    Set,
    Show,
    Text,
    TextItems,
    Thread,
    TypeNode,
    Unary,
    Var,
)

WORD = regex(r"[^\W\d]\w*")

AROUND_COLON = ":： \t\xa0\u202f"


def mentions_of_scene(scene: Scene) -> list[Mention]:
    """All mentions in a scene, in no particular order."""
    return _SceneCollector(scene).collect()


def mentions_of_head(
    source: Source, entries: Iterable[HeaderEntry], declarations: Iterable[Declaration], status: Line | None
) -> list[Mention]:
    """All mentions in the head of a file: what stands before its first scene. `status` is given for the main file."""
    collector = _Collector(source)
    for entry in entries:
        if entry.key == "cast":
            for name, at in cast_places(entry):
                collector.add("speaker", name, "definition", at)
        elif entry.key == "start" and WORD.fullmatch(entry.value.strip()):
            collector.add("scene", entry.value.strip(), "start", entry.value_at)
    for declaration in declarations:
        collector.declaration(declaration)
    if status is not None:
        collector.items(status.items)
    return collector.found


class _Collector:
    """Collects mentions in declarations and expressions; `locals` maps the names known to where they are defined."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: list[Mention] = []
        self.locals: dict[str, str] = {}
        # What is known at the end of arms whose choices stand behind them (menus.py).
        self.arms: dict[tuple[str, int], dict[str, str]] = {}
        self.labels: frozenset[str] = frozenset()
        self.scene = ""

    def add(self, kind: str, name: str, role: str, at: int, owner: str = "") -> None:
        if name.startswith(HIDDEN):
            return  # of menus from arms, which stands nowhere
        self.found.append(Mention(kind, name, owner, role, at, at + len(name)))

    def declaration(self, node: Declaration) -> None:
        if isinstance(node, Var):
            self.add("variable", node.name, "definition", node.at)
            self.type(node.type)
            if node.value is not None:
                self.expression(node.value)
        elif isinstance(node, Const):
            self.add("constant", node.name, "definition", node.at)
            self.expression(node.value)
        elif isinstance(node, Def):
            self.add("function", node.name, "definition", node.at)
            for parameter in node.parameters:
                self.local(parameter.name, parameter.at, f"def {node.name}")
                self.type(parameter.type)
            if node.value is not None:
                self.expression(node.value)
            self.scene = f"def {node.name}"
            self.body(node.body)
            self.scene, self.locals = "", {}
        elif isinstance(node, Extern):
            self.add("function", node.name, "definition", node.at)
            for type in (*node.parameters, node.result):
                self.type(type, node.base)
        elif isinstance(node, Claim):
            for point in (node.point, node.after):
                if isinstance(point, Name):
                    self.point(point, 0, "claimed")
                elif isinstance(point, Text):
                    self.found.append(Mention("ending", point.value, "", "claimed", point.at + 1, point.end - 1))
            if node.condition is not None:
                self.expression(node.condition)
        else:  # broken: what is wrong with it has been said
            pass

    def local(self, name: str, at: int, owner: str) -> None:
        """A local variable: several of a name in one scene have different owners."""
        taken = sum(one.kind == "local" and one.role == "definition" and one.name == name for one in self.found)
        self.locals[name] = owner if not taken else f"{owner} {taken + 1}"
        self.add("local", name, "definition", at, self.locals[name])

    def type(self, node: TypeNode | None, base: int | None = None) -> None:
        """The names in a type, whose offsets count from `base`, or as the type says."""
        if node is None:
            return
        base = node.base if base is None else base
        for bound in (node.low, node.high):
            if bound is not None:
                self.node(bound, base)
        for name in node.names:
            self.add("member", name.name, "definition", base + name.at)

    def expression(self, expression: Expression) -> None:
        self.node(expression.root, expression.at)

    def node(self, node: ExpressionNode, base: int) -> None:
        stack = [node]
        while stack:
            one = stack.pop()
            if isinstance(one, Name):
                self.value(one, base)
            elif isinstance(one, Unary):
                stack.append(one.operand)
            elif isinstance(one, Binary):
                stack += (one.left, one.right)
            elif isinstance(one, Either):
                stack += (one.this, one.condition, one.other)
            elif isinstance(one, Members):
                for name in one.names:
                    self.add("member", name.name, "read", base + name.at)
            elif isinstance(one, Call):
                self.add("function", one.function, "read", base + one.at)
                if one.function in ASKING and len(one.arguments) == 1 and isinstance(one.arguments[0], Name):
                    self.point(one.arguments[0], base, "asked", one.function != "since")
                else:
                    stack += one.arguments

    def value(self, name: Name, base: int) -> None:
        owner = self.locals.get(name.name)
        self.add("value" if owner is None else "local", name.name, "read", base + name.at, owner or "")

    def point(self, name: Name, base: int, role: str, labels: bool = True) -> None:
        """A scene, or a label of this scene, or `scene.label`."""
        scene, dot, label = name.name.partition(".")
        at = base + name.at
        if dot:
            self.add("scene", scene, role, at)
            self.add("label", label, role, base + name.end - len(label), scene)
        elif labels and scene in self.labels:
            self.add("label", scene, role, at, self.scene)
        else:
            self.add("scene", scene, role, at)

    def items(self, items: TextItems) -> None:
        for item in items:
            if isinstance(item, Show):
                self.expression(item.value)
            elif isinstance(item, Conditional):
                for condition, branch in item.branches:
                    self.expression(condition)
                    self.items(branch)
                self.items(item.otherwise)
            elif not isinstance(item, str):
                for part in item.texts:
                    self.items(part)

    def body(self, body: Body) -> None:
        known = dict(self.locals)
        for statement in body:
            self._statement(statement)
        self.locals = known

    def _statement(self, statement: object) -> None:
        if isinstance(statement, Prose):
            if statement.speaker is not None:
                # The name may be typed in another way than in the cast (NFD): what stands there ends before the colon.
                before = self.source.text[statement.at : statement.line.at].rstrip(AROUND_COLON)
                end = statement.at + (len(statement.speaker) if statement.speaker.isascii() else len(before))
                self.found.append(Mention("speaker", statement.speaker, "", "read", statement.at, end))
            self._line(statement.line)
        elif isinstance(statement, ChoiceStatement):
            self._choice(statement)
        elif isinstance(statement, Set):
            self._target(statement.name, statement.at)
            self.expression(statement.value)
            arm = noted_arm(statement)
            if arm is not None:
                self.arms[arm] = self.locals.copy()
        elif isinstance(statement, If):
            known = self.locals
            for condition, branch in statement.branches:
                self.expression(condition)
                self.locals = known | self.arms[asked_arm(condition)] if statement.arms else known
                self.body(branch)
            self.locals = known
            self.body(statement.otherwise)
        elif isinstance(statement, Jump):
            self._move(statement.move)
        elif isinstance(statement, Point):
            if statement.name:
                # A point is counted and renamed like the label of a choice.
                self.add("label", statement.name, "definition", statement.at, self.scene)
        elif isinstance(statement, Let):
            self.type(statement.type)
            self.expression(statement.value)
            self.local(statement.name, statement.at, self.scene)
        elif isinstance(statement, Ask):
            self.items(statement.prompt.items)
            self._target(statement.name, statement.at)
        elif isinstance(statement, Return):
            self.expression(statement.value)
        elif isinstance(statement, Do):
            self.expression(statement.call)
        elif isinstance(statement, For):
            known = dict(self.locals)
            self._loop(statement)
            self.body(statement.body)
            self.locals = known
        elif isinstance(statement, Each):
            self._guards(statement)
            self.add("tag", statement.tag, "read", statement.tag_at)
        elif isinstance(statement, Thread):
            self.add("scene", statement.target, "thread", statement.target_at)
            for argument in statement.arguments:
                self.expression(argument)
        elif isinstance(statement, BlockStatement):
            for condition in statement.conditions:
                self.expression(condition)
            for block in statement.blocks:
                self.body(block)

    def _choice(self, choice: ChoiceStatement) -> None:
        if choice.label is not None:
            self.add("label", choice.label, "definition", choice.label_at, self.scene)
        known = dict(self.locals)
        if choice.loop is not None:
            self._loop(choice.loop)
        self._guards(choice)
        self.items(choice.line.items)
        self._line_tags(choice.line)
        for statement in choice.body:
            self._statement(statement)
        if choice.line.move is not None:
            self._move(choice.line.move)
        self.locals = known

    def _loop(self, loop: For | Loop) -> None:
        self.expression(loop.value)
        self.local(loop.name, loop.at, self.scene)

    def _guards(self, choice: ChoiceStatement | Each) -> None:
        for guard in choice.guards:
            if guard.condition is not None:
                self.expression(guard.condition)
            if guard.reason is not None:
                self.items(guard.reason.items)

    def _target(self, name: str, at: int) -> None:
        owner = self.locals.get(name)
        self.add("variable" if owner is None else "local", name, "write", at, owner or "")

    def _line(self, line: Line) -> None:
        self.items(line.items)
        self._line_tags(line)
        if line.move is not None:
            self._move(line.move)

    def _line_tags(self, line: Line) -> None:
        if line.tags:
            self.found += [
                Mention("line tag", tag, "", "read", at, at + len(tag)) for tag, at in line_tags(self.source, line)
            ]

    def _move(self, move: Move) -> None:
        if move.value is not None:
            self.expression(move.value)
        if move.target is None:
            return
        role = "visit" if move.returns else "move"
        if move.kind == "point" or (move.point is not None and not self._is_dotted(move)):
            self.add("label", move.point or move.target, role, move.target_at, self.scene)
        elif move.kind == "scene":
            self.add("scene", move.target, role, move.target_at)
            if move.point is not None:
                self.add("label", move.point, role, move.target_at + len(move.target) + 1, move.target)
            for argument in move.arguments:
                self.expression(argument)
        elif move.kind == "any":
            self.add("tag", move.target, "read", move.target_at)
        elif move.kind == "end":
            end = ending_end(self.source, move)
            self.found.append(Mention("ending", move.target, "", "definition", move.target_at, end))

    def _is_dotted(self, move: Move) -> bool:
        """Whether a move to a point names the scene, too."""
        return self.source.text.startswith(f"{move.target}.", move.target_at)


class _SceneCollector(_Collector):
    """Collects the mentions of one scene, with its blocks as the checker sees them."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene.source)
        self.node_of = scene
        self.scene = scene.name
        labels = [
            one.label for one in statements_of(scene.body) if isinstance(one, ChoiceStatement) and one.label is not None
        ]
        points = [one.name for one in statements_of(scene.body) if isinstance(one, Point) and one.name]
        self.labels = frozenset((*labels, *points))

    def collect(self) -> list[Mention]:
        scene, heading = self.node_of, self.node_of.heading
        if not heading.name.startswith("?"):
            self.add("scene", heading.name, "definition", heading.at)
        title = title_place(self.source, heading)
        if title is not None:
            self.found.append(Mention("title", heading.title, self.scene, "definition", *title))
        for tag, at in tag_places(self.source, heading):
            self.add("tag", tag, "definition", at)
        for prop in scene.properties:
            if prop.value is not None:
                self.expression(prop.value)
        for parameter in heading.parameters:
            self.local(parameter.name, parameter.at, self.scene)
            self.type(parameter.type)
        self.body(scene.body)
        return self.found
