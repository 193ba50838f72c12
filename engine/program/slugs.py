"""The names that are made of a story's wording: ids of choices, and places that draw."""

from __future__ import annotations

import re

SLUG_BREAK = re.compile(r"[\W_]+")
BLANKS_AND_BRACKETS = re.compile(r"[\s()]+")


def wording_of(text: str) -> str:
    """What names a place that draws: its source text without blanks and brackets, which a formatter may change."""
    return BLANKS_AND_BRACKETS.sub("", text)


def slug_of(text: str) -> str:
    """The part of a choice's id that is made from its source text: lower case, runs of other characters as `-`."""
    slug = SLUG_BREAK.sub("-", text.casefold()).strip("-")
    return slug if len(slug) <= 80 else slug[:80].rstrip("-")
