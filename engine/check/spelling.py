"""What was probably meant: the known name nearest to an unknown one."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import normalize

MOST_COMPARISONS = 400_000
SWAPPED = 0.9
# How much nearer one letter in the place of another is than what the letters in common say: `trek` to `trak`.
REPLACED = 0.06
# What two names have in common at least, of which only one is written with capitals.
OTHER_CASE = 0.8


def looks_like(one: str, other: str) -> bool:
    """Whether two names are the same but for how their accents are typed: with the letter, or behind it."""
    return normalize("NFC", one) == normalize("NFC", other)


def meant_hint(near: str, name: str) -> str:
    """What is said of a name that is not known, and the known one that is nearest to it."""
    if looks_like(near, name):
        return f"the accents of `{near}` are typed in another way where it is named: copy it from there"
    return f"did you mean `{near}`?"


def _has_one_other(one: str, other: str) -> bool:
    """Whether two names of one length differ in one letter."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


class Speller:
    """Finds near names. It stops looking after a bounded number of comparisons, so that a huge story full of
    mistakes is still answered at once."""

    def __init__(self) -> None:
        self.comparisons = 0

    def nearest(self, name: str, known: Iterable[str], least: float = 0) -> str | None:
        """The known name most like `name`, or None when none is like it; `least` is the similarity wanted, up to 1."""
        from difflib import SequenceMatcher

        folded, is_accented = name.casefold(), not name.isascii()
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(folded)
        # Of three letters, two in place are near; longer names must have more in common.
        least = least or (0.66 if len(name) <= 4 else 0.7)
        best, best_ratio = None, least
        for candidate in known:
            self.comparisons += 1
            if self.comparisons > MOST_COMPARISONS:
                break
            if is_accented and looks_like(candidate, name):
                return candidate
            if abs(len(candidate) - len(name)) > max(3, len(name) // 2):
                continue
            other = candidate.casefold()
            if other == folded:
                return candidate
            if len(other) == len(folded) > 2 and sorted(other) == sorted(folded):
                # Letters that changed places: in a short name, little else may be the same.
                best, best_ratio = candidate, max(best_ratio, SWAPPED)
                continue
            matcher.set_seq1(other)
            more = REPLACED if _has_one_other(other, folded) else 0
            wanted = max(best_ratio - more, least)
            if len(name) > 2 and name.isupper() != candidate.isupper():
                # Constants are written with capitals: `COLD` is no slip for `coal`, but `SCOR` is one for `score`.
                wanted = max(wanted, OTHER_CASE)
            if matcher.real_quick_ratio() > wanted and matcher.quick_ratio() > wanted:
                ratio = matcher.ratio()
                if ratio > wanted:
                    best, best_ratio = candidate, ratio + more
        return best

    def hint(self, name: str, known: Iterable[str], what: str = "") -> str | None:
        """`did you mean …?`, or None."""
        nearest = self.nearest(name, known)
        return None if nearest is None else f"did you mean `{nearest}`?{what}"
