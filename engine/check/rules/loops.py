"""NC309: scenes that go round without offering anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.flow import SceneFlow, destinations
from engine.check.names import SceneNames

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_loops(checked: Checked) -> None:
    """Report scenes from which every way goes round for ever, past no choice, question or ending.

    A scene is harmless if it can stop itself, or can go to a harmless one; what is left can only go round. A point
    counts as a scene here.
    """
    going_on = checked.facts.of(_places_going_on)
    if not going_on:
        return
    after = _graph(checked, going_on)
    safe = _harmless(after)
    walked: set[str] = set()
    for name in [place for places in going_on.values() for place in places]:
        way: dict[str, int] = {}
        while name not in safe and name not in walked:
            walked.add(name)
            way[name] = len(way)
            name = after[name][0]
        if name in way:
            _report(checked, _shown(checked, list(way)[way[name] :]))


def _places_going_on(scene: SceneNames, flow: SceneFlow) -> dict[str, set[str]]:
    """The places of a scene at which nothing stops the play: where it goes on to from there, of itself."""
    if flow.exits or flow.unread:
        return {}
    return {place: begins.first for place, begins in flow.begins.items() if begins.first and not begins.stops}


def _graph(checked: Checked, going_on: dict[str, dict[str, set[str]]]) -> dict[str, list[str]]:
    """What each of these places can go to before it offers anything: scenes, points, and tags to draw from."""
    after = {
        place: sorted(first, key=lambda one: _place(checked, one))
        for places in going_on.values()
        for place, first in places.items()
    }
    return after | {f"#{tag}": names for tag, names in checked.names.tags.items()}


def _place(checked: Checked, name: str) -> tuple[int, int]:
    scene_name, _, point = name.partition(".")
    scene = checked.names.scenes.get(scene_name)
    if scene is None:
        return -1, 0
    return scene.index, scene.points[point].at if point in scene.points else 0


def _harmless(after: dict[str, list[str]]) -> set[str]:
    sources: dict[str, list[str]] = {}
    waiting = []
    for name, targets in after.items():
        # What is not among them stops the play, or is not known.
        if not targets or any(target not in after for target in targets):
            waiting.append(name)
        for target in targets:
            sources.setdefault(target, []).append(name)
    safe = set(waiting)
    while waiting:
        for source in sources.get(waiting.pop(), ()):
            if source not in safe:
                safe.add(source)
                waiting.append(source)
    return safe


def _shown(checked: Checked, way: list[str]) -> list[str]:
    """The scenes and points of a circle to which a move or a draw leads."""
    shown = []
    for number, name in enumerate(way):
        before = way[number - 1]
        begins = None if before.startswith("#") else checked.flows[before.partition(".")[0]].begins[before]
        if not name.startswith("#") and (begins is None or name not in begins.passed):
            shown.append(name)
    return shown


def _report(checked: Checked, way: list[str]) -> None:
    first = min(way, key=lambda name: _place(checked, name))
    way = way[way.index(first) :] + way[: way.index(first)]
    name = first.partition(".")[0]
    scene, flow = checked.names.scenes[name].node, checked.flows[name]
    moves = [move for move in flow.moves if way[1 % len(way)] in destinations(name, move) or move.kind == "any"]
    at, end = (moves[0].at, moves[0].end) if moves else (scene.heading.at, scene.heading.end)
    shown = way if len(way) <= 8 else [*way[:8], "…"]
    message = f"this goes round for ever without a choice: {' -> '.join([*shown, way[0]])}"
    hint = "put a choice, an ending or a condition into the circle"
    checked.report.error("NC309", scene.source.span(at, end), message, hint)
