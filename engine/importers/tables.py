"""Tables of words, as importers have them."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """The words of a text as a set, which reads more easily than a list of quotes."""
    return frozenset(text.split())
