"""What an expression can come to where only some of the state is known.

Abstract interpretation (P. Cousot and R. Cousot, 1977) with sets of values: what is forgotten can be anything that its
type allows. So whatever an expression comes to in a play is among the values that are found here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import TypeAlias

from engine.program.functions import TABLE
from engine.program.intervals import Interval
from engine.program.nodes import Apply, ApplyDraw, CallDef, CallExtern, Count, Expression, LocalRef, Reference, VarRef
from engine.program.program import Program
from engine.program.story_stop import StoryStop
from engine.program.types import Type, Value, values_of
from engine.program.walk import walk
from engine.proof.reductions.reads import Reads
from engine.proof.reductions.value_ranges import Location, ValueRanges, location_of
from engine.proof.work_clock import AN_EXPRESSION, spend

# Larger sets of values, and more ways to combine some, count as unknown.
MOST_VALUES, MOST_WAYS = 256, 4096
BOTH = frozenset((False, True))
COMPARISONS = {"==", "!=", "<", "<=", ">", ">="}
ARITHMETIC = {"+", "-", "*", "min", "max"}

# The values that something can have; None if they are too many, or not known.
Values = frozenset[Value] | None
# The values of what is kept, by the number of its cell; None of a local variable that is not in use.
Env = tuple[Value | None, ...]


# How some draws come out, by the places that draw: a truth, a number, or the "least" or the "greatest" that there is.
Draws: TypeAlias = tuple[tuple[str, Value], ...]


class Evaluator:
    """Evaluates expressions of one program with some cells kept.

    `ends` are, for a number without a range and for a count, the least and the greatest value that is told apart: the
    ends stand for all that is less, or more. `bounds` are the least and the greatest value that some variables can have
    in any play. `doubt` collects the cells for want of which something was not known.
    """

    def __init__(self, program: Program, reads: Reads, ranges: ValueRanges, kept: Sequence[Location]) -> None:
        self.program, self.reads, self.ranges = program, reads, ranges
        self.kept = {cell: number for number, cell in enumerate(kept)}
        self.ends: dict[Location, Interval] = {}
        self.bounds: dict[Location, Interval] = {}
        self.doubt: set[Location] = set()
        # How draws come out; those that are not named do in any way.
        self.draws: Draws = ()
        self.known: dict[tuple[object, ...], tuple[Values, frozenset[Location]]] = {}
        # By an expression's identity, which stays its own as long as the expression is kept here.
        self.read: dict[tuple[int, int], tuple[tuple[tuple[int, ...], frozenset[Location], bool], Expression]] = {}

    # ------------------------------------------------------------ what is asked

    def truths(self, code: Expression, env: Env, scene: int) -> frozenset[Value]:
        """What a condition can be."""
        if not isinstance(code, tuple):
            return frozenset((bool(code),))
        found, forgotten = self._found(code, env, scene, is_truth=True)
        if found is None:
            found = BOTH
        if len(found) > 1:
            self.doubt |= forgotten
        return found

    def values(self, code: Expression, env: Env, scene: int) -> Values:
        """What an expression can come to; errors of the story come to nothing."""
        if not isinstance(code, tuple):
            return frozenset((code,))
        found, forgotten = self._found(code, env, scene)
        if found is None or len(found) > 1:
            self.doubt |= forgotten
        return found

    def _found(
        self, code: Expression, env: Env, scene: int, is_truth: bool = False
    ) -> tuple[Values, frozenset[Location]]:
        """The same, worked out once for what is kept of what is read; and what is forgotten of it."""
        kept, forgotten, draws = self._read_by(code, scene)
        key = (id(code), scene, is_truth, self.draws if draws else (), *[env[number] for number in kept])
        if key not in self.known:
            spend(AN_EXPRESSION)
            found = self._values(code, env, scene, None)
            if found is None:
                found = self._by_interval(code, env, scene, is_truth)
            self.known[key] = found, forgotten
        return self.known[key]

    def kept_of(self, code: Expression, scene: int) -> tuple[int, ...]:
        """What is kept of the cells that an expression reads, by their numbers."""
        return self._read_by(code, scene)[0] if isinstance(code, tuple) else ()

    def _read_by(self, code: Expression, scene: int) -> tuple[tuple[int, ...], frozenset[Location], bool]:
        """What is kept of what an expression reads, by its numbers, and what is forgotten; whether it may draw."""
        place = id(code), scene
        if (known := self.read.get(place)) is None:
            cells = frozenset(self.reads.code(code, scene))
            kept = tuple(sorted(self.kept[cell] for cell in cells if cell in self.kept))
            draws = any(isinstance(one, ApplyDraw | CallDef | CallExtern) for one in walk((code,)))
            known = (kept, frozenset(cell for cell in cells if cell not in self.kept), draws), code
            self.read[place] = known
        return known[0]

    def domain(self, cell: Location, type: Type | None) -> Values:
        """All values that a cell can have."""
        if cell in self.ends:
            low, high = self.ends[cell]
            return frozenset(range(low, high + 1)) if high - low < MOST_VALUES else None
        return BOTH if type is None else _all_of(type)

    # ------------------------------------------------------------ expressions

    def _values(self, code: Expression, env: Env, scene: int, given: Sequence[Values] | None) -> Values:
        """The values of an expression; in a `def`, `given` are those of its arguments."""
        if isinstance(code, VarRef | LocalRef):
            if given is not None and isinstance(code, LocalRef):
                return given[code.number]
            return self._of_reference(code, env, scene)
        if isinstance(code, Count):
            cell = (code.name, code.key)
            return self._inside(cell, env) if code.name == "visits" and cell in self.kept else None
        if isinstance(code, Apply):
            return self._apply(code, env, scene, given)
        if isinstance(code, ApplyDraw):
            return self._draw(code, env, scene, given)
        if isinstance(code, CallDef):
            function = self.program.functions[code.function]
            if function.steps:
                return _all_of(function.result)
            arguments = [self._values(one, env, scene, given) for one in code.arguments]
            return self._values(function.body or 0, env, -1, arguments)
        if isinstance(code, CallExtern):
            return _all_of(self.program.functions[code.function].result)
        return frozenset((code,))

    def _of_reference(self, code: Reference, env: Env, scene: int) -> Values:
        cell = location_of(code, scene)
        if cell in self.ends:
            return self._inside(cell, env)
        if cell in self.kept:
            value = env[self.kept[cell]]
            return None if value is None else frozenset((value,))
        if cell in self.bounds:
            low, high = self.bounds[cell]
            return frozenset(range(low, high + 1)) if high - low < MOST_VALUES else None
        return _all_of(self.type_of(cell))

    def _inside(self, cell: Location, env: Env) -> Values:
        """The value of a cell with ends; at an end it can be any."""
        value, (low, high) = env[self.kept[cell]], self.ends[cell]
        return frozenset((value,)) if isinstance(value, int) and low < value < high else None

    def type_of(self, cell: Location) -> Type:
        """The type of a variable."""
        if cell[0] == "var":
            return self.program.variables[cell[1]].type
        return self.program.scenes[cell[1]].frame[cell[2]].type

    def _apply(self, code: Apply, env: Env, scene: int, given: Sequence[Values] | None) -> Values:
        name, arguments = code.name, code.arguments
        if name in COMPARISONS:
            found = self._beside_end(code, env, scene, given)
            if found is not None:
                return found
        first = self._values(arguments[0], env, scene, given)
        if name in ("if", "and", "or"):
            return self._branch(name, BOTH if first is None else first, arguments, env, scene, given)
        sets = []
        for one in arguments:
            values = first if one is arguments[0] else self._values(one, env, scene, given)
            if values is None and given is None and name in ARITHMETIC:
                values = self._by_interval(one, env, scene, is_truth=False)
            if values is None:
                if name in COMPARISONS and given is None:
                    return self._by_interval(code, env, scene, is_truth=True) or BOTH
                return BOTH if name in COMPARISONS or name in ("not", "has") else None
            sets.append(values)
        return _combined(name, sets)

    def _branch(
        self,
        name: str,
        first: frozenset[Value],
        arguments: Sequence[Expression],
        env: Env,
        scene: int,
        given: Sequence[Values] | None,
    ) -> Values:
        """What `if`, `and` and `or` come to, of which only what is asked for is evaluated."""
        found: set[Value] = set()
        for truth in {bool(one) for one in first}:
            if name == "if":
                values = self._values(arguments[1 if truth else 2], env, scene, given)
            elif truth == (name == "or"):
                values = frozenset((truth,))
            else:
                values = self._values(arguments[1], env, scene, given)
            if values is None:
                return BOTH if name != "if" else None
            found |= values
        return frozenset(found) if len(found) <= MOST_VALUES else None

    def _beside_end(self, code: Apply, env: Env, scene: int, given: Sequence[Values] | None) -> Values:
        """A cell with ends beside a constant between them: there it is known at its ends, too."""
        for one, other in (code.arguments, code.arguments[::-1]):
            cell: Location | None = None
            if isinstance(one, Count):
                cell = (one.name, one.key)
            elif isinstance(one, VarRef) or (isinstance(one, LocalRef) and given is None):
                cell = location_of(one, scene)
            if cell is not None and cell in self.ends and isinstance(other, int):
                low, high = self.ends[cell]
                value = env[self.kept[cell]]
                if low < other < high and isinstance(value, int):
                    pair = (value, other) if one is code.arguments[0] else (other, value)
                    return _combined(code.name, [frozenset((part,)) for part in pair])
        return None

    def _draw(self, code: ApplyDraw, env: Env, scene: int, arguments: Sequence[Values] | None) -> Values:
        if code.name == "chance":
            percent = code.arguments[0]
            is_open = isinstance(percent, int) and 0 < percent < 100
            given = dict(self.draws).get(code.place)
            return frozenset((given,)) if is_open and isinstance(given, bool) else BOTH
        if code.name != "random":
            return None
        low, high = (self._values(one, env, scene, arguments) for one in code.arguments)
        if low is None or high is None or not low or not high:
            return None
        numbers = [one for one in (*low, *high) if isinstance(one, int)]
        if self.draws and len(low) == len(high) == 1 and numbers == sorted(numbers):
            given = dict(self.draws).get(code.place)
            given = {"least": numbers[0], "greatest": numbers[-1]}.get(str(given), given)
            if isinstance(given, int) and numbers[0] <= given <= numbers[-1]:
                return frozenset((given,))
        return frozenset(range(min(numbers), max(numbers) + 1)) if max(numbers) - min(numbers) < MOST_VALUES else None

    def interval(self, code: Expression, env: Env, scene: int) -> Interval:
        """The least and the greatest value of an expression, by the intervals of what it reads."""
        unknown = self.ranges.lookup(scene)

        def of(reference: Reference) -> Interval:
            cell = location_of(reference, scene)
            value = env[self.kept[cell]] if cell in self.kept else None
            low, high = unknown(reference)
            if cell in self.bounds:
                low, high = max(low, self.bounds[cell][0]), min(high, self.bounds[cell][1])
            if not isinstance(value, int):
                return low, high
            if cell in self.ends:
                least, most = self.ends[cell]
                return low if value <= least else int(value), high if value >= most else int(value)
            return int(value), int(value)

        return self.ranges.interval_in(code, of)

    def _by_interval(self, code: Expression, env: Env, scene: int, is_truth: bool) -> Values:
        """What an expression can come to by intervals; unknown for texts, names and sets."""
        low, high = self.interval(code, env, scene)
        if is_truth:
            return frozenset((bool(low),)) if low == high and low in (0, 1) else None
        return frozenset(range(low, high + 1)) if 0 <= high - low < MOST_VALUES else None


def _combined(name: str, sets: Sequence[frozenset[Value]]) -> Values:
    """What an operator or a function comes to with arguments from some sets; where it fails, it comes to nothing."""
    ways = 1
    for one in sets:
        ways *= len(one)
    value = TABLE[name].value
    if ways > MOST_WAYS or value is None:
        return None
    found: set[Value] = set()
    for row in product(*sets):
        try:
            found.add(value(*row))
        except (StoryStop, ZeroDivisionError):
            continue
    return frozenset(found) if len(found) <= MOST_VALUES else None


def _all_of(type: Type) -> Values:
    """All values of a type, if these are few."""
    values = values_of(type, MOST_VALUES)
    return None if values is None else frozenset(values)
