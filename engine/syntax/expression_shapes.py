"""Parses each shape of expressions once.

A story has hundreds of expressions, and few shapes of them: `gold > 3` and `hour > 18` have other words and numbers,
and that is all. The first one of a shape is parsed, the next ones are made as that was (shapes.py), in a fifth of the
time. A text that does not parse has no shape.
"""

from __future__ import annotations

import re
from typing import Any

from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.syntax.lr_parser import LRTextParser, Token
from engine.syntax.shapes import LONGEST, MOST_SHAPES, Plan, Shape, plan_of


class GluedWord(Exception):
    """A word of the grammar is read where no blank parts it from what follows: `isalways`."""

    def __init__(self, token: Token) -> None:
        super().__init__(str(token))
        self.at, self.end = token.start_pos, token.end_pos


class Place(NamedTuple):
    """Where a token stands in all texts of a shape: its type, its piece, and the part of that, if it is not all."""

    type: str
    piece: int
    begin: int
    size: int | None


class ShapeParser:
    """A parser for what is inside lines."""

    def __init__(self, lr_parser: LRTextParser) -> None:
        self.lr_parser = lr_parser
        self.plans: dict[Shape, tuple[list[Place], Plan]] = {}
        # As the grammar has them: a name that is no word of it, a number, a text. Then words, and signs in a row: `->`
        # is another piece than `- >`.
        name = rf"(?!(?:{'|'.join(lr_parser.words)})\b)[^\W\d]\w*+"
        self.pieces = regex(
            rf'(?P<DOTTED>{name}\.[^\W\d]\w*+)|(?P<NAME>{name})|(?P<NUMBER>[0-9]++)|(?P<TEXT>"(?:[^"\\\n]|\\.)*+")'
            r'|\w++|[^\w\s"]++|"'
        )

    def parse(self, start: str, text: str) -> Any:
        """The tree of a text read as `start`. Raises `Unreadable` and `GluedWord`."""
        pieces = [*self.pieces.finditer(text)]
        # The shape: of each name, number and text, that it is one, and all else as it stands.
        shape = (start, *[piece.lastgroup or piece[0] for piece in pieces])
        known = self.plans.get(shape)
        if known is None or "//" in text:
            return self._parsed(start, text, shape, pieces)
        places, plan = known
        tokens = []
        for type, number, begin, size in places:
            piece = pieces[number]
            at = piece.start() + begin
            end = piece.end() if size is None else at + size
            tokens.append(Token(type, text[at:end], at, end))
        return plan.carried_out(tokens)

    def _parsed(self, start: str, text: str, shape: Shape, pieces: list[re.Match[str]]) -> Any:
        """Parse a text, which may be the first one of its shape."""
        tokens, calls, made = self.lr_parser.read(start, text)
        places = [_place(token, pieces) for token in tokens]
        for token, place in zip(tokens, places, strict=True):
            if place is None and token[-1:].isalpha():
                raise GluedWord(token)
        used = [part for _, parts in calls for part in parts if part > 0]
        plan = plan_of(calls, made, used)
        # What stands in a comment is not read.
        if len(shape) <= LONGEST and "//" not in text and None not in places:
            if len(self.plans) >= MOST_SHAPES:
                self.plans.clear()
            self.plans[shape] = [place for one in used if (place := places[one - 1]) is not None], plan
        return plan.carried_out([tokens[one - 1] for one in used])


def _place(token: Token, pieces: list[re.Match[str]]) -> Place | None:
    """Where a token stands among the pieces of its text; None if it ends within a word, as the first of `isalways`."""
    at, end = token.start_pos, token.end_pos
    number = next(number for number, piece in enumerate(pieces) if piece.start() <= at < piece.end())
    piece = pieces[number]
    if piece.span() == (at, end):
        return Place(token.type, number, 0, None)
    # Signs are the same in all texts of the shape; of words, numbers and texts, a part says nothing of the others.
    is_part = end <= piece.end() and not piece.lastgroup and not piece[0][0].isalnum()
    return Place(token.type, number, at - piece.start(), end - at) if is_part else None
