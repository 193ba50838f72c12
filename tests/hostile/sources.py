"""The stories that hostile inputs are made of: those of the tests, and ones that a generator makes, with all the language has."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from conformance.make_cases import EXTRA
from proof import random_stories

import engine

TESTS = Path(__file__).resolve().parent.parent
MOST_OF_A_STORY = 6000  # bytes
MOST_OF_A_GENERATED_STORY = 2500
GENERATED = 100  # how many a series of inputs has
# What a generated story has in any case: each of them had no input of its own for a long time.
NEWEST = ("defs", "loops", "points", "places", "sets", "texts", "externs", "arms")

# Which series of inputs is tried: the seed that `make hostile` is given.
series = 0


@cache
def written() -> list[bytes]:
    """Stories that somebody wrote: the cases, those of the conformance cases, the examples of the language's page."""
    found = [path.read_bytes() for path in sorted((TESTS / "cases").rglob("*.story"))]
    found += [text.encode() for text in EXTRA.values()]
    page = (TESTS.parent / "docs" / "language.md").read_text(encoding="utf-8")
    found += [text.encode() for text in re.findall(r"^```story\n(.*?)^```$", page, re.S | re.M)]
    return [data for data in found if len(data) < MOST_OF_A_STORY]


@cache
def generated(number: int) -> bytes:
    """A story that nobody wrote, and a short one: long ones take their time."""
    chance = random.Random(number)
    while True:
        made = random_stories.story(chance.getrandbits(40), tuple(chance.sample(NEWEST, 2))).encode()
        if len(made) < MOST_OF_A_GENERATED_STORY:
            return made


@cache
def sound_story(number: int) -> engine.Story:
    """A story that can be played; the number makes the same one again, whatever was tried before."""
    chance = random.Random(f"sound {series} {number}")
    while True:
        try:
            return engine.loads(a_story(chance, written()).decode("utf-8", "replace"))
        except engine.StoryErrors:
            continue


def a_story(chance: random.Random, known: Sequence[bytes]) -> bytes:
    """One that somebody wrote, or a generated one: each series of inputs has other ones."""
    if chance.random() < 0.15:
        return generated(series * GENERATED + chance.randrange(GENERATED))
    return chance.choice(known)
