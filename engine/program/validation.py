"""Checks the form of a program that comes from a file, before it is decoded.

A compiled story is as untrusted as a story. Checked here is what decoding takes for granted: that all parts are there,
the ranges of all numbers that stand for others, no control characters but the marks of style, and no circles in `def`s
and `<-`. What a part must look like is told by tables: for each kind of expression, operation and member, the checks of
its fields, in order. What the parts mean together is verified behind it (verification.py).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from engine.program.call_graph import calls_of, longest_chain, threads_of
from engine.program.codec import program_of, type_of
from engine.program.data_checks import Check, Checks
from engine.program.functions import TABLE, BuiltIn
from engine.program.limits import MOST, MOST_ANSWER
from engine.program.program import Program
from engine.program.styles import CALL, CALL_END, JOIN, TAG
from engine.program.types import mask_of
from engine.program.values import UNWANTED_IN_PROSE, fits, is_number
from engine.program.verification import verify

MOST_COUNT = 10_000_000
MOST_NAMES = 1000
# How deep parts may stand in each other; the compiler makes less.
DEEPEST = {"expression": 220, "text": 60, "operations": 80, "members": 80}
LONGEST_CHAIN = 64

CLAIMS, CLAIMED = ("never", "reach", "only_after", "ending"), {"scene", "label", "ending"}
KINDS = ("truth", "number", "names", "set", "text")
# How long moves and visits to the beginning of a scene are; others have six parts.
SHORT = {"move": 4, "visit": 5}
VARIATIONS = ("then", "cycle", "once", "shuffle")


def check_program(data: Any) -> Program:
    """The program that plain data holds. Raises a `ProgramError` that says which part is wrong, unless all is well."""
    _Checker(data).check()
    program = program_of(data)
    verify(program)
    return program


class _Checker(Checks):
    def __init__(self, program: Any) -> None:
        super().__init__(program)
        self.depths = dict.fromkeys(DEEPEST, 0)
        # In a `def`, how many parameters there are.
        self.locals = 0
        code, number = self.code, self.number
        self.expressions: dict[str, tuple[Check, ...]] = {
            **{row.name: self.row_of(row) for row in TABLE.values() if row.value is not None or row.draws},
            "set": (),
            "var": (self.below("variables"),),
            "local": (self.local,),
            "call": (self.function("def"), self.codes),
            "extern": (self.function("extern"), self.codes),
            "visits": (self.counter("visits "),),
            "since": (self.counter("since "),),
            "turns": (),
        }
        at, parts, operations = self.at, self.parts, self.operations
        scene, segment, text = self.below("scenes"), self.within("segments"), self.text
        self.operation_fields: dict[str, tuple[Check, ...]] = {
            "say": (at, self.said),
            "break": (),
            "speak": (text,),
            "tags": (self.texts,),
            "set": (at, self.reference, code, self.bound, self.bound),
            "if": (self.some_rows(at, code, operations), operations),
            "vary": (self.one_of(VARIATIONS), self.counter(""), self.some(operations)),
            "goto": (segment,),
            "stop": (self.within("points"),),
            "move": (at, scene, self.codes),
            "visit": (at, scene, self.codes, segment),
            "enter": (),
            "pass": (at, text),
            "any": (at, text, self.counter("draw "), self.optional(segment)),
            "back": (at,),
            "end": (self.below("endings"),),
            "fail": (at,),
        }
        self.step_fields: dict[str, tuple[Check, ...]] = {
            "say": (at, self.said),
            "set": (at, self.reference, code, self.bound, self.bound),
            "if": (self.some_rows(at, code, self.steps), self.steps),
            "for": (at, self.reference, code, self.texts, self.steps),
            "return": (at, code),
        }
        self.part_fields: dict[str, tuple[Check, ...]] = {
            "show": (at, code, self.one_of(KINDS), self.texts),
            "if": (at, self.some_rows(code, parts), parts),
            "vary": (self.one_of(VARIATIONS), self.counter(""), self.some(parts)),
        }
        self.guard_fields: dict[str, tuple[Check, ...]] = {
            "if": (code,),
            "needs": (code, parts),
            "otherwise": (),
        }
        guards = self.every(self.fields("guard", self.guard_fields))
        self.member_keys: dict[str, dict[str, Check]] = {
            "choice": {
                "at": at,
                "id": text,
                "label": self.optional(text),
                "once": self.optional(self.row(self.counter(""), number(0, 2**31))),
                "guards": guards,
                "text": self.described,
                "tags": self.texts,
                "segment": segment,
            },
            "each": {"at": at, "once": self.optional(self.each), "guards": guards, "tag": text, "returns": self.truth},
            "thread": {"at": at, "scene": scene, "arguments": self.codes},
            "if": {"branches": self.some_rows(at, code, self.members), "otherwise": self.members},
        }
        self.point_keys: dict[str, dict[str, Check]] = {
            "choices": {"at": at, "group": self.members, "follow": segment},
            "ask": {"at": at, "ref": self.reference, "type": self.type, "prompt": parts, "follow": segment},
        }
        file = self.below("files")
        self.scene_keys: dict[str, Check] = {
            "name": text,
            "title": text,
            "tags": self.texts,
            "file": file,
            "at": at,
            "parameters": number(0, MOST_COUNT),
            "frame": self.rows(text, self.type),
            "includes": self.every(scene),
            "counters": self.texts,
            "once": self.truth,
            "when_at": at,
            "priority": number(-MOST, MOST),
        }
        self.function_keys: dict[str, Check] = {
            "kind": self.one_of(("def", "extern")),
            "name": text,
            "file": file,
            "at": at,
            "parameters": self.every(self.type),
            "result": self.type,
        }
        self.program_keys: dict[str, Check] = {
            "engine": text,
            "metadata": self.mapping(text),
            "cast": self.texts,
            "files": self.some(text),
            "checksums": self.texts,
            "fingerprint": text,
            "variables": self.every(self.variable),
            "visits": self.texts,
            "since": self.texts,
            "turns": self.truth,
            "counters": self.texts,
            "endings": self.every(self.optional(text)),
            "functions": self.every(self.keys(self.function_keys)),
            "scenes": self.some(self.keys(self.scene_keys)),
            "start": scene,
            "tags": self.mapping(self.every(scene)),
            "was": self.both(
                self.keys({"scenes": self.mapping(text), "choices": self.mapping(text)}),
                self.mapping(self.mapping(text)),
            ),
        }

    def row_of(self, row: BuiltIn) -> tuple[Check, ...]:
        """The checks of what stands behind the name of an operator or a function."""
        values: tuple[Check, ...] = (self.code,) * len(row.takes)
        return (*values, self.counter("draw ")) if row.draws else values

    # ------------------------------------------------------------ the whole

    def check(self) -> None:
        """Check everything: first what others refer to, then the rest."""
        self.keys(self.program_keys)(self.program)
        program = self.program
        scenes = program["scenes"]
        self.counters.update(f"visits {name}" for name in program["visits"])
        self.counters.update(f"since {name}" for name in program["since"])
        self.counters.update(program["counters"], *(scene["counters"] for scene in scenes))
        for scene in scenes:
            self.scene, self.locals = scene, len(scene["frame"])
            self._check_scene(scene)
        self.scene, self.locals = None, 0
        self.keys({"status": self.parts, "claims": self.every(self.claim)})(program)
        for function in program["functions"]:
            self.locals = len(function["parameters"])
            if "steps" in function:
                keys = {"kind": self.one_of(("def",)), "prints": self.truth, "frame": self.rows(self.text, self.type)}
                self.keys(keys)(function)
                if [type for _, type in function["frame"][: self.locals]] != function["parameters"]:
                    self.fail("parameters")
                self.locals = len(function["frame"])
                self.keys({"steps": self.steps})(function)
            elif function["kind"] == "def":
                self.keys({"code": self.code})(function)
        self._check_circles()

    def _check_scene(self, scene: Any) -> None:
        """Check a scene whose names, frame and counters are known to be well."""
        if scene["parameters"] > len(scene["frame"]):
            self.fail("parameters")
        lists = {"segments": self.some(self.is_list), "points": self.every(self.is_mapping)}
        self.keys(lists)(scene)
        self.every(self.operations)(scene["segments"])
        self.every(self.kinds("point", self.point_keys))(scene["points"])
        self.keys({"when": self.code, "thread": self.optional(self.members)})(scene)
        if scene["once"]:
            self.counter("visits ")(scene["name"])

    def _check_circles(self) -> None:
        """No `def` comes back to itself, and no scene by its `<-` lines, nor do they go on and on."""
        for graph, what in ((calls_of(self.program), "functions"), (threads_of(self.program), "thread")):
            if longest_chain(graph) > LONGEST_CHAIN:
                self.fail(what)

    # ------------------------------------------------------------ parts

    def variable(self, value: object) -> None:
        self.keys({"name": self.text, "type": self.type})(value)
        known = self.mapping_in(value)
        type, initial = type_of(known["type"]), known.get("initial")
        if type.kind == "set":
            initial = mask_of(self.places_of(initial))
        if not fits(initial, type) or (type.kind == "text" and len(str(initial)) > MOST_ANSWER):
            self.fail("variables")

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

    def claim(self, value: object) -> None:
        """A claim: texts, places, and perhaps a condition."""
        self.keys({"kind": self.one_of(CLAIMS), "text": self.text, "place": self.at, "file": self.text})(value)
        claim = self.mapping_in(value)
        if "condition" in claim:
            self.code(claim["condition"])
        for named in (self.mapping_in(claim[key]) for key in ("point", "after") if key in claim):
            if len(named) != 1 or not named.keys() <= CLAIMED:
                self.fail("claims")
            self.mapping(self.optional(self.text))(named)

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
