"""Where each scene's `-> back` can come back to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.program.model import Operation, Program
from engine.runtime.layout import Layout

# A segment, and whether it is a visit that comes back there; else it is where choices meet that `<-` added to.
Return = tuple[int, bool]


def returns_of(program: Program, layout: Layout) -> list[frozenset[Return]]:
    """For each scene, where a `-> back` in it can come back to: visits of it, and of scenes that move on to it."""
    scenes = program["scenes"]
    returns: list[set[Return]] = [set() for _ in scenes]
    moves: list[set[int]] = [set() for _ in scenes]
    for index, scene in enumerate(scenes):
        for targets, segment in _ways(program, scene):
            for target in targets:
                if segment is None:
                    moves[index].add(target)
                else:
                    returns[target].add((layout.segment(index, segment), True))
        for point in scene["points"]:
            _borrowed(program, layout.segment(index, point["follow"]), point.get("group", ()), index, returns, moves)
    # What leaves a scene for good takes the visits under way with it.
    waiting = list(range(len(scenes)))
    while waiting:
        index = waiting.pop()
        for target in moves[index]:
            if not returns[index] <= returns[target]:
                returns[target] |= returns[index]
                waiting.append(target)
    return [frozenset(one) for one in returns]


def _borrowed(
    program: Program, follow: int, members: Any, scene: int, returns: list[set[Return]], moves: list[set[int]]
) -> None:
    """Note where the members of a point's group come back to: those of a scene, or of one whose choices it borrows."""
    for member in members:
        if member["kind"] == "if":
            inner = [one for _, _, branch in member["branches"] for one in branch]
            _borrowed(program, follow, [*inner, *member["otherwise"]], scene, returns, moves)
        elif member["kind"] == "thread":
            target = member["scene"]
            returns[target].add((follow, False))
            moves[scene].add(target)
            _borrowed(program, follow, program["scenes"][target]["thread"], target, returns, moves)
        elif member["kind"] == "each":
            for target in program["tags"].get(member["tag"], ()):
                if member["returns"]:
                    returns[target].add((follow, True))
                else:
                    moves[scene].add(target)


def _ways(program: Program, scene: dict[str, Any]) -> Iterator[tuple[list[int], int | None]]:
    """Where a scene's operations lead: the scenes, and the segment to come back to, None where it does not."""
    for operation in _operations([one for segment in scene["segments"] for one in segment]):
        if operation[0] == "move":
            yield [operation[2]], None
        elif operation[0] == "visit":
            yield [operation[2]], operation[4]
        elif operation[0] == "any":
            yield program["tags"].get(operation[2], []), operation[4]


def _operations(operations: list[Operation]) -> Iterator[Operation]:
    """The operations with those inside them."""
    for operation in operations:
        yield operation
        if operation[0] == "if":
            for _, _, inner in operation[1]:
                yield from _operations(inner)
            yield from _operations(operation[2])
        elif operation[0] == "vary":
            for inner in operation[3]:
                yield from _operations(inner)
