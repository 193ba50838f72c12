"""What a parser does with an input, noted, so that it need not be done again for another of the same shape.

Which rules a parser finds depends on the types of the tokens alone. So of the first input of a shape it is noted which
methods of the tree are called, in which order and with what. That is a plan, by which the tree of this input and of
each further one is made of its own tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any

from engine.named_tuples import NamedTuple
from engine.syntax.lr_parser import Call

# Shapes are short in nearly all stories; a strange one cannot fill the memory with long ones.
MOST_SHAPES = 2048
LONGEST = 64

# The types of the tokens, or what settles these.
Shape = tuple[str, ...]


def plan_of(calls: list[Call], made: int, tokens: Sequence[int]) -> Plan:
    """How to make what a parser found: its calls, the place of what comes of them, and the tokens that matter."""
    place = {0: 0} | {number: at for at, number in enumerate(tokens, 1)}
    place |= {-number: len(tokens) + number for number in range(1, len(calls) + 1)}
    steps = tuple((method, _taking([place[part] for part in parts])) for method, parts in calls)
    return Plan(steps, place[made])


def _taking(places: Sequence[int]) -> Callable[[list[Any]], Sequence[Any]]:
    """What takes the values at some places of a list: of two or more, `itemgetter` does, in a third of the time."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda values: [values[place] for place in places]


class Plan(NamedTuple):
    """The methods to call, each with what takes its values; and the place of what comes of them all.

    The values are None, the tokens, then what each method gives.
    """

    steps: tuple[tuple[Callable[..., object], Callable[[list[Any]], Sequence[Any]]], ...]
    made: int

    def carried_out(self, tokens: Iterable[object]) -> Any:
        """What becomes of the tokens of an input of this shape."""
        values: list[Any] = [None, *tokens]
        for method, taken in self.steps:
            values.append(method(*taken(values)))
        return values[self.made]
