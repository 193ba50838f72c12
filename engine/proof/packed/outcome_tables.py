"""What draws come to, remembered by the bits of a state that matter for it.

After a blow, where the play goes on depends on the blow, on who stands and what protects him; not on the gold in his
purse. So what was found for one state holds for all that are the same in the bits that the code reads (bits_read.py),
and of each outcome only what it sets and what it leaves need be known (S. Blom, J. van de Pol, M. Weber, "LTSmin:
distributed and symbolic reachability", 2010). The code is run twice for each, once with all other bits 0 and once
with all 1: those in which the results differ are left as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import groupby
from typing import TypeGuard

from engine.named_tuples import NamedTuple
from engine.proof.draws import Oracle
from engine.proof.packed.bits_read import Unclear, closure
from engine.proof.packed.code import PackedCode, Run
from engine.proof.transitions import Node
from engine.proof.work_clock import A_DRAW, spend

from_bytes, to_bytes = int.from_bytes, int.to_bytes

# A table that holds so many outcomes begins anew.
MOST_HELD = 40_000
# After each so many states that were not in a table, it is left where not some times as many were asked for.
JUDGED_EVERY, WORTH = 1000, 3

# A point in the middle of turns: the segment that begins with a draw, and the state.
Point = tuple[int, int]


class Stops(NamedTuple):
    """Stops to which some outcomes lead that leave the same bits: what each sets, in states of `size` bytes."""

    kept: int
    size: int
    values: tuple[int, ...]


class Points(NamedTuple):
    """The same for points in the middle of turns that begin with one segment."""

    kept: int
    segment: int
    values: tuple[int, ...]


class OutcomeTable:
    """What the draw comes to with which a segment begins; if it `joins`, with draws behind it that it alone leads to.

    `own` are the bits that matter for its own draw.
    """

    def __init__(self, own: int, joins: bool) -> None:
        self.own = self.mask = own
        self.joins = joins
        self.rows: dict[int, tuple[Sequence[Stops], Sequence[Points]]] = {}
        self.held = self.asked = self.missing = self.judged = 0

    def clear(self) -> None:
        """Begin anew."""
        self.rows.clear()
        self.held = 0

    def is_worth_it(self) -> bool:
        """Whether enough was found in the table, as far as that is known."""
        if self.missing < JUDGED_EVERY:
            return True
        asked, self.judged = self.asked - self.judged, self.asked
        self.missing = 0
        return asked >= WORTH * JUDGED_EVERY


class Outcomes:
    """Tells what the draws of one slice come to; `tried` runs something that may fail."""

    def __init__(self, code: PackedCode, oracle: Oracle, tried: Callable[[Callable[[], Node]], Node]) -> None:
        self.code, self.oracle, self.tried = code, oracle, tried
        self.own_bits = code.bits.own_bits
        self.tables: dict[int, OutcomeTable | None] = {}

    def of(self, segment: int, w: int) -> tuple[Sequence[Node], Sequence[Point]]:
        """Where the draw leads with which a segment begins: stops, and further points in the middle."""
        try:
            table = self.tables[segment]
        except KeyError:
            table = self._table_of(segment)
        if table is None:
            return apart(dict.fromkeys(self._ways(segment)(w)))
        table.asked += 1
        row = table.rows.get(w & table.mask)
        if row is None:
            row = self._row(table, segment, w)
            if row is None:
                return apart(dict.fromkeys(self._ways(segment)(w)))
        stops, points = row
        return (
            [
                to_bytes(left | value, size, "little")
                for kept, size, values in stops
                for left in [w & kept]
                for value in values
            ]
            if stops
            else (),
            [(segment, left | value) for kept, segment, values in points for left in [w & kept] for value in values]
            if points
            else (),
        )

    def _table(self, segment: int, joins: bool = True) -> OutcomeTable | None:
        """A table for a segment; None where it is not known what its code reads."""
        if self.code.counted:
            return None
        calls: set[str | int] = {segment}
        self.code.read_by(segment)
        spread = self.code.spreads[segment]
        if spread is not None:
            calls = {going.__name__ for rows in spread[:2] for going, _ in rows}
        try:
            read = closure(calls, self.code.read_by)
        except Unclear:
            return None
        # Visits under way are always told apart.
        return OutcomeTable(read | self.code.bits.place.mask | ~self.own_bits, joins)

    def _row(self, table: OutcomeTable, segment: int, w: int) -> tuple[Sequence[Stops], Sequence[Points]] | None:
        """What a draw comes to, for the table; None where that is out of the ordinary."""
        if not table.is_worth_it():
            # The fewer draws together, the fewer bits matter for them.
            self.tables[segment] = self._table(segment, False) if table.joins else None
            return None
        table.missing += 1
        found: list[tuple[Node, Node]] | None = None
        while found is None:
            free = ~table.mask & self.own_bits
            found = self._found(table, segment, w & table.mask, (w & table.mask) | free, (segment,))
        rows: dict[tuple[int, int, int], None] = {}
        for low, high in found:
            one = _setting(low, high, free)
            if one is None:
                self.tables[segment] = None
                return None
            rows[one] = None
        if table.held > MOST_HELD:
            table.clear()
        table.held += len(rows)
        runs = [(key, tuple([one[2] for one in some])) for key, some in groupby(rows, lambda one: one[:2])]
        stops = [Stops(kept, -place, values) for (kept, place), values in runs if place < 0]
        points = [Points(kept, place, values) for (kept, place), values in runs if place >= 0]
        table.rows[w & table.mask] = stops, points
        return stops, points

    def _found(
        self, table: OutcomeTable, segment: int, low: int, high: int, under_way: tuple[int, ...]
    ) -> list[tuple[Node, Node]] | None:
        """Where each outcome leads from two states, in which what is not told apart is 0 and 1.

        Points that are where the draw was are followed at once: no other way comes by there. None where more bits
        matter for that than were told apart; from now on they are.
        """
        found: list[tuple[Node, Node]] = []
        ways = self._ways(segment)
        for one, other in zip(ways(low), ways(high), strict=True):
            joined = self._joined(table, (one, other), (low, high), under_way)
            if joined is None:
                found.append((one, other))
                continue
            further, (next, low_behind), (_, high_behind) = joined
            if further.own & ~table.mask:
                table.mask |= further.own
                table.clear()
                return None
            behind = self._found(table, next, low_behind, high_behind, (*under_way, next))
            if behind is None:
                return None
            found += behind
        return found

    def _joined(
        self, table: OutcomeTable, points: tuple[Node, Node], states: tuple[int, int], under_way: tuple[int, ...]
    ) -> tuple[OutcomeTable, Point, Point] | None:
        """The points to which a draw led from two states, with their table, if they are where it was drawn."""
        one, other = points
        if not table.joins or not is_point(one) or not is_point(other) or one[0] != other[0]:
            return None
        segment, moved = one[0], one[1] ^ states[0] | other[1] ^ states[1]
        bits = self.code.bits
        if moved & ~bits.place.mask or bits.chain_starts.get(segment) != under_way[-1] or segment in under_way:
            return None
        further = self._table_of(segment)
        return None if further is None else (further, one, other)

    def _table_of(self, segment: int) -> OutcomeTable | None:
        try:
            return self.tables[segment]
        except KeyError:
            table = self.tables[segment] = self._table(segment)
            return table

    def _ways(self, segment: int) -> Callable[[int], list[Node]]:
        """A function that gives what each outcome of the draw comes to, in the same order for each state."""
        code, spread = self.code, self.code.spreads[segment]
        if spread is None:
            return partial(self._drawn, code.segments[segment])
        outcomes, enough, probes = spread
        if probes and all(code.reached[probe] for probe in probes):
            code.spreads[segment] = enough, (), ()
            outcomes = enough
        if code.counted:
            return lambda w: [self.tried(partial(code.run, partial(going, w, outcome))) for going, outcome in outcomes]

        def ways(w: int) -> list[Node]:
            try:
                return [going(w, outcome) for going, outcome in outcomes]
            except Exception:
                return [self.tried(partial(going, w, outcome)) for going, outcome in outcomes]

        return ways

    def _drawn(self, segment: Run, w: int) -> list[Node]:
        run = partial(self.tried, partial(self.code.run, partial(segment, w)))
        self.oracle.begin([])
        target = run()
        if not self.oracle.log:
            return [target]
        found = [*self.oracle.outcomes(run)]
        spend(len(found) * A_DRAW)
        self.oracle.begin([])
        return found


def _setting(low: Node, high: Node, free: int) -> tuple[int, int, int] | None:
    """Of where a state led with some bits 0, and with them 1: the bits that are left as they are; the segment, or the
    size in bytes with a minus; and what is set. None where it is neither a stop nor a point in the middle."""
    if isinstance(low, bytes) and isinstance(high, bytes) and len(low) == len(high):
        place, left, set = -len(low), from_bytes(high, "little"), from_bytes(low, "little")
    elif is_point(low) and is_point(high) and low[0] == high[0]:
        (place, set), (_, left) = low, high
    else:
        return None
    left ^= set
    return None if left & ~free or left & set else (left, place, set)


def is_point(target: Node) -> TypeGuard[Point]:
    """Whether code came to a point in the middle of a turn. A stop at which a look has drawn is a pair, too: its state
    is bytes."""
    return target.__class__ is tuple and target[0].__class__ is int


def apart(found: Iterable[Node]) -> tuple[list[Node], list[Point]]:
    """What code came to: the stops, and the points in the middle."""
    stops: list[Node] = []
    points: list[Point] = []
    for target in found:
        if is_point(target):
            points.append(target)
        else:
            stops.append(target)
    return stops, points
