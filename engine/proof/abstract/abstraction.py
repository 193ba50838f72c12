"""Searches the story with some cells kept, and keeps more of them where that is what is missing.

Counterexample-guided refinement (E. Clarke, O. Grumberg, S. Jha, Y. Lu, H. Veith, 2000): where a claim seems to be
broken, the way there is followed again with more cells kept, and a smallest set of them without which it could not be
told that there is no such way is kept from then on (refinement.py). Only what is proved here counts; what seems broken
may be so in no play.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from typing import TypeAlias

from engine.program import nodes
from engine.program.functions import Interval
from engine.program.program import Program
from engine.program.walk import walk
from engine.proof.abstract.abstract_search import AbstractSearch, Broken, TooDeep, Wanted
from engine.proof.abstract.abstract_states import State
from engine.proof.abstract.dependences import Dependences
from engine.proof.abstract.endings import stuck as find_stuck
from engine.proof.abstract.environments import TooCoarse
from engine.proof.abstract.refinement import Trials, missing_for_endings, missing_on
from engine.proof.abstract.turns import MOST_VISITS, AbstractTurns
from engine.proof.abstract.values import COMPARISONS
from engine.proof.instrumentation import Instrumented
from engine.proof.reduced_system import limits_of
from engine.proof.reductions.bounded_sums import BoundedSums
from engine.proof.reductions.inlined_functions import inlined
from engine.proof.reductions.once_per_play import TooManySteps
from engine.proof.reductions.reads import Reads
from engine.proof.reductions.sets_as_flags import sets_as_flags
from engine.proof.reductions.slices import slice_of
from engine.proof.reductions.value_classes import Classes
from engine.proof.reductions.value_ranges import Location
from engine.proof.work_clock import A_NODE, A_NODE_OF_SUMS, spend

# A number is told apart from where it begins on where it is no more than so far to what it is compared with.
NEAR = 12
MOST_STATES, MOST_ROUNDS, MOST_KEPT = 20_000, 40, 24
# So many visits under way are nothing special.
DEEP = 4
# A count of which it is not known how far it matters is told apart up to here; and a number without a range, of which
# it is known that it has no more values than these, in all of them.
SOME_VISITS, FEW = 3, 100
# In so many states it is found out how far it is to what a question asks for.
MOST_LED = 6000
# What is asked: "never" and a claim, "probe" and one, "ending".
Question: TypeAlias = tuple[str, int]


class Abstraction:
    """Proves claims about one marked story, with as little of its state kept as that takes; each search has so many
    states at `most`."""

    def __init__(self, marked: Instrumented, check: Callable[[], None], most: int = MOST_STATES) -> None:
        whole, self.most = marked, most
        self.nodes = sum(1 for _ in walk((marked.program.scenes, marked.program.functions)))
        spend(self.nodes * A_NODE / 2)
        # Nothing is asked about what is printed; and of a set some names may be enough.
        marked = replace(marked, program=marked.uncounted(check))
        program = slice_of(marked, frozenset(marked.watched), frozenset(marked.nevers))
        flagged = sets_as_flags(program, marked.nevers)
        if flagged is not None:
            marked = replace(marked, program=flagged[0], nevers=flagged[1])
        program, nevers = inlined(marked.program, marked.nevers)
        marked = replace(marked, program=program, nevers=nevers)
        self.marked, self.whole, self.check = marked, whole, check
        # What numbers are in any case; and until a variable is set, which says that something was come by.
        self.sums: dict[nodes.VarRef | None, dict[Location, Interval]] = {}
        # How many were found by the last search; what is kept for each question, and the search that is made with it;
        # and those in which it seemed to be broken, with what was kept there.
        self.states = 0
        self.kept: dict[Question, list[Location]] = {}
        self.searches: dict[Question, AbstractSearch] = {}
        self.broken: dict[Question, list[tuple[list[Location], AbstractSearch]]] = {}
        self.trials: Trials = {}
        self.reads = Reads(marked.program, marked.ranges)
        self._all_ends: dict[Location, Interval] | None = None
        # From how many visits under way on it is asked, for each question, whether so many can be.
        self.deepest: dict[Question, int] = {}
        # The numbers that are told apart better for a question.
        self.fine: dict[Question, set[Location]] = {}

    @property
    def ends(self) -> dict[Location, Interval]:
        """The least and the greatest values that are told apart of numbers without a range, and of counts."""
        if self._all_ends is None:
            self._all_ends = self._ends()
        return self._all_ends

    @cached_property
    def dependences(self) -> Dependences:
        """What cells are made of."""
        return Dependences(self.marked.program, self.reads)

    @cached_property
    def fine_ends(self) -> dict[Location, Interval]:
        """The same, with all values from the first on, and all that are put into numbers, where these are not many."""
        ends = dict(self.ends)
        for number, near in _written_with(self.marked.program).items():
            if (cell := ("var", number)) in ends:
                low, high = min(ends[cell][0], min(near) - 1), max(ends[cell][1], max(near) + 1)
                if high - low <= FEW:
                    ends[cell] = low, high
        fine = ends | self._from_the_first(ends, FEW)
        return {cell: one for cell, one in fine.items() if one != self.ends[cell]}

    def _from_the_first(self, ends: dict[Location, Interval], most: int) -> dict[Location, Interval]:
        found = {}
        for cell, (low, high) in ends.items():
            first = self.marked.program.variables[cell[1]].initial if cell[0] == "var" else None
            if isinstance(first, int) and not low < first < high:
                one = min(low, first - 1), max(high, first + 1)
                if one[1] - one[0] <= most:
                    found[cell] = one
        return found

    def _bounds(self, until: nodes.VarRef | None) -> dict[Location, Interval]:
        """What is known of the least and the greatest values of variables, until one of them is set."""
        if until not in self.sums:
            # This is made once for all questions, so it is not ended where the time for one of them is over.
            bounds: dict[Location, Interval] = {} if until is None else dict(self._bounds(None))
            # By the whole story, in which every choice that can be taken once is one; and by names of sets.
            for marked in (self.whole, self.marked):
                spend(self.nodes * A_NODE_OF_SUMS)
                with suppress(TooManySteps):
                    sums = BoundedSums(marked.program, marked.ranges(), until)
                    for number in range(len(self.whole.program.variables)):
                        if (interval := sums.interval(number)) is not None:
                            low, high = bounds.get(("var", number), interval)
                            bounds["var", number] = max(low, interval[0]), min(high, interval[1])
            self.sums[until] = bounds
        return self.sums[until]

    def _ends(self) -> dict[Location, Interval]:
        ends: dict[Location, Interval] = {}
        program, nevers = self.marked.program, self.marked.nevers
        spend(self.nodes * A_NODE_OF_SUMS)
        for cell, use in Classes(program, list(nevers.values())).uses.items():
            if cell[0] == "var" and program.variables[cell[1]].type.low is None and use.constants:
                ends[cell] = min(use.constants) - 1, max(use.constants) + 1
        for cell, (low, high) in self.marked.ranges().known.items():
            if high - low <= FEW:
                ends[cell] = low - 1, high + 1
        for cell, (low, high) in self._bounds(None).items():
            if cell not in ends and high - low <= FEW:
                ends[cell] = low - 1, high + 1
        for number, near in _written_with(program).items():
            if ("var", number) not in ends and program.variables[number].type.low is None and near:
                low, high = min(near), max(near)
                if high - low <= FEW:
                    ends["var", number] = low - 1, high + 1
        limits = limits_of(program, nevers)
        for name in program.visits:
            ends["visits", name] = -1, limits.get(("visits", name), SOME_VISITS)
        return ends | self._from_the_first(ends, NEAR)

    def never(self, claim: int) -> bool:
        """Whether a claim `never` is proved."""
        question, condition = ("never", claim), self.marked.nevers[claim]
        if question not in self.kept:
            # Perhaps no values come to it that its variables ever have.
            self.states = 0
            if True not in self._turns(question, []).values.truths(condition, (), -1):
                return True
        return self._is_proved(question, self.reads.code(condition, -1), self._broken(claim))

    def _broken(self, claim: int) -> Callable[[AbstractTurns, State], bool]:
        """Whether a claim `never` may not hold in a state."""
        condition = self.marked.nevers[claim]

        def is_violated(turns: AbstractTurns, state: State) -> bool:
            return self._claims_at(turns, state[0]) and True in turns.values.truths(condition, state[1], -1)

        return is_violated

    def unreached(self, probe: int) -> bool:
        """Whether it is proved that no play comes by a probe."""
        claim = self.marked.program.claims[self.marked.watched[probe]]
        cells = set(self.reads.code(claim.condition or True, -1))
        name = f"claim {self.marked.watched[probe]}"
        variables = self.marked.program.variables
        cells |= {("var", number) for number, one in enumerate(variables) if one.name == name}
        return self._is_proved(("probe", probe), cells, probe)

    def distances(self, question: Question) -> tuple[list[Location], dict[Location, Interval], dict[State, int]]:
        """How far it is to what a question asks for, from states with some cells kept, and which these are; and how far
        their values are told apart.

        They are those in which it seemed broken last and which are not too many: all of fewer tell more than some of
        many.
        """
        wanted = self._broken(question[1]) if question[0] == "never" else question[1]
        searches = self.broken.setdefault(question, [])
        if not searches:
            searches.append(([], AbstractSearch(self._turns(question, []))))
        while True:
            kept, search = searches[-1]
            far = search.distances(wanted, MOST_LED)
            if search.done == len(search.names) or len(searches) == 1:
                return kept, search.turns.values.ends, far
            searches.pop()

    def ending(self) -> bool:
        """Whether it is proved that an ending can always be reached."""
        question = "ending", 0
        return self._ending(question) or (self._tells_more(question) and self._ending(question))

    def _tells_more(self, question: Question) -> bool:
        """Whether some of what is kept can be told apart better: then it is, from now on."""
        return self._tell_apart(question, self.kept[question])

    def _tell_apart(self, question: Question, cells: Iterable[Location]) -> bool:
        """Tell some numbers apart better from now on; whether there are any for which that can be done."""
        fine = self.fine.setdefault(question, set())
        more = self.fine_ends.keys() & {*cells} - fine
        if not more:
            return False
        fine |= more
        self.searches.pop(question, None)
        self.broken.pop(question, None)
        return True

    def _at_an_end(self, question: Question, search: AbstractSearch, broken: Broken) -> list[Location]:
        """The kept numbers that are at an end on the way to what seems broken, beyond which not all is told apart."""
        kept, ends = self.kept[question], search.turns.values.ends
        states = [step.after for step in search.way_to(broken) if step.after is not None]
        return [
            cell
            for place, cell in enumerate(kept)
            if cell in ends and any(one[1][place] in ends[cell] for one in states)
        ]

    def _ending(self, question: Question) -> bool:
        kept = self.kept.setdefault(question, [])
        for _ in range(MOST_ROUNDS):
            search = self._search(question)
            try:
                search.run(lambda turns, state: False, self.most)
                self.states = len(search.numbers)
                stuck = find_stuck(search)
            except TooCoarse:
                return False
            except TooDeep as deep:
                if not self._get_up(question, search, deep.number):
                    return False
                continue
            if not stuck:
                return True
            is_open, made = partial(self._is_open, kept), partial(self._turns, question, kept)
            closed = partial(self.dependences.closed, can_be_kept=is_open)
            more = missing_for_endings(search, stuck, is_open, closed, made, self.trials)
            if not more or len(kept) + len(more) > MOST_KEPT:
                return False
            self._keep(question, more)
            # What was tried goes on.
            trial = self.trials.get(frozenset(more))
            if trial is not None:
                self.searches[question] = trial.search
            self.trials.clear()
        return False

    def _is_proved(self, question: Question, cells: Iterable[Location], is_violated: Wanted) -> bool:
        return self._is_shown(question, cells, is_violated) or (
            self._tells_more(question) and self._is_shown(question, cells, is_violated)
        )

    def _is_shown(self, question: Question, cells: Iterable[Location], is_violated: Wanted) -> bool:
        first = [one for one in sorted(set(cells), key=str) if self._can_be_kept(one)]
        kept = self.kept.setdefault(question, first)
        for _ in range(MOST_ROUNDS):
            search = self._search(question)
            try:
                broken = search.found[0] if search.found else search.run(is_violated, self.most)
            except TooCoarse:
                return False
            except TooDeep as deep:
                if not self._get_up(question, search, deep.number):
                    return False
                continue
            self.states = len(search.numbers)
            if broken is None:
                return True
            if self._tell_apart(question, self._at_an_end(question, search, broken)):
                continue
            self.broken.setdefault(question, []).append(([*kept], search))
            more = missing_on(
                search.way_to(broken),
                search.begin,
                is_violated,
                partial(self._is_open, kept),
                partial(self._turns, question, kept),
            )
            if not more or len(kept) + len(more) > MOST_KEPT:
                return False
            self._keep(question, more)
        return False

    def _get_up(self, question: Question, search: AbstractSearch, deep: int) -> bool:
        """Keep what shows that not as many visits can be under way as in a state, or allow more; whether either can be.

        A visit that ends elsewhere, which it does but once, may seem to do so again and again where that is forgotten.
        """
        kept, depth = self.kept[question], len(search.names[deep][2])
        more = missing_on(
            search.way_to((deep, None)),
            search.begin,
            lambda turns, state: len(state[2]) >= depth,
            partial(self._is_open, kept),
            partial(self._turns, question, kept),
        )
        if more and len(kept) + len(more) <= MOST_KEPT:
            self._keep(question, more)
            return True
        search.deepest = self.deepest[question] = min(depth * 2, MOST_VISITS)
        return depth < MOST_VISITS

    def _search(self, question: Question) -> AbstractSearch:
        """The search for a question with what is kept for it now; one whose time was over goes on."""
        search = self.searches.get(question)
        if search is None:
            search = self.searches[question] = AbstractSearch(self._turns(question, self.kept[question]))
            search.deepest = self.deepest.setdefault(question, DEEP)
        return search

    def _keep(self, question: Question, more: list[Location]) -> None:
        self.kept[question] += more
        del self.searches[question]

    def _turns(self, question: Question, kept: list[Location], more: list[Location] | None = None) -> AbstractTurns:
        program, ranges, watched = self.marked.program, self.marked.ranges(), self.marked.watched
        until, cells = self._until(question), [*kept, *(more or ())]
        ends = self.ends | {cell: self.fine_ends[cell] for cell in self.fine.get(question, ())}
        turns = AbstractTurns(program, self.reads, ranges, cells, ends, watched, self._go_on, until)
        turns.values.bounds = self._bounds(until)
        return turns

    def _go_on(self) -> None:
        """Raise something when the time is over: what was begun earlier goes on with the time that there is now."""
        self.check()

    def _until(self, question: Question) -> nodes.VarRef | None:
        """The variable that says that a claim `only after` holds for good, as its place was come by."""
        if question[0] != "probe":
            return None
        number = self.marked.watched[question[1]]
        if self.marked.program.claims[number].kind != "only_after":
            return None
        names = [one.name for one in self.marked.program.variables]
        return nodes.VarRef(names.index(f"claim {number}"))

    def _is_open(self, kept: list[Location], cell: Location) -> bool:
        """Whether a cell can be kept, and is not yet."""
        return cell not in kept and self._can_be_kept(cell)

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


def _written_with(program: Program) -> dict[int, set[int]]:
    """The constants that stand in what numbers are compared with, or set to: near these they are told apart."""
    found: dict[int, set[int]] = {
        number: {one.initial}
        for number, one in enumerate(program.variables)
        if one.type.kind == "number" and isinstance(one.initial, int)
    }
    for node in walk((program.scenes, program.functions)):
        if isinstance(node, nodes.Assign) or (isinstance(node, nodes.Apply) and node.name in COMPARISONS):
            inner = [*walk((node,))]
            numbers = _constants(node.value if isinstance(node, nodes.Assign) else node)
            for one in {one.number for one in inner if isinstance(one, nodes.VarRef)} & found.keys():
                found[one] |= numbers
    return found


def _constants(code: nodes.Expression) -> set[int]:
    """The numbers that stand in an expression."""
    if isinstance(code, nodes.Apply | nodes.ApplyDraw | nodes.CallDef | nodes.CallExtern):
        return {one for part in code.arguments for one in _constants(part)}
    return {code} if isinstance(code, int) and not isinstance(code, bool) else set()
