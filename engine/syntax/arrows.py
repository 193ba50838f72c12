"""Arrows within a line that are drawn or quoted and are no moves: `00:01 --> 00:02`, `F <-> G`, `->|`."""

from __future__ import annotations

import re
from functools import lru_cache

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
NAME = regex(r"[ \t]*+(?P<name>[^\W\d]\w*+)")
# `version 2.0 -> 3.0`
BETWEEN_NUMBERS = regex(r"\d?\d ->[ \t]*\d|.?\d->\d|\W[^\W\d_]->\d")
# `n -> ∞`
BEFORE_SIGN = regex(r"[ \t]*+[\u2200-\u22ff½⅓⅔¼¾]")
# `H2 -> H2O`, `x |-> x+1`
# `x |-> x+1`
MAPPED = regex(r"[ \t]*+\w+[ \t]*[-+*/^=]")
LONGEST_FORMULA = 40
FORMULA_BEFORE = regex(r"(?:^|(?<=[^\w]))(?:[A-Z][a-z]?\d{0,3}){1,8}[ \t]*\Z")
FORMULA = regex(r"[ \t]*+(?P<name>(?:[A-Z][a-z]?\d{0,3}){1,8})(?!\w)")
# `Zn + 2 HCl -> ZnCl2 + H2`: what goes on behind the name is no part of a move.
SENTENCE_BEHIND = regex(
    r"[ \t]*+(?!(?:end|END|End|back|any)\b)(?P<name>[^\W\d]\w*+)(?:\([^()\n]{0,80}\)\w*+)?+[,;]?+[ \t]++"
    r"(?![ \t(.]|->|//|#\w)(?:[^\n#{}|\\>]*?\w|\{[^\W\d]\w*\}\w*)[^\n#{}|\\>]*+(?:$|(?=[{#\\]))",
    re.MULTILINE,
)
WORDS, MOST_WORDS = regex(r"[^\W\d_]+"), 4
HEADING_NAME = regex(r"^==[ \t]*([^\W\d]\w*)", re.MULTILINE)
# A shorter word, as `the` and `bus`, is near too many others.
LONG_WORD, LONGEST_WORD = 4, 40
# Lines that are more than a text: what stands behind their arrow is meant as a move.
MARKS = ("*", "+", "~", "=", "<-", "- ")


def is_sentence_arrow(source: Source, at: int) -> bool:
    """Whether the `->` at a place stands in a sentence that goes on behind it, and leads to no scene.

    It is shown, as one that is drawn, and asked about.
    """
    text = source.text
    before = text[text.rfind("\n", 0, at) + 1 : at].strip()
    if not before or not (before[-1].isalnum() or before[-1] in ")]}+-−%°") or before.startswith(MARKS):
        return False
    found = SENTENCE_BEHIND.match(text, at + 2)
    if found is None or text[at - 1] == "-":
        return False
    headings = lines_with(HEADING_LINES, source.whole)
    if is_heading(source, found["name"]) or found.group().strip(" \t.") in headings:
        return False
    # What is near a scene or a title was meant as a move: `-> barr please`, `-> the yrad`.
    known = _known_words(headings)
    return all(known.isdisjoint(_nearly(word)) for word in WORDS.findall(found.group())[:MOST_WORDS])


@lru_cache(maxsize=4)
def _known_words(headings: str) -> frozenset[str]:
    """The names of scenes and the longer words of their titles, each also with any one letter missing."""
    words = [*HEADING_NAME.findall(headings), *(word for word in WORDS.findall(headings) if len(word) >= LONG_WORD)]
    return frozenset(form for word in words for form in _nearly(word))


def _nearly(word: str) -> list[str]:
    """A word, and what it is with any one letter missing."""
    word = word.casefold()
    shorter = [word[:at] + word[at + 1 :] for at in range(len(word))] if LONG_WORD <= len(word) < LONGEST_WORD else []
    return [word, *shorter]


def is_drawn(source: Source, at: int) -> bool:
    """Whether the `->` at a place is part of a drawn arrow."""
    text = source.text
    if text[at + 2 : at + 3] in ("|", ">") or _is_quoted(source, at):
        return True
    if at == 0 or text[at - 1] not in "-<":
        return BETWEEN_NUMBERS.match(text, max(at - 2, 0)) is not None or _leads_to_no_name(source, at)
    if text[at - 2 : at - 1] == "\\" or text.rfind("<!--", text.rfind("\n", 0, at) + 1, at) >= 0:
        return True
    target = TARGET.match(text, at + 2)
    if target is None:
        return True
    is_long = text[max(at - 2, 0) : at] == "--"
    if target["name"] is None:
        before = text[text.rfind("\n", 0, at) + 1 : at].strip(" \t-<")
        is_behind_text = before != "" and before[0] not in "*+"  # a choice goes somewhere
        return (is_long or is_behind_text) and text[at + 2 : target.end()].strip(" \t") == ""
    # `<---- wind ----> blows`
    is_row = is_long and text.rfind("<--", text.rfind("\n", 0, at) + 1, at) >= 0
    return (is_row or text[at - 1] == "<") and not is_heading(source, target["name"])


def _leads_to_no_name(source: Source, at: int) -> bool:
    """Whether an arrow behind a word leads to no scene's name: to a sign, or the other side of a formula."""
    text = source.text
    before = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    if not before or not (before[-1].isalnum() or before[-1] in ")]}|") or before.startswith(MARKS):
        return False
    if BEFORE_SIGN.match(text, at + 2) is not None:
        return True
    if text[at - 1] == "|":
        return "{" not in before and MAPPED.match(text, at + 2) is not None
    formula = FORMULA.match(text, at + 2)
    if formula is None or any(is_heading(source, name) for name in (formula["name"], formula["name"].lower())):
        return False
    other = FORMULA_BEFORE.search(before[-LONGEST_FORMULA:])
    # `E2 -> E4` is no formula: of one there are two elements.
    return (
        other is not None
        and any(map(str.isdigit, other.group()))
        and any(sum(map(str.isupper, one)) > 1 for one in (other.group(), formula["name"]))
    )


def _is_quoted(source: Source, at: int) -> bool:
    """Whether an arrow stands in quoted code, `a->b`, and leads to no scene of the story."""
    text = source.text
    if quoted_code(text, at, text.rfind("\n", 0, at) + 1, len(text)) is None:
        return False
    name = NAME.match(text, at + 2)
    return name is None or not is_heading(source, name["name"])


def is_shown(source: Source, at: int) -> bool:
    """Whether the `->` at a place is text, and no move."""
    return is_drawn(source, at) or is_sentence_arrow(source, at)


def has_move(source: Source, at: int, end: int) -> bool:
    """Whether a move stands between two offsets, where there is a `->`."""
    text = source.text
    at = text.find("->", at, end)
    while at >= 0:
        if text[at - 1 : at] != "\\" and not is_shown(source, at):
            return True
        at = text.find("->", at + 2, end)
    return False
