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
    Halt,
    LocalRef,
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
from engine.proof.reductions.value_ranges import STEP, Location, location_of

COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")


@dataclass(slots=True)
class _NumberUse:
    """What is done with a number: compared with constants, or with the variables `beside` it, made more or less by
    constants, or read otherwise."""

    constants: set[int] = field(default_factory=set)
    beside: set[Location] = field(default_factory=set)
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
        numbers: list[Location] = [
            ("var", number) for number, one in enumerate(program.variables) if one.type.kind == "number"
        ]
        numbers += [
            ("local", index, number)
            for index, scene in enumerate(program.scenes)
            for number, slot in enumerate(scene.frame)
            if slot.type.kind == "number"
        ]
        self.uses: dict[Location, _NumberUse] = {cell: _NumberUse() for cell in numbers}
        self.externs: dict[int, _NumberUse] = {}
        self.into: list[tuple[int, Location]] = []
        self.staying: dict[Location, set[Location]] = {}
        # The scene that is looked at; functions have none.
        self.scene = -1
        self._note_children(tuple((one.body or 0, tuple(one.steps)) for one in program.functions))
        self._note_children(tuple(conditions))
        for self.scene, scene in enumerate(program.scenes):
            self._note_children(scene)

    def answers(
        self, cell: Location, low: int | None, high: int | None, value_of: Callable[[Location], int]
    ) -> tuple[int, ...] | None:
        """Numbers that stand for all that can be typed for a variable; None if more than comparisons read it.

        Of a guess that is only compared with a secret these are the secret, what is less and what is more, as long as
        the secret stays what it is; `value_of` says what a variable is.
        """
        use = self.uses[cell]
        if use.read_otherwise or use.steps or self.beside(cell) != use.beside:
            return None
        return _one_each(use.constants | {value_of(other) for other in use.beside}, low, high)

    def beside(self, cell: Location) -> set[Location]:
        """The variables with which one that is asked for is compared, and that stay what they are once it was asked."""
        if cell not in self.staying:
            beside = self.uses[cell].beside
            if not beside:
                changing = set[Location]()
            elif cell[0] == "var":
                changing = self._changing_behind(cell)
            else:
                changing = self._changing_beside_local(cell)
            self.staying[cell] = beside - changing
        return self.staying[cell]

    def _changing_behind(self, cell: Location) -> set[Location]:
        """What may change once a variable was asked for. A local variable is another one each time."""
        program = self.program
        asking = {
            index
            for index, scene in enumerate(program.scenes)
            if any(isinstance(one, AskPoint) and location_of(one.ref, index) == cell for one in scene.points)
        }
        changing = {one for one in self.uses[cell].beside if one[0] == "local"}
        for index in _reachable(program, asking):
            changing |= _set_in(program, index, range(len(program.scenes[index].segments)))
        return changing

    def _changing_beside_local(self, cell: Location) -> set[Location]:
        """What may change while a local variable that was asked for is in use: it ends with its scene."""
        program, index = self.program, cell[1]
        scene = program.scenes[index]
        work = [one.follow for one in scene.points if isinstance(one, AskPoint) and location_of(one.ref, index) == cell]
        found = set(work)
        visited = set[int]()
        while work:
            here = (scene.segments[work.pop()],)
            stops = [one.point for one in walk(here) if isinstance(one, Halt)]
            for node in walk((*here, tuple(scene.points[stop] for stop in stops))):
                if isinstance(node, VisitScene | OfferThread):
                    visited.add(node.scene)
                elif isinstance(node, DrawScene | OfferEach):
                    visited.update(program.tags.get(node.tag, ()))
                for name in ("segment", "follow"):
                    number = getattr(node, name, None)
                    if isinstance(number, int) and number not in found:
                        found.add(number)
                        work.append(number)
        changing = _set_in(program, index, found)
        for other in _reachable(program, visited):
            changing |= _set_in(program, other, range(len(program.scenes[other].segments)))
        shared = any(
            scene.thread is not None or scene.includes for scene in (scene, *map(program.scenes.__getitem__, visited))
        )
        return changing | (self.uses[cell].beside if shared else set())

    def results(self, function: int, low: int | None, high: int | None) -> tuple[int, ...] | None:
        """The same for what a function of the host gives."""
        use = self.externs.get(function, _NumberUse())
        constants = set(use.constants)
        for other, cell in self.into:
            if other == function:
                held = self.uses[cell]
                if held.read or held.steps:
                    return None
                _, least, most, _ = self.program.variables[cell[1]].type
                constants |= held.constants
                if least is not None and most is not None:
                    constants |= {least - 1, least, most, most + 1}
        return None if use.read else _one_each(constants, low, high)

    def bounds(self) -> dict[int, tuple[str, int]]:
        """The numbers without a range that only grow (or only shrink): "min" (or "max"), and where they can stay."""
        bounds: dict[int, tuple[str, int]] = {}
        for cell, use in self.uses.items():
            if cell[0] != "var" or use.read or not use.constants:
                continue
            number = cell[1]
            if self.program.variables[number].type.low is not None:
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
        if isinstance(code, VarRef | LocalRef):
            return self.uses.get(location_of(code, self.scene))
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
        if isinstance(one, VarRef | LocalRef) and isinstance(other, VarRef | LocalRef):
            first, second = location_of(one, self.scene), location_of(other, self.scene)
            if first in self.uses and second in self.uses:
                self.uses[first].beside.add(second)
                self.uses[second].beside.add(first)
                return
        self._node(one)
        self._node(other)

    def _set(self, target: Reference, value: Expression) -> None:
        cell = location_of(target, self.scene)
        if cell in self.uses:
            step = _step(target, value)
            if step is not None and abs(step) <= STEP:
                self.uses[cell].steps.add(step)
                return
            if cell[0] == "var" and isinstance(value, CallExtern) and self._use(value) is not None:
                self.into.append((value.function, cell))
                self._note_children(value)
                return
        self._node(value)


def _set_in(program: Program, index: int, segments: Iterable[int]) -> set[Location]:
    """What is set in some segments of a scene, and in answer to its questions."""
    scene = program.scenes[index]
    nodes = walk(tuple(scene.segments[number] for number in segments))
    targets = [one.target for one in nodes if isinstance(one, Assign)]
    targets += [one.ref for one in scene.points if isinstance(one, AskPoint)]
    return {location_of(one, index) for one in targets}


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


def _step(target: Reference, value: Expression) -> int | None:
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
