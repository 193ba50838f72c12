"""Programs that no compiler writes and that look well: made from nothing, with the right types nearly everywhere.

Each goes far in some direction: deep expressions, functions that call each other, sets of a thousand names, long texts,
circles, many scenes to draw from, members within members. What the verifier lets through is played, with an eye on the
time of each turn.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import engine
from engine.program.codec import ProgramError, newest
from engine.program.files import program_of_json
from engine.program.functions import FUNCTIONS
from engine.program.limits import MOST
from engine.runtime.story import Story
from hostile.mutations import NUMBERS, TEXTS
from hostile.surfaces import Surface, Wrong, host_functions, shown, told

AT = 65537
TURNS = 10
# Of CPU, for a turn and the code that is made at it.
MOST_SECONDS = 4.0
# Which of them a program goes far in.
THEMES = ("plain", "deep", "calls", "sets", "texts", "circle", "many", "members", "loops", "locals", "draws")
BOUNDS = ((None, None), (0, 9), (0, 1), (-MOST, MOST), (1, 1), (0, 2**32), (-5, -2))
# Functions by the kinds of what they give, and where a type of each kind stands in `types`: a new row of the table is
# tried, too. Behind the set of a list stand its names.
KINDS = {"truth": 0, "text": 1, "number": 2, "set": -1}
PLAIN = {
    kind: [
        row
        for row in FUNCTIONS
        if row.value is not None and row.result.kind == kind and row.takes and row.name != "list"
    ]
    for kind in KINDS
}
Expression = Any
TypeRow = list[Any]


class Maker:
    """Makes one program."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.theme = chance.choice(THEMES)
        # Whether a type is wrong here and there.
        self.slips = chance.random() < 0.2
        self.depth = {"deep": 60, "plain": 4, "texts": 8}.get(self.theme, 5)
        self.names = [f"n{number}" for number in range({"sets": 1000}.get(self.theme, chance.choice((1, 3, 40))))]
        self.types: list[TypeRow] = [["truth", None, None, []], ["text", None, None, []]]
        self.types += [["number", low, high, []] for low, high in BOUNDS]
        self.types += [["names", None, None, self.names], ["set", None, None, self.names]]
        self.counters: list[str] = []
        # What can be asked for where an expression stands: references with their types.
        self.locals: list[tuple[Expression, TypeRow]] = []
        self.functions: list[dict[str, Any]] = []
        self.pure = False
        self.budget = 400
        count = {"many": 60}.get(self.theme, chance.randrange(1, 5))
        self.scenes = [f"s{number}" for number in range(count)]
        self.parameters = [[self.type() for _ in range(chance.choice((0, 0, 0, 1, 2)))] for _ in self.scenes]
        self.parameters[0] = []
        self.frames = [
            [*given, *(self.type() for _ in range(300 if self.theme == "locals" else chance.randrange(2)))]
            for given in self.parameters
        ]
        self.lends = [chance.random() < 0.4 for _ in self.scenes]

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def counter(self, prefix: str = "") -> str:
        """A counter that nothing else has; now and then one that something else has."""
        if self.counters and self.slips and self.often(0.002):
            return self.chance.choice(self.counters).removeprefix(prefix)
        self.counters.append(f"{prefix}c{len(self.counters)}")
        return self.counters[-1].removeprefix(prefix)

    def type(self) -> TypeRow:
        return self.chance.choice(self.types)

    def program(self) -> dict[str, Any]:
        chance = self.chance
        variables = [{"name": f"v{number}", "type": self.type()} for number in range(chance.randrange(1, 7))]
        for one in variables:
            one["initial"] = self.constant(one["type"])
            if one["type"][0] == "set":
                one["initial"] = one["initial"][1:]
        self.variables = [one["type"] for one in variables]
        for number in range({"calls": 40, "loops": 6}.get(self.theme, chance.randrange(3))):
            self.functions.append(self.function(number))
        scenes = [self.scene(number) for number in range(len(self.scenes))]
        order = sorted(range(len(scenes)), key=lambda number: -scenes[number]["priority"])
        tagged = [number for number in order if not self.parameters[number]]
        return {
            "format": "nightcap program", "version": newest(), "engine": "x", "metadata": {}, "cast": ["Tom"],
            "files": ["story"], "checksums": [""], "fingerprint": "f", "variables": variables,
            "functions": self.functions, "visits": self.scenes, "since": self.scenes, "turns": True,
            "counters": self.counters, "scenes": scenes, "start": 0, "endings": [None, "E"],
            "tags": {"t": tagged, "none": []}, "was": {"scenes": {"old": "s0"}, "choices": {}},
            "status": self.text(2) if self.often(0.5) else [], "claims": [],
        }  # fmt: skip

    # ------------------------------------------------------------ values

    def constant(self, type: TypeRow) -> Any:
        kind, low, high, names = type
        if kind == "truth":
            return self.often(0.5)
        if kind == "number":
            some = [
                0,
                1,
                2,
                MOST,
                -MOST,
                low,
                high,
                self.chance.choice(NUMBERS) if self.slips and self.often(0.002) else 3,
            ]
            fits = [one for one in some if one is not None and (low is None or low <= one <= high)]
            return self.chance.choice(fits or [low])
        if kind == "names":
            return self.chance.choice(names)
        if kind == "set":
            count = self.chance.choice((0, 1, len(names)))
            return ["set", *sorted(self.chance.sample(range(len(names)), min(count, len(names))))]
        return self.chance.choice(
            ["", "a", "x" * 200, "é", "ß" * 200, "\u0301" * 100, *(TEXTS if self.slips and self.often(0.002) else ())]
        )

    def value(self, type: TypeRow, depth: int | None = None) -> Expression:
        """An expression of a type."""
        depth = self.depth if depth is None else depth
        self.budget -= 1
        if self.slips and self.often(0.0008):
            type = self.type()
        known: list[Expression] = [
            ["var", number] for number, one in enumerate(self.variables) if self.alike(one, type)
        ]
        known += [ref for ref, one in self.locals if self.alike(one, type)]
        if depth <= 0 or self.budget < 0 or self.often(0.25 if self.theme != "deep" else 0.02):
            return self.chance.choice(known) if known and self.often(0.8) else self.constant(type)
        depth -= 1
        if self.often(0.1):
            return ["if", self.value(self.types[0], depth), self.value(type, depth), self.value(type, depth)]
        if self.often(0.5 if self.theme == "calls" else 0.1):
            numbers = [number for number, one in enumerate(self.functions) if self.alike(one["result"], type)]
            numbers = [number for number in numbers if not (self.pure and self.functions[number]["kind"] == "extern")]
            numbers = [number for number in numbers if not self.functions[number].get("prints")]
            if numbers:
                number = self.chance.choice(numbers[-3:])
                one = self.functions[number]
                given = [self.value(one, depth) for one in one["parameters"]]
                return ["call" if one["kind"] == "def" else "extern", number, given]
        if self.often(0.25) and (rows := PLAIN.get(type[0])):
            row = self.chance.choice(rows)
            takes = [*row.takes, *(row.takes[-1:] * self.chance.randrange(3) if row.repeats else ())]
            return [row.name, *(self.value(self.types[KINDS[one.kind]], depth) for one in takes)]
        return getattr(self, f"_{type[0]}")(type, depth)

    def alike(self, one: TypeRow, other: TypeRow) -> bool:
        return one[0] == other[0] and one[3] == other[3]

    def _truth(self, type: TypeRow, depth: int) -> Expression:
        number, text, a_set = self.types[2], self.types[1], self.types[-1]
        how = self.chance.randrange(5)
        if how == 0:
            return [self.chance.choice(["and", "or"]), self.value(type, depth), self.value(type, depth)]
        if how == 1:
            return ["not", self.value(type, depth)]
        if how == 2:
            return ["has", self.value(a_set, depth), self.value(a_set, depth)]
        if how == 3 and not self.pure:
            return ["chance", self.value(number, depth), self.counter("draw ")]
        kind = self.chance.choice([number, text, a_set, self.types[0]])
        names = ["<", "<=", ">", ">="] if kind is number else []
        return [self.chance.choice([*names, "==", "!="]), self.value(kind, depth), self.value(kind, depth)]

    def _number(self, type: TypeRow, depth: int) -> Expression:
        one: Callable[[], Expression] = lambda: self.value(self.types[2], depth)  # noqa: E731
        how = self.chance.randrange(6)
        if how < 3:
            return [self.chance.choice(["+", "-", "*", "/", "%"]), one(), one()]
        if how == 3:
            return ["-", one()]
        if how == 4 and not self.pure:
            return ["random", one(), one(), self.counter("draw ")]
        counted: list[Expression] = [["count", self.value(self.types[-1], depth)]]
        if not self.pure:
            counted += [
                ["turns"],
                ["visits", self.chance.choice(self.scenes)],
                ["since", self.chance.choice(self.scenes)],
            ]
        return self.chance.choice(counted)

    def _text(self, type: TypeRow, depth: int) -> Expression:
        how = self.chance.randrange(3)
        if how == 0 or (how == 1 and self.theme == "texts"):
            return ["join", self.value(type, depth), self.value(type, depth)]
        if how == 1:
            some = [
                "union",
                ["only", self.value(self.types[-2], depth), *self.names],
                self.value(self.types[-1], depth),
            ]
            return ["list", some, self.chance.choice(["and", ""]), *self.names]
        shown = [word for name in self.names[:20] for word in (name, "word " * self.chance.choice((1, 40)))]
        return ["word", self.value(self.types[-2], depth), *shown]

    def _names(self, type: TypeRow, depth: int) -> Expression:
        return ["nth", self.value(self.types[-1], depth), self.value(self.types[2], depth), *self.names]

    def _set(self, type: TypeRow, depth: int) -> Expression:
        if self.often(0.2):
            return ["only", self.value(self.types[-2], depth), *self.names]
        return [self.chance.choice(["union", "minus", "&"]), self.value(type, depth), self.value(type, depth)]

    def text(self, depth: int) -> list[Any]:
        """The parts of a text."""
        found: list[Any] = []
        for _ in range(self.chance.choice((1, 2, 5))):
            self.budget -= 1
            how = self.chance.randrange(6) if self.budget > 0 else 0
            if how < 2 or depth <= 0:
                found.append(
                    self.chance.choice(
                        ["Text. ", "\x01soft\x02 ", "\x05", "\n", " ", "Long. " * (500 if self.theme == "texts" else 3)]
                    )
                )
            elif how < 4:
                type = self.type()
                found.append(["show", AT, self.value(type), type[0], type[3] if type[0] == "set" else []])
            elif how == 4:
                cases = [[self.value(self.types[0]), self.text(depth - 1)] for _ in range(self.chance.randrange(1, 3))]
                found.append(["if", AT, cases, self.text(depth - 1) if self.often(0.7) else []])
            elif not self.pure:
                items = [self.text(depth - 1) for _ in range(self.chance.choice((1, 2, 9)))]
                found.append(["vary", self.chance.choice(["then", "cycle", "once", "shuffle"]), self.counter(), items])
        return found

    # ------------------------------------------------------------ functions

    def function(self, number: int) -> dict[str, Any]:
        parameters = [self.type() for _ in range(self.chance.randrange(3))]
        made: dict[str, Any] = {"kind": "def", "name": f"f{number}", "file": 0, "at": AT, "parameters": parameters}
        made["result"] = self.type() if self.theme != "calls" else self.types[2]
        how = self.chance.random()
        if how < 0.2 and self.theme != "calls":
            return {**made, "kind": "extern"}
        self.locals = [(["local", place], type) for place, type in enumerate(parameters)]
        self.pure = True
        self.budget = 60
        if how < 0.6 and self.theme != "loops":
            made["code"] = self.value(made["result"])
        else:
            frame = [*parameters, *(self.type() for _ in range(self.chance.choice((1, 3, 6)))), self.types[-2]]
            made["frame"] = [[f"l{place}", type] for place, type in enumerate(frame)]
            self.locals = [(["local", place], type) for place, type in enumerate(frame)]
            made["prints"] = self.often(0.2)
            if made["prints"]:
                made["result"] = self.types[1]
            made["steps"] = self.steps(made, frame, 4)
            if not made["prints"]:
                made["steps"].append(["return", AT, self.value(made["result"])])
        self.pure, self.locals, self.budget = False, [], 400
        return made

    def steps(self, made: dict[str, Any], frame: list[TypeRow], depth: int) -> list[Any]:
        found: list[Any] = []
        for _ in range(self.chance.randrange(1, 4)):
            how = self.chance.randrange(5)
            if how == 0 and made["prints"]:
                found.append(["say", AT, self.text(1)])
            elif how < 3 or depth <= 0:
                found.append(self.setting(["local", place := self.chance.randrange(len(frame))], frame[place]))
            elif how == 3:
                found.append(["if", [[AT, self.value(self.types[0]), self.steps(made, frame, depth - 1)]], []])
            else:
                inner = self.steps(made, frame, depth - 1)
                found.append(["for", AT, ["local", len(frame) - 1], self.value(self.types[-1]), self.names, inner])
        return found

    def setting(self, ref: list[Any], type: TypeRow) -> list[Any]:
        low, high = (type[1], type[2]) if type[0] == "number" else (None, None)
        if type[0] == "number" and low is None:
            low, high = -MOST, MOST
        return ["set", AT, ref, self.value(type), low, high]

    # ------------------------------------------------------------ scenes

    def scene(self, number: int) -> dict[str, Any]:
        chance = self.chance
        self.number, self.budget = number, 250
        given = len(self.parameters[number])
        self.usual = [(["local", place], type) for place, type in enumerate(self.parameters[number])]
        self.locals = list(self.usual)
        self.segments = chance.randrange(2, 6)
        self.points = chance.randrange(1, 4)
        points = [self.point() for _ in range(self.points)]
        thread = [self.member(2, lent=True) for _ in range(chance.randrange(1, 4))] if self.lends[number] else None
        segments = [self.segment() for _ in range(self.segments)]
        segments[0].insert(0, ["say", AT, self.text(1)])
        self.locals = []
        when = self.value(self.types[0]) if self.often(0.3) and not given else True
        text = json.dumps([points, thread])
        included = [
            other for other in range(len(self.scenes)) if f'"kind": "thread", "at": {AT}, "scene": {other},' in text
        ]
        return {
            "name": self.scenes[number], "title": chance.choice(["", "Title"]), "tags": ["t"] if not given else [],
            "file": 0, "at": AT, "parameters": given,
            "frame": [[f"l{place}", type] for place, type in enumerate(self.frames[number])], "segments": segments,
            "points": points, "thread": thread, "includes": included, "counters": [], "when": when, "when_at": AT,
            "once": self.often(0.2), "priority": chance.choice((0, 0, 1, 5)),
        }  # fmt: skip

    def segment(self) -> list[Any]:
        """A segment: some operations, and one that ends it."""
        self.locals = list(self.usual)
        return [*self.operations(3), self.ending()]

    def operations(self, depth: int) -> list[Any]:
        found: list[Any] = []
        for _ in range(self.chance.choice((0, 1, 2, 30 if self.theme == "circle" else 3))):
            how = self.chance.randrange(9) if self.budget > 0 else 2
            if how < 2:
                found.append(["say", AT, self.text(2)])
            elif how == 2:
                found.append(
                    self.chance.choice(
                        [
                            ["break"],
                            ["speak", "Tom"],
                            ["tags", ["a", "b=1"]],
                            ["pass", AT, "s0"],
                            *([["enter"]] if not self.frames[self.number] else []),
                        ]
                    )
                )
            elif how < 6:
                if self.often(0.7):
                    found.append(
                        self.setting(
                            ["var", place := self.chance.randrange(len(self.variables))], self.variables[place]
                        )
                    )
                elif self.frames[self.number]:
                    place = self.chance.randrange(len(self.frames[self.number]))
                    found.append(self.setting(["local", place], self.frames[self.number][place]))
                    if depth == 3:
                        self.locals.append((["local", place], self.frames[self.number][place]))
            elif how == 6 and depth > 0:
                cases = [[AT, self.value(self.types[0]), self.operations(depth - 1)]]
                found.append(["if", cases, self.operations(depth - 1)])
                if self.often(0.4):
                    found[-1][1][0][2].append(self.ending())
            elif how == 7 and depth > 0:
                items = [self.operations(depth - 1) for _ in range(self.chance.randrange(1, 4))]
                found.append(["vary", self.chance.choice(["then", "cycle", "once", "shuffle"]), self.counter(), items])
            else:
                to = self.chance.choice([None, self.chance.randrange(self.segments)])
                found.append(["any", AT, self.chance.choice(["t", "none"]), self.counter("draw "), to])
        return found

    def ending(self) -> list[Any]:
        goes_round = self.theme == "circle" and self.often(0.8)
        how = 0 if goes_round else self.chance.randrange(10)
        if how == 0:
            return ["goto", self.chance.randrange(self.segments)]
        if how < 6:
            return ["stop", self.chance.randrange(self.points)]
        if how == 6:
            return self.chance.choice([["back", AT], ["end", self.chance.randrange(2)], ["fail", AT]])
        target = self.chance.randrange(len(self.scenes))
        given = [self.value(one) for one in self.parameters[target]]
        if how == 7:
            return ["visit", AT, target, given, self.chance.randrange(self.segments)]
        return ["move", AT, target, given, *((0, True) if self.often(0.2) else ())]

    def point(self) -> dict[str, Any]:
        kinds = [(ref, type) for ref, type in self.usual if type[0] in ("number", "text")]
        kinds += [
            (["var", number], type) for number, type in enumerate(self.variables) if type[0] in ("number", "text")
        ]
        follow = self.chance.randrange(self.segments)
        if kinds and self.often(0.25):
            ref, type = self.chance.choice(kinds)
            return {"kind": "ask", "at": AT, "ref": ref, "type": type, "prompt": self.text(2), "follow": follow}
        count = 40 if self.theme == "members" else self.chance.randrange(1, 5)
        group = [self.member(4 if self.theme == "members" else 1) for _ in range(count)]
        return {"kind": "choices", "at": AT, "group": group, "follow": follow}

    def member(self, depth: int, lent: bool = False) -> dict[str, Any]:
        how = self.chance.randrange(10)
        lenders = [number for number, one in enumerate(self.lends) if one and (not lent or number > self.number)]
        if how == 0 and depth > 0:
            branches = [[AT, self.value(self.types[0]), [self.member(depth - 1, lent) for _ in range(2)]]]
            return {"kind": "if", "branches": branches, "otherwise": [self.member(depth - 1, lent)]}
        if how == 1 and lenders:
            scene = self.chance.choice(lenders)
            given = [self.value(one) for one in self.parameters[scene]]
            return {"kind": "thread", "at": AT, "scene": scene, "arguments": given}
        guards: list[Any] = []
        for _ in range(self.chance.choice((0, 0, 1, 2))):
            guards.append(
                ["needs", self.value(self.types[0]), self.text(1)]
                if self.often(0.4)
                else ["if", self.value(self.types[0])]
            )
        if how == 2:
            once = None
            if self.often(0.5):
                once = f"e{len(self.counters)}"
                self.counters += [f"{once} {page}" for page in range(len(self.scenes) // 32 + 1)]
            return {"kind": "each", "at": AT, "once": once, "guards": guards, "tag": "t", "returns": self.often(0.5)}
        if how == 3:
            guards.append(["otherwise"])
        label = f"l{len(self.counters)}" if self.often(0.2) else None
        once_of = [self.counter(), 1 << self.chance.randrange(32)] if self.often(0.3) else None
        return {
            "kind": "choice", "at": AT, "id": f"{self.scenes[self.number]}.c{self.chance.randrange(99)}", "label": label,
            "once": once_of, "guards": guards, "text": self.text(1), "tags": [], "segment": self.chance.randrange(self.segments),
        }  # fmt: skip


class MadePrograms(Surface):
    """A program that no compiler wrote."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.slowest = 0.0
        # By theme, how many were made and how many played.
        self.themes: dict[str, list[int]] = {}

    def try_one(self, chance: random.Random) -> None:
        maker = Maker(chance)
        text = json.dumps(maker.program())
        counts = self.themes.setdefault(maker.theme, [0, 0])
        counts[0] += 1
        try:
            story = Story(program_of_json(text), has_source=False)
        except ProgramError as error:
            shown(str(error))
            return
        self.used += 1
        counts[1] += 1
        begun = time.process_time()
        try:
            session = story.start(chance.getrandbits(32), host_functions(story))
        except engine.NightcapError as error:
            told(error)
            return
        for _ in range(TURNS):
            self._watch(begun, "a turn")
            self._look(session)
            self._watch(begun, "a look")
            begun = time.process_time()
            try:
                open_ones = [one for one in session.choices if one.enabled]
                if session.question is not None:
                    session.answer(chance.choice(["", "Ada", "7", "x" * 300]))
                elif open_ones:
                    session.choose(chance.choice(open_ones))
                else:
                    return
            except (engine.PlayError, engine.AnswerError) as error:
                told(error)
                session.undo()

    def _look(self, session: engine.Session) -> None:
        printed = sum(len(one.text) for one in session.text)
        if printed > 10_000_000:
            raise Wrong(f"prints {printed:,} characters in a turn")
        for one in session.text[:50]:
            shown(one.text + (one.speaker or "") + "".join(one.tags))
        for choice in session.choices[:50]:
            shown(choice.text + (choice.reason or ""))
        try:
            if session.status is not None:
                shown(session.status.text)
        except engine.PlayError as error:
            told(error)
        types = {one.name: one.type for one in session.story.program.variables}
        for name, value in session.variables.items():
            if types[name].kind == "text" and len(str(value)) > 200:
                raise Wrong(f"{name} is {len(str(value))} characters long")

    def _watch(self, begun: float, what: str) -> None:
        took = time.process_time() - begun
        self.slowest = max(self.slowest, took)
        if took > MOST_SECONDS:
            raise Wrong(f"{what} takes {took:.1f} s of CPU")
