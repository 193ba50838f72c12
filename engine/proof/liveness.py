"""Which cells can still be read at each stop: live-variable analysis, backwards through the segments.

Source: K. Kennedy, "A survey of data flow analysis techniques" (1981); that states which differ in dead variables only
may be taken for one: M. Bozga, J.-C. Fernandez, L. Ghirvu, "State space reduction based on live variables analysis"
(1999). The strong form is used: an assignment reads something only if its target is live. What is live at a `-> back`
is what is live wherever it can come back to; which visits these are is found scene by scene (returns.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.program.model import Operation, Program
from engine.proof.cells import Cell, Reads
from engine.proof.returns import returns_of
from engine.runtime.layout import Layout

Live = frozenset[Cell]
NONE: Live = frozenset()


class Liveness:
    """The live cells of one program at its segments' beginnings and at its points; `claimed` are live at every stop."""

    def __init__(self, program: Program, layout: Layout, claimed: Iterable[Cell]) -> None:
        self.program = program
        self.layout = layout
        self.reads = Reads(program)
        self.claimed: Live = frozenset(claimed)
        self.segments: list[Live] = [NONE] * layout.segments[-1]
        self.points: list[Live] = [NONE] * layout.points[-1]
        self._members: dict[int, Live] = {}
        self.returns = returns_of(program, layout)
        self.index = -1
        self.types: list[Any] = []
        self._solve()

    def _solve(self) -> None:
        """Repeat until nothing grows, over the scenes whose surroundings changed."""
        scenes = self.program["scenes"]
        changed = True
        while changed:
            changed = False
            for index in range(len(scenes) - 1, -1, -1):
                changed |= self._scene(index)

    def _scene(self, index: int) -> bool:
        scene = self.program["scenes"][index]
        self.index, self.types = index, [type for _, type in scene["frame"]]
        changed = False
        for number in range(len(scene["points"]) - 1, -1, -1):
            place = -1 - self.layout.stop(index, number)
            live = self._point(scene["points"][number])
            changed |= live != self.points[place]
            self.points[place] = live
        for number in range(len(scene["segments"]) - 1, -1, -1):
            place = self.layout.segment(index, number)
            live = self._before(scene["segments"][number], NONE)
            changed |= live != self.segments[place]
            self.segments[place] = live
        if scene["thread"] is not None:
            live = self._of_members(scene["thread"])
            changed |= live != self._members.get(index, NONE)
            self._members[index] = live
        return changed

    def _code(self, code: Any) -> Live:
        return frozenset(self.reads.code(code, self.index)) if isinstance(code, list) else NONE

    def _before(self, operations: list[Operation], out: Live) -> Live:
        """What is live before some operations if `out` is live behind them."""
        for operation in reversed(operations):
            out = self._one(operation, out)
        return out

    def _one(self, operation: Operation, out: Live) -> Live:
        kind = operation[0]
        if kind == "say":
            return out.union(self.reads.parts(operation[2], self.index))
        if kind == "set":
            return self._set(operation, out)
        if kind == "if":
            live = self._before(operation[2], out)
            for _, code, inner in operation[1]:
                live |= self._before(inner, out) | self._code(code)
            return live
        if kind == "vary":
            return out.union([("count", operation[2])], *(self._before(inner, out) for inner in operation[3]))
        if kind == "goto":
            return self.segments[self.layout.segment(self.index, operation[1])]
        if kind == "stop":
            return self.points[-1 - self.layout.stop(self.index, operation[1])]
        if kind in ("move", "visit"):
            live = self._entry(operation[2]).union(*map(self._code, operation[3]))
            return live | self._return(operation[4]) if kind == "visit" else live
        if kind == "any":
            live = out if operation[4] is None else out | self._return(operation[4])
            return live | self._tag(operation[2])
        if kind == "end":
            return self.claimed
        if kind == "back":
            return NONE.union(*(self._back_to(segment, visit) for segment, visit in self.returns[self.index]))
        return NONE if kind == "fail" else out

    def _back_to(self, segment: int, visit: bool) -> Live:
        """What is live where a visit, or what `<-` added, comes back to. A visit brings back the local variables."""
        live = self.segments[segment]
        return frozenset(cell for cell in live if cell[0] != "local") if visit else live

    def _set(self, operation: Operation, out: Live) -> Live:
        _, _, (kind, number), code, low, high = operation
        cell = ("var", number) if kind == "var" else ("local", self.index, number)
        if cell in out:
            return (out - {cell}) | self._code(code)
        if self.reads.leaves(code, low, high, self.types) or self.reads.can_fail(code, self.types):
            return out | self._code(code)
        return out

    def _return(self, segment: int) -> Live:
        return self.segments[self.layout.segment(self.index, segment)]

    def _entry(self, scene: int) -> Live:
        """What is live where a scene is entered: none of its local variables."""
        live = self.segments[self.layout.segment(scene, 0)]
        return frozenset(cell for cell in live if cell[:2] != ("local", scene))

    def _tag(self, tag: str) -> Live:
        members = self.program["tags"].get(tag, ())
        return NONE.union(*(self._entry(one).union(self.reads.when(one)) for one in members))

    def _point(self, point: dict[str, Any]) -> Live:
        live = self.claimed | self.segments[self.layout.segment(self.index, point["follow"])]
        if point["kind"] == "ask":
            return live.union(self.reads.parts(point["prompt"], self.index))
        return live | self._of_members(point["group"])

    def _of_members(self, members: list[dict[str, Any]]) -> Live:
        live = NONE
        for member in members:
            kind = member["kind"]
            if kind == "if":
                for _, code, inner in member["branches"]:
                    live |= self._code(code) | self._of_members(inner)
                live |= self._of_members(member["otherwise"])
            elif kind == "thread":
                live = live.union(*map(self._code, member["arguments"]))
                live |= self._members.get(member["scene"], NONE)
            else:
                live |= self._offer(member)
        return live

    def _offer(self, member: dict[str, Any]) -> Live:
        """What is live where a choice or an `each` is offered."""
        live = NONE
        for guard in member["guards"]:
            if len(guard) > 1:
                live |= self._code(guard[1])
            if len(guard) > 2:
                live = live.union(self.reads.parts(guard[2], self.index))
        if member["kind"] == "each":
            once = frozenset([("count", member["once"])]) if member["once"] else NONE
            return live | once | self._tag(member["tag"])
        if member["once"] is not None:
            live |= frozenset([("once", *member["once"])])
        live = live.union(self.reads.parts(member["text"], self.index))
        return live | self.segments[self.layout.segment(self.index, member["segment"])]
