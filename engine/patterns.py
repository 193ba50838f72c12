"""Regular expressions that are compiled when they are first used, and know the marks of words.

Reading and checking a story know some three hundred of them, nearly all for mistakes that a story does not have; to
compile them all took a third of the time in which `nightcap check` starts.

To Python, `\\w` is a letter, a digit or `_`. Words of Hindi, Thai, Tamil or Khmer have signs besides, which are set
above, below or beside a letter (Unicode categories Mn and Mc): they belong to a word as its letters do, and so `\\w`,
`\\W` and `\\b` of the patterns here take them. To look them up costs time, which a story without such signs shall not
spend: patterns learn them when the first text is read that may hold one (`know_marks_of`). A text without them reads
the same before and after.
"""

from __future__ import annotations

import re
from _thread import allocate_lock
from collections.abc import Iterable
from functools import lru_cache

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")
# Where signs are that are set on letters, and other letters; none of the Latin, Greek and Cyrillic ones of today.
MAY_HOLD_MARKS = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u20d0-\u20ff\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a"
    "\ua66f-\uabff\ufb1e\ufe20-\ufe2f\U00010000-\U0001efff]"
)
# Not signs of words: those that choose how a sign looks, and those that make a key of it.
NO_MARKS = frozenset(map(chr, (*range(0x180B, 0x180E), 0x180F, *range(0x20D0, 0x2100), *range(0xFE00, 0xFE10))))
FIRST_MARK, BEYOND_MARKS = 0x300, 0x1F000
# Tab, line feed and what is printed of ASCII.
_PLAIN = bytes((9, 10, *range(32, 127)))
# What of a pattern the marks change.
PIECE = re.compile(r"\\.|\[\^?\]?|\]|[^\\\[\]]+", re.DOTALL)
# What begins a word, behind a boundary.
WORD_BEHIND = re.compile(r"[A-Za-z]|\((?:\?:)?[a-z]+(?:\|[a-z]+)*\)")

_patterns: list[_Pattern] = []
_lock = allocate_lock()  # what `threading` calls `Lock`, without the rest of it
# The marks, for the inside of a class of a pattern, once a text has been read that may hold one.
_marks = ""


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, without the wait, for a constant of a module: it is kept for ever.

    A mistake in `source` is raised when it is first used.
    """
    return _Pattern(source, flags)  # type: ignore[return-value]  # it has all that patterns have


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """The same for a pattern that is made of the names of one story, and compiled at once."""
    return re.compile(with_known_marks(source), flags)


def with_known_marks(source: str) -> str:
    """The source of a pattern whose words have marks, if any are known."""
    return with_marks(source, _marks) if _marks else source


def unusual_in(text: str) -> set[str]:
    """The characters of a text that are neither of ASCII, Latin, Greek or Cyrillic letters, nor marks as in print.

    Nearly all stories have none, and to find that takes a tenth of a search with a pattern.
    """
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")
    return {
        one
        for one in set(rest)
        if not ("\xa0" <= one <= "\u02ff" or "\u0370" <= one <= "\u0482" or "\u048a" <= one <= "\u0590")
        and not "\u2010" <= one <= "\u2027"
    }


def know_marks_of(text: str) -> None:
    """Let the patterns know the marks of words from now on, if a text may hold one: before anything of it is read."""
    if _marks or text.isascii() or not unusual_in(text) or re.search(MAY_HOLD_MARKS, text) is None:
        return
    with _lock:
        if not _marks:
            _learn()


def knows_marks() -> bool:
    """Whether the patterns know the marks of words."""
    return bool(_marks)


class _Pattern:
    """Stands for a pattern. Once compiled, its methods are attributes of this object, which are found at once."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.given_flags = flags
        _patterns.append(self)

    def __getattr__(self, name: str) -> object:
        one = compiled(self.pattern, self.given_flags)
        for method in METHODS:
            setattr(self, method, getattr(one, method))
        return getattr(one, name)


@lru_cache(maxsize=512)
def with_marks(source: str, marks: str) -> str:
    """A pattern whose words have marks, too; `marks` are those for the inside of a class.

    `[^\\W\\d]` stays what it is: no name begins with a mark.
    """
    word, no_word = rf"[\w{marks}]", rf"[^\w{marks}]"
    # As it was where no mark stands, which is found at once; else between a mark and what is no word.
    mark = f"[{marks}]"
    boundary = rf"(?:\b(?!{mark})(?<!{mark})|(?={mark})(?<!{word})|(?<={mark})(?!{word}))"
    instead = {r"\w": word, r"\W": no_word, r"\b": boundary}
    before_word = rf"\b(?<!{mark})"  # a third of the time: in a search it is asked at every character
    is_class = False
    written = []
    pieces = PIECE.findall(source)
    for piece, behind in zip(pieces, (*pieces[1:], ""), strict=True):
        if is_class:
            is_class = not piece.endswith("]") or piece == r"\]"
            written.append(piece + marks if piece == r"\w" else piece)
        else:
            is_class = piece[0] == "["
            is_before_word = piece == r"\b" and WORD_BEHIND.match(behind) is not None
            written.append(before_word if is_before_word else instead.get(piece, piece))
    return "".join(written)


def _learn() -> None:
    """Find the marks, and let patterns that are compiled already be compiled anew."""
    global _marks
    _marks = _ranges(code for code in range(FIRST_MARK, BEYOND_MARKS) if _is_mark(chr(code)))
    for pattern in _patterns:
        for method in METHODS:
            pattern.__dict__.pop(method, None)


def _is_mark(char: str) -> bool:
    from unicodedata import category

    return category(char) in ("Mn", "Mc") and char not in NO_MARKS


def _ranges(codes: Iterable[int]) -> str:
    """Characters, in order, for the inside of a class."""
    written: list[str] = []
    first = last = -2
    for code in codes:
        if code == last + 1:
            last = code
            written[-1] = f"{chr(first)}-{chr(last)}"
        else:
            first = last = code
            written.append(chr(code))
    return "".join(written)
