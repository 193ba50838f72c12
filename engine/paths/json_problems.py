"""What pydantic says of a JSON text that is no saved path, in words for those who wrote it, with places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.paths.errors import safe
from engine.paths.json_places import place_of

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

MOST_SHOWN = 5
AT_LINE = re.compile(r" at line (\d+) column (\d+)$")
REASONS = {
    "json_invalid": "it is not JSON",
    "extra_forbidden": "there is no such key",
    "missing": "this is missing",
    "string_pattern_mismatch": "this holds a character or a form that is not allowed here",
}


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
