"""What can be wrong with a saved path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.characters import in_one_line
from engine.runtime.errors import NightcapError

if TYPE_CHECKING:
    from pydantic import ValidationError

MOST_SHOWN = 5
REASONS = {
    "json_invalid": "it is not JSON",
    "extra_forbidden": "there is no such key",
    "missing": "this is missing",
    "string_pattern_mismatch": "this holds a character or a form that is not allowed here",
}


class PathError(NightcapError, ValueError):
    """A file that is no saved path, or cannot be read or written. `problems` says what is wrong, and where."""

    def __init__(self, name: str, problems: list[str]) -> None:
        self.name = name
        self.problems = problems
        super().__init__("; ".join(f"{safe(name)}: {safe(problem)}" for problem in problems))


def safe(text: str) -> str:
    """A text from a file as a message may hold it: no commands to a terminal, and not without end."""
    return in_one_line(text[:500]) + ("…" if len(text) > 500 else "")


def problems_of(error: ValidationError) -> list[str]:
    """The problems that pydantic found, with the place of each: `step 14, id: …`."""
    found = error.errors(include_url=False, include_context=True, include_input=False)
    at_places: dict[str, list[str]] = {}
    for one in found:
        at_places.setdefault(_place(one["loc"]), []).append(_reason(one))
    problems = [
        place + (reasons[0] if len(reasons) == 1 else "this is no value of a variable")
        for place, reasons in at_places.items()
    ]
    more = len(problems) - MOST_SHOWN
    return problems[:MOST_SHOWN] + ([f"and {more} more"] if more > 0 else [])


def _reason(problem: Any) -> str:
    kind, message = problem["type"], str(problem["msg"])
    if kind == "json_invalid":
        return f"it is not JSON: {message.removeprefix('Invalid JSON: ')}"
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
