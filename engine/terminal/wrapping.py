"""Wraps styled text to a width, measured in columns of a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from engine.terminal.blocks import Piece

Row = list[Piece]
# A word, the blanks behind it, or a line break; a no-break space is no blank.
WORD = re.compile(r"[^ \n]+| +|\n")
# From here on there are characters that take no column, or two.
COMBINING = "\u0300"


def width_of(text: str) -> int:
    """How many columns a terminal gives to the text."""
    if text.isascii() or max(text) < COMBINING:
        return len(text)
    return sum(map(_width, text))


def _width(char: str) -> int:
    if char < COMBINING:
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrapped(pieces: Sequence[Piece], width: int) -> list[Row]:
    """The rows of a text made of (text, style) pieces. A word wider than the row is broken."""
    rows: list[Row] = []
    row: Row = []
    used = 0
    word: Row = []
    word_width = 0
    for text, style in [*pieces, ("\n", "")]:
        for token in WORD.findall(text):
            if token[0] not in " \n":
                word.append((token, style))
                word_width += width_of(token)
                continue
            if used + word_width > width and row:
                rows.append(_joined(row))
                row, used = [], 0
            while word_width > width:
                head, word = _split(word, width)
                rows.append(_joined(head))
                word_width = sum(width_of(part) for part, _ in word)
            row += word
            used += word_width
            word, word_width = [], 0
            if token == "\n":
                rows.append(_joined(row))
                row, used = [], 0
            elif row:
                row.append((token, style))
                used += len(token)
    return rows


def _joined(row: Row) -> Row:
    """A row without blanks at its end, with neighbours of one style as one piece, and with ordinary blanks only."""
    while row and not row[-1][0].strip(" "):
        row.pop()
    joined: Row = []
    for text, style in row:
        text = text.replace("\xa0", " ")
        if joined and joined[-1][1] == style:
            joined[-1] = (joined[-1][0] + text, style)
        else:
            joined.append((text, style))
    return joined


def _split(word: Row, width: int) -> tuple[Row, Row]:
    """A word cut behind as much as fits into a width; one character at least."""
    head: Row = []
    used = 0
    for number, (text, style) in enumerate(word):
        for at, char in enumerate(text):
            columns = _width(char)
            if used + columns > width and used:
                head.append((text[:at], style))
                return head, [(text[at:], style), *word[number + 1 :]]
            used += columns
        head.append((text, style))
    return head, []


def row_width(row: Row) -> int:
    """The columns of a row."""
    return sum(width_of(text) for text, _ in row)


def fitted(text: str, width: int, more: str = "…") -> str:
    """A text cut to a width, with a mark where it was cut."""
    if width_of(text) <= width:
        return text
    while text and width_of(text) + width_of(more) > width:
        text = text[:-1]
    return text.rstrip() + more if width >= width_of(more) else ""
