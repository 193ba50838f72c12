"""From which states an ending can be reached in any case, whatever of them is not known.

A state is good if an ending can be reached from each state of the story that it stands for. Of what is not known,
everything must do; of what the player chooses and what chance brings, one thing will.

*Luck.* The draws of a turn can come out in any way that is possible. So it is enough that there is a choice and one way
in which some of them come out so that it leads to good states only, whatever else happens in the turn.

*Getting nearer.* A number without a range is not followed to its end: of a foe's health all that is more than 1 is one
state, and a blow may leave it there. But no play goes on for ever that makes a number of which the least value is known
less again and again, and never more. So a set of states, in all of which the number is more than some value, is good as
a whole if in each of them there is a choice, with luck, that leads to states of these kinds only: good ones; ones of
the set, the number being less than before; and ones of the set, the number being no more than before, which are fewer
steps from one of the first two. Each play that goes on so makes the number less after a while, or it has come to a good
state. The largest such set is found by leaving away those from which that cannot be done, until none is left to leave
away (a nested fixed point, as for Büchi games: W. Thomas, "On the synthesis of strategies in infinite games", 1995).
The same goes for a number that is made more.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

from engine.program.types import Value
from engine.proof.abstract.abstract_search import AbstractSearch
from engine.proof.abstract.drawn_places import ways_to_draw
from engine.proof.abstract.environments import MORE
from engine.proof.abstract.turns import State
from engine.proof.abstract.values import Draws, Env
from engine.proof.reductions.growth import Location

# Numbers are looked at that get nearer to something where no more states than these seem stuck.
MOST_STUCK = 1500

# Where a choice leads in one way: the states, and what is known of how numbers change in the turn.
Move = list[tuple[int, Env]]


def stuck(search: AbstractSearch) -> list[int]:
    """The states of a search from which it is not sure that an ending can be reached."""
    return _Endings(search).stuck()


class _Endings:
    """What is known of the states of one search."""

    def __init__(self, search: AbstractSearch) -> None:
        self.search = search
        self.good = bytearray(len(search.names))
        # Turns in which it is followed how numbers change; where the choices of states lead, with luck.
        self.turns = search.turns.following()
        self.moves: dict[int, list[Move]] = {}

    def stuck(self) -> list[int]:
        """The states that are not known to be good."""
        self._spread_with_luck()
        while left := [number for number, one in enumerate(self.good) if not one]:
            if len(left) > MOST_STUCK or not any(self._gets_nearer(cell, sign, left) for cell, sign in self._numbers()):
                return left
            self._spread_with_luck()
        return []

    # ------------------------------------------------------------ what leads to good states

    def _spread_with_luck(self) -> None:
        """Note what is good because something leads to good states."""
        self._spread()
        changed = True
        while changed:
            changed = False
            for number in range(len(self.good) - 1, -1, -1):
                if (
                    not self.good[number]
                    and self._may_be_lucky(number)
                    and any(all(self._is_good(target) for target, _ in move) for move in self._moves_of(number))
                ):
                    self.good[number] = 1
                    changed = True
            if changed:
                self._spread()

    def _may_be_lucky(self, number: int) -> bool:
        """Whether a choice may lead to good states and to others."""
        options = self.search.options[number]
        return any(one.is_sure and len(one.targets) > 1 and any(map(self._is_good, one.targets)) for one in options)

    def _spread(self) -> None:
        """Note what is good without any luck."""
        changed = True
        while changed:
            changed = False
            for number in range(len(self.good) - 1, -1, -1):
                if not self.good[number] and self._is_good_at_once(number):
                    self.good[number] = 1
                    changed = True

    def _is_good(self, number: int) -> bool:
        """Whether a state is good; one that was not found is not."""
        return number >= 0 and bool(self.good[number])

    def _is_good_at_once(self, number: int) -> bool:
        """Whether some choice that is open in any case leads to good states only, or every choice does that may be
        open; one of them is. What fails counts as good."""
        options = self.search.options[number]
        right = [all(self.good[target] for target in one.targets) for one in options]
        return all(right) or any(one.is_sure and fine for one, fine in zip(options, right, strict=True))

    # ------------------------------------------------------------ where choices lead

    def _moves_of(self, number: int) -> list[Move]:
        """Where the choices of a state lead, with luck, that are open in any case; and where all do that may be."""
        if number not in self.moves:
            turns, moves, sure = self.turns, list[Move](), dict[Hashable, dict[str, tuple[Value, ...]]]()
            targets: list[State] = []
            turns.passed.clear()
            for one in turns.options(self._begun(number)):
                targets += one.targets
                if one.is_sure:
                    moves.append(self._move(number, one.targets))
                    sure[one.key] = turns.draws_passed()
                turns.passed.clear()
            if not sure:
                moves.append(self._move(number, targets))
            moves += [move for key, places in sure.items() for move in self._with_luck(number, key, places)]
            self.moves[number] = moves
        return self.moves[number]

    def _with_luck(self, number: int, key: Hashable, places: dict[str, tuple[Value, ...]]) -> Iterator[Move]:
        """Where a choice leads, in one after the other way in which some places can draw."""
        for draws in ways_to_draw(places):
            self.turns.check()
            yield from self._in_one_way(number, key, draws)

    def _in_one_way(self, number: int, key: Hashable, draws: Draws) -> list[Move]:
        """Where a choice leads if some draws come out in one way."""
        self.turns.values.draws = draws
        try:
            options = [*self.turns.options(self._begun(number), key)]
        finally:
            self.turns.values.draws = ()
        return [self._move(number, one.targets) for one in options if one.key == key and one.is_sure]

    def _begun(self, number: int) -> State:
        """A state at which a turn begins, with what is followed in the turn."""
        place, env, stack = self.search.names[number]
        return place, self.turns.begun(env), stack

    def _move(self, number: int, targets: Iterable[State]) -> Move:
        size, numbers = len(self.search.names[number][1]), self.search.numbers
        return [(numbers.get((place, env[:size], stack), -1), env) for place, env, stack in targets]

    # ------------------------------------------------------------ numbers that get nearer

    def _numbers(self) -> Iterator[tuple[Location, int]]:
        """The numbers of which not all values are told apart, and which way they may go."""
        for cell in self.turns.values.ends:
            if cell[0] == "var":
                yield cell, -1
                yield cell, 1

    def _gets_nearer(self, cell: Location, sign: int, left: Sequence[int]) -> bool:
        """Note the states that are good as a number goes one way in them; whether there are any."""
        number, (least, most) = self.turns.numbers[cell], self.turns.values.ends[cell]
        inside = set()
        for one in left:
            value = self.search.names[one][1][number]
            # Going down, it comes to an end in what is more than the least value; going up, in what is less.
            if isinstance(value, int) and (value > least if sign < 0 else value < most):
                inside.add(one)
        inside = self._largest(inside, self.turns.numbers[MORE, cell, -sign])
        for one in inside:
            self.good[one] = 1
        return bool(inside)

    def _largest(self, inside: set[int], more: int) -> set[int]:
        """The largest part of some states in which a number gets less again and again, or it comes to a good one; it is
        kept there how much `more` it is."""
        changes = {
            one: {
                frozenset([(target, env[more]) for target, env in move if not self._is_good(target)])
                for move in self._moves_of(one)
                if all(
                    self._is_good(target) or (target in inside and _is_at_most(env[more], 0)) for target, env in move
                )
            }
            for one in inside
        }
        if not any(_is_at_most(change, -1) for moves in changes.values() for move in moves for _, change in move):
            return set()
        while inside:
            # Those from which that comes about at once, and then those that lead there.
            near: set[int] = set()
            work = inside
            while True:
                found = {one for one in work if any(_goes_on(move, inside, near) for move in changes[one])}
                near |= found
                work = work - found
                if not found or not work:
                    break
            if near == inside:
                break
            inside = near
        return inside


def _goes_on(move: frozenset[tuple[int, Value | None]], inside: set[int], near: set[int]) -> bool:
    """Whether a way leads to states of a set with a number that is less then, or to such that are near with one that is
    not more."""
    return all(target in near or (_is_at_most(change, -1) and target in inside) for target, change in move)


def _is_at_most(change: Value | None, most: int) -> bool:
    return isinstance(change, int) and change <= most
