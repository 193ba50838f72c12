"""Counts as variables: turns, turns since a scene was entered, and visits that are only looked at modulo something.

`turns() % 24` has 24 values, however long a play is. So a count becomes a variable, which is made one more where it
counts, and goes round where nothing can tell any more: it counts as far as it is compared with constants, and then
modulo the least common multiple of what it is divided by. How long ago a scene was entered is made 0 where that
happens, and one more with each choice. What is left is a program like every other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import lcm
from typing import cast

from engine.program import nodes
from engine.program.nodes import Apply, Count, Expression, Member, Members, Node, Operation, Operations, VarRef
from engine.program.program import Program, SceneNode, VariableNode
from engine.program.types import Type
from engine.program.walk import children, map_children, walk

COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
# A count that goes further than this before it goes round is left as it is.
MOST_COUNTED = 2000
Key = tuple[str, str]


@dataclass(slots=True)
class _CountUse:
    """How a count is used: the greatest constant beside it, what it is divided by, and whether otherwise."""

    most: int = 0
    divisors: set[int] = field(default_factory=set)
    otherwise: bool = False

    @property
    def period(self) -> int:
        """After how many it goes round; 1 where it stays where it is."""
        return lcm(*self.divisors) if self.divisors else 1

    @property
    def last(self) -> int:
        """The greatest value that it has."""
        return self.most + self.period


def counts_as_variables(program: Program, conditions: dict[int, Expression]) -> tuple[Program, dict[int, Expression]]:
    """The program, and some conditions of claims, with variables for counts; as they are where that cannot be done."""
    uses = _uses(program, conditions)
    chosen = {key: use for key, use in uses.items() if _is_worth(key, use)}
    timed = [key for key in uses if key[0] != "visits"]
    if any(key not in chosen for key in timed) or (timed and _offers_scenes(program)):
        chosen = {key: use for key, use in chosen.items() if key[0] == "visits"}
    if not chosen:
        return program, conditions
    made = _Counted(program, chosen)
    return made.program(), {number: made.expression(code) for number, code in conditions.items()}


def _is_worth(key: Key, use: _CountUse) -> bool:
    """Whether a count becomes a variable: visits that nothing is divided by are counted well enough without."""
    return not use.otherwise and use.last <= MOST_COUNTED and (key[0] != "visits" or bool(use.divisors))


def _offers_scenes(program: Program) -> bool:
    return any(isinstance(node, nodes.OfferEach) for scene in program.scenes for node in walk((scene,)))


def _uses(program: Program, conditions: dict[int, Expression]) -> dict[Key, _CountUse]:
    uses: dict[Key, _CountUse] = {}

    def use(code: Count) -> _CountUse:
        return uses.setdefault((code.name, code.key), _CountUse())

    def note_use(node: object) -> None:
        if isinstance(node, Count):
            use(node).otherwise = True
            return
        if isinstance(node, Apply):
            one, *others = node.arguments
            other = others[0] if others else None
            if node.name == "%" and isinstance(other, int) and other > 0:
                divided(one, other)
                return
            if node.name in COMPARISONS:
                for left, right in ((one, other), (other, one)):
                    count, more = _count_and_more(left)
                    if count is not None and isinstance(right, int):
                        use(count).most = max(use(count).most, right - more + 1)
                        return
        for part in children(node):
            note_use(part)

    def divided(node: object, divisor: int) -> None:
        """Sums, differences and products have the same remainder if what they are made of has."""
        if isinstance(node, Count):
            use(node).divisors.add(divisor)
        elif isinstance(node, Apply) and node.name in ("+", "-", "*"):
            for part in node.arguments:
                divided(part, divisor)
        else:
            note_use(node)

    note_use((program.scenes, program.functions, program.status, tuple(conditions.values())))
    return uses


def _count_and_more(node: object) -> tuple[Count | None, int]:
    """A count and the number that is added to it, if an expression is that."""
    if isinstance(node, Count):
        return node, 0
    if isinstance(node, Apply) and node.name in ("+", "-") and len(node.arguments) == 2:
        one, other = node.arguments
        if isinstance(one, Count) and isinstance(other, int):
            return one, other if node.name == "+" else -other
        if isinstance(other, Count) and isinstance(one, int) and node.name == "+":
            return other, one
    return None, 0


class _Counted:
    """Makes the program."""

    def __init__(self, program: Program, uses: dict[Key, _CountUse]) -> None:
        self.before, self.uses = program, uses
        first = len(program.variables)
        self.variables = {key: VarRef(first + number) for number, key in enumerate(uses)}

    def program(self) -> Program:
        """The program with its variables."""
        before = self.before
        variables = [
            VariableNode(" ".join(key).strip(), Type("number", 0, use.last), int(key[0] == "since"))
            for key, use in self.uses.items()
        ]
        scenes = tuple(self._scene(scene) for scene in before.scenes)
        functions = tuple(
            one._replace(
                bodies=tuple(map(self.expression, one.bodies)), steps=map_children(tuple(one.steps), self._rewritten)
            )
            for one in before.functions
        )
        drawn = {scene.name for scene in before.scenes if scene.once}
        timed = any(key[0] != "visits" for key in self.uses)
        return before._replace(
            claims=tuple(
                claim if claim.condition is None else claim._replace(condition=self.expression(claim.condition))
                for claim in before.claims
            ),
            variables=(*before.variables, *variables),
            scenes=scenes,
            functions=functions,
            status=map_children(before.status, self._rewritten),
            visits=tuple(name for name in before.visits if ("visits", name) not in self.uses or name in drawn),
            since=() if timed else before.since,
            turns=before.turns and not timed,
        )

    def expression(self, code: Expression) -> Expression:
        """An expression with variables for its counts."""
        return cast(Expression, self._rewritten(code)) if isinstance(code, tuple) else code

    def _rewritten(self, node: Node | object) -> object:
        if isinstance(node, Count) and (node.name, node.key) in self.variables:
            return self.variables[node.name, node.key]
        return map_children(node, cast("Callable[[Node], object]", self._rewritten))

    # ------------------------------------------------------------ where it is counted

    def _scene(self, scene: SceneNode) -> SceneNode:
        made = map_children(scene, cast("Callable[[Node], object]", self._rewritten))
        added: list[Operations] = []
        members = self._members(scene, len(made.segments), added)
        points = tuple(
            point._replace(group=members(point.group)) if isinstance(point, nodes.ChoicePoint) else point
            for point in made.points
        )
        thread = None if made.thread is None else members(made.thread)
        entered = tuple(self._entered(scene.name, scene.at))
        segments = tuple(self._passing(operations, entered) for operations in made.segments)
        segments = ((*entered, *segments[0]), *segments[1:], *added)
        return made._replace(points=points, thread=thread, segments=segments)

    def _members(self, scene: SceneNode, first: int, added: list[Operations]) -> Callable[[Members], Members]:
        """What gives the choices of a group a segment each in which it is counted that they are taken."""

        def one(member: Member) -> Member:
            if isinstance(member, nodes.OfferIf):
                branches = tuple(case._replace(members=every(case.members)) for case in member.branches)
                return member._replace(branches=branches, otherwise=every(member.otherwise))
            if not isinstance(member, nodes.OfferChoice):
                return member
            # An `{otherwise}` is taken by itself: that is no turn.
            is_turn = all(guard.kind != "otherwise" for guard in member.guards)
            taken = [*self._taken(f"{scene.name}.{member.label}" if member.label else "", is_turn)]
            if not taken:
                return member
            added.append((*taken, nodes.Goto(member.segment)))
            return member._replace(segment=first + len(added) - 1)

        def every(members: Members) -> Members:
            return tuple(map(one, members))

        return every

    def _entered(self, name: str, at: int) -> Iterator[Operation]:
        """What is counted where the play comes to a scene or a point."""
        key = ("visits", name)
        if key in self.uses:
            yield self._more(key)
        key = ("since", name)
        if key in self.uses:
            yield nodes.Assign(at, self.variables[key], 0, 0, self.uses[key].last)

    def _passing(self, operations: Operations, entered: Operations) -> Operations:
        """The operations of a segment with what is counted at the points in it; these begin segments."""
        done: list[Operation] = []
        for operation in operations:
            done.append(operation)
            if isinstance(operation, nodes.EnterScene):
                done += entered
            elif isinstance(operation, nodes.PassPoint):
                done += self._entered(operation.name, operation.at)
        return tuple(done)

    def _taken(self, label: str, is_turn: bool) -> Iterator[Operation]:
        for key in self.uses:
            if (is_turn and key[0] != "visits") or key == ("visits", label):
                yield self._more(key)

    def _more(self, key: Key) -> Operation:
        """One more, or round again: the last value is followed by the first that is not told apart by comparing."""
        use, variable = self.uses[key], self.variables[key]
        more: Expression = Apply("+", (variable, 1))
        if use.period == 1:
            value = Apply("min", (more, use.last))
        else:
            value = Apply("if", (Apply("<", (variable, use.last)), more, use.most + 1))
        return nodes.Assign(0, variable, value, 0, use.last)
