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

from collections.abc import Iterable, Iterator, Sequence

from engine.proof.abstract.abstract_search import AbstractSearch
from engine.proof.abstract.drawn_places import ways_to_draw
from engine.proof.abstract.environments import TooCoarse
from engine.proof.abstract.turns import AbstractTurns, State
from engine.proof.abstract.values import Draws
from engine.proof.reductions.growth import Location

# Numbers are looked at that get nearer to something where no more states than these seem stuck.
MOST_STUCK = 1500

# Where a choice leads in one way: the states, and by how much a number is more then at most.
Move = list[tuple[int, int]]


def stuck(search: AbstractSearch) -> list[int]:
    """The states of a search from which it is not sure that an ending can be reached."""
    return _Endings(search).stuck()


class _Endings:
    """What is known of the states of one search."""

    def __init__(self, search: AbstractSearch) -> None:
        self.search, self.turns = search, search.turns
        self.good = bytearray(len(search.names))
        self.lucky: dict[int, list[tuple[int, ...]]] = {}

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
                if self.good[number]:
                    continue
                if number not in self.lucky:
                    self.lucky[number] = [*self._lucky(number)]
                if any(all(self._is_good(target) for target in targets) for targets in self.lucky[number]):
                    self.good[number] = 1
                    changed = True
            if changed:
                self._spread()

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

    def _lucky(self, number: int) -> Iterator[tuple[int, ...]]:
        """Where the choices of a state lead that are open in any case, with luck."""
        before = {one.key: set(one.targets) for one in self.search.options[number] if one.is_sure}
        for key, targets in before.items():
            if len(targets) < 2:
                continue
            for move in self._moves_with_luck(self.turns, number, key):
                found = {target for target, _ in move}
                if found < targets:
                    yield tuple(found)

    def _moves_with_luck(self, turns: AbstractTurns, number: int, key: object) -> Iterator[Move]:
        """Where a choice leads, in one after the other way in which draws can come out."""
        turns.passed.clear()
        yield from self._moves(turns, number, key, ())
        for draws in ways_to_draw(turns.draws_passed()):
            turns.check()
            yield from self._moves(turns, number, key, draws)

    def _moves(self, turns: AbstractTurns, number: int, key: object, draws: Draws) -> list[Move]:
        """Where a choice leads if draws come out in some way."""
        turns.values.draws = draws
        try:
            options = [*turns.options(self._begun(turns, number), key)]
        finally:
            turns.values.draws = ()
        return [self._move(turns, number, one.targets) for one in options if one.key == key and one.is_sure]

    def _begun(self, turns: AbstractTurns, number: int) -> State:
        """A state at which a turn begins, as it is with what is followed in turns besides."""
        place, env, stack = self.search.names[number]
        return place, turns.begun(env), stack

    def _move(self, turns: AbstractTurns, number: int, targets: Iterable[State]) -> Move:
        size, numbers = len(self.search.names[number][1]), self.search.numbers
        return [(numbers.get((place, env[:size], stack), -1), turns.more(env)) for place, env, stack in targets]

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
        turns = self.turns.following(cell, -sign)
        moves: dict[int, list[Move]] = {}
        try:
            while inside:
                kept: set[int] = set()
                changed = True
                while changed:
                    changed = False
                    for one in inside - kept:
                        if one not in moves:
                            moves[one] = self._all_moves(turns, one)
                        if any(self._goes_on(move, inside, kept) for move in moves[one]):
                            kept.add(one)
                            changed = True
                if kept == inside:
                    break
                inside = kept
        except TooCoarse:
            return False
        for one in inside:
            self.good[one] = 1
        return bool(inside)

    def _goes_on(self, move: Move, inside: set[int], nearer: set[int]) -> bool:
        """Whether a way leads to good states, or to such that are nearer."""
        return all(
            self._is_good(target) or (target in inside and more < 0) or (target in nearer and more <= 0)
            for target, more in move
        )

    def _all_moves(self, turns: AbstractTurns, number: int) -> list[Move]:
        """Where the choices of a state lead, with luck, that are open in any case; and where all do that may be."""
        options = self.search.options[number]
        moves = [
            move
            for key in {one.key for one in options if one.is_sure}
            for move in self._moves_with_luck(turns, number, key)
        ]
        if not any(one.is_sure for one in options):
            targets = [to for one in turns.options(self._begun(turns, number)) for to in one.targets]
            moves.append(self._move(turns, number, targets))
        return moves
