"""Which slip a finding is, as data: other findings may follow from it, and an editor may offer more than its hint."""

from __future__ import annotations

from enum import StrEnum

from engine.named_tuples import NamedTuple
from engine.patterns import regex

# In messages and hints, the text of a story stands between backticks, and nothing else does.
SHOWN = regex(r"`([^`]+)`")


class SlipKind(StrEnum):
    """What was probably done where the code of a finding alone does not tell."""

    OTHER = ""
    # Signs in a line.
    NOT_CLOSED = "a bracket or a style that nothing closes"
    CLOSES_NOTHING = "a bracket that nothing opens"
    TAG_IN_BRACES = "a tag in braces, perhaps one in each text of them"
    DOUBLED_BRACES = "{{braces of another tool}}"
    LINES_IN_BRACES = "a brace whose texts stand on lines of their own, each behind a dash"
    PART_MISSING = "code that lacks a name or a value"
    GUARD_IN_TEXT = "a guard that does not stand before the text of a choice"
    # Lines that stand elsewhere than they were meant, or are read as another thing.
    LOST_ITEMS = "items of a block whose first line is missing"
    HEADING = "a heading that is none"
    OF_FLOW = "a choice, a move or the end of a block that is none"
    LOST_PROPERTY = "a property of a scene that does not stand below a heading"
    STRAY_LINE = "a line before the first scene that belongs into a scene"
    HEADER_LINE_ELSEWHERE = "a header line in an included file"
    JOINS_NOTHING = "a backslash at the end of a line that cannot go on"
    BEHIND_MOVE = "a line at the margin, behind a move and a blank line"
    BEHIND_VISIT = "a paragraph at the margin behind a move, which may have been meant as a visit or for other lines"
    MOVED_ON = "a move behind another one"
    # Names and values.
    UNKNOWN_VARIABLE = "a value that nothing declares"
    UNKNOWN_LABEL = "a label that no choice of a scene has"
    UNKNOWN_PLACE = "a place that is neither a scene nor a label"
    MISNAMED = "a declaration under a name that nothing uses"
    ODD_LABEL = "brackets before a choice that cannot be a label"
    ODD_ENDING = "an ending with signs in its name that were not meant to be part of it"
    NO_PARAMETERS = "the head of a function without brackets"
    NO_SCENE = "a move to something that is called, and is no scene"
    VALUES_TOO_MANY = "a move or a call that gives more values than there are parameters"
    ODD_NAME = "two types that differ in one name, which may be one in two spellings"
    EMPTY_RANGE = "a range from a number to a smaller one"
    OF_LANGUAGE = "what the language of the story does not have"
    UNKNOWN_RANGE = "a value whose range is not known"
    LENT_CHOICES = "a move to choices that are meant to be added"
    # What a finding of the ways through a story is about.
    FALLBACK = "an {otherwise}"
    DRAW = "a scene that nothing draws by its tag"


class Slip(NamedTuple):
    """What is known of a slip: its kind, the name that was written, and those that may have been meant, best first.

    `owner` is the scene in which the name was looked for, where it is the name of a choice or a point; of a play that
    fails, the scene in which nothing is left to do.
    """

    kind: SlipKind = SlipKind.OTHER
    name: str = ""
    meant: tuple[str, ...] = ()
    owner: str = ""


UNTOLD = Slip()


def shown_in(text: str | None) -> list[str]:
    """The names and the code of the story that a message or a hint shows."""
    return SHOWN.findall(text) if text else []
