"""NC321: choices that `<-` adds to other scenes and that read what only their own scene has set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from engine.check.blocks import first_group, move_of
from engine.check.flow import SceneFlow, goes_on
from engine.check.names import SceneNames
from engine.check.parameters import expressions_of
from engine.data_classes import dataclass
from engine.patterns import compiled
from engine.program.nodes import LocalRef
from engine.program.walk import walk
from engine.syntax.menus import is_choice
from engine.syntax.tree import (
    Ask,
    BlockStatement,
    Body,
    ChoiceStatement,
    Do,
    Each,
    Expression,
    For,
    Guard,
    If,
    Jump,
    Let,
    Line,
    Move,
    Prose,
    Set,
    Statement,
    Thread,
    Vary,
)

if TYPE_CHECKING:
    from engine.check.checker import Checked

Locals = frozenset[int]
NONE: Locals = frozenset()


@dataclass(frozen=True, slots=True)
class UnsetRead:
    """Where a local variable is read that has no value then; `offered` says that it is read to offer a choice."""

    at: int
    end: int
    offered: bool


def check_lent_locals(checked: Checked) -> None:
    """Report local variables that choices read which `<-` adds to other scenes, where nothing has set them."""
    added: dict[str, tuple[SceneNames, Thread]] = {}
    for name, threads in checked.facts.of(_threads_of).items():
        for thread in threads:
            added.setdefault(thread.target, (checked.names.scenes[name], thread))
    for target, (borrower, thread) in added.items():
        scene = checked.names.scenes.get(target)
        if scene is None:
            continue
        source, frame = scene.node.source, checked.resolved.frames[target]
        for number, read in reads_when_lent(checked, scene).items():
            local = frame[number]
            place = compiled(rf"\b{re.escape(local)}\b").search(source.text, read.at, read.end)
            at, end = (read.at, read.end) if place is None else place.span()
            message = f"`{local}` has no value where `<-` adds this choice: nothing above it is done there"
            hint = f"keep it in a `var`, or make it a parameter: `<- {target}(…)`"
            if not read.offered:
                hint = "keep it in a `var`, or set it below the choice"
            related = borrower.node.source.span(thread.at, thread.end), "it is added here"
            checked.report.error("NC321", source.span(at, end), message, hint, related)


def _threads_of(scene: SceneNames, flow: SceneFlow) -> list[Thread]:
    return flow.threads


def reads_when_lent(checked: Checked, scene: SceneNames) -> dict[int, UnsetRead]:
    """The local variables that the choices of a scene read unset where another one borrows them, each at its first."""
    group = first_group(scene.node.body)
    unset = _unset_when_lent(checked, scene, group[0]) if group else NONE
    return LentReads(checked).of(group, unset) if unset else {}


def _unset_when_lent(checked: Checked, scene: SceneNames, first: Statement) -> Locals:
    """The local variables that the choices know which a scene lends, and that have no value when it does."""
    found = NONE
    for statement in scene.node.body:
        if statement is first:
            break
        if isinstance(statement, Let):
            found |= _number_of(checked, statement)
    return found


def _number_of(checked: Checked, statement: Statement) -> Locals:
    """The local variable that a statement sets, if any."""
    target = checked.resolved.targets.get(id(statement))
    return frozenset({target[0].number}) if target is not None and isinstance(target[0], LocalRef) else NONE


class LentReads:
    """Goes through lent choices in the order in which they are offered and taken."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        self.found: dict[int, UnsetRead] = {}

    def of(self, group: Iterable[Statement], unset: Locals) -> dict[int, UnsetRead]:
        """What the choices of a group read of the variables that are not set."""
        for member in group:
            self._member(member, unset, lent=True)
        return self.found

    def _member(self, statement: Statement, unset: Locals, lent: bool = False) -> None:
        if isinstance(statement, ChoiceStatement):
            self._all(_head(statement), unset, lent)
            move = statement.line.move
            if move is not None and move.returns:
                self._all(_of_move(move), unset)
            behind = self._body(statement.body, unset)
            if move is not None and not move.returns:
                self._all(_of_move(move), behind)
        elif isinstance(statement, Each):
            self._all(_of_guards(statement.guards), unset, lent)
        elif isinstance(statement, Thread):
            self._all(statement.arguments, unset, lent)
        elif isinstance(statement, If):
            self._all(statement.conditions, unset, lent)
            for block in statement.blocks:
                for one in block:
                    self._member(one, unset, lent)

    def _body(self, body: Body, unset: Locals) -> Locals:
        """Go through a block; what is still not set behind it."""
        for statement in body:
            unset = self._statement(statement, unset)
        return unset

    def _statement(self, statement: Statement, unset: Locals) -> Locals:
        if is_choice(statement):
            # Behind choices the play may come when there are none left.
            self._member(statement, unset)
        elif isinstance(statement, Set | Let):
            if isinstance(statement, Set) and statement.operator != "=":
                self._read(_number_of(self.checked, statement) & unset, statement.at, statement.end)
            self._all((statement.value,), unset)
            return unset - _number_of(self.checked, statement)
        elif isinstance(statement, Ask):
            self._all(_of_line(statement.prompt), unset)
            # An empty answer keeps what was there.
            self._read(_number_of(self.checked, statement) & unset, statement.at, statement.end)
        elif isinstance(statement, If | Vary):
            self._all(statement.conditions, unset)
            after = NONE.union(*[self._body(block, unset) for block in statement.blocks])
            return after | unset if isinstance(statement, Vary) and statement.kind == "once" else after
        elif isinstance(statement, For):
            self._all((statement.value,), unset)
            self._body(statement.body, unset)
        elif isinstance(statement, BlockStatement):
            self._all(statement.conditions, unset)
            for block in statement.blocks:
                self._body(block, unset)
        elif isinstance(statement, Do):
            self._all((statement.call,), unset)
        elif isinstance(statement, Prose | Jump):
            if isinstance(statement, Prose):
                self._all(_of_line(statement.line), unset)
            move = move_of(statement)
            if move is not None:
                self._all(_of_move(move), unset)
                # What stands behind a move is not come to by this way.
                return unset if goes_on(move) else NONE
        return unset

    def _all(self, expressions: Iterable[Expression], unset: Locals, offered: bool = False) -> None:
        for one in expressions:
            _, code = self.checked.resolved.codes.get(id(one), (None, 0))
            read = {node.number for node in walk((code,)) if isinstance(node, LocalRef)}
            self._read(unset & read, one.at, one.end, offered)

    def _read(self, numbers: Locals, at: int, end: int, offered: bool = False) -> None:
        for number in numbers:
            self.found.setdefault(number, UnsetRead(at, end, offered))


def _head(choice: ChoiceStatement) -> Iterator[Expression]:
    if choice.loop is not None:
        yield choice.loop.value
    yield from _of_guards(choice.guards)
    yield from _of_line(choice.line)


def _of_guards(guards: Iterable[Guard]) -> Iterator[Expression]:
    for guard in guards:
        if guard.condition is not None:
            yield guard.condition
        if guard.reason is not None:
            yield from _of_line(guard.reason)


def _of_line(line: Line) -> Iterator[Expression]:
    yield from expressions_of(line.items)
    for value in line.values:
        yield from expressions_of(value.items)


def _of_move(move: Move) -> Iterator[Expression]:
    yield from move.arguments
    if move.value is not None:
        yield move.value
