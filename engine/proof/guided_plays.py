"""Finds plays that come to what a claim asks for, led by how far it is in a story with most of its state forgotten.

There, the number of turns to the goal is known from each state, which is no more than it takes in the story (pattern
databases: S. Edelkamp, S. Leue, A. Lluch-Lafuente, "Directed explicit-state model checking in the validation of
communication protocols", 2004). What was forgotten may shut the way from all states that seem near. So those come first
that have a value which no other had that is as far (N. Lipovetzky, H. Geffner, "Best-first width search", 2017), and
every other state that is followed is one of any kind: kinds are what the story with less state tells apart, and each
has its turn (F. Xie and others, "Type-based exploration with multiple search queues", 2014). Whether that finds a play
soon depends on luck, so it begins anew again and again (M. Luby and others, "Optimal speedup of Las Vegas algorithms",
1993).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from heapq import heappop, heappush

from engine.program.functions import Interval
from engine.program.nodes import Once
from engine.program.types import Value
from engine.proof.abstract.abstraction import Abstraction, Question
from engine.proof.packed.layout import Field
from engine.proof.packed.transition_system import PackedSystem
from engine.proof.reductions.value_ranges import Location
from engine.proof.successors import Successors
from engine.proof.transitions import Node
from engine.proof.witness_validation import ExpectedOutcome
from engine.proof.work_clock import A_PLACE, spend

# So far it is where that is not known; after so many states, or some times as many, it begins anew.
FAR, FEW = 10_000, 4_000
# What is told apart of a state: its stop, and what is kept.
Kind = tuple[int, tuple[Value | None, ...]]
# Reads what is kept of one cell, seen from a scene.
Reader = Callable[[int, int], Value | None]


class GuidedPlays:
    """Looks for a play that shows one thing, in a system that is explored for that alone.

    It goes on where it was, with what is known of the distances by then.
    """

    def __init__(self, system: PackedSystem) -> None:
        self.system = system
        self.successors = Successors(system)
        bits = system.bits
        fields = [*bits.fields.values(), *bits.held.values(), *bits.once.values()]
        self.masks = [field.mask for field in (*fields, *(one for row in bits.locals for one in row)) if field.mask]
        self.chance = random.Random(1)  # a fixed seed, so that two runs find the same
        self.a_state = len(self.masks) * A_PLACE
        self.kind_of: Callable[[Node], Kind] = lambda node: (0, ())
        self.far: dict[Kind, int] = {}
        self.far_at: dict[int, int] = {}
        self.times = 0
        # The state at which the time was over, which is followed again first.
        self.begun: Node | None = None
        self._begin()

    def _begin(self) -> None:
        """Forget all states."""
        # The state before each that is known, and those that are not followed yet.
        self.parents: dict[Node, Node | None] = {}
        self.waiting: dict[Node, None] = {}
        self._forget_order()
        self.times += 1
        self.most = FEW * luby(self.times)

    def _forget_order(self) -> None:
        # States that are not followed yet in their order, and by kinds; the values that were seen, by how far it is.
        self.ordered: list[tuple[bool, int, float, Node]] = []
        self.kinds: dict[Kind, list[Node]] = {}
        self.rows: list[list[Node]] = []
        self.values: dict[int, set[tuple[int, int]]] = {}

    def lead(self, abstraction: Abstraction, question: Question) -> None:
        """Take the distances from what is kept for a question now."""
        kept, ends, far = abstraction.distances(question)
        self.kind_of = _kinds(self.system, abstraction, kept, ends)
        self.far, self.far_at = {}, {}
        for (place, env, _), count in far.items():
            kind = place, env
            self.far[kind] = min(count, self.far.get(kind, FAR))
            self.far_at[place] = min(count, self.far_at.get(place, FAR))
        self._forget_order()
        for node in self.waiting:
            self._put(node)

    def find(self, what: ExpectedOutcome, check: Callable[[], None]) -> list[Node | None] | None:
        """The states of a play up to what it is to show; None if there is none.

        `check` raises `BudgetExceeded` when it is time to end.
        """
        self.system.oracle.check = check
        is_next = False
        while True:
            check()
            if self.begun is None and self.parents:
                if not self.waiting:
                    return None
                is_next = not is_next
                self.begun = self._next() if is_next else self._any()
                self.waiting.pop(self.begun, None)
            targets = self.successors.first() if self.begun is None else self.successors.after(self.begun)
            if found := self._note(what, self.begun, targets):
                return found
            self.begun = None
            if not self.parents:
                return None
            if len(self.parents) > self.most:
                self._begin()

    def _next(self) -> Node:
        while True:
            node = heappop(self.ordered)[3]
            if node in self.waiting:
                return node

    def _any(self) -> Node:
        """A state of any kind."""
        while True:
            number = self.chance.randrange(len(self.rows))
            row = self.rows[number]
            place = self.chance.randrange(len(row))
            row[place], row[-1] = row[-1], row[place]
            node = row.pop()
            if not row:
                self.rows[number] = self.rows[-1]
                self.rows.pop()
            if node in self.waiting:
                return node

    def _note(self, what: ExpectedOutcome, node: Node | None, targets: Sequence[Node]) -> list[Node | None] | None:
        """Note where a state leads; the play, if it comes to what is looked for."""
        system, found = self.system, False
        for event in system.events:
            found |= event.probe is not None and event.probe == what.probe
        system.events.clear()
        if found:
            return self._trail(node)
        for target in targets:
            if target not in self.parents:
                self.parents[target] = node
                self.waiting[target] = None
                self._put(target)
                if what.claim is not None and what.claim in system.violated(target):
                    return self._trail(target)
        return None

    def _put(self, node: Node) -> None:
        spend(self.a_state)
        kind = self.kind_of(node)
        far = self.far.get(kind)
        if far is None:
            far = self.far_at.get(kind[0], FAR) + FAR
        seen, number = self.values.setdefault(far, set()), _number_of(node)
        values = {(place, number & mask) for place, mask in enumerate(self.masks)}
        is_old = values <= seen
        seen |= values
        heappush(self.ordered, (is_old, far, self.chance.random(), node))
        row = self.kinds.get(kind)
        if not row:
            row = self.kinds[kind] = []
            self.rows.append(row)
        row.append(node)

    def _trail(self, node: Node | None) -> list[Node | None]:
        trail = [node]
        while node is not None:
            node = self.parents[node]
            trail.append(node)
        return trail[::-1]


def _number_of(node: Node) -> int:
    state = node[0] if isinstance(node, tuple) else node
    assert isinstance(state, bytes), "a packed state"
    return int.from_bytes(state, "little")


def luby(number: int) -> int:
    """How long to try the first time, the second, …: 1, 1, 2, 1, 1, 2, 4, 1, …"""
    size = number.bit_length()
    return 1 << size - 1 if number == (1 << size) - 1 else luby(number - (1 << size - 1) + 1)


def _kinds(
    system: PackedSystem, abstraction: Abstraction, kept: Sequence[Location], ends: dict[Location, Interval]
) -> Callable[[Node], Kind]:
    """What tells the kind of a state, in the words of an abstraction with some cells kept."""
    bits = system.bits
    readers = [_reader(system, abstraction, cell, ends.get(cell)) for cell in kept]
    points = bits.points[-1]

    def kind_of(node: Node) -> Kind:
        number = _number_of(node)
        place = number & bits.place.mask
        scene = bits.scene_of(place) if place < points else -1
        return place, tuple([read(number, scene) for read in readers])

    return kind_of


def _reader(system: PackedSystem, abstraction: Abstraction, cell: Location, ends: Interval | None) -> Reader:
    """What reads a cell of an abstraction in a state; where it stands nowhere, it is as in the beginning."""
    bits, program = system.bits, system.machine.program
    numbers = {one.name: number for number, one in enumerate(program.variables)}
    field: Field | None = None
    start: Value | None = 0
    own: int | None = None
    is_truth = False
    if cell[0] == "var":
        variable = abstraction.marked.program.variables[cell[1]]
        start, is_truth = variable.initial, variable.type.kind == "truth"
        if variable.name in numbers:
            field = bits.fields.get(bits.variables + numbers[variable.name])
    elif cell[0] == "local":
        own = cell[1]
        if cell[2] < len(bits.locals[own]):
            field = bits.locals[own][cell[2]]
            is_truth = abstraction.marked.program.scenes[own].frame[cell[2]].type.kind == "truth"
        start = None
    elif cell[0] == "once":
        field, start, is_truth = bits.once.get(Once(cell[1], cell[2])), False, True
    elif cell[0] == "visits":
        field = bits.held.get(f"visits {cell[1]}")
        if field is None and f"visits {cell[1]}" in numbers:
            field = bits.fields.get(bits.variables + numbers[f"visits {cell[1]}"])

    def read(number: int, scene: int) -> Value | None:
        if field is None or (own is not None and scene != own):
            return start
        value = field.load(number)
        if is_truth:
            return bool(value)
        if ends is not None and isinstance(value, int):
            return min(max(value, ends[0]), ends[1])
        return value

    return read
