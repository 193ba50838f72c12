"""What can be wrong with a saved path."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.characters import in_one_line
from engine.paths.json_places import place_of
from engine.runtime.errors import NightcapError

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

MOST_SHOWN = 5
PLACE = re.compile(r"\d+:\d+: ")
AT_LINE = re.compile(r" at line (\d+) column (\d+)$")
REASONS = {
    "json_invalid": "it is not JSON",
    "extra_forbidden": "there is no such key",
    "missing": "this is missing",
    "string_pattern_mismatch": "this holds a character or a form that is not allowed here",
}


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


def problems_of(error: ValidationError, text: str) -> list[str]:
    """The problems that pydantic found in a text, with the place of each: `20:8: step 14, id: …`."""
    found = error.errors(include_url=False, include_context=True, include_input=False)
    at_places: dict[str, list[ErrorDetails]] = {}
    for one in found:
        at_places.setdefault(_place(one["loc"]), []).append(one)
    problems = []
    for place, several in list(at_places.items())[:MOST_SHOWN]:
        reason = _reason(several[0]) if len(several) == 1 else "this is no value of a variable"
        problems.append(f"{_line_and_column(several[0], text)}{place}{reason}")
    more = len(at_places) - MOST_SHOWN
    return problems + ([f"and {more} more"] if more > 0 else [])


def _line_and_column(problem: ErrorDetails, text: str) -> str:
    """Where a problem stands, as it begins a message."""
    location = [part for part in problem["loc"] if part != "[key]"]
    if problem["type"] == "json_invalid":
        found = AT_LINE.search(str(problem["msg"]))
        return f"{found[1]}:{max(1, int(found[2]))}: " if found else ""
    is_key = problem["type"] == "extra_forbidden" or len(location) < len(problem["loc"])
    place = place_of(text, location, is_key)
    return f"{place[0]}:{place[1]}: " if place else ""


def _reason(problem: ErrorDetails) -> str:
    kind, message = problem["type"], str(problem["msg"])
    if kind == "json_invalid":
        return f"it is not JSON: {AT_LINE.sub('', message.removeprefix('Invalid JSON: '))}"
    if kind == "value_error":
        return message.removeprefix("Value error, ")
    if kind == "literal_error" and problem["loc"] == ("format",):
        return "this is no saved path"
    reason = REASONS.get(kind)
    return reason if reason is not None else message[:1].lower() + message[1:]


def _place(location: tuple[int | str, ...]) -> str:
    parts: list[str] = []
    rest = list(location)
    if len(rest) > 1 and rest[0] == "steps" and isinstance(rest[1], int):
        parts.append(f"step {rest[1] + 1}")
        rest = rest[2:]
    for key in rest:
        if key == "[key]":
            continue
        parts.append(safe(str(key))[:60])
        if len(parts) > 1 and parts[-2] in ("changed", "variables"):
            break  # what follows are pydantic's names for the alternatives of a value's type
    return f"{', '.join(parts)}: " if parts else ""
