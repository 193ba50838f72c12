"""Where in a JSON text something stands, for messages about it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from engine.paths.errors import PathError

BLANKS = re.compile(r"[ \t\r\n]*")
DECODE = json.JSONDecoder().raw_decode


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """The line and the column of a character, both from 1."""
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def refuse_twice(data: bytes | str, name: str) -> None:
    """Raise `PathError` for a key that stands twice in one object: which value is meant cannot be told."""

    def refuse_duplicates(pairs: list[tuple[str, object]]) -> None:
        keys = [key for key, _ in pairs]
        if len(set(keys)) != len(keys):
            twice = next(key for key in keys if keys.count(key) > 1)
            raise PathError(name, [f"`{twice[:60]}` stands twice in one place; which is meant cannot be told"])

    try:
        json.loads(data, object_pairs_hook=refuse_duplicates)
    except PathError:
        raise
    except (ValueError, RecursionError):
        return  # what is wrong with it is said by whoever reads it


def place_of(text: str, location: Sequence[int | str], key: bool = False) -> tuple[int, int] | None:
    """The line and the column of the value at a location, of its key if that is meant, or of what should hold it.

    A location is what pydantic gives: keys and numbers of items from the outside to the inside. None if the text is
    no JSON as far as it has to be read.
    """
    try:
        at = found = _past_blanks(text, 0)
        for number, name in enumerate(location):
            inner = [places for one, *places in _members(text, at) if one == name]
            if not inner:
                break
            # Of keys that are there twice the last one counts.
            key_at, at = inner[-1]
            found = key_at if key and number == len(location) - 1 else at
    except (ValueError, IndexError, RecursionError):
        return None
    return line_and_column(text, found)


def _past_blanks(text: str, at: int) -> int:
    found = BLANKS.match(text, at)
    return found.end() if found is not None else at


def _members(text: str, at: int) -> Iterator[tuple[int | str, int, int]]:
    """The members of the object or array at a place: the key, or the number; where the key and the value stand."""
    is_object = text[at] == "{"
    if not is_object and text[at] != "[":
        return
    at = _past_blanks(text, at + 1)
    number = 0
    while text[at] not in "}]":
        key: int | str = number
        key_at = at
        if is_object:
            key, at = DECODE(text, at)
            at = _past_blanks(text, _past_blanks(text, at) + 1)  # over the colon
        yield key, key_at, at
        _, at = DECODE(text, at)
        at = _past_blanks(text, at)
        if text[at] == ",":
            at = _past_blanks(text, at + 1)
        number += 1
