"""What Lark's parser does with an input, noted, so that it need not be done again for another of the same shape.

Which rules the parser finds depends on the types of the tokens alone. So of the first input of a shape it is noted
which methods of the tree it wants called, in which order and with what. That is a plan, by which the tree of this
input and of each further one is made of its own tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from lark import Token, Transformer
from lark.lark import PostLex

from engine.named_tuples import NamedTuple

# Shapes are short in nearly all stories; a strange one cannot fill the memory with long ones.
MOST_SHAPES = 2048
LONGEST = 64

# The types of the tokens, or what settles these.
Shape = tuple[str, ...]


class Placeholder:
    """Stands for what a method will make, while Lark parses."""


class CallRecorder(Transformer[Token, object], PostLex):
    """Stands before Lark for a tree. It calls none of its methods, but notes which are to be called, and with what.

    `tokens` are those of Lark's lexer, where this is the post-lexer as well.
    """

    always_accept = ()

    def __init__(self, tree: object) -> None:
        super().__init__()
        self.tree = tree
        self.begin()

    def begin(self) -> None:
        """Forget what is noted."""
        self.tokens: list[Token] = []
        self.calls: list[tuple[Callable[..., object], list[Any], Placeholder]] = []

    def process(self, tokens: Iterator[Token]) -> Iterator[Token]:
        """The tokens on their way from Lark's lexer to its parser."""
        for token in tokens:
            self.tokens.append(token)
            yield token

    def __getattr__(self, rule: str) -> Callable[[list[Any]], Placeholder]:
        return partial(self._note, getattr(self.tree, rule))

    def _note(self, method: Callable[..., object], parts: list[Any]) -> Placeholder:
        made = Placeholder()
        self.calls.append((method, parts, made))
        return made

    def plan(self, tokens: Sequence[object], made: object) -> Plan:
        """How the thing that Lark made of these tokens is to be made."""
        place = {id(None): 0} | {id(token): number for number, token in enumerate(tokens, 1)}
        steps = []
        for method, parts, result in self.calls:
            steps.append((method, _taking([place[id(part)] for part in parts])))
            place[id(result)] = len(tokens) + len(steps)
        return Plan(tuple(steps), place[id(made)])


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
