"""The control characters that stand for style in the texts of a program; no story text can hold any."""

from __future__ import annotations

from collections.abc import Sequence

EMPHASIS, EMPHASIS_END, STRONG, STRONG_END = "\x01", "\x02", "\x03", "\x04"
# Stands where an inline form yielded nothing, until the blanks around it are settled.
NOTHING = "\x05"
# At the beginning or the end of a text: it joins what stands there, without a blank, even behind a paragraph's end.
JOIN = "\x06"
# Around what a function prints in the middle of a sentence: the blanks at its ends go, and where it prints nothing,
# that is an inline form that yields nothing.
CALL, CALL_END = "\x10", "\x11"
# Begins a tag whose value is made while it is played: instead of a text that is said, and behind the text of a choice.
TAG = "\x07"


def is_tag(parts: Sequence[object]) -> bool:
    """Whether the parts of a text that is said make a tag."""
    first = parts[0] if parts else None
    return isinstance(first, str) and first.startswith(TAG)
