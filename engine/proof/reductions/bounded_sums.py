"""How large a number can become whose steps stand behind what happens at most once.

Of fourteen plaques to read, once each, no play reads more than fourteen, in whatever order it comes by. So a number
that is made one more by each is 14 at most, which no exploration of the rooms need find out.

A *ticket* is something that happens at most once in a play: a once-only choice, the drawing of a scene that is drawn
once, an item of `~ once:`, all but the last item of `~ then:`; and that a flag is set, where it is set behind a look at
it alone, as below. Let a play be cut wherever it takes a ticket. Each piece is a way in the graph of segments
(control_flow.py) without steps that take a ticket, and begins at the beginning of the play or behind a ticket. If the
segments that make the number more lie on no round of that graph, a piece comes by each of them once at most, and in an
order in which each can be reached from the one before: so a piece adds no more than the longest chain of them. As no
ticket is taken twice, the number is never more than the greatest value that it begins with or is set to, and the
longest chain behind the beginning and behind each ticket. Where a number is made less, that counts as nothing; for its
least value, the same is done with the signs changed.

A visit that begins and ends in a piece is one step over it in that graph. A segment in it is come to by the step into
the visit, and what follows it by the steps back: so no segment that is come to next is missed. Ways that no play takes
can only make what is found larger.

*Flags.* A variable that is only ever set to constants other than its first value has that value until it is first set,
and never again. So once any segment that sets it was done, nothing that asks for its first value is passed any more: a
choice, a branch or a drawn scene. Where no way without such steps leads from a segment that sets it to one that does,
these are come by once in all, and that is a ticket. So it is with a scene that is entered where nobody was before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from engine.program import nodes
from engine.program.functions import Interval
from engine.program.limits import MOST
from engine.program.nodes import (
    Apply,
    Assign,
    Case,
    Count,
    Expression,
    Goto,
    Members,
    OfferCase,
    OfferIf,
    Operation,
    Operations,
    VarRef,
)
from engine.program.program import Program, SceneNode
from engine.program.walk import map_children, walk
from engine.proof.reductions.control_flow import CALLS, RETURNS, ControlFlow
from engine.proof.reductions.growth import FAR, Growth, Location, location_of

# Segments that change one number, and tickets, beyond which nothing is said.
MOST_SITES, MOST_TICKETS = 400, 2000
# Segments of a story beyond which nothing is said; with a cut, of which a story may name many, beyond fewer.
MOST_SEGMENTS, MOST_WITH_CUT = 4000, 400
# Behind these nothing of a segment is done.
LEAVING = (nodes.Goto, nodes.Halt, nodes.MoveTo, nodes.VisitScene, nodes.GoBack, nodes.EndStory, nodes.FallOff)
MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


class TooManySteps(Exception):
    """It would take too long to find out what is asked."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an assignment can make of a number: no more than so much `more` than it was, or no more than `most`."""

    more: int | None = None
    most: int | None = None

    def moved(self, step: int) -> Change:
        """The same with so much added."""
        return Change(None if self.more is None else self.more + step, None if self.most is None else self.most + step)


class BoundedSums:
    """Bounds of the variables of a program. Until `cut`, a truth value, is set, if one is named."""

    def __init__(self, program: Program, growth: Growth, cut: VarRef | None = None) -> None:
        """Raises `TooManySteps` for a story that is too large for that."""
        if sum(len(scene.segments) for scene in program.scenes) > (MOST_SEGMENTS if cut is None else MOST_WITH_CUT):
            raise TooManySteps
        self.program, self.growth = program, growth
        self.flow = _Passages(_straightened(program), cut)
        self.tickets = self.flow.once | self._flags()
        self.begins = self._begins()
        self.beyond: dict[int, frozenset[int]] = {}
        self.known: dict[int, Interval | None] = {}

    def interval(self, number: int) -> Interval | None:
        """The least and the greatest value that a variable ever has; None if that is not known."""
        if number not in self.known:
            self.known[number] = self._interval(number)
        return self.known[number]

    def _interval(self, number: int) -> Interval | None:
        variable = self.program.variables[number]
        if variable.type.kind != "number" or len(self.begins) > MOST_TICKETS:
            return None
        high, low = self._most(number, 1), self._most(number, -1)
        least, most = -MOST if low is None else -low, MOST if high is None else high
        if variable.type.low is not None and variable.type.high is not None:
            least, most = max(least, variable.type.low), min(most, variable.type.high)
        return (least, most) if least > -FAR or most < FAR else None

    def _most(self, number: int, sign: int) -> int | None:
        """The greatest value of a variable, or of what it is less than nothing (`sign` is -1)."""
        initial = self.program.variables[number].initial
        assert isinstance(initial, int), "a number"
        given, added = [sign * initial], dict[int, int]()
        for one in self.flow.asked:
            if one == number:
                return None
        for place, scene, operation in self.flow.assigned.get(number, ()):
            interval = partial(self.growth.interval, scene=scene)
            for change in changes_of(operation.value, ("var", number), scene, sign, interval, _size):
                if change.most is not None:
                    if change.most >= FAR:
                        return None
                    given.append(change.most)
                elif change.more is not None and change.more > 0:
                    added[place] = added.get(place, 0) + change.more
        if len(added) > MOST_SITES:
            return None
        total = self._sum(added)
        return None if total is None else max(given) + total

    # ------------------------------------------------------------ what is added in all

    def _sum(self, added: dict[int, int]) -> int | None:
        """What some segments can add in a play; None where a way leads round by one of them."""
        if not added:
            return 0
        behind = {place: self._beyond(place) & added.keys() for place in added}
        longest: dict[int, int] = {}

        def chain(place: int) -> int:
            if place not in longest:
                longest[place] = added[place] + max(map(chain, behind[place]), default=0)
            return longest[place]

        left, order = dict(behind), list[int]()
        while left:
            # Those behind which nothing is left; there are none where a way leads round.
            last = [place for place, others in left.items() if not others & left.keys()]
            if not last:
                return None
            order += last
            for place in last:
                del left[place]
        for place in order:
            chain(place)
        total = 0
        for places in self.begins:
            total += max(
                (longest[one] for place in places for one in (self._beyond(place) | {place}) & added.keys()), default=0
            )
        return total

    def _beyond(self, place: int) -> frozenset[int]:
        """The segments that a way without a ticket leads to, from behind a segment."""
        if place not in self.beyond:
            self.beyond[place] = self.flow.beyond(place, self.tickets)
        return self.beyond[place]

    def _begins(self) -> list[set[int]]:
        """Where pieces of a play begin: at its beginning, and behind each ticket in one of some places."""
        first = self.flow.segment(self.program.start, 0)
        behind: dict[int, set[int]] = {}
        come_to = self.flow.beyond(first, 0) | {first}
        for here, steps in enumerate(self.flow.steps):
            for there, taken in steps:
                if taken & self.tickets and here >> 1 in come_to:
                    one = taken & self.tickets
                    # Of several tickets that one step takes, the last: that one is never taken twice, either.
                    behind.setdefault(one.bit_length(), set()).add(there >> 1)
        return [{first}, *behind.values()]

    def _flags(self) -> int:
        """The tickets that are flags: their bits."""
        bits = 0
        for cell, (places, is_set) in self.flow.flags.items():
            without = self.flow.asked_bits.get(cell, 0)
            if without and not any(self.flow.beyond(place, without) & places for place in places):
                bits |= is_set
        return bits


# ---------------------------------------------------------------- what is assigned


def _size(change: Change) -> int:
    """Best is what adds nothing, or a value that is known; then, what adds something known."""
    if change.more is not None:
        return max(0, change.more)
    return 0 if change.most is not None and change.most < FAR else FAR


def changes_of(
    code: Expression,
    cell: Location,
    scene: int,
    sign: int,
    interval: Callable[[Expression], Interval],
    size: Callable[[Change], int],
) -> list[Change]:
    """What an expression of a scene can be, as no more than the greatest of some changes of a cell; `interval` says
    what expressions can come to, `size` which changes are better to know, the least. With a `sign` of -1, the same of
    what they are less than nothing."""

    def reads(code: Expression) -> bool:
        return any(location_of(one, scene) == cell for one in walk((code,)) if isinstance(one, VarRef | nodes.LocalRef))

    def changes(code: Expression) -> list[Change]:
        if isinstance(code, VarRef | nodes.LocalRef) and location_of(code, scene) == cell:
            return [Change(more=0)]
        if isinstance(code, Apply) and reads(code):
            if code.name == "if":
                return [one for part in code.arguments[1:] for one in changes(part)]
            if code.name in ("min", "max"):
                parts = [changes(part) for part in code.arguments]
                if (code.name == "max") == (sign > 0):
                    return [one for part in parts for one in part]
                # It is no more than any one of them.
                return min(parts, key=lambda part: max(map(size, part)))
            if code.name in ("+", "-") and len(code.arguments) == 2:
                one, other = code.arguments
                if code.name == "+" and reads(other):
                    one, other = other, one
                if reads(one) and not reads(other):
                    low, high = interval(other)
                    step = high if (code.name == "+") == (sign > 0) else low
                    step = step if code.name == "+" else -step
                    return [change.moved(sign * step) for change in changes(one)]
        low, high = interval(code)
        return [Change(most=high if sign > 0 else -low)]

    return changes(code)


class _Passages(ControlFlow):
    """The graph of a program whose segments hold no branches but at their ends, with what is asked at each step."""

    def __init__(self, program: Program, cut: VarRef | None) -> None:
        # Behind these segments it is cut.
        self.ends: list[int] = []
        # The bits of what is taken once in any case.
        self.once = 0
        # Tickets of flags, by the variable or the scene: the segments that set it, and its bit.
        self.flags: dict[Location, tuple[set[int], int]] = {}
        # What steps take that ask for a flag's first value.
        self.asked_bits: dict[Location, int] = {}
        self.asked = {
            point.ref.number
            for scene in program.scenes
            for point in scene.points
            if isinstance(point, nodes.AskPoint) and isinstance(point.ref, VarRef)
        }
        self.assigned: dict[int, list[tuple[int, int, Assign]]] = {}
        super().__init__(program)
        self.into: dict[int, list[tuple[list[tuple[int, int]], int]]] = {}
        for steps in self.steps:
            for number, (there, _) in enumerate(steps):
                self.into.setdefault(there >> 1, []).append((steps, number))
        self.first = dict(_first_values(program, self.asked))
        self.once = (1 << len(self.tickets)) - 1
        self._note_assigned(cut)
        self._note_entered()
        self._note_asked()
        for place in self.ends:
            self.steps[2 * place + RETURNS], self.steps[2 * place + CALLS] = [], []

    def beyond(self, place: int, without: int) -> frozenset[int]:
        """The segments that ways lead to from behind a segment, by steps that take none of some tickets."""
        seen: set[int] = set()
        work = [2 * place + RETURNS]
        while work:
            for there, taken in self.steps[work.pop()]:
                if not taken & without and there not in seen:
                    seen.add(there)
                    work.append(there)
            self.left -= 1
        if self.left < 0:
            raise TooManySteps
        return frozenset([there >> 1 for there in seen])

    def _mark(self, place: int, bit: int) -> None:
        """Have every step into a segment take a ticket."""
        for steps, number in self.into.get(place, ()):
            there, taken = steps[number]
            steps[number] = there, taken | bit

    def _flag(self, cell: Location, places: set[int]) -> None:
        bit = self._ticket(("set", *cell))
        self.flags[cell] = places, bit
        for place in places:
            self._mark(place, bit)

    def _note_assigned(self, cut: VarRef | None) -> None:
        """Note where variables are set; what comes behind the cut is left away."""
        flags: dict[Location, set[int]] = {}
        for index, scene in enumerate(self.program.scenes):
            for number, operations in enumerate(scene.segments):
                place = self.segment(index, number)
                for operation in operations:
                    if not isinstance(operation, Assign) or not isinstance(operation.target, VarRef):
                        continue
                    if cut is not None and operation.target == cut:
                        self.ends.append(place)
                        break
                    self.assigned.setdefault(operation.target.number, []).append((place, index, operation))
                    cell = ("var", operation.target.number)
                    if cell in self.first:
                        flags.setdefault(cell, set()).add(place)
        for cell, places in flags.items():
            self._flag(cell, places)

    def _note_entered(self) -> None:
        """Note where scenes are entered of which it is asked whether anybody was there."""
        for index, scene in enumerate(self.program.scenes):
            if scene.name not in self.program.visits or _is_gone_on_to(scene, 0):
                continue
            places = {
                self.segment(index, number)
                for number, operations in enumerate(scene.segments)
                if number == 0 or any(isinstance(one, nodes.EnterScene) for one in operations)
            }
            self._flag(("visits", scene.name), places)

    def _note_asked(self) -> None:
        """Have the steps into what stands behind a condition take what that asks for."""
        for index, scene in enumerate(self.program.scenes):
            for operations in scene.segments:
                for operation in operations:
                    if isinstance(operation, nodes.Branch):
                        self._branches(index, operation)
                    elif isinstance(operation, nodes.VaryBlock):
                        self._varied(index, operation)
            groups = [point.group for point in scene.points if isinstance(point, nodes.ChoicePoint)]
            for group in (*groups, scene.thread or ()):
                self._offered(index, group, 0)

    def _branches(self, scene: int, branch: nodes.Branch) -> None:
        before = 0
        for case in branch.cases:
            (goto,) = case.body
            assert isinstance(goto, Goto), "branches are straightened"
            self._mark(self.segment(scene, goto.segment), before | self._facts(case.condition, True))
            before |= self._facts(case.condition, False)
        for goto in branch.otherwise:
            assert isinstance(goto, Goto), "branches are straightened"
            self._mark(self.segment(scene, goto.segment), before)

    def _varied(self, scene: int, varied: nodes.VaryBlock) -> None:
        """The items of `~ once:` come once each, and all but the last one of `~ then:`."""
        count = {"once": len(varied.items), "then": len(varied.items) - 1}.get(varied.kind, 0)
        for number, item in enumerate(varied.items[:count]):
            (goto,) = item
            assert isinstance(goto, Goto), "items are straightened"
            bit = self._ticket(("item", varied.counter, number))
            self.once |= bit
            self._mark(self.segment(scene, goto.segment), bit)

    def _offered(self, scene: int, members: Members, before: int) -> None:
        """Of choices that have a segment of their own: what their guards ask for."""
        for member in members:
            if isinstance(member, OfferIf):
                needed = before
                for case in member.branches:
                    self._offered(scene, case.members, needed | self._facts(case.condition, True))
                    needed |= self._facts(case.condition, False)
                self._offered(scene, member.otherwise, needed)
            elif isinstance(member, nodes.OfferChoice):
                needed = before
                for guard in member.guards:
                    needed |= self._facts(guard.condition, True)
                if needed:
                    self._mark(self.segment(scene, member.segment), needed)

    def _facts(self, code: Expression, holds: bool) -> int:
        """The bits of what still has its first value where a condition holds, or where it does not."""
        bits = 0
        for cell in _still_first(code, holds, self.first):
            if cell in self.flags:
                self.asked_bits[cell] = self._ticket(("asked", *cell))
                bits |= self.asked_bits[cell]
        return bits


def _first_values(program: Program, asked: Iterable[int]) -> Iterator[tuple[Location, object]]:
    """The variables that are only set to constants other than their first values, and these; segments hold no branches
    that set any."""
    others: set[int] = {*asked}
    for scene in program.scenes:
        for operations in scene.segments:
            for one in operations:
                if isinstance(one, Assign) and isinstance(one.target, VarRef):
                    number, value = one.target.number, one.value
                    if isinstance(value, tuple) or value == program.variables[number].initial:
                        others.add(number)
    for number, variable in enumerate(program.variables):
        if number not in others:
            yield ("var", number), variable.initial


def _still_first(code: Expression, holds: bool, first: dict[Location, object]) -> Iterator[Location]:
    """What has its first value wherever a condition holds, or wherever it does not."""
    if isinstance(code, VarRef) and first.get(("var", code.number)) is holds:
        yield "var", code.number
    if not isinstance(code, Apply):
        return
    if code.name == "not":
        yield from _still_first(code.arguments[0], not holds, first)
    elif code.name == ("and" if holds else "or"):
        for part in code.arguments:
            yield from _still_first(part, holds, first)
    elif code.name in ("==", "!=") and (code.name == "==") == holds:
        for one, other in (code.arguments, code.arguments[::-1]):
            if isinstance(one, VarRef) and not isinstance(other, tuple):
                cell = ("var", one.number)
                if cell in first and first[cell] == other:
                    yield cell
    if code.name in (*MIRRORED, "==", "!="):
        yield from _never_visited(code, holds)


def _never_visited(code: Apply, holds: bool) -> Iterator[Location]:
    """The scene that nobody can have visited wherever a comparison holds, or does not."""
    one, other = code.arguments
    name = code.name
    if isinstance(other, Count):
        one, other, name = other, one, MIRRORED.get(name, name)
    if not isinstance(one, Count) or one.name != "visits" or not isinstance(other, int):
        return
    is_none = {
        (True, "=="): other == 0,
        (True, "<"): other <= 1,
        (True, "<="): other <= 0,
        (False, "!="): other == 0,
        (False, ">"): other <= 0,
        (False, ">="): other <= 1,
    }
    if is_none.get((holds, name), False):
        yield "visits", one.key


def _is_gone_on_to(scene: SceneNode, segment: int) -> bool:
    """Whether a play can come to a segment from within its scene, without entering that."""
    inner = (*scene.points, *(one for one in walk((scene.segments, scene.points, scene.thread or ()))))
    return any(
        segment in (getattr(one, "segment", None), getattr(one, "follow", None))
        for one in inner
        if isinstance(one, Goto | nodes.VisitScene | nodes.DrawScene | nodes.Point | nodes.OfferChoice)
    )


# ---------------------------------------------------------------- segments without branches in them


def _straightened(program: Program) -> Program:
    """The program with a segment for each branch, each item of a variation, and what comes behind one; and with one
    for each choice, so that what is asked of a choice is asked of all that leads to its segment."""
    return program._replace(scenes=tuple([_Straightener(scene).scene() for scene in program.scenes]))


class _Straightener:
    """Cuts one scene."""

    def __init__(self, scene: SceneNode) -> None:
        self.before = scene
        self.added: list[Operations] = []

    def scene(self) -> SceneNode:
        """The scene with more segments."""
        segments = [self._cut(operations) for operations in self.before.segments]
        points = tuple(
            [
                point._replace(group=self._members(point.group)) if isinstance(point, nodes.ChoicePoint) else point
                for point in self.before.points
            ]
        )
        thread = self.before.thread and self._members(self.before.thread)
        return self.before._replace(segments=(*segments, *self.added), points=points, thread=thread)

    def _members(self, members: Members) -> Members:
        def one(member: object) -> object:
            if isinstance(member, nodes.OfferChoice):
                return member._replace(segment=self._new((Goto(member.segment),)).segment)
            return map_children(member, one) if isinstance(member, OfferIf | OfferCase) else member

        return tuple([one(member) for member in members])  # type: ignore[misc]

    def _new(self, operations: Operations) -> Goto:
        self.added.append(operations)
        return Goto(len(self.before.segments) + len(self.added) - 1)

    def _part(self, operations: Sequence[Operation]) -> Goto:
        """A move to operations of their own."""
        goto = self._new(())
        self.added[goto.segment - len(self.before.segments)] = self._cut(operations)
        return goto

    def _cut(self, operations: Sequence[Operation]) -> Operations:
        """The operations up to the first that does not lead to the next one in any case."""
        for place, operation in enumerate(operations):
            before, rest = operations[:place], operations[place + 1 :]
            if isinstance(operation, LEAVING):
                return (*before, operation)
            if isinstance(operation, nodes.Branch):
                follow = self._part(rest)
                cases = tuple([self._case(case, follow) for case in operation.cases])
                otherwise = (self._part((*operation.otherwise, follow)),)
                return (*before, nodes.Branch(cases, otherwise))
            if isinstance(operation, nodes.VaryBlock):
                follow = self._part(rest)
                items = tuple([(self._part((*item, follow)),) for item in operation.items])
                return (*before, operation._replace(items=items), follow)
            if isinstance(operation, nodes.DrawScene):
                return (*before, operation, self._part(rest))
        return tuple(operations)

    def _case(self, case: Case, follow: Goto) -> Case:
        return case._replace(body=(self._part((*case.body, follow)),))
