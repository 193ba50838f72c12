"""Which scenes can be under way in a visit, and what they set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.program.model import Operation, Program
from engine.proof.reductions.cells import Cell


def assigned_in_visits(program: Program) -> Iterator[tuple[int, Cell, Any]]:
    """What scenes set that can be under way in a visit, or by `<-`: the scene, what it sets, and to what."""
    for index in visited(program):
        scene = program["scenes"][index]
        for operation in _operations([one for segment in scene["segments"] for one in segment]):
            if operation[0] == "set":
                kind, number = operation[2]
                yield index, ("var", number) if kind == "var" else ("local", index, number), operation[3]


def visited(program: Program) -> list[int]:
    """The scenes that can be under way in a visit: those visited, or borrowed from, and those they move on to."""
    scenes = program["scenes"]
    moves: list[set[int]] = [set() for _ in scenes]
    found: set[int] = set()
    for index, scene in enumerate(scenes):
        for targets, returns in _ways(program, scene):
            (found if returns else moves[index]).update(targets)
        for point in scene["points"]:
            for targets, returns in _borrowed(program, point.get("group", ())):
                (found if returns else moves[index]).update(targets)
        for targets, returns in _borrowed(program, scene["thread"] or ()):
            (found if returns else moves[index]).update(targets)
    waiting = list(found)
    while waiting:
        more = moves[waiting.pop()] - found
        found |= more
        waiting += more
    return sorted(found)


def comes_back(program: Program, members: Any) -> bool:
    """Whether choices of a group come back behind it: borrowed ones do, and visits of drawn scenes."""
    return any(returns for _, returns in _borrowed(program, members))


def _borrowed(program: Program, members: Any) -> Iterator[tuple[list[int], bool]]:
    """Where the members of a group lead: the scenes, and whether the play comes back from them."""
    for member in members:
        if member["kind"] == "if":
            for _, _, inner in member["branches"]:
                yield from _borrowed(program, inner)
            yield from _borrowed(program, member["otherwise"])
        elif member["kind"] == "thread":
            yield [member["scene"]], True
        elif member["kind"] == "each":
            yield program["tags"].get(member["tag"], []), bool(member["returns"])


def _ways(program: Program, scene: dict[str, Any]) -> Iterator[tuple[list[int], bool]]:
    """Where a scene's operations lead: the scenes, and whether the play comes back from them."""
    for operation in _operations([one for segment in scene["segments"] for one in segment]):
        if operation[0] == "move":
            yield [operation[2]], False
        elif operation[0] == "visit":
            yield [operation[2]], True
        elif operation[0] == "any":
            yield program["tags"].get(operation[2], []), operation[4] is not None


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
