"""The runtime's machine, with draws, host functions and probes under our control: what reference.py explores with."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from types import CodeType
from typing import TypeVar

from engine.program.program import Program
from engine.program.story_stop import StoryStop
from engine.program.types import Value
from engine.program.walk import walk
from engine.proof.draws import Oracle, ToldApart, values_of_random
from engine.proof.instrumentation import Instrumented
from engine.proof.reductions.value_classes import Classes
from engine.proof.type_values import TypeValues
from engine.proof.work_clock import A_NODE_OF_RUNTIME_CODE, spend
from engine.runtime.code import Code, Segment
from engine.runtime.counters import keep
from engine.runtime.expressions import Expressions
from engine.runtime.machine import Machine
from engine.runtime.offers import Choice, Question
from engine.runtime.operations import check_span
from engine.runtime.randomness import scene_numbers
from engine.runtime.state_types import PageSlot, State, Working

# A state, as a system keeps it.
AnyState = TypeVar("AnyState")


class InstrumentedCode(Code):
    """The code of a marked program, and of its claims."""

    def claim(self, number: int) -> Callable[[State], object]:
        """The condition of a claim as a function of states."""
        return self._load("claim", number)[f"n{number}"]  # type: ignore[no-any-return]  # generated

    def _make(self, kind: str, index: int) -> CodeType:
        if kind != "claim":
            if kind == "scene":
                spend(sum(1 for _ in walk(self.program.scenes[index])) * A_NODE_OF_RUNTIME_CODE)
            # What is offered is looked at in a step of its own, before which the state may be known already.
            return super()._make("scene apart" if kind == "scene" else kind, index)
        claim = self.program.claims[index]
        assert claim.condition is not None, "only conditions have code"
        maker = Expressions(self.program, self.layout, f"claim{index}")
        maker.go_to(claim.place)
        value = maker.returned(maker.expression(claim.condition))
        maker.module.append(maker.function(f"n{index}", ["w"], [value]))
        calls = maker.tuple_of([maker.constant(one) for one in sorted(maker.called)])
        module = ast.Module([*maker.module, maker.assign("calls", calls)], [])
        return compile(module, claim.file, "exec", dont_inherit=True)


class ReferenceMachine(Machine):
    """The runtime's machine with draws, host functions and probes under our control."""

    def __init__(self, marked: Instrumented, oracle: Oracle) -> None:
        super().__init__(marked.program)
        self.has_externs = False
        self.oracle = oracle
        self.values = TypeValues(marked.program)
        # Which answers and results are alike; without reductions none are.
        self.classes: Classes | None = None
        # By place, what is told apart of its random numbers; without reductions, each of them.
        self.told: Mapping[int, ToldApart] = {}
        self.reached = bytearray(len(marked.items))
        self.watched = marked.watched
        self.hits: list[int] = []
        ours = {
            "random": self._random,
            "chance": self._chance,
            "next_shuffle": self._next_shuffle,
            "drawn": self._drawn_by_tag,
            "extern": self._any_value,
            "probe": self._probe,
        }
        self.marked_code = InstrumentedCode(marked.program, self.layout, None, {**self.code.names, **ours})
        self.code = self.marked_code

    def _probe(self, number: int) -> str:
        self.reached[number] = 1
        if number in self.watched:
            self.hits.append(number)
        return ""

    def _random(self, w: Working, place: int, page: PageSlot, offset: int, low: int, high: int) -> int:
        check_span(low, high)
        size = high - low + 1
        values = values_of_random(low, high, self.told.get(place))
        if len(values) == size:
            return low + self.oracle.decide("random", place, size, size)
        return low + self.oracle.decide_among("random", place, size, [one - low for one in values])

    def _chance(self, w: Working, place: int, page: PageSlot, offset: int, percent: int) -> bool:
        if percent <= 0 or percent >= 100:
            self.oracle.decide("chance", place, percent, 1)
            return percent > 0
        return self.oracle.decide("chance", place, percent, 2) == 1

    def _next_shuffle(self, w: Working, page: PageSlot, offset: int, size: int, place: int) -> int:
        """The counter holds, bit by bit, which items of this pass have been shown."""
        shown = w[page][offset]
        left = [number for number in range(size) if not shown >> number & 1]
        item = left[self.oracle.decide("shuffle", place, size, len(left))]
        shown |= 1 << item
        keep(w, page, offset, 0 if shown == (1 << size) - 1 else shown)
        return item

    def _drawn_by_tag(self, w: Working, tag: str, place: int, page: PageSlot, offset: int) -> int:
        able = best_of(self.program, tag, lambda index: self._may_be_drawn(w, index))
        if not able:
            return -1
        numbers = scene_numbers(self.program, able)
        chosen = self.oracle.decide("any", place, len(able), len(able), numbers)
        return self.layout.segment(able[chosen], 0)

    def _any_value(self, w: Working, index: int, arguments: tuple[Value, ...]) -> Value:
        function = self.program.functions[index]
        values, missing = self.values.of(function.result)
        if self.classes is not None and function.result.kind == "number":
            classes = self.classes.results(index, function.result.low, function.result.high)
            values, missing = (values, missing) if classes is None else (classes, None)
        if missing is not None:
            self.oracle.inexact.add(f"`{function.name}`: {missing}")
        return self.oracle.decide_value(index, values)


def best_of(program: Program, tag: str, may_be_drawn: Callable[[int], bool]) -> list[int]:
    """The scenes with a tag that may be drawn and have the highest priority; as in a play, none below is asked."""
    best: list[int] = []
    for index in program.tags.get(tag, ()):
        if best and program.scenes[index].priority < program.scenes[best[0]].priority:
            break
        if may_be_drawn(index):
            best.append(index)
    return best


def holds(condition: Callable[[AnyState], object], state: AnyState, otherwise: bool = False) -> bool:
    """Whether a claim's condition holds; `otherwise` is said of one that comes to too large a number."""
    try:
        return bool(condition(state))
    except StoryStop:
        return otherwise


def choices_of(offered: tuple[Choice, ...] | Question | int) -> tuple[Choice, ...]:
    """What a look at a point of choices found, at which a play stopped before."""
    assert isinstance(offered, tuple), "a play stops here at choices"
    return offered


def take_of(choice: Choice) -> int | Segment:
    """How a choice is taken that was looked at in code that stands apart, in which no segment is passed."""
    assert not isinstance(choice.take, tuple), "its segment has code of its own"
    return choice.take
