"""The tokens that are made by hand (whole lines, pieces of text) and given to Lark's parser."""

from __future__ import annotations

from typing import Any


class Lexeme:
    """A token with a node for its value. Lark asks for `type`, and for places that are kept in the nodes instead."""

    __slots__ = ("at", "end", "type", "value")

    line = column = end_line = end_column = start_pos = end_pos = 0

    def __init__(self, type: str, at: int, end: int, value: Any = None) -> None:
        self.type = type
        self.at = at
        self.end = end
        self.value = value
