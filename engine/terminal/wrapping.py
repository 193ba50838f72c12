"""Wraps styled text to a width, measured in columns of a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from engine.diagnostics import width_of

Piece = tuple[str, str]
# A word with the blanks behind it; a no-break space is no blank.
WORD = re.compile(r"[^ \n]+| +|\n")


def wrapped(pieces: Sequence[Piece], width: int) -> Iterator[list[Piece]]:
    """The lines of a text made of (text, style) pieces. A word wider than the line is broken."""
    line: list[Piece] = []
    used = 0
    word: list[Piece] = []
    word_width = 0
    for text, style in [*pieces, ("\n", "")]:
        for token in WORD.findall(text):
            if token[0] not in " \n":
                word.append((token, style))
                word_width += width_of(token)
                continue
            if used + word_width > width and used:
                yield _stripped(line)
                line, used = [], 0
            while word_width > width:
                head, word = _split(word, width)
                yield head
                word_width = sum(width_of(part) for part, _ in word)
            line += word
            used += word_width
            word, word_width = [], 0
            if token == "\n":
                yield _stripped(line)
                line, used = [], 0
            elif used:
                line.append((" ", style))
                used += 1


def _stripped(line: list[Piece]) -> list[Piece]:
    while line and not line[-1][0].strip(" "):
        line.pop()
    return line


def _split(word: list[Piece], width: int) -> tuple[list[Piece], list[Piece]]:
    """A word cut behind as much as fits into a width."""
    head: list[Piece] = []
    used = 0
    for number, (text, style) in enumerate(word):
        for at, char in enumerate(text):
            columns = width_of(char)
            if used + columns > width and used:
                head.append((text[:at], style))
                return head, [(text[at:], style), *word[number + 1 :]]
            used += columns
        head.append((text, style))
    return head, []
