"""Which local variables a scene reads from some place on, before it sets them: those must have a value there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.program.model import Operation, Scene

Locals = frozenset[int]
NONE: Locals = frozenset()
# Behind these nothing of the scene is read: it is left.
LEAVING = ("move", "back", "end", "fail")


class LiveLocals:
    """The locals of one scene that are read, by segment and by point, each by its number in the frame."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.segments: list[Locals] = [NONE] * len(scene["segments"])
        self.points: list[Locals] = [NONE] * len(scene["points"])
        known: tuple[list[Locals], list[Locals]] | None = None
        while known != (self.segments, self.points):  # branches come back to places before them
            known = self.segments, self.points
            self.segments = [self._behind(operations, NONE) for operations in scene["segments"]]
            self.points = [self._at_point(point) for point in scene["points"]]

    def _at_point(self, point: Any) -> Locals:
        follow: Locals = self.segments[point["follow"]]
        if point["kind"] == "ask":
            return self._set(point["ref"], follow) | _read(point["prompt"])
        return follow | self._offered(point["group"])

    def _offered(self, group: Any) -> Locals:
        found = NONE
        for member in group:
            if member["kind"] == "if":
                for _, condition, inner in member["branches"]:
                    found |= _read(condition) | self._offered(inner)
                found |= self._offered(member["otherwise"])
            else:
                found |= _read([member.get(part) for part in ("guards", "text", "arguments")])
                if member["kind"] == "choice":
                    found |= self.segments[member["segment"]]
        return found

    def _behind(self, operations: list[Operation], after: Locals) -> Locals:
        """What is read from the first of some operations on, where `after` is read behind the last."""
        for operation in reversed(operations):
            after = self._before(operation, after)
        return after

    def _before(self, operation: Operation, after: Locals) -> Locals:
        kind = operation[0]
        if kind == "set":
            return self._set(operation[2], after) | _read(operation[3])
        if kind == "if":
            found = self._behind(operation[2], after)
            for _, condition, inner in operation[1]:
                found |= _read(condition) | self._behind(inner, after)
            return found
        if kind == "vary":
            return after.union(*(self._behind(inner, after) for inner in operation[3]))
        if kind == "goto":
            return self.segments[operation[1]]
        if kind == "stop":
            return self.points[operation[1]]
        if kind == "visit":
            return self.segments[operation[4]] | _read(operation[3])
        if kind == "any":
            return after if operation[4] is None else after | self.segments[operation[4]]
        return _read(operation) if kind in LEAVING else _read(operation) | after

    def _set(self, ref: Any, after: Locals) -> Locals:
        return after.difference(ref[1:]) if ref[0] == "local" else after


def _read(code: Any) -> Locals:
    """The locals that an expression or a text reads."""
    return frozenset(_reads(code))


def _reads(code: Any) -> Iterator[int]:
    if isinstance(code, list):
        if len(code) == 2 and code[0] == "local" and isinstance(code[1], int):
            yield code[1]
        else:
            for part in code:
                yield from _reads(part)
