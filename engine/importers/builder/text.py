"""Writes texts so that the player reads exactly what they hold.

A text is written with the few escapes that it seems to need and read again by the language's own reader. Where that
finds anything else than was meant (a word that begins a declaration, a form of the language in someone's prose), more
is escaped: so no rule of the language has to be told here a second time.
"""

from __future__ import annotations

import re

from engine.importers.builder.reading import reads_as, reads_behind
from engine.importers.builder.spacing import LOOSE, settled
from engine.importers.builder.tree import Condition, DraftShow, DraftStyled, LineBreak, Text

LINE_BREAK = "\n"
# Escaped wherever they stand; `#`, `//` and `[[` only where they begin something.
ALWAYS = re.compile(r"[\\{}*]|->|(?<!\S)#(?=[^\W\d])|(?<!\S)//|\[\[")
INSIDE = re.compile(r"[\\{}*|]|->|#|//|\[\[")
WORD_AND_COLON = re.compile(r"^([^\W\d]\w*):")
HEAVY = re.compile(r"[^\w\s\x01]")
# How much is escaped: what seems to need it; the first character of the line too; that of each alternative in braces;
# both; everything.
EFFORTS = (0, 1, 2, 3, 4)
FIRST, EACH_FIRST, ALL = (1, 3), (2, 3), 4
MOST_LINE = 15_000


def prose_line(
    text: Text,
    cast: tuple[str, ...] = (),
    speaker: str | None = None,
    effort: int = 0,
    joins: bool = False,
    goes_on: bool = False,
) -> str:
    """A line of prose, or of dialogue behind its speaker; `effort` is how much is escaped at the least.

    A line break at its end breaks the line before what stands behind some logic.
    """
    if len(text) > 1 and isinstance(text[-1], LineBreak):
        return prose_line(text[:-1], cast, speaker, effort, joins) + "\\"
    text = _unblanked(settled(text, joins, goes_on))
    for one in EFFORTS[effort:]:
        line = _written(text, one)
        if reads_as(line, text, cast, speaker):
            break
    return wrapped(line)


def _unblanked(text: Text) -> Text:
    """A text without the blanks at its ends, which stand before and behind a `<>`."""
    pieces = list(text)
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip(" ")
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip(" ")
    return tuple(piece for piece in pieces if piece != "")


def inner_line(text: Text, head: str, effort: int = 0) -> str:
    """A text behind a mark such as `* `, `- ` or `~ ask name: `, which is its `head`."""
    text = settled(tuple(" " if isinstance(piece, LineBreak) else piece for piece in text))
    for one in EFFORTS[effort:]:
        line = _written(text, one)
        if reads_behind(head, line, text):
            break
    return line


def wrapped(line: str) -> str:
    """A line in pieces that a story file can hold."""
    lines = []
    while len(line) > MOST_LINE:
        cut = line.rfind(" ", 1, MOST_LINE)
        while cut > 1 and line[cut - 1] == "\\":
            cut = line.rfind(" ", 1, cut)
        if cut <= 1:
            break
        lines.append(line[:cut])
        line = line[cut + 1 :]
    return "\n".join([*lines, line])


def _written(text: Text, effort: int, inside: bool = False) -> str:
    """A settled text with as many escapes as the effort says."""
    written = ""
    for index, piece in enumerate(text):
        follower = text[index + 1] if index + 1 < len(text) else None
        if isinstance(piece, str):
            written += _plain(piece, effort, inside, index == 0, follower is None)
        elif isinstance(piece, DraftShow):
            written += f"{{{piece.expression}}}"
        elif isinstance(piece, LineBreak):
            written += "\\" + LINE_BREAK
        elif isinstance(piece, DraftStyled):
            written += piece.style + _written(piece.items, ALL if effort == ALL else 0, inside) + piece.style
        elif isinstance(piece, Condition):
            alternatives = [f"if {one}: {_written(items, effort, True)}" for one, items in piece.branches]
            if piece.otherwise:
                alternatives.append(_written(piece.otherwise, effort, True))
            written += "{" + " | ".join(alternatives) + "}"
        else:
            kind = "" if piece.kind == "then" and len(piece.items) > 1 and effort != ALL else f"{piece.kind}: "
            alternatives = [_written(items, effort, True) for items in piece.items]
            if not kind:
                # A word before a colon would be taken for a kind of variation.
                alternatives[0] = WORD_AND_COLON.sub(r"\1\:", alternatives[0])
            written += "{" + kind + " | ".join(alternatives) + "}"
    return written


def _plain(piece: str, effort: int, inside: bool, first: bool, last: bool) -> str:
    lead = trail = ""
    if inside and first and piece[:1] == " ":
        lead, piece = "\\ ", piece[1:]
    if piece.endswith(" " + LOOSE):
        piece, trail = piece[:-2], "\\  "
    elif piece == LOOSE and inside and last:
        piece, trail = "", "\\ "
    elif piece[-1:] == " " and inside and last:
        piece, trail = piece[:-1], "\\ "
    pattern = HEAVY if effort == ALL else INSIDE if inside else ALWAYS
    escaped = pattern.sub(lambda found: "\\" + found.group(), piece).replace(LOOSE, " ")
    is_first = first and (effort == ALL or effort in (EACH_FIRST if inside else FIRST))
    if is_first and not lead and piece[:1] not in ("", " ") and not escaped.startswith("\\"):
        escaped = "\\" + escaped
    return lead + escaped + trail
