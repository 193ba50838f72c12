"""Compiles the members of groups of choices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from engine.check.checker import Checked
from engine.check.names import SceneNames
from engine.compile.text import Text
from engine.program import nodes
from engine.program.limits import COUNTER_BITS
from engine.program.nodes import Member, Members, Operation
from engine.program.types import Type
from engine.syntax.tree import Choice, Each, Guard, If, Jump, Statement, Thread

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
        self.once: dict[int, nodes.Once] = {}
        self.eaches: dict[int, tuple[str, int]] = {}
        self.includes: set[int] = set()

    def members(self, statement: Statement, after: Operation) -> list[Member]:
        """The members of a group that a statement adds; what is taken ends in `after`."""
        if isinstance(statement, Choice):
            return [self._choice(statement, after)]
        if isinstance(statement, Each):
            return [self._each(statement)]
        if isinstance(statement, Thread):
            arguments = tuple([self.text.code(one) for one in statement.arguments])
            scene = self.index[statement.target]
            self.includes.add(scene)
            return [nodes.OfferThread(self.at(statement.at), scene, arguments)]
        if isinstance(statement, If):
            branches = [
                nodes.OfferCase(self.at(condition.at), self.text.code(condition), self._all_members(body, after))
                for condition, body in statement.branches
            ]
            return [nodes.OfferIf(tuple(branches), self._all_members(statement.otherwise, after))]
        return []

    def _all_members(self, body: Statements, after: Operation) -> Members:
        return tuple([member for statement in body for member in self.members(statement, after)])

    def _choice(self, choice: Choice, after: Operation) -> Member:
        line = choice.line
        body: Statements = choice.body
        if line.move is not None:
            # A visit comes first, as it is read; a move cannot but come last.
            jump = Jump(line.move.at, line.move)
            body = [jump, *body] if line.move.returns else [*body, jump]
        taken_by_itself = any(guard.kind == "otherwise" for guard in choice.guards)
        return nodes.OfferChoice(
            self.at(choice.at),
            self.scene.choice_ids[id(choice)],
            choice.label,
            # An `{otherwise}` is never used up, as the checker relies on it.
            self._once(choice) if choice.once and not taken_by_itself else None,
            self._guards(choice.guards),
            self.text.parts(line.items),
            tuple(line.tags),
            self.segment(body, 0, after, meeting=taken_by_itself),
        )

    def _once(self, choice: Choice) -> nodes.Once:
        """The counter and the bit of a once-only choice; the same when it is also offered by `<-`."""
        if id(choice) not in self.once:
            number = len(self.once)
            counter = f"once {self.scene.node.name} {number // COUNTER_BITS}"
            self.once[id(choice)] = nodes.Once(counter, 1 << number % COUNTER_BITS)
        return self.once[id(choice)]

    def _guards(self, guards: Iterable[Guard]) -> tuple[nodes.OfferGuard, ...]:
        return tuple([self._guard(guard) for guard in guards])

    def _guard(self, guard: Guard) -> nodes.OfferGuard:
        if guard.condition is None:
            return nodes.OfferGuard("otherwise")
        reason = self.text.parts(guard.reason.items) if guard.reason else ()
        return nodes.OfferGuard(guard.kind, self.text.code(guard.condition), reason)

    def _each(self, each: Each) -> Member:
        counter = None
        if each.once:
            name = f"each {self.scene.node.name} {len(self.eaches) + 1}"
            size = len(set(self.checked.names.tags[each.tag]))
            counter = self.eaches.setdefault(id(each), (name, size))[0]
        return nodes.OfferEach(self.at(each.at), counter, self._guards(each.guards), each.tag, each.returns)


def settled(type: Type) -> Type:
    """A type as the program keeps it. A `def` that nobody calls has parameters of any type: numbers will do."""
    return type._replace(kind={"any": "number", "literal": "text"}.get(type.kind, type.kind))
