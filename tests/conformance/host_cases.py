"""Cases in which the host has its part: it begins plays elsewhere, sets variables, has what is offered looked at again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import engine

LONGEST = 16
STORIES = {
    "host-values": (
        'var n: 0..6 = 2\nvar word: text = "x"\nvar mood: sour | glad\nvar bag: set of rope, lamp, silver_key "silver key"\n'
        "var late = false\n== a\n{n} {mood} {bag} {word} {late}.\n+ {if n > 0} Less.\n    ~ n -= 1\n    -> a\n"
        "+ {if bag has lamp} Ask.\n    ~ ask word: Word?\n    {word}\n    -> b\n+ {needs late: too soon} Late. -> b\n"
        "+ {if mood == sour} Sulk. -> a\n== b: B\nB {n}.\n+ Back. -> a\n+ End. -> end: E\n"
    ),
    "host-goes-on": (
        "var n: 0..6 = 2\nvar gone = false\n== a\nA{once: , first}.\n* {if n > 1 and not gone} Go.\n    Went.\n"
        "+ {if not gone} Stay. -> a\n+ {otherwise} Otherwise.\n    Nobody asks.\n{n} on.\n"
        "+ {if not gone} Here. -> a\n-> b\n== b\nB. {visits(a)}\n~ gone = false\n+ Again. -> a\n+ Out. -> end\n"
    ),
    "host-looks": (
        "var n = 0\n== a\nA.\n+ Toss {cycle: one | two | three}. -> a\n+ {if chance(50)} Perhaps. -> a\n"
        "* Once {random(1, 6)}. -> b\n+ Out. -> end\n== b\nB {n} {shuffle: x | y | z}.\n+ {if n == 0} Back. -> a\n"
        "+ Visit. -> c ->\n    Back.\n    -> a\n== c\nC {n}.\n+ Return. -> back\n"
    ),
    "host-errors": (
        "var n: 0..9 = 1\n== a\n{10 / n}\n+ {if 10 / n > 0} On. -> a\n+ Out. -> end\n"
        "== empty\n* {if n > 90} Never. -> a\n== takes(k: 0..3)\n{k}\n-> a\n"
    ),
}  # fmt: skip
VALUES: dict[str, list[Any]] = {
    "n": [0, 1, 3, 6, 7, -1, "1", True],
    "word": ["y", " a \t b ", "", "x" * 201, 5],
    "mood": ["glad", "sour", "mad"],
    "bag": [[], ["lamp"], ["rope", "silver_key"], ["key"], "lamp"],
    "late": [True, False, 1],
    "gone": [True, False],
    "nobody": [1],
}


def host_cases() -> Iterator[tuple[str, engine.Story, dict[str, Any], int]]:
    """Names, stories, where their plays begin, and seeds."""
    for name, text in STORIES.items():
        story = engine.loads(text)
        for number in range(1, 7):
            chance = random.Random(f"{name} {number}")
            begin: dict[str, Any] = {}
            if number % 2 == 0:
                begin["scene"] = chance.choice(
                    [*story.scenes, "nowhere"] if number == 6 else ["a", "b", "empty", "takes"]
                )
            if number % 3 == 0:
                begin["variables"] = {"n": chance.choice([1, 3, 6])}
            yield f"{name}-{number}", story, begin, number


def host_input(session: engine.Session, chance: random.Random) -> Any:
    """What a host does next, now and then what it cannot do."""
    if chance.random() < 0.25:
        return {"refresh": True}
    known = [name for name in VALUES if name in session.variables] + ["nobody"] * (chance.random() < 0.1)
    name = chance.choice(known)
    return {"set": {name: chance.choice(VALUES[name])}}
