"""Checks the form of a program that comes from a file, before it is decoded.

A compiled story is as untrusted as a story. Checked here is what decoding takes for granted: that all parts are there,
the ranges of all numbers that stand for others, no control characters but the marks of style, and no circles in `def`s
and `<-`. What single parts must look like stands in part_checks.py; what they mean together is verified behind it
(verification.py).
"""

from __future__ import annotations

from typing import Any

from engine.program.call_graph import calls_of, longest_chain, threads_of
from engine.program.codec import program_of
from engine.program.data_checks import Check
from engine.program.limits import MOST, MOST_ANSWER
from engine.program.part_checks import MOST_COUNT, PartChecks
from engine.program.program import Program
from engine.program.types import mask_of, read_type
from engine.program.values import fits
from engine.program.verification import verify

LONGEST_CHAIN = 64

CLAIMS, CLAIMED = ("never", "reach", "only_after", "ending"), {"scene", "label", "ending"}


def check_program(data: Any) -> Program:
    """The program that plain data holds. Raises a `ProgramError` that says which part is wrong, unless all is well."""
    _Checker(data).check()
    program = program_of(data)
    verify(program)
    return program


class _Checker(PartChecks):
    # ------------------------------------------------------------ the tables

    def _scene_keys(self) -> dict[str, Check]:
        """The keys of a scene, without its operations."""
        scene = self.below("scenes")
        return {
            "name": self.text,
            "title": self.text,
            "tags": self.texts,
            "file": self.below("files"),
            "at": self.at,
            "parameters": self.number(0, MOST_COUNT),
            "frame": self.rows(self.text, self.type),
            "includes": self.every(scene),
            "counters": self.texts,
            "once": self.truth,
            "when_at": self.at,
            "priority": self.number(-MOST, MOST),
        }

    def _function_keys(self) -> dict[str, Check]:
        """The keys of a function, without what it does."""
        return {
            "kind": self.one_of(("def", "extern")),
            "name": self.text,
            "file": self.below("files"),
            "at": self.at,
            "parameters": self.every(self.type),
            "result": self.type,
        }

    def _program_keys(self) -> dict[str, Check]:
        """The keys of the whole."""
        scene = self.below("scenes")
        return {
            "engine": self.text,
            "metadata": self.mapping(self.text),
            "cast": self.texts,
            "files": self.some(self.text),
            "checksums": self.texts,
            "fingerprint": self.text,
            "variables": self.every(self.variable),
            "visits": self.texts,
            "since": self.texts,
            "turns": self.truth,
            "counters": self.texts,
            "endings": self.every(self.optional(self.text)),
            "functions": self.every(self.keys(self._function_keys())),
            "scenes": self.some(self.keys(self._scene_keys())),
            "start": scene,
            "tags": self.mapping(self.every(scene)),
            "was": self.both(
                self.keys({"scenes": self.mapping(self.text), "choices": self.mapping(self.text)}),
                self.mapping(self.mapping(self.text)),
            ),
        }

    # ------------------------------------------------------------ the whole

    def check(self) -> None:
        """Check everything: first what others refer to, then the rest."""
        self.keys(self._program_keys())(self.program)
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

    def variable(self, value: object) -> None:
        self.keys({"name": self.text, "type": self.type})(value)
        known: dict[str, Any] = self.mapping_in(value)
        type, initial = read_type(*known["type"]), known.get("initial")
        if type.kind == "set":
            initial = mask_of(self.places_of(initial))
        if not fits(initial, type) or (type.kind == "text" and len(str(initial)) > MOST_ANSWER):
            self.fail("variables")

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
