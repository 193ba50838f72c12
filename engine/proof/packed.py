"""The reduced story on packed states: the quick way to explore.

Most turns draw nothing, hit no mark of a claim and end within a few steps. These run in one tight loop; whatever is
out of the ordinary is run again by the general code (plain.py), so that there is one meaning only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.proof.cells import Reads
from engine.proof.classes import Classes
from engine.proof.liveness import Live, Liveness
from engine.proof.marks import Marked
from engine.proof.model import Node
from engine.proof.once_bits import byte_of, with_bits
from engine.proof.packed_layout import PLACE_BYTES, PackedLayout
from engine.proof.packed_machine import PackedMachine
from engine.proof.plain import PlainSystem
from engine.proof.reduced import limits_of
from engine.proof.slices import Slice
from engine.runtime.layout import Layout
from engine.runtime.machine import FREE_STEPS
from engine.runtime.offers import Question


class PackedSystem(PlainSystem):
    """A slice of a marked story as something to explore, on packed states."""

    machine: PackedMachine

    def __init__(self, marked: Marked, part: Slice, marks: frozenset[int], claims: frozenset[int]) -> None:
        nevers = {number: code for number, code in marked.nevers.items() if number in claims}
        reads = Reads(part.program)
        claimed = {cell for code in nevers.values() for cell in reads.code(code, -1)}
        self.liveness = Liveness(part.program, Layout(part.program), claimed)
        program = with_bits(part.program, self.liveness)
        layout = PackedLayout(program, limits_of(part.program, nevers))
        machine = PackedMachine(Marked(program, marked.items, dict.fromkeys(marks, 0), nevers), layout)
        super().__init__(Marked(program, marked.items, marked.watched, nevers), machine)
        machine.classes = Classes(program, list(nevers.values()))
        self.end = layout.end_of_state
        self.masks: dict[Any, int] = {}
        self.always = [
            _always(point, reads, [type for _, type in scene["frame"]])
            for scene in program["scenes"]
            for point in scene["points"]
        ]
        self.asks = [point["kind"] == "ask" for scene in program["scenes"] for point in scene["points"]]

    # ------------------------------------------------------------ how states are kept

    def initial(self) -> Any:
        """The state before anything has happened."""
        return self.machine.packed.start_state()

    def settled(self, state: Any) -> Any:
        """The state with what is dead set to nothing."""
        number = int.from_bytes(state, "little")
        if len(state) == self.end:
            place = number & 0xFFFFFF
            mask = self.masks.get(place)
            if mask is None:
                mask = self.masks[place] = self._mask(place, ())
        else:
            visits = tuple(segment for segment, _ in self.machine.visits(state))
            key = number & 0xFFFFFF, visits, len(state)
            mask = self.masks.get(key)
            if mask is None:
                under_way = ((1 << 8 * (len(state) - self.end)) - 1) << 8 * self.end
                mask = self.masks[key] = self._mask(key[0], visits) | under_way
        return (number & mask).to_bytes(len(state), "little")

    def _mask(self, place: int, visits: tuple[int, ...]) -> int:
        """The bits of a state that can still be read at a stop."""
        live: Live = self.liveness.claimed
        if place < len(self.liveness.points):
            live = self.liveness.at(place, visits)
        layout = self.machine.packed
        w = bytearray(self.end)
        w[:PLACE_BYTES] = b"\xff" * PLACE_BYTES
        for cell in live:
            self._let_through(w, cell, layout)
        return int.from_bytes(w, "little")

    def _let_through(self, w: bytearray, cell: tuple[Any, ...], layout: PackedLayout) -> None:
        kind = cell[0]
        field = None
        if kind == "var":
            field = layout.fields.get(layout.variables + cell[1])
        elif kind == "local":
            field = layout.locals[cell[1]][cell[2]]
        elif kind == "visits":
            w[layout.counters[f"visits {cell[1]}"][0]] = 0xFF
        elif kind == "once":
            name, bit = byte_of(cell[1], cell[2])
            if name in layout.counters:
                w[layout.counters[name][0]] |= bit
        elif kind == "count":
            if cell[1] in layout.counters:
                w[layout.counters[cell[1]][0]] = 0xFF
            number = 0
            while (first := layout.counters.get(f"{cell[1]} {number}")) is not None:
                w[first[0] : first[0] + 4] = b"\xff" * 4
                number += 1
        if field is not None:
            w[field.start : field.start + field.size] = b"\xff" * field.size

    def node(self, state: Any, drawn: tuple[int, ...]) -> Node:
        """The node: the bytes alone wherever nothing was drawn in looking."""
        return (state, drawn) if drawn else state

    def parts(self, node: Node) -> tuple[Any, tuple[int, ...]]:
        """The state and the draws of a node."""
        return node if isinstance(node, tuple) else (node, ())

    def working(self, state: Any) -> Any:
        """The state as something to work on."""
        return bytearray(state)

    def kept(self, w: Any) -> Any:
        """What is worked on as a state."""
        return bytes(w)

    def put(self, w: Any, number: int) -> None:
        """Note where the play stops."""
        w[:PLACE_BYTES] = (-1 - number).to_bytes(PLACE_BYTES, "little")

    def answered(self, state: Any, question: Question, value: Any) -> Any:
        """The state with the value that was given."""
        w = bytearray(state)
        scene = self.machine.layout.scene_at(-1 - int.from_bytes(state[:PLACE_BYTES], "little"))
        slot = question.slot
        if slot >= self.machine.layout.all_frames[0] or slot in self.machine.packed.fields:
            self.machine.packed.field(slot, scene).store(w, value)
        return bytes(w)

    def turned(self, state: Any) -> Any:
        """Turns are not counted here."""
        return state

    def place(self, node: Node) -> int:
        """The number of the stop."""
        return int.from_bytes(self.parts(node)[0][:PLACE_BYTES], "little")

    def values_of(self, nodes: Sequence[Node]) -> list[set[Any]]:
        """The values that each variable has in some nodes."""
        layout = self.machine.packed
        fields = [layout.fields.get(layout.variables + one) for one in range(len(self.machine.program["variables"]))]
        return [{field.load(self.parts(node)[0]) for node in nodes} if field else set() for field in fields]

    # ------------------------------------------------------------ the quick way

    def after(self, node: Node) -> Sequence[Node]:
        """Where the next turn can lead."""
        if node.__class__ is tuple:
            return self._nodes(node)
        state: Any = node
        point = state[0] | state[1] << 8 | state[2] << 16
        code = self.machine.code
        looks: list[Any] = code.looks
        segments = code.segments
        points = len(looks)
        if point >= points:
            return ()
        look: Any = looks[point] or code.look(point)
        if self.asks[point]:
            return self._nodes(node)
        effects, always, hits, settled = code.effects, self.always, self.machine.hits, self.settled
        self.oracle.begin([])
        log = self.oracle.log
        before: Any = bytearray(state) if point in effects else state
        offered: Any = look(before)
        if log or hits:
            hits.clear()
            return self._nodes(node)
        targets: list[Node] = []
        for choice in offered:
            if choice.reason is not None:
                self.closed.add(choice.id)
                continue
            w: Any = bytearray(before)
            steps = 0
            try:
                number: Any = choice.take(w, _nothing)
                while True:
                    while number >= 0:
                        number = (segments[number] or code.segment(number))(w, _nothing)
                        steps += 1
                        if steps > FREE_STEPS:
                            raise _Unusual
                    stop = -1 - number
                    w[:PLACE_BYTES] = stop.to_bytes(PLACE_BYTES, "little")
                    if stop >= points or always[stop]:
                        break
                    look = looks[stop] or code.look(stop)
                    looked = bytearray(w) if stop in effects else w
                    number = look(looked)
                    if number.__class__ is not int:
                        break
                    w = looked
                    steps += 1
                if hits or log:
                    raise _Unusual
                targets.append(settled(w))
            except Exception:
                hits.clear()
                self.oracle.begin([])
                for turn in self._run(bytes(before), choice.take, choice.id, None):
                    self.events += turn.events
                    if turn.node is not None:
                        targets.append(turn.node)
                self.oracle.begin([])
                self.machine.hits = hits = []
                log = self.oracle.log
        return targets


def _nothing(fragment: Any) -> None:
    """Nothing is printed."""


class _Unusual(Exception):
    """This turn is none for the tight loop."""


def _always(point: dict[str, Any], reads: Reads, types: list[Any]) -> bool:
    """Whether a point offers something in every state, and looking can neither draw nor fail: it can wait, then."""
    members = point.get("group", ())
    for one in members:
        if one["kind"] != "choice" or one["text"]:
            return False
        asked = [guard for guard in one["guards"] if len(guard) > 1]
        if any(reads.can_fail(one, types) or reads.draws(one) or any(rest) for _, one, *rest in asked):
            return False
    return any(one["once"] is None and not one["guards"] for one in members)
