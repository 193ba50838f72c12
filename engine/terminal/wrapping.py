"""Wraps styled text to a width, measured in columns of a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from engine.terminal.blocks import Piece

Row = list[Piece]
# A word, the blanks behind it, or a line break; a no-break space is no blank.
WORD = re.compile(r"[^ \n]+| +|\n")
# Chinese and Japanese have no blanks: a line may break behind each character, but none may begin with what closes or
# goes on, nor end with what opens. Pieces of such text that stay together; Korean breaks at its blanks.
WIDE = (
    "\u2e80-\u2fff\u3040-\u30ff\u3100-\u312f\u31a0-\ua4cf\uf900-\ufaff\uff10-\uff5a\uff66-\uff9f\U00020000-\U0003ffff"
)
OPENS = "「『（［｛〈《【〔〖〘“‘"
CLOSES = "。、，．：；！？」』）］｝〉》】〕〗〙”’…‥—・ーゝゞ々〜ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％"
TOGETHER = rf"[{OPENS}]*[{WIDE}][{CLOSES}]*|[^{WIDE}{OPENS}]+[{CLOSES}]*|[{OPENS}]+[^{WIDE}]*"
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
        has_wide = _has_wide(text)
        for token in WORD.findall(text):
            if token[0] not in " \n":
                for part in re.findall(TOGETHER, token) if has_wide else (token,):
                    if has_wide and word and part[0] not in CLOSES and _breaks_between(word[-1][0], part):
                        row, used = _placed(rows, row, used, word, word_width, width)
                        word, word_width = [], 0
                    word.append((part, style))
                    word_width += width_of(part)
                continue
            row, used = _placed(rows, row, used, word, word_width, width)
            word, word_width = [], 0
            if token == "\n":
                rows.append(_joined(row))
                row, used = [], 0
            elif row:
                row.append((token, style))
                used += len(token)
    return rows


def _placed(rows: list[Row], row: Row, used: int, word: Row, word_width: int, width: int) -> tuple[Row, int]:
    """The row, and its columns, with a word put at its end; or a new row, where the last one goes to the others."""
    if used + word_width > width and row:
        rows.append(_joined(row))
        row, used = [], 0
    while word_width > width:
        head, word = _split(word, width)
        rows.append(_joined(head))
        word_width = sum(width_of(part) for part, _ in word)
    row += word
    return row, used + word_width


def _has_wide(text: str) -> bool:
    """Whether a text holds characters behind which a line may break."""
    return not text.isascii() and re.search(f"[{WIDE}]", text) is not None


def _breaks_between(left: str, right: str) -> bool:
    """Whether a line may break between two pieces without a blank between: if one is of such characters."""
    return left[-1] not in OPENS and (_has_wide(left) or _has_wide(right))


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
