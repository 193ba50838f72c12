"""The names that are made of a story's wording: ids of choices without a label."""

from __future__ import annotations

from engine.program.word_characters import is_of_a_word

# In the name of a place that draws, before it has its number (engine/compile/draws.py).
UNNUMBERED = "\x00"

# Of ASCII, all but letters and digits part words. All of it stands here: what is missing would be looked for each time.
PARTING = "".join(char if char.isalnum() else " " for char in map(chr, range(128)))


def slug_of(text: str) -> str:
    """The part of a choice's id that is made from its source text: lower case, runs of other characters as `-`."""
    folded = text.casefold()
    if not folded.isascii():
        folded = "".join(char if is_of_a_word(char) else "-" for char in folded)
    slug = "-".join(folded.translate(PARTING).split())
    return slug if len(slug) <= 80 else slug[:80].rstrip("-")
