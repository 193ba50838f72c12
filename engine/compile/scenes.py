"""Compiles one scene: its lines into operations, cut into segments wherever the play can stop or come back."""

from __future__ import annotations

from collections.abc import Mapping

from engine.check.blocks import first_group, holds_point
from engine.check.checker import Checked
from engine.check.names import SceneNames
from engine.compile.assignments import assignment, bounds_of, first_value, frame_of, settled
from engine.compile.calls import CallCompiler, Calls
from engine.compile.groups import GroupCompiler
from engine.compile.moves import MoveCompiler
from engine.compile.segments import Segments, Statements
from engine.compile.text import TextCompiler
from engine.program import nodes
from engine.program.limits import COUNTER_BITS
from engine.program.nodes import CallDef, Operation, Operations
from engine.program.program import SceneNode, Slot
from engine.syntax.menus import is_choice, lets_of_arms
from engine.syntax.text_forms import FORM_OF
from engine.syntax.tree import (
    Ask,
    BlockStatement,
    Break,
    Do,
    For,
    If,
    Jump,
    Let,
    Move,
    Point,
    Prose,
    Return,
    Set,
    Statement,
    Vary,
)

# Lines with nothing of which the play comes back, but where functions are called that are scenes.
LINES = frozenset((Prose, Break, Set, Let, Jump))


class SceneCompiler:
    """Compiles one scene, or a function that is one.

    `index` and `endings` are the numbers of all scenes and endings, `file` that of its file. `entered` are the points
    by which scenes are entered: those have the segments behind the first one, in this order.
    """

    def __init__(
        self,
        checked: Checked,
        scene: SceneNames,
        index: dict[str, int],
        endings: dict[str | None, int],
        file: int,
        entered: Mapping[str, tuple[str, ...]],
        calls: Calls,
        function: int | None = None,
    ) -> None:
        self.checked = checked
        self.function = function
        self.scene = scene
        self.node = scene.node
        self.file = file
        self.entered = entered
        self.targets = checked.resolved.targets
        self.frame = checked.resolved.frames[scene.node.name]
        node, heading = scene.node, scene.node.heading
        between = heading.at, node.end
        self.text = TextCompiler(checked.resolved, checked.names.words, node.source, heading.origin, between)
        self.at = self.text.at
        self.segments = Segments()
        self.points: list[nodes.Point] = []
        self.calls = CallCompiler(calls, self.text, self.targets, function)
        self.moves = MoveCompiler(scene.node, self.segments, self.text, self.targets, index, endings, entered)
        self.groups = GroupCompiler(checked, scene, index, self.text, self.segments.queue, self.segments.add)

    def compile(self, included: bool) -> SceneNode:
        """The scene as the program keeps it; `included` says that other scenes add its choices with `<-`."""
        node = self.node
        last = next((one.at for one in reversed(self.scene.statements) if one.__class__ is not Break), node.heading.at)
        at = self.at(last)
        self.segments.queue(node.body, 0, nodes.FallOff(at) if self.function is None else nodes.GoBack(at))
        entered = self.entered.get(node.name, ())
        self.segments.operations += [()] * len(entered)
        for number, name in enumerate(entered, 1):
            self.segments.operations[number] = (nodes.EnterScene(), nodes.Goto(self.segments.of_point(name)))
        thread = None
        if included:
            back = nodes.GoBack(self.at(node.heading.at))
            self.segments.is_borrowed = True
            thread = tuple([member for one in first_group(node.body) for member in self.groups.members(one, back)])
        while self.segments.waiting:
            number, statements, begin, after, begins, self.segments.is_borrowed = self.segments.waiting.popleft()
            self.segments.operations[number] = (*begins, *self.lower(statements, begin, after))
        properties = {prop.kind: prop.value for prop in node.properties}
        when, priority = properties.get("when"), properties.get("priority")
        return SceneNode(
            name=node.name,
            title=node.heading.title,
            tags=tuple(node.heading.tags),
            file=self.file,
            at=self.at(node.heading.at),
            parameters=len(self.scene.parameters),
            frame=self._frame(),
            segments=tuple(self.segments.operations),
            points=tuple(self.points),
            thread=thread,
            includes=tuple(sorted(self.groups.includes)),
            counters=tuple(self._counters()),
            when=True if when is None else self.text.code(when),
            when_at=self.at(node.heading.at if when is None else when.at),
            once="once" in properties,
            priority=0 if priority is None else _fixed(self.text.code(priority)),
        )

    def _frame(self) -> tuple[Slot, ...]:
        """The scene's local variables, each with its type; the parameters come first."""
        return frame_of(self.frame, self.scene.parameters, self.scene.statements, self.targets, self.text)

    def _counters(self) -> list[str]:
        """The names of all counters of the scene, each once; those of an `each` beside each other."""
        draws = self.checked.resolver.draws.get(self.node.name, ())
        if not (self.groups.once or self.groups.eaches or draws or self.moves.draws or self.text.draws):
            return [*self.text.counters.values()]
        once = dict.fromkeys(counter for counter, _ in self.groups.once.values())
        each = [
            f"{name} {part}" for name, size in self.groups.eaches.values() for part in range(-(-size // COUNTER_BITS))
        ]
        drawn = dict.fromkeys((*draws, *self.moves.draws.values(), *self.text.draws))
        return [*once, *each, *self.text.counters.values(), *(f"draw {name}" for name in drawn)]

    # ------------------------------------------------------------ segments

    def lower(self, statements: Statements, begin: int, after: Operation | None) -> list[Operation]:
        """The operations of the statements from `begin` on, ending in `after`.

        With None they pass through to the operations behind them; then none of the statements can stop the play.
        """
        operations: list[Operation] = []
        position = begin
        while position < len(statements):
            statement = statements[position]
            is_line = statement.__class__ in LINES
            if not is_line and is_choice(statement):
                group, position = _group_at(statements, position)
                follow = self.segments.queue(statements, position, _known(after), meeting=True)
                return [*operations, nodes.Halt(self._choices(group, follow))]
            position += 1
            if not is_line or self.calls.calls.scenes:
                if isinstance(statement, Point):
                    return [*operations, nodes.Goto(self._point(statement, statements, position, _known(after)))]
                if isinstance(statement, Ask):
                    follow = self.segments.queue(statements, position, _known(after))
                    return [*operations, nodes.Halt(self._question(statement, follow))]
                call = self.calls.call_of(statement)
                if call is not None and self.calls.prints(statement, call):
                    assert isinstance(statement, Do), "a function that prints is called for that alone"
                    statements, position = [*self.calls.pieces.of_call(statement), *statements[position:]], 0
                    continue
                if call is not None:
                    return [*operations, self._called(statement, call, statements, position, after)]
                if isinstance(statement, Prose) and self.calls.has_call(statement):
                    statements, position = [*self.calls.pieces.of(statement), *statements[position:]], 0
                    continue
                if isinstance(statement, Return):
                    return [*operations, *self.calls.given_back(statement, self.text.code(statement.value))]
                if isinstance(statement, For):
                    goto = nodes.Goto(self.segments.queue(statements, position, _known(after)))
                    return operations + self._loop(statement, goto)
                if isinstance(statement, (If, Vary)):
                    if isinstance(statement, If) and self.frame:
                        # The choices of an arm, which read them, are looked at together with those of the others.
                        operations += [
                            first_value(self.at(one.at), self.targets[id(one)]) for one in lets_of_arms(statement)
                        ]
                    if self._splits(statement):
                        goto = nodes.Goto(self.segments.queue(statements, position, _known(after)))
                        return operations + self._branches(statement, goto)
                    operations += self._branches(statement, None)
                    continue
            if isinstance(statement, Prose):
                operations += self._say(statement)
            elif not isinstance(statement, Jump):
                operations += self._simple_statement(statement)
            move = _move_of(statement)
            if move is not None and move.returns:
                return operations + self.moves.visit(move, statements, position, _known(after))
            if move is not None:
                operations += self.moves.go(move, None)
                if move.kind != "any":
                    self._left_over(statements, position, after)
                    return operations
        return operations if after is None else [*operations, after]

    def _called(
        self, statement: Statement, call: CallDef, statements: Statements, position: int, after: Operation | None
    ) -> Operation:
        """The visit of a function that prints, or calls one that does: its result is there in the next segment."""
        first = self.calls.with_result(statement, call)
        if isinstance(statement, Return):
            return self.calls.visit(statement, call, self.segments.add(first))
        return self.calls.visit(statement, call, self.segments.queue_behind(first, statements, position, _known(after)))

    def _splits(self, statement: Statement) -> bool:
        """Whether the play can stop inside a statement, or leave it, and come back behind it or to a point in it."""
        is_line = statement.__class__ in LINES
        if not is_line and (is_choice(statement) or isinstance(statement, (Ask, For, Point))):
            return True
        if self.calls.calls.scenes:
            if self.calls.call_of(statement) is not None:
                return True
            if isinstance(statement, Prose) and self.calls.has_call(statement):
                return True
        if is_line:
            move = _move_of(statement)
            return move is not None and move.returns
        return any(self._splits(one) for body in _bodies_of(statement) for one in body)

    def _loop(self, loop: For, follow: nodes.Goto) -> list[Operation]:
        """The operations that begin a loop. It is a segment that goes round, once for each name; then `follow`.

        Two local variables behind that of the loop hold the set as it is now, and how many names have had their turn.
        """
        item, type = self.targets[id(loop)]
        names, place = nodes.LocalRef(item.number + 1), nodes.LocalRef(item.number + 2)
        at, size = self.at(loop.at), len(type.names)
        number = self.segments.add(())
        next_name = (
            nodes.Assign(at, place, nodes.Apply("+", (place, 1)), 0, size),
            nodes.Assign(at, item, nodes.Apply("nth", (names, place, *type.names)), None, None),
        )
        body = self.lower(loop.body, 0, nodes.Goto(number))
        more = nodes.Apply("<", (place, nodes.Apply("count", (names,))))
        self.segments.operations[number] = (nodes.Branch((nodes.Case(at, more, (*next_name, *body)),), (follow,)),)
        return [
            nodes.Assign(at, names, self.text.code(loop.value), None, None),
            nodes.Assign(at, place, 0, 0, size),
            nodes.Goto(number),
        ]

    def _branches(self, statement: If | Vary, after: Operation | None) -> list[Operation]:
        """An `~ if` or a block variation, each branch of which ends in `after`."""
        if isinstance(statement, If):
            cases = [
                nodes.Case(self.at(condition.at), self.text.code(condition), tuple(self.lower(body, 0, after)))
                for condition, body in statement.branches
            ]
            return [nodes.Branch(tuple(cases), tuple(self.lower(statement.otherwise, 0, after)))]
        kind = FORM_OF[statement.kind].operation
        if kind is None:
            *bodies, last = [tuple(self.lower(item, 0, after)) for item in statement.items]
            conditions = zip(self.text.one_of(statement), bodies, strict=True)
            drawn = [nodes.Case(self.at(statement.at), condition, body) for condition, body in conditions]
            return [nodes.Branch(tuple(drawn), last)] if drawn else list(last)
        items = tuple([tuple(self.lower(item, 0, after)) for item in statement.items])
        operation = nodes.VaryBlock(kind, self.text.counter(statement), items)
        return [operation] if after is None else [operation, after]

    def _simple_statement(self, statement: Statement) -> list[Operation]:
        if statement.__class__ is Break:
            return [nodes.NewParagraph()]
        if isinstance(statement, Do):
            return [self._done(statement)]
        assert isinstance(statement, (Set, Let))
        return [assignment(self.text, self.targets[id(statement)], statement)]

    def _done(self, statement: Do) -> Operation:
        """A call for what it does, of a function that is no scene: one of the host, or one that prints."""
        at, code = self.at(statement.at), self.text.code(statement.call)
        if not isinstance(code, nodes.CallExtern):
            return nodes.Say(at, (nodes.ShowValue(at, code, "text", ()),))
        target, type = self.targets[id(statement)]
        return nodes.Assign(at, target, code, *bounds_of(type))

    def _say(self, statement: Prose) -> list[Operation]:
        line = statement.line
        operations: list[Operation] = []
        if statement.speaker is not None:
            operations.append(nodes.Speak(statement.speaker))
        if line.items or line.joins:
            operations.append(nodes.Say(self.at(statement.at), self.text.joined(line)))
        if not line.values:
            return [*operations, nodes.AddTags(line.tags)] if line.tags else operations
        made = self.text.tags(line)
        return operations + [
            nodes.AddTags((tag,)) if isinstance(tag, str) else nodes.Say(self.at(statement.at), tag) for tag in made
        ]

    # ------------------------------------------------------------ points of the scene

    def _point(self, point: Point, statements: Statements, position: int, after: Operation) -> int:
        """The segment that begins with a point; what follows it are the statements from `position` on."""
        begins: Operations = (nodes.NewParagraph(),)
        if point.name:
            begins = (*begins, nodes.PassPoint(self.at(point.at), f"{self.node.name}.{point.name}"))
        if point.name and not self.segments.is_borrowed:
            number = self.segments.of_point(point.name)
        else:
            number = self.segments.add(())
        self.segments.fill(number, statements, position, after, begins)
        return number

    def _left_over(self, statements: Statements, begin: int, after: Operation | None) -> None:
        """Compile what stands behind a move, as far as moves come to points in it."""
        if not self.scene.points or self.segments.is_borrowed:
            return
        for position in range(begin, len(statements)):
            if holds_point(statements[position]):
                self.lower(statements, position, _known(after))
                return

    # ------------------------------------------------------------ points where the play stops

    def _question(self, statement: Ask, follow: int) -> int:
        target, type = self.targets[id(statement)]
        prompt = self.text.parts(statement.prompt.items)
        self.points.append(nodes.AskPoint(self.at(statement.at), target, settled(type), prompt, follow))
        return len(self.points) - 1

    def _choices(self, group: Statements, follow: int) -> int:
        goto = nodes.Goto(follow)
        members = tuple([member for statement in group for member in self.groups.members(statement, goto)])
        self.points.append(nodes.ChoicePoint(self.at(group[0].at), members, follow))
        return len(self.points) - 1


def _bodies_of(statement: Statement) -> list[Statements]:
    """The blocks in a statement that is no choice."""
    return list(statement.blocks) if isinstance(statement, BlockStatement) else []


def _move_of(statement: Statement) -> Move | None:
    kind = statement.__class__
    if kind is Prose:
        return statement.line.move  # type: ignore[union-attr]  # it is one
    return statement.move if isinstance(statement, Jump) else None


def _fixed(code: nodes.Expression) -> int:
    assert isinstance(code, int), "the checker lets no other priority pass"
    return code


def _known(after: Operation | None) -> Operation:
    assert after is not None, "a block in which the play can stop is always told what follows it"
    return after


def _group_at(statements: Statements, begin: int) -> tuple[list[Statement], int]:
    """The group of choices that begins there, and where what comes behind it begins."""
    end = position = begin
    while position < len(statements) and (is_choice(statements[position]) or isinstance(statements[position], Break)):
        position += 1
        if not isinstance(statements[position - 1], Break):
            end = position
    return [one for one in statements[begin:end] if not isinstance(one, Break)], end
