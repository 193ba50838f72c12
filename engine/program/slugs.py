"""The names that are made of a story's wording: ids of choices without a label."""

from __future__ import annotations

from engine.patterns import regex
from engine.program.word_characters import is_of_a_word

# In the name of a place that draws, before it has its number (engine/compile/draws.py).
UNNUMBERED = "\x00"

SLUG_BREAK = regex(r"[\x00-/:-@\[-`{-\x7f]+")


def slug_of(text: str) -> str:
    """The part of a choice's id that is made from its source text: lower case, runs of other characters as `-`."""
    folded = text.casefold()
    if not folded.isascii():
        folded = "".join(char if is_of_a_word(char) else "-" for char in folded)
    slug = SLUG_BREAK.sub("-", folded).strip("-")
    return slug if len(slug) <= 80 else slug[:80].rstrip("-")
