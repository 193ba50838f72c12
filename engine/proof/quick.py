"""The reduced story on states that are numbers: the quick way to explore.

Nearly all turns are one call of code made for them (quick_code.py). Whatever is out of the ordinary raises there, and
is run again on the state of the runtime by plain.py, so that there is one meaning only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from types import CodeType
from typing import Any, NoReturn

from engine.program.model import Program
from engine.proof.bits import BitLayout
from engine.proof.cells import Reads
from engine.proof.liveness import Live, Liveness
from engine.proof.marks import Marked
from engine.proof.model import Node
from engine.proof.once_bits import without_spent
from engine.proof.plain import PlainMachine, PlainSystem
from engine.proof.quick_code import QuickExpressions, QuickScene
from engine.proof.reduced import limits_of
from engine.proof.slices import Slice
from engine.runtime.layout import Layout
from engine.runtime.machine import State
from engine.runtime.operations import MOST_STACK, MOST_VISITS, OPERATIONS

PURE = ("argument", "number", "clamp", "has", "without", "words", "min", "max", "abs")


from_bytes: Any = int.from_bytes


class Unusual(Exception):
    """This turn is none for the quick way."""


class QuickSystem(PlainSystem):
    """A slice of a marked story as something to explore, on states that are numbers."""

    def __init__(self, marked: Marked, part: Slice, marks: frozenset[int], claims: frozenset[int]) -> None:
        nevers = {number: code for number, code in marked.nevers.items() if number in claims}
        reads = Reads(part.program)
        claimed = {cell for code in nevers.values() for cell in reads.code(code, -1)}
        self.liveness = Liveness(part.program, Layout(part.program), claimed)
        program = without_spent(part.program, self.liveness)
        self.bits = BitLayout(program, limits_of(part.program, nevers))
        super().__init__(Marked(program, marked.items, dict.fromkeys(marks, 0), nevers))
        self.top = 1 << self.bits.width
        self.place_mask = self.bits.place.mask
        self.keeps: dict[int, int] = {}
        self.waiting: dict[int, int] = {}
        self.code = QuickCode(self, program)
        self.broken_on = {number: self.code.claim(number) for number in nevers}
        self.questions = {
            -1 - self.bits.stop(index, number)
            for index, scene in enumerate(program["scenes"])
            for number, point in enumerate(scene["points"])
            if point["kind"] == "ask"
        }

    # ------------------------------------------------------------ how states are kept

    def settled(self, state: State) -> Any:
        """The bytes that stand for all states that behave like this one."""
        number = self.bits.number_of(state)
        return self.stopped(number, self.bits.place.load(number))

    def stopped(self, number: int, place: int) -> bytes:
        """The bytes of a state at a stop without what is dead in it."""
        number &= ~self.place_mask
        if number < self.top:
            return self.bits.bytes_of(number & self.keep(place) | place)
        visits = number >> self.bits.width
        waiting = self.waiting.get(visits)
        if waiting is None:
            live = frozenset[Any]().union(*(self.liveness.segments[one] for one, _, _ in self.bits.visits(number)))
            waiting = self.waiting[visits] = visits << self.bits.width | self._mask(live)
        return self.bits.bytes_of(number & (self.keep(place) | waiting) | place)

    def keep(self, place: int) -> int:
        """The bits of a state that can still be read at a stop, visits under way apart."""
        mask = self.keeps.get(place)
        if mask is None:
            live = self.liveness.points[place] if place < len(self.liveness.points) else self.liveness.claimed
            mask = self.keeps[place] = self._mask(live | self.liveness.claimed)
        return mask

    def _mask(self, live: Live) -> int:
        return sum(1 << bit for bit in {bit for cell in live for bit in self._bits_of(cell)})

    def _bits_of(self, cell: tuple[Any, ...]) -> list[int]:
        bits, kind = self.bits, cell[0]
        fields = []
        if kind == "var":
            fields = [bits.fields.get(bits.variables + cell[1])]
        elif kind == "local":
            fields = [bits.locals[cell[1]][cell[2]]]
        elif kind == "visits":
            fields = [bits.held.get(f"visits {cell[1]}")]
        elif kind == "once":
            fields = [bits.once.get((cell[1], cell[2]))]
        elif kind == "count":
            fields, number = [bits.held.get(cell[1])], 0
            while (field := bits.held.get(f"{cell[1]} {number}")) is not None:
                fields.append(field)
                number += 1
        return [bit for field in fields if field for bit in range(field.at, field.at + field.width)]

    def node(self, state: Any, drawn: tuple[int, ...]) -> Node:
        """The node: the bytes alone wherever nothing was drawn in looking."""
        return (state, drawn) if drawn else state

    def parts(self, node: Node) -> tuple[Any, tuple[int, ...]]:
        """The state of the runtime and the draws of a node."""
        state, drawn = node if isinstance(node, tuple) else (node, ())
        return self.bits.state_of(int.from_bytes(state, "little"), self.machine.program["fingerprint"]), drawn

    def _number(self, node: Node) -> int:
        state: Any = node[0] if isinstance(node, tuple) else node
        return int.from_bytes(state, "little")

    def place(self, node: Node) -> int:
        """The number of the stop."""
        return self._number(node) & self.place_mask

    def broken(self, node: Node) -> Sequence[int]:
        """Claims `never` that do not hold there; at questions nothing is claimed."""
        number = self._number(node)
        broken = [claim for claim, holds in self.broken_on.items() if holds(number)]
        return () if broken and number & self.place_mask in self.questions else broken

    # ------------------------------------------------------------ the quick way

    def after(self, node: Node) -> Sequence[Node]:
        """Where the next turn can lead."""
        if node.__class__ is tuple:
            return self._nodes(node)
        state = from_bytes(node, "little")
        place = state & self.place_mask
        if place >= self.bits.points[-1]:
            return ()
        try:
            takes = self.code.looks[place](state)
        except Exception:
            self.oracle.begin([])
            return self._nodes(node)
        oracle = self.oracle
        targets: list[Node] = []
        for number, take in enumerate(takes):
            if take.__class__ is str:
                self.closed.add(take)
                continue
            try:
                target = take(state)
                if oracle.log:
                    targets += [*oracle.outcomes(partial(take, state))]
                    oracle.begin([])
                else:
                    targets.append(target)
            except Exception:
                # Which of the open choices it is, is all that has to be known to run it again.
                self._again(node, sum(one.__class__ is not str for one in takes[:number]), targets)
        return targets

    def _again(self, node: Node, number: int, targets: list[Node]) -> None:
        """Take the open choice of that number by the general code."""
        state, _ = self.parts(node)
        w = self.working(state)
        self.oracle.begin([])
        offered = self.machine.code.look(self.place(node))(w)
        choice = [choice for choice in offered if choice.reason is None][number]
        for turn in self._run(self.turned(self.kept(w)), choice.take, choice.id, None):
            self.events += turn.events
            if turn.node is not None:
                targets.append(turn.node)
        self.oracle.begin([])


class QuickCode:
    """The code of a slice, made scene by scene when it is first needed, and what it calls."""

    def __init__(self, system: QuickSystem, program: Program) -> None:
        self.system = system
        self.program = program
        self.bits = system.bits
        self.oracle = system.oracle
        self.always = always_open(program)
        self.loaded: set[str] = set()
        self.segments: list[Any] = [partial(self._first_run, number) for number in range(self.bits.segments[-1])]
        self.looks: list[Any] = [partial(self._first_look, number) for number in range(self.bits.points[-1])]
        self.threads = [partial(self._first_thread, index) for index in range(len(program["scenes"]))]
        machine = system.machine
        self.names: dict[str, Any] = {
            "__builtins__": {},
            **{name: OPERATIONS[name] for name in PURE},
            "segments": self.segments,
            "threads": self.threads,
            "reached": machine.reached,
            "random": machine._random,
            "chance": machine._chance,
            "extern": _unusual,
            "unusual": _unusual,
            "index_of": tuple.index,
            "kind_of": type,
            "list": list,
            "inside": _inside,
            "some_open": _some_open,
            "shuffled": self._shuffled,
            "shown": _shown,
            "settled": system.stopped,
            "push": self._push,
            "push_each": self._push_each,
            "push_thread": self._push_thread,
            "back": self._back,
            "drop_threads": self._drop_threads,
            "drawn": self._drawn,
        }

    # ------------------------------------------------------------ loading

    def _first_run(self, segment: int, w: int) -> Any:
        self._load_scene(self.bits.scene_at(segment))
        return self.segments[segment](w)

    def _first_look(self, point: int, w: int) -> Any:
        self._load_scene(self.bits.scene_at(-1 - point))
        return self.looks[point](w)

    def _first_thread(self, scene: int, w: int, r: list[Any]) -> Any:
        self._load_scene(scene)
        return self.threads[scene](w, r)

    def claim(self, number: int) -> Any:
        """The condition of a claim as a function of states."""
        maker = QuickExpressions(self.program, self.bits, f"claim{number}")
        condition = maker.condition(self.program["claims"][number]["condition"])
        maker.module.append(maker.function(f"n{number}", ["w"], [maker.returned(condition)]))
        self._run_module(f"claim {number}", maker.compiled())
        return self.names[f"n{number}"]

    def _load_scene(self, index: int) -> None:
        maker = QuickScene(
            self.program, self.bits, index, self.system.keep, self.always, self.system.machine.watched, self.names
        )
        maker.build()
        self._run_module(f"scene {index}", maker.compiled())
        scene = self.program["scenes"][index]
        if scene["thread"] is not None:
            self.threads[index] = self.names[f"h{index}"]
        for number in range(len(scene["segments"])):
            self.segments[self.bits.segment(index, number)] = self.names[f"s{index}_{number}"]
        for number in range(len(scene["points"])):
            self.looks[-1 - self.bits.stop(index, number)] = self.names[f"o{index}_{number}"]

    def _run_module(self, name: str, code: CodeType) -> None:
        """Run a module, once, and those of the functions that it calls."""
        self.loaded.add(name)
        exec(code, self.names)
        for called in self.names.pop("calls"):
            if f"function {called}" not in self.loaded:
                self._run_module(f"function {called}", self._function(called))

    def _function(self, index: int) -> CodeType:
        function = self.program["functions"][index]
        maker = QuickExpressions(self.program, self.bits, f"function{index}")
        maker.in_def, maker.local_types = True, function["parameters"]
        names = ["w", *(f"a{place}" for place in range(len(function["parameters"])))]
        maker.module.append(maker.function(f"f{index}", names, [maker.returned(maker.expression(function["code"]))]))
        return maker.compiled()

    def _may_be_drawn(self, w: int, index: int) -> bool:
        name = f"m{index}"
        if name not in self.names:
            self._load_scene(index)
        return bool(self.names[name](w))

    # ------------------------------------------------------------ what the code calls

    def _push(self, w: int, segment: int) -> int:
        bits = self.bits
        if w >= bits.many_visits:
            raise Unusual
        return bits.pushed(w, segment)

    def _push_each(self, w: int) -> int:
        return self._push(w, self._follow(w))

    def _push_thread(self, w: int) -> int:
        bits = self.bits
        if (w >> bits.width).bit_length() > MOST_STACK * (bits.segment_bits + 1):
            raise Unusual
        return bits.pushed(w, self._follow(w), thread=True)

    def _follow(self, w: int) -> int:
        """The segment behind the point at which the play stands."""
        point = w & self.system.place_mask
        scene = self.bits.scene_of(point)
        own = self.program["scenes"][scene]["points"][point - self.bits.points[scene]]
        return self.bits.segment(scene, own["follow"])

    def _back(self, w: int, mask: int) -> Any:
        bits = self.bits
        visits = w >> bits.width
        if not visits:
            raise Unusual
        segment, real, waiting, below = bits.popped(visits)
        own = w & (self.system.top - 1)
        if real:
            own = own & ~mask | waiting
        return self.segments[segment](below << bits.width | own)

    def _drop_threads(self, w: int) -> int:
        bits = self.bits
        visits = w >> bits.width
        while visits >> bits.segment_bits & 1:
            visits >>= bits.segment_bits + 1
        return visits << bits.width | w & (self.system.top - 1)

    def _drawn(self, w: int, tag: str, place: int) -> int:
        scenes = self.program["scenes"]
        able = [index for index in self.program["tags"].get(tag, ()) if self._may_be_drawn(w, index)]
        if not able:
            return -1
        able = [index for index in able if scenes[index]["priority"] == scenes[able[0]]["priority"]]
        chosen = self.oracle.decide("any", place, len(able), len(able)) if len(able) > 1 else 0
        return self.bits.segment(able[chosen], 0)

    def _shuffled(self, shown: int, place: int, size: int) -> int:
        left = [number for number in range(size) if not shown >> number & 1]
        return left[self.oracle.decide("shuffle", place, size, len(left))]


def always_open(program: Program) -> list[bool]:
    """For each point, whether it offers something in every state, and looking can neither draw nor fail."""
    reads = Reads(program)
    return [
        _is_always_open(point, reads, [type for _, type in scene["frame"]])
        for scene in program["scenes"]
        for point in scene["points"]
    ]


def _is_always_open(point: dict[str, Any], reads: Reads, types: list[Any]) -> bool:
    members = point.get("group", ())
    for one in members:
        if one["kind"] != "choice" or one["text"]:
            return False
        asked = [guard for guard in one["guards"] if len(guard) > 1]
        if any(reads.can_fail(guard[1], types) or any(guard[2:]) for guard in asked):
            return False
    return any(one["once"] is None and not one["guards"] for one in members)


def _unusual(*arguments: Any) -> NoReturn:
    raise Unusual


def _inside(low: int, value: int, high: int) -> None:
    if not low <= value <= high:
        raise Unusual


def _some_open(offered: list[Any]) -> bool:
    for one in offered:
        if one.__class__ is not str:
            return True
    return False


def _shown(before: int, item: int, size: int) -> int:
    """What has been shown of a shuffle's pass, with one item more."""
    now = before | 1 << item
    return 0 if now == (1 << size) - 1 else now
