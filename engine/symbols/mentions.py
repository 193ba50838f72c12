"""Every place of a scene or a file's head where a name stands, with what kind of name can be meant there.

A mention says only what its own scene tells: a bare name in an expression is a "value", and whether that is a variable,
a constant or a name of an enumeration is looked up in the index. So the mentions of a scene stay valid for as long as
the scene's text does, whatever is edited elsewhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from engine.named_tuples import NamedTuple

# Names that live in one space: a value or a point is one of these, the first that is declared.
VALUES = ("variable", "constant", "member", "function", "scene")


class Mention(NamedTuple):
    """A name at a place of its file.

    `kind` is that of the symbol ("scene", "label", "variable", "constant", "local", "function", "member", "tag",
    "line tag", "speaker", "ending", "title"), or "value" or "point" where the index has to look it up. `owner` is the
    scene of a label or a local, with a number behind it where a scene has several locals of that name. `role` is
    "definition", "read", "write", or how a scene is used: "move", "visit", "thread", "start", "asked", "claimed".
    """

    kind: str
    name: str
    owner: str
    role: str
    at: int
    end: int


class Mentions:
    """The mentions of one scene or head, in order and by name, for as long as its text stays."""

    __slots__ = ("_places", "declared", "defined", "definitions", "found", "named", "used")

    def __init__(self, found: list[Mention]) -> None:
        self.found = sorted(found, key=_place)
        self.named: dict[str, list[Mention]] = {}
        for one in self.found:
            self.named.setdefault(one.name, []).append(one)
        self.definitions = [one for one in self.found if one.role == "definition"]
        self.declared = [(one.name, one.kind) for one in self.definitions if one.kind in VALUES]
        # The names that are defined, and those that are used, by kind.
        self.defined = _by_kind(self.definitions)
        self.used = _by_kind(one for one in self.found if one.role != "definition")
        self._places = [one.at for one in self.found]

    def at(self, offset: int) -> Mention | None:
        """The mention that covers an offset, or ends there."""
        place = bisect_right(self._places, offset)
        return next((one for one in reversed(self.found[max(0, place - 2) : place]) if offset <= one.end), None)


def _by_kind(mentions: Iterable[Mention]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for one in mentions:
        found.setdefault(one.kind, {})[one.name] = None
    return {kind: tuple(names) for kind, names in found.items()}


def _place(mention: Mention) -> int:
    return mention.at
