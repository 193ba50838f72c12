"""A program that looks well and means something that no story can mean is refused before code is made of it."""

import copy
import json
import random
from collections.abc import Callable
from typing import Any

import pytest

import engine
from engine.program.codec import ProgramError, data_of
from engine.program.limits import MOST
from engine.program.validation import check_program
from engine.runtime.story import Story

TEXT = """\
status: {n} {t}
extern tell(text, 0..9) -> number
var n: 0..9 = 1
var m = 5
var t: text = "x"
var k: one | two
var s: set of rope, lamp
var b = true
def f(x: 0..9) = x + 1
== a
~ let v = n + 1
{v} {t} {k} {s} {b} {cycle: x | y} {random(1, 6)} {f(2)} {tell("a", 3)}
~ if b:
    Yes.
~ else:
    No.
~ shuffle:
    - One.
    - Two.
~ s += rope
-> any #drawn ->
* (label) Take {v}. -> c(n)
+ {if n > 3} {needs b: no} More. -> a
+ Visit. -> d ->
<- e
* each #drawn
~ ask t: Name?
{visits(a.label)} {since(a)} {turns()}
-> a
== c(p: 0..9)
{p}
+ On. -> a
+ End. -> end
== d #drawn
~ once
Here.
-> back
== e
+ Rest.
    ~ m += 1
"""


@pytest.fixture
def program() -> Any:
    return json.loads(json.dumps(data_of(engine.loads(TEXT).program)))


def scene(program: Any, name: str = "a") -> Any:
    return next(one for one in program["scenes"] if one["name"] == name)


def find(data: Any, kind: str) -> Any:
    """The first list that begins with a name."""
    if isinstance(data, list) and data and data[0] == kind:
        return data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        found = find(part, kind)
        if found is not None:
            return found
    return None


def insert(*operation: Any) -> Callable[[Any], None]:
    return lambda program: scene(program)["segments"][0].insert(0, list(operation))


def shown(code: Any, kind: str = "number", names: Any = ()) -> Callable[[Any], None]:
    return insert("say", 65537, [["show", 65537, code, kind, list(names)]])


def assigned(number: int, code: Any, low: Any = None, high: Any = None) -> Callable[[Any], None]:
    return insert("set", 65537, ["var", number], code, low, high)


def changed(*way: Any) -> Callable[[Any], None]:
    *keys, last, value = way

    def change(program: Any) -> None:
        for key in keys:
            program = program[key]
        program[last] = value

    return change


def in_scene(name: str, *way: Any) -> Callable[[Any], None]:
    return lambda program: changed(*way)(scene(program, name))


N, M, T, K, S, B = (["var", number] for number in range(6))
WRONG: dict[str, Callable[[Any], None]] = {
    "an operation whose name is none": lambda p: scene(p)["segments"][0].insert(0, [["move"], 65537, 0, [], 0, False]),
    "a number and a text": shown(["+", N, T]),
    "texts joined": shown(["+", T, T], "text"),
    "a number times a text": assigned(1, ["*", T, 1000], -MOST, MOST),
    "a set and a number": shown(["union", S, 3], "set", ["rope", "lamp"]),
    "a name that the set has not": shown(["has", S, ["set", 5]], "truth"),
    "a number as a condition": shown(["if", N, 1, 2]),
    "branches of two types": shown(["if", B, 1, "x"]),
    "types that do not compare": shown(["==", N, T], "truth"),
    "not a number": shown(["not", N], "truth"),
    "a large number": shown(2**53),
    "a truth value shown as a set": shown(B, "set", ["rope"]),
    "a number shown as a text": shown(N, "text"),
    "a text too long": assigned(2, "x" * 201),
    "a name of no enumeration": assigned(3, "three"),
    "no bounds": assigned(0, 5),
    "other bounds": assigned(0, 5, 0, 100),
    "bounds of a text": assigned(2, "x", 0, 5),
    "a text for a number": assigned(0, "x", 0, 9),
    "a set for a text": assigned(2, S),
    "a local variable that has no value": insert("say", 65537, [["show", 65537, ["local", 0], "number", []]]),
    "no end": in_scene("a", "segments", 0, []),
    "an end on one way only": in_scene("a", "segments", 0, [["if", [[65537, True, [["fail", 65537]]]], []]]),
    "an end that is used up": in_scene("a", "segments", 0, [["vary", "once", "vary a 1", [[["fail", 65537]]]]]),
    "no branch": insert("if", [], []),
    "a def of another type": changed("functions", 1, "code", "x"),
    "an argument of another type": shown(["call", 1, ["x"]]),
    "an argument for the host": shown(["extern", 0, [1, 2]]),
    "turns that are not counted": changed("turns", False),
    "a start with parameters": lambda program: program.update(start=program["scenes"].index(scene(program, "c"))),
    "a tag with parameters": lambda program: program["tags"]["drawn"].append(program["scenes"].index(scene(program, "c"))),
    "an enumeration without names": changed("variables", 3, "type", ["names", None, None, []]),
    "names twice": changed("variables", 4, "type", ["set", None, None, ["rope", "rope"]]),
    "bounds upside down": changed("functions", 0, "parameters", 1, ["number", 9, 0, []]),
    "a set out of order": changed("variables", 4, "initial", [1, 0]),
    "a set as a number": changed("variables", 4, "initial", 3),
    "counters twice": lambda program: scene(program, "c")["counters"].append(scene(program)["counters"][0]),
    "a borrowed scene that is not named": in_scene("a", "includes", []),
    "a counter of another size": lambda program: find(scene(program), "vary")[3].append(["z"]),
    "a priority out of order": lambda program: (
        program["tags"]["drawn"].insert(0, program["scenes"].index(scene(program, "e")))
        or scene(program, "d").update(priority=5)
    ),
    "a mark of a call in the status": changed("status", ["\x10You"]),
    "a mark of a call in the middle": insert("say", 65537, ["a\x11b"]),
    "a tag that joins": insert("say", 65537, ["\x07tag\x06"]),
    "a claim of no kind": changed("claims", [{"text": "x", "place": 65537, "file": "x"}]),
    "a claim about nothing": changed("claims", [{"kind": "reach", "text": "", "place": 65537, "file": "x", "point": {}}]),
    "a claim about two": changed(
        "claims",
        [{"kind": "reach", "text": "", "place": 65537, "file": "x", "point": {"scene": "a", "ending": None}}],
    ),
    "a claim about a song": changed(
        "claims", [{"kind": "reach", "text": "", "place": 65537, "file": "x", "point": {"song": "a"}}]
    ),
    "a place that Python cannot hold": insert("fail", 2**47 - 1),
}  # fmt: skip


def test_what_the_compiler_makes_passes(program: Any) -> None:
    assert check_program(program) == engine.loads(TEXT).program


@pytest.mark.parametrize("name", WRONG)
def test_what_means_nothing_is_refused(program: Any, name: str) -> None:
    WRONG[name](program)
    if name == "a counter of another size":  # the same variation stands in one place only: use its counter once more
        again = copy.deepcopy(find(scene(program), "vary"))
        again[3].pop()
        scene(program)["segments"][0].insert(0, ["say", 65537, [again]])
    with pytest.raises(ProgramError):
        check_program(program)


# By kind, what stands alone and what is made of parts of other kinds.
FORMS: dict[str, tuple[list[Any], list[tuple[str, ...]]]] = {
    "number": (
        [0, 1, -5, MOST, -MOST, N, M, ["turns"], ["visits", "a.label"], ["since", "a"], ["local", 0]],
        [(name, "number", "number") for name in ("+", "-", "*", "/", "%", "min", "max")]
        + [("-", "number"), ("abs", "number"), ("clamp", "number", "number", "number"), ("call", "number")],
    ),
    "truth": (
        [True, False, B],
        [(name, "number", "number") for name in ("==", "!=", "<", "<=", ">", ">=")]
        + [("and", "truth", "truth"), ("or", "truth", "truth"), ("not", "truth"), ("has", "set", "set")]
        + [("==", kind, kind) for kind in ("text", "names", "set", "truth")],
    ),
    "text": (["", "x" * 200, T], [("words", "number")]),
    "names": (["one", "two", K], [("if", "truth", "names", "names")]),
    "set": ([["set"], ["set", 0], ["set", 0, 1], S], [("union", "set", "set"), ("minus", "set", "set")]),
}


class Maker:
    """Makes changes that look well: each part is replaced by another one of its form."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def code(self, kind: str = "", depth: int = 3) -> Any:
        """An expression, mostly of a kind."""
        kinds = ["number", "truth", "text", "names", "set"]
        if not kind or self.chance.random() < 0.02:
            kind = self.chance.choice(kinds)
        leaves, forms = FORMS[kind]
        if depth == 0 or self.chance.random() < 0.3:
            return self.chance.choice(leaves)
        name, *parts = self.chance.choice([*forms, ("if", "truth", kind, kind)])
        made = [self.code(one, depth - 1) for one in parts]
        return ["call", 1, made] if name == "call" else [name, *made]

    def operation(self) -> Any:
        kind, pick = self.chance.randrange(7), self.chance.choice
        if kind < 2:
            number = self.chance.randrange(6)
            low, high = {0: (0, 9), 1: (-MOST, MOST)}.get(number, (None, None))
            kind = ["number", "number", "text", "names", "set", "truth"][number]
            return ["set", 65537, ["var", number], self.code(kind), low, high]
        if kind < 4:
            shows = pick(["number", "text", "truth", "names", "set"])
            names = ["rope", "lamp"] if shows == "set" else []
            return ["say", 65537, ["x ", ["show", 65537, self.code(shows), shows, names]]]
        if kind == 4:
            return [
                "if",
                [[65537, self.code("truth"), [self.operation()]]],
                [["goto", 0]] if self.chance.random() < 0.1 else [],
            ]
        if kind == 5:
            return ["say", 65537, [["if", 65537, [[self.code("truth"), ["y"]]], []]]]
        return pick(
            [
                ["break"],
                ["speak", "Mia"],
                ["tags", ["z"]],
                ["goto", 1],
                ["visit", 65537, 2, [], 1],
                ["back", 65537],
                ["stop", 0],
            ]
        )

    def changed(self, program: Any) -> Any:
        made = copy.deepcopy(program)
        for _ in range(self.chance.randrange(1, 4)):
            segments = self.chance.choice(made["scenes"])["segments"]
            segment = self.chance.choice(segments)
            segment.insert(self.chance.randrange(len(segment)) if segment else 0, self.operation())
        return made  # fmt: skip


def played(program: Any, seed: int) -> int:
    """Play what passes: it fails, if at all, as a story does."""
    chance, count = random.Random(seed), 0
    try:
        session = Story(check_program(program)).start(seed=seed, functions={"tell": lambda text, n: n})
        while not session.over and count < 8:
            count += 1
            assert all(len(paragraph.text) < 10**6 for paragraph in session.text)
            if session.question is not None:
                session.answer("Ada")
            else:
                session.choose(chance.choice([one for one in session.choices if one.enabled]))
            try:
                repr(session.status)
            except engine.PlayError as error:
                assert error.diagnostic.code != "NC910", error
    except engine.PlayError as error:
        assert error.diagnostic.code != "NC910", error
    except ProgramError:
        return 0
    return 1


def test_programs_that_look_well_are_refused_or_play(program: Any) -> None:
    # `make hostile` tries them by the hundred thousand.
    passed = sum(played(Maker(seed).changed(program), seed) for seed in range(120))
    assert 30 < passed < 108, passed
