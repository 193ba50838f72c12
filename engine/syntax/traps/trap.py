"""What a line of prose was probably meant to be, and what stands around it that tells."""

from __future__ import annotations

import re

from engine.named_tuples import NamedTuple
from engine.patterns import compiled, regex
from engine.slips import UNTOLD, Slip
from engine.source import Source
from engine.syntax.file_lines import HEADING_LINES, lines_with

NEXT_LINE = regex(r"\n(?:[ \t]*+(?://[^\n]*+)?\n)*+([ \t]*+)(?!//)\S")
MARKED = regex(r"==|--(?=[ \t]|$)|[*+~][ \t]|->|<-|//|label[ \t].*:$|menu\b.*:$|\"[^\"]*\":?$|\w+[ \t]+\"|[^\n]*:$|[$]")
SENTENCE_ENDS = frozenset('.!?…”"»')
# With one of these begins a line that is no prose.
MARKS = frozenset("=*+~<-/")
END_OF_SCENE = regex(r"[ \t]*(?://[^\n]*)?(?:\n[ \t]*(?://[^\n]*)?)*(?:\Z|\n==|\nlabel\b)")
RENPY_SCRIPT = regex(r"^(?:label[ \t]+\w[^\n]*:|[ \t]*menu(?:[ \t]+\w+)?:|define[ \t])", re.MULTILINE)


class Trap(NamedTuple):
    """What a line was probably meant to be: the type of its token, and where to begin reading it as that.

    The type is empty for a line of which nothing more is known. `name` is that of a declaration; `end` is where the
    target of a move or the text of a choice ends, if that is not the end of the line. What `is_doubt` is prose all the
    same, and only a warning.
    """

    type: str
    begin: int
    hint: str
    message: str = "this line would be read as prose"
    code: str = "NC304"
    name: str | None = None
    end: int | None = None
    is_doubt: bool = False
    slip: Slip = UNTOLD


def indented_below(text: str, end: int, width: int) -> bool:
    """Whether the next line behind `end` that is neither blank nor a comment is indented further."""
    found = NEXT_LINE.match(text, text.find("\n", end))
    return found is not None and len(found.group(1).expandtabs(4)) > width


def line_above(text: str, at: int) -> str:
    """The line above the one of a place, without the blanks around it."""
    begin = max(text.rfind("\n", 0, at), 0)
    return text[text.rfind("\n", 0, begin) + 1 : begin].strip()


def is_wrapped(text: str, at: int, end: int) -> bool:
    """Whether a line belongs to a paragraph of prose: the line above or below is prose, too."""
    below_at = text.find("\n", end) + 1
    below = text[below_at : text.find("\n", below_at) if text.find("\n", below_at) >= 0 else len(text)].strip()
    return any(line and not MARKED.match(line) for line in (line_above(text, at), below if below_at else ""))


def begins_within(text: str, at: int) -> bool:
    """Whether a line goes on with a paragraph of prose that the line above belongs to."""
    above = line_above(text, at)
    return bool(above) and not MARKED.match(above)


def is_behind_sentence(text: str, at: int) -> bool:
    """Whether the line above ends a sentence."""
    return line_above(text, at)[-1:] in SENTENCE_ENDS


def is_in_list(text: str, at: int, end: int) -> bool:
    """Whether a line stands within a list or a drawing: it or the line above ends in a `\\`, or that in a colon."""
    above = line_above(text, at)
    return text[at:end].endswith("\\") or (above.endswith(("\\", ":", ",")) and above[0] not in MARKS)


def is_within_sentence(text: str, at: int, end: int) -> bool:
    """Whether a line stands in the middle of a sentence: the line above ends none, and the one below begins small."""
    above = line_above(text, at)
    is_open = bool(above) and (above[-1].isalnum() or above[-1] in ",;—–") and not MARKED.match(above)
    below_at = text.find("\n", end) + 1
    return is_open and (text[end - 1 : end] in ".,!?…" or (below_at > 0 and text[below_at : below_at + 1].islower()))


def is_heading(source: Source, name: str) -> bool:
    """Whether the story has a scene of this name."""
    lines = lines_with(HEADING_LINES, source.whole)
    return name in lines and compiled(rf"^==[ \t]*{name}\b", re.MULTILINE).search(lines) is not None
