"""Compiles the members of groups of choices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from engine.check.checker import Checked
from engine.check.names import SceneNames
from engine.compile.text import Text
from engine.program.model import Operation
from engine.program.types import Type
from engine.syntax.tree import Choice, Each, Guard, If, Jump, Statement, Thread

ONCE_BITS = 32
Statements = Sequence[Statement]


class Segmenter(Protocol):
    """Gives the number of a segment that does the statements from `begin` on, then `after`.

    Where branches meet (`meeting`), a paragraph begins.
    """

    def __call__(self, statements: Statements, begin: int, after: Operation, meeting: bool = False) -> int: ...


class GroupCompiler:
    """Makes the members of a scene's groups; `segment` compiles what happens when one is taken.

    Afterwards `includes` are the scenes added by `<-`, `once` and `eaches` the counters of what can be used up.
    """

    def __init__(
        self, checked: Checked, scene: SceneNames, index: dict[str, int], text: Text, segment: Segmenter
    ) -> None:
        self.checked = checked
        self.scene = scene
        self.index = index
        self.text = text
        self.at = text.at
        self.segment = segment
        self.once: dict[int, list[Any]] = {}
        self.eaches: dict[int, tuple[str, int]] = {}
        self.includes: set[int] = set()

    def members(self, statement: Statement, after: Operation) -> list[dict[str, Any]]:
        """The members of a group that a statement adds; what is taken ends in `after`."""
        if isinstance(statement, Choice):
            return [self._choice(statement, after)]
        if isinstance(statement, Each):
            return [self._each(statement)]
        if isinstance(statement, Thread):
            arguments = [self.text.code(one) for one in statement.arguments]
            scene = self.index[statement.target]
            self.includes.add(scene)
            return [{"kind": "thread", "at": self.at(statement.at), "scene": scene, "arguments": arguments}]
        if isinstance(statement, If):
            branches = [
                [self.at(condition.at), self.text.code(condition), self._all_members(body, after)]
                for condition, body in statement.branches
            ]
            return [{"kind": "if", "branches": branches, "otherwise": self._all_members(statement.otherwise, after)}]
        return []

    def _all_members(self, body: Statements, after: Operation) -> list[dict[str, Any]]:
        return [member for statement in body for member in self.members(statement, after)]

    def _choice(self, choice: Choice, after: Operation) -> dict[str, Any]:
        line = choice.line
        body: Statements = choice.body
        if line.move is not None:
            # A visit comes first, as it is read; a move cannot but come last.
            jump = Jump(line.move.at, line.move)
            body = [jump, *body] if line.move.returns else [*body, jump]
        taken_by_itself = any(guard.kind == "otherwise" for guard in choice.guards)
        return {
            "kind": "choice",
            "at": self.at(choice.at),
            "id": self.scene.choice_ids[id(choice)],
            "label": choice.label,
            # An `{otherwise}` is never used up, as the checker relies on it.
            "once": self._once(choice) if choice.once and not taken_by_itself else None,
            "guards": [self._guard(guard) for guard in choice.guards],
            "text": self.text.parts(line.items),
            "tags": list(line.tags),
            "segment": self.segment(body, 0, after, meeting=taken_by_itself),
        }

    def _once(self, choice: Choice) -> list[Any]:
        """The counter and the bit of a once-only choice; the same when it is also offered by `<-`."""
        if id(choice) not in self.once:
            number = len(self.once)
            self.once[id(choice)] = [f"once {self.scene.node.name} {number // ONCE_BITS}", 1 << number % ONCE_BITS]
        return self.once[id(choice)]

    def _guard(self, guard: Guard) -> list[Any]:
        if guard.condition is None:
            return ["otherwise"]
        code = self.text.code(guard.condition)
        if guard.kind == "if":
            return ["if", code]
        return ["needs", code, self.text.parts(guard.reason.items) if guard.reason else []]

    def _each(self, each: Each) -> dict[str, Any]:
        counter = None
        if each.once:
            name = f"each {self.scene.node.name} {len(self.eaches) + 1}"
            size = len(set(self.checked.names.tags[each.tag]))
            counter = self.eaches.setdefault(id(each), (name, size))[0]
        return {
            "kind": "each",
            "at": self.at(each.at),
            "once": counter,
            "guards": [self._guard(guard) for guard in each.guards],
            "tag": each.tag,
            "returns": each.returns,
        }


def type_list(type: Type) -> list[Any]:
    """A type as the program keeps it. A `def` that nobody calls has parameters of any type: numbers will do."""
    kind = {"any": "number", "literal": "text"}.get(type.kind, type.kind)
    return [kind, type.low, type.high, list(type.names)]
