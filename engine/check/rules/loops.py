"""NC309: scenes that go round without offering anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_loops(checked: Checked) -> None:
    """Report scenes from which every way goes round for ever, past no choice, question or ending.

    A scene is harmless if it can stop itself, or can go to a harmless one; what is left can only go round.
    """
    flows = checked.flows
    sources: dict[str, list[str]] = {}
    harmless = []
    for name, flow in flows.items():
        known = [target for target in flow.first if target in flows]
        if flow.stops or flow.exits or flow.unread or len(known) < len(flow.first) or not known:
            harmless.append(name)
        for target in known:
            sources.setdefault(target, []).append(name)
    safe = set(harmless)
    while harmless:
        for source in sources.get(harmless.pop(), ()):
            if source not in safe:
                safe.add(source)
                harmless.append(source)
    reported: set[str] = set()
    for name in flows:
        if name in safe or name in reported:
            continue
        way = _round_trip(checked, name)
        if not reported.isdisjoint(way):
            reported.update(way)
            continue
        reported.update(way, [name])
        scene = checked.names.scenes[way[0]].node
        moves = [move for move in flows[way[0]].moves if move.target == way[1 % len(way)]]
        at, end = (moves[0].at, moves[0].end) if moves else (scene.heading.at, scene.heading.end)
        message = f"this goes round for ever without a choice: {_shown(way)}"
        hint = "put a choice, an ending or a condition into the circle"
        checked.report.error("NC309", scene.source.span(at, end), message, hint)


def _shown(way: list[str]) -> str:
    shown = way if len(way) <= 8 else [*way[:8], "…"]
    return " -> ".join([*shown, way[0]])


def _round_trip(checked: Checked, name: str) -> list[str]:
    """A circle of scenes that is reached from a scene, in the order in which they follow."""
    way: dict[str, int] = {}
    while name not in way:
        way[name] = len(way)
        name = min(checked.flows[name].first, key=lambda one: checked.names.scenes[one].index)
    return list(way)[way[name] :]
