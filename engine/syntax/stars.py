"""Which stars of a text are no mark of emphasis: those that stand before no word, and those within a word or a sum.

A star that begins emphasis stands before a word, or before a mark with which speech may begin, `*"Yes," she said*`; one
that ends it stands behind a word or the mark at its end.
"""

from __future__ import annotations

import re

from engine.patterns import regex
from engine.syntax.quoted_code import quoted_code

# At an end, before a blank, or before marks that end something: in an open style such a star closes it.
AT_END = regex(r"\*+(?:(?=[,;:.!?…)\]»”\"'’]*+(?:[ \t\n]|\Z))|(?=\\\n|\\\Z|<>[ \t]*(?:\n|\Z)))")
# Nothing ends behind one of these.
NO_END = frozenset(("", " ", "\t", "\n", *"([“„«‘¿¡"))
# With such a mark, speech begins within emphasis.
OPENING = frozenset('"“„«‘¿¡')
# No star before the next one, which could end what begins here.
UNENDED = r"(?![^*]{1,400}+(?<=[^\s(\[“„«‘/\\])\*)"
PLAIN = regex(
    r"\*{1,2}(?:(?=[\ufe0f\u20e3])"  # a keycap emoji
    r"|(?:[^\w*\\{}\n]|_)++\*{1,2}(?![^\W_]))"  # no word up to the next ones: `dir *.*`
    r"|\*+(?=[½¼¾⅓⅔⅛/¹²³\u2070-\u209f])"  # ratings: `**½`, `4*/5*`
    r"|\*+(?=[,;:!?)\]»”]|\.\w)"  # a mark that ends something, and `*.txt`
    r"|(?<=[\w*])\*+(?=['’](?:s|d|ll|re|ve|m|t)\b)"  # a name that is not told: `Mr. M***'s house`
    r"|\*{3}(?=['’]s\b)|\*{3}(?=(?:shire|ton|ham|ford|ville|burgh?|berg|stadt|dorf|heim)s?\b)"
    r"(?![^*]{1,400}+(?:\*{1,2}(?!\*)[^*]{1,400}+){0,3}(?<=[^\s(\[“„«‘/\\])\*{3})"  # `the ***shire militia`
    r"|\*+(?=[&@#%!?^$~+]{2})(?![^*]{1,400}+(?<=[^\s(\[“„«‘/\\])\*(?!\w))"  # what is not said: `*&@#%!`
    r"|(?<=_\w)\*+(?=\w)"  # `a_1*a_2`
    r"|(?<=\d)\*{1,2}(?=\d)|(?<=[\w)\]])\*+(?=[^\w\s\"“„«‘'’\\{*])|(?<=\))\*+(?=\w)"  # sums: `2*3`, `x*(y + z)`
    r"|(?:(?<=~)\*+(?=~)|(?<=-)\*+(?=-)|(?<=\^)\*+(?=\^))"  # drawn: `~*~`
    r"|(?<=\()\*\w{1,2}(?=\))"  # a note: `(*1)`
    r"|\*[\d*]*+#[\d#*]*+(?!\w)"  # what is dialled: `*31#`, `*67`
    r"|\*\d[\d-]*+#(?!\w)|\*\*\d++\*(?!\*)|\*\d++\*\d++(?:[#*](?!\*))?+(?!\w)"  # `**21*`, `*21*555#`
    rf"|\*\d++(?=[\s.,;:!?)–—-]|\Z){UNENDED}"
    rf"|\*+(?=[^\w\s\"“„«‘'’(\[{{¿¡…—–\\*]){UNENDED}"
)
ONE_STAR = regex(r"\*")
# In a word stars begin what ends in it, `un*believ*able`; else they stand for letters, or for all of `Student*innen`.
IN_WORD = regex(r"(?<=[^\W_])\*++(?:(?=[^\W_])(?![^\s*]*\*)|(?:[^\W_]++\*++[^\W_]++\*++)+[^\W_]++(?![\w*]))")

# A star that nothing closes is text in code, `int *p`, `(*args, **kwargs)`, and where it is a note to a star behind a
# word above, `Name*, street*. *Required.`
TYPE = regex(r"(?<!\w)(?:int|char|void|float|double|long|short|unsigned|size_t|FILE|struct \w{1,40}) ?\Z")
CODE = regex(r"(?:args|kwargs)\b|[^\W\d]\w*(?:\+\+|--|->|\[\w)")
NOTED = regex(r"(?:(?<=[^\s(\[“„«‘¿¡*\\])|(?<=[ \u00a0\u202f][€$£%°»]))\*{1,3}(?=[\s.,;:!?)]|\Z)")
BEGINS_NOTE = regex(r"(?:\A|[.;:!?…)”\"\n(])[ \t\n]*\Z")
PAIR = regex(r"(?<![\w*\\])(\*{1,3})(?=[^\s*])[^*]*[^\s*]\1(?![\w*])")
LONGEST_BEFORE = 1500
# In a family tree, about when somebody was born: `*ca. 1820`, `*um 1820`.
BORN = regex(
    r"(?:c|ca|circa|um|vor|nach|abt|about|bef|before|aft|after|vers|avant|après|omkr|около)\b\.? ?\d{3,4}"
    r"(?=[ \n]?(?:[,;)†–]|\Z)|[ \n](?:or|oder|ou|in|zu|à)\b)"
)
# What is repeated from a star on, as knitters write it: `*k2, p2; rep from * to end`.
FROM_STAR = regex(
    r"[^*]{1,400}\b(?:rep(?:eat)?\.?(?:[ \n](?:from|between))?|ab|zwischen|depuis|entre|desde|från|fra)"
    r"[ \n]\*{1,3}(?=[\s,.;:)]|\Z)"
)
LONGEST_ROUND = 420


def is_plain_unclosed(text: str, at: int, behind: int) -> bool:
    """Whether stars at `at`, which nothing closes, are text all the same; `behind` is where they end."""
    if TYPE.search(text, max(at - 50, 0), at) or CODE.match(text, behind) or BORN.match(text, behind):
        return True
    return is_note(text, at)


def is_repeated_from(text: str, at: int, end: int) -> bool:
    """Whether the star at `at` is a place in a text that is named behind it, by a star of its own."""
    end = min(end, at + LONGEST_ROUND)
    return text.find(" *", at, end) >= 0 and FROM_STAR.match(text, at + 1, end) is not None


# The line of such a note: `*Baba says three.`, `** = see the chart`.
LINE_OF_NOTE = regex(r"^[ \t]*(?:\\\*|\*{1,3}(?=[^\W_])[^*\n]*$|\*{2,3}[ \t]+[=–—])", re.MULTILINE)


def last_note(text: str, at: int, end: int) -> int:
    """Where the last line between two offsets stands that begins as a note to a star above does; -1 without one."""
    return max((found.start() for found in LINE_OF_NOTE.finditer(text, at, end)), default=-1)


def is_note(text: str, at: int) -> bool:
    """Whether stars at `at` may begin a note to a star behind a word, which stands before them in the same scene."""
    if BEGINS_NOTE.search(text, max(at - 4, 0), at) is None:
        return False
    before = text[max(text.rfind("\n==", 0, at), at - LONGEST_BEFORE, 0) : at]
    return NOTED.search(PAIR.sub("", before)) is not None


# Emphasis in what is quoted as code: `*word*`.
STYLED = regex(r"(?<![\w*])(\*{1,2})(?=[^\s*])[^*\n]*[^\s*]\1(?![\w*])")


def in_code(text: str, at: int, begin: int, end: int) -> bool:
    """Whether a star stands in what is quoted as code, and no other one there ends what it begins."""
    code = quoted_code(text, at, begin, end)
    return code is not None and STYLED.search(text, *code) is None


def plain_stars(text: str, at: int, end: int, is_open: bool = False) -> re.Match[str] | None:
    """The stars at `at` if they are text, with what of the text is plain with them; `is_open` within emphasis."""
    after = text[at + 1 : at + 2]
    if after in OPENING:
        after = text[at + 2 : at + 3]
    if is_repeated_from(text, at, end):
        return ONE_STAR.match(text, at)
    if after.isalpha() and not "\u2070" <= after <= "\u209f" and (at == 0 or text[at - 1] in " \t\n"):
        return None  # between a blank and a letter, emphasis begins: so do nearly all stars
    return PLAIN.match(text, at, end) or (None if is_open else IN_WORD.match(text, at, end))
