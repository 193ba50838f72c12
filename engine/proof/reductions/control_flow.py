"""Segments and points of a story with the steps between them: where a play can come from where, and what that takes.

Visits are matched as in context-free reachability (T. Reps, S. Horwitz, M. Sagiv, "Precise interprocedural dataflow
analysis via graph reachability", 1995): a way may first come back from visits that were under way, to wherever any
visit comes back, and then begin visits that it does not come back from; a visit that begins and ends on the way is one
step over it, whatever happens in it. What leaves a visit for good may come back from those around it again. A visit of
a scene comes back from there, or from where the play can move on to from there. So each way of a play is a way here;
there may be others here, which no play takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from engine.program import nodes
from engine.program.nodes import Members, OfferChoice, OfferIf, Once
from engine.program.program import Program
from engine.program.walk import walk
from engine.runtime.layout import Layout

# So many steps are made in all searches together.
MOST_STEPS = 400_000
# Whether a way may still come back from a visit that was under way where it began, or has begun one itself.
RETURNS, CALLS = 0, 1
# What can be taken once: a choice, a scene that is drawn once, or one that is offered once by its tag; and what else
# is noted of steps (bounded_sums.py).
OneTimeEvent = Once | int | str | tuple[object, ...]


class ControlFlow:
    """The steps of one program, each with what it takes; a segment and a point have a place each.

    Place n stands for (n, RETURNS) at 2n and for (n, CALLS) at 2n + 1. Where it is known by their numbers of which
    points play goes on by itself, there are only the steps within one turn: nothing is chosen, and those alone are
    gone through.
    """

    def __init__(self, program: Program, passed: Sequence[bool] | None = None) -> None:
        self.program, self.layout, self.passed = program, Layout(program), passed
        self.points = self.layout.segments[-1]
        size = 2 * (self.points + self.layout.points[-1])
        self.steps: list[list[tuple[int, int]]] = [[] for _ in range(size)]
        self.events: dict[OneTimeEvent, int] = {}
        self.left = MOST_STEPS
        # Segments that end a visit, with their scenes; where visits of a scene come back to; where scenes move on to,
        # and what is moved on to when a visit is left.
        backs: list[tuple[int, int]] = []
        self.returns: dict[int, dict[int, None]] = {index: {} for index in range(len(program.scenes))}
        self.moves: list[set[int]] = [set() for _ in program.scenes]
        self.leaving: set[int] = set()
        for index, scene in enumerate(program.scenes):
            for number, operations in enumerate(scene.segments):
                here = self.layout.segment(index, number)
                if self._segment(index, here, operations):
                    backs.append((index, here))
            for number, point in enumerate(scene.points):
                self._point(index, self.point(index, number), point)
        comes_back = self._coming_back()
        for index, here in backs:
            self.steps[2 * here + RETURNS] += [(2 * there + RETURNS, 0) for there in comes_back[index]]
        # What every way from the beginning has taken; all of it where none was found by now.
        self.taken: list[int] = [-1] * size

    def _step(self, here: int, there: int, taken: int = 0) -> None:
        """A step that leaves the visits under way as they are."""
        self.steps[2 * here + RETURNS].append((2 * there + RETURNS, taken))
        self.steps[2 * here + CALLS].append((2 * there + CALLS, taken))

    def _coming_back(self) -> list[dict[int, None]]:
        """For each scene, where the visits can come back to that it can end."""
        found: list[dict[int, None]] = [{} for _ in self.moves]
        anywhere = {there: None for returns in self.returns.values() for there in returns}
        sources = [*self.returns.items(), *((scene, anywhere) for scene in self.leaving)]
        for scene, returns in sources:
            seen, work = {scene}, [scene]
            while work:
                here = work.pop()
                found[here] |= returns
                work += self.moves[here] - seen
                seen |= self.moves[here]
        return found

    def _call(self, here: int, scene: int, there: int, comes_back: int, taken: int = 0) -> None:
        """A visit, of which a way sees no more than that it begins, or steps over it."""
        self.steps[2 * here + RETURNS].append((2 * there + CALLS, taken))
        self.steps[2 * here + CALLS].append((2 * there + CALLS, taken))
        self._step(here, comes_back)
        self.returns[scene][comes_back] = None

    def _segment(self, scene: int, here: int, operations: nodes.Operations) -> bool:
        """Note where a segment leads; whether it ends a visit."""
        segment, is_back = self.layout.segment, False
        for one in walk(operations):
            match one:
                case nodes.Goto():
                    self._step(here, segment(scene, one.segment))
                case nodes.Halt():
                    self._step(here, self.point(scene, one.point))
                case nodes.MoveTo():
                    there = segment(one.scene, one.entry)
                    self._step(here, there)
                    self.moves[scene].add(one.scene)
                    if one.leaves:
                        self.leaving.add(one.scene)
                        self.steps[2 * here + CALLS].append((2 * there + RETURNS, 0))
                case nodes.VisitScene():
                    self._call(here, one.scene, segment(one.scene, one.entry), segment(scene, one.segment))
                case nodes.DrawScene():
                    back = None if one.segment is None else segment(scene, one.segment)
                    self._drawn(scene, here, one.tag, back, None)
                case nodes.GoBack():
                    is_back = True
        return is_back

    def _drawn(self, scene: int, here: int, tag: str, comes_back: int | None, once: str | None) -> None:
        """Steps to each scene with a tag."""
        for number, index in enumerate(self.program.tags.get(tag, ())):
            taken = 0
            if self.program.scenes[index].once:
                taken = self._bit_of(index)
            elif once is not None:
                taken = self._bit_of(f"{once} {number}")
            there = self.layout.segment(index, 0)
            if comes_back is None:
                self._step(here, there, taken)
                self.moves[scene].add(index)
            else:
                self._call(here, index, there, comes_back, taken)

    def _point(self, scene: int, here: int, point: nodes.Point) -> None:
        follow = self.layout.segment(scene, point.follow)
        if self.passed is not None and not self.passed[here - self.points]:
            return
        self._step(here, follow)
        if isinstance(point, nodes.ChoicePoint):
            self._members(scene, here, point.group, follow, frozenset())

    def _members(self, scene: int, here: int, members: Members, follow: int, borrowed: frozenset[int]) -> None:
        for member in _flat(members):
            if isinstance(member, OfferChoice):
                if self.passed is not None and not any(guard.kind == "otherwise" for guard in member.guards):
                    continue
                # One that is borrowed comes back behind the point, to which there is a step already.
                taken = 0 if member.once is None else self._bit_of(member.once)
                self._step(here, self.layout.segment(scene, member.segment), taken)
            elif isinstance(member, nodes.OfferEach) and self.passed is None:
                self._drawn(scene, here, member.tag, follow if member.returns else None, member.once)
            elif isinstance(member, nodes.OfferThread) and member.scene not in borrowed:
                # What is borrowed is under way in a visit of its own, but for what it moves on to.
                self.returns[member.scene][follow] = None
                self.moves[scene].add(member.scene)
                thread = self.program.scenes[member.scene].thread or ()
                self._members(member.scene, here, thread, follow, borrowed | {member.scene})

    def _bit_of(self, event: OneTimeEvent) -> int:
        """The bit of something that happens at most once."""
        return 1 << self.events.setdefault(event, len(self.events))

    # ------------------------------------------------------------ what is known of ways

    def solve(self, check: Callable[[], None]) -> None:
        """Find what every way from the beginning to each place has taken."""
        first = 2 * self.layout.segment(self.program.start, 0) + CALLS
        self.taken[first] = 0
        work, waiting = [first], {first}
        while work:
            check()
            here = work.pop()
            waiting.discard(here)
            taken = self.taken[here]
            for there, more in self.steps[here]:
                now = self.taken[there] & (taken | more)
                if now != self.taken[there]:
                    self.taken[there] = now
                    if there not in waiting:
                        waiting.add(there)
                        work.append(there)

    def segment(self, scene: int, segment: int) -> int:
        """The place of a segment."""
        return self.layout.segment(scene, segment)

    def point(self, scene: int, point: int) -> int:
        """The place of a point."""
        return self.points + self.layout.points[scene] + point

    def always_taken(self, place: int) -> int:
        """What every way from the beginning to a place takes; everything, which is -1, where no way leads there."""
        return self.taken[2 * place + RETURNS] & self.taken[2 * place + CALLS]

    def goes_round(self, place: int, without: int = 0) -> bool:
        """Whether a way leads from a place to itself that takes none of some events; yes where that took too long."""
        seen: set[int] = set()
        work = [2 * place + RETURNS]
        while work:
            for there, taken in self.steps[work.pop()]:
                if taken & without:
                    continue
                if there >> 1 == place:
                    return True
                if there in seen:
                    continue
                seen.add(there)
                work.append(there)
            self.left -= 1
            if self.left < 0:
                return True
        return False


def _flat(members: Members) -> Iterator[nodes.Member]:
    """The members of a group with those that stand behind conditions."""
    for member in members:
        if isinstance(member, OfferIf):
            for case in member.branches:
                yield from _flat(case.members)
            yield from _flat(member.otherwise)
        else:
            yield member
