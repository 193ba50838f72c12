"""Leaves the counting of once-only choices away that never come back: a play cannot offer them twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.proof.budget import go_on
from engine.proof.reductions.liveness import Bits, Liveness


def without_spent(program: dict[str, Any], liveness: Liveness, check: Callable[[], None] = go_on) -> dict[str, Any]:
    """The program with once-only choices that never come back not counted; `check` is called scene by scene."""
    layout = liveness.layout
    returns = _returns(program, liveness)
    scenes = []
    for index, scene in enumerate(program["scenes"]):
        check()

        def member_of(member: dict[str, Any], index: int = index) -> Any:
            if member["kind"] == "if":
                branches = [[at, code, [member_of(one) for one in inner]] for at, code, inner in member["branches"]]
                return {**member, "branches": branches, "otherwise": [member_of(one) for one in member["otherwise"]]}
            if member["kind"] != "choice" or member["once"] is None:
                return member
            again = liveness.behind([layout.segment(index, member["segment"])]) | returns
            if not again & liveness.bit_of(("once", *member["once"])):
                return {**member, "once": None}
            return member

        points = [
            {**point, "group": [member_of(one) for one in point["group"]]} if point["kind"] == "choices" else point
            for point in scene["points"]
        ]
        thread = scene["thread"] and [member_of(one) for one in scene["thread"]]
        scenes.append({**scene, "points": points, "thread": thread})
    return {**program, "scenes": scenes}


def _returns(program: dict[str, Any], liveness: Liveness) -> Bits:
    """What is live anywhere that a visit, or what `<-` adds, can come back to."""
    live = 0
    for index, scene in enumerate(program["scenes"]):
        segments = set(_returns_in(scene["segments"]))
        segments |= {point["follow"] for point in scene["points"]}
        live |= liveness.behind(liveness.layout.segment(index, number) for number in segments)
    return live if _goes_back(program["scenes"]) else 0


def _returns_in(data: Any) -> list[int]:
    found: list[int] = []
    if isinstance(data, list):
        if len(data) == 5 and data[0] in ("visit", "any") and isinstance(data[4], int):
            found.append(data[4])
        for part in data:
            found += _returns_in(part)
    return found


def _goes_back(scenes: list[dict[str, Any]]) -> bool:
    def found(data: Any) -> bool:
        return isinstance(data, list) and ((len(data) == 2 and data[0] == "back") or any(map(found, data)))

    return any(found(scene["segments"]) or scene["thread"] for scene in scenes)
