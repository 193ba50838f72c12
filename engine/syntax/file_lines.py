"""What is asked of a whole file where a line of it cannot be read, found once a file: thousands of lines may ask."""

from __future__ import annotations

import re
from functools import lru_cache

from engine.patterns import regex

HEADING_LINES = regex(r"^==.*", re.MULTILINE)
POINT_LINES = regex(r"^[ \t]*-- .*", re.MULTILINE)
VARIABLE_LINES = regex(r"^var\b.*", re.MULTILINE)
LOCAL_LINES = regex(r"^(?:var|[ \t]*~[ \t]*let)\b.*", re.MULTILINE)
FUNCTION_LINES = regex(r"^def\b.*", re.MULTILINE)
ENDING_LINES = regex(r"^(?:claim\b.*|.*\bend:.*)", re.MULTILINE)


@lru_cache(maxsize=16)
def lines_with(pattern: re.Pattern[str], text: str) -> str:
    """Those lines of a file that a pattern of whole lines finds, as a text to search in."""
    return "\n".join(pattern.findall(text))


@lru_cache(maxsize=8)
def in_file(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """What a pattern finds first in the text of a file."""
    return pattern.search(text)
