"""Which scenes lead to which, conditions aside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.check.checker import Checked


def _next(checked: Checked, name: str, visits: bool, threads: bool) -> Iterable[str]:
    """The scenes that a scene goes to; `visits` counts `-> s ->` as well, `threads` the choices added by `<-`."""
    flow = checked.flows.get(name)
    if flow is None:
        return
    for move in flow.moves:
        if move.kind == "scene" and move.target is not None and (visits or not move.returns):
            yield move.target
    for tag in flow.tags if not visits else (*flow.tags, *flow.visited_tags):
        yield from checked.names.tags.get(tag, ())
    for thread in flow.threads if threads else ():
        yield thread.target


def scenes_reached_from(
    checked: Checked, names: Iterable[str], visits: bool = True, threads: bool = True
) -> set[str]:
    """The scenes themselves, and all to which a chain of moves leads from them."""
    found = {name for name in names if name in checked.flows}
    waiting = list(found)
    while waiting:
        for target in _next(checked, waiting.pop(), visits, threads):
            if target not in found and target in checked.flows:
                found.add(target)
                waiting.append(target)
    return found


def reached_scenes(checked: Checked) -> set[str]:
    """All scenes that a chain of moves, visits and `<-` leads to from the start."""
    return scenes_reached_from(checked, [checked.start] if checked.start else [])


def entered_scenes(checked: Checked) -> set[str]:
    """All scenes that something moves to or visits, and the start; not those that are only included."""
    found = {checked.start} if checked.start else set()
    for name in checked.flows:
        found.update(_next(checked, name, True, False))
    return found


def visited_scenes(checked: Checked) -> set[str]:
    """All scenes that can be under way within a visit."""
    first = {
        move.target
        for flow in checked.flows.values()
        for move in flow.moves
        if move.returns and move.kind == "scene" and move.target
    }
    drawn = {name for flow in checked.flows.values() for tag in flow.visited_tags for name in checked.names.tags.get(tag, ())}
    return scenes_reached_from(checked, first | drawn)


def plainly_entered_scenes(checked: Checked) -> set[str]:
    """All scenes that can be under way outside any visit."""
    if checked.start is None:
        return set()
    reached = reached_scenes(checked)
    plain = scenes_reached_from(checked, [checked.start], visits=False)
    return plain & reached


def reaches(checked: Checked, start: str, goal: str) -> bool:
    """Whether a chain of moves leads from one scene to another (to itself: round and back)."""
    following = [name for name in _next(checked, start, True, True)]
    return goal in scenes_reached_from(checked, following)
