"""The reduced story on states that are numbers: the quick way to explore.

Nearly all turns are one call of code made for them (scene.py). Whatever is out of the ordinary raises there, and is run
again on the state of the runtime by reference.py, so that there is one meaning only.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from typing import cast

from engine.program.nodes import AskPoint, LocalRef
from engine.program.program import Program
from engine.program.story_stop import StoryStop
from engine.proof.budget import BudgetExceeded, go_on
from engine.proof.instrumentation import Instrumented
from engine.proof.packed.chance_nodes import ChanceNodes
from engine.proof.packed.code import Bailout, PackedCode, Run, with_next
from engine.proof.packed.encoding import number_of, state_of
from engine.proof.packed.failures import FAILED, KnownFailures
from engine.proof.packed.join_points import chain_starts, join_points
from engine.proof.packed.layout import PackedLayout
from engine.proof.packed.live_bits import LiveBits
from engine.proof.packed.offers import needs_tuples
from engine.proof.packed.outcome_tables import Point, is_point
from engine.proof.packed.size_estimate import SizeEstimate, estimated
from engine.proof.packed.symmetry import Symmetry, spread
from engine.proof.reduced_system import limits_of
from engine.proof.reductions.draw_outcomes import Told
from engine.proof.reductions.draw_splitting import Begin
from engine.proof.reductions.interchangeable import SymmetryClass, interchangeable
from engine.proof.reductions.liveness import Liveness
from engine.proof.reductions.reads import Reads
from engine.proof.reductions.stuttering import without_stuttering
from engine.proof.reductions.unneeded_once_flags import without_unneeded_once_flags
from engine.proof.reductions.value_classes import Classes
from engine.proof.reductions.value_ranges import Location, location_of
from engine.proof.reference import ReferenceSystem
from engine.proof.reference_machine import choices_of, take_of
from engine.proof.transitions import Node
from engine.proof.work_clock import AN_IMAGE, spend
from engine.runtime.layout import Layout
from engine.runtime.state_types import State

from_bytes = int.from_bytes


class PackedSystem(ReferenceSystem):
    """A slice of a marked story as something to explore, on states that are numbers."""

    def __init__(
        self,
        marked: Instrumented,
        part: Program,
        probes: frozenset[int],
        claims: frozenset[int],
        told: Told,
        every_step: bool = False,
        check: Callable[[], None] = go_on,
        begins: frozenset[Begin] = frozenset(),
        one_by_one: bool = False,
    ) -> None:
        nevers = {number: code for number, code in marked.nevers.items() if number in claims}
        reads = Reads(part, marked.ranges)
        claimed = {cell for code in nevers.values() for cell in reads.code(code, -1)}
        self.liveness = Liveness(part, Layout(part), claimed, check, reads)
        program = without_unneeded_once_flags(part, self.liveness, check)
        program = program if every_step else without_stuttering(program)
        check()
        self.bits = PackedLayout(program, limits_of(part, nevers))
        self.bits.apart = frozenset(self.bits.segment(*one) for one in begins)
        check()
        super().__init__(Instrumented(program, marked.items, dict.fromkeys(probes, 0), nevers, marked.status))
        check()
        self.apart = self.bits.apart
        self.machine.told = told
        self.machine.classes = Classes(program, list(nevers.values()))
        self.place_mask = self.bits.place.mask
        self.live = LiveBits(self.bits, self.liveness)
        alike = [] if one_by_one else interchangeable(program, [*nevers.values()], probes, check)
        self.alike = alike
        self.symmetry = Symmetry(self.bits, alike) if alike else None
        groups = [one for one in alike if isinstance(one, SymmetryClass)]
        class_of = {scene: number for number, one in enumerate(groups) for scene in one.scenes}
        again = Reads(program, marked.ranges)
        choices = {} if self.symmetry is None else self.symmetry.choices
        keeps = self.live.keep, self.live.keep_at
        self.code = PackedCode(program, self.bits, self.machine, keeps, self.live.stopped, again, class_of, choices)
        canonical = None if self.symmetry is None else self.canonical
        if not self.code.counted:
            self.bits.join_points = join_points(program, self.bits, begins, self.code.always, self.live.bits_of)
            self.bits.chain_starts = chain_starts(program, self.bits)
        self.failures = KnownFailures(self.code.names["__builtins__"])
        self.chance_nodes = ChanceNodes(self.code, self.oracle, self.fresh, self.failures, canonical)
        self.any_violated: Callable[[int], bool] | None = None
        conditions: list[Callable[[int], bool]] = []
        if nevers:
            self.any_violated, conditions = self.code.claims([*nevers])
        self.never_conditions = dict(zip(nevers, conditions, strict=True))
        self.questions = {
            -1 - self.bits.stop(index, number): (index, point)
            for index, scene in enumerate(program.scenes)
            for number, point in enumerate(scene.points)
            if isinstance(point, AskPoint)
        }
        # What can be answered at a question, as bits, by its number and whether nothing stands there before.
        self.asked: dict[tuple[int, bool, tuple[int, ...]], tuple[list[int], int]] = {}

    def canonical(self, node: Node) -> Node:
        """The state that stands for one, and for all between which nothing can tell."""
        return node if self.symmetry is None else self.symmetry.canonical(node)

    def spread_probes(self) -> None:
        """Note as reached and closed what is so because something else is that is just like it."""
        spread(self.alike, self.reached, self.closed)

    def forget_chance_nodes(self) -> None:
        """Begin anew with the numbers of points in the middle, and with errors."""
        self.chance_nodes.begin_anew()
        self.failures.clear()

    # ------------------------------------------------------------ how states are kept

    def settled(self, state: State) -> bytes:
        """The bytes that stand for all states that behave like this one."""
        number = number_of(self.bits, state)
        return self.live.stopped(number, number & self.place_mask)

    def node(self, state: Hashable, drawn: tuple[int, ...]) -> Node:
        """The node: the bytes alone wherever nothing was drawn in looking."""
        return (state, drawn) if drawn else state

    def parts(self, node: Node) -> tuple[State, tuple[int, ...]]:
        """The state of the runtime and the draws of a node."""
        state, drawn = node if isinstance(node, tuple) else (node, ())
        return state_of(self.bits, int.from_bytes(state, "little"), self.machine.program.fingerprint), drawn

    def _number(self, node: Node) -> int:
        state = node[0] if isinstance(node, tuple) else node
        return int.from_bytes(cast(bytes, state), "little")

    def place(self, node: Node) -> int:
        """The number of the stop."""
        return self._number(node) & self.place_mask

    def violated(self, node: Node) -> Sequence[int]:
        """Claims `never` that do not hold there."""
        any_violated = self.any_violated
        if any_violated is None:
            return ()
        number = from_bytes(node, "little") if node.__class__ is bytes else self._number(node)
        try:
            if not any_violated(number):
                return ()
        except StoryStop:
            # One of them is too large a number here; the others are asked one by one.
            pass
        return self._violated(self.never_conditions, number, number & self.place_mask in self.questions)

    def estimated(self, nodes: Iterable[Node]) -> SizeEstimate:
        """How many states there could be, from some of those that were found."""
        return estimated(self.live, map(self._number, nodes))

    # ------------------------------------------------------------ the quick way

    def first(self) -> Sequence[Node]:
        """Where a play can stop first."""
        return [*map(self.canonical, super().first())]

    def after(self, node: Node) -> Sequence[Node]:
        """Where the next turn can lead."""
        targets = self._after(node)
        if self.symmetry is None:
            return targets
        spend(len(targets) * AN_IMAGE)
        return [*map(self.symmetry.canonical, targets)]

    def _after(self, node: Node) -> Sequence[Node]:
        if node.__class__ is tuple:
            return self._nodes(node)
        state = from_bytes(node, "little")  # type: ignore[arg-type]  # a cast takes as long as that
        place = state & self.place_mask
        if place >= self.bits.points[-1]:
            return ()
        if place in self.questions:
            return self._after_question(node, state, place)
        try:
            takes = self.code.looks[place](state)
        except Exception:
            self.oracle.begin([])
            return self._nodes(node)
        oracle, code = self.oracle, self.code
        targets: list[Node] = []
        for number, take in enumerate(takes):
            if take.__class__ is str:
                self.closed.add(take)
                continue
            code.spent = 0
            try:
                target = take(state)  # type: ignore[operator]  # no text, as was asked
                if oracle.log:
                    self._draw(partial(code.run, partial(take, state)), target, targets)  # type: ignore[arg-type, misc, operator]  # here, too
                elif target.__class__ is tuple and is_point(target):
                    self._meet(target, state ^ place, targets)
                else:
                    targets.append(target)
            except BudgetExceeded:
                raise
            except Exception as problem:
                if not self._is_known(problem):
                    told = self._told()
                    self._again(node, takes, number, targets)
                    self._learn(problem, told)
        return targets

    def _is_known(self, problem: Exception) -> bool:
        """Whether a turn failed with a known error before anything was drawn; if so, note where it leads."""
        if self.oracle.log or not self.failures.is_known(problem):
            return False
        self.through.append(self.chance_nodes.number_of(FAILED))
        return True

    def _told(self) -> tuple[int, int]:
        """How many events were told by now, and why not all was tried."""
        return len(self.events), len(self.inexact)

    def _learn(self, problem: Exception, told: tuple[int, int]) -> None:
        """Note where a turn failed, if it was followed in full since then and all its errors were told."""
        events, inexact = told
        if len(self.inexact) == inexact and any(event.error is not None for event in self.events[events:]):
            self.failures.learn(problem)

    def _after_question(self, node: Node, state: int, place: int) -> Sequence[Node]:
        """Where the answers to a question can lead."""
        scene, point = self.questions[place]
        own = point.ref.number + (self.bits.frames[scene] if isinstance(point.ref, LocalRef) else self.bits.variables)
        field = self.bits.field(own, scene)
        if field is None or needs_tuples(self.machine.program, point):
            return self._nodes(node)
        value_of = partial(self._value_in, state)
        beside: tuple[int, ...] = ()
        if point.type.kind == "number" and self.machine.classes is not None:
            use = self.machine.classes.uses[location_of(point.ref, scene)]
            beside = tuple(map(value_of, sorted(other for other in use.beside if other[0] == "var")))
            beside += tuple(
                map(value_of, sorted(other for other in use.beside if other[0] == "local" and other[1] == scene))
            )
        key = place, point.type.kind == "text" and field.load(state) == "", beside
        if key not in self.asked:
            default = "" if point.type.kind != "text" or key[1] else "something"
            values = [value for _, value in self._answers(point, scene, default, value_of)]
            self.asked[key] = [field.bits(value) for value in values], ~field.mask
        values_bits, rest = self.asked[key]
        follow = self.code.segments[self.bits.segment(scene, point.follow)]
        targets: list[Node] = []
        for bits in values_bits:
            w = state & rest | bits
            try:
                self.code.spent = 0
                target = follow(w)
                if self.oracle.log:
                    self._draw(partial(self.code.run, partial(follow, w)), target, targets)
                elif target.__class__ is tuple and is_point(target):
                    self._meet(target, -1, targets)
                else:
                    targets.append(target)
            except BudgetExceeded:
                raise
            except Exception as problem:
                if not self._is_known(problem):
                    told = self._told()
                    self.oracle.begin([])
                    every = self._nodes(node)
                    self._learn(problem, told)
                    return every
        return targets

    def _nodes(self, node: Node | None) -> list[Node]:
        found = super()._nodes(node)
        self.oracle.begin([])
        return found

    def _value_in(self, state: int, cell: Location) -> int:
        """The value of a number in a state; what nothing ever sets is as it was."""
        if cell[0] == "local":
            return int(self.bits.locals[cell[1]][cell[2]].load(state))
        field = self.bits.fields.get(self.bits.variables + cell[1])
        value = self.machine.program.variables[cell[1]].initial if field is None else field.load(state)
        return int(value)

    def _draw(self, run: Callable[[], Node], target: Node, targets: list[Node]) -> None:
        """Note where a turn leads that has drawn something by now, and led here first."""
        if self.code.spent and target.__class__ is tuple:
            raise Bailout
        found = [*self.oracle.outcomes(partial(self.failures.tried, run))]
        self.oracle.begin([])
        stops, chance_nodes = self.chance_nodes.apart(found)
        targets += stops
        self.through += chance_nodes

    def _meet(self, point: Point, before: int, targets: list[Node]) -> None:
        """Note where a turn leads that comes to a point in the middle, from a state without the number of its stop.

        Where nothing was done by then no other state comes there, so that it need not be known.
        """
        if self.code.spent:
            raise Bailout
        if point[1] == before:
            stops, chance_nodes = self.chance_nodes.behind(point)
            targets += stops
            self.through += chance_nodes
        else:
            self.through.append(self.chance_nodes.number_of(point))

    def _again(self, node: Node, takes: Sequence[Run | str], number: int, targets: list[Node]) -> None:
        """Take one of the choices that are offered by the general code."""
        state, _ = self.parts(node)
        w = self.working(state)
        self.oracle.begin([])
        look = self.machine.code.look(self.place(node))(w)
        offered = [choice for choice in choices_of(look) if choice.reason is None]
        alike = self.code.takes_alike
        if ids := alike.get(takes[number]):
            before = self._number(node)
            choice = next(one for one in offered if one.id == ids[with_next(before, sum(ids)) ^ before])
        else:
            # Which of the others it is, is all that has to be known.
            some = {id for one in takes if one in alike for id in alike[one].values()}
            others = [one for one in offered if one.id not in some]
            choice = others[sum(one.__class__ is not str and one not in alike for one in takes[:number])]
        for turn in self._run(self.turned(self.frozen(w)), take_of(choice), choice.id, None):
            self.events += turn.events
            if turn.node is not None:
                targets.append(turn.node)
        self.oracle.begin([])
