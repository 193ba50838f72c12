"""What a terminal can show: which characters, and whether colours. Older ones get plain equivalents."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO

# One column for one column, so that nothing that was laid out moves.
EQUIVALENTS = str.maketrans("…“”„«»‘’‚–—‐‑−·•▸›‹─│↓↑←→✓\u00a0\u202f", '."""""\'\'\'-----.*>><-|v^<>+  ')
DRAWN = "▸›─↓·–"
# Hardware of before there were colours or Unicode, and what pretends to be it.
HARDWARE = ("vt52", "vt1", "vt2", "vt3", "vt4")
MONOCHROME = ("dumb", "-m", "-mono")


def encoding_of(stream: TextIO, environ: Mapping[str, str] = os.environ) -> str:
    """The encoding of the characters that a terminal can show."""
    if environ.get("TERM", "").startswith(HARDWARE):
        return "ascii"
    return stream.encoding or "ascii"


def draws(encoding: str) -> bool:
    """Whether the marks that the full-screen player draws can be shown in an encoding."""
    return shows(DRAWN, encoding)


def shows(text: str, encoding: str) -> bool:
    """Whether a text can be shown in an encoding."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def has_colors(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether colours may be used: the user does not forbid them, and the terminal has them."""
    term = environ.get("TERM", "")
    return not (environ.get("NO_COLOR") or term.startswith(HARDWARE) or term.endswith(MONOCHROME))


def shown_in(text: str, encoding: str) -> str:
    """The text with what an encoding does not have in characters that look alike, or as `?`."""
    if text.isascii() or shows(text, encoding):
        return text
    return "".join(char if shows(char, encoding) else _equivalent(char, encoding) for char in text)


def _equivalent(char: str, encoding: str) -> str:
    import unicodedata

    for alike in (dict(zip(*EQUIVALENTS, strict=True)).get(char, char), unicodedata.normalize("NFKD", char)[:1]):
        if shows(alike, encoding):
            return alike
    # What takes no column is left out, what takes two stays as wide.
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return ""
    return "??" if unicodedata.east_asian_width(char) in "WF" else "?"
