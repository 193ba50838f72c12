"""The tokens that are made by hand (whole lines, pieces of text) and given to the parser of story.lark."""

from __future__ import annotations

from typing import Any


class Lexeme:
    """A token with a node for its value."""

    __slots__ = ("at", "end", "type", "value")

    def __init__(self, type: str, at: int, end: int, value: Any = None) -> None:
        self.type = type
        self.at = at
        self.end = end
        self.value = value
