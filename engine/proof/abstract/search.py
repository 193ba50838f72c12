"""Searches the story with some cells kept, and keeps more of them where that is what is missing.

Counterexample-guided refinement (E. Clarke, O. Grumberg, S. Jha, Y. Lu, H. Veith, 2000), in a simple form: where a
claim seems to be broken, the cells are kept next for want of which the way there could not be told from others. Only
what is proved here counts; what seems broken may be so in no play.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from engine.program import nodes
from engine.proof.abstract.environments import TooCoarse
from engine.proof.abstract.turns import AbstractTurns, State
from engine.proof.instrumentation import Instrumented
from engine.proof.reduced import limits_of
from engine.proof.reductions.growth import Location
from engine.proof.reductions.reads import Reads
from engine.proof.reductions.sets_as_flags import sets_as_flags
from engine.proof.reductions.slices import slice_of
from engine.proof.reductions.value_classes import Classes

MOST_STATES, MOST_ROUNDS, MOST_KEPT, AT_ONCE = 20_000, 24, 24, 3
# A count of which it is not known how far it matters is told apart up to here.
SOME_VISITS = 3


@dataclass(slots=True)
class _AbstractSearch:
    """The states that were found, in order; the one before each; the options of each; what was not known there."""

    turns: AbstractTurns
    numbers: dict[State, int] = field(default_factory=dict)
    parents: list[int] = field(default_factory=list)
    options: list[list[tuple[bool, tuple[int, ...], frozenset[Location]]]] = field(default_factory=list)
    doubts: list[frozenset[Location]] = field(default_factory=list)
    # What was not known before the first stop.
    begin: frozenset[Location] = frozenset()

    def run(self, is_violated: Callable[[State], bool], most: int) -> int | None:
        """Explore until a state is broken, and say which; None if none is. Raises `TooCoarse` beyond so many states."""
        turns = self.turns
        self._add(turns.first(), -1)
        self.begin = frozenset(turns.values.doubt)
        done = 0
        states: list[State] = []
        while done < len(self.numbers):
            states = [*self.numbers] if len(states) != len(self.numbers) else states
            for state in states[done:]:
                turns.check()
                turns.values.doubt = set()
                if is_violated(state):
                    self.doubts.append(frozenset(turns.values.doubt))
                    return done
                options = turns.options(state)
                self.options.append([(one.is_sure, self._add(one.targets, done), one.doubt) for one in options])
                self.doubts.append(frozenset(turns.values.doubt))
                done += 1
                if len(self.numbers) > most:
                    raise TooCoarse
        return None

    def _add(self, states: Iterable[State], parent: int) -> tuple[int, ...]:
        found = []
        for state in states:
            number = self.numbers.get(state)
            if number is None:
                number = self.numbers[state] = len(self.numbers)
                self.parents.append(parent)
            found.append(number)
        return tuple(found)

    def missing(self, number: int) -> Iterator[Location]:
        """What was not known on the way to a state, the last first."""
        while number >= 0:
            yield from sorted(self.doubts[number], key=str)
            number = self.parents[number]
        yield from sorted(self.begin, key=str)

    def stuck(self) -> list[int]:
        """The states from which it is not sure that an ending can be reached.

        A state is good if some choice that is open in any case leads to good states only, or if every choice does that
        may be open; one of them is. What fails counts as good.
        """
        count = len(self.numbers)
        good = bytearray(count)
        changed = True
        while changed:
            changed = False
            for number in range(count - 1, -1, -1):
                if not good[number] and self._is_good(number, good):
                    good[number] = 1
                    changed = True
        return [number for number in range(count) if not good[number]]

    def _is_good(self, number: int, good: bytearray) -> bool:
        options = self.options[number]
        right = [all(good[target] for target in targets) for _, targets, _ in options]
        return all(right) or any(sure and one for (sure, _, _), one in zip(options, right, strict=True))


class Abstraction:
    """Proves claims about one marked story, with as little of its state kept as that takes."""

    def __init__(self, marked: Instrumented, check: Callable[[], None]) -> None:
        # Nothing is asked about what is printed; and of a set some names may be enough.
        marked = replace(marked, program=marked.uncounted(check))
        program = slice_of(marked, frozenset(marked.watched), frozenset(marked.nevers))
        flagged = sets_as_flags(program, marked.nevers)
        if flagged is not None:
            marked = replace(marked, program=flagged[0], nevers=flagged[1])
        self.marked, self.check = marked, check
        # How many were found by the last search, and what was kept for each question when its time was over.
        self.states = 0
        self.progress: dict[object, list[Location]] = {}
        program = marked.program
        self.reads = Reads(program, marked.growth)
        self.ends: dict[Location, tuple[int, int]] = {}
        conditions = list(marked.nevers.values())
        for number, use in Classes(program, conditions).uses.items():
            if program.variables[number].type.low is None and use.constants:
                self.ends["var", number] = min(use.constants) - 1, max(use.constants) + 1
        limits = limits_of(program, marked.nevers)
        for name in program.visits:
            self.ends["visits", name] = -1, limits.get(("visits", name), SOME_VISITS)

    def never(self, claim: int) -> bool:
        """Whether a claim `never` is proved."""
        condition = self.marked.nevers[claim]

        def is_violated(turns: AbstractTurns, state: State) -> bool:
            return self._claims_at(turns, state[0]) and True in turns.values.truths(condition, state[1], -1)

        return self._is_proved(("never", claim), self.reads.code(condition, -1), is_violated)

    def unreached(self, probe: int) -> bool:
        """Whether it is proved that no play comes by a probe."""
        claim = self.marked.program.claims[self.marked.watched[probe]]
        cells = set(self.reads.code(claim.condition or True, -1))
        name = f"claim {self.marked.watched[probe]}"
        variables = self.marked.program.variables
        cells |= {("var", number) for number, one in enumerate(variables) if one.name == name}
        return self._is_proved(("probe", probe), cells, lambda turns, _: probe in turns.reached)

    def ending(self) -> bool:
        """Whether it is proved that an ending can always be reached."""
        kept = self.progress.setdefault("ending", [])
        for _ in range(MOST_ROUNDS):
            search = _AbstractSearch(self._turns(kept))
            try:
                search.run(lambda state: False, MOST_STATES)
            except TooCoarse:
                return False
            self.states = len(search.numbers)
            stuck = search.stuck()
            if not stuck:
                return True
            more = self._chosen(kept, self._of_stuck(search, stuck))
            if not more:
                return False
            kept += more
        return False

    def _of_stuck(self, search: _AbstractSearch, stuck: list[int]) -> Iterator[Location]:
        """What would tell more of the states that seem stuck: first whether a choice is open that leads out of them."""
        inside = set(stuck)
        for number in stuck:
            for sure, targets, doubt in search.options[number]:
                if not sure and not inside.intersection(targets):
                    yield from sorted(doubt, key=str)
        for number in stuck[:1]:
            yield from search.missing(number)

    def _is_proved(
        self, question: object, cells: Iterable[Location], is_violated: Callable[[AbstractTurns, State], bool]
    ) -> bool:
        first = [one for one in sorted(set(cells), key=str) if self._can_be_kept(one)]
        kept = self.progress.setdefault(question, first)
        for _ in range(MOST_ROUNDS):
            turns = self._turns(kept)
            search = _AbstractSearch(turns)
            try:
                broken = search.run(partial(is_violated, turns), MOST_STATES)
            except TooCoarse:
                return False
            self.states = len(search.numbers)
            if broken is None:
                # What the last turns come by is looked at behind the last state.
                return not any(is_violated(turns, state) for state in [*search.numbers][-1:])
            more = self._chosen(kept, search.missing(broken))
            if not more:
                return False
            kept += more
        return False

    def _turns(self, kept: list[Location]) -> AbstractTurns:
        program = self.marked.program
        growth, watched = self.marked.growth(), self.marked.watched
        return AbstractTurns(program, self.reads, growth, kept, self.ends, watched, self.check)

    def _chosen(self, kept: list[Location], cells: Iterable[Location]) -> list[Location]:
        """The next cells to keep, of some that are missing."""
        found: list[Location] = []
        for cell in cells:
            if cell not in kept and cell not in found and self._can_be_kept(cell):
                found.append(cell)
                if len(found) == AT_ONCE:
                    break
        return found if len(kept) + len(found) <= MOST_KEPT else []

    def _can_be_kept(self, cell: Location) -> bool:
        if cell[0] in ("var", "local"):
            program = self.marked.program
            type = program.variables[cell[1]].type if cell[0] == "var" else program.scenes[cell[1]].frame[cell[2]].type
            return type.kind != "text" and (type.kind != "number" or type.low is not None or cell in self.ends)
        return cell[0] in ("visits", "once")

    def _claims_at(self, turns: AbstractTurns, place: int) -> bool:
        """Whether claims `never` speak of a stop: of choices and endings, not of questions."""
        layout = turns.layout
        if layout.ending_at(-1 - place) is not None:
            return True
        scene = layout.scene_at(-1 - place)
        point = self.marked.program.scenes[scene].points[place - layout.points[scene]]
        return not isinstance(point, nodes.AskPoint)
