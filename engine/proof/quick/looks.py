"""What can be known of a point without playing: what belongs to its group, and what looking at it can do."""

from __future__ import annotations

from typing import Any

from engine.program.model import Program
from engine.proof.reductions.cells import Reads

DRAWS = ("random", "chance", "extern")


def always_open(program: Program, reads: Reads) -> list[bool]:
    """For each point, whether it offers something in every state, and looking can neither draw nor fail."""
    return [
        _is_always_open(point, reads, index)
        for index, scene in enumerate(program["scenes"])
        for point in scene["points"]
    ]


def _is_always_open(point: dict[str, Any], reads: Reads, scene: int) -> bool:
    members = point.get("group", ())
    for one in members:
        if one["kind"] != "choice" or one["text"]:
            return False
        asked = [guard for guard in one["guards"] if len(guard) > 1]
        if any(reads.can_fail(code, scene) or reads.draws(code) or any(rest) for _, code, *rest in asked):
            return False
    return any(one["once"] is None and not one["guards"] for one in members)


def is_unusual(program: Program, point: Any) -> bool:
    """Whether looking at a point can change the state, or is rare enough to be left to the general code."""
    if point["kind"] == "ask":
        return _draws(program, point["prompt"])
    members = with_added(program, point["group"], ())
    if any(member["kind"] == "thread" for member in members):
        return True
    # Draws are looked for in the conditions between the members, too.
    added = [program["scenes"][one]["thread"] for one in _borrowed(program, point["group"], ())]
    return sum(member["kind"] == "each" for member in members) > 1 or _draws(program, [point["group"], *added])


def with_added(program: Program, members: list[Any], through: tuple[int, ...]) -> list[Any]:
    """All members of a group, with those that `<-` adds; one that sets parameters, or adds itself, stays."""
    found = []
    for member in all_members(members):
        if member["kind"] == "thread" and not member["arguments"] and member["scene"] not in through:
            added = program["scenes"][member["scene"]]["thread"]
            found += with_added(program, added, (*through, member["scene"]))
        else:
            found.append(member)
    return found


def _borrowed(program: Program, members: list[Any], through: tuple[int, ...]) -> set[int]:
    """The scenes whose choices `<-` adds to a group."""
    found: set[int] = set()
    for member in all_members(members):
        if member["kind"] == "thread" and member["scene"] not in through:
            inner = program["scenes"][member["scene"]]["thread"]
            found |= {member["scene"], *_borrowed(program, inner, (*through, member["scene"]))}
    return found


def _draws(program: Program, data: Any) -> bool:
    """Whether something draws or moves a variation on, in itself or in a function that it calls."""
    if isinstance(data, dict):
        return any(_draws(program, part) for part in data.values())
    if not isinstance(data, list) or not data:
        return False
    if data[0] in DRAWS or (data[0] == "vary" and len(data) == 4):
        return True
    if data[0] == "call" and _draws(program, program["functions"][data[1]]["code"]):
        return True
    return any(_draws(program, part) for part in data)


def all_members(members: list[Any]) -> list[Any]:
    """The members of a group with those in its branches."""
    found = []
    for member in members:
        if member["kind"] == "if":
            inner = [one for _, _, branch in member["branches"] for one in branch]
            found += all_members([*inner, *member["otherwise"]])
        else:
            found.append(member)
    return found


def has_thread(members: list[Any]) -> bool:
    """Whether `<-` adds something to a group."""
    return any(member["kind"] == "thread" for member in all_members(members))


def is_otherwise(member: Any) -> bool:
    """Whether a choice is taken by itself where nothing else is open."""
    return any(guard[0] == "otherwise" for guard in member.get("guards", ()))
