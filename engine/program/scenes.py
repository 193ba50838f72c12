"""Compiles one scene: its lines into operations, cut into segments wherever the play can stop."""

from __future__ import annotations

from typing import Any

from engine.check.checker import Checked
from engine.check.flow import first_group
from engine.check.names import SceneNames, is_choice
from engine.check.types import MOST, Type
from engine.program.model import EMPHASIS, EMPHASIS_END, STRONG, STRONG_END, Operation, Parts, place
from engine.source import Source
from engine.syntax.tree import (
    Ask,
    Body,
    Break,
    Choice,
    Conditional,
    Each,
    Expression,
    Guard,
    If,
    Jump,
    Let,
    Line,
    Move,
    Prose,
    Set,
    Show,
    Statement,
    Styled,
    TextItems,
    Thread,
    Variation,
    Vary,
)

ONCE_BITS = 32


class Text:
    """Compiles text with inline forms; gives variations their counters, numbered by scene."""

    def __init__(self, checked: Checked, source: Source, owner: str) -> None:
        self.codes = checked.resolved.codes
        self.source = source
        self.owner = owner
        self.counters: dict[int, str] = {}

    def at(self, offset: int) -> int:
        """The place of an offset, as the program keeps it."""
        return place(*self.source.place_of(offset))

    def counter(self, node: object) -> str:
        """The name of a variation's counter; the same whenever the same variation is compiled again."""
        return self.counters.setdefault(id(node), f"vary {self.owner} {len(self.counters) + 1}")

    def code(self, expression: Expression) -> Any:
        """The resolved form of an expression."""
        return self.codes[id(expression)][1]

    def parts(self, items: TextItems) -> Parts:
        """The parts of a text; texts that stand beside each other are joined."""
        parts: Parts = []
        for item in items:
            new = self._parts_of(item)
            if parts and new and isinstance(parts[-1], str) and isinstance(new[0], str):
                parts[-1] += new[0]
                new = new[1:]
            parts += new
        return parts

    def _parts_of(self, item: Any) -> Parts:
        if isinstance(item, str):
            return [item]
        if isinstance(item, Show):
            type, code = self.codes[id(item.value)]
            kind = "text" if type.kind == "literal" else type.kind
            return [["show", self.at(item.at), code, kind, list(type.names) if kind == "set" else []]]
        if isinstance(item, Conditional):
            branches = [[self.code(condition), self.parts(branch)] for condition, branch in item.branches]
            return [["if", self.at(item.at), branches, self.parts(item.otherwise)]]
        if isinstance(item, Variation):
            return [["vary", item.kind, self.counter(item), [self.parts(one) for one in item.items]]]
        assert isinstance(item, Styled)
        begin, end = (EMPHASIS, EMPHASIS_END) if item.style == "*" else (STRONG, STRONG_END)
        return self._joined(begin, self.parts(item.items), end)

    def _joined(self, begin: str, inner: Parts, end: str) -> Parts:
        parts: Parts = [begin]
        for one in [*inner, end]:
            if isinstance(one, str) and isinstance(parts[-1], str):
                parts[-1] += one
            else:
                parts.append(one)
        return parts


class SceneCompiler:
    """Compiles one scene."""

    def __init__(
        self, checked: Checked, scene: SceneNames, index: dict[str, int], endings: dict[str | None, int], file: int
    ) -> None:
        self.checked = checked
        self.names = checked.names
        self.scene = scene
        self.node = scene.node
        self.index = index
        self.endings = endings
        self.file = file
        self.text = Text(checked, scene.node.source, scene.node.name)
        self.codes = checked.resolved.codes
        self.targets = checked.resolved.targets
        self.segments: list[list[Operation]] = []
        self.points: list[dict[str, Any]] = []
        self.once: dict[int, list[Any]] = {}
        self.eaches: dict[int, str] = {}
        self.draws: dict[int, str] = {}
        self.includes: set[int] = set()

    def compile(self, included: bool) -> dict[str, Any]:
        """The scene as the program keeps it; `included` says that other scenes add its choices with `<-`."""
        node = self.node
        self.at = self.text.at
        self.segments.append([])
        fail = ["fail", self.at(max(node.heading.at, node.end - 2))]
        self.segments[0] = self.lower(list(node.body), fail)
        thread = None
        if included:
            back = ["back", self.at(node.heading.at)]
            thread = [member for one in first_group(node.body) for member in self.members(one, back)]
        properties = {prop.kind: prop.value for prop in node.properties}
        when, priority = properties.get("when"), properties.get("priority")
        return {
            "name": node.name,
            "title": node.heading.title,
            "tags": list(node.heading.tags),
            "file": self.file,
            "at": self.at(node.heading.at),
            "frame": self.checked.resolved.frames[node.name],
            "parameters": [type_list(type) for type in self.scene.parameters],
            "segments": self.segments,
            "points": self.points,
            "thread": thread,
            "includes": sorted(self.includes),
            "counters": self.counters(),
            "when": True if when is None else self.codes[id(when)][1],
            "once": "once" in properties,
            "priority": 0 if priority is None else self.codes[id(priority)][1],
        }

    # ------------------------------------------------------------ segments

    def segment(self, rest: list[Statement], after: Operation, meeting: bool = False) -> int:
        """The number of a segment that does `rest`, then `after`. Where branches meet a paragraph begins."""
        rest = _without_breaks_before(rest)
        if not rest and after[0] == "goto":
            return int(after[1])
        number = len(self.segments)
        self.segments.append([])
        self.segments[number] = ([["break"]] if meeting else []) + self.lower(rest, after)
        return number

    def lower(self, statements: list[Statement], after: Operation | None) -> list[Operation]:
        """The operations of statements, ending in `after`.

        With None they pass through to the operations behind them; then none of the statements can stop the play.
        """
        operations: list[Operation] = []
        for number, statement in enumerate(statements):
            rest = statements[number + 1 :]
            if is_choice(statement):
                group, rest = _split_group(statements[number:])
                follow = self.segment(rest, _known(after), meeting=True)
                operations.append(["stop", self._choices(group, follow)])
                return operations
            if isinstance(statement, Ask):
                follow = self.segment(rest, _known(after))
                operations.append(["stop", self._question(statement, follow)])
                return operations
            if isinstance(statement, If | Vary) and self.splits(statement):
                follow = self.segment(rest, _known(after))
                operations += self._branches(statement, ["goto", follow])
                return operations
            move = _move_of(statement)
            if isinstance(statement, Prose):
                operations += self._say(statement)
            if move is not None:
                returns = None
                if move.returns:
                    returns = self.segment(rest, _known(after), meeting=True)
                operations.append(self.move(move, returns))
                if move.kind != "any":
                    return operations
            elif isinstance(statement, If | Vary):
                operations += self._branches(statement, None)
            elif not isinstance(statement, Prose):
                operations += self._plain(statement)
        return operations if after is None else [*operations, after]

    def splits(self, statement: Statement) -> bool:
        """Whether the play can stop inside a statement and come back behind it."""
        if is_choice(statement) or isinstance(statement, Ask):
            return True
        move = _move_of(statement)
        if move is not None:
            return move.returns
        if isinstance(statement, If):
            bodies = [body for _, body in statement.branches] + [statement.otherwise]
            return any(self.splits(one) for body in bodies for one in body)
        if isinstance(statement, Vary):
            return any(self.splits(one) for body in statement.items for one in body)
        return False

    def _branches(self, statement: If | Vary, after: Operation | None) -> list[Operation]:
        """An `~ if` or a block variation, each branch of which ends in `after`."""
        if isinstance(statement, If):
            branches = [
                [self.at(condition.at), self._code(condition), self.lower(list(body), after)]
                for condition, body in statement.branches
            ]
            operation: Operation = ["if", branches, self.lower(list(statement.otherwise), after)]
        else:
            items = [self.lower(list(item), after) for item in statement.items]
            operation = ["vary", statement.kind, self.text.counter(statement), items]
        return [operation] if after is None or operation[0] == "if" else [operation, after]

    def _code(self, expression: Expression) -> Any:
        return self.codes[id(expression)][1]

    def _plain(self, statement: Statement) -> list[Operation]:
        if isinstance(statement, Break):
            return [["break"]]
        assert isinstance(statement, Set | Let)
        kind, number, type = self.targets[id(statement)]
        code = self._code(statement.value)
        operator = statement.operator if isinstance(statement, Set) else "="
        if operator != "=":
            sets = {"+=": "union", "-=": "minus"} if type.kind == "set" else {"+=": "+", "-=": "-"}
            code = [sets[operator], [kind, number], code]
        low, high = (type.low, type.high) if type.low is not None else (-MOST, MOST)
        bounds = [low, high] if type.kind == "number" else [None, None]
        return [["set", self.at(statement.at), [kind, number], code, *bounds]]

    def _say(self, statement: Prose) -> list[Operation]:
        line = statement.line
        operations: list[Operation] = []
        if statement.speaker is not None:
            operations.append(["speak", statement.speaker])
        if line.items:
            operations.append(["say", self.at(statement.at), self.text.parts(line.items)])
        if line.tags:
            operations.append(["tags", list(line.tags)])
        return operations

    def move(self, move: Move, returns: int | None) -> Operation:
        """The operation of a move; `returns` is the segment to come back to."""
        at = self.at(move.at)
        if move.kind == "back":
            return ["back", at]
        if move.kind == "end":
            return ["end", self.endings[move.target]]
        if move.kind == "any":
            return ["any", at, move.target, self._draw(move), returns]
        arguments = [self._code(one) for one in move.arguments]
        target = self.index[move.target or ""]
        if returns is not None:
            return ["visit", at, target, arguments, returns]
        return ["move", at, target, arguments]

    def _draw(self, move: Move) -> str:
        """The name of the place that draws a scene by its tag."""
        same = sum(name.startswith(f"{self.node.name}|any #{move.target}|") for name in self.draws.values())
        return self.draws.setdefault(id(move), f"{self.node.name}|any #{move.target}|{same}")

    def counters(self) -> list[str]:
        """The names of all counters of the scene, each once."""
        once = dict.fromkeys(counter for counter, _ in self.once.values())
        drawn = [*self.checked.resolver.draws.get(self.node.name, ()), *self.draws.values()]
        return [*once, *self.eaches.values(), *self.text.counters.values(), *(f"draw {name}" for name in drawn)]

    # ------------------------------------------------------------ points

    def _question(self, statement: Ask, follow: int) -> int:
        kind, number, type = self.targets[id(statement)]
        prompt = self.text.parts(statement.prompt.items)
        data = {"ref": [kind, number], "type": type_list(type), "prompt": prompt, "follow": follow}
        self.points.append({"kind": "ask", "at": self.at(statement.at), **data})
        return len(self.points) - 1

    def _choices(self, group: list[Statement], follow: int) -> int:
        point: dict[str, Any] = {"kind": "choices", "at": self.at(group[0].at), "follow": follow}
        self.points.append(point)
        number = len(self.points) - 1
        point["group"] = [member for statement in group for member in self.members(statement, ["goto", follow])]
        return number

    def members(self, statement: Statement, after: Operation) -> list[dict[str, Any]]:
        """The members of a group that a statement adds; what is taken ends in `after`."""
        if isinstance(statement, Choice):
            return [self._choice(statement, after)]
        if isinstance(statement, Each):
            return [self._each(statement)]
        if isinstance(statement, Thread):
            arguments = [self._code(one) for one in statement.arguments]
            scene = self.index[statement.target]
            self.includes.add(scene)
            return [{"kind": "thread", "at": self.at(statement.at), "scene": scene, "arguments": arguments}]
        if isinstance(statement, If):
            branches = [
                [self.at(condition.at), self._code(condition), [one for two in body for one in self.members(two, after)]]
                for condition, body in statement.branches
            ]
            otherwise = [one for two in statement.otherwise for one in self.members(two, after)]
            return [{"kind": "if", "branches": branches, "otherwise": otherwise}]
        return []

    def _choice(self, choice: Choice, after: Operation) -> dict[str, Any]:
        line: Line = choice.line
        body: list[Statement] = list(choice.body)
        if line.move is not None:
            body.append(Jump(line.move.at, line.move))
        return {
            "kind": "choice",
            "at": self.at(choice.at),
            "id": self.scene.choice_ids[id(choice)],
            "label": choice.label,
            "once": self._once(choice) if choice.once else None,
            "guards": [self._guard(guard) for guard in choice.guards],
            "text": self.text.parts(line.items),
            "tags": list(line.tags),
            "segment": self.segment(body, after),
        }

    def _once(self, choice: Choice) -> list[Any]:
        """The counter and the bit of a once-only choice; the same when it is also offered by `<-`."""
        if id(choice) not in self.once:
            number = len(self.once)
            self.once[id(choice)] = [f"once {self.node.name} {number // ONCE_BITS}", 1 << number % ONCE_BITS]
        return self.once[id(choice)]

    def _guard(self, guard: Guard) -> list[Any]:
        if guard.condition is None:
            return ["otherwise"]
        code = self._code(guard.condition)
        if guard.kind == "if":
            return ["if", code]
        return ["needs", code, self.text.parts(guard.reason.items) if guard.reason else []]

    def _each(self, each: Each) -> dict[str, Any]:
        number = len(self.eaches) + 1
        counter = self.eaches.setdefault(id(each), f"each {self.node.name} {number}")
        return {
            "kind": "each",
            "at": self.at(each.at),
            "id": f"{self.node.name}.each-",
            "once": counter if each.once else None,
            "guards": [self._guard(guard) for guard in each.guards],
            "tag": each.tag,
            "returns": each.returns,
        }


def type_list(type: Type) -> list[Any]:
    """A type as the program keeps it."""
    return [type.kind, type.low, type.high, list(type.names)]


def _move_of(statement: Statement) -> Move | None:
    if isinstance(statement, Jump):
        return statement.move
    return statement.line.move if isinstance(statement, Prose) else None


def _known(after: Operation | None) -> Operation:
    assert after is not None, "a block in which the play can stop is always told what follows it"
    return after


def _split_group(statements: list[Statement]) -> tuple[list[Statement], list[Statement]]:
    """The group of choices that a list begins with, and what comes behind it."""
    end = 0
    for number, statement in enumerate(statements):
        if is_choice(statement):
            end = number + 1
        elif not isinstance(statement, Break):
            break
    return [one for one in statements[:end] if not isinstance(one, Break)], statements[end:]


def _without_breaks_before(statements: list[Statement]) -> list[Statement]:
    number = 0
    while number < len(statements) and isinstance(statements[number], Break):
        number += 1
    return statements[number:]


__all__ = ["Body", "SceneCompiler", "Text", "type_list"]
