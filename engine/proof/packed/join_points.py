"""Join points: scenes at whose beginning ways meet that have drawn something.

A blow takes from the foe what it will; then comes his turn, whatever the blow was. What is done in his turn depends on
much else, and is followed once for each state in which it begins, not once for each way in which the dice can fall.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_

from engine.program import nodes
from engine.program.nodes import LocalRef, VarRef
from engine.program.program import Program
from engine.program.walk import walk
from engine.proof.packed.layout import PackedLayout
from engine.proof.reductions.draw_splitting import Begin
from engine.proof.reductions.value_ranges import Location, location_of

# So many bits that are asked for only behind a move are worth a join point there.
MUCH = 5


def join_points(
    program: Program,
    layout: PackedLayout,
    begins: frozenset[Begin],
    always: Sequence[bool],
    bits_of: Callable[[Location], int],
) -> frozenset[int]:
    """The segments to which other scenes move on behind a draw, if a turn asks for much there that it did not before.

    `always` says at which points something is open in any case, `bits_of` gives the bits of a state that hold a cell.
    """
    asked = _Asked(program, layout, begins, always, bits_of)
    found: set[int] = set()
    for begin in begins:
        before, moves = asked.within(begin)
        for target in moves:
            more = asked.behind(target) & ~before
            if more.bit_count() >= MUCH:
                found.add(layout.segment(*target))
    return frozenset(found)


def chain_starts(program: Program, layout: PackedLayout) -> dict[int, int]:
    """Of the segments to which one place alone goes on, that which begins with a draw, or with which a turn begins, and
    leads there."""
    ways: dict[Begin, list[Begin]] = {}
    for index, scene in enumerate(program.scenes):
        for number, segment in enumerate(scene.segments):
            for one in walk(segment):
                if isinstance(one, nodes.Goto):
                    ways.setdefault((index, one.segment), []).append((index, number))
                elif isinstance(one, nodes.MoveTo):
                    ways.setdefault((one.scene, one.entry), []).append((index, number))
    found: dict[int, int] = {}
    for begin, some in ways.items():
        if len(some) == 1:
            seen = {begin}
            while layout.segment(*some[0]) not in layout.apart and len(before := ways.get(some[0], [])) == 1:
                if some[0] in seen:
                    break
                seen.add(some[0])
                some = before
            found[layout.segment(*begin)] = layout.segment(*some[0])
    return found


class _Asked:
    """Tells for what turns ask, roughly: nothing but time depends on it."""

    def __init__(
        self,
        program: Program,
        layout: PackedLayout,
        begins: frozenset[Begin],
        always: Sequence[bool],
        bits_of: Callable[[Location], int],
    ) -> None:
        self.program, self.layout, self.begins, self.always, self.bits_of = program, layout, begins, always, bits_of
        self.known: dict[Begin, tuple[int, set[Begin]]] = {}

    def within(self, begin: Begin) -> tuple[int, set[Begin]]:
        """The bits for which a segment asks with those that it goes on with in its scene, up to the next draw; and
        where other scenes are moved on to."""
        if begin not in self.known:
            index, _ = begin
            mask, moves, seen, work = 0, set[Begin](), {begin}, [begin]
            while work:
                for one in walk(self.program.scenes[index].segments[work.pop()[1]]):
                    if isinstance(one, VarRef | LocalRef):
                        mask |= self.bits_of(location_of(one, index))
                    elif isinstance(one, nodes.MoveTo):
                        moves.add((one.scene, one.entry))
                    elif isinstance(one, nodes.Halt):
                        mask |= self._looks(index, one.point)
                    elif isinstance(one, nodes.Goto) and (index, one.segment) not in self.begins | seen:
                        seen.add((index, one.segment))
                        work.append((index, one.segment))
            self.known[begin] = mask, moves
        return self.known[begin]

    def behind(self, begin: Begin) -> int:
        """The bits for which a segment asks with all that it goes on with, up to the next draw or stop."""
        mask, seen, work = 0, {begin}, [begin]
        while work:
            more, moves = self.within(work.pop())
            mask |= more
            work += moves - seen
            seen |= moves
        return mask

    def _looks(self, index: int, point: int) -> int:
        """The bits that say whether anything is open at a point."""
        if self.always[-1 - self.layout.stop(index, point)]:
            return 0
        found = walk((self.program.scenes[index].points[point],))
        return reduce(
            or_, (self.bits_of(location_of(one, index)) for one in found if isinstance(one, VarRef | LocalRef)), 0
        )
