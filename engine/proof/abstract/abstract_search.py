"""The states of a story with some cells kept: a search for one that is broken, and for those without an ending."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeAlias

from engine.named_tuples import NamedTuple
from engine.proof.abstract.abstract_states import State
from engine.proof.abstract.environments import TooCoarse
from engine.proof.abstract.turns import MOST_VISITS, AbstractTurns
from engine.proof.reductions.value_ranges import Location

# What is looked for: a state that is broken, or a probe that a turn comes by.
Wanted: TypeAlias = Callable[[AbstractTurns, State], bool] | int


class Option(NamedTuple):
    """An option of a state (turns.py), with its targets by their numbers."""

    key: Hashable
    is_sure: bool
    targets: tuple[int, ...]
    doubt: frozenset[Location]
    in_turn: frozenset[Location]


# A state that is broken, or one with the option that comes by what is looked for; -1 is before the first.
Broken: TypeAlias = tuple[int, Option | None]


class AbstractStep(NamedTuple):
    """One step of a way: a state, the option that is taken there, and what is not known of it; where it leads.

    The first step has no state before it, and that to a probe leads nowhere.
    """

    before: State | None
    key: Hashable
    doubt: frozenset[Location]
    after: State | None


class TooDeep(Exception):
    """There are too many visits under way in a state: its number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def in_order(states: Iterable[State]) -> Iterable[State]:
    """States in an order that is the same in each process: that of a set with texts in it is another each time."""
    found = [*states]
    return sorted(found, key=repr) if len(found) > 1 else found


@dataclass(slots=True)
class AbstractSearch:
    """The states that were found, in order; the one before each; the options of each."""

    turns: AbstractTurns
    numbers: dict[State, int] = field(default_factory=dict)
    parents: list[tuple[int, Option | None]] = field(default_factory=list)
    options: list[list[Option]] = field(default_factory=list)
    names: list[State] = field(default_factory=list)
    # What was found so far, the states that are followed, and those that are broken and were found before that.
    found: list[Broken] = field(default_factory=list)
    done: int = 0
    looked: set[int] = field(default_factory=set)
    # What was not known before the first stop.
    begin: frozenset[Location] = frozenset()
    # With more visits under way than these a state is found as well, each time that there are more than ever before.
    deepest: int = MOST_VISITS

    def run(self, wanted: Wanted, most: int) -> Broken | None:
        """Explore until a state is broken, or a probe is come by, and say which: the state, and the option from it that
        comes by the probe. None if none is. Raises `TooCoarse` beyond so many states, and `TooDeep` in one that has
        too many visits under way.

        It can be called again: after something was found, to look for more; and where it was ended by an exception that
        `check` raised, to go on there.
        """
        turns = self.turns
        if not self.names:
            turns.values.doubt.clear()
            self._add(turns.first(), -1, None)
            self.begin = frozenset(turns.values.doubt)
            if isinstance(wanted, int) and wanted in turns.reached:
                self.found.append((-1, None))
                return self.found[-1]
        while self.done < len(self.names):
            turns.check()
            if len(self.names) > most:
                raise TooCoarse
            state, number = self.names[self.done], self.done
            if len(state[2]) > self.deepest:
                raise TooDeep(number)
            if not isinstance(wanted, int) and number not in self.looked and wanted(turns, state):
                self.looked.add(number)
                self.found.append((number, None))
                return self.found[-1]
            turns.reached.clear()
            options: list[Option] = []
            hit: Option | None = None
            for one in turns.options(state):
                option = Option(one.key, one.is_sure, (), one.doubt, one.in_turn)
                option = option._replace(targets=self._add(one.targets, number, option))
                options.append(option)
                if hit is None and isinstance(wanted, int) and wanted in turns.reached:
                    hit = option
            self.options.append(options)
            self.done += 1
            if hit is not None:
                self.found.append((number, hit))
                return self.found[-1]
        return None

    def distances(self, wanted: Wanted, most: int) -> dict[State, int]:
        """How many turns it takes from each state to one that is broken, as far as `most` states tell."""
        self.deepest = MOST_VISITS
        with suppress(TooCoarse, TooDeep):
            while self.run(wanted, most) is not None:
                pass
        far = {number: 0 for number, _ in self.found if number >= 0}
        before: list[list[int]] = [[] for _ in self.names]
        for number, options in enumerate(self.options):
            for option in options:
                for target in option.targets:
                    before[target].append(number)
        work = [*far]
        for number in work:
            for source in before[number]:
                if source not in far:
                    far[source] = far[number] + 1
                    work.append(source)
        return {self.names[number]: count for number, count in far.items()}

    def _add(self, states: Iterable[State], parent: int, option: Option | None) -> tuple[int, ...]:
        found = []
        for state in in_order(states):
            number = self.numbers.get(state)
            if number is None:
                number = self.numbers[state] = len(self.names)
                self.names.append(state)
                self.parents.append((parent, option))
            found.append(number)
        return tuple(found)

    def way_to(self, broken: Broken) -> list[AbstractStep]:
        """The steps to a state; with an option, and the one behind it, which leads nowhere."""
        number, option = broken
        steps = []
        if option is not None:
            steps.append(AbstractStep(self.names[number], option.key, option.doubt | option.in_turn, None))
        while number >= 0:
            parent, taken = self.parents[number]
            before = None if parent < 0 else self.names[parent]
            doubt = self.begin if taken is None else taken.doubt | taken.in_turn
            steps.append(AbstractStep(before, None if taken is None else taken.key, doubt, self.names[number]))
            number = parent
        return steps[::-1]
