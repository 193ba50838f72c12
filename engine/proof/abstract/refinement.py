"""What is to be kept of a state so that a way of the abstraction is seen to be none of the story.

The way is followed again, step by step, with more cells kept. Once it cannot be followed to its end, cells are left
away again as long as that stays so: what is left is a smallest set. (With unsatisfiable cores of formulas: P. Chauhan,
E. Clarke, J. Kukula, S. Sapra, H. Veith, D. Wang, "Automated abstraction refinement for model checking large state
spaces using SAT based conflict analysis", 2002.) That decides nothing by itself: a search with the cells kept does.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import TypeAlias

from engine.proof.abstract.abstract_search import AbstractSearch, AbstractStep, TooDeep, Wanted, in_order
from engine.proof.abstract.abstract_states import State
from engine.proof.abstract.endings import stuck as find_stuck
from engine.proof.abstract.endings import stuck_without_luck
from engine.proof.abstract.environments import TooCoarse
from engine.proof.abstract.turns import AbstractTurns
from engine.proof.reductions.value_ranges import Location

# So many states are followed side by side, and so many cells are tried at once.
MOST_BESIDE, MOST_TRIED, MOST_WIDER = 60, 24, 4
# Of cells that may tell where an ending is in reach, so many are tried by themselves, so many two by two, so many
# choices of them with luck, and no more together, where there are no more states than that; in searches of so many
# states more, and then of so many, or of four times as many as there are.
TRIALS, TRIALS_OF_TWO, TRIALS_OF_LUCK, MOST_TOGETHER, SMALL, FEW_MORE, LEAST = 6, 4, 8, 5, 1500, 600, 3000

With = Callable[[list[Location]], AbstractTurns]
# Finds the states of a search that seem stuck.
Find = Callable[[AbstractSearch], list[int]]


class Trial:
    """What keeping some cells besides would do: the search with them, and at how many stops states seem stuck in it.

    A search that was `known` goes on where it was.
    """

    def __init__(self, cells: list[Location], made: With, known: Trials, deepest: int) -> None:
        self.cells = cells
        if (trial := known.get(frozenset(cells))) is None:
            self.search, self.found = AbstractSearch(made(cells)), dict[Find, int]()
            self.search.deepest = deepest
            known[frozenset(cells)] = self
        else:
            self.search, self.found = trial.search, trial.found

    def left(self, find: Find, most: int) -> int:
        """At how many stops states seem stuck; very many if that takes more than so many states."""
        if find not in self.found:
            try:
                self.search.run(lambda turns, state: False, most)
                self.found[find] = _stops(self.search, find(self.search))
            except (TooCoarse, TooDeep):
                return sys.maxsize
        return self.found[find]

    def order(self, find: Find) -> tuple[int, int]:
        """What comes first is best: the fewest stops, and of the same the fewest states."""
        return self.found.get(find, sys.maxsize), len(self.search.names)


# Those that were made, by the cells.
Trials: TypeAlias = "dict[frozenset[Location], Trial]"


def missing_on(
    steps: Sequence[AbstractStep],
    begin: frozenset[Location],
    wanted: Wanted,
    is_open: Callable[[Location], bool],
    made: With,
) -> list[Location]:
    """The cells to keep next, of those of which something on a way is not known; none where it seems to be a way.

    `made` gives the turns with some cells kept besides.
    """
    cells = _cells([step.doubt for step in reversed(steps)] + [begin], is_open)
    count = 1
    for _ in range(MOST_WIDER * 3):
        chosen = cells[:count]
        broken, doubts = _ends_early(steps, wanted, made(chosen))
        if broken:
            return _smallest(chosen, steps, wanted, made)
        if count < len(cells):
            count = min(count * 2, len(cells))
            continue
        # What is read for what is kept now may be unknown in its turn.
        more = [one for one in _cells(doubts, is_open) if one not in cells]
        if not more or len(cells) >= MOST_TRIED:
            return []
        cells += more[: MOST_TRIED - len(cells)]
        count = len(cells)
    return []


def _cells(doubts: Iterable[Iterable[Location]], is_open: Callable[[Location], bool]) -> list[Location]:
    """Cells that can be kept, in order."""
    return [*dict.fromkeys(cell for doubt in doubts for cell in sorted(doubt, key=str) if is_open(cell))]


def _smallest(cells: list[Location], steps: Sequence[AbstractStep], wanted: Wanted, made: With) -> list[Location]:
    """Of some cells, those without which the way could be followed."""
    size = max(1, len(cells) // 2)
    while size:
        # What was found last stands nearest to the end, and is left away last.
        place = len(cells)
        while place > 0:
            place = max(0, place - size)
            left = cells[:place] + cells[place + size :]
            if left and _ends_early(steps, wanted, made(left))[0]:
                cells = left
        size //= 2
    return cells


def _ends_early(
    steps: Sequence[AbstractStep], wanted: Wanted, turns: AbstractTurns
) -> tuple[bool, list[frozenset[Location]]]:
    """Whether a way cannot be followed to its end; and what is not known along it, the last first."""
    states: list[State] = []
    doubts: list[frozenset[Location]] = []
    try:
        for step in steps:
            found: dict[State, None] = {}
            turns.values.doubt = set()
            turns.reached.clear()
            if step.before is None:
                found |= dict.fromkeys(one for one in in_order(turns.first()) if _is_like(one, step.after))
            for state in states:
                for option in turns.options(state, step.key):
                    found |= dict.fromkeys(one for one in in_order(option.targets) if _is_like(one, step.after))
            doubts.append(frozenset(turns.values.doubt))
            if step.after is None:
                return wanted not in turns.reached, doubts[::-1]
            states = [*found][:MOST_BESIDE]
            if not states:
                return True, doubts[::-1]
        turns.values.doubt = set()
        broken = not isinstance(wanted, int) and any(wanted(turns, state) for state in states)
        doubts.append(frozenset(turns.values.doubt))
    except TooCoarse:
        return False, doubts[::-1]
    return not broken and not isinstance(wanted, int), doubts[::-1]


def _is_like(state: State, other: State | None) -> bool:
    """Whether a state is like one with fewer cells kept: those that were kept before come first."""
    if other is None:
        return False
    place, env, stack = other
    same = state[0] == place and state[1][: len(env)] == env and len(state[2]) == len(stack)
    return same and all(one[0] == two[0] for one, two in zip(state[2], stack, strict=True))


# ---------------------------------------------------------------- where an ending is in reach


def missing_for_endings(
    search: AbstractSearch,
    stuck: Sequence[int],
    is_open: Callable[[Location], bool],
    closed: Callable[[Location], list[Location]],
    made: With,
    known: Trials,
) -> list[Location]:
    """The cells to keep next: those that tell most about the choices of the states that seem stuck.

    `closed` gives the cells without which one tells little. `known` is what was found by keeping some, so that this can
    be asked again where there was no time for all of it.
    """
    ranked = _ranked(search, stuck, is_open, closed)
    if len(ranked) < 2 or len(search.names) > SMALL:
        return ranked[:1]
    singles = [[one] for one in ranked]
    pairs = [[*pair] for pair in combinations(ranked[:TRIALS_OF_TWO], 2)]
    # A cell may tell something only together with others, as the hour and the minute do.
    whole = [cells for cells in map(closed, ranked) if 1 < len(cells) <= MOST_TOGETHER]
    groups = [[Trial(cells, made, known, search.deepest) for cells in group] for group in (singles, whole, pairs)]
    # Without luck first, which takes little, and with few states first; then with luck.
    here, much = _stops(search, stuck_without_luck(search)), max(LEAST, 4 * len(search.names))
    for group in groups:
        for most in (len(search.names) + FEW_MORE, much):
            for trial in group:
                if trial.left(stuck_without_luck, most) == 0:
                    return trial.cells
        best = min(group, key=lambda trial: trial.order(stuck_without_luck), default=None)
        if best is not None and best.left(stuck_without_luck, much) < here:
            return best.cells
    trials = sorted([trial for group in groups for trial in group], key=lambda trial: len(trial.search.names))
    trials = trials[:TRIALS_OF_LUCK]
    for trial in trials:
        if trial.left(find_stuck, much) == 0:
            return trial.cells
    best = min(trials, key=lambda trial: trial.order(find_stuck))
    return best.cells if best.left(find_stuck, much) < _stops(search, stuck) else ranked[:1]


def _stops(search: AbstractSearch, states: Iterable[int]) -> int:
    return len({search.names[number][0] for number in states})


def _ranked(
    search: AbstractSearch,
    stuck: Sequence[int],
    is_open: Callable[[Location], bool],
    closed: Callable[[Location], list[Location]],
) -> list[Location]:
    """The cells that tell most about the choices of the states that seem stuck."""
    inside = set(stuck)
    votes: dict[Location, float] = {}

    def vote(cells: Iterable[Location], weight: float) -> None:
        for cell in cells:
            # One that cannot be kept is told by what it is made of.
            for one in [cell] if is_open(cell) else closed(cell):
                votes[one] = votes.get(one, 0.0) + weight

    for number in stuck:
        for option in search.options[number]:
            bad = inside.intersection(option.targets)
            if not bad and not option.is_sure:
                vote(option.doubt, 2.0)
            elif len(bad) < len(option.targets):
                vote(option.in_turn, 1.0)
    for step in search.way_to((stuck[0], None))[::-1]:
        vote(step.doubt, 0.1)
    return sorted(votes, key=lambda cell: (-votes[cell], str(cell)))[:TRIALS]
