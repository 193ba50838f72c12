"""Stars that were probably meant as text, although two of them make what stands between them emphasis.

`*1901 in Ulm, 5*` is a birth and a hotel, `a*b*c` a product, `sh*t*` a word and a note. Emphasis has words between its
stars, begins where a word begins and ends where one ends; what does not is asked about.
"""

from __future__ import annotations

from engine.patterns import regex
from engine.syntax.tree import Styled, TextItems

# Between the star of a birth, or of what is dialled, and that of a hotel or a note: `*1901 in Ulm, †1980, Hotel Post,
# 5*`, `*67 and the price is 5*`, `*1899, Anna*`. Titles begin with numbers, too: `*9 to 5*`, `*20 days in May*`.
BORN = regex(
    r"\d{4}[),; –-][^*]*,[^*]*(?<!\d)\d\Z|\d{2,}(?:[ \t\n]+[^\s*]+){2,}[ \t\n]+\d\Z|\d{4},[ \t\n]+[A-Z][^\W\d_]+\Z"
)
# A word of which a star hides a vowel, `sh*t*`, and not a part that is stressed.
CENSORED = regex(r"(?<![^\W\d_])[b-df-hj-np-tv-xz]{1,3}\Z"), regex(r"[b-df-hj-np-tv-xz]{1,3}\Z")
# Before a star that begins something stands none of these, and nothing that ends so goes on in a word.
BEFORE_CODE = frozenset("=+)]}&%$")
# A star that is shown, before a word: what is emphasised has none.
STAR_WITHIN = regex(r"(?<=[ (])\*(?=[^\W\d_])|(?<=[\"“„«‘])\*(?=\w)")
# With these a star begins no emphasis that ends within a word.
SIGNS = frozenset("&@#%!?^$€£~+")
MONEY = regex(r"[ \t][$€£]\Z")
LETTERS = regex(r"[^\W\d_]+")


def is_lost(text: str, item: Styled) -> bool:
    """Whether the stars of an emphasis were meant to be read."""
    at, end, width = item.at, item.end, len(item.style)
    inside = text[at + width : end - width]
    before, after = text[max(at - 1, 0) : at], text[end : end + 1]
    if before.isalnum() and _is_within(text, at, end, inside):
        return True
    if " " in inside and after.isalpha() and inside[0] in SIGNS:
        return True  # `A *$5 note and a*b`
    if (before.isdigit() and inside[:1].isdigit()) or (after.isdigit() and inside[-1:].isdigit()):
        return True
    if BORN.match(inside) or MONEY.search(inside):
        return True
    if "\\*" not in inside and holds_star(item):
        return True
    if before == "(" and inside.count(")") > inside.count("("):
        return True  # `Otto (*1950) and Anna*`
    if before in BEFORE_CODE and after.isalnum():
        return True  # `a=*b; c=*d`
    return inside.startswith("-") and " " in inside and after == "-"  # `*-algebra, A*-search`


def holds_star(item: Styled) -> bool:
    """Whether a star is shown before a word of an emphasis."""
    return any(isinstance(one, str) and STAR_WITHIN.search(one) for one in item.items)


def is_beside_word(items: TextItems, at: int) -> bool:
    """Whether nothing but letters stand between this emphasis and the next, `*cough*cough*cough*`."""
    word = items[at + 1] if at + 2 < len(items) else None
    return isinstance(word, str) and word.isalpha() and isinstance(items[at + 2], Styled)


def _is_within(text: str, at: int, end: int, inside: str) -> bool:
    """Whether both stars stand within words, or one word: `5*3 is 15 and 2*2`, `a*b*c`, `sh*t*`, `beep*beep*beep`."""
    after = text[end : end + 1]
    if after.isalnum() and (" " in inside or "*" in inside):
        return True
    is_letter = len(inside) == 1 and inside.isalnum() and not text[max(at - 2, 0) : at - 1].isalnum()
    if is_letter and after.isalnum():
        return True
    if not after.isalnum():
        return bool(CENSORED[0].search(text, max(at - 4, 0), at) and CENSORED[1].match(inside))
    behind = LETTERS.match(text, end)
    return behind is not None and behind.group().casefold() == inside.casefold()
