"""How alike two texts are, in words. By their letters alone, "Take the iron key." is much like "Kill the prisoner."."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

# Texts that share less than this are not the same text reworded.
LIKE = 0.55
# With so many in common, they may be.
SOME = 0.25
# Two words with so many letters in common are one word and a slip of it.
SAME_WORD = 0.7
MOST_WORDS = 400
# In scripts that do not part words, each character counts as one.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


@lru_cache(maxsize=20_000)
def similarity(one: str, other: str) -> float:
    """The share of words that two texts have in common, from 0 to 1; slips in a word are forgiven."""
    words, others = _words(one), _words(other)
    if not words or not others:
        return float(one.strip() == other.strip())
    shared = 0.0
    for kind, low, high, other_low, other_high in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if kind == "equal":
            shared += high - low
        elif kind == "replace":
            shared += _slips(words[low:high], others[other_low:other_high])
    return 2 * shared / (len(words) + len(others))


def is_like(one: str, other: str) -> bool:
    """Whether one text may be the other, reworded."""
    return similarity(one, other) >= LIKE


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())[:MOST_WORDS]


def _slips(words: list[str], others: list[str]) -> float:
    """How many words stand in both, in the same order, one of them with a slip."""
    shared, start = 0.0, 0
    for word in words:
        for at in range(start, min(len(others), start + 3)):
            ratio = SequenceMatcher(None, word, others[at], autojunk=False).ratio()
            if ratio >= SAME_WORD:
                shared, start = shared + ratio, at + 1
                break
    return shared
