"""The stories that hostile inputs are made of: those of the tests, and ones that a generator makes, with all the language has."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from conformance.make_cases import EXTRA
from proof import random_stories

TESTS = Path(__file__).resolve().parent.parent
MOST_OF_A_STORY = 6000  # bytes
MOST_OF_A_GENERATED_STORY = 2500
GENERATED = 400  # how many there are
# What a generated story has in any case: each of them had no input of its own for a long time.
NEWEST = ("defs", "loops", "points", "places", "sets", "texts", "externs", "arms")


@cache
def written() -> list[bytes]:
    """Stories that somebody wrote: the cases, those of the conformance cases, the examples of the language's page."""
    found = [path.read_bytes() for path in sorted((TESTS / "cases").rglob("*.story"))]
    found += [text.encode() for text in EXTRA.values()]
    page = (TESTS.parent / "docs" / "language.md").read_text(encoding="utf-8")
    found += [text.encode() for text in re.findall(r"^```story\n(.*?)^```$", page, re.S | re.M)]
    return [data for data in found if len(data) < MOST_OF_A_STORY]


@cache
def generated(seed: int) -> bytes:
    """A story that nobody wrote."""
    chance = random.Random(seed)
    return random_stories.story(seed, tuple(chance.sample(NEWEST, 2))).encode()


def a_story(chance: random.Random, known: Sequence[bytes]) -> bytes:
    """One that somebody wrote, or a generated one: these are longer, and take their time."""
    if chance.random() < 0.25:
        made = generated(chance.randrange(GENERATED))
        if len(made) < MOST_OF_A_GENERATED_STORY:
            return made
    return chance.choice(known)
