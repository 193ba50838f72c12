"""Lines that were meant to open the block below them, but have another mark, or none."""

from __future__ import annotations

import re

from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.slips import UNTOLD, Slip, SlipKind
from engine.syntax.messages import shortened
from engine.syntax.text_forms import FORM

MARK = r"(?:\\?[^\w\s\"“«'(\\][ \t]*|(?:set|do|then|let|call|now|python|code)\b:?[ \t]+)*"
LOGIC = regex(
    MARK + r"(?P<head>(?:if|elif|else[ \t]+if|elseif|elsif|else|for|foreach|while|unless|when"
    r"|" + FORM + r")\b[^.!?]*?)[ \t]*[:{;]?[ \t]*[>)}\]]*[ \t]*$",
    re.IGNORECASE,
)
CHOICE = regex(r"(?:_|[^\w\s\"“«'(\\]{1,3}|[ox•]|\d{1,2})[.):\]]?[ \t]+(?P<text>[\"“«(\[{]?[^\W\d_a-z].*)$")
# The same with a label or a condition before the text.
GUARDED = regex(
    r"(?:[^\w\s\"“«'(\\]{1,3}|[xXo•])[ \t]+"
    r"(?P<text>(?:\(\w+\)[ \t]*\S|\{[ \t]*(?:if|needs)\b|for[ \t]+\w+[ \t]+in\b).*)$"
)


class Opener(NamedTuple):
    """Such a line: where it stands, what is wrong with it, how it is written, and what follows from it."""

    at: int
    end: int
    message: str
    hint: str
    slip: Slip = UNTOLD


# A line that is no plain prose: `[Stand up.]`, `(up) * Stand up.`, `choice "Stand up."`, `3) Stand up.`
ODD = regex(
    r"(?:[\[(<|@#>}&%$^=-]++|\d++[.):]|[a-z]++(?=[ \t]*+[\"“]))[ \t]*+(?:[^\W\d]\w*+[)\]>}]++[ \t]*+)?[*+-]?[ \t]*+"
)


# `(up) Stand up.`, whose label stays.
LABELLED = regex(r"\([^\W\d]\w*\)[ \t]+[\w\"“«]")
# How many lines of one item are passed over to find the next.
MOST_LINES = 50


def block_meant(text: str, at: int) -> Opener | None:
    """What the line above an indented one was meant to be, whose first character stands at `at`; None if unknown."""
    end = text.rfind("\n", 0, at)
    while end > 0:
        begin = text.rfind("\n", 0, end) + 1
        line = text[begin:end].strip()
        if line.startswith("- ") and (items := lost_items(text, begin, end)) is not None:
            return items
        if line and not line.startswith("//"):
            return _meant(line, begin + text[begin:end].index(line))
        end = begin - 1
    return None


def lost_items(text: str, at: int, end: int) -> Opener | None:
    """The first of several lines as those below `~ random:`, of which the one between two places is another."""
    line = text[at:end]
    indent = line[: len(line) - len(line.lstrip())]
    first = at
    while first > 0:
        above = text.rfind("\n", 0, first - 1) + 1
        if not text.startswith(f"{indent}- ", above):
            break
        first = above
    if first == at and not _is_another_below(text, indent, end):
        return None
    hint = "write `~ random:`, or another such word, above them, and leave them indented"
    message, slip = "these items stand in no block", Slip(SlipKind.LOST_ITEMS)
    return Opener(first + len(indent), text.find("\n", first), message, hint, slip)


def _is_another_below(text: str, indent: str, end: int) -> bool:
    """Whether another item stands below one; between may stand more of this one, which is indented further."""
    for _ in range(MOST_LINES):
        if text.startswith(f"{indent}- ", end + 1):
            return True
        if not text.startswith((f"{indent} ", f"{indent}\t"), end + 1):
            return False
        end = text.find("\n", end + 1)
        if end < 0:
            return False
    return False


def _meant(line: str, at: int) -> Opener | None:
    if line.startswith(("==", "->", "<-", "~ ", "-- ")):
        return None
    message = "this line would be read as prose"
    logic = LOGIC.match(line)
    if logic is not None:
        head = re.sub(r"^(?:elseif|elsif|else[ \t]+if)\b", "elif", logic["head"].strip())
        hint = f"to open the block below it, write `~ {shortened(head)}:`"
        return Opener(at, at + len(line), message, f"{hint}; for plain text do not indent what follows")
    choice = CHOICE.match(line) or GUARDED.match(line)
    if choice is not None:
        hint = f"for a choice, write `* {shortened(choice['text'])}`; for plain text do not indent what follows"
        return Opener(at, at + len(line), message, hint)
    odd = ODD.match(line)
    text = line[odd.end() :].strip(' \t"“”[]<>|:') if odd is not None else ""
    labelled = LABELLED.match(line)
    if text:
        text = line if labelled is not None else text
        hint = f"a choice is written `* {shortened(text)}`; for plain text do not indent what follows"
        return Opener(at, at + len(line), message, hint)
    return None
