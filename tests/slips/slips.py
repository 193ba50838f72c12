"""Slips: small mistakes of writers, each typed into a whole story, as the files beside this one hold them.

=== a name for it
- a line of the story, which is replaced (none: the new lines become a paragraph of their own)
+ what was typed instead, one line or several; they are indented like the replaced line
! NC024 part of the message        the one thing that is said, on the first new line
!2 NC024 part of the message       the same on the second
!"line of the story" NC024 …       the same on another line of the story
= what the hint says to write, one line or several: with it the story has no mistake
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from engine.check.checker import check
from engine.diagnostics import Diagnostic, Report
from engine.syntax.parser import parse_text

FOLDER = Path(__file__).parent
STORY = (FOLDER / "night_ferry.story").read_text(encoding="utf-8")
LINES = STORY.split("\n")
STRIPPED = [line.strip() for line in LINES]
PARAGRAPH = "She nods towards the shed. There is a light in it, and the smell of soup."
EXPECTED = re.compile(r'(?P<number>\d*)(?:"(?P<line>.*)")? (?P<code>NC\d{3}) (?P<message>.+)')


@dataclass(kw_only=True)
class Slip:
    """One slip; `where` names the file and the line that it stands on."""

    name: str
    where: str
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)

    def story(self, lines: list[str]) -> tuple[str, int]:
        """The story with `lines` in place of the old ones, and the number of the first of them."""
        return replaced([(self, lines)]), self.replaces.start + 1

    @cached_property
    def replaces(self) -> range:
        """The lines of the story that are replaced, from 0; none of them if the new ones are put in."""
        old = [line.strip() for line in self.old or [PARAGRAPH]]
        at = [n for n in range(len(STRIPPED)) if STRIPPED[n : n + len(old)] == old]
        assert len(at) == 1, f"{self.where}: the old lines stand {len(at)} times in the story"
        return range(at[0], at[0] + len(self.old))

    def place(self, text: str, first: int, number: str, line: str | None) -> int:
        """The line of the story where something is expected."""
        if line is None:
            return first + int(number or 1) - 1
        return [one.strip() for one in text.split("\n")].index(line.strip()) + 1


def replaced(changes: list[tuple[Slip, list[str]]]) -> str:
    """The story with new lines in place of the old ones of several slips, of which no two replace the same line."""
    found = [*LINES]
    for slip, lines in sorted(changes, key=lambda one: (one[0].replaces.start, one[0].replaces.stop), reverse=True):
        at = slip.replaces
        indent = LINES[at.start][: len(LINES[at.start]) - len(LINES[at.start].lstrip())]
        put = [indent + line if line else line for line in lines]
        found[at.start : at.stop] = put if at else [*put, ""]
    return "\n".join(found)


def slips_of(path: Path) -> list[Slip]:
    """The slips in a file."""
    slips: list[Slip] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        mark, rest = line[:1], line[2:]
        if line.startswith("=== "):
            slips.append(Slip(name=line[4:], where=f"{path.name}:{number}"))
        elif mark == "!":
            slips[-1].expected.append(line[1:])
        elif mark and mark in "-+=":
            {"-": slips[-1].old, "+": slips[-1].new, "=": slips[-1].mended}[mark].append(rest)
        else:
            assert not line.strip() or line.startswith("#"), f"{path.name}:{number}: what is this?"
    return slips


def all_slips() -> list[Slip]:
    """The slips of all files."""
    return [slip for path in sorted(FOLDER.glob("*.slips")) for slip in slips_of(path)]


def said_of(text: str) -> list[Diagnostic]:
    """All errors and warnings of a story, without the note that it has by itself; nothing is explored."""
    report = Report()
    check(parse_text(text, "night_ferry.story", report), report)
    return [one for one in report.sorted() if one.severity != "note"]
