"""The names that are made of a story's wording: ids of choices without a label."""

from __future__ import annotations

import re

# In the name of a place that draws, before it has its number (engine/compile/draws.py).
UNNUMBERED = "\x00"

SLUG_BREAK = re.compile(r"[\W_]+")


def slug_of(text: str) -> str:
    """The part of a choice's id that is made from its source text: lower case, runs of other characters as `-`."""
    slug = SLUG_BREAK.sub("-", text.casefold()).strip("-")
    return slug if len(slug) <= 80 else slug[:80].rstrip("-")
