"""Compiles the members of groups of choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from engine.check.checker import Checked
from engine.check.names import SceneNames
from engine.compile.segments import Statements
from engine.compile.text import TextCompiler, joined
from engine.program import nodes
from engine.program.limits import COUNTER_BITS
from engine.program.nodes import Member, Members, Operation, Operations
from engine.program.types import SetOf
from engine.program.walk import map_children
from engine.syntax.tree import ChoiceStatement, Each, Guard, If, Jump, Statement, Thread

Kind = TypeVar("Kind")


class Segmenter(Protocol):
    """Gives the number of a segment that does the statements from `begin` on, then `after`.

    Where branches meet (`meeting`), a paragraph begins.
    """

    def __call__(self, statements: Statements, begin: int, after: Operation, meeting: bool = False) -> int: ...


class GroupCompiler:
    """Makes the members of a scene's groups; `segment` compiles what happens when one is taken, `added` makes a segment
    of operations.

    Afterwards `includes` are the scenes added by `<-`, `once` and `eaches` the counters of what can be used up.
    """

    def __init__(
        self,
        checked: Checked,
        scene: SceneNames,
        index: dict[str, int],
        text: TextCompiler,
        segment: Segmenter,
        added: Callable[[Operations], int],
    ) -> None:
        self.checked = checked
        self.scene = scene
        self.index = index
        self.text = text
        self.at = text.at
        self.segment = segment
        self.added = added
        self.once: dict[tuple[int, str], nodes.Once] = {}
        self.eaches: dict[int, tuple[str, int]] = {}
        self.includes: set[int] = set()

    def members(self, statement: Statement, after: Operation) -> list[Member]:
        """The members of a group that a statement adds; what is taken ends in `after`."""
        if isinstance(statement, ChoiceStatement):
            return self._choices(statement, after)
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

    def _choices(self, choice: ChoiceStatement, after: Operation) -> list[Member]:
        """A choice, or one for each name of the set that its loop goes over: they share what happens then."""
        one = self._choice(choice, after)
        if choice.loop is None:
            return [one]
        target, type = self.checked.resolved.targets[id(choice)]
        members: list[Member] = []
        for number, name in enumerate(type.names):
            at, held = one.at, nodes.Apply("has", (self.text.code(choice.loop.value), SetOf(1 << number)))
            take = nodes.Assign(at, target, name, None, None), nodes.Goto(one.segment)
            guards = tuple([named(guard, target, name) for guard in one.guards])
            members.append(
                one._replace(
                    id=f"{one.id}.{name}",
                    once=self._once(choice, name) if choice.once else None,
                    guards=(nodes.OfferGuard("if", held), *guards),
                    text=joined(named(one.text, target, name)),
                    segment=self.added(take),
                )
            )
        return members

    def _choice(self, choice: ChoiceStatement, after: Operation) -> nodes.OfferChoice:
        line = choice.line
        body: Statements = choice.body
        if line.move is not None:
            # A visit comes first, as it is read; a move cannot but come last.
            jump = Jump(line.move.at, line.move)
            body = [jump, *body] if line.move.returns else [*body, jump]
        guards = choice.guards
        taken_by_itself = bool(guards) and any(guard.kind == "otherwise" for guard in guards)
        return nodes.OfferChoice(
            self.at(choice.at),
            self.scene.choice_ids[id(choice)],
            choice.label,
            # An `{otherwise}` is never used up, as the checker relies on it.
            self._once(choice) if choice.once and not taken_by_itself and choice.loop is None else None,
            self._guards(guards) if guards else (),
            self.text.described(line),
            () if line.values else line.tags,
            self.segment(body, 0, after, meeting=taken_by_itself),
        )

    def _once(self, choice: ChoiceStatement, name: str = "") -> nodes.Once:
        """The counter and the bit of a once-only choice, of a loop for a name; the same when `<-` offers it, too."""
        key = id(choice), name
        if key not in self.once:
            number = len(self.once)
            counter = f"once {self.scene.node.name} {number // COUNTER_BITS}"
            self.once[key] = nodes.Once(counter, 1 << number % COUNTER_BITS)
        return self.once[key]

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


def named(node: Kind, item: nodes.Reference, name: str) -> Kind:
    """A node in which the local variable of a loop is one name."""

    def change(part: nodes.Node) -> object:
        if part == item:
            return name
        new: object = map_children(part, change)
        if isinstance(new, nodes.ShowValue) and isinstance(new.value, str) and new.kind in ("names", "text"):
            return new.value
        return new

    return map_children(node, change)
