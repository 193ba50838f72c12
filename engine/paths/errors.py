"""What can be wrong with a saved path."""

from __future__ import annotations

import re

from engine.characters import in_one_line
from engine.runtime.errors import NightcapError

PLACE = re.compile(r"\d+:\d+: ")


class PathError(NightcapError, ValueError):
    """A file that is no saved path, or cannot be read or written.

    `problems` says what is wrong, and where: `7:12: step 3, id: …` if line and column are known.
    """

    def __init__(self, name: str, problems: list[str]) -> None:
        self.name = name
        self.problems = problems
        super().__init__("; ".join(located(safe(name), safe(problem)) for problem in problems))


def located(name: str, problem: str) -> str:
    """A problem of a file behind its name: `x.path.json:7:12: …`, or `x.path.json: …`."""
    return f"{name}:{problem}" if PLACE.match(problem) else f"{name}: {problem}"


def safe(text: str) -> str:
    """A text from a file as a message may hold it: no commands to a terminal, and not without end."""
    return in_one_line(text[:500]) + ("…" if len(text) > 500 else "")
