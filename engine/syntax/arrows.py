"""Arrows within a line that are drawn or quoted and are no moves: `00:01 --> 00:02`, `F <-> G`, `->|`."""

from __future__ import annotations

import re

from engine.patterns import regex
from engine.source import Source
from engine.syntax.file_lines import HEADING_LINES, lines_with
from engine.syntax.quoted_code import quoted_code
from engine.syntax.traps.trap import is_heading

# With a `-` or `<` right before it, an arrow is a move if one scene stands behind it and nothing else.
TARGET = regex(
    r"[ \t]*+(?:(?:end|END|End)\b|any[ \t]*+\(?[ \t]*+#"
    r"|(?P<name>[^\W\d]\w*+)(?:\.\w++)?+[ \t]*+(?:\([^()\n]{0,200}\)[ \t]*+)?+(?:->[ \t]*+|[.,;!])?+"
    r"(?:$|(?=[ \t]*+(?:#|//|[{}|])))|$)",
    re.MULTILINE,
)
# `version 2.0 -> 3.0`
BETWEEN_NUMBERS = regex(r"\d?\d ->[ \t]*\d|\d->\d")
# `Zn + 2 HCl -> ZnCl2 + H2`: what goes on behind the name is no part of a move.
SENTENCE_BEHIND = regex(
    r"[ \t]*+(?!(?:end|END|End|back|any)\b)(?P<name>[^\W\d]\w*+)(?:\([^()\n]{0,80}\)\w*+)?+[,;]?+[ \t]++"
    r"(?![ \t(.]|->|//|#\w)[^\n#{}|\\>]*?\w[^\n#{}|\\>]*+(?:$|(?=[{#\\]))",
    re.MULTILINE,
)
# Lines that are more than a text: what stands behind their arrow is meant as a move.
MARKS = ("*", "+", "~", "=", "<-", "- ")


def goes_on(source: Source, at: int) -> bool:
    """Whether the `->` at a place stands in a sentence that goes on behind it, and leads to no scene."""
    text = source.text
    before = text[text.rfind("\n", 0, at) + 1 : at].strip()
    if not before or not (before[-1].isalnum() or before[-1] in ")]+-−") or before.startswith(MARKS):
        return False
    found = SENTENCE_BEHIND.match(text, at + 2)
    if found is None or text[at - 1] == "-" or BETWEEN_NUMBERS.match(text, max(at - 2, 0)) is not None:
        return False
    headings = lines_with(HEADING_LINES, source.whole)
    return not is_heading(source, found["name"]) and found.group().strip(" \t.") not in headings


def is_drawn(source: Source, at: int) -> bool:
    """Whether the `->` at a place is part of a drawn arrow."""
    text = source.text
    if text[at + 2 : at + 3] in ("|", ">") or quoted_code(text, at, text.rfind("\n", 0, at) + 1, len(text)) is not None:
        return True
    if at == 0 or text[at - 1] not in "-<":
        return BETWEEN_NUMBERS.match(text, max(at - 2, 0)) is not None or goes_on(source, at)
    if text[at - 2 : at - 1] == "\\" or text.rfind("<!--", text.rfind("\n", 0, at) + 1, at) >= 0:
        return True
    target = TARGET.match(text, at + 2)
    if target is None:
        return True
    # `<---- wind ---->`
    is_long = text[max(at - 2, 0) : at] == "--"
    if target["name"] is None:
        return is_long and text[at + 2 : target.end()].strip(" \t") == ""
    return (is_long or text[at - 1] == "<") and not is_heading(source, target["name"])


def has_move(source: Source, at: int, end: int) -> bool:
    """Whether a move stands between two offsets, where there is a `->`."""
    text = source.text
    at = text.find("->", at, end)
    while at >= 0:
        if text[at - 1 : at] != "\\" and not is_drawn(source, at):
            return True
        at = text.find("->", at + 2, end)
    return False
