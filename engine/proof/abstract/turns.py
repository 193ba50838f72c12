"""What turns can do where only some of the state is known: every way on that any play has, and perhaps more.

The program is interpreted as it stands. Where a condition is not known, both ways are followed; a choice whose guards
are not known may be open; what is assigned to a kept cell can be any value that is found for it. So a play of the story
is a play here, too, and what no play here comes to, none of the story does (existential abstraction: E. Clarke,
O. Grumberg, D. Long, "Model checking and abstraction", 1994).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence

from engine.program import nodes
from engine.program.nodes import OfferEach, Operation, Operations
from engine.program.program import Program
from engine.program.types import Value
from engine.proof.abstract.abstract_states import AbstractOption, Begun, Going, Part, State
from engine.proof.abstract.drawn_places import DrawnPlaces, ways_to_draw
from engine.proof.abstract.drawn_scenes import DrawnScenes
from engine.proof.abstract.environments import MORE, MOST_ENVS, SPENT, Environments, TooCoarse, Visit
from engine.proof.abstract.offers import Offer, Offers
from engine.proof.abstract.relevant_operations import relevant
from engine.proof.abstract.values import Draws, Env, Evaluator
from engine.proof.reductions.reads import Reads
from engine.proof.reductions.value_ranges import Location, ValueRanges, location_of
from engine.proof.work_clock import A_PART, AN_OPTION, spend
from engine.runtime.layout import Layout

MOST_VISITS, MOST_PARTS = 32, 200_000
NOTHING: frozenset[Location] = frozenset()
# Operations that only print.
TEXT = (nodes.Say, nodes.NewParagraph, nodes.Speak, nodes.AddTags)


class AbstractTurns:
    """The turns of a program with some cells kept."""

    def __init__(
        self,
        program: Program,
        reads: Reads,
        ranges: ValueRanges,
        kept: Sequence[Location],
        ends: dict[Location, tuple[int, int]],
        watched: Collection[int],
        check: Callable[[], None],
        until: nodes.VarRef | None = None,
        fleeting: Sequence[Location] = (),
    ) -> None:
        """With `until`, nothing is followed behind where that variable is set; `fleeting` are cells of which something
        is known within a turn only."""
        self.program, self.watched, self.check, self.until = program, watched, check, until
        self.layout = Layout(program)
        kept = [*kept, *fleeting]
        self.values = Evaluator(program, reads, ranges, kept)
        self.values.ends = {cell: ends[cell] for cell in kept if cell in ends and cell not in fleeting}
        self.numbers = self.values.kept
        self.kept = Environments(program, self.layout, self.values, kept, fleeting)
        self.drawn_scenes = DrawnScenes(program, self.values)
        self.offers = Offers(program, self.kept, self.drawn_scenes)
        self.slim: dict[int, Operations] = {}
        self.reached: set[int] = set()
        # What the turn under way comes to.
        self.targets: set[State] = set()
        self.work: list[Going] = []
        self.seen: set[Going] = set()
        self.parts: dict[tuple[Going, Draws], Part] = {}
        # What is drawn in each segment.
        self.drawn = DrawnPlaces(program)
        self.drawn_in: dict[int, dict[str, tuple[Value, ...]]] = {}
        self.made_of = reads, ranges, kept, ends

    # ------------------------------------------------------------ how numbers change in a turn

    def following(self) -> AbstractTurns:
        """The same turns, in which it is followed by how much more the numbers are of which not all is told apart, and
        whether a choice was spent; and what draws come to is known, as far as that is one thing."""
        reads, ranges, kept, ends = self.made_of
        more = [(MORE, cell, sign) for cell in self.values.ends if cell[0] == "var" for sign in (1, -1)]
        more.append(SPENT)
        fleeting = [cell for cell in self.drawn.cells if cell not in self.numbers]
        turns = AbstractTurns(
            self.program, reads, ranges, [*kept, *more], ends, self.watched, self.check, self.until, fleeting
        )
        turns.values.bounds, turns.drawn = self.values.bounds, self.drawn
        return turns

    def begun(self, env: Env) -> Env:
        """What is kept where a turn begins, with what is followed in it: no changes, and no values of the rest."""
        fleeting = len(self.kept.fleeting)
        changes = len(self.numbers) - len(env) - fleeting
        return (*env, *(0 for _ in range(changes)), *(None for _ in range(fleeting)))

    def part(self, one: Going) -> Part:
        """What a segment comes to, however it draws."""
        return self.parts.get((one, ())) or self._part(one)

    def ways(self, one: Going) -> Iterator[Part]:
        """What a segment comes to: however it draws, and then in one way after the other in which it can draw."""
        yield self.part(one)
        segment = one[0]
        if segment not in self.drawn_in:
            self.drawn_in[segment] = self.drawn.within(self.slim[segment])
        for draws in ways_to_draw(self.drawn_in[segment]):
            self.values.draws = draws
            try:
                yield self.parts.get((one, draws)) or self._part(one)
            finally:
                self.values.draws = ()

    # ------------------------------------------------------------ turns

    def first(self) -> frozenset[State]:
        """Where a play can stop first."""
        return self._run([(self.program.start, 0, self.kept.first(), ())], enter=True)

    def options(self, state: State, only: Hashable = None) -> Iterator[AbstractOption]:
        """What can be chosen or answered at a state, or `only` the one of that key; none at an ending."""
        for one in self.begins(state, only):
            spend(AN_OPTION)
            targets, in_turn = self._noted(lambda one=one: self.followed(one))  # type: ignore[misc]  # bound now
            yield AbstractOption(one.key, one.is_sure, targets, one.doubt, in_turn)

    def begins(self, state: State, only: Hashable = None) -> Iterator[Begun]:
        """The same, and how the turn of each begins."""
        place, env, stack = state
        if self.layout.ending_at(-1 - place) is not None:
            return
        scene = self.layout.scene_at(-1 - place)
        point = self.program.scenes[scene].points[place - self.layout.points[scene]]
        if isinstance(point, nodes.AskPoint):
            for answer in self._answers(point, scene, env):
                self._begin()
                self._go(scene, point.follow, answer, stack)
                yield Begun("answer", True, frozenset(self.targets), (*self.work,), NOTHING)
            return
        look = self.offers.look(scene, point.group, env)
        envs = self.offers.given(env, look)
        for offer in look.offers:
            key = offer.member.at, id(offer.member), offer.drawn
            if only is None or only == key:
                self._begin()
                for each in envs:
                    self._take(offer, place, each, stack)
                yield Begun(key, offer.is_sure, frozenset(self.targets), (*self.work,), offer.doubt)

    def followed(self, begun: Begun) -> frozenset[State]:
        """Where a turn that has begun can stop."""
        self._begin()
        self.targets.update(begun.targets)
        self.seen.update(begun.further)
        self.work += begun.further
        return self._ended()

    def _noted(self, turn: Callable[[], frozenset[State]]) -> tuple[frozenset[State], frozenset[Location]]:
        """Where a turn leads, and what is not known in it."""
        before, self.values.doubt = self.values.doubt, set()
        targets = turn()
        in_turn = frozenset(self.values.doubt)
        self.values.doubt |= before
        return targets, in_turn

    def _take(self, offer: Offer, place: int, env: Env, stack: tuple[Visit, ...]) -> None:
        """Begin the turn of an offer at a stop."""
        scene = self.layout.scene_at(-1 - place)
        follow = self.layout.segment(scene, self._point(place).follow)
        member = offer.member
        if member.once is not None:
            env = self.kept.changed(env, SPENT, True)
        if isinstance(member, OfferEach):
            assert offer.drawn is not None, "an `each` offers scenes"
            if member.returns:
                stack, env = self.kept.visiting(stack, follow, env, scene)
            else:
                stack, env = _without_threads(stack), self.kept.left(env, scene)
            self._enter(offer.drawn, env, stack)
            return
        if member.once is not None:
            env = self.kept.changed(env, ("once", *member.once), True)
        if member.label:
            env = self.kept.counted(env, f"{self.program.scenes[offer.scene].name}.{member.label}")
        if offer.is_borrowed:
            stack = (*stack, (follow, None))
        self._go(offer.scene, member.segment, env, stack)

    def _point(self, place: int) -> nodes.ChoicePoint:
        scene = self.layout.scene_at(-1 - place)
        point = self.program.scenes[scene].points[place - self.layout.points[scene]]
        assert isinstance(point, nodes.ChoicePoint), "choices are offered there"
        return point

    def _answers(self, point: nodes.AskPoint, scene: int, env: Env) -> list[Env]:
        cell = location_of(point.ref, scene)
        if cell not in self.numbers:
            return [env]
        env = self.kept.not_followed(env, cell)
        return self.kept.assigned(env, cell, self.values.domain(cell, point.type), point.type)

    # ------------------------------------------------------------ a turn under way

    def _begin(self) -> None:
        self.targets, self.work, self.seen = set(), [], set()

    def _run(self, begins: Iterable[tuple[int, int, Env, tuple[Visit, ...]]], enter: bool = False) -> frozenset[State]:
        self._begin()
        for scene, segment, env, stack in begins:
            if enter:
                self._enter(scene, env, stack)
            else:
                self._go(scene, segment, env, stack)
        return self._ended()

    def _ended(self) -> frozenset[State]:
        """Where the turn can stop. What was come by already need not be followed again, so all turns end here."""
        targets, seen = self.targets, self.seen
        while self.work:
            one = self.work.pop()
            part = self.parts.get((one, ())) or self._part(one)
            if part.targets:
                targets |= part.targets
            if part.doubt:
                self.values.doubt |= part.doubt
            if part.reached:
                self.reached |= part.reached
            for further in part.further:
                if further not in seen:
                    seen.add(further)
                    self.work.append(further)
        return frozenset(targets)

    def _part(self, one: Going) -> Part:
        """What a segment comes to: worked out once, as many turns come by the same."""
        self.check()
        spend(A_PART)
        segment, env, stack = one
        before = self.targets, self.seen, self.work, self.values.doubt, self.reached
        self.targets, self.seen, self.work, self.values.doubt, self.reached = set(), set(), [], set(), set()
        try:
            scene = self.layout.scene_at(segment)
            if segment not in self.slim:
                operations = self.program.scenes[scene].segments[segment - self.layout.segments[scene]]
                self.slim[segment] = relevant(operations, lambda one: self._matters(one, scene))
            self._do(self.slim[segment], env, scene, stack)
            found = Part(frozenset(self.targets), (*self.work,), frozenset(self.values.doubt), frozenset(self.reached))
        finally:
            self.targets, self.seen, self.work, self.values.doubt, self.reached = before
        if len(self.parts) >= MOST_PARTS:
            self.parts.clear()
        self.parts[one, self.values.draws] = found
        return found

    def _go(self, scene: int, segment: int, env: Env, stack: tuple[Visit, ...]) -> None:
        self._go_to(self.layout.segment(scene, segment), env, stack)

    def _go_to(self, segment: int, env: Env, stack: tuple[Visit, ...]) -> None:
        one = segment, env, stack
        if one not in self.seen:
            self.seen.add(one)
            self.work.append(one)

    def _enter(self, scene: int, env: Env, stack: tuple[Visit, ...], entry: int = 0) -> None:
        if entry:
            self._go(scene, entry, env, stack)
            return
        self._go(scene, 0, self.kept.counted(env, self.program.scenes[scene].name), stack)

    def _stop(self, scene: int, number: int, env: Env, stack: tuple[Visit, ...]) -> None:
        """Come to a point: the play stops there if something is open, or goes on."""
        place = -1 - self.layout.stop(scene, number)
        point = self.program.scenes[scene].points[number]
        if isinstance(point, nodes.AskPoint):
            self.targets.add((place, env, stack))
            return
        look = self.offers.look(scene, point.group, env)
        if look.offers:
            self.targets.add((place, env, stack))
        if look.is_open:
            return
        for each in self.offers.given(env, look):
            for offer in look.otherwise:
                self._take(offer, place, each, stack)
            if not any(offer.is_sure for offer in look.otherwise):
                self._go(scene, point.follow, each, stack)

    def _matters(self, operation: Operation, scene: int) -> bool:
        """Whether an operation changes something that is kept, or leads somewhere."""
        if isinstance(operation, nodes.Assign):
            return location_of(operation.target, scene) in self.numbers or operation.target == self.until
        if isinstance(operation, nodes.Probe):
            return operation.number in self.watched
        return not isinstance(operation, TEXT)

    def _do(self, operations: Operations, env: Env, scene: int, stack: tuple[Visit, ...]) -> Collection[Env]:
        """Do some operations; what is kept where the play goes on behind them."""
        envs: Collection[Env] = (env,)
        for operation in operations:
            if len(envs) == 1:
                (one,) = envs
                envs = self._one(operation, one, scene, stack)
            else:
                envs = {one for each in envs for one in self._one(operation, each, scene, stack)}
            if len(envs) > MOST_ENVS:
                raise TooCoarse
        return envs

    def _one(self, operation: Operation, env: Env, scene: int, stack: tuple[Visit, ...]) -> Collection[Env]:
        layout = self.layout
        match operation:
            case nodes.Goto():
                self._go(scene, operation.segment, env, stack)
            case nodes.Assign():
                if operation.target == self.until:
                    return ()
                cell = location_of(operation.target, scene)
                return self.kept.assigned_by(operation, cell, env, scene) if cell in self.numbers else (env,)
            case nodes.Branch():
                return self._branch(operation, env, scene, stack)
            case nodes.VaryBlock():
                # How far it has gone is forgotten: any item can be its turn, or none.
                none = {env} if operation.kind == "once" else set()
                return none.union(*(self._do(item, env, scene, stack) for item in operation.items))
            case nodes.Probe():
                self.reached.add(operation.number)
                return (env,)
            case nodes.Halt():
                self._stop(scene, operation.point, env, stack)
            case nodes.MoveTo():
                if operation.leaves:
                    stack = _without_threads(stack)
                    if not stack:
                        return ()  # an error of the story
                    stack = stack[:-1]
                for given in self.kept.with_parameters(
                    operation.scene, operation.arguments, env, self.kept.left(env, scene), scene
                ):
                    self._enter(operation.scene, given, _without_threads(stack), operation.entry)
            case nodes.VisitScene():
                under_way, left = self.kept.visiting(stack, layout.segment(scene, operation.segment), env, scene)
                for given in self.kept.with_parameters(operation.scene, operation.arguments, env, left, scene):
                    if len(under_way) <= MOST_VISITS:
                        self._enter(operation.scene, given, under_way, operation.entry)
            case nodes.EnterScene():
                return (self.kept.counted(env, self.program.scenes[scene].name),)
            case nodes.PassPoint():
                return (self.kept.counted(env, operation.name),)
            case nodes.DrawScene():
                return self._draw(operation, env, scene, stack)
            case nodes.GoBack():
                self._back(env, scene, stack)
            case nodes.EndStory():
                self.targets.add((-1 - layout.end(scene, operation.ending), self.kept.left(env, scene), ()))
            case nodes.FallOff():
                pass
            case _:
                return (env,)
        return ()

    def _branch(self, operation: nodes.Branch, env: Env, scene: int, stack: tuple[Visit, ...]) -> set[Env]:
        done: set[Env] = set()
        for case in operation.cases:
            truths = self.values.truths(case.condition, env, scene)
            if True in truths:
                done.update(self._do(case.body, env, scene, stack))
            if False not in truths:
                return done
        return done.union(self._do(operation.otherwise, env, scene, stack))

    def _draw(self, operation: nodes.DrawScene, env: Env, scene: int, stack: tuple[Visit, ...]) -> Collection[Env]:
        """Go to each scene that may be the best one; go on where none may be left."""
        given = dict(self.values.draws).get(operation.place)
        drawn, is_sure = self.drawn_scenes.drawn(operation.tag, env, given if isinstance(given, int) else None)
        for index in drawn:
            self._enter_drawn(index, operation, env, scene, stack)
        return () if is_sure else (env,)

    def _enter_drawn(
        self, index: int, operation: nodes.DrawScene, env: Env, scene: int, stack: tuple[Visit, ...]
    ) -> None:
        """Go to a scene that was drawn, or visit it."""
        if operation.segment is None:
            self._enter(index, self.kept.left(env, scene), _without_threads(stack))
            return
        under_way, left = self.kept.visiting(stack, self.layout.segment(scene, operation.segment), env, scene)
        if len(under_way) <= MOST_VISITS:
            self._enter(index, left, under_way)

    def _back(self, env: Env, scene: int, stack: tuple[Visit, ...]) -> None:
        if not stack:
            return
        segment, saved = stack[-1]
        if saved is not None:
            env = self.kept.back(self.kept.left(env, scene), segment, saved)
        self._go_to(segment, env, stack[:-1])


def _without_threads(stack: tuple[Visit, ...]) -> tuple[Visit, ...]:
    while stack and stack[-1][1] is None:
        stack = stack[:-1]
    return stack
