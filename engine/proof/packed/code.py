"""The code of a slice, made scene by scene when it is first needed, and the functions that it calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NoReturn

from engine.program.nodes import Once
from engine.program.program import Program
from engine.program.walk import walk
from engine.proof.packed.bits_read import BitsRead, bits_read
from engine.proof.packed.expressions import PackedExpressions
from engine.proof.packed.functions import PackedFunction
from engine.proof.packed.heavy_segments import counted_work, has_heavy_looks
from engine.proof.packed.layout import PackedLayout
from engine.proof.packed.offers import always_open, plain_points
from engine.proof.packed.requirements import Unpackable
from engine.proof.packed.scene import PackedScene
from engine.proof.reductions.reads import Reads
from engine.proof.reference_machine import ReferenceMachine, best_of
from engine.proof.transitions import Node
from engine.proof.work_clock import A_NODE_OF_CODE, A_ROUND, spend
from engine.runtime.code import Module
from engine.runtime.operations import LANGUAGE, OPERATIONS
from engine.runtime.randomness import scene_numbers

PURE = ("argument", "bounded", "held", "non_empty", "number", *LANGUAGE)


# Runs a segment, or takes a choice, from a state: where it led, which may be a point in the middle (chance_nodes.py).
Run = Callable[[int], Node]


# Functions of the state and of what is drawn, each with something that can be drawn.
Outcomes = tuple[tuple[Callable[[int, int], Node], int], ...]
# All of them; and those that are enough once some probes were reached.
Spread = tuple[Outcomes, Outcomes, tuple[int, ...]]


class Bailout(Exception):
    """Raised by packed code: this turn has to be taken on tuples, which hold all values."""


class TurnFails(Bailout):
    """The same where the turn comes to an error of the story, whatever else is in the state."""


class PackedCode:
    """The functions of one slice.

    `keeps` give the live bits at each stop and where segments begin (statements.py), `stopped` the bytes of a state at
    a stop; scenes with the same `class_of` are alike, and so are choices with the same ids in `alike`.
    """

    def __init__(
        self,
        program: Program,
        layout: PackedLayout,
        machine: ReferenceMachine,
        keeps: tuple[Callable[[int], int], Callable[[int], int]],
        stopped: Callable[[int, int], bytes],
        reads: Reads,
        class_of: dict[int, int],
        alike: dict[Once, dict[int, str]],
    ) -> None:
        self.program = program
        self.bits = layout
        self.oracle = machine.oracle
        self.watched, self.reached = machine.watched, machine.reached
        self.told = machine.told
        self.class_of = class_of
        self.alike = alike
        # Functions that take the next of choices that are alike, with the bits and ids of these.
        self.takes_alike: dict[Run | str, dict[int, str]] = {}
        # What a turn has taken from its budget beside its segments, each of which may be one step.
        self.spent = 0
        self.last_drawn: tuple[int, str, list[int]] = -1, "", []
        self.keeps = keeps
        self.always = always_open(program, reads)
        self.plain = plain_points(program, reads)
        # What segments that are much work take from a turn's budget where that has to be counted; and how much may be
        # taken, so that the rest is enough for those of which each is gone through once in a turn at most.
        if has_heavy_looks(program):
            raise Unpackable("looking at what is offered is much work")
        self.counted, self.most = counted_work(program, self.always)
        self.loaded: set[str] = set()
        # What functions read of a state, by their names; only where something is drawn.
        self.reads: dict[str, BitsRead | None] = {}
        self.segments: list[Run] = [partial(self._first_run, number) for number in range(self.bits.segments[-1])]
        # Of segments that begin with a draw.
        self.spreads: list[Spread | None] = [None] * self.bits.segments[-1]
        self.looks: list[Callable[[int], Sequence[Run | str]]] = [
            partial(self._first_look, number) for number in range(self.bits.points[-1])
        ]
        self.threads = [partial(self._first_thread, index) for index in range(len(program.scenes))]
        self.names: Module = self._names(machine, stopped)

    def _names(self, machine: ReferenceMachine, stopped: Callable[[int, int], bytes]) -> Module:
        """What code finds by name."""
        return {
            "__builtins__": {},
            **{name: OPERATIONS[name] for name in PURE},
            "segments": self.segments,
            "threads": self.threads,
            "reached": self.reached,
            "random": machine._random,
            "chance": machine._chance,
            "extern": _bail_out,
            "bail_out": _bail_out,
            "fails": _fails,
            "printed": len,
            "spend": self._spend,
            "index_of": tuple.index,
            "kind_of": type,
            "list": list,
            "inside": _inside,
            "some_open": _some_open,
            "shuffled": self._shuffled,
            "shown": _shown,
            "with_next": with_next,
            "settled": stopped,
            "push": self._push,
            "push_each": self._push_each,
            "push_thread": self._push_thread,
            "back": self._back,
            "drop_threads": self._drop_threads,
            "end_visit": self._end_visit,
            "drawn": self._drawn,
        }

    # ------------------------------------------------------------ loading

    def _first_run(self, segment: int, w: int) -> Node:
        self._load_scene(self.bits.scene_at(segment))
        return self.segments[segment](w)

    def _first_look(self, point: int, w: int) -> Sequence[Run | str]:
        self._load_scene(self.bits.scene_at(-1 - point))
        return self.looks[point](w)

    def _first_thread(self, scene: int, w: int, r: list[Run | str]) -> object:
        self._load_scene(scene)
        return self.threads[scene](w, r)

    def claims(self, numbers: Sequence[int]) -> tuple[Callable[[int], bool], list[Callable[[int], bool]]]:
        """Whether any of some claims' conditions holds, as a function of states, and each alone as another."""
        maker = PackedExpressions(self.program, self.bits, "claims")
        conditions = [maker.condition(self.program.claims[number].condition or False) for number in numbers]
        for number, condition in zip(numbers, conditions, strict=True):
            maker.module.append(maker.function(f"n{number}", ["w"], [maker.returned(condition)]))
        some = maker.either_of(conditions)
        maker.module.append(maker.function("some_claim", ["w"], [maker.returned(some)]))
        self._run_module("claims", maker)
        return self.names["some_claim"], [self.names[f"n{number}"] for number in numbers]

    def _load_scene(self, index: int) -> None:
        maker = PackedScene(self.program, self.bits, index, self.keeps, self.always, self.watched, self.names)
        maker.told, maker.alike, maker.counted = self.told, self.alike, self.counted
        maker.plain = self.plain
        maker.build()
        spend(sum(1 for _ in walk(self.program.scenes[index])) * A_NODE_OF_CODE)
        self._run_module(f"scene {index}", maker)
        self.takes_alike |= {self.names[name]: ids for name, ids in maker.takes_alike.items()}
        scene = self.program.scenes[index]
        if scene.thread is not None:
            self.threads[index] = self.names[f"h{index}"]
        for number in range(len(scene.segments)):
            self.segments[self.bits.segment(index, number)] = self.names[f"s{index}_{number}"]
        for number in maker.spreads:
            self.spreads[self.bits.segment(index, number)] = self._spread(maker, number)
        for number in range(len(scene.points)):
            self.looks[-1 - self.bits.stop(index, number)] = self.names[f"o{index}_{number}"]

    def _spread(self, maker: PackedScene, number: int) -> Spread:
        """What can come of a segment that begins with a draw. One that only decides what is drawn next, draws that."""
        every, enough, probes = maker.spreads[number]
        going = self.names[f"x{maker.index}_{number}"]
        outcomes: Outcomes = ()
        for outcome in every:
            follow = maker.passes.get(number, {}).get(outcome)
            further = None if follow not in maker.spreads or self.counted else self._spread(maker, follow)
            outcomes += ((going, outcome),) if further is None or further[2] else further[0]
        return outcomes, tuple((going, outcome) for outcome in enough), probes

    def _run_module(self, name: str, maker: PackedExpressions) -> None:
        """Run a module, once, and those of the functions that it calls."""
        self.loaded.add(name)
        if self.bits.apart:
            self.reads |= bits_read(maker.module)
        exec(maker.compiled(), self.names)
        for called in self.names.pop("calls"):
            if f"function {called}" not in self.loaded:
                self._run_module(f"function {called}", self._function(called))

    def _function(self, index: int) -> PackedFunction:
        maker = PackedFunction(self.program, self.bits, f"function{index}")
        maker.make(index)
        return maker

    def read_by(self, function: str | int) -> BitsRead | None:
        """What a function reads of a state, or that of a segment; None where it is unclear."""
        if isinstance(function, int):
            scene = self.bits.scene_at(function)
            if f"scene {scene}" not in self.loaded:
                self._load_scene(scene)
            function = f"s{scene}_{function - self.bits.segment(scene, 0)}"
        return self.reads.get(function)

    def _may_be_drawn(self, w: int, index: int) -> bool:
        name = f"m{index}"
        if name not in self.names:
            self._load_scene(index)
        return bool(self.names[name](w))

    # ------------------------------------------------------------ what the code calls

    def run(self, begin: Callable[[], Node]) -> Node:
        """Run something from its beginning. What comes to a draw must not have taken from the turn's budget before."""
        self.spent = 0
        target = begin()
        if self.spent and target.__class__ is tuple:
            raise Bailout
        return target

    def _spend(self, steps: int) -> None:
        """Take steps from the turn's budget. Near its end the turn is run again, step by step."""
        self.spent += steps
        spend(A_ROUND)
        if self.spent > self.most:
            raise Bailout

    def _push(self, w: int, segment: int) -> int:
        bits = self.bits
        if w >= bits.many_visits:
            raise Bailout
        return bits.pushed(w, segment)

    def _push_each(self, w: int) -> int:
        return self._push(w, self._follow(w))

    def _push_thread(self, w: int) -> int:
        bits = self.bits
        if w >= bits.full_stack:
            raise Bailout
        return bits.pushed(w, self._follow(w), thread=True)

    def _follow(self, w: int) -> int:
        """The segment behind the point at which the play stands."""
        point = w & self.bits.place.mask
        scene = self.bits.scene_of(point)
        own = self.program.scenes[scene].points[point - self.bits.points[scene]]
        return self.bits.segment(scene, own.follow)

    def _back(self, w: int, mask: int) -> Node:
        bits = self.bits
        visits = w >> bits.width
        if not visits:
            raise TurnFails
        segment, real, waiting, below = bits.popped(visits)
        own = w & bits.own_bits
        if real:
            own = own & ~mask | waiting
        return self.segments[segment](below << bits.width | own)

    def _end_visit(self, w: int) -> int:
        bits = self.bits
        w = self._drop_threads(w)
        visits = w >> bits.width
        if not visits:
            raise TurnFails
        _, _, _, below = bits.popped(visits)
        return below << bits.width | w & bits.own_bits

    def _drop_threads(self, w: int) -> int:
        bits = self.bits
        visits = w >> bits.width
        while visits >> bits.segment_bits & 1:
            visits >>= bits.segment_bits + 1
        return visits << bits.width | w & bits.own_bits

    def _drawn(self, w: int, tag: str, place: int) -> int:
        if self.last_drawn[:2] != (w, tag):
            # All outcomes are tried one after the other, of scenes that are alike one.
            best = best_of(self.program, tag, lambda index: self._may_be_drawn(w, index))
            able = [*{self.class_of.get(index, -1 - index): index for index in reversed(best)}.values()]
            self.last_drawn = w, tag, able
        able = self.last_drawn[2]
        if not able:
            return -1
        numbers = scene_numbers(self.program, able)
        chosen = self.oracle.decide("any", place, len(able), len(able), numbers)
        return self.bits.segment(able[chosen], 0)

    def _shuffled(self, shown: int, place: int, size: int) -> int:
        left = [number for number in range(size) if not shown >> number & 1]
        return left[self.oracle.decide("shuffle", place, size, len(left))]


def _bail_out(*arguments: object) -> NoReturn:
    raise Bailout


def _fails() -> NoReturn:
    raise TurnFails


def _inside(low: int, value: int, high: int) -> None:
    if not low <= value <= high:
        raise TurnFails


def _some_open(offered: list[Run | str]) -> bool:
    # A loop, as it is asked for at every other state: `any` with a generator takes three times as long.
    for one in offered:  # noqa: SIM110
        if one.__class__ is not str:
            return True
    return False


def with_next(w: int, mask: int) -> int:
    """A state with the first bit of a mask that is not in it."""
    left = ~w & mask
    return w | left & -left


def _shown(before: int, item: int, size: int) -> int:
    """What has been shown of a shuffle's pass, with one item more."""
    now = before | 1 << item
    return 0 if now == (1 << size) - 1 else now
