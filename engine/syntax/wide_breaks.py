"""Line breaks of Chinese and Japanese beside braces and emphasis: a blank, or none, by what is shown on both sides.

A break within a literal text is settled at once (`joined_wide`). One that stands beside a form waits until the text
has been read: then the forms tell what they may show there.
"""

from __future__ import annotations

from enum import Enum

from engine.characters import WIDE
from engine.patterns import regex
from engine.syntax.tree import Show, TextItem, TextItems

# Half-width katakana are letters, too.
LETTERS = f"{WIDE}\uff66-\uff9f"
# Marks that East Asia shares with the West: beside a wide character they are as good as one.
SHARED = "…‥―—─━“”‘’·※‼⁇⁈⁉♪\u2190-\u2193\u21d2\u2460-\u24ff\u25a0-\u25ef\u2605\u2606\u2776-\u2793\uff61-\uff65"
# Behind a mark that brings its own room no blank stands, whatever comes on the next line.
ENDING_MARKS = "、。，．：；？！）」』】》〉〕｝］"
BETWEEN_WIDE = regex(
    f"(?<=[{ENDING_MARKS}])[ \t]*\n[ \t]*(?=\\S)"
    f"|(?:(?<=[{LETTERS}])|(?<=[{LETTERS}][{SHARED}])|(?<=[{LETTERS}][{SHARED}]{{2}})|(?<=[{LETTERS}][{SHARED}]{{3}}))"
    f"[ \t]*\n[ \t]*(?=[{SHARED}]{{0,3}}(?:[ \t]*\n[ \t]*[{SHARED}]{{0,3}})?[{LETTERS}])"
)
HAS_WIDE = regex(f"[{LETTERS}]")
ENDS_WIDE = regex(f"[{LETTERS}][{SHARED}]{{0,3}}\\Z")
BEGINS_WIDE = regex(f"[{SHARED}]{{0,3}}[{LETTERS}]")
# Stands for the end of a line beside a form, until it is settled.
OPEN_BREAK = "\x08"
FIRST_BREAK, LAST_BREAK = regex(r"\A[ \t]*\n[ \t\n]*"), regex(r"(?<![ \t\n])[ \t]*\n[ \t\n]*\Z")


class Edge(Enum):
    """What a text shows at one of its ends: a wide mark with room of its own, a wide character, another, or a value.

    A value is known to a play alone; a text may show nothing at all.
    """

    MARK = 0
    WIDE = 1
    OTHER = 2
    VALUE = 3
    NOTHING = 4


def may_be_wide(text: str) -> bool:
    """Whether a text has a character as high as wide ones are: told without patterns of a thousand characters."""
    return not text.isascii() and max(text) >= LETTERS[0]


def joined_wide(text: str) -> str:
    """A text in which lines join without a blank where both sides of the line break are wide East Asian characters."""
    if "\n" not in text or not may_be_wide(text):
        return text
    joined = BETWEEN_WIDE.sub("", text)
    # A line of nothing but `……` has a break on its other side.
    return BETWEEN_WIDE.sub("", joined) if "\n" in joined and joined != text else joined


def with_open_breaks(text: str) -> str:
    """A literal text whose first and last line break, which may stand beside a form, are still to be settled."""
    return LAST_BREAK.sub(OPEN_BREAK, FIRST_BREAK.sub(OPEN_BREAK, text))


def settled(items: list[TextItem]) -> list[TextItem]:
    """Items whose open breaks are blanks, or nothing where what is shown on both sides is Chinese or Japanese."""
    if not any(item.__class__ is str and OPEN_BREAK in item for item in items):
        return items
    pieces: list[TextItem] = []
    for item in items:
        if isinstance(item, str):
            pieces += (piece for piece in _parted(item) if piece)
        else:
            pieces.append(item)
    return _merged([_break(pieces, at) if one == OPEN_BREAK else one for at, one in enumerate(pieces)])


def _parted(text: str) -> list[str]:
    first, sign, rest = text.partition(OPEN_BREAK)
    return [first, sign, *_parted(rest)] if sign else [first]


def _break(pieces: list[TextItem], at: int) -> str:
    before, behind = _edge(pieces[:at], last=True), _edge(pieces[at + 1 :], last=False)
    known = {before, behind}
    if Edge.MARK in known:
        return ""
    if known == {Edge.VALUE}:
        known = {_edge([one for one in pieces if isinstance(one, str)], last=True)}
    return " " if Edge.OTHER in known or Edge.WIDE not in known else ""


def _edge(items: list[TextItem] | TextItems, last: bool) -> Edge:
    """What items show at their end (`last`) or beginning."""
    for item in reversed(items) if last else items:
        edge = _edge_of(item, last)
        if edge is not Edge.NOTHING:
            return edge
    return Edge.NOTHING


def _edge_of(item: TextItem, last: bool) -> Edge:
    if isinstance(item, str):
        text = item.strip(f" {OPEN_BREAK}")
        if not text:
            return Edge.NOTHING
        if last and text[-1] in ENDING_MARKS:
            return Edge.MARK
        is_wide = (ENDS_WIDE.search if last else BEGINS_WIDE.match)(text)
        return Edge.WIDE if is_wide else Edge.OTHER
    if isinstance(item, Show):
        return Edge.VALUE
    edges = {_edge(text, last) for text in item.texts}
    # Where they differ, no blank: it stands beside wide characters more often than between two words.
    return next(edge for edge in (Edge.MARK, Edge.WIDE, Edge.VALUE, Edge.OTHER, Edge.NOTHING) if edge in edges)


def _merged(items: list[TextItem]) -> list[TextItem]:
    """Items in which texts side by side are one."""
    merged: list[TextItem] = []
    for item in items:
        if isinstance(item, str) and merged and isinstance(merged[-1], str):
            merged[-1] += item
        elif item != "":
            merged.append(item)
    return merged
