"""What turns can do where only some of the state is known: every way on that any play has, and perhaps more.

The program is interpreted as it stands. Where a condition is not known, both ways are followed; a choice whose guards
are not known may be open; what is assigned to a kept cell can be any value that is found for it. So a play of the story
is a play here, too, and what no play here comes to, none of the story does (existential abstraction: E. Clarke,
O. Grumberg, D. Long, "Model checking and abstraction", 1994).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product

from engine.named_tuples import NamedTuple
from engine.program import nodes
from engine.program.limits import MOST
from engine.program.nodes import (
    Expression,
    Member,
    Members,
    OfferChoice,
    OfferEach,
    OfferIf,
    OfferThread,
    Operation,
    Operations,
)
from engine.program.program import Program
from engine.program.types import Type, Value
from engine.proof.abstract.values import Env, Evaluator, Values
from engine.proof.reductions.growth import Growth, Location, location_of
from engine.proof.reductions.reads import Reads
from engine.runtime.layout import Layout

# A segment to come back to and the kept local variables that wait; None where `<-` goes on.
Visit = tuple[int, tuple[Value | None, ...] | None]
# Where it stands (a stop's number, from 0), what is kept, the visits under way.
State = tuple[int, Env, tuple[Visit, ...]]
MOST_VISITS, MOST_ENVS = 32, 4096
# Operations that only print.
TEXT = (nodes.Say, nodes.NewParagraph, nodes.Speak, nodes.AddTags)


class TooCoarse(Exception):
    """This cannot be told with what is kept."""


class AbstractOption(NamedTuple):
    """A choice or an answer at a stop: whether it is open in any case, and where it can lead; nowhere if it fails."""

    is_sure: bool
    targets: frozenset[State]
    # What is not known and would tell whether it is open.
    doubt: frozenset[Location]


class _Offer(NamedTuple):
    """A choice while a stop is looked at: the member, its scene, the drawn scene, whether it was borrowed."""

    member: OfferChoice | OfferEach
    scene: int
    drawn: int | None
    is_borrowed: bool
    is_sure: bool
    doubt: frozenset[Location]


@dataclass(slots=True)
class _Look:
    """What a stop offers. `otherwise` are the choices that may be taken by themselves, `given` what `<-` hands over."""

    offers: list[_Offer] = field(default_factory=list)
    otherwise: list[_Offer] = field(default_factory=list)
    given: list[tuple[int, Values]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether something can be chosen in any case."""
        return any(one.is_sure for one in self.offers)


class AbstractTurns:
    """The turns of a program with some cells kept."""

    def __init__(
        self,
        program: Program,
        reads: Reads,
        growth: Growth,
        kept: Sequence[Location],
        ends: dict[Location, tuple[int, int]],
        watched: Collection[int],
        check: Callable[[], None],
    ) -> None:
        self.program, self.watched, self.check = program, watched, check
        self.layout = Layout(program)
        self.values = Evaluator(program, reads, growth, kept)
        self.values.ends = {cell: ends[cell] for cell in kept if cell in ends}
        self.kept = list(kept)
        self.numbers = self.values.kept
        self.locals = [
            [number for number, cell in enumerate(kept) if cell[0] == "local" and cell[1] == index]
            for index in range(len(program.scenes))
        ]
        self.slim: dict[int, Operations] = {}
        self.reached: set[int] = set()
        # What the turn under way comes to.
        self.targets: set[State] = set()
        self.work: list[tuple[int, Env, tuple[Visit, ...]]] = []
        self.seen: set[tuple[int, Env, tuple[Visit, ...]]] = set()

    # ------------------------------------------------------------ turns

    def first(self) -> frozenset[State]:
        """Where a play can stop first."""
        env = tuple(self._initial(cell) for cell in self.kept)
        return self._run([(self.program.start, 0, env, ())], enter=True)

    def options(self, state: State) -> list[AbstractOption]:
        """What can be chosen or answered at a state; none at an ending."""
        place, env, stack = state
        if self.layout.ending_at(-1 - place) is not None:
            return []
        scene = self.layout.scene_at(-1 - place)
        point = self.program.scenes[scene].points[place - self.layout.points[scene]]
        if isinstance(point, nodes.AskPoint):
            answers = self._answers(point, scene, env)
            targets = [self._run([(scene, point.follow, answer, stack)]) for answer in answers]
            return [AbstractOption(True, one, frozenset()) for one in targets]
        look = self._look(scene, point.group, env)
        envs = self._given(env, look)
        return [
            AbstractOption(
                offer.is_sure,
                frozenset(one for each in envs for one in self._taken(offer, place, each, stack)),
                offer.doubt,
            )
            for offer in look.offers
        ]

    def _taken(self, offer: _Offer, place: int, env: Env, stack: tuple[Visit, ...]) -> frozenset[State]:
        self._begin()
        self._take(offer, place, env, stack)
        return self._ended()

    def _take(self, offer: _Offer, place: int, env: Env, stack: tuple[Visit, ...]) -> None:
        """Begin the turn of an offer at a stop."""
        scene = self.layout.scene_at(-1 - place)
        follow = self.layout.segment(scene, self._point(place).follow)
        member = offer.member
        if isinstance(member, OfferEach):
            assert offer.drawn is not None, "an `each` offers scenes"
            if member.returns:
                stack, env = self._visit(stack, follow, env, scene)
            else:
                stack, env = _without_threads(stack), self._left(env, scene)
            self._enter(offer.drawn, env, stack)
            return
        if member.once is not None:
            env = self._with(env, ("once", *member.once), True)
        if member.label:
            env = self._counted(env, f"{self.program.scenes[offer.scene].name}.{member.label}")
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
        return self._assigned(env, cell, self.values.domain(cell, point.type), point.type)

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
        while self.work:
            self.check()
            segment, env, stack = self.work.pop()
            scene = self.layout.scene_at(segment)
            if segment not in self.slim:
                operations = self.program.scenes[scene].segments[segment - self.layout.segments[scene]]
                self.slim[segment] = self._slimmed(operations, scene)
            self._do(self.slim[segment], env, scene, stack)
        return frozenset(self.targets)

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
        self._go(scene, 0, self._counted(env, self.program.scenes[scene].name), stack)

    def _stop(self, scene: int, number: int, env: Env, stack: tuple[Visit, ...]) -> None:
        """Come to a point: the play stops there if something is open, or goes on."""
        place = -1 - self.layout.stop(scene, number)
        point = self.program.scenes[scene].points[number]
        if isinstance(point, nodes.AskPoint):
            self.targets.add((place, env, stack))
            return
        look = self._look(scene, point.group, env)
        if look.offers:
            self.targets.add((place, env, stack))
        if look.is_open:
            return
        for each in self._given(env, look):
            for offer in look.otherwise:
                self._take(offer, place, each, stack)
            if not any(offer.is_sure for offer in look.otherwise):
                self._go(scene, point.follow, each, stack)

    def _slimmed(self, operations: Operations, scene: int) -> Operations:
        """The operations without those that change nothing that is kept."""
        left: list[Operation] = []
        for operation in operations:
            if isinstance(operation, nodes.Branch):
                cases = tuple(case._replace(body=self._slimmed(case.body, scene)) for case in operation.cases)
                otherwise = self._slimmed(operation.otherwise, scene)
                if otherwise or any(case.body for case in cases):
                    left.append(nodes.Branch(cases, otherwise))
            elif isinstance(operation, nodes.VaryBlock):
                items = tuple(self._slimmed(item, scene) for item in operation.items)
                if any(items):
                    left.append(operation._replace(items=items))
            elif self._matters(operation, scene):
                left.append(operation)
        return tuple(left)

    def _matters(self, operation: Operation, scene: int) -> bool:
        if isinstance(operation, nodes.Assign):
            return location_of(operation.target, scene) in self.numbers
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
                cell = location_of(operation.target, scene)
                return self._set(operation, cell, env, scene) if cell in self.numbers else (env,)
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
                for given in self._parameters(operation.scene, operation.arguments, env, self._left(env, scene), scene):
                    self._enter(operation.scene, given, _without_threads(stack), operation.entry)
            case nodes.VisitScene():
                under_way, left = self._visit(stack, layout.segment(scene, operation.segment), env, scene)
                for given in self._parameters(operation.scene, operation.arguments, env, left, scene):
                    if len(under_way) <= MOST_VISITS:
                        self._enter(operation.scene, given, under_way, operation.entry)
            case nodes.EnterScene():
                return (self._counted(env, self.program.scenes[scene].name),)
            case nodes.PassPoint():
                return (self._counted(env, operation.name),)
            case nodes.DrawScene():
                return self._draw(operation, env, scene, stack)
            case nodes.GoBack():
                self._back(env, scene, stack)
            case nodes.EndStory():
                self.targets.add((-1 - layout.end(scene, operation.ending), self._left(env, scene), ()))
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
        best: int | None = None
        for index in self.program.tags.get(operation.tag, ()):
            if best is not None and self.program.scenes[index].priority < best:
                break
            truths = self._may_be_drawn(index, env)
            if True in truths:
                if operation.segment is None:
                    self._enter(index, self._left(env, scene), _without_threads(stack))
                else:
                    under_way, left = self._visit(stack, self.layout.segment(scene, operation.segment), env, scene)
                    if len(under_way) <= MOST_VISITS:
                        self._enter(index, left, under_way)
            if False not in truths:
                best = self.program.scenes[index].priority
        return () if best is not None else (env,)

    def _may_be_drawn(self, index: int, env: Env) -> frozenset[Value]:
        scene = self.program.scenes[index]
        truths = self.values.truths(scene.when, env, -1)
        if not scene.once or True not in truths:
            return truths
        cell = ("visits", scene.name)
        if cell not in self.numbers:
            self.values.doubt.add(cell)
            return truths | {False}
        return frozenset((False,)) if env[self.numbers[cell]] else truths

    def _back(self, env: Env, scene: int, stack: tuple[Visit, ...]) -> None:
        if not stack:
            return
        segment, saved = stack[-1]
        if saved is not None:
            env = self._left(env, scene)
            owner = self.layout.scene_at(segment)
            left = list(env)
            for number, value in zip(self._saved_locations(owner), saved, strict=True):
                left[number] = value
            env = tuple(left)
        self._go_to(segment, env, stack[:-1])

    # ------------------------------------------------------------ what is kept

    def _initial(self, cell: Location) -> Value | None:
        if cell[0] == "var":
            return self._clipped(cell, self.program.variables[cell[1]].initial)
        return None if cell[0] == "local" else False if cell[0] == "once" else 0

    def _clipped(self, cell: Location, value: Value) -> Value:
        ends = self.values.ends.get(cell)
        return value if ends is None or not isinstance(value, int) else min(max(value, ends[0]), ends[1])

    def _with(self, env: Env, cell: Location, value: Value | None) -> Env:
        number = self.numbers.get(cell)
        return env if number is None else (*env[:number], value, *env[number + 1 :])

    def _counted(self, env: Env, name: str) -> Env:
        """One more visit counted, as far as that is told apart."""
        cell = ("visits", name)
        number = self.numbers.get(cell)
        if number is None:
            return env
        before = env[number]
        assert isinstance(before, int), "a count is a number"
        return self._with(env, cell, min(before + 1, self.values.ends[cell][1]))

    def _saved_locations(self, scene: int) -> list[int]:
        """The kept local variables that wait while a scene visits another: with what it borrows, all there are."""
        if scene in self.layout.own or self.program.scenes[scene].includes:
            return [number for numbers in self.locals for number in numbers]
        return self.locals[scene]

    def _left(self, env: Env, scene: int) -> Env:
        """What is kept when a scene is left for good."""
        cells = self._saved_locations(scene)
        return tuple(None if number in cells else value for number, value in enumerate(env)) if cells else env

    def _visit(self, stack: tuple[Visit, ...], segment: int, env: Env, scene: int) -> tuple[tuple[Visit, ...], Env]:
        saved = tuple(env[number] for number in self._saved_locations(scene))
        return (*stack, (segment, saved)), self._left(env, scene)

    def _set(self, operation: nodes.Assign, cell: Location, env: Env, scene: int) -> list[Env]:
        values = self.values.values(operation.value, env, scene)
        type = self.values.type_of(cell)
        if cell in self.values.ends and (stepped := self._stepped(operation.value, cell, env, scene)) is not None:
            values = stepped
        if values is not None and operation.low is not None and operation.high is not None:
            low, high = operation.low, operation.high
            values = frozenset(one for one in values if isinstance(one, int) and low <= one <= high)
        return self._assigned(env, cell, values, type)

    def _stepped(self, code: Expression, cell: Location, env: Env, scene: int) -> Values:
        """A number with ends, made more or less by known steps: from an end it can come to any value on the way."""
        if not isinstance(code, nodes.Apply) or code.name not in ("+", "-") or len(code.arguments) != 2:
            return None
        one, other = code.arguments
        if not isinstance(one, nodes.VarRef | nodes.LocalRef) or location_of(one, scene) != cell:
            return None
        steps, value = self.values.values(other, env, scene), env[self.numbers[cell]]
        low, high = self.values.ends[cell]
        if steps is None or not isinstance(value, int):
            return None
        found: set[Value] = set()
        for step in steps:
            if not isinstance(step, int):
                return None
            target = value + (step if code.name == "+" else -step)
            if value == high and target < high:
                found |= set(range(max(low, target), high + 1))
            elif value == low and target > low:
                found |= set(range(low, min(high, target) + 1))
            else:
                found.add(min(max(target, low), high))
        return frozenset(found)

    def _assigned(self, env: Env, cell: Location, values: Values, type: Type) -> list[Env]:
        """What is kept when a cell gets any of some values; where these are not known, any of its type."""
        if values is None:
            values = self.values.domain(cell, type)
        if values is None or len(values) > MOST_ENVS:
            raise TooCoarse
        return [self._with(env, cell, self._clipped(cell, one)) for one in values]

    def _parameters(self, target: int, arguments: Sequence[Expression], before: Env, env: Env, scene: int) -> list[Env]:
        """What is kept when a scene is given its arguments, which are evaluated in another one."""
        envs = [env]
        for place, code in enumerate(arguments):
            cell = ("local", target, place)
            if cell in self.numbers:
                type = self.values.type_of(cell)
                values = self._inside(self.values.values(code, before, scene), type)
                envs = [one for each in envs for one in self._assigned(each, cell, values, type)]
        return envs

    def _inside(self, values: Values, type: Type) -> Values:
        """The values that fit a type; the others are errors of the story."""
        if values is None or type.kind != "number":
            return values
        low, high = (-MOST, MOST) if type.low is None or type.high is None else (type.low, type.high)
        return frozenset(one for one in values if isinstance(one, int) and low <= one <= high)

    # ------------------------------------------------------------ what is offered

    def _look(self, scene: int, members: Members, env: Env) -> _Look:
        look = _Look()
        self._offer(look, members, scene, env, is_borrowed=False, is_sure=True, doubt=frozenset())
        return look

    def _given(self, env: Env, look: _Look) -> list[Env]:
        """What is kept once a stop was looked at: the parameters of what `<-` adds."""
        if not look.given:
            return [env]
        found: dict[Env, None] = {}
        for row in product(*(values or () for _, values in look.given)):
            each = list(env)
            for (number, _), value in zip(look.given, row, strict=True):
                each[number] = value
            found[tuple(each)] = None
        return [*found]

    def _offer(
        self,
        look: _Look,
        members: Iterable[Member],
        scene: int,
        env: Env,
        is_borrowed: bool,
        is_sure: bool,
        doubt: frozenset[Location],
    ) -> None:
        """Add what members of a group offer."""
        for member in members:
            if isinstance(member, OfferIf):
                sure, asked = is_sure, doubt
                for case in member.branches:
                    truths, more = self._doubtful(case.condition, env, scene)
                    if True in truths:
                        one = sure and False not in truths
                        self._offer(look, case.members, scene, env, is_borrowed, one, asked | more)
                    asked |= more
                    sure = sure and True not in truths
                    if False not in truths:
                        break
                else:
                    self._offer(look, member.otherwise, scene, env, is_borrowed, sure, asked)
            elif isinstance(member, OfferThread):
                self._borrow(look, member, scene, env, is_sure)
                thread = self.program.scenes[member.scene].thread or ()
                given = self._given(env, look)
                # With parameters of several values, what is offered is what is offered with any of them.
                for each in given:
                    self._offer(look, thread, member.scene, each, True, is_sure and len(given) == 1, doubt)
            else:
                self._offer_one(look, member, scene, env, is_borrowed, is_sure, doubt)

    def _borrow(self, look: _Look, member: OfferThread, scene: int, env: Env, is_sure: bool) -> None:
        for place, code in enumerate(member.arguments):
            cell = ("local", member.scene, place)
            if cell in self.numbers:
                type = self.values.type_of(cell)
                values = self._inside(self.values.values(code, env, scene), type)
                values = values if values is not None else self.values.domain(cell, type)
                if values is None:
                    raise TooCoarse
                clipped = frozenset(self._clipped(cell, one) for one in values)
                before = env[self.numbers[cell]]
                if not is_sure and before is not None:
                    clipped |= {before}
                look.given.append((self.numbers[cell], clipped))

    def _doubtful(self, code: Expression, env: Env, scene: int) -> tuple[frozenset[Value], frozenset[Location]]:
        """What a condition can be, and the cells for want of which that is not known."""
        before, self.values.doubt = self.values.doubt, set()
        truths = self.values.truths(code, env, scene)
        more = frozenset(self.values.doubt)
        self.values.doubt = before | more
        return truths, more

    def _offer_one(
        self,
        look: _Look,
        member: OfferChoice | OfferEach,
        scene: int,
        env: Env,
        is_borrowed: bool,
        is_sure: bool,
        doubt: frozenset[Location],
    ) -> None:
        otherwise = False
        for guard in member.guards:
            if guard.kind == "otherwise":
                otherwise = True
                continue
            truths, more = self._doubtful(guard.condition, env, scene)
            if True not in truths:
                return
            is_sure = is_sure and False not in truths
            doubt |= more
        if isinstance(member, OfferEach):
            for index in self.program.tags.get(member.tag, ()):
                truths = self._may_be_drawn(index, env)
                if True in truths:
                    sure = is_sure and False not in truths and member.once is None
                    look.offers.append(_Offer(member, scene, index, is_borrowed, sure, doubt))
            return
        if member.once is not None:
            cell = ("once", *member.once)
            if cell not in self.numbers:
                is_sure = False
                doubt |= {cell}
            elif env[self.numbers[cell]]:
                return
        offer = _Offer(member, scene, None, is_borrowed, is_sure, doubt)
        (look.otherwise if otherwise else look.offers).append(offer)


def _without_threads(stack: tuple[Visit, ...]) -> tuple[Visit, ...]:
    while stack and stack[-1][1] is None:
        stack = stack[:-1]
    return stack
