"""Names: what another tool calls something, as a name that is allowed here and that nothing else has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from engine.program.functions import FUNCTIONS

# What the language means by a word, in expressions, moves and declarations.
WORDS = frozenset(
    (
        *("and", "not", "or", "has", "in", "if", "else", "true", "false", "none", "number", "text", "set", "of"),
        *("any", "back", "each", "end", "visits", "seen", "since", "turns"),
        *("let", "return", "ask", "for", "while", "elif", "once", "when", "priority", "was", "with"),
    )
)
NO_NAME = re.compile(r"\W+")
LONGEST = 60


def slug(text: str) -> str:
    """The words of a text as one name: letters and digits kept, everything between them one `_`; perhaps empty.

    Marks above letters stay (`café`); names are compared in the composed form.
    """
    name = NO_NAME.sub("_", unicodedata.normalize("NFC", text)).strip("_")[:LONGEST].rstrip("_")
    return f"_{name}" if name[:1].isdigit() or (name and not name[0].isidentifier()) else name


class BuilderNames:
    """The names of one story. What has been given a name keeps it: `of` answers the same for the same thing.

    Scenes, variables, constants, functions, the names in types and labels are all kept apart, which the language does
    not ask for everywhere, but a reader does.
    """

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._taken = {*WORDS, *(function.name for function in FUNCTIONS), *reserved}
        self._of: dict[tuple[str, str], str] = {}

    @property
    def taken(self) -> frozenset[str]:
        """All names that something has."""
        return frozenset(self._taken)

    def reserve(self, names: Iterable[str]) -> None:
        """Let nothing that is named from now on have these names."""
        self._taken |= set(names)

    def of(self, kind: str, written: str, wanted: str | None = None) -> str:
        """The name of a thing, known by its kind and by how the source writes it; `wanted` is what it resembles."""
        known = self._of.get((kind, written))
        if known is None:
            known = self._of[kind, written] = self.new(wanted or written, kind)
        return known

    def new(self, wanted: str, fallback: str = "scene") -> str:
        """A name like the one wanted that nothing has yet: `bar`, then `bar_2`, `bar_3`. What is no name at all
        becomes the `fallback`.
        """
        base = slug(wanted) or slug(fallback) or "it"
        name, number = base, 1
        while name in self._taken:
            number += 1
            name = f"{base}_{number}"
        self._taken.add(name)
        return name
