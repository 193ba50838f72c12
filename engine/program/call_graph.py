"""Who calls whom in a program: the graphs of its `def`s and of its `<-` lines, and how long their ways are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Graph = dict[int, set[int]]


def calls_of(program: Any) -> Graph:
    """The functions that each `def` calls."""
    functions = enumerate(program["functions"])
    return {
        index: _called(function["steps"] if "steps" in function else function["code"])
        for index, function in functions
        if function["kind"] == "def"
    }


def threads_of(program: Any) -> Graph:
    """The scenes whose choices each scene brings along when its own are added to another."""
    return {index: _threads(scene["thread"] or []) for index, scene in enumerate(program["scenes"])}


def _called(code: Any) -> set[int]:
    """The functions that an expression calls."""
    found: set[int] = set()
    waiting = [code]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            if one and one[0] == "call":
                found.add(one[1])
            waiting += one
    return found


def _threads(members: Sequence[Any]) -> set[int]:
    """The scenes that a group adds by `<-`."""
    found: set[int] = set()
    waiting = list(members)
    while waiting:
        member = waiting.pop()
        if member["kind"] == "thread":
            found.add(member["scene"])
        elif member["kind"] == "if":
            waiting += [one for _, _, branch in member["branches"] for one in branch]
            waiting += member["otherwise"]
    return found


def longest_chain(graph: Graph) -> float:
    """How many nodes the longest way through a graph has; infinitely many if there is a circle.

    Takes away the nodes from which no way leads on, again and again; what is left holds a circle.
    """
    left = {node: {target for target in targets if target in graph} for node, targets in graph.items()}
    users: dict[int, list[int]] = {}
    for node, targets in left.items():
        for target in targets:
            users.setdefault(target, []).append(node)
    rounds = 0
    ends = [node for node, targets in left.items() if not targets]
    while ends:
        rounds += 1
        next_ends = []
        for node in ends:
            del left[node]
            for user in users.get(node, ()):
                left[user].discard(node)
                if not left[user]:
                    next_ends.append(user)
        ends = next_ends
    return float("inf") if left else rounds
