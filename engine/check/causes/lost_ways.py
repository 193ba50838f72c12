"""What follows from a way through the story that is lost, and from a use of something in a line that is wrong."""

from __future__ import annotations

import re

from engine.check.causes.kinds import BETWEEN, DOUBTS, LOST_MOVES, NAMES, UNREAD, USES, WAYS
from engine.check.causes.losses import Losses
from engine.check.causes.lost_lines import HEADING, LostLine, scene_around
from engine.check.causes.lost_names import reads_unknown
from engine.diagnostics import Diagnostic
from engine.patterns import compiled
from engine.slips import SlipKind

MOST_LINES = 3


def is_of_ways(losses: Losses, one: Diagnostic, kind: int, names: set[str]) -> bool:
    """Whether a way is wrong, or something is not used, because a way or a use is lost."""
    if losses.ways_are_lost and (one.code in BETWEEN or (one.code == "NC314" and one.slip.kind is SlipKind.DRAW)):
        return True
    if (losses.includes_are_lost or losses.lines_are_lost) and kind == USES:
        return True
    if losses.scenes_are_lost and one.slip.kind in (SlipKind.BEHIND_MOVE, SlipKind.BEHIND_VISIT):
        return True
    if one.code == "NC303" and reads_unknown(losses, one):
        return True
    if (losses.scenes_are_lost or losses.functions_are_lost) and one.code == "NC306":
        return True  # the scene may be the one that uses it; without its heading, it stands in the one above
    is_fallback = one.slip.kind is SlipKind.FALLBACK
    source = losses.sources.get(one.span.file)
    written = "" if source is None else source.line(one.span.line)
    for cause in losses.lost:
        if cause.cause is not one and _is_of_other_scene(losses, one, written, cause):
            return True
        of_cause = losses.kinds[id(cause.cause)]
        if cause.cause.slip.kind is SlipKind.LENT_CHOICES and one.code == "NC310" and cause.is_in_scene(one):
            return True
        if of_cause >= WAYS or cause.cause is one:
            continue
        is_lost_way = of_cause in (UNREAD, DOUBTS) or cause.cause.code in LOST_MOVES
        is_lost_way = is_lost_way or cause.is_heading or cause.is_point
        if cause.is_in_scene(one) and cause.is_choice and of_cause == NAMES and one.code == "NC303":
            return is_fallback
        is_near = cause.is_in_scene(one) and 0 < one.span.line - cause.line <= MOST_LINES
        may_go_on = not cause.is_code or cause.cause.slip.kind is SlipKind.NO_SCENE
        if one.code == "NC310" and cause.cause.code == "NC101" and is_near and may_go_on:
            return True  # an arrow in prose may be none, and a call goes on behind it
        is_way = cause.is_heading or cause.borrows or cause.is_point
        if of_cause == NAMES and not is_way and one.code == "NC301" and not names.isdisjoint(cause.cause.names):
            return True  # the scene is named, and not gone to
        if of_cause == NAMES and not is_way and one.code in ("NC301", "NC310"):
            continue
        if cause.is_in_scene(one) and kind == WAYS and cause.is_of_flow and is_lost_way:
            return one.code not in ("NC303", "NC314") or is_fallback
        if of_cause <= NAMES and not names.isdisjoint(cause.meant):
            return True
        is_code = of_cause == UNREAD or (of_cause == NAMES and cause.is_code and kind == USES)
        if is_code and not names.isdisjoint(cause.written):
            return True
    return False


def _is_of_other_scene(losses: Losses, one: Diagnostic, written: str, cause: LostLine) -> bool:
    """Whether a way is wrong because of a line in another scene: one that is lent, one that is no visit."""
    if one.code == "NC301" and cause in losses.unread and cause.is_of_flow:
        return bool(cause.scene) and compiled(rf"<-[ \t]*{re.escape(cause.scene)}\b").search(written) is not None
    if one.code == "NC301" and cause.cause.code == "NC101":
        below = scene_around(losses.sources[one.span.file], one.span.line)[1]
        heading = HEADING.match(losses.sources[one.span.file].line(below)) if below > one.span.line else None
        return heading is not None and any(code.startswith(f"-> {heading[1]}.") for code in cause.cause.shown)
    if one.code == "NC310" and cause.cause.code == "NC307" and not cause.is_in_scene(one):
        return scene_around(losses.sources[one.span.file], one.span.line)[2] in cause.cause.names
    return False
