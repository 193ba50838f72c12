"""Once-only choices that change nothing: "* Look at the picture." leads back to where it stands.

Of thirty such choices each subset can have been taken, which would make a thousand million states of one. Whether one
was taken cannot matter if taking it changes nothing else, if there is always another choice beside it, and if nothing
counts it: whatever a play does after it, it can do without it. So it need not be counted.
"""

from __future__ import annotations

from typing import Any

from engine.program.model import Operation, Program
from engine.proof.reductions.cells import counters_in


def without_idle(program: Program) -> Program:
    """The program with once-only choices that change nothing not counted."""
    if program["turns"]:
        return program
    scenes = []
    for index, scene in enumerate(program["scenes"]):
        # What `<-` adds to other groups may be used up there.
        if scene["thread"] is None:
            points = [_point(program, index, number, point) for number, point in enumerate(scene["points"])]
            scene = {**scene, "points": points}
        scenes.append(scene)
    return {**program, "scenes": scenes}


def _point(program: Program, scene: int, number: int, point: dict[str, Any]) -> dict[str, Any]:
    if point["kind"] != "choices" or not any(_is_always_there(one) for one in point["group"]):
        return point

    def counted(member: dict[str, Any]) -> dict[str, Any]:
        if member["kind"] == "if":
            branches = [[at, code, [counted(one) for one in inner]] for at, code, inner in member["branches"]]
            return {**member, "branches": branches, "otherwise": [counted(one) for one in member["otherwise"]]}
        if member["kind"] == "choice" and member["once"] is not None and _is_idle(program, scene, number, member):
            return {**member, "once": None}
        return member

    return {**point, "group": [counted(one) for one in point["group"]]}


def _is_always_there(member: dict[str, Any]) -> bool:
    return member["kind"] == "choice" and member["once"] is None and not member["guards"]


def _is_idle(program: Program, scene: int, point: int, choice: dict[str, Any]) -> bool:
    """Whether a choice leads back to its own stop, whatever the state, and nothing has changed then."""
    name = f"{program['scenes'][scene]['name']}.{choice['label']}"
    if name in program["visits"] or any(counters_in([choice["guards"], choice["text"]])):
        return False
    place, seen = (scene, choice["segment"]), set[tuple[int, int]]()
    while place not in seen:
        seen.add(place)
        here, number = place
        operations = program["scenes"][here]["segments"][number]
        if not operations or not all(map(_changes_nothing, operations[:-1])):
            return False
        last = operations[-1]
        if last[0] == "stop":
            return (here, last[1]) == (scene, point)
        if last[0] == "goto":
            place = here, last[1]
        elif last[0] == "move" and not last[3] and not _is_counted(program, last[2]):
            place = last[2], 0
        else:
            return False
    return False


def _is_counted(program: Program, scene: int) -> bool:
    """Whether something asks how often, or when, a scene was entered."""
    name = program["scenes"][scene]["name"]
    return name in program["visits"] or name in program["since"]


def _changes_nothing(operation: Operation) -> bool:
    if operation[0] == "if":
        inner = [one for _, _, branch in operation[1] for one in branch]
        return all(map(_changes_nothing, [*inner, *operation[2]]))
    return operation[0] == "mark" or (operation[0] == "say" and not any(counters_in(operation[2])))
