"""The ifid of a story: a UUID in its header, by which saved plays know it, whatever its title and its place."""

from __future__ import annotations

import re
import uuid

from engine.patterns import regex

IFID = regex(r"^\ufeff?ifid[ \t]*:[ \t]*\S", re.MULTILINE)
# What stands before the header's first line: a byte order mark, blank lines, comments.
BEFORE_HEADER = regex(r"\ufeff?(?:[ \t]*(?://[^\n]*)?\r?\n)*")
TITLE = regex(r"^\ufeff?title[ \t]*:[^\n]*(\r?\n|$)", re.MULTILINE)


def has_ifid(text: str) -> bool:
    """Whether a story's header has an ifid."""
    return IFID.search(_header(text)) is not None


def lacks_ifid(text: str) -> bool:
    """Whether a story has a title, and no ifid."""
    return TITLE.search(_header(text)) is not None and not has_ifid(text)


def with_ifid(text: str) -> str:
    """A story with an ifid of its own behind its title, or at its beginning; as it is if it has one."""
    if has_ifid(text):
        return text
    line = f"ifid: {str(uuid.uuid4()).upper()}"
    newline = "\r\n" if "\r\n" in text else "\n"
    title = TITLE.search(_header(text))
    if title is not None:
        end = title.end()
        return f"{text[:end]}{'' if title.group(1) else newline}{line}{newline}{text[end:]}"
    before = BEFORE_HEADER.match(text)
    at = before.end() if before is not None else 0
    gap = newline if text[at:].startswith("==") else ""
    return f"{text[:at]}{line}{newline}{gap}{text[at:]}"


def _header(text: str) -> str:
    found = re.search(r"^==", text, re.MULTILINE)
    return text if found is None else text[: found.start()]
