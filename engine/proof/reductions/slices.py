"""Leaves out of a program what cannot matter for what is asked: the cone of influence.

A variable matters if a condition reads it on which it depends where the play goes, or if one that matters is made of
it (M. Weiser, "Program slicing", 1981; in model checking, cone-of-influence reduction: E. Clarke, O. Grumberg, D.
Peled, "Model Checking", chapter 6). What is left is a program again, which offers the same choices in the same order
and makes the same mistakes, but prints nothing and forgets what only its text would have said.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.program.model import Operation, Parts, Program
from engine.proof.budget import go_on
from engine.proof.marks import Marked
from engine.proof.reductions.cells import Reads, counters_in
from engine.proof.reductions.classes import bounded

ALWAYS = {"scene", "segment", "point", "choice"}


def cut(marked: Marked, marks: frozenset[int], claims: frozenset[int], check: Callable[[], None] = go_on) -> Program:
    """The slice that decides some marks and some claims `never`, with all that can go wrong in a play.

    `check` is called scene by scene, to end this by raising something.
    """
    return _Cut(marked, marks, claims, check).slice()


class _Cut:
    """Makes one slice."""

    def __init__(
        self, marked: Marked, marks: frozenset[int], claims: frozenset[int], check: Callable[[], None]
    ) -> None:
        self.program = marked.program
        self.check = check
        self.reads = Reads(marked.program, marked.growth)
        self.wanted = bytes(item.kind in ALWAYS or number in marks for number, item in enumerate(marked.items))
        self.conditions = [marked.nevers[claim] for claim in sorted(claims)]
        self.cells = {cell for claim in claims for cell in self.reads.code(marked.nevers[claim], -1)}
        self.asks_status = marked.status in claims
        self.grown = True
        self.index = -1

    def slice(self) -> Program:
        """What is left when nothing more is found to matter."""
        scenes: list[dict[str, Any]] = []
        while self.grown:
            self.grown = False
            scenes = [self._scene(index) for index in range(len(self.program["scenes"]))]
        program = {**self.program, "scenes": scenes}
        self.index = -1
        program["status"] = self._parts(self.program["status"]) if self.asks_status else []
        program["visits"] = [name for name in self.program["visits"] if ("visits", name) in self.cells]
        program["since"] = [name for name in self.program["since"] if ("since", name) in self.cells]
        program["turns"] = self.program["turns"] and ("turns",) in self.cells
        return bounded(program, self.conditions)

    def _need(self, code: Any) -> None:
        """Whatever an expression reads matters."""
        for cell in self.reads.code(code, self.index):
            if cell not in self.cells:
                self.cells.add(cell)
                self.grown = True

    def _scene(self, index: int) -> dict[str, Any]:
        self.check()
        scene = self.program["scenes"][index]
        self.index = index
        if any(index in members for members in self.program["tags"].values()):
            for cell in self.reads.when(index):
                self.grown |= cell not in self.cells
                self.cells.add(cell)
        cut = {
            **scene,
            "segments": [self._operations(operations) for operations in scene["segments"]],
            "points": [self._point(point) for point in scene["points"]],
            "thread": scene["thread"] and [self._member(member) for member in scene["thread"]],
        }
        left = set(counters_in([cut["segments"], cut["points"], cut["thread"]]))
        cut["counters"] = [one for one in scene["counters"] if not one.startswith("vary ") or one in left]
        return cut

    def _operations(self, operations: list[Operation]) -> list[Operation]:
        left: list[Operation] = []
        for operation in operations:
            kind = operation[0]
            if kind == "say":
                parts = self._parts(operation[2])
                left += [["say", operation[1], parts]] if parts else []
            elif kind == "mark":
                left += [operation] if self.wanted[operation[1]] else []
            elif kind == "set":
                left += [operation] if self._keeps(operation) else []
            elif kind == "if":
                left += self._if(operation)
            elif kind == "vary":
                items = [self._operations(inner) for inner in operation[3]]
                left += [[*operation[:3], items]] if any(items) else []
            elif kind in ("move", "visit"):
                left.append([*operation[:3], self._arguments(operation[2], operation[3]), *operation[4:]])
            elif kind not in ("break", "speak", "tags"):
                left.append(operation)
        return left

    def _keeps(self, operation: Operation) -> bool:
        _, _, (kind, number), code, low, high = operation
        cell = ("var", number) if kind == "var" else ("local", self.index, number)
        if cell in self.cells or self.reads.leaves(code, low, high, self.index) or self._fails(code):
            self._need(code)
            return True
        return False

    def _fails(self, code: Any) -> bool:
        return self.reads.can_fail(code, self.index)

    def _if(self, operation: Operation) -> list[Operation]:
        branches = [[at, code, self._operations(inner)] for at, code, inner in operation[1]]
        otherwise = self._operations(operation[2])
        if not otherwise and not any(inner or self._fails(code) for _, code, inner in branches):
            return []
        for _, code, _ in branches:
            self._need(code)
        return [["if", branches, otherwise]]

    def _parts(self, parts: Parts) -> Parts:
        """What of a text matters: marks that are wanted, and values that can fail."""
        left: Parts = []
        for part in parts:
            if isinstance(part, str):
                continue
            if part[0] == "mark":
                left += [part] if self.wanted[part[1]] else []
            elif part[0] == "show":
                if self._fails(part[2]):
                    self._need(part[2])
                    left.append(part)
            elif part[0] == "if":
                branches = [[code, self._parts(inner)] for code, inner in part[2]]
                otherwise = self._parts(part[3])
                if otherwise or any(inner or self._fails(code) for code, inner in branches):
                    for code, _ in branches:
                        self._need(code)
                    left.append(["if", part[1], branches, otherwise])
            else:
                items = [self._parts(inner) for inner in part[3]]
                left += [[*part[:3], items]] if any(items) else []
        return left

    def _arguments(self, target: int, codes: list[Any]) -> list[Any]:
        """Values for another scene's parameters; those that do not matter become constants."""
        left = []
        for place, (code, (_, type)) in enumerate(
            zip(codes, self.program["scenes"][target]["frame"][: len(codes)], strict=True)
        ):
            low, high = (type[1], type[2]) if type[0] == "number" else (None, None)
            matters = ("local", target, place) in self.cells
            if matters or self._fails(code) or self.reads.leaves(code, low, high, self.index):
                self._need(code)
                left.append(code)
            else:
                left.append(neutral(type))
        return left

    def _point(self, point: dict[str, Any]) -> dict[str, Any]:
        if point["kind"] == "choices":
            return {**point, "group": [self._member(member) for member in point["group"]]}
        kind, number = point["ref"]
        cell = ("var", number) if kind == "var" else ("local", self.index, number)
        return {**point, "prompt": self._parts(point["prompt"]), "matters": cell in self.cells}

    def _member(self, member: dict[str, Any]) -> dict[str, Any]:
        if member["kind"] == "if":
            for _, code, _ in member["branches"]:
                self._need(code)
            branches = [[at, code, [self._member(one) for one in inner]] for at, code, inner in member["branches"]]
            return {**member, "branches": branches, "otherwise": [self._member(one) for one in member["otherwise"]]}
        if member["kind"] == "thread":
            return {**member, "arguments": self._arguments(member["scene"], member["arguments"])}
        guards = []
        for guard in member["guards"]:
            if len(guard) > 1:
                self._need(guard[1])
            guards.append([*guard[:2], self._parts(guard[2])] if guard[0] == "needs" else guard)
        if member["kind"] == "each":
            return {**member, "guards": guards}
        return {**member, "guards": guards, "text": self._parts(member["text"])}


def neutral(type: list[Any]) -> Any:
    """Some value of a type."""
    kind, low, _, names = type
    if kind == "number":
        return low or 0
    return {"truth": False, "text": "", "set": 0}.get(kind, names[0] if names else 0)
