"""How much work parts of a program are, at most: told from their form, before they run.

A turn may take so many steps (operations.MOST_STEPS). A segment is one step, unless it is much work in itself: then
its code takes more from the budget before it begins. So a story cannot keep an engine busy, neither by going round
in a circle nor by `def`s that call each other, nor by printing without end.

The unit is about one node of a Python syntax tree, or four characters of text; of branches the heaviest counts.
"""

from __future__ import annotations

from typing import Any

from engine.program.model import Program

HEAVY = 400
A_STEP = 100
# A text whose length is not known, and what the host does.
UNKNOWN_TEXT, HOST = 250, 100
CHARACTERS = 4
MOST_WEIGHT = 10**12


class Weights:
    """The weights of one program's parts."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._functions: dict[int, int] = {}
        self._threads: dict[int, int] = {}
        self._tags: dict[str, int] = {}

    def code(self, code: Any) -> int:
        """The weight of an expression."""
        if not isinstance(code, list):
            return 1 + len(code) // CHARACTERS if isinstance(code, str) else 1
        operator = code[0]
        if operator in ("var", "local"):
            return 1
        if operator in ("call", "extern"):
            own = self._function(code[1]) if operator == "call" else HOST
            return min(own + sum(map(self.code, code[2])), MOST_WEIGHT)
        return 1 + sum(map(self.code, code[1:]))

    def _function(self, index: int) -> int:
        if index not in self._functions:
            self._functions[index] = 5 + self.code(self.program["functions"][index]["code"])
        return self._functions[index]

    def parts(self, parts: list[Any]) -> int:
        """The weight of a text."""
        return sum(len(part) // CHARACTERS if isinstance(part, str) else self._part(part) for part in parts)

    def _part(self, part: Any) -> int:
        if part[0] == "show":
            unknown = part[3] == "text" and isinstance(part[2], list)
            return 2 + self.code(part[2]) + (UNKNOWN_TEXT if unknown else len(part[4]))
        if part[0] == "if":
            conditions = sum(self.code(code) for code, _ in part[2])
            return conditions + max([self.parts(part[3]), *(self.parts(inner) for _, inner in part[2])])
        return 3 + len(part[3]) + max(map(self.parts, part[3]), default=0)

    def operations(self, operations: list[Any]) -> int:
        """The weight of a segment, or of a part of one."""
        return min(sum(map(self._operation, operations)), MOST_WEIGHT)

    def _operation(self, operation: Any) -> int:
        kind = operation[0]
        if kind == "say":
            return 2 + self.parts(operation[2])
        if kind == "set":
            return 3 + self.code(operation[3])
        if kind == "if":
            conditions = sum(self.code(code) for _, code, _ in operation[1])
            inner = max(self.operations(body) for _, _, body in operation[1])
            return conditions + max(inner, self.operations(operation[2]))
        if kind == "vary":
            return 3 + len(operation[3]) + max(map(self.operations, operation[3]), default=0)
        if kind in ("move", "visit"):
            return 3 + sum(map(self.code, operation[3]))
        return self._tag(operation[2]) if kind == "any" else 1

    def members(self, members: list[Any]) -> int:
        """The weight of offering a group."""
        return min(sum(map(self._member, members)), MOST_WEIGHT)

    def _member(self, member: Any) -> int:
        kind = member["kind"]
        if kind == "if":
            conditions = sum(self.code(code) for _, code, _ in member["branches"])
            inner = max(self.members(members) for _, _, members in member["branches"])
            return conditions + max(inner, self.members(member["otherwise"]))
        if kind == "thread":
            return 5 + sum(map(self.code, member["arguments"])) + self._thread(member["scene"])
        guards = sum(self.code(guard[1]) for guard in member["guards"] if len(guard) > 1)
        guards += sum(self.parts(guard[2]) for guard in member["guards"] if len(guard) > 2)
        return guards + (self._tag(member["tag"]) if kind == "each" else 5 + self.parts(member["text"]))

    def _thread(self, index: int) -> int:
        if index not in self._threads:
            self._threads[index] = self.members(self.program["scenes"][index]["thread"])
        return self._threads[index]

    def _tag(self, tag: str) -> int:
        if tag not in self._tags:
            scenes = self.program["scenes"]
            whens = sum(self.code(scenes[index]["when"]) for index in self.program["tags"].get(tag, ()))
            self._tags[tag] = 10 + 10 * len(self.program["tags"].get(tag, ())) + whens
        return self._tags[tag]
