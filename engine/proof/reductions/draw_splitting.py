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

from collections.abc import Sequence

from engine.program import nodes
from engine.program.intervals import FULL
from engine.program.nodes import Apply, ApplyDraw, Case, Expression, LocalRef, Operation, Operations
from engine.program.program import Program, SceneNode, Slot
from engine.program.types import NUMBER, Type
from engine.program.walk import walk
from engine.proof.reductions.draw_outcomes import AT_ONCE, LAZY, Told, closed_draws
from engine.proof.reductions.drawn_locals import drawn_alone
from engine.proof.reductions.reads import Reads

# The scene and the number of a segment at whose beginning what comes to the same is one.
Begin = tuple[int, int]


def split_at_draws(program: Program, reads: Reads, told: Told) -> tuple[Program, frozenset[Begin]]:
    """The program with a segment for each draw, and the segments that are made so; `told` is what is told apart of
    what is drawn."""
    begins: set[Begin] = set()
    scenes = []
    for index, scene in enumerate(program.scenes):
        made = _Splitter(scene, index, reads, told)
        scenes.append(made.scene())
        begins |= {(index, number) for number in made.begins}
    return program._replace(scenes=tuple(scenes)), frozenset(begins)


class _Splitter:
    """Cuts one scene."""

    def __init__(self, scene: SceneNode, index: int, reads: Reads, told: Told) -> None:
        self.before, self.index, self.reads, self.told = scene, index, reads, told
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
            if many := len(drawn_alone(operations[place:], self.told)[0]):
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
