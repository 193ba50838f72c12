"""Puts the blanks of texts where they are read as meant."""

from __future__ import annotations

import re
from collections.abc import Callable

from engine.importers.builder.tree import Condition, DraftShow, DraftStyled, DraftVariation, LineBreak, Piece, Text
from engine.source import FORBIDDEN

BLANKS = re.compile(r"[ \t\n\r]+")
# A blank that belongs to the form behind it, and goes where that shows nothing.
LOOSE = "\x01"
# With these no emphasis begins, and with those none ends (engine/syntax/stars.py).
OUTSIDE_BEFORE, OUTSIDE_BEHIND = " ,;:.!?)]»”", " ([“„«‘¿¡"


def cleaned(text: str) -> str:
    """A text without the characters that no story may hold; any blanks, line ends too, are one blank."""
    return BLANKS.sub(" ", re.sub(FORBIDDEN, "", text.replace("\r", " ")))


def left_out(text: str) -> int:
    """How many characters of a text no story may hold."""
    return len(re.findall(FORBIDDEN, text.replace("\r", " ")))


def settled(text: Text, joins: bool = False, goes_on: bool = False) -> Text:
    """A text in the form in which it is written: strings joined, blanks single and where a reader expects them.

    Those at its ends count only where it joins what stands before, or goes on.
    """
    pieces = _merged(text)
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip(" ")
    if pieces and isinstance(pieces[-1], str) and not goes_on:
        pieces[-1] = pieces[-1].rstrip(" ")
    pieces = [piece for piece in pieces if piece != ""]
    if pieces and not joins:
        pieces[0] = _each(pieces[0], _stripped_first)
    if pieces and not goes_on:
        pieces[-1] = _each(pieces[-1], _stripped_last)
    return tuple(_spaced(pieces, goes_on))


def _merged(text: Text) -> list[Piece]:
    pieces: list[Piece] = []
    for piece in text:
        if isinstance(piece, str):
            _append(pieces, cleaned(piece))
            continue
        if isinstance(piece, Condition):
            branches = tuple((condition, tuple(_inner(items))) for condition, items in piece.branches)
            piece = Condition(branches, tuple(_inner(piece.otherwise)))
        elif isinstance(piece, DraftVariation):
            piece = DraftVariation(piece.kind, tuple(tuple(_inner(items)) for items in piece.items))
        elif isinstance(piece, DraftStyled):
            for one in _styled(piece):
                _append(pieces, one)
            continue
        pieces.append(piece)
    return pieces


def _append(pieces: list[Piece], piece: Piece) -> None:
    """Add a piece; what is plain text joins the one before."""
    if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
        piece = BLANKS.sub(" ", str(pieces.pop()) + piece)
    if piece != "":
        pieces.append(piece)


def _inner(text: Text) -> list[Piece]:
    return _spaced(_merged(text), True)


def _styled(piece: DraftStyled) -> list[Piece]:
    """Emphasis holds a word, and touches its text on both sides: blanks and some signs at its ends stand outside."""
    inner = [one for one in _inner(piece.items) if one != ""]
    before = after = ""
    if inner and isinstance(inner[0], str):
        rest = inner[0].lstrip(OUTSIDE_BEFORE)
        before, inner[0] = inner[0][: len(inner[0]) - len(rest)], rest
    if inner and isinstance(inner[-1], str):
        rest = inner[-1].rstrip(OUTSIDE_BEHIND)
        after, inner[-1] = inner[-1][len(rest) :], rest
    inner = [one for one in inner if one != ""]
    if any(isinstance(one, DraftStyled) for one in inner):
        inner = [part for one in inner for part in (one.items if isinstance(one, DraftStyled) else (one,))]
    has_word = any(not isinstance(one, str) or any(map(str.isalnum, one)) for one in inner)
    middle: list[Piece] = [DraftStyled(piece.style, tuple(inner))] if inner and has_word else inner
    return [one for one in (before, *middle, after) if one != ""]


def _spaced(pieces: list[Piece], inside: bool) -> list[Piece]:
    """Put the blanks around forms where they are read as meant: a form that shows nothing takes one away before it.

    A blank with which all alternatives begin goes out of the brace: `nods{ slowly|}` is `nods {slowly|}`. One that must
    not vanish goes into the form behind it.
    """
    result: list[Piece] = []
    pieces = _blanks_behind(pieces, inside)
    for index, piece in enumerate(pieces):
        before = result[-1] if result and isinstance(result[-1], str) else ""
        if result and not before and _can_be_empty(piece) and not _is_apart(pieces, index + 1, inside):
            # It would take away the blank at the end of an alternative: there are two of them then.
            result[-1] = _each(result[-1], lambda items: (*items, LOOSE) if _ends_blank(items) else items)
        alternatives = _alternatives(piece)
        if alternatives is not None and before.endswith(" "):
            piece = _each(piece, _without_first_blank)
        elif alternatives is not None and result and _all_begin_blank(alternatives):
            _append(result, LOOSE)
            piece = _each(piece, _without_first_blank)
        if before.endswith(" ") and _can_be_empty(piece) and not _is_apart(pieces, index + 1, inside):
            pushed = _with_blank(piece)
            result[-1] = before[:-1] if pushed is not piece else before + LOOSE
            piece = pushed
        _append(result, piece)
    return [piece for piece in result if piece != ""]


def _stripped_first(items: Text) -> Text:
    if items and isinstance(items[0], str):
        return _without_first_blank(items)
    return (_each(items[0], _stripped_first), *items[1:]) if items else items


def _stripped_last(items: Text) -> Text:
    if items and isinstance(items[-1], str):
        last = items[-1].rstrip(" ")
        return (*items[:-1], last) if last else items[:-1]
    return (*items[:-1], _each(items[-1], _stripped_last)) if items else items


def _blanks_behind(pieces: list[Piece], inside: bool) -> list[Piece]:
    """Take a blank with which all alternatives end out of the brace: `you {still |}sleep` is `you {still|} sleep`.

    There must be a blank before, which goes where the form shows nothing.
    """
    result: list[Piece] = []
    pending = ""
    for index, piece in enumerate(pieces):
        if isinstance(piece, str):
            piece, pending = BLANKS.sub(" ", pending + piece), ""
        elif pending:
            result.append(pending)
            pending = ""
        alternatives = _alternatives(piece) or ()
        shown = [items for items in alternatives if items]
        before = result[-1] if result else "" if inside else " "
        is_last = index + 1 == len(pieces)
        if shown and not is_last and isinstance(before, str) and before.endswith(" ") and all(map(_ends_blank, shown)):
            piece, pending = _each(piece, _stripped_last), " "
        _append(result, piece)
    return result


def _ends_blank(items: Text) -> bool:
    return bool(items) and isinstance(items[-1], str) and items[-1].endswith(" ")


def _is_apart(pieces: list[Piece], index: int, inside: bool) -> bool:
    """Whether a blank or the end of the text comes, so that one blank more or less shows nowhere."""
    if index >= len(pieces):
        return not inside
    piece = pieces[index]
    return isinstance(piece, LineBreak) or (isinstance(piece, str) and piece[0] == " ")


def _with_blank(piece: Piece) -> Piece:
    """A form with the blank before it taken in; the form itself where that cannot be."""
    if isinstance(piece, DraftShow):
        return DraftShow(f'" " + ({piece.expression})')
    if isinstance(piece, Condition) or (isinstance(piece, DraftVariation) and piece.kind != "once"):
        return _each(piece, lambda items: tuple(_spaced(_joined_pieces((" ", *items)), True)))
    return piece


def _joined_pieces(pieces: Text) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        _append(joined, piece)
    return joined


def _can_be_empty(piece: Piece) -> bool:
    if isinstance(piece, DraftStyled):
        return all(map(_can_be_empty, piece.items))
    alternatives = _alternatives(piece)
    if alternatives is None:
        return isinstance(piece, DraftShow) and piece.may_be_empty
    alone = isinstance(piece, DraftVariation) and piece.kind == "once"
    return alone or any(all(map(_can_be_empty, items)) for items in alternatives)


def _alternatives(piece: Piece) -> tuple[Text, ...] | None:
    if isinstance(piece, Condition):
        return (*(items for _, items in piece.branches), piece.otherwise)
    return piece.items if isinstance(piece, DraftVariation) else None


def _each(piece: Piece, change: Callable[[Text], Text]) -> Piece:
    """A form with each of its alternatives changed."""
    if isinstance(piece, Condition):
        return Condition(tuple((one, change(items)) for one, items in piece.branches), change(piece.otherwise))
    return DraftVariation(piece.kind, tuple(map(change, piece.items))) if isinstance(piece, DraftVariation) else piece


def _without_first_blank(items: Text) -> Text:
    if not items or not isinstance(items[0], str):
        return items
    first = items[0].lstrip(" ")
    return (first, *items[1:]) if first else items[1:]


def alternatives_of(piece: Piece) -> tuple[Text, ...]:
    """The texts inside a piece, those inside emphasis too."""
    if isinstance(piece, DraftStyled):
        return (piece.items,)
    return _alternatives(piece) or ()


def _all_begin_blank(alternatives: tuple[Text, ...]) -> bool:
    begun = [items[0] for items in alternatives if items]
    return bool(begun) and all(isinstance(first, str) and first[0] == " " and first != " " for first in begun)
