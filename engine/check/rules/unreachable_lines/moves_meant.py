"""The move above a line to which no player comes, and what it may have been meant to be."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from engine.check.flow import SceneFlow
from engine.patterns import regex
from engine.source import Source
from engine.syntax.tree import Move

if TYPE_CHECKING:
    from engine.check.checker import Checked

MOVES_AT_END = regex(r"->[^>]*$")


def is_missed(flow: SceneFlow) -> bool:
    """Whether a move is missing at the end of the scene."""
    return any(not one.dry for one in flow.exits)


def last_before(moves: list[Move], at: int) -> Move | None:
    """The last of some moves, which stand in the order of the source, before a place."""
    number = bisect_left(moves, at, key=lambda one: one.at)
    return moves[number - 1] if number else None


def choice_meant(moves: list[Move], source: Source, at: int) -> Move | None:
    """The move at the end of a line of prose right above the line of a choice: it may be one, too, without its mark."""
    above = last_before(moves, at)
    if above is None or above.returns or source.text[above.end : at].strip(" \t") != "\n":
        return None
    begin = source.text.rfind("\n", 0, above.at) + 1
    line = source.text[begin : above.at].strip()
    return above if line and line[0] not in "*+~<-" else None


def flush_move(moves: list[Move], source: Source, at: int, before_choice: bool) -> Move | None:
    """The move above a place, if it stands close below the lines of an `~ if` and is indented less than they are.

    Close before a choice it may have been meant as the last line of the choice above.
    """
    above = last_before(moves, at)
    if above is None or above.returns:
        return None
    number = source.line_of(above.at)
    line, before = source.line(number), source.line(number - 1) if number > 1 else ""
    depth = len(line) - len(line.lstrip())
    if not before.strip() or len(before) - len(before.lstrip()) <= depth or not line.lstrip().startswith("->"):
        return None
    while number > 1 and (not before.strip() or len(before) - len(before.lstrip()) > depth):
        number -= 1
        before = source.line(number)
    is_close = before_choice and source.text[above.end : at].strip(" \t") == "\n"
    openers = ("~ if", "~ elif", "~ else", *(("* ", "+ ") if is_close else ()))
    return above if before.lstrip().startswith(openers) else None


def flush_body(source: Source, number: int) -> int:
    """The first of the lines between a choice and the one on a line, none of which is indented or blank; or 0."""
    last, depth = number, _depth_of(source.line(number))
    while number > 1:
        line = source.line(number - 1)
        if not line.strip() or _depth_of(line) != depth:
            return 0
        if line.lstrip().startswith(("* ", "+ ")):
            return number if number < last and MOVES_AT_END.search(line) is None else 0
        number -= 1
    return 0


def _depth_of(line: str) -> int:
    return len(line) - len(line.lstrip())


def may_come_back(checked: Checked, move: Move) -> bool:
    """Whether a move to the scene that a value names leads to scenes all of which say `-> back`."""
    places = () if move.value is None or move.returns else checked.reach.places(move)
    return bool(places) and all(one in checked.reach.returning for one in places)


def visit_meant(checked: Checked, moves: list[Move], source: Source, at: int) -> Move | None:
    """The move right above a place, if it may have been meant to come back: its scene says `-> back`, or just ends."""
    above = last_before(moves, at)
    if above is None or above.kind != "scene" or source.text[above.end : at].strip():
        return None
    flow = checked.flows.get(above.target or "")
    if flow is None:
        return None
    is_visited = above.target in checked.reach.returning and not above.returns
    return above if is_visited or any(not one.dry for one in flow.exits) else None
