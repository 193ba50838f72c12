"""Parses each shape of expressions once.

A story has hundreds of expressions, and few shapes of them: `gold > 3` and `hour > 18` have other words and numbers,
and that is all. The first one of a shape is parsed by Lark, the next ones are made as that was (shapes.py), in a fifth
of the time. A text that does not parse has no shape: its mistakes are found and told by Lark.
"""

from __future__ import annotations

import re
from _thread import allocate_lock
from typing import Any

from lark import Lark, Token
from lark.lexer import PatternStr

from engine.named_tuples import NamedTuple
from engine.syntax.shapes import LONGEST, MOST_SHAPES, CallRecorder, Plan, Shape


class GluedWord(Exception):
    """A word of the grammar is read where no blank parts it from what follows: `isalways`."""

    def __init__(self, token: Token) -> None:
        super().__init__(str(token))
        self.at, self.end = token.start_pos or 0, token.end_pos or 0


class Place(NamedTuple):
    """Where a token stands in all texts of a shape: its type, its piece, and the part of that, if it is not all."""

    type: str
    piece: int
    begin: int
    size: int | None


class ShapeParser:
    """A parser for what is inside lines, which gives what Lark gives.

    `lark` must have been made with `notes` for its transformer and its post-lexer.
    """

    def __init__(self, lark: Lark, notes: CallRecorder) -> None:
        self.lark = lark
        self.notes = notes
        self.plans: dict[Shape, tuple[list[Place], Plan]] = {}
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
            tokens.append(Token(type, text[at:end], at, end_pos=end))
        return plan.carried_out(tokens)

    def _parsed(self, start: str, text: str, shape: Shape, pieces: list[re.Match[str]]) -> Any:
        """Have Lark read a text, which may be the first one of its shape."""
        with self.lock:
            self.notes.begin()
            made = self.lark.parse(text, start=start)
            places = {id(token): _place(token, pieces) for token in self.notes.tokens}
            for token in self.notes.tokens:
                if places[id(token)] is None and token[-1:].isalpha():
                    raise GluedWord(token)
            tokens = [part for _, parts, _ in self.notes.calls for part in parts if isinstance(part, Token)]
            plan = self.notes.plan(tokens, made)
        # What stands in a comment is not read.
        if len(shape) <= LONGEST and "//" not in text and None not in places.values():
            if len(self.plans) >= MOST_SHAPES:
                self.plans.clear()
            self.plans[shape] = [place for token in tokens if (place := places[id(token)]) is not None], plan
        return plan.carried_out(tokens)


def _place(token: Token, pieces: list[re.Match[str]]) -> Place | None:
    """Where a token stands among the pieces of its text; None if it ends within a word, as the first of `isalways`."""
    at, end = token.start_pos or 0, token.end_pos or 0
    number = next(number for number, piece in enumerate(pieces) if piece.start() <= at < piece.end())
    piece = pieces[number]
    if piece.span() == (at, end):
        return Place(token.type, number, 0, None)
    # Signs are the same in all texts of the shape; of words, numbers and texts, a part says nothing of the others.
    is_part = end <= piece.end() and not piece.lastgroup and not piece[0][0].isalnum()
    return Place(token.type, number, at - piece.start(), end - at) if is_part else None
