"""From which states an ending can be reached in any case, whatever of them is not known.

A state is good if an ending can be reached from each state of the story that it stands for. Of what is not known,
everything must do; of what the player chooses and what chance brings, one thing will.

*Luck.* The draws of a turn can come out in any way that is possible. So it is enough that there is a choice after
which, wherever the turn comes to a segment that draws, there is one way in which the draws of that segment come out
so that it leads to good states only, whatever else happens in it. Each segment draws by itself: which way is best
there may depend on what is known of the state there, and on nothing else. Where it is not known which choices are
open, each of them must have such a way: one is open. These are conditions with "and" and "or" over the choices of
states and the segments of turns, and what is good is what follows from them (a least solution, as for Horn clauses:
W. Dowling and J. Gallier, 1984). A turn that would have to go round to come out is not taken to do so; but as each
turn ends, it is enough as well that all places are good where a turn can stop that draws in any way.

*Getting nearer.* A number without a range is not followed to its end: of a foe's health all that is more than 1 is one
state, and a blow may leave it there. But no play goes on for ever that makes a number of which the least value is known
less again and again, and never more. So a set of states, in all of which the number is more than some value, is good as
a whole if in each of them there is a choice, with luck, that leads to states of these kinds only: good ones; ones of
the set, the number being less than before; and ones of the set, the number being no more than before, which are fewer
steps from one of the first two. Each play that goes on so makes the number less after a while, or it has come to a good
state. The largest such set is found by leaving away those from which that cannot be done, until none is left to leave
away (a nested fixed point, as for Büchi games: W. Thomas, "On the synthesis of strategies in infinite games", 1995).
The same goes for a number that is made more.

*Choices that are spent.* No play goes on for ever that takes choices again and again that can be taken once: there are
only so many. So to take one is to get nearer as well, whatever that does to any number; where a number is looked at
besides, it may begin anew each time (the two are ordered as the letters of words are, choices first).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from engine.proof.abstract.abstract_search import AbstractSearch
from engine.proof.abstract.abstract_states import Begun, Going, Part, State
from engine.proof.abstract.environments import MORE, SPENT
from engine.proof.abstract.values import Env
from engine.proof.reductions.value_ranges import Location

# Numbers are looked at that get nearer to something where no more states than these seem stuck.
MOST_STUCK = 1500


def stuck(search: AbstractSearch) -> list[int]:
    """The states of a search from which it is not sure that an ending can be reached."""
    return _Endings(search).stuck()


def stuck_without_luck(search: AbstractSearch) -> list[int]:
    """The same, where it is not looked at how draws come out: there may be more of them."""
    endings = _Endings(search)
    endings.spread()
    return endings.left()


class _Endings:
    """What is known of the states of one search."""

    def __init__(self, search: AbstractSearch) -> None:
        self.search = search
        self.good = bytearray(len(search.names))
        self.conditions: _Conditions | None = None

    def left(self) -> list[int]:
        """The states that are not known to be good so far."""
        return [number for number, one in enumerate(self.good) if not one]

    def stuck(self) -> list[int]:
        """The states that are not known to be good."""
        self._spread_with_luck()
        while left := self.left():
            if len(left) > MOST_STUCK or not (
                self._spends(left) or any(self._gets_nearer(cell, sign, left) for cell, sign in self._numbers())
            ):
                return left
            self._spread_with_luck()
        return []

    # ------------------------------------------------------------ what leads to good states

    def spread(self) -> None:
        """Note what is good without any luck."""
        changed = True
        while changed:
            changed = False
            for number in range(len(self.good) - 1, -1, -1):
                if not self.good[number] and self._is_good_at_once(number):
                    self.good[number] = 1
                    changed = True

    def _spread_with_luck(self) -> None:
        """Note what is good because something leads to good states."""
        while True:
            self.spread()
            lucky = [number for number in self.left() if self._may_be_lucky(number)]
            if not lucky:
                return
            found = self._following(lucky, lambda number, env: self._is_good(number), lambda env: True)
            if not found:
                return
            for number in found:
                self.good[number] = 1

    def _may_be_lucky(self, number: int) -> bool:
        """Whether a choice may lead to good states and to others."""
        options = self.search.options[number]
        return any(len(one.targets) > 1 and any(map(self._is_good, one.targets)) for one in options)

    def _is_good(self, number: int) -> bool:
        """Whether a state is good; one that was not found is not."""
        return number >= 0 and bool(self.good[number])

    def _is_good_at_once(self, number: int) -> bool:
        """Whether some choice that is open in any case leads to good states only, or every choice does that may be
        open; one of them is. What fails counts as good."""
        options = self.search.options[number]
        right = [all(self.good[target] for target in one.targets) for one in options]
        return all(right) or any(one.is_sure and fine for one, fine in zip(options, right, strict=True))

    def _following(
        self, states: Iterable[int], is_right: Callable[[int, Env], bool], is_right_then: Callable[[Env], bool]
    ) -> set[int]:
        """Those of some states that are right as a choice leads, with luck, only where it is right to come to, with
        what is known of the changes in the turn; or to those that are right themselves, with changes that are `then`.
        """
        if self.conditions is None:
            self.conditions = _Conditions(self.search)
        for number in states:
            self.conditions.add(number)
        return self.conditions.solved({*states}, is_right, is_right_then)

    # ------------------------------------------------------------ numbers that get nearer

    def _numbers(self) -> Iterator[tuple[Location, int]]:
        """The numbers of which not all values are told apart, and which way they may go."""
        for cell in self.search.turns.values.ends:
            if cell[0] == "var":
                yield cell, -1
                yield cell, 1

    def _spends(self, left: Iterable[int]) -> bool:
        """Note the states that are good as a choice is spent again and again; whether there are any."""
        return self._note(self._largest({*left}, None))

    def _gets_nearer(self, cell: Location, sign: int, left: Iterable[int]) -> bool:
        """Note the states that are good as a number goes one way in them; whether there are any."""
        turns = self.search.turns
        number, (least, most) = turns.numbers[cell], turns.values.ends[cell]
        inside = set()
        for one in left:
            value = self.search.names[one][1][number]
            # Going down, it comes to an end in what is more than the least value; going up, in what is less.
            if isinstance(value, int) and (value > least if sign < 0 else value < most):
                inside.add(one)
        return self._note(self._largest(inside, (MORE, cell, -sign)))

    def _note(self, states: set[int]) -> bool:
        for one in states:
            self.good[one] = 1
        return bool(states)

    def _largest(self, inside: set[int], more: Location | None) -> set[int]:
        """The largest part of some states in which choices are spent again and again, or a number gets less, or from
        which it comes to a good one; it is kept there how much `more` it is."""
        if self.conditions is None:
            self.conditions = _Conditions(self.search)
        numbers = self.conditions.turns.numbers
        spent, place = numbers[SPENT], None if more is None else numbers[more]

        def is_right(number: int, env: Env) -> bool:
            is_nearer = bool(env[spent]) or (place is not None and _is_at_most(env, place, -1))
            return self._is_good(number) or (is_nearer and number in inside)

        def is_no_farther(env: Env) -> bool:
            return place is None or _is_at_most(env, place, 0)

        while inside:
            # Those from which that comes about at once, and then those that lead there with a number that is no more.
            near = self._following(inside, is_right, is_no_farther)
            if near == inside:
                break
            inside = near
        return inside


class _Conditions:
    """What must be right for states to be: conditions, each of which says that one thing is right if some others are.

    Things are the states of a search, the segments that turns come to with what is known there, and the states where
    turns stop with what is known of changes in the turn.
    """

    def __init__(self, search: AbstractSearch) -> None:
        self.search = search
        self.turns = search.turns.following()
        # The number of each thing, by kind; whether a turn may go round from a segment, None while that is looked for;
        # for each condition, what it is for and how many things it needs; for each thing, the conditions that need it.
        self.states: dict[int, int] = {}
        self.segments: dict[Going, int] = {}
        self.stops: dict[State, int] = {}
        self.rounds: dict[Going, bool | None] = {}
        self.heads: list[int] = []
        self.needs: list[int] = []
        self.used_in: list[list[int]] = []
        # Of the stops, the state and what is known; of each state, the stops that are that one.
        self.stop_of: list[tuple[int, int, Env]] = []
        self.stops_of: dict[int, list[tuple[int, Env]]] = {}
        self.state_of: dict[int, int] = {}

    def add(self, number: int) -> None:
        """The conditions for a state, if they are not there yet."""
        if number in self.states:
            return
        turns = self.turns
        thing = self.states[number] = self._thing()
        self.state_of[thing] = number
        place, env, stack = self.search.names[number]
        size = len(env)
        options: list[tuple[int, bool]] = []
        work: list[Going] = []
        for one in turns.begins((place, turns.begun(env), stack)):
            turns.check()
            option = self._thing()
            options.append((option, one.is_sure))
            self._condition(option, self._right(one, size, work))
            if any(self._goes_round(going) for going in one.further):
                # The turn ends somewhere, whichever way it goes.
                self._condition(option, [self._stop(target, size) for target in turns.followed(one)])
        sure = [option for option, is_sure in options if is_sure]
        for option in sure:
            self._condition(thing, [option])
        if not sure:
            self._condition(thing, [option for option, _ in options])
        while work:
            going = work.pop()
            segment = self.segments[going]
            for part in turns.ways(going):
                turns.check()
                self._condition(segment, self._right(part, size, work))

    def _goes_round(self, going: Going) -> bool:
        """Whether a turn that goes on with a segment may come to one twice, however it draws."""
        rounds, work = self.rounds, [going]
        while work:
            one = work[-1]
            further = self.turns.part(one).further
            if one not in rounds:
                rounds[one] = None
                work += [other for other in further if other not in rounds]
                continue
            work.pop()
            if rounds[one] is None:
                # What is being looked at itself stands before it on the way.
                rounds[one] = any(rounds.get(other) is not False for other in further)
        return bool(rounds[going])

    def _right(self, part: Begun | Part, size: int, work: list[Going]) -> list[int]:
        """What must be right for a part of a turn to be; the segments that are new are to be looked at."""
        things = [self._stop(target, size) for target in part.targets]
        for going in part.further:
            if going not in self.segments:
                self.segments[going] = self._thing()
                work.append(going)
            things.append(self.segments[going])
        return things

    def _thing(self) -> int:
        self.used_in.append([])
        return len(self.used_in) - 1

    def _stop(self, state: State, size: int) -> int:
        if state not in self.stops:
            place, env, stack = state
            thing = self.stops[state] = self._thing()
            number = self.search.numbers.get((place, env[:size], stack), -1)
            self.stop_of.append((thing, number, env))
            self.stops_of.setdefault(number, []).append((thing, env))
        return self.stops[state]

    def _condition(self, head: int, things: list[int]) -> None:
        """One thing is right if some others are, all of them."""
        needed = {*things}
        if head in needed:
            return
        for thing in needed:
            self.used_in[thing].append(len(self.heads))
        self.heads.append(head)
        self.needs.append(len(needed))

    def solved(
        self, among: set[int], is_right: Callable[[int, Env], bool], is_right_then: Callable[[Env], bool]
    ) -> set[int]:
        """The states `among` some that are right as that follows, if stops are right that `is_right` says so, and those
        at such states, with changes that are `then`."""
        needs, right = [*self.needs], bytearray(len(self.used_in))
        work = [thing for thing, number, env in self.stop_of if is_right(number, env)]
        work += [self.heads[number] for number, count in enumerate(needs) if count == 0]
        found: set[int] = set()
        while work:
            thing = work.pop()
            if right[thing]:
                continue
            right[thing] = 1
            if (state := self.state_of.get(thing)) in among and state is not None:
                found.add(state)
                work += [stop for stop, env in self.stops_of.get(state, ()) if is_right_then(env)]
            for condition in self.used_in[thing]:
                needs[condition] -= 1
                if not needs[condition]:
                    work.append(self.heads[condition])
        return found


def _is_at_most(env: Env, place: int, most: int) -> bool:
    change = env[place]
    return isinstance(change, int) and change <= most
