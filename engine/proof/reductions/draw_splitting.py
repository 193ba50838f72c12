"""Cuts segments where something is drawn, so that plays in which it comes to the same are one before the next draw.

Five dice can fall in 7,776 ways, but after each of them there are some thirty sums at most. So whatever draws gets a
segment of its own, and a sum of draws is made one by one in a variable that only this knows. What explores goes from
segment to segment, and follows each state once.

The same is done as before, in the same order, but for what is drawn into a local variable: that is drawn only where
the variable is read, or where its scene is left. Of `~ let mine = …`, `~ let his = …`, `~ foe -= mine`, and
`~ health -= his` the second draw comes behind the third line, where what the first came to matters no more. What is
done in between neither reads nor sets the variable, and a draw of numbers that stand there cannot fail; chance does not
remember what came first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import product
from math import prod
from typing import cast

from engine.program import nodes
from engine.program.functions import TABLE
from engine.program.intervals import FULL
from engine.program.limits import MOST_SPAN
from engine.program.nodes import Apply, ApplyDraw, Case, Expression, LocalRef, Operation, Operations, VarRef
from engine.program.program import Program, SceneNode, Slot
from engine.program.types import NUMBER, Type
from engine.program.walk import walk
from engine.proof.draws import values_of_random
from engine.proof.reductions.growth import Location, location_of
from engine.proof.reductions.reads import Reads
from engine.runtime.randomness import place_of

# The scene and the number of a segment at whose beginning what comes to the same is one.
Begin = tuple[int, int]
# What is evaluated only where it is asked for.
LAZY = ("if", "and", "or")
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
# What may be made of several draws at once, if these can come out in no more ways.
TOGETHER, AT_ONCE = ("+", "-", "*", "min", "max", *COMPARISONS), 100
# What else a local variable may be made of.
ALONE = (*TOGETHER, "/", "%", "abs", "not", "and", "or")


def split_at_draws(program: Program, reads: Reads) -> tuple[Program, frozenset[Begin]]:
    """The program with a segment for each draw, and the segments that are made so."""
    begins: set[Begin] = set()
    scenes = []
    for index, scene in enumerate(program.scenes):
        made = _Splitter(scene, index, reads)
        scenes.append(made.scene())
        begins |= {(index, number) for number in made.begins}
    return program._replace(scenes=tuple(scenes)), frozenset(begins)


class _Splitter:
    """Cuts one scene."""

    def __init__(self, scene: SceneNode, index: int, reads: Reads) -> None:
        self.before, self.index, self.reads = scene, index, reads
        self.types = [slot.type for slot in scene.frame]
        self.frame = list(scene.frame)
        self.added: list[Operations] = []
        self.begins: set[int] = set()
        self.last = LocalRef(-1)
        # The local variables into which something is drawn.
        self.drawn = {
            node.target
            for node in walk(scene.segments)
            if isinstance(node, nodes.Assign) and isinstance(node.target, LocalRef) and reads.draws(node.value)
        }

    def scene(self) -> SceneNode:
        """The scene with more segments."""
        before = [self.cut(operations) for operations in self.before.segments]
        if not self.added:
            return self.before
        return self.before._replace(segments=(*before, *self.added), frame=tuple(self.frame))

    def cut(self, operations: Operations) -> Operations:
        """The operations up to the first that draws, which goes on in another segment."""
        operations = self._drawn_late(operations)
        for place, operation in enumerate(operations):
            before, rest = operations[:place], operations[place + 1 :]
            if isinstance(operation, nodes.Branch) and (self._draws_inside(operation) or self._tells_drawn(operation)):
                return (*before, *self._branch(operation, rest))
            if isinstance(operation, nodes.VaryBlock) and self._draws_inside(operation):
                follow = self._new(self.cut(rest))
                items = tuple([self.cut((*item, follow)) for item in operation.items])
                varied = (operation._replace(items=items), follow)
                return (*before, self._new(varied) if operation.kind == "shuffle" else varied[0], *varied[1:])
            if many := len(drawn_alone(operations[place:])[0]):
                return (*before, self._new((*operations[place : place + many], *self.cut(operations[place + many :]))))
            if isinstance(operation, nodes.Assign) and self.reads.draws(operation.value):
                made, value = self._made(operation.at, operation.value)
                return (*before, self._chain((*made, operation._replace(value=value)), rest))
            if self._draws(operation):
                return (*before, self._chain((operation,), rest))
        return operations

    def _new(self, operations: Operations) -> nodes.Goto:
        """A move to a new segment."""
        self.added.append(operations)
        number = len(self.before.segments) + len(self.added) - 1
        if operations and self._one_draws(operations[0]):
            self.begins.add(number)
        return nodes.Goto(number)

    def _begin(self, operations: Operations) -> nodes.Goto:
        """A move to a new segment at whose beginning what comes to the same is one."""
        made = self._new(operations)
        self.begins.add(made.segment)
        return made

    def _tells_drawn(self, operation: nodes.Branch) -> bool:
        """Whether a condition reads what was drawn into a local variable."""
        read = (one for one in walk(tuple(case.condition for case in operation.cases)) if isinstance(one, LocalRef))
        return any(one in self.drawn for one in read)

    def _chain(self, operations: Sequence[Operation], rest: Operations) -> nodes.Goto:
        """A move to segments that do one of the operations each, and then the rest."""
        follow = self._new((operations[-1], *self.cut(rest)))
        for operation in reversed(operations[:-1]):
            follow = self._new((operation, follow))
        return follow

    def _branch(self, operation: nodes.Branch, rest: Operations) -> Operations:
        return self._cases(operation.cases, operation.otherwise, (self._new(self.cut(rest)),))

    def _cases(self, cases: tuple[Case, ...], otherwise: Operations, follow: Operations) -> Operations:
        """A branch that draws, of which each way goes on with the last operations."""
        first, *others = cases
        draws = self.reads.draws
        if any(draws(case.condition) for case in others):
            # One condition after the other, so that each draws but once.
            first = first._replace(body=(*first.body, *follow))
            return self._cases((first,), (self._new(self._cases(tuple(others), otherwise, follow)),), ())
        code = first.condition
        if isinstance(code, Apply) and code.name in ("and", "or") and draws(code):
            # Of two conditions each is asked by itself; what is done then is written once.
            one, two = code.arguments
            then = self._new(self.cut((*first.body, *follow)))
            remaining = (nodes.Branch(tuple(others), otherwise),) if others else otherwise
            other = self._new(self.cut((*remaining, *follow)))
            inner = self._cases((Case(first.at, two, (then,)),), (other,), ())
            inner = (self._new(inner),) if draws(one) else inner
            bodies = (inner, (other,)) if code.name == "and" else ((then,), inner)
            return self._cases((Case(first.at, one, bodies[0]),), bodies[1], ())
        made, condition = self._made(first.at, code)
        rows = [first._replace(condition=condition), *others]
        rows = [case._replace(body=self.cut((*case.body, *follow))) for case in rows]
        branch = nodes.Branch(tuple(rows), self.cut((*otherwise, *follow)))
        if self._tells_drawn(branch):
            # Behind it nothing may tell any more what was drawn: ways that come to the same block are one.
            rows = [case._replace(body=(self._begin(case.body),)) for case in rows]
            branch = nodes.Branch(tuple(rows), (self._begin(branch.otherwise),))
        return (self._chain((*made, branch), ()),) if draws(code) else (branch,)

    # ------------------------------------------------------------ drawing late

    def _drawn_late(self, operations: Operations) -> Operations:
        """The operations with each draw into a local variable as late as it may come."""
        left = [*operations]
        for place in range(len(left) - 1, -1, -1):
            one = left[place]
            if isinstance(one, nodes.Assign) and isinstance(one.target, LocalRef) and closed_draws(one.value):
                before, moved = place, one.target
                while before + 1 < len(left):
                    passed = self._passed(left[before + 1], moved, one)
                    if passed is None:
                        break
                    left[before : before + 2] = [passed, one]
                    before += 1
        return tuple(left)

    def _passed(self, operation: Operation, local: LocalRef, draw: Operation) -> Operation | None:
        """An operation that may be done before a draw into a local variable; None for one that may not.

        Where it leaves the scene, the draw is done there first, so that a play draws as often as it did.
        """
        if isinstance(operation, nodes.Branch):
            rows = []
            for body in (*(case.body for case in operation.cases), operation.otherwise):
                leaves = bool(body) and isinstance(body[-1], nodes.MoveTo | nodes.EndStory)
                inner = body[:-1] if leaves else body
                if not all(isinstance(one, nodes.Assign | nodes.Probe) for one in inner) or self._speaks_of(
                    body, local
                ):
                    return None
                rows.append((draw, *body) if leaves else body)
            if any(self._speaks_of((case.condition,), local) for case in operation.cases):
                return None
            cases = [case._replace(body=body) for case, body in zip(operation.cases, rows, strict=False)]
            return nodes.Branch(tuple(cases), rows[-1])
        is_plain = isinstance(operation, nodes.Assign | nodes.Probe) and not self._speaks_of((operation,), local)
        return operation if is_plain else None

    def _speaks_of(self, rows: tuple[object, ...], local: LocalRef) -> bool:
        """Whether something reads or sets a local variable, or may: what draws itself is not passed either."""
        return any(
            one == local or isinstance(one, ApplyDraw | nodes.CallDef | nodes.CallExtern)
            for one in (*rows, *walk(rows))
        )

    # ------------------------------------------------------------ what draws

    def _draws(self, operation: Operation) -> bool:
        if isinstance(operation, nodes.DrawScene):
            return True
        if isinstance(operation, nodes.VaryBlock):
            return operation.kind == "shuffle"
        if isinstance(operation, nodes.MoveTo | nodes.VisitScene):
            return any(map(self.reads.draws, operation.arguments))
        if isinstance(operation, nodes.Say):
            return self._text_draws(operation)
        return False

    def _text_draws(self, operation: nodes.Say) -> bool:
        for node in walk(operation):
            if isinstance(node, nodes.VaryText) and node.kind == "shuffle":
                return True
            if isinstance(node, nodes.ShowValue) and self.reads.draws(node.value):
                return True
            if isinstance(node, nodes.TextCase) and self.reads.draws(node.condition):
                return True
        return False

    def _draws_inside(self, operation: nodes.Branch | nodes.VaryBlock) -> bool:
        """Whether a condition, or something in a block, draws."""
        if isinstance(operation, nodes.VaryBlock):
            rows = [*operation.items]
            if operation.kind == "shuffle":
                return True
        else:
            if any(self.reads.draws(case.condition) for case in operation.cases):
                return True
            rows = [*(case.body for case in operation.cases), operation.otherwise]
        return any(self._one_draws(one) for row in rows for one in row)

    def _one_draws(self, operation: Operation) -> bool:
        if isinstance(operation, nodes.Branch | nodes.VaryBlock):
            return self._draws_inside(operation)
        return self._draws(operation) or (isinstance(operation, nodes.Assign) and self.reads.draws(operation.value))

    # ------------------------------------------------------------ sums of draws

    def _made(self, at: int, code: Expression) -> tuple[list[Operation], Expression]:
        """What has to be done before, so that an expression draws but once; and what it is then."""
        if not isinstance(code, Apply) or code.name in LAZY or _count(code) < 2:
            return [], code
        if (closed := closed_draws(code)) and closed <= AT_ONCE:
            return [], code
        before: list[Operation] = []
        arguments: list[Expression] = []
        for one in code.arguments:
            made, value = self._made(at, one)
            before += made
            if any(map(self.reads.draws, arguments)) and self.reads.draws(value):
                place = next(number for number, other in enumerate(arguments) if self.reads.draws(other))
                before.append(self._stored(at, arguments[place]))
                arguments[place] = self.last
            arguments.append(value)
        return before, Apply(code.name, tuple(arguments))

    def _stored(self, at: int, code: Expression) -> Operation:
        """Put a value into a local variable of ours: into one that it is made of, if there is one, or a new one."""
        low, high = self.reads.interval(code, [slot.type for slot in self.frame])
        ours = [one.number for one in walk((code,)) if isinstance(one, LocalRef) and one.number >= len(self.types)]
        number = min(ours, default=len(self.frame))
        if ours and (before := self.frame[number].type).low is not None and before.high is not None:
            low, high = min(low, before.low), max(high, before.high)
        bounds = (low, high) if FULL[0] <= low and high <= FULL[1] else FULL
        slot = Slot(f"draw {number}", NUMBER if bounds == FULL else Type("number", *bounds))
        self.frame[number : number + 1] = [slot]
        self.last = LocalRef(number)
        return nodes.Assign(at, self.last, code, *bounds)


def _count(code: Expression) -> int:
    """How many draws stand in an expression, apart from those in functions of the story."""
    return isinstance(code, ApplyDraw) + sum(isinstance(one, ApplyDraw) for one in walk((code,)) if one is not code)


# ---------------------------------------------------------------- classes of outcomes


def closed_draws(code: Expression, together: Sequence[str] = TOGETHER) -> int:
    """In how many ways draws can come out of which an expression is made, and of numbers, alone; 0 if it is not."""
    if isinstance(code, ApplyDraw) and code.name == "chance":
        return 2 if isinstance(code.arguments[0], int) else 0
    if isinstance(code, ApplyDraw) and code.name == "random":
        low, high = code.arguments
        is_known = isinstance(low, int) and isinstance(high, int) and low <= high < low + MOST_SPAN
        return cast(int, high) - cast(int, low) + 1 if is_known else 0
    if not isinstance(code, Apply) or code.name not in together:
        return 0
    ways = [1 if isinstance(one, int) else closed_draws(one, together) for one in code.arguments]
    return prod(ways) if any(isinstance(one, tuple) for one in code.arguments) else 0


def first_draw(operation: Operation) -> ApplyDraw | Apply | None:
    """What an operation draws, if that is one thing, in any case, and before all else that it does.

    Several draws are one thing where they are put together before anything else is made of them.
    """
    code: Expression = 0
    if isinstance(operation, nodes.Assign):
        code = operation.value
    elif isinstance(operation, nodes.Branch):
        code = operation.cases[0].condition
        if any(map(_may_draw, (case.condition for case in operation.cases[1:]))):
            return None
    found: list[ApplyDraw | Apply] = []
    left = [code]
    while left:
        one = left.pop()
        if isinstance(one, Apply) and 1 < closed_draws(one) <= AT_ONCE:
            found.append(one)
        elif isinstance(one, ApplyDraw):
            found.append(one)
            left += one.arguments
        elif isinstance(one, nodes.CallDef | nodes.CallExtern) or (isinstance(one, Apply) and one.name in LAZY):
            if _may_draw(one):
                return None
        elif isinstance(one, Apply):
            left += one.arguments
    return found[0] if len(found) == 1 else None


def _may_draw(code: Expression) -> bool:
    """Whether an expression may draw; what functions do is not looked at, so they may."""
    drawing = ApplyDraw | nodes.CallDef | nodes.CallExtern
    return isinstance(code, drawing) or any(isinstance(one, drawing) for one in walk((code,)))


def outcomes_of(draw: ApplyDraw | Apply, compared: dict[int, frozenset[int]]) -> Sequence[int]:
    """What a draw can come to, as far as that is told apart; nothing if that is not known here, or is a mistake.

    `compared` are, by place, the constants with which the numbers are compared that it draws, if they only are.
    """
    if isinstance(draw, Apply):
        return sorted(_values_of(draw))
    if not all(isinstance(one, int) for one in draw.arguments):
        return ()
    if draw.name == "random":
        low, high = cast(tuple[int, int], draw.arguments)
        return values_of_random(low, high, compared.get(place_of(draw.place))) if 0 <= high - low < MOST_SPAN else ()
    (percent,) = cast(tuple[int], draw.arguments)
    return (False, True) if 0 < percent < 100 else (percent > 0,)


def _values_of(code: Expression) -> set[int]:
    """What an expression of closed draws can come to."""
    if isinstance(code, ApplyDraw):
        if code.name == "chance":
            (percent,) = cast(tuple[int], code.arguments)
            return {False, True} if 0 < percent < 100 else {percent > 0}
        low, high = cast(tuple[int, int], code.arguments)
        return set(range(low, high + 1))
    if not isinstance(code, Apply):
        return {cast(int, code)}
    value = TABLE[code.name].value
    assert value is not None, "it is calculated from numbers alone"
    return {cast(int, value(*row)) for row in product(*map(_values_of, code.arguments))}


# What a local variable holds, and the probes that were passed on the way.
Outcome = tuple[int, frozenset[int]]


def drawn_alone(operations: Operations) -> tuple[Operations, frozenset[Outcome]]:
    """The operations at the beginning that put a draw into a local variable and do no more than change that again, by
    what it holds and further draws; and all that can come of them. Nothing if it is not known, or can fail."""
    first = operations[0] if operations else None
    if not isinstance(first, nodes.Assign) or not isinstance(first.target, LocalRef) or not closed_draws(first.value):
        return (), frozenset()
    alone: tuple[Operations, frozenset[Outcome]] = (), frozenset()
    found = frozenset({(0, frozenset[int]())})
    for place, operation in enumerate(operations):
        after = _after(operation, first.target, found)
        if after is None:
            break
        found = after
        if place and any(isinstance(one, nodes.Assign) for one in (operation, *walk((operation,)))):
            alone = operations[: place + 1], found
    return alone


def _after(operation: Operation, local: LocalRef, before: frozenset[Outcome]) -> frozenset[Outcome] | None:
    """What can come of an operation that has to do with a local variable alone; None for one that has not."""
    found: set[Outcome] = set()
    if isinstance(operation, nodes.Probe):
        return frozenset((value, probes | {operation.number}) for value, probes in before)
    if isinstance(operation, nodes.Assign):
        if operation.target != local or operation.low is None or operation.high is None:
            return None
        for value, probes in before:
            values = _values_with(operation.value, local, value)
            if not values or min(values) < operation.low or max(values) > operation.high:
                return None
            found |= {(one, probes) for one in values}
    elif isinstance(operation, nodes.Branch):
        for one in before:
            left = True
            for case in operation.cases:
                holds = _values_with(case.condition, local, one[0]) if left else {False}
                if not holds:
                    return None
                if True in holds:
                    after = _all_after(case.body, local, one)
                    if after is None:
                        return None
                    found |= after
                left = False in holds and left
            after = _all_after(operation.otherwise, local, one) if left else frozenset[Outcome]()
            if after is None:
                return None
            found |= after
    else:
        return None
    return frozenset(found) if len(found) <= AT_ONCE else None


def _all_after(operations: Operations, local: LocalRef, before: Outcome) -> frozenset[Outcome] | None:
    found: frozenset[Outcome] | None = frozenset({before})
    for operation in operations:
        found = None if found is None else _after(operation, local, found)
    return found


def _values_with(code: Expression, local: LocalRef, value: int) -> set[int]:
    """What an expression comes to that is made of a local variable, numbers and draws alone; nothing if it is not."""
    known = _with(code, local, value)
    ways = 1 if isinstance(known, int) else closed_draws(known, ALONE)
    if not 0 < ways <= AT_ONCE:
        return set()
    try:
        return _values_of(known)
    except ArithmeticError:
        return set()


def _with(code: Expression, local: LocalRef, value: int) -> Expression:
    """An expression with a value for a local variable, and what follows from numbers alone calculated."""
    if code == local:
        return value
    if not isinstance(code, Apply):
        return code
    arguments = tuple(_with(one, local, value) for one in code.arguments)
    if code.name in ALONE and all(isinstance(one, int) for one in arguments):
        known = TABLE[code.name].value
        with suppress(ArithmeticError):
            return cast(int, known(*arguments)) if known is not None else Apply(code.name, arguments)
    return Apply(code.name, arguments)


def compared_draws(program: Program, conditions: Sequence[Expression]) -> dict[str, frozenset[int]]:
    """The places whose random numbers are only compared with constants, and with which.

    A number that is kept in a variable counts as well, if that is only compared with constants.
    """
    uses = _Uses()
    for index, scene in enumerate(program.scenes):
        uses.note((scene.segments, scene.points, scene.thread or (), (scene.when,)), index)
    for function in program.functions:
        uses.note((function.body, tuple(function.steps)), -1)
    uses.note((*conditions, *program.status), -1)
    found: dict[str, frozenset[int]] = {}
    for place, constants in uses.draws.items():
        kept = uses.kept.get(place, set())
        if place in uses.read or kept & uses.read_cells:
            continue
        found[place] = frozenset(constants.union(*(uses.cells.get(cell, set()) for cell in kept)))
    return found


def places_compared(program: Program, conditions: Sequence[Expression]) -> dict[int, frozenset[int]]:
    """The same by the numbers of the places."""
    return {place_of(place): found for place, found in compared_draws(program, conditions).items()}


class _Uses:
    """What is done with random numbers, by their places, and with variables."""

    def __init__(self) -> None:
        self.draws: dict[str, set[int]] = {}
        self.cells: dict[Location, set[int]] = {}
        self.kept: dict[str, set[Location]] = {}
        self.read: set[str] = set()
        self.read_cells: set[Location] = set()

    def note(self, data: object, scene: int) -> None:
        """Note what is done in some nodes of a scene."""
        left = [data]
        while left:
            node = left.pop()
            if isinstance(node, nodes.Assign) and isinstance(node.value, ApplyDraw) and node.value.name == "random":
                ends = {node.low, node.high} - {None}
                self.draws.setdefault(node.value.place, set()).update(
                    one + step for one in ends if one is not None for step in (-1, 0, 1)
                )
                self.kept.setdefault(node.value.place, set()).add(location_of(node.target, scene))
                left += node.value.arguments
            elif isinstance(node, nodes.Assign):
                left.append(node.value)
            elif isinstance(node, Apply) and node.name in COMPARISONS:
                left += self._compared(node, scene)
            elif isinstance(node, ApplyDraw):
                self.draws.setdefault(node.place, set())
                self.read.add(node.place)
                left += node.arguments
            elif isinstance(node, VarRef | LocalRef):
                self.read_cells.add(location_of(node, scene))
            elif isinstance(node, nodes.AskPoint):
                left.append(node.prompt)
            elif isinstance(node, Sequence) and not isinstance(node, str):
                left += node

    def _compared(self, node: Apply, scene: int) -> Iterator[object]:
        for one, other in (node.arguments, node.arguments[::-1]):
            if isinstance(other, int) and not isinstance(other, bool):
                if isinstance(one, ApplyDraw) and one.name == "random":
                    self.draws.setdefault(one.place, set()).add(other)
                    yield from one.arguments
                    return
                if isinstance(one, VarRef | LocalRef):
                    self.cells.setdefault(location_of(one, scene), set()).add(other)
                    return
        yield from node.arguments
