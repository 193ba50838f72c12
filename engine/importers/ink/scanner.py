"""Goes through the text of one ink file; what cannot be read stops the import with its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NoReturn

from engine.importers.builder.import_errors import ImportFault

BLANKS = re.compile(r"[ \t]*")
NEWLINE = re.compile(r"[ \t]*\n")
# Ink takes letters of a dozen alphabets, and digits at the beginning.
IDENTIFIER = re.compile(r"\w+")
DEEPEST = 60


class NoMatch(Exception):
    """What is tried does not stand here."""


class Scanner:
    """A text and how far it is read."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.at = 0
        self.depth = 0
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def line(self, at: int | None = None) -> int:
        """The number of the line of an offset, counted from 1."""
        return bisect_right(self._ends, (self.at if at is None else at) - 1) + 1

    def fail(self, message: str, at: int | None = None) -> NoReturn:
        """Stop the import."""
        raise ImportFault(message, self.file, self.line(at))

    def deeper(self) -> None:
        """One level more of braces or brackets; the caller takes it back."""
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail(f"braces and brackets are nested more than {DEEPEST} deep here")

    def blanks(self) -> None:
        """Go over blanks within the line."""
        found = BLANKS.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def any_blanks(self) -> None:
        """Go over blanks and line ends."""
        while self.at < len(self.text) and self.text[self.at] in " \t\n":
            self.at += 1

    def take(self, mark: str) -> bool:
        """Go over a mark if it stands here."""
        if self.text.startswith(mark, self.at):
            self.at += len(mark)
            return True
        return False

    def sees(self, mark: str) -> bool:
        """Whether a mark stands here."""
        return self.text.startswith(mark, self.at)

    def newline(self) -> bool:
        """Go over blanks and one line end, if there is one."""
        found = NEWLINE.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found is not None

    def is_end(self) -> bool:
        """Whether the text ends here."""
        return self.at >= len(self.text)

    def identifier(self) -> str | None:
        """A name, if one stands here; digits alone are none."""
        found = IDENTIFIER.match(self.text, self.at)
        if found is None or found.group().isdigit():
            return None
        self.at = found.end()
        return found.group()

    def rest_of_line(self) -> str:
        """What is left of the line."""
        end = self.text.find("\n", self.at)
        return self.text[self.at : len(self.text) if end < 0 else end]
