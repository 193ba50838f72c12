"""The reduced story on packed states: the quick way to explore.

Most turns draw nothing, hit no mark of a claim and end within a few steps. These run in one tight loop; whatever is
out of the ordinary is run again by the general code (plain.py), so that there is one meaning only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.proof.cells import Reads
from engine.proof.draws import Oracle
from engine.proof.liveness import NONE, Live, Liveness
from engine.proof.marks import Marked
from engine.proof.model import Node
from engine.proof.packed_code import PackedCode
from engine.proof.packed_layout import PLACE_BYTES, PackedLayout
from engine.proof.plain import PlainMachine, PlainSystem
from engine.proof.reduced import limits_of
from engine.proof.slices import Slice
from engine.runtime.errors import StoryStop
from engine.runtime.layout import Layout
from engine.runtime.machine import FREE_STEPS, Drawing
from engine.runtime.mistakes import span_of
from engine.runtime.offers import Choice, Question
from engine.runtime.operations import MOST_STACK, MOST_VISITS
from engine.source import Span

THREAD = 0xFFFF
ENTRY = 6
Slices = tuple[tuple[int, int], ...]


class PackedMachine(PlainMachine):
    """The runtime's machine on packed states."""

    def __init__(self, marked: Marked, layout: PackedLayout) -> None:
        super().__init__(marked, Oracle())
        self.packed = self.layout = layout
        self.end = layout.end_of_state
        ours = {
            "count": _count,
            "keep": _keep,
            "use_up": _use_up,
            "next_then": _next_then,
            "next_cycle": _next_cycle,
            "next_once": _next_once,
            "forget": _forget,
            "load": _load,
            "store": _store,
            "index_of": tuple.index,
            "reached": self.reached,
            "push": self._push,
            "back": self._back,
            "drop_threads": self._drop_threads,
            "no_visits": self._no_visits,
            "plain": _no_text,
            "push_thread": self._push_thread,
            "add_each": self._add_each,
        }
        code = PackedCode(marked.program, layout, None, {**self.code.names, **ours})
        code.names.update(has_effects=code.effects.add, weighs=code.point_steps.__setitem__)
        code.watched = marked.watched
        self.code = self.marked_code = code
        code.names["add_thread"] = self._add_thread

    def _where(self, w: Any) -> Span:
        """The place at which the play stands."""
        place = -1 - int.from_bytes(w[:PLACE_BYTES], "little")
        if self.layout.ending_at(place) is not None or not any(w):
            scene = self.program["scenes"][self.program["start"]]
            return span_of(self.program, scene["file"], scene["at"])
        index = self.layout.scene_at(place)
        scene = self.program["scenes"][index]
        return span_of(self.program, scene["file"], scene["points"][self.layout.stop(index, 0) - place]["at"])

    def _next_shuffle(self, w: Any, page: int, offset: int, size: int, place: int) -> int:
        shown = w[page]
        left = [number for number in range(size) if not shown >> number & 1]
        item = left[self.oracle.decide("shuffle", place, size, len(left))]
        shown |= 1 << item
        w[page] = 0 if shown == (1 << size) - 1 else shown
        return item

    def _may_be_drawn(self, w: Any, index: int) -> bool:
        scene = self.program["scenes"][index]
        if scene["once"] and w[self.layout.counters[f"visits {scene['name']}"][0]]:
            return False
        return scene["when"] is True or bool(self.code.when(index)(w))

    def _add_each(self, w: Any, choices: list[Choice], drawing: Drawing, reason: str | None) -> None:
        prefix, tag, counter, returns, slices = drawing
        used = None
        for number, index in enumerate(self.program["tags"].get(tag, ())):
            if counter is not None:
                byte = self.layout.counters[f"{counter} {number // 32}"][0] + number % 32 // 8
                if w[byte] >> number % 8 & 1:
                    continue
                used = byte, 255, 1 << number % 8
            if self._may_be_drawn(w, index):
                name = self.program["scenes"][index]["name"]
                take = self._take_each(index, used, returns, slices)
                choices.append(Choice(prefix + name, None, (), name, take, reason))

    def _take_each(self, index: int, used: tuple[int, int, int] | None, returns: bool, slices: Slices) -> Any:
        entry = self.layout.segment(index, 0)

        def take(w: Any, emit: Any) -> int:
            if used is not None:
                _use_up(w, *used)
            if returns:
                self._push(w, self._follow(w), slices)
            else:
                _forget(w, slices)
                self._drop_threads(w)
            return entry

        return take

    def _follow(self, w: Any) -> int:
        place = -1 - int.from_bytes(w[:PLACE_BYTES], "little")
        scene = self.layout.scene_at(place)
        point = self.program["scenes"][scene]["points"][self.layout.stop(scene, 0) - place]
        return self.layout.segment(scene, point["follow"])

    # ------------------------------------------------------------ visits under way

    def visits(self, state: Any) -> list[tuple[int, bool]]:
        """The visits under way, the last first: where each comes back to, and whether it is one (or choices added)."""
        found, at = [], len(state)
        while at > self.end:
            size = int.from_bytes(state[at - 2 : at], "little")
            found.append((int.from_bytes(state[at - ENTRY : at - 2], "little"), size != THREAD))
            at -= ENTRY + (0 if size == THREAD else size)
        return found

    def _push(self, w: Any, segment: int, slices: Slices) -> None:
        if len(w) > self.end + MOST_VISITS * ENTRY // 2:
            under_way = self.visits(w)
            if len(under_way) >= MOST_VISITS and sum(real for _, real in under_way) >= MOST_VISITS:
                raise StoryStop(
                    "NC907",
                    f"visits are nested more than {MOST_VISITS} deep here",
                    "a scene that visits itself never comes to an end; move there instead",
                )
        saved = b"".join(bytes(w[start:end]) for start, end in slices)
        _forget(w, slices)
        size = len(saved).to_bytes(2, "little") if slices else b"\0\0"
        w += saved + segment.to_bytes(4, "little") + size

    def _push_thread(self, w: Any) -> None:
        if len(self.visits(w)) >= MOST_STACK:
            raise StoryStop("NC907", "choices added by `<-` are nested too deep here")
        w += self._follow(w).to_bytes(4, "little") + THREAD.to_bytes(2, "little")

    def _back(self, w: Any, slices: Slices) -> int:
        if len(w) <= self.end:
            raise StoryStop("NC908", "there is nowhere to go back to: this scene was not visited")
        size = int.from_bytes(w[-2:], "little")
        segment = int.from_bytes(w[-ENTRY:-2], "little")
        del w[-ENTRY:]
        if size != THREAD:
            _forget(w, slices)
            index = self.layout.scene_at(segment)
            at = len(w) - size
            for start, end in self.packed.slices(self.program["scenes"], index):
                w[start:end] = w[at : at + end - start]
                at += end - start
            del w[len(w) - size :]
        return segment

    def _drop_threads(self, w: Any) -> None:
        while len(w) > self.end and w[-1] == w[-2] == 0xFF:
            del w[-ENTRY:]

    def _no_visits(self, w: Any) -> None:
        del w[self.end :]


class PackedSystem(PlainSystem):
    """A slice of a marked story as something to explore, on packed states."""

    machine: PackedMachine

    def __init__(self, marked: Marked, part: Slice, marks: frozenset[int], claims: frozenset[int]) -> None:
        nevers = {number: code for number, code in marked.nevers.items() if number in claims}
        reads = Reads(part.program)
        claimed = {cell for code in nevers.values() for cell in reads.code(code, -1)}
        self.liveness = Liveness(part.program, Layout(part.program), claimed)
        program = _with_bits(part.program, self.liveness)
        layout = PackedLayout(program, limits_of(part.program, nevers))
        machine = PackedMachine(Marked(program, marked.items, dict.fromkeys(marks, 0), nevers), layout)
        super().__init__(Marked(program, marked.items, marked.watched, nevers), machine)
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
            live = live.union(self.liveness.points[place], *(self.liveness.segments[one] for one in visits))
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
            name, bit = _byte_of(cell[1], cell[2])
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
        if any(reads.can_fail(guard[1], types) or any(guard[2:]) for guard in asked):
            return False
    return any(one["once"] is None and not one["guards"] for one in members)


def _byte_of(counter: str, bit: int) -> tuple[str, int]:
    """The counter of one byte, and the bit in it, of a once-only choice."""
    number = bit.bit_length() - 1
    return f"{counter} byte {number // 8}", 1 << number % 8


def _with_bits(program: dict[str, Any], liveness: Liveness) -> dict[str, Any]:
    """The program with once-only choices counted in bytes; those that never come back are not counted at all."""
    layout = liveness.layout
    returns = _returns(program, liveness)
    scenes = []
    for index, scene in enumerate(program["scenes"]):
        counters: dict[str, None] = {}

        def member_of(member: dict[str, Any], index: int = index, counters: dict[str, None] = counters) -> Any:
            if member["kind"] == "if":
                branches = [[at, code, [member_of(one) for one in inner]] for at, code, inner in member["branches"]]
                return {**member, "branches": branches, "otherwise": [member_of(one) for one in member["otherwise"]]}
            if member["kind"] != "choice" or member["once"] is None:
                return member
            cell = ("once", *member["once"])
            if cell not in liveness.segments[layout.segment(index, member["segment"])] and cell not in returns:
                return {**member, "once": None}
            name, bit = _byte_of(*member["once"])
            counters[name] = None
            return {**member, "once": [name, bit]}

        points = [
            {**point, "group": [member_of(one) for one in point["group"]]} if point["kind"] == "choices" else point
            for point in scene["points"]
        ]
        thread = scene["thread"] and [member_of(one) for one in scene["thread"]]
        others = [name for name in scene["counters"] if not name.startswith("once ")]
        scenes.append({**scene, "points": points, "thread": thread, "counters": [*others, *counters]})
    return {**program, "scenes": scenes}


def _returns(program: dict[str, Any], liveness: Liveness) -> Live:
    """What is live anywhere that a visit, or what `<-` adds, can come back to."""
    live = NONE
    for index, scene in enumerate(program["scenes"]):
        segments = set(_returns_in(scene["segments"]))
        segments |= {point["follow"] for point in scene["points"]}
        for number in segments:
            live |= liveness.segments[liveness.layout.segment(index, number)]
    return live if _goes_back(program["scenes"]) else NONE


def _returns_in(data: Any) -> list[int]:
    found: list[int] = []
    if isinstance(data, list):
        if len(data) == 5 and data[0] in ("visit", "any") and isinstance(data[4], int):
            found.append(data[4])
        for part in data:
            found += _returns_in(part)
    return found


def _goes_back(scenes: list[dict[str, Any]]) -> bool:
    def found(data: Any) -> bool:
        return isinstance(data, list) and ((len(data) == 2 and data[0] == "back") or any(map(found, data)))

    return any(found(scene["segments"]) or scene["thread"] for scene in scenes)


# ---------------------------------------------------------------- operations on packed states


def _count(w: Any, byte: int, most: int) -> None:
    if w[byte] < most:
        w[byte] += 1


def _keep(w: Any, byte: int, most: int, value: int) -> None:
    w[byte] = value


def _use_up(w: Any, byte: int, most: int, bit: int) -> None:
    w[byte] |= bit


def _next_then(w: Any, byte: int, most: int, size: int) -> int:
    number: int = w[byte]
    if number < size - 1:
        w[byte] = number + 1
    return number


def _next_cycle(w: Any, byte: int, most: int, size: int) -> int:
    number: int = w[byte]
    w[byte] = (number + 1) % size
    return number


def _next_once(w: Any, byte: int, most: int, size: int) -> int:
    number: int = w[byte]
    if number < size:
        w[byte] = number + 1
    return number


def _forget(w: Any, slices: Slices) -> None:
    for start, end in slices:
        w[start:end] = bytes(end - start)


def _load(w: Any, start: int, size: int) -> int:
    return int.from_bytes(w[start : start + size], "little")


def _store(w: Any, start: int, size: int, value: int) -> None:
    w[start : start + size] = int(value).to_bytes(size, "little")


def _no_text(raw: str) -> str:
    return ""
