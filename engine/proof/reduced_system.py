"""The story without what cannot matter: states that must behave alike are one.

Runs a slice of the program (slices.py in the folder reductions) and forgets at each stop what can no longer be read
(liveness.py). Visit counts stop where no comparison can tell them apart any more. All of it keeps every play: whatever
can be done in one state of a class can be done in all, with the same result (a bisimulation), so no verdict changes and
no way gets longer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.program.limits import MOST
from engine.program.nodes import Apply, Count, Expression
from engine.program.program import Program
from engine.program.walk import children
from engine.proof.instrumentation import Instrumented
from engine.proof.reductions.draw_outcomes import Told
from engine.proof.reductions.draw_splitting import Begin
from engine.proof.reductions.liveness import Live, Liveness
from engine.proof.reductions.reads import Reads
from engine.proof.reductions.value_classes import Classes
from engine.proof.reductions.value_ranges import Location
from engine.proof.reference import ReferenceSystem
from engine.runtime.counters import keep, page_of
from engine.runtime.layout import FIRST_SLOT, PLACE, STACK
from engine.runtime.state_types import CountSlot, PageSlot, State, Working

COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
Forget = Callable[[State], State]


class ReducedSystem(ReferenceSystem):
    """A slice of a marked story as something to explore; it decides some probes and some claims `never`."""

    def __init__(
        self,
        marked: Instrumented,
        part: Program,
        probes: frozenset[int],
        claims: frozenset[int],
        told: Told,
        begins: frozenset[Begin] = frozenset(),
    ) -> None:
        nevers = {number: code for number, code in marked.nevers.items() if number in claims}
        super().__init__(Instrumented(part, marked.items, dict.fromkeys(probes, 0), nevers, marked.status))
        self.apart = frozenset(self.machine.layout.segment(*one) for one in begins)
        self.machine.classes = Classes(part, list(nevers.values()))
        self.machine.told = told
        reads = Reads(part, marked.ranges)
        claimed = {cell for code in nevers.values() for cell in reads.code(code, -1)}
        self.liveness = Liveness(part, self.machine.layout, claimed, reads=reads)
        self.limits = limits_of(part, nevers)
        self.forgets: dict[tuple[int, tuple[int, ...]], Forget] = {}

    def settled(self, state: State) -> State:
        """The state that stands for all that behave like this one."""
        key = state[PLACE], tuple(segment for segment, _ in state[STACK])
        forget = self.forgets.get(key)
        if forget is None:
            forget = self.forgets[key] = self._forget(*key)
        return forget(state)

    def _forget(self, place: int, stack: tuple[int, ...]) -> Forget:
        """The function that forgets what is dead at a stop with such visits under way."""
        layout, live = self.machine.layout, self.liveness
        kept: Live = live.claimed
        if layout.ending_at(place) is None:
            kept = live.at(-1 - place, stack)
        slots, masks = self._where(kept)
        initial = layout.initial
        # What is forgotten can still be calculated with, though nothing comes of it: 0 will do for any type but texts.
        first, end = layout.all_frames
        fresh = self.initial()
        texts = self._texts(place, stack)
        reset = [
            (slot, ("" if slot in texts else 0) if first <= slot < end else initial[slot - FIRST_SLOT])
            for slot in range(FIRST_SLOT, end)
            if slot not in slots
        ]
        pages = [
            (slot, [masks.get((slot, offset), (0, 0)) for offset in range(len(fresh[slot]))])
            for slot in map(PageSlot, range(end, layout.size))
        ]

        turns, sinces = layout.turns, self._sinces(kept)
        most_turns = self.limits.get(("turns",), MOST)

        def forget(state: State) -> State:
            w = Working(state)
            if turns is not None:
                _make_younger(w, turns, most_turns, sinces)
            for slot, value in reset:
                w[slot] = value
            for slot, kept in pages:
                w[slot] = page_of([min(count & mask, most) for count, (mask, most) in zip(w[slot], kept, strict=True)])
            return State(w)

        return forget

    def _texts(self, place: int, stack: tuple[int, ...]) -> set[int]:
        """The slots of local texts at a stop: those of the scene there, and of all that lend choices.

        While a choice of these is under way, the shared slots hold what the borrowing scene has in them.
        """
        layout, scenes = self.machine.layout, self.machine.program.scenes
        under_way = [layout.scene_at(one) for one in (place, *reversed(stack))]
        here = next((one for one in under_way if one not in layout.own), None)
        return {
            layout.frames[scene] + number
            for scene in (*layout.own, *(() if here is None else (here,)))
            for number, local in enumerate(scenes[scene].frame)
            if local.type.kind == "text"
        }

    def _sinces(self, live: Live) -> list[tuple[PageSlot, int, int]]:
        """The counters of `since` that are live, and how far each needs to count."""
        counters = self.machine.layout.counters
        return [
            (*counters[f"since {cell[1]}"], self.limits.get(cell, MOST))
            for cell in live
            if cell[0] == "since" and f"since {cell[1]}" in counters
        ]

    def _where(self, live: Live) -> tuple[set[int], dict[tuple[PageSlot, int], tuple[int, int]]]:
        """The slots that live cells stand in; of counters, the bits that count and how far they count."""
        layout = self.machine.layout
        slots: set[int] = set()
        masks: dict[tuple[PageSlot, int], tuple[int, int]] = {}
        for cell in live:
            kind, name = cell[0], cell[1] if len(cell) > 1 else None
            if kind == "var":
                slots.add(layout.variables + cell[1])
            elif kind == "local":
                slots.add(layout.frames[cell[1]] + cell[2])
            elif kind == "turns" and layout.turns is not None:
                slots.add(layout.turns)
            elif kind in ("visits", "since") and f"{kind} {name}" in layout.counters:
                most = self.limits.get(cell, MOST) if kind == "visits" else MOST
                masks[layout.counters[f"{kind} {name}"]] = -1, most
            elif kind == "once":
                place = layout.counters[cell[1]]
                masks[place] = masks.get(place, (0, 0))[0] | cell[2], MOST
            elif kind == "count":
                for place in self._places(cell[1]):
                    masks[place] = -1, MOST
        return slots, masks

    def _places(self, counter: str) -> Iterator[tuple[PageSlot, int]]:
        """Where the counters of a variation or an `each` stand."""
        layout = self.machine.layout
        if counter in layout.counters:
            yield layout.counters[counter]
        number = 0
        while f"{counter} {number}" in layout.counters:
            yield layout.counters[f"{counter} {number}"]
            number += 1


def _make_younger(w: Working, turns: CountSlot, most: int, sinces: list[tuple[PageSlot, int, int]]) -> None:
    """Count turns, and turns since scenes were entered, only as far as anything can tell them apart.

    A counter of `since` is kept so that it says the same, seen from the number of turns that is kept.
    """
    now = w[turns]
    w[turns] = min(now, most)
    for page, offset, limit in sinces:
        entered = w[page][offset]
        age = now + 1 if entered == 0 else now - entered + 1
        keep(w, page, offset, w[turns] - min(age, limit) + 1)


def limits_of(program: Program, nevers: dict[int, Expression]) -> dict[Location, int]:
    """How far visits, turns and turns since need to count: one beyond the largest number that each is compared with."""
    limits: dict[Location, int] = {}
    unlimited: set[Location] = set()

    def note_reads(node: object) -> None:
        if isinstance(node, Count):
            unlimited.add(_location(node))
        elif isinstance(node, Apply) and node.name in COMPARISONS:
            one, other = node.arguments
            for left, right in ((one, other), (other, one)):
                if isinstance(left, Count) and isinstance(right, int):
                    limits[_location(left)] = max(limits.get(_location(left), 1), right + 1)
                    return
        for part in children(node):
            note_reads(part)

    note_reads((program.scenes, program.functions, tuple(nevers.values())))
    once = {("visits", scene.name): 1 for scene in program.scenes if scene.once}
    # Turns that nothing asks for are counted for `since` alone, and from anywhere.
    counts = {("turns",): 0, **once, **limits}
    return {cell: most for cell, most in counts.items() if cell not in unlimited}


def _location(count: Count) -> Location:
    return (count.name, count.key) if count.key else (count.name,)
