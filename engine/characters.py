"""The characters that no text may hold: they would command a terminal, or show a text in another order than it has.

Everything else passes: the joiners that hold an emoji together, no-break and narrow spaces, characters that are newer
than this Python.
"""

from __future__ import annotations

import re
from typing import Any

# For the inside of a class in a pattern: DEL and C1, the separators that some programs take for line ends,
# bidirectional embeddings, overrides and isolates, halves of characters, byte order marks. C0 is up to the user.
NEVER = "\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
# A pattern is compiled when it is first used: a start does not wait for it.
_HARMFUL = f"[\x00-\x09\x0b-\x1f{NEVER}]"


def harmless(text: str) -> str:
    """A text, in lines, that only shows: a tab becomes a space, what could do more U+FFFD. Its length stays."""
    if text.isprintable():
        return text
    return re.sub(_HARMFUL, "\ufffd", text.replace("\t", " "))


def in_one_line(text: str) -> str:
    """The same for a part of a line: a line break becomes a space."""
    return harmless(text).replace("\n", " ")


def visible(text: str) -> str:
    """A harmless text for a terminal: without soft hyphens, which some terminals show and others do not."""
    return harmless(text).replace("\xad", "")


def json_text(value: Any, indent: int | None = None) -> str:
    """A value as JSON for a terminal or a log: readable, with escapes for the characters that could do harm."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return re.sub(f"[{NEVER}]", lambda found: f"\\u{ord(found.group()):04x}", text)
