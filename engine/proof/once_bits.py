"""Once-only choices in single bits: eight in a byte, and none for those that never come back."""

from __future__ import annotations

from typing import Any

from engine.proof.liveness import NONE, Live, Liveness


def byte_of(counter: str, bit: int) -> tuple[str, int]:
    """The counter of one byte, and the bit in it, of a once-only choice."""
    number = bit.bit_length() - 1
    return f"{counter} byte {number // 8}", 1 << number % 8


def with_bits(program: dict[str, Any], liveness: Liveness) -> dict[str, Any]:
    """The program with once-only choices counted in bytes; those that never come back are not counted at all."""
    layout = liveness.layout
    returns = _returns(program, liveness)
    scenes = []
    for index, scene in enumerate(program["scenes"]):
        counters: dict[str, None] = {}

        def member_of(member: dict[str, Any], index: int = index, counters: dict[str, None] = counters) -> Any:
            if member["kind"] == "if":
                branches = [[at, code, [member_of(one) for one in inner]] for at, code, inner in member["branches"]]
                return {**member, "branches": branches, "otherwise": [member_of(one) for one in member["otherwise"]]}
            if member["kind"] != "choice" or member["once"] is None:
                return member
            cell = ("once", *member["once"])
            if cell not in liveness.segments[layout.segment(index, member["segment"])] and cell not in returns:
                return {**member, "once": None}
            name, bit = byte_of(*member["once"])
            counters[name] = None
            return {**member, "once": [name, bit]}

        points = [
            {**point, "group": [member_of(one) for one in point["group"]]} if point["kind"] == "choices" else point
            for point in scene["points"]
        ]
        thread = scene["thread"] and [member_of(one) for one in scene["thread"]]
        others = [name for name in scene["counters"] if not name.startswith("once ")]
        scenes.append({**scene, "points": points, "thread": thread, "counters": [*others, *counters]})
    return {**program, "scenes": scenes}


def _returns(program: dict[str, Any], liveness: Liveness) -> Live:
    """What is live anywhere that a visit, or what `<-` adds, can come back to."""
    live = NONE
    for index, scene in enumerate(program["scenes"]):
        segments = set(_returns_in(scene["segments"]))
        segments |= {point["follow"] for point in scene["points"]}
        for number in segments:
            live |= liveness.segments[liveness.layout.segment(index, number)]
    return live if _goes_back(program["scenes"]) else NONE


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
