"""What is proved agrees with what a slow, obviously right exploration by sessions sees; every play shows its finding.

`NIGHTCAP_BRUTE_STORIES=2000` looks at so many stories; the usual few take seconds.
"""

import os
import random
from collections import Counter
from pathlib import Path

import pytest
from held_against import held
from random_stories import story

from engine.proof import prove as proving
from engine.runtime.errors import StoryErrors

STORIES = int(os.environ.get("NIGHTCAP_BRUTE_STORIES", "16"))
NODES = int(os.environ.get("NIGHTCAP_BRUTE_NODES", "150"))
BATCHES = 4
# What was judged wrongly, it was where these meet.
TOGETHER = (
    "again", "alike", "arms", "ask", "borrow", "chance", "doors", "draw", "each", "externs", "functions", "leaves", "lets",
    "loops", "made", "nests", "otherwise", "places", "points", "sets", "since", "sinces", "status", "text", "texts", "values",
    "variations", "visits", "ways_on_line",
)  # fmt: skip
# These are most of a story's structure, and some are nothing without another.
OFTEN = ("borrow", "counts", "draw", "points", "since", "turns", "visits")
WITH = (
    ("again", "borrow"), ("nests", "visits"), ("leaves", "visits"), ("sinces", "points"), ("arm_lets", "arms"),
)  # fmt: skip
# With these, states are not kept as numbers, mostly; so half the stories of very many do without.
ON_TUPLES = ("made", "since", "sinces", "turns")
# What the others seldom make together; each packed story has one row.
SELDOM = (
    ("guards", "errors"), ("nests", "values", "visits"), ("ask", "text"), ("guards", "visits", "ways_on_line"),
    ("draw", "each", "guards"), ("nested", "strand"), ("chance", "nests", "values", "visits"), ("gather", "places", "guards"),
)  # fmt: skip
# These are drawn behind the others, which stay what they were for a seed.
SOMETIMES = ("arm_lets", "inner_points")
FOLDER = Path(__file__).parent


@pytest.fixture(autouse=True)
def short_walks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "WALK_SECONDS", 0.1)


def made(seed: int, packed: bool = False) -> str:
    """A story with many of the features that are hard together, small so that all of it can be seen; some are large.

    A `packed` one has states that are numbers, mostly, and more that fails.
    """
    chance = random.Random(seed)
    features = {*chance.sample(TOGETHER, chance.randint(5, 11)), *chance.sample(OFTEN, 2), "claims"}
    features |= {one for one in SOMETIMES if chance.random() < 0.4}
    features |= {made for one, made in WITH if one in features}
    if packed:
        features.update(SELDOM[seed // 2 % len(SELDOM)], ("failing",) if seed % 5 < 2 else ())
    return story(seed, tuple(sorted(features)), small=seed % 8 > 0, without=ON_TUPLES if packed else ())


@pytest.mark.parametrize("batch", range(BATCHES))
def test_stories_made_at_random(batch: int) -> None:
    kinds: Counter[str] = Counter()
    for seed in range(50_000 + batch, 50_000 + STORIES, BATCHES):
        try:
            found = held(made(seed, packed=seed % 2 > 0), NODES)
        except StoryErrors:
            continue
        assert not found.differences, f"story {seed}"
        kinds[found.kind] += 1
    assert kinds["complete"] + kinds["prefix"], kinds


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/*.story")), ids=lambda path: path.stem)
def test_stories_with_faults(path: Path) -> None:
    assert not held(path.read_text(encoding="utf-8"), NODES).differences
