"""Compiles one scene: its lines into operations, cut into segments wherever the play can stop or come back.

A segment is compiled when its turn comes, from a queue: a scene may be as long as it likes, and a statement is
compiled in one place only, however many ways lead to it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import replace

from engine.check.blocks import first_group, holds_point, statements_of
from engine.check.checker import Checked
from engine.check.names import SceneNames
from engine.compile.assignments import assignment, frame_of, settled
from engine.compile.groups import GroupCompiler, Statements
from engine.compile.text import CallsInText, TextCompiler
from engine.named_tuples import NamedTuple
from engine.program import nodes
from engine.program.limits import COUNTER_BITS, MOST
from engine.program.nodes import CallDef, Operation, Operations, VarRef
from engine.program.program import SceneNode, Slot
from engine.program.slugs import UNNUMBERED
from engine.program.types import Type, default_of
from engine.syntax.menus import is_choice
from engine.syntax.tree import (
    Ask,
    BlockStatement,
    Break,
    Do,
    Expression,
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


class Calls(NamedTuple):
    """The functions whose calls are visits, by their numbers: their scenes, the variables for what they give back, and
    which of them print."""

    scenes: dict[int, int]
    results: dict[int, tuple[VarRef, Type]]
    printing: frozenset[int]


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
        self.calls = calls
        self.function = function
        self.pieces = CallsInText(self.scene_of)
        self.scene = scene
        self.node = scene.node
        self.index = index
        self.endings = endings
        self.file = file
        self.targets = checked.resolved.targets
        self.text = TextCompiler(checked.resolved, checked.names.words, scene.node.source, scene.node.heading.origin)
        self.at = self.text.at
        self.groups = GroupCompiler(checked, scene, index, self.text, self.segment, self._added)
        self.segments: list[Operations] = []
        self.points: list[nodes.Point] = []
        self.entered = entered
        self.waiting: deque[tuple[int, Statements, int, Operation, Operations, bool]] = deque()
        # The segments of the scene's points; choices that `<-` adds to other scenes pass through others.
        self.point_segments: dict[str, int] = {}
        self.is_borrowed = False
        self.draws: dict[int, str] = {}

    def compile(self, included: bool) -> SceneNode:
        """The scene as the program keeps it; `included` says that other scenes add its choices with `<-`."""
        node = self.node
        lines = [one.at for one in self.scene.statements if not isinstance(one, Break)]
        at = self.at(lines[-1] if lines else node.heading.at)
        self.segment(node.body, 0, nodes.FallOff(at) if self.function is None else nodes.GoBack(at))
        entered = self.entered.get(node.name, ())
        self.segments += [()] * len(entered)
        for number, name in enumerate(entered, 1):
            self.segments[number] = (nodes.EnterScene(), nodes.Goto(self._point_segment(name)))
        thread = None
        if included:
            back = nodes.GoBack(self.at(node.heading.at))
            self.is_borrowed = True
            thread = tuple([member for one in first_group(node.body) for member in self.groups.members(one, back)])
        while self.waiting:
            number, statements, begin, after, begins, self.is_borrowed = self.waiting.popleft()
            self.segments[number] = (*begins, *self.lower(statements, begin, after))
        properties = {prop.kind: prop for prop in node.properties}
        when = properties["when"].value if "when" in properties else None
        priority = properties["priority"].value if "priority" in properties else None
        return SceneNode(
            name=node.name,
            title=node.heading.title,
            tags=tuple(node.heading.tags),
            file=self.file,
            at=self.at(node.heading.at),
            parameters=len(self.scene.parameters),
            frame=self._frame(),
            segments=tuple(self.segments),
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
        names = self.checked.resolved.frames[self.node.name]
        return frame_of(names, self.scene.parameters, statements_of(self.node.body), self.targets, self.text)

    def _counters(self) -> list[str]:
        """The names of all counters of the scene, each once; those of an `each` beside each other."""
        once = dict.fromkeys(counter for counter, _ in self.groups.once.values())
        each = [
            f"{name} {part}" for name, size in self.groups.eaches.values() for part in range(-(-size // COUNTER_BITS))
        ]
        drawn = dict.fromkeys(
            (*self.checked.resolver.draws.get(self.node.name, ()), *self.draws.values(), *self.text.draws)
        )
        return [*once, *each, *self.text.counters.values(), *(f"draw {name}" for name in drawn)]

    # ------------------------------------------------------------ segments

    def segment(self, statements: Statements, begin: int, after: Operation, meeting: bool = False) -> int:
        """The number of a segment that does the statements from `begin` on, then `after`.

        Where branches meet (`meeting`), a paragraph begins.
        """
        while begin < len(statements) and isinstance(statements[begin], Break):
            begin += 1
        if begin == len(statements) and isinstance(after, nodes.Goto):
            return after.segment
        return self._behind((nodes.NewParagraph(),) if meeting else (), statements, begin, after)

    def _behind(self, first: Operations, statements: Statements, begin: int, after: Operation) -> int:
        """The number of a segment that does some operations, then statements, then `after`."""
        if not first and begin == len(statements) and isinstance(after, nodes.Goto):
            return after.segment
        self.segments.append(())
        self._fill(len(self.segments) - 1, statements, begin, after, first)
        return len(self.segments) - 1

    def _added(self, operations: Operations) -> int:
        """The number of a segment of some operations."""
        self.segments.append(operations)
        return len(self.segments) - 1

    def _fill(self, number: int, statements: Statements, begin: int, after: Operation, begins: Operations) -> None:
        """Have a segment do some operations, then the statements from `begin` on, then `after`."""
        self.waiting.append((number, statements, begin, after, begins, self.is_borrowed))

    def lower(self, statements: Statements, begin: int, after: Operation | None) -> list[Operation]:
        """The operations of the statements from `begin` on, ending in `after`.

        With None they pass through to the operations behind them; then none of the statements can stop the play.
        """
        operations: list[Operation] = []
        position = begin
        while position < len(statements):
            statement = statements[position]
            if is_choice(statement):
                group, position = _group_at(statements, position)
                follow = self.segment(statements, position, _known(after), meeting=True)
                return [*operations, nodes.Halt(self._choices(group, follow))]
            position += 1
            if isinstance(statement, Point):
                return [*operations, nodes.Goto(self._point(statement, statements, position, _known(after)))]
            if isinstance(statement, Ask):
                follow = self.segment(statements, position, _known(after))
                return [*operations, nodes.Halt(self._question(statement, follow))]
            call = self._call_of(statement)
            if call is not None and call.function in self.calls.printing and not self.pieces.is_piece(statement):
                assert isinstance(statement, Do), "a function that prints is called for that alone"
                statements, position = [*self.pieces.of_call(statement), *statements[position:]], 0
                continue
            if call is not None:
                first = self._with_result(statement, call)
                if isinstance(statement, Return):
                    return [*operations, self._visit_function(statement, call, self._added(first))]
                follow = self._behind(first, statements, position, _known(after))
                return [*operations, self._visit_function(statement, call, follow)]
            if isinstance(statement, Prose) and self._has_call(statement):
                statements, position = [*self.pieces.of(statement), *statements[position:]], 0
                continue
            if isinstance(statement, Return):
                return [*operations, *self._given_back(statement, self.text.code(statement.value))]
            if isinstance(statement, For):
                goto = nodes.Goto(self.segment(statements, position, _known(after)))
                return operations + self._loop(statement, goto)
            if isinstance(statement, (If, Vary)):
                if self._splits(statement):
                    goto = nodes.Goto(self.segment(statements, position, _known(after)))
                    return operations + self._branches(statement, goto)
                operations += self._branches(statement, None)
                continue
            if isinstance(statement, Prose):
                operations += self._say(statement)
            elif not isinstance(statement, Jump):
                operations += self._plain(statement)
            move = _move_of(statement)
            if move is not None and move.returns:
                return operations + self._visit(move, statements, position, _known(after))
            if move is not None:
                operations += self._moves(move, None)
                if move.kind != "any":
                    self._left_over(statements, position, after)
                    return operations
        return operations if after is None else [*operations, after]

    def _splits(self, statement: Statement) -> bool:
        """Whether the play can stop inside a statement, or leave it, and come back behind it or to a point in it."""
        if is_choice(statement) or isinstance(statement, Ask | For | Point) or self._call_of(statement) is not None:
            return True
        if isinstance(statement, Prose) and self._has_call(statement):
            return True
        move = _move_of(statement)
        if move is not None:
            return move.returns
        return any(self._splits(one) for body in _bodies_of(statement) for one in body)

    def _loop(self, loop: For, follow: nodes.Goto) -> list[Operation]:
        """The operations that begin a loop. It is a segment that goes round, once for each name; then `follow`.

        Two local variables behind that of the loop hold the set as it is now, and how many names have had their turn.
        """
        item, type = self.targets[id(loop)]
        names, place = nodes.LocalRef(item.number + 1), nodes.LocalRef(item.number + 2)
        at, size = self.at(loop.at), len(type.names)
        number = self._added(())
        next_name = (
            nodes.Assign(at, place, nodes.Apply("+", (place, 1)), 0, size),
            nodes.Assign(at, item, nodes.Apply("nth", (names, place, *type.names)), None, None),
        )
        body = self.lower(loop.body, 0, nodes.Goto(number))
        more = nodes.Apply("<", (place, nodes.Apply("count", (names,))))
        self.segments[number] = (nodes.Branch((nodes.Case(at, more, (*next_name, *body)),), (follow,)),)
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
        if statement.kind == "random":
            *bodies, last = [tuple(self.lower(item, 0, after)) for item in statement.items]
            conditions = zip(self.text.one_of(statement), bodies, strict=True)
            drawn = [nodes.Case(self.at(statement.at), condition, body) for condition, body in conditions]
            return [nodes.Branch(tuple(drawn), last)] if drawn else list(last)
        items = tuple([tuple(self.lower(item, 0, after)) for item in statement.items])
        operation = nodes.VaryBlock(statement.kind, self.text.counter(statement), items)
        return [operation] if after is None else [operation, after]

    def _plain(self, statement: Statement) -> list[Operation]:
        if isinstance(statement, Break):
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
        bounds = (
            ((-MOST, MOST) if type.low is None else (type.low, type.high)) if type.kind == "number" else (None, None)
        )
        return nodes.Assign(at, target, code, *bounds)

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

    # ------------------------------------------------------------ calls of functions that are scenes

    def scene_of(self, expression: Expression) -> CallDef | None:
        """The call of a function that is a scene, where an expression is one."""
        _, code = self.text.codes.get(id(expression), (None, 0))
        return code if isinstance(code, CallDef) and code.function in self.calls.scenes else None

    def _call_of(self, statement: Statement) -> CallDef | None:
        """The call of such a function for which a line stands."""
        if not self.calls.scenes:
            return None
        if isinstance(statement, Do):
            return self.scene_of(statement.call)
        return self.scene_of(statement.value) if isinstance(statement, (Set, Let, Return)) else None

    def _has_call(self, prose: Prose) -> bool:
        """Whether a text calls such a function."""
        return bool(self.calls.scenes) and self.pieces.has_call(prose.line.items)

    def _visit_function(self, statement: Statement, call: CallDef, segment: int) -> Operation:
        scene = self.calls.scenes[call.function]
        return nodes.VisitScene(self.at(statement.at), scene, call.arguments, segment)

    def _with_result(self, statement: Statement, call: CallDef) -> Operations:
        """What is done with the value of a function, which is then forgotten."""
        result = self.calls.results.get(call.function)
        if result is None:
            return ()
        variable, type = result
        at, first = self.at(statement.at), default_of(type)
        numbers = type.kind == "number"
        forgotten = nodes.Assign(at, variable, first, -MOST if numbers else None, MOST if numbers else None)
        if isinstance(statement, (Set, Let)):
            return (assignment(self.text, self.targets[id(statement)], statement, variable), forgotten)
        if isinstance(statement, Return):
            *given, back = self._given_back(statement, variable)
            return (*given, forgotten, back)
        return (forgotten,)

    def _given_back(self, statement: Return, code: nodes.Expression) -> Operations:
        """Keep a value for whoever called the function in hand, and go back there."""
        assert self.function is not None, "only functions give back values"
        variable, type = self.calls.results[self.function]
        at, numbers = self.at(statement.at), type.kind == "number"
        kept = nodes.Assign(at, variable, code, -MOST if numbers else None, MOST if numbers else None)
        return kept, nodes.GoBack(at)

    # ------------------------------------------------------------ moves

    def _visit(self, move: Move, statements: Statements, begin: int, after: Operation) -> list[Operation]:
        """A visit: coming back begins a paragraph; where nothing was drawn to visit, the paragraph goes on."""
        if move.kind != "any":
            return self._moves(move, self.segment(statements, begin, after, meeting=True))
        follow = self.segment(statements, begin, after)
        self.segments.append((nodes.NewParagraph(), nodes.Goto(follow)))
        return [self._move(move, len(self.segments) - 1), nodes.Goto(follow)]

    def _moves(self, move: Move, returns: int | None) -> list[Operation]:
        """The operations of a move; one to a value is a choice between all places that it can name."""
        if move.value is None:
            return [self._move(move, returns)]
        place, type = self.targets[id(move)]
        at, code = self.at(move.at), self.text.code(move.value)
        kept = [] if code == place else [nodes.Assign(at, place, code, None, None)]
        *others, last = [self._move(replace(move, kind="scene", target=name), returns) for name in type.names]
        cases = [
            nodes.Case(at, nodes.Apply("==", (place, name)), (one,))
            for name, one in zip(type.names, others, strict=False)
        ]
        return [*kept, nodes.Branch(tuple(cases), (last,)) if cases else last]

    def _move(self, move: Move, returns: int | None) -> Operation:
        """The operation of a move; `returns` is the segment to come back to."""
        at = self.at(move.at)
        if move.kind == "back":
            return nodes.GoBack(at)
        if move.kind == "end":
            return nodes.EndStory(self.endings[move.target])
        if move.kind == "any":
            return nodes.DrawScene(at, move.target or "", self._draw(move), returns)
        if move.kind == "point" and not self.is_borrowed:
            return nodes.Goto(self._point_segment(move.target or ""))
        arguments = tuple([self.text.code(one) for one in move.arguments])
        scene, point = (self.node.name, move.target) if move.kind == "point" else (move.target, move.point)
        target = self.index[scene or ""]
        entry = 0 if point is None else 1 + self.entered[scene or ""].index(point)
        if returns is not None:
            return nodes.VisitScene(at, target, arguments, returns, entry)
        return nodes.MoveTo(at, target, arguments, entry, move.leaves)

    def _draw(self, move: Move) -> str:
        """The name of the place that draws a scene by its tag."""
        if id(move) not in self.draws:
            self.draws[id(move)] = f"any{UNNUMBERED}{move.at}"
        return self.draws[id(move)]

    # ------------------------------------------------------------ points of the scene

    def _point(self, point: Point, statements: Statements, position: int, after: Operation) -> int:
        """The segment that begins with a point; what follows it are the statements from `position` on."""
        begins: Operations = (nodes.NewParagraph(),)
        if point.name:
            begins = (*begins, nodes.PassPoint(self.at(point.at), f"{self.node.name}.{point.name}"))
        if point.name and not self.is_borrowed:
            number = self._point_segment(point.name)
        else:
            self.segments.append(())
            number = len(self.segments) - 1
        self._fill(number, statements, position, after, begins)
        return number

    def _point_segment(self, name: str) -> int:
        """The segment of a point, which may not have been come to yet."""
        if name not in self.point_segments:
            self.segments.append(())
            self.point_segments[name] = len(self.segments) - 1
        return self.point_segments[name]

    def _left_over(self, statements: Statements, begin: int, after: Operation | None) -> None:
        """Compile what stands behind a move, as far as moves come to points in it."""
        if not self.scene.points or self.is_borrowed:
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
    if isinstance(statement, Jump):
        return statement.move
    return statement.line.move if isinstance(statement, Prose) else None


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
