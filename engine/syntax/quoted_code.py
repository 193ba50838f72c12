"""What is quoted as code in a line of prose, between back-ticks: `` `a->b` ``. There, signs are shown."""

from __future__ import annotations

from engine.patterns import regex

# Code is no longer before a sign, nor behind it: a line may have thousands of signs, and each looks at what it is in.
LONGEST_CODE = 200
# Behind the end of the line, in a comment, or in another text of a form, there is other code or none.
NO_CODE = regex(r"[\n|{}]|[ \t]//[ \t]")


def quoted_code(text: str, at: int, begin: int, end: int) -> tuple[int, int] | None:
    """Where the code begins and ends in which a sign of a line stands; none if it stands in none.

    A back-tick opens a quotation, too: in `` `Go on,' she said, `and on' `` there is no code. Nor is there any across
    the bars and braces of a form, in a comment, behind a letter or a digit (`` 5` tall ``), or beside escaped ones.
    """
    open_at = text.rfind("`", max(begin, at - LONGEST_CODE), at)
    close = text.find("`", at, min(end, at + LONGEST_CODE)) if open_at >= 0 else -1
    if close < 0 or NO_CODE.search(text, open_at + 1, close) is not None:
        return None
    if text[close - 1] in " \t\\" or text[close + 1 : close + 2].isalnum():
        return None
    if open_at > begin and text[open_at - 1].isalnum():
        return None
    line_at = max(begin, text.rfind("\n", begin, at) + 1)
    ticks = text.count("`", line_at, at) - text.count("\\`", line_at, at)
    return (open_at + 1, close) if ticks % 2 == 1 else None
