"""What a player can answer and a host function can give: finitely many values that stand for all."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count, islice

from engine.program.intervals import interval_of_type
from engine.program.limits import MOST_ANSWER
from engine.program.nodes import Apply
from engine.program.program import Program
from engine.program.types import Type, Value
from engine.program.values import cleaned
from engine.program.walk import walk
from engine.proof.compared_texts import TextFlow
from engine.runtime.offers import Question

MOST_VALUES = 1000
OPAQUE = "something else"
NUMBERS = "any number can come here, and more is done with it than comparing it with what stays as it is"
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")


class TypeValues:
    """The values of types in one program, as states keep them."""

    def __init__(self, program: Program) -> None:
        constants = list(_compared(program))
        texts = {one for one in constants if isinstance(one, str)}
        self.numbers = sorted({one for one in constants if isinstance(one, int) and not isinstance(one, bool)})
        others, self.unclear = 1, False
        flow = TextFlow(program)
        if flow.compared:
            texts |= flow.constants
            others, self.unclear = flow.holders + 1, flow.made
        self.read = flow.read
        if flow.read:
            texts |= flow.constants
        self.texts = sorted(filter(_can_be_given, texts))
        self.others = tuple(islice((one for one in _others() if one not in texts), others))

    def of(self, type: Type) -> tuple[tuple[Value, ...], str | None]:
        """Values that stand for all of a type, and why they do not, if they do not.

        A text is one of those that the story names and somebody can give, or some other: which other cannot matter,
        as texts are only compared for being equal. Where two that are no constants are compared, there are as many
        others as variables. Of a text that is taken apart nothing is known but that some were tried.
        """
        kind, low, high, names = type
        if kind == "truth":
            return (False, True), None
        if kind == "names":
            return tuple(names), None
        if kind == "text":
            why = "functions read what is in texts" if self.read else None
            return (*self.texts, *self.others), "texts are made of numbers" if self.unclear else why
        if kind == "set":
            size = 1 << len(names)
            every = tuple(range(min(size, MOST_VALUES)))
            return every, None if size <= MOST_VALUES else f"a set of {len(names)} names can have {size} values"
        if low is not None and high is not None and high - low < MOST_VALUES:
            return tuple(range(low, high + 1)), None
        first, last = interval_of_type(type)
        around = {one + step for one in (0, *self.numbers) for step in (-1, 0, 1)} | {first, last}
        return tuple(sorted(one for one in around if first <= one <= last))[:MOST_VALUES], NUMBERS

    def answer(self, question: Question, chance: random.Random) -> str:
        """An answer at random: a text that the story knows or some other; a number in the range, or near one that it
        knows."""
        if question.kind != "number":
            return chance.choice((*self.texts, *self.others))
        if question.low is not None and question.high is not None:
            return str(chance.randint(question.low, question.high))
        near = [one + step for one in (0, *self.numbers) for step in (-1, 0, 1)]
        return str(chance.choice(near))


def _can_be_given(text: str) -> bool:
    """Whether a player can type a text, or a host function give it: both are cleaned, and of no great length."""
    return len(text) <= MOST_ANSWER and cleaned(text) == text


def _others() -> Iterator[str]:
    """Texts that no story is likely to name."""
    yield OPAQUE
    yield from (f"{OPAQUE} {number}" for number in count(2))


def _compared(program: Program) -> Iterator[Value]:
    """The constants of all comparisons."""
    for node in walk(program):
        if isinstance(node, Apply) and node.name in COMPARISONS:
            yield from (one for one in node.arguments if not isinstance(one, tuple))
