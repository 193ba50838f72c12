"""NC308: a visit, or a choice of a scene to visit, that never comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.causes import lines_of
from engine.check.flow import SceneFlow
from engine.check.names import SceneNames
from engine.source import Source
from engine.syntax.tree import Each, Move

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_visits_without_back(checked: Checked) -> None:
    """Warn about visits, and choices of visits, to scenes from which no way leads to a `-> back`."""
    wrong = lines_of(checked.report)
    _check_endings(checked)
    for name, (moves, offers) in checked.facts.of(_visits_in).items():
        source = checked.names.scenes[name].node.source
        for move in moves:
            target = f"#{move.target}" if move.kind == "any" else move.target
            if target is None or target in checked.reach.returning:
                continue
            span = source.span(move.at, move.end)
            if span[:2] in wrong:
                continue
            if move.kind == "any" and move.target in checked.names.tags:
                message = f"this visit never comes back: no scene with the tag `{move.target}` says `-> back`"
                hint = f"end them with `-> back`, or write `-> any #{move.target}` without the second arrow"
                checked.report.warning("NC308", span, message, hint)
            elif target in checked.flows:
                message = f"this visit never comes back: nothing in scene `{target}` says `-> back`"
                hint = f"end `{target}` with `-> back`, or write `-> {target}` without the second arrow"
                checked.report.warning("NC308", span, message, hint)
        for each in offers:
            _check_each(checked, source, each)


def _check_endings(checked: Checked) -> None:
    """Warn about an `-> end` without a name in a scene that else comes back, where all other endings have names."""
    nameless = checked.facts.of(_nameless_endings_in)
    if sum(map(len, nameless.values())) != 1 or not any(checked.endings):
        return
    ((name, (end,)),) = nameless.items()
    flow = checked.flows[name]
    others = [move for move in flow.moves if move is not end and not move.returns]
    is_visit = name in checked.reach.visited and name not in checked.reach.plainly_entered
    if not is_visit or not others or any(move.kind != "back" for move in others):
        return
    source = checked.names.scenes[name].node.source
    span = source.span(end.at, end.end)
    if span[:2] not in lines_of(checked.report):
        message = f"this ends the story in the midst of a visit: else scene `{name}` comes back"
        hint = "write `-> back`, or give the ending a name, as all others have one: `-> end: Name`"
        where = (source.span(others[0].at, others[0].end), "it comes back here")
        checked.report.warning("NC308", span, message, hint, where)


def _nameless_endings_in(scene: SceneNames, flow: SceneFlow) -> list[Move]:
    return [move for move in flow.moves if move.kind == "end" and not move.target]


def _visits_in(scene: SceneNames, flow: SceneFlow) -> tuple[list[Move], list[Each]] | None:
    """The moves of a scene that are visits, and the choices of visits."""
    moves = [move for move in flow.moves if move.returns]
    statements = scene.statements if flow.visited_tags else ()
    offers = [one for one in statements if isinstance(one, Each) and one.returns]
    return (moves, offers) if moves or offers else None


def _check_each(checked: Checked, source: Source, each: Each) -> None:
    if each.tag in checked.names.tags and f"#{each.tag}" not in checked.reach.returning:
        span = source.span(each.at, each.end)
        message = f"what is chosen here never comes back: no scene with the tag `{each.tag}` says `-> back`"
        hint = f"end them with `-> back`, or write `each #{each.tag}` without the arrow"
        checked.report.warning("NC308", span, message, hint)
