"""The story just as it is, explored without any reduction: what everything quicker is tested against.

States are those of the runtime, and the runtime's own code makes them; only draws, host functions and probes are ours.
A node is a state at a stop together with the draws that were made when its choices were looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import partial

from engine.diagnostics import Diagnostic
from engine.program.limits import MOST_STEPS
from engine.program.nodes import AskPoint, Point
from engine.program.types import Value
from engine.proof.draws import Oracle
from engine.proof.instrumentation import Instrumented
from engine.proof.reductions.value_ranges import Location, location_of
from engine.proof.reference_machine import AnyState, ReferenceMachine, choices_of, holds, take_of
from engine.proof.size_report import place_in_words
from engine.proof.transitions import ChanceNode, Event, Node, Turn
from engine.proof.turns_under_way import TurnUnderWay, cycle_of, has_cycle
from engine.proof.work_clock import A_SEGMENT, A_SLOW_TURN, AN_OFFER, spend
from engine.runtime.code import Segment
from engine.runtime.errors import PlayError
from engine.runtime.layout import PLACE
from engine.runtime.machine import FREE_STEPS, TurnOutput
from engine.runtime.offers import Question
from engine.runtime.state_types import State, ValueSlot, Working

ENDLESS = "NC904"
# With more ways that come to something else in one turn, it is followed as it is.
MOST_APART = 50_000
MOST_STOPS = 64


class ReferenceSystem:
    """A marked story as something to explore, state by state of the runtime."""

    def __init__(self, marked: Instrumented, machine: ReferenceMachine | None = None) -> None:
        self.machine = machine or ReferenceMachine(marked, Oracle())
        self.oracle = self.machine.oracle
        self.events: list[Event] = []
        # What draws in a turn is followed to its end, turn by turn: there are no points in the middle.
        self.through: list[int] = []
        self.fresh: list[ChanceNode] = []
        self.reached = self.machine.reached
        self.closed: set[str] = set()
        self.status = marked.status
        self.items = marked.items
        # The segments at whose beginning ways that come to the same are one (draw_splitting.py).
        self.apart: frozenset[int] = frozenset()
        # States in which the play is known to stop and looking draws nothing: many choices lead back to the same one.
        self.stops: set[State] = set()
        self.nevers = {claim: self.machine.marked_code.claim(claim) for claim in marked.nevers}

    @property
    def inexact(self) -> set[str]:
        """Why not all was tried."""
        return self.oracle.inexact

    def first(self) -> Sequence[Node]:
        """Where a play can stop first."""
        return self._nodes(None)

    def after(self, node: Node) -> Sequence[Node]:
        """Where the next turn can lead."""
        return self._nodes(node)

    def canonical(self, node: Node) -> Node:
        """The node that stands for one: here, itself."""
        return node

    def spread_probes(self) -> None:
        """Here, all that can be seen was looked at."""

    def forget_chance_nodes(self) -> None:
        """There are none."""

    # ------------------------------------------------------------ how states are kept

    def initial(self) -> State:
        """The state before anything has happened."""
        return State((self.machine.program.fingerprint, 0, (), 0, *self.machine.layout.initial))

    def settled(self, state: State) -> Hashable:
        """The state that is kept for a state at a stop: here, itself."""
        return state

    def node(self, state: Hashable, drawn: tuple[int, ...]) -> Node:
        """The node of a state and of the draws in its look."""
        return state, drawn

    def parts(self, node: Node) -> tuple[State, tuple[int, ...]]:
        """The state and the draws of a node."""
        return node  # type: ignore[return-value]  # a node of ours

    def working(self, state: State) -> Working:
        """The state as something to work on."""
        return Working(state)

    def frozen(self, w: Working) -> State:
        """What is worked on as a state."""
        return State(w)

    def put(self, w: Working, number: int) -> None:
        """Note where the play stops."""
        w[PLACE] = number

    def answered(self, state: State, question: Question, value: Value) -> State:
        """The state with the value that was given."""
        return State((*state[: question.slot], value, *state[question.slot + 1 :]))

    def turned(self, state: State) -> State:
        """The state with one more turn counted."""
        turns = self.machine.layout.turns
        return state if turns is None else State((*state[:turns], state[turns] + 1, *state[turns + 1 :]))

    # ------------------------------------------------------------ turns

    def _nodes(self, node: Node | None) -> list[Node]:
        nodes: list[Node] = []
        for turn in self.turns(node):
            self.events += turn.events
            if turn.node is not None:
                nodes.append(turn.node)
        return nodes

    def place(self, node: Node) -> int:
        """The number of the stop."""
        return -1 - self.parts(node)[0][PLACE]

    def violated(self, node: Node) -> Sequence[int]:
        """Claims `never` that do not hold there; at questions nothing is claimed but that the status can be shown."""
        point = self._point(node) if self.nevers else None
        return self._violated(self.nevers, self.parts(node)[0], isinstance(point, AskPoint))

    def _violated(
        self, conditions: Mapping[int, Callable[[AnyState], object]], state: AnyState, asking: bool
    ) -> Sequence[int]:
        return [
            claim
            for claim, condition in conditions.items()
            if (claim == self.status or not asking) and holds(condition, state, claim == self.status)
        ]

    def status_error(self, node: Node) -> Diagnostic | None:
        """What goes wrong when the status line is made there."""
        try:
            self.machine.status(self.parts(node)[0], {})
        except PlayError as error:
            return error.diagnostic
        return None

    def _point(self, node: Node) -> Point | None:
        """The point at which a node stands; None at an ending."""
        place, layout = -1 - self.place(node), self.machine.layout
        if layout.ending_at(place) is not None:
            return None
        scene = layout.scene_at(place)
        return self.machine.program.scenes[scene].points[layout.stop(scene, 0) - place]

    def turns(self, node: Node | None) -> Iterator[Turn]:
        """All turns from a node."""
        machine = self.machine
        if node is None:
            first = machine.layout.segment(machine.program.start, 0)
            yield from self._run(self.initial(), first, None, None)
            return
        point = self._point(node)
        if point is None:
            return
        state, drawn = self.parts(node)
        w = self.working(state)
        self.oracle.begin(list(drawn))
        number = self.place(node)
        offered = (machine.code.looks[number] or machine.code.look(number))(w)
        after = self.frozen(w)
        if isinstance(offered, Question):
            assert isinstance(point, AskPoint), "only these ask"
            scene = machine.layout.scene_at(-1 - number)
            for value, inner in self._answers(point, scene, offered.default, partial(self._value_of, state)):
                yield from self._run(self.answered(after, offered, inner), offered.follow, None, value)
            return
        spend(len(choices_of(offered)) * AN_OFFER)
        for choice in choices_of(offered):
            if choice.reason is not None:
                self.closed.add(choice.id)
                continue
            yield from self._run(self.turned(after), take_of(choice), choice.id, None)

    def _value_of(self, state: State, cell: Location) -> int:
        layout = self.machine.layout
        return int(
            state[ValueSlot(layout.variables + cell[1] if cell[0] == "var" else layout.frames[cell[1]] + cell[2])]
        )

    def _answers(
        self, point: AskPoint, scene: int, default: str, value_of: Callable[[Location], int]
    ) -> list[tuple[str, Value]]:
        """What can be typed, and the values that it gives to a variable; an empty answer keeps that which is there."""
        type, cell = point.type, location_of(point.ref, scene)
        values, missing = self.machine.values.of(type)
        if self.machine.classes is not None and type.kind == "number":
            classes = self.machine.classes.answers(cell, type.low, type.high, value_of)
            if classes is not None:
                values, missing = classes, None
            elif missing is not None:
                # What is right is worth a try, though it may be another number when they are compared.
                right = {value_of(other) for other in self.machine.classes.uses[cell].beside if other[0] == "var"}
                values = tuple(dict.fromkeys((*values, *sorted(right))))
        if not point.matters:
            values, missing = values[-1:], None
        if missing is not None:
            program = self.machine.program
            where = place_in_words(program, program.scenes[scene], point.at)
            self.inexact.add(f"the question in {where}: {missing}")
        return [(str(value), value) for value in values if value != "" or default == ""]

    def _run(self, state: State, first: int | Segment, choice: str | None, answer: str | None) -> Iterator[Turn]:
        """The turns that begin so, one for each way in which its draws can come out.

        Where segments are cut at draws (draw_splitting.py), ways that come to the same before one are one from there.
        """
        apart = self.apart
        waiting: list[TurnUnderWay] = [TurnUnderWay(state, first, (), ())]
        led: dict[Hashable, dict[Hashable, list[int]]] = {}
        while waiting:
            here = waiting.pop()
            for node, events, going in self.oracle.outcomes(partial(self._way, here)):
                drawn = here.drawn + tuple(self.oracle.log)
                if going is not None:
                    led.setdefault(here.key, {}).setdefault(going.key, self.oracle.taken)
                    if going.key not in led:
                        led[going.key] = {}
                        waiting.append(going._replace(drawn=drawn))
                    continue
                yield Turn(choice, answer, drawn, node, events)
                endless = [one.error for one in events if one.error is not None and one.error.code == ENDLESS]
                if drawn and endless:
                    # Its draws go on without end: one way shows the mistake, and all others would take for ever.
                    span = endless[0].span
                    place = f"line {span.line}" if len(self.machine.program.files) == 1 else f"{span.file}:{span.line}"
                    self.inexact.add(f"a turn draws and does not end, in {place}")
                    return
            if not waiting and has_cycle(led) and (round := self._round(state, first, led)) is not None:
                # All other ways are known by now.
                yield Turn(choice, answer, tuple(self.oracle.log), *round)
                return
            if len(led) > MOST_APART or (not waiting and has_cycle(led)):
                # A turn that may go round is followed as it is, to its end or to the mistake.
                self.apart = frozenset()
                try:
                    yield from self._run(state, first, choice, answer)
                finally:
                    self.apart = apart
                return

    def _round(
        self, state: State, first: int | Segment, led: Mapping[Hashable, Mapping[Hashable, list[int]]]
    ) -> tuple[Node | None, tuple[Event, ...]] | None:
        """Where a turn comes that goes round in one way again and again, of which it is known how its draws come out.

        Depth first, that would be found after thousands of ways, each longer by a round than the one before.
        """
        way, again = cycle_of(TurnUnderWay(state, first, (), ()).key, led)
        apart, self.apart = self.apart, frozenset()
        try:
            self.oracle.begin([*way, *again * (MOST_STEPS // max(1, len(again)) + 1)])
            node, events, _ = self._way(TurnUnderWay(state, first, (), ()))
        finally:
            self.apart = apart
        is_endless = any(one.error is not None and one.error.code == ENDLESS for one in events)
        return (node, events) if is_endless else None

    def _way(self, going: TurnUnderWay) -> tuple[Node | None, tuple[Event, ...], TurnUnderWay | None]:
        return self._stop(self.working(going.state), going.first, going.hits, going.work)

    def _stop(
        self, w: Working, first: int | Segment, hits: tuple[int, ...] = (), work: int = 0
    ) -> tuple[Node | None, tuple[Event, ...], TurnUnderWay | None]:
        spend(A_SLOW_TURN)
        machine, code, turn, steps = self.machine, self.machine.code, TurnOutput(), 0
        turn.work, turn.trail = work, None
        emit = turn.append
        machine.hits = [*hits]
        node: Node | None = None
        error = None
        try:
            number = first(w, emit) if callable(first) else first
            while node is None:
                while number >= 0:
                    segment = code.segments[number] or code.segment(number)
                    number = segment[0](w, emit, segment)
                    steps += 1
                    if number in self.apart:
                        spend((steps + turn.work - work) * A_SEGMENT)
                        return None, (), TurnUnderWay(self.frozen(w), number, (), tuple(machine.hits), turn.work)
                    if steps > FREE_STEPS or turn.work:
                        machine._watch(turn, steps, number)
                self.put(w, number)
                point = -1 - number
                before, drawn = self.frozen(w), len(self.oracle.log)
                if point >= len(code.looks):
                    node = self.node(self.settled(before), ())
                    break
                steps += 1 + code.point_steps.get(point, 0)
                if before in self.stops:
                    node = self.node(self.settled(before), ())
                    break
                met = len(machine.hits)
                offered = (code.looks[point] or code.look(point))(w)
                if not isinstance(offered, int):
                    spend(len(offered) * AN_OFFER if isinstance(offered, tuple) else 0)
                    looked = tuple(self.oracle.taken[drawn:])
                    node = self.node(self.settled(before), looked)
                    if not looked and len(machine.hits) == met:
                        if len(self.stops) == MOST_STOPS:
                            self.stops.clear()
                        self.stops.add(before)
                    break
                number = offered
                if steps > FREE_STEPS:
                    machine._watch(turn, steps, number)
        except Exception as problem:
            raised = machine._error(problem, w, turn)
            if not isinstance(raised, PlayError):
                raise raised from problem
            error = raised.diagnostic
        spend((steps + turn.work - work) * A_SEGMENT)
        return node, self._events(machine.hits, error), None

    def _events(self, hits: list[int], error: Diagnostic | None) -> tuple[Event, ...]:
        """What a turn came by, and the error with which it ended, if it did."""
        if error is None:
            return tuple([Event(hit, None) for hit in hits])
        # A turn that fails is not taken: what it came by counts for no claim, and is noted when it is met next.
        for hit in hits:
            self.reached[hit] = self.items[hit].kind != "claim"
        return (*[Event(hit, None) for hit in hits if self.reached[hit]], Event(None, error))
