"""The form of each part of a program from a file: expressions, operations, texts, points and members of choices.

What a part must look like is told by tables: for each kind of expression, operation and member, the checks of its
fields, in order.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from engine.program.data_checks import Check, Checks
from engine.program.functions import TABLE, BuiltIn
from engine.program.styles import CALL, CALL_END, JOIN, TAG
from engine.program.values import UNWANTED_IN_PROSE, is_number

MOST_NAMES = 1000
# How deep parts may stand in each other; the compiler makes less.
DEEPEST = {"expression": 220, "text": 60, "operations": 80, "members": 80}
MOST_COUNT = 10_000_000

KINDS = ("truth", "number", "names", "set", "text")
# How long moves and visits to the beginning of a scene are; others have six parts.
SHORT = {"move": 4, "visit": 5}
VARIATIONS = ("then", "cycle", "once", "shuffle")


class PartChecks(Checks):
    """Checks parts of one program, with the tables of what they hold."""

    def __init__(self, program: Any) -> None:
        super().__init__(program)
        self.depths = dict.fromkeys(DEEPEST, 0)
        # In a `def`, how many parameters there are.
        self.locals = 0
        self.expressions = self._expressions()
        self.operation_fields = self._operation_fields()
        self.step_fields = self._step_fields()
        self.part_fields = self._part_fields()
        self.guard_fields = self._guard_fields()
        self.member_keys = self._member_keys()
        self.point_keys = self._point_keys()

    # ------------------------------------------------------------ the tables

    def _expressions(self) -> dict[str, tuple[Check, ...]]:
        """What stands behind the name of each kind of expression."""
        return {
            **{row.name: self.row_of(row) for row in TABLE.values() if row.is_in_programs},
            "set": (),
            "var": (self.below("variables"),),
            "local": (self.local,),
            "call": (self.function("def"), self.codes),
            "extern": (self.function("extern"), self.codes),
            "visits": (self.counter("visits "),),
            "since": (self.counter("since "),),
            "turns": (),
        }

    def _operation_fields(self) -> dict[str, tuple[Check, ...]]:
        """The same for operations."""
        scene = self.below("scenes")
        segment = self.within("segments")
        return {
            "say": (self.at, self.said),
            "break": (),
            "speak": (self.text,),
            "tags": (self.texts,),
            "set": (self.at, self.reference, self.code, self.bound, self.bound),
            "if": (self.some_rows(self.at, self.code, self.operations), self.operations),
            "vary": (self.one_of(VARIATIONS), self.counter(""), self.some(self.operations)),
            "goto": (segment,),
            "stop": (self.within("points"),),
            "move": (self.at, scene, self.codes),
            "visit": (self.at, scene, self.codes, segment),
            "enter": (),
            "pass": (self.at, self.text),
            "any": (self.at, self.text, self.counter("draw "), self.optional(segment)),
            "back": (self.at,),
            "end": (self.below("endings"),),
            "fail": (self.at,),
        }

    def _step_fields(self) -> dict[str, tuple[Check, ...]]:
        """The same for the steps of functions."""
        return {
            "say": (self.at, self.said),
            "set": (self.at, self.reference, self.code, self.bound, self.bound),
            "if": (self.some_rows(self.at, self.code, self.steps), self.steps),
            "for": (self.at, self.reference, self.code, self.texts, self.steps),
            "return": (self.at, self.code),
        }

    def _part_fields(self) -> dict[str, tuple[Check, ...]]:
        """The same for parts of texts."""
        return {
            "show": (self.at, self.code, self.one_of(KINDS), self.texts),
            "if": (self.at, self.some_rows(self.code, self.parts), self.parts),
            "vary": (self.one_of(VARIATIONS), self.counter(""), self.some(self.parts)),
        }

    def _guard_fields(self) -> dict[str, tuple[Check, ...]]:
        """The same for conditions of choices."""
        return {
            "if": (self.code,),
            "needs": (self.code, self.parts),
            "otherwise": (),
        }

    def _member_keys(self) -> dict[str, dict[str, Check]]:
        """The keys of each kind of member of a group of choices."""
        scene = self.below("scenes")
        segment = self.within("segments")
        guards = self.every(self.fields("guard", self.guard_fields))
        return {
            "choice": {
                "at": self.at,
                "id": self.text,
                "label": self.optional(self.text),
                "once": self.optional(self.row(self.counter(""), self.number(0, 2**31))),
                "guards": guards,
                "text": self.described,
                "tags": self.texts,
                "segment": segment,
            },
            "each": {
                "at": self.at,
                "once": self.optional(self.each),
                "guards": guards,
                "tag": self.text,
                "returns": self.truth,
            },
            "thread": {"at": self.at, "scene": scene, "arguments": self.codes},
            "if": {"branches": self.some_rows(self.at, self.code, self.members), "otherwise": self.members},
        }

    def _point_keys(self) -> dict[str, dict[str, Check]]:
        """The keys of each kind of point."""
        segment = self.within("segments")
        return {
            "choices": {"at": self.at, "group": self.members, "follow": segment},
            "ask": {"at": self.at, "ref": self.reference, "type": self.type, "prompt": self.parts, "follow": segment},
        }

    def row_of(self, row: BuiltIn) -> tuple[Check, ...]:
        """The checks of what stands behind the name of an operator or a function."""
        values: tuple[Check, ...] = (self.code,) * len(row.takes)
        return (*values, self.counter("draw ")) if row.draws else values

    # ------------------------------------------------------------ the parts

    def reference(self, value: object) -> None:
        """What is set: ["var" or "local", number]."""
        if not isinstance(value, list) or not value or value[0] not in ("var", "local"):
            self.fail("variables")
        self.fields("expression", self.expressions)(value)

    def places(self, value: object) -> None:
        self.places_of(value)

    def places_of(self, value: object) -> list[int]:
        """The places of the names in a set, which must be ascending."""
        self.every(self.number(0, MOST_NAMES - 1))(value)
        places = [one for one in self.list_in(value) if is_number(one)]
        if any(one >= other for one, other in pairwise(places)):
            self.fail("sets")
        return places

    def local(self, value: object) -> None:
        if not is_number(value) or not 0 <= value < self.locals:
            self.fail("local variables")

    def each(self, value: object) -> None:
        """The beginning of the names of an `each`'s counters."""
        self.counter("")(f"{value} 0")

    def type(self, value: Any) -> None:
        self.row(self.one_of(KINDS), self.bound, self.bound, self.texts)(value)
        if (value[1] is None) != (value[2] is None) or len(value[3]) > MOST_NAMES:
            self.fail("types")

    def code(self, value: object) -> None:
        """An expression."""
        if isinstance(value, list):
            self.deeper("expression", self._operator, value)
        elif isinstance(value, str):
            self.text(value)
        elif not isinstance(value, int):
            self.fail("values")

    def _operator(self, value: Any) -> None:
        row = TABLE.get(value[0]) if value and isinstance(value[0], str) else None
        if row is not None and row.repeats:
            if len(value) <= len(row.takes):
                self.fail("expressions")
            self.codes(value[1:])
        elif len(value) == 2 and value[0] == "-":
            self.code(value[1])
        elif value and value[0] == "set":
            self.places(value[1:])
        else:
            self.fields("expression", self.expressions)(value)
            if value[0] in ("call", "extern"):
                wanted = self.program["functions"][value[1]]["parameters"]
                if len(value[2]) != len(wanted):
                    self.fail("arguments")

    def codes(self, value: object) -> None:
        self.every(self.code)(value)

    def parts(self, value: object) -> None:
        """A text."""
        for part in self.list_in(value):
            if isinstance(part, str):
                if re.search(UNWANTED_IN_PROSE, part):
                    self.fail("text")
            else:
                self.deeper("text", self.fields("text", self.part_fields), part)

    def said(self, value: object) -> None:
        """A text that is printed, which may join at both ends, begin or end what a function prints, or be a tag."""
        inner, is_tag = list(self.list_in(value)), False
        if inner and isinstance(inner[0], str):
            is_tag = inner[0].startswith(TAG)
            inner[0] = inner[0][1:] if is_tag else inner[0].removeprefix(JOIN).removeprefix(CALL_END)
        if inner and isinstance(inner[-1], str) and not is_tag:
            inner[-1] = inner[-1].removesuffix(JOIN).removesuffix(CALL)
        self.parts(inner)

    def described(self, value: object) -> None:
        """The text of a choice, behind which tags may stand."""
        self.parts([one.replace(TAG, "") if isinstance(one, str) else one for one in self.list_in(value)])

    def operations(self, value: Any) -> None:
        self.is_list(value)
        check = self.fields("operations", self.operation_fields)
        for operation in value:
            is_short = isinstance(operation, list) and len(operation) == 6 and isinstance(operation[0], str)
            size = SHORT.get(operation[0], 0) if is_short else 0
            self.deeper("operations", check, operation[:size] if size else operation)
            if size:
                self._enters(operation)
            elif operation[0] in ("move", "visit"):
                self._arguments(operation[2], operation[3])
            elif operation[0] == "set" and (operation[4] is None) != (operation[5] is None):
                self.fail("bounds")

    def _enters(self, operation: Any) -> None:
        """A move or a visit that enters a scene by one of its segments, or leaves a visit."""
        if operation[0] == "move":
            self.truth(operation[5])
        entry = operation[4 if operation[0] == "move" else 5]
        self.number(0, MOST_COUNT)(entry)
        if not entry:
            self._arguments(operation[2], operation[3])
        elif operation[3]:
            self.fail("arguments")

    def steps(self, value: Any) -> None:
        self.is_list(value)
        check = self.fields("steps", self.step_fields)
        for step in value:
            self.deeper("operations", check, step)
            if step[0] == "set" and (step[4] is None) != (step[5] is None):
                self.fail("bounds")
            if step[0] in ("set", "for") and step[2][0] != "local":
                self.fail("variables")

    def members(self, value: Any) -> None:
        self.is_list(value)
        check = self.kinds("member", self.member_keys)
        for member in value:
            self.deeper("members", check, member)
            if member["kind"] == "thread":
                self._arguments(member["scene"], member["arguments"])
                if self.program["scenes"][member["scene"]].get("thread") is None:
                    self.fail("thread")

    def _arguments(self, scene: int, arguments: list[object]) -> None:
        target = self.program["scenes"][scene]
        if len(arguments) != target["parameters"] or len(arguments) > len(target["frame"]):
            self.fail("arguments")

    def deeper(self, what: str, check: Check, value: object) -> None:
        """Check a part inside another of its kind."""
        self.depths[what] += 1
        if self.depths[what] > DEEPEST[what]:
            self.fail(f"{what}: they stand too deep in each other")
        check(value)
        self.depths[what] -= 1
