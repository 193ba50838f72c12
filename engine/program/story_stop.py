"""Mistakes of a story that show only while it is played."""

from __future__ import annotations


class StoryStop(Exception):
    """Raised inside a turn: the story did something that it must not. Becomes a `PlayError` with its place.

    `scene` is the one that the message speaks of, if it speaks of one.
    """

    def __init__(self, code: str, message: str, hint: str | None = None, scene: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.scene = scene
