"""Numbers that a story only compares with constants: values between which nothing can tell are one.

If a story asks whether `age` is less than 18 and nothing else, 17 and 18 stand for all answers. If `gold` only grows,
and is at most asked to be 10, 11 stands for all that is more. (Data abstraction: E. Clarke, O. Grumberg, D. Long,
"Model checking and abstraction", 1994.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from engine.program.functions import FULL
from engine.program.nodes import (
    Apply,
    AskPoint,
    Assign,
    Branch,
    CallExtern,
    Case,
    DrawScene,
    Expression,
    MoveTo,
    Node,
    OfferEach,
    OfferThread,
    Reference,
    VarRef,
    VaryBlock,
    VisitScene,
)
from engine.program.program import Program
from engine.program.types import Value
from engine.program.walk import children, map_children, walk
from engine.proof.reductions.growth import STEP

COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")


@dataclass(slots=True)
class _NumberUse:
    """What is done with a number: compared with constants, or with the variables `beside` it, made more or less by
    constants, or read otherwise."""

    constants: set[int] = field(default_factory=set)
    beside: set[int] = field(default_factory=set)
    steps: set[int] = field(default_factory=set)
    read_otherwise: bool = False

    @property
    def read(self) -> bool:
        """Whether more is done with it than comparing it with constants."""
        return self.read_otherwise or bool(self.beside)


class Classes:
    """The classes of the number variables of a slice, and of the results of its host functions."""

    def __init__(self, program: Program, conditions: Sequence[Expression]) -> None:
        self.program = program
        numbers = [one.type.kind == "number" for one in program.variables]
        self.uses = {number: _NumberUse() for number, is_one in enumerate(numbers) if is_one}
        self.externs: dict[int, _NumberUse] = {}
        self.into: list[tuple[int, int]] = []
        self.staying: dict[int, set[int]] = {}
        self._note_children(program.scenes)
        self._note_children(tuple((one.body or 0, tuple(one.steps)) for one in program.functions))
        self._note_children(tuple(conditions))

    def answers(
        self, number: int, low: int | None, high: int | None, value_of: Callable[[int], int]
    ) -> tuple[int, ...] | None:
        """Numbers that stand for all that can be typed for a variable; None if more than comparisons read it.

        Of a guess that is only compared with a secret these are the secret, what is less and what is more, as long as
        the secret stays what it is; `value_of` says what a variable is.
        """
        use = self.uses[number]
        if use.read_otherwise or use.steps or self.beside(number) != use.beside:
            return None
        return _one_each(use.constants | {value_of(other) for other in use.beside}, low, high)

    def beside(self, number: int) -> set[int]:
        """The variables with which one that is asked for is compared, and that stay what they are once it was asked."""
        if number not in self.staying:
            asking = {
                index
                for index, scene in enumerate(self.program.scenes)
                if any(isinstance(one, AskPoint) and one.ref == VarRef(number) for one in scene.points)
            }
            changing = set[int]()
            for index in _reachable(self.program, asking) if self.uses[number].beside else ():
                scene = self.program.scenes[index]
                set_here = [one.target for one in walk(scene.segments) if isinstance(one, Assign)]
                set_here += [one.ref for one in scene.points if isinstance(one, AskPoint)]
                changing |= {one.number for one in set_here if isinstance(one, VarRef)}
            self.staying[number] = self.uses[number].beside - changing
        return self.staying[number]

    def results(self, function: int, low: int | None, high: int | None) -> tuple[int, ...] | None:
        """The same for what a function of the host gives."""
        use = self.externs.get(function, _NumberUse())
        constants = set(use.constants)
        for other, number in self.into:
            if other == function:
                held = self.uses[number]
                if held.read or held.steps:
                    return None
                _, least, most, _ = self.program.variables[number].type
                constants |= held.constants
                if least is not None and most is not None:
                    constants |= {least - 1, least, most, most + 1}
        return None if use.read else _one_each(constants, low, high)

    def bounds(self) -> dict[int, tuple[str, int]]:
        """The numbers without a range that only grow (or only shrink): "min" (or "max"), and where they can stay."""
        bounds: dict[int, tuple[str, int]] = {}
        for number, use in self.uses.items():
            if use.read or not use.constants or self.program.variables[number].type.low is not None:
                continue
            if use.steps and min(use.steps) > 0:
                bounds[number] = "min", max(use.constants) + 1
            elif use.steps and max(use.steps) < 0:
                bounds[number] = "max", min(use.constants) - 1
        return bounds

    # ------------------------------------------------------------ what is done with numbers

    def _note_children(self, rows: object) -> None:
        for node in children(rows):
            self._node(node)

    def _node(self, node: Node | Expression) -> None:
        if isinstance(node, Assign):
            self._set(node.target, node.value)
        elif isinstance(node, AskPoint):
            self._note_children(node.prompt)
        elif isinstance(node, Apply) and node.name in COMPARISONS:
            self._compare(*node.arguments)
        elif (use := self._use(node)) is not None:
            use.read_otherwise = True
            self._note_children(node)
        else:
            self._note_children(node)

    def _use(self, code: object) -> _NumberUse | None:
        """The use of a number variable, or of a function of the host's that gives numbers."""
        if isinstance(code, VarRef):
            return self.uses.get(code.number)
        if isinstance(code, CallExtern) and self.program.functions[code.function].result.kind == "number":
            return self.externs.setdefault(code.function, _NumberUse())
        return None

    def _compare(self, one: Expression, other: Expression) -> None:
        for left, right in ((one, other), (other, one)):
            use = self._use(left)
            if use is not None and isinstance(right, int):
                use.constants.add(right)
                self._note_children(left)
                return
        if isinstance(one, VarRef) and isinstance(other, VarRef) and {one.number, other.number} <= self.uses.keys():
            self.uses[one.number].beside.add(other.number)
            self.uses[other.number].beside.add(one.number)
            return
        self._node(one)
        self._node(other)

    def _set(self, target: Reference, value: Expression) -> None:
        if isinstance(target, VarRef) and target.number in self.uses:
            step = _step(target, value)
            if step is not None and abs(step) <= STEP:
                self.uses[target.number].steps.add(step)
                return
            if isinstance(value, CallExtern) and self._use(value) is not None:
                self.into.append((value.function, target.number))
                self._note_children(value)
                return
        self._node(value)


def _reachable(program: Program, scenes: Iterable[int]) -> set[int]:
    """The scenes that a play can come to behind some, and these; what is visited, or lends choices, goes both ways."""
    ways: list[set[int]] = [set() for _ in program.scenes]
    for index, scene in enumerate(program.scenes):
        for node in walk((scene.segments, scene.points, scene.thread or ())):
            if isinstance(node, MoveTo | VisitScene | OfferThread):
                targets: Iterable[int] = (node.scene,)
            elif isinstance(node, DrawScene | OfferEach):
                targets = program.tags.get(node.tag, ())
            else:
                continue
            ways[index].update(targets)
            for target in targets if not isinstance(node, MoveTo) else ():
                ways[target].add(index)
    found = {*scenes}
    work = [*found]
    while work:
        more = ways[work.pop()] - found
        found |= more
        work += more
    return found


def _step(target: VarRef, value: Expression) -> int | None:
    """What an assignment adds to its own variable, where that is a constant."""
    if isinstance(value, Apply) and value.name in ("+", "-") and len(value.arguments) == 2:
        one, other = value.arguments
        if one == target and isinstance(other, int):
            return other if value.name == "+" else -other
    return None


def _one_each(constants: set[int], low: int | None, high: int | None) -> tuple[int, ...]:
    """A number of each class: the constants, and one between each two and beyond them."""
    first, last = (low, high) if low is not None and high is not None else FULL
    some = {one + step for one in constants for step in (-1, 0, 1)} or {min(max(0, first), last)}
    inside = sorted(one for one in some if first <= one <= last)
    return tuple(inside) or (first,)


def bounded(program: Program, conditions: Sequence[Expression]) -> Program:
    """The program with numbers that only grow kept from growing on where nothing can tell any more."""
    bounds = Classes(program, conditions).bounds()
    if not bounds:
        return program

    def with_bounds(node: Node) -> Node:
        if isinstance(node, Branch | Case | VaryBlock):
            return map_children(node, with_bounds)
        if isinstance(node, Assign) and isinstance(node.target, VarRef) and node.target.number in bounds:
            kind, end = bounds[node.target.number]
            return node._replace(value=Apply(kind, (node.value, end)))
        return node

    variables = [
        one._replace(initial=_bounded(bounds[number], one.initial)) if number in bounds else one
        for number, one in enumerate(program.variables)
    ]
    scenes = [
        scene._replace(segments=tuple([map_children(segment, with_bounds) for segment in scene.segments]))
        for scene in program.scenes
    ]
    return program._replace(variables=tuple(variables), scenes=tuple(scenes))


def _bounded(bound: tuple[str, int], value: Value) -> Value:
    assert isinstance(value, int), "numbers are bounded"
    return min(value, bound[1]) if bound[0] == "min" else max(value, bound[1])
