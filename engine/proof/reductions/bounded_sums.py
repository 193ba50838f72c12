"""How large a number can become whose steps stand behind what happens at most once.

Of fourteen plaques to read, once each, no play reads more than fourteen, in whatever order it comes by. So a number
that is made one more by each is 14 at most, which no exploration of the rooms need find out.

A *one-time event* is something that happens at most once in a play: a once-only choice, the drawing of a scene that is
drawn once, an item of `~ once:`, all but the last item of `~ then:`; and that a flag is set, where it is set behind a
look at it alone, as below. Let a play be cut wherever one happens. Each piece is a way in the graph of segments
(control_flow.py) without steps with such an event, and begins at the beginning of the play or behind one. If the
segments that make the number more lie on no round of that graph, a piece comes by each of them once at most, and in an
order in which each can be reached from the one before: so a piece adds no more than the longest chain of them. As no
event happens twice, the number is never more than the greatest value that it begins with or is set to, and the longest
chain behind the beginning and behind each event. Where a number is made less, that counts as nothing; for its least
value, the same is done with the signs changed.

A visit that begins and ends in a piece is one step over it in that graph. A segment in it is come to by the step into
the visit, and what follows it by the steps back: so no segment that is come to next is missed. Ways that no play takes
can only make what is found larger.

*Flags.* A variable that is only ever set to constants other than its first value has that value until it is first set,
and never again. So once any segment that sets it was done, nothing that asks for its first value is passed any more: a
choice, a branch or a drawn scene. Where no way without such steps leads from a segment that sets it to one that does,
these are come by once in all, and that is such an event. So it is with a scene that is entered where nobody was before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from engine.program import nodes
from engine.program.functions import Interval
from engine.program.limits import MOST
from engine.program.nodes import (
    Apply,
    Expression,
    VarRef,
)
from engine.program.program import Program
from engine.program.walk import walk
from engine.proof.reductions.basic_blocks import in_basic_blocks
from engine.proof.reductions.once_per_play import OncePerPlay, TooManySteps
from engine.proof.reductions.value_ranges import FAR, Location, ValueRanges, location_of

# Segments that change one number, and one-time events, beyond which nothing is said.
MOST_SITES, MOST_EVENTS = 400, 2000
# Segments of a story beyond which nothing is said; with a cut, of which a story may name many, beyond fewer.
MOST_SEGMENTS, MOST_WITH_CUT = 4000, 400


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

    def __init__(self, program: Program, ranges: ValueRanges, cut: VarRef | None = None) -> None:
        """Raises `TooManySteps` for a story that is too large for that."""
        if sum(len(scene.segments) for scene in program.scenes) > (MOST_SEGMENTS if cut is None else MOST_WITH_CUT):
            raise TooManySteps
        self.program, self.ranges = program, ranges
        self.flow = OncePerPlay(in_basic_blocks(program), cut)
        self.events = self.flow.once | self._flags()
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
        if variable.type.kind != "number" or len(self.begins) > MOST_EVENTS:
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
            interval = partial(self.ranges.interval, scene=scene)
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
        """The segments that a way without a one-time event leads to, from behind a segment."""
        if place not in self.beyond:
            self.beyond[place] = self.flow.beyond(place, self.events)
        return self.beyond[place]

    def _begins(self) -> list[set[int]]:
        """Where pieces of a play begin: at its beginning, and behind each event in one of some places."""
        first = self.flow.segment(self.program.start, 0)
        behind: dict[int, set[int]] = {}
        come_to = self.flow.beyond(first, 0) | {first}
        for here, steps in enumerate(self.flow.steps):
            for there, taken in steps:
                if taken & self.events and here >> 1 in come_to:
                    one = taken & self.events
                    # Of several events of one step, the last: that one never happens twice, either.
                    behind.setdefault(one.bit_length(), set()).add(there >> 1)
        return [{first}, *behind.values()]

    def _flags(self) -> int:
        """The bits of the events that are flags set for the first time."""
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
