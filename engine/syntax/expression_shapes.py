"""Parses each shape of expressions once.

A story has hundreds of expressions, and few shapes: `gold > 3` and `hour > 18` have other words and numbers, and that
is all. What Lark's parser does depends on the types of the tokens alone. So of the first expression of a shape it is
noted which methods of the tree it called, in which order and with what; of the next ones, these are called at once
with their own tokens, and places and values are theirs. That takes a tenth of the time.

Nothing else is read here: a text that does not parse is never noted, so mistakes are found and told by Lark.
"""

from __future__ import annotations

import re
from _thread import allocate_lock
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, cast

from lark import Lark, Token, Transformer
from lark.lark import PostLex
from lark.lexer import PatternStr

from engine.named_tuples import NamedTuple

# Shapes are short in nearly all stories; so a strange story cannot fill the memory with long ones.
MOST_SHAPES = 2048
LONGEST = 64

# The shape of a text, with the rule that it is read as: for each piece of it what kind of value it is, or, of words of
# the grammar and of signs, the piece itself.
Shape = tuple[str, ...]
# A call of a method of the tree: the method, what it was given, and what it made.
Called = tuple[Callable[..., object], list[Any], object]
# A method of the tree, and which values it is called with: numbers of values that are known by then.
Step = tuple[Callable[..., object], tuple[int, ...]]


class Place(NamedTuple):
    """Where a token stands in all texts of a shape: its type, its piece, and the part of that, if it is not all."""

    type: str
    piece: int
    begin: int
    size: int | None


class Plan(NamedTuple):
    """How the tree of a text is made. The values are None, the tokens, then what each step gives; one is the tree."""

    tokens: tuple[Place, ...]
    steps: tuple[Step, ...]
    tree: int


class Notes(Transformer[Token, object], PostLex):
    """Stands between Lark and the tree: notes the tokens of a text, and each call of a method of the tree."""

    always_accept = ()

    def __init__(self, tree: object) -> None:
        super().__init__()
        self.tree = tree
        self.begin()

    def begin(self) -> None:
        """Forget what is noted."""
        self.tokens: list[Token] = []
        self.calls: list[Called] = []

    def process(self, tokens: Iterator[Token]) -> Iterator[Token]:
        """The tokens on their way from Lark's lexer to its parser."""
        for token in tokens:
            self.tokens.append(token)
            yield token

    def __getattr__(self, rule: str) -> Callable[[list[Any]], object]:
        return partial(self._call, getattr(self.tree, rule))

    def _call(self, method: Callable[..., object], parts: list[Any]) -> object:
        made = method(*parts)
        self.calls.append((method, parts, made))
        return made


class ShapeParser:
    """A parser for what is inside lines, which gives what Lark gives.

    `lark` must have been made with `notes` for its transformer and its post-lexer. The methods of the tree must depend
    on nothing but what they are given: that is what makes the notes of one text hold for the next.
    """

    def __init__(self, lark: Lark, notes: Notes) -> None:
        self.lark = lark
        self.notes = notes
        self.plans: dict[Shape, Plan] = {}
        words = [one.pattern.value for one in lark.terminals if isinstance(one.pattern, PatternStr)]
        own = "|".join(word for word in words if word.isidentifier())
        # As the grammar has them: a name that is no word of it, a number, a text. Then words, and signs in a row: `->`
        # is another piece than `- >`.
        name = rf"(?!(?:{own})\b)[^\W\d]\w*+"
        self.pieces = re.compile(
            rf'(?P<DOTTED>{name}\.[^\W\d]\w*+)|(?P<NAME>{name})|(?P<NUMBER>[0-9]++)|(?P<TEXT>"(?:[^"\\\n]|\\.)*+")'
            r'|\w++|[^\w\s"]++|"'
        )
        # Lark reads one text after the other, so that the notes are of one.
        self.lock = allocate_lock()

    def parse(self, start: str, text: str) -> Any:
        """The tree of a text read as `start`. Raises what Lark raises."""
        pieces = [*self.pieces.finditer(text)]
        shape = (start, *[piece.lastgroup or piece[0] for piece in pieces])
        plan = self.plans.get(shape)
        if plan is None or "//" in text:
            return self._noted(start, text, shape, pieces)
        values: list[Any] = [None]
        for type, number, begin, size in plan.tokens:
            piece = pieces[number]
            at = piece.start() + begin
            end = piece.end() if size is None else at + size
            values.append(Token(type, text[at:end], at, end_pos=end))
        for method, places in plan.steps:
            values.append(method(*[values[place] for place in places]))
        return values[plan.tree]

    def _noted(self, start: str, text: str, shape: Shape, pieces: list[re.Match[str]]) -> Any:
        """Have Lark read a text, which may be the first one of its shape."""
        with self.lock:
            self.notes.begin()
            tree = self.lark.parse(text, start=start)
            tokens, calls = self.notes.tokens, self.notes.calls
        # What stands in a comment is not read.
        if len(shape) <= LONGEST and "//" not in text and (plan := _plan(tree, tokens, calls, pieces)) is not None:
            if len(self.plans) >= MOST_SHAPES:
                self.plans.clear()
            self.plans[shape] = plan
        return tree


def _plan(tree: object, tokens: list[Token], calls: list[Called], pieces: list[re.Match[str]]) -> Plan | None:
    """How the tree was made; None if a token ends within a word, as the first one of `isalways` can."""
    places = {id(token): _place(token, pieces) for token in tokens}
    if None in places.values():
        return None
    used = dict.fromkeys(id(part) for _, parts, _ in calls for part in parts if isinstance(part, Token))
    number = {id(None): 0} | {token: place for place, token in enumerate(used, 1)}
    steps: list[Step] = []
    for method, parts, made in calls:
        steps.append((method, tuple([number[id(part)] for part in parts])))
        number[id(made)] = len(used) + len(steps)
    return Plan(tuple([cast(Place, places[token]) for token in used]), tuple(steps), number[id(tree)])


def _place(token: Token, pieces: list[re.Match[str]]) -> Place | None:
    """Where a token stands among the pieces of its text."""
    at, end = token.start_pos or 0, token.end_pos or 0
    number = next(number for number, piece in enumerate(pieces) if piece.start() <= at < piece.end())
    piece = pieces[number]
    if piece.span() == (at, end):
        return Place(token.type, number, 0, None)
    # Signs are the same in all texts of the shape; of words, numbers and texts, a part says nothing of the others.
    is_part = end <= piece.end() and not piece.lastgroup and not piece[0][0].isalnum()
    return Place(token.type, number, at - piece.start(), end - at) if is_part else None
