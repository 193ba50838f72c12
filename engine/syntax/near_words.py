"""Words of the language with a slip in them: which of some words was meant."""

from __future__ import annotations

from collections.abc import Iterable

# How much of two words is the same: `wen` is near `when`, `wait` is not.
NEAR = 0.75


def nearest_word(word: str, known: Iterable[str]) -> str | None:
    """The one of some words that a word was meant to be, or None: in capitals, cut off, letters swapped, or near."""
    folded = word.casefold()
    words = list(known)
    for one in words:
        if one == folded or (len(folded) > 3 and one.startswith(folded)):
            return one
        if len(folded) > 1 and len(one) == len(folded) and sorted(one) == sorted(folded):
            return one
    from difflib import get_close_matches

    found = get_close_matches(folded, words, 1, NEAR) if len(folded) > 2 else []
    return found[0] if found else None
