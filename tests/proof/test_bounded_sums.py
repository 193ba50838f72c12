"""Numbers that are bounded because what changes them happens so often at most: in every play they stay in their bounds.

`NIGHTCAP_COUNTED_STORIES=2000` looks at so many stories.
"""

import os
import random

import pytest
from counted_stories import COUNTERS, with_counters
from test_brute_force import made

import engine
from engine.proof.abstract.abstraction import Abstraction
from engine.proof.budget import NO_TIME, BudgetExceeded, go_on
from engine.proof.instrumentation import instrument
from engine.proof.reductions.bounded_sums import BoundedSums
from engine.proof.reductions.value_ranges import FAR
from engine.runtime.errors import NightcapError, StoryErrors

STORIES = int(os.environ.get("NIGHTCAP_COUNTED_STORIES", "24"))
PLAYS, STEPS = 8, 30
ANSWERS = ("0", "1", "3", "stranger")


def bounds_of(text: str, *names: str) -> dict[str, tuple[int, int]]:
    """The bounds of some variables, as far as they are known."""
    marked = instrument(engine.loads(text).program)
    sums = BoundedSums(marked.program, marked.ranges())
    numbers = {one.name: number for number, one in enumerate(marked.program.variables)}
    found = {name: sums.interval(numbers[name]) for name in names}
    return {name: interval for name, interval in found.items() if interval is not None}


def values_in_plays(text: str, seed: int) -> dict[str, set[int]]:
    """The values that counters have at the stops of some plays at random."""
    story, chance = engine.loads(text), random.Random(seed)
    seen: dict[str, set[int]] = {name: set() for name in COUNTERS}
    for _ in range(PLAYS):
        session = story.start(chance.randrange(1 << 30))
        try:
            for _ in range(STEPS):
                for name in COUNTERS:
                    value = session.variables[name]
                    assert isinstance(value, int)
                    seen[name].add(value)
                if session.question is not None:
                    session.answer(chance.choice(ANSWERS))
                    continue
                choices = [one for one in session.choices if one.reason is None]
                if not choices:
                    break
                session.choose(chance.choice(choices).id)
        except NightcapError:
            continue
    return seen


def test_no_play_leaves_the_bounds() -> None:
    known = attained = 0
    for seed in range(4000, 4000 + STORIES):
        text = with_counters(made(seed), seed)
        try:
            bounds = {} if "extern" in text else bounds_of(text, *COUNTERS)
        except StoryErrors:
            continue
        if not bounds:
            continue
        seen = values_in_plays(text, seed)
        for name, (low, high) in bounds.items():
            assert all(low <= value <= high for value in seen[name]), f"story {seed}: {name} is not in {low}..{high}"
            known += high < FAR
            attained += high in seen[name]
    # Or nothing was looked at.
    assert known > STORIES / 2 and attained > known / 8


ONCE = """\
var found = 0
var gold = 5
claim never found > 3
== hall
* Read.
    ~ found += 1
    -> hall
* Look behind the mirror.
    ~ if chance(50):
        ~ found += 1
    ~ else:
        ~ found += 2
        ~ gold -= 2
    -> hall
+ Pay.
    ~ gold = min(gold + 1, 9)
    -> hall
+ Out. -> end
"""


def test_the_longest_of_several_ways_counts() -> None:
    assert bounds_of(ONCE, "found", "gold") == {"found": (0, 3), "gold": (3, 9)}


FLAGS = """\
var met = false
var trust = 0
== hall
~ if not met:
    ~ trust += 2
    ~ met = true
+ Again. -> hall
+ Out. -> end
== tale #tale
+ Back. -> hall
"""


@pytest.mark.parametrize(
    ("before", "after", "known"),
    [
        ("", "", True),
        ("~ if not met:", "~ if met == false and trust < 9:", True),
        ("    ~ met = true\n", "", False),
        ("+ Again. -> hall", "+ Again.\n    ~ met = false\n    -> hall", False),
        ("~ if not met:", "~ if not met or trust == 2:", False),
        ("~ if not met:", "~ if met:\n    Hello.\n~ else:", True),
        ("~ if not met:", "~ if met:", False),
        ("    ~ met = true\n", "    -> any #tale\n    ~ met = true\n", False),
        ("    ~ trust += 2\n    ~ met = true\n", "    ~ trust += 2\n    + Nod. -> hall\n    + Smile.\n        ~ met = true\n        -> hall\n", False),
        ("~ if not met:\n    ~ trust += 2\n    ~ met = true\n", "~ if not seen(den):\n    + In. -> den\n+ Wait. -> hall\n== den\n~ trust += 2\n", True),
        ("~ if not met:\n    ~ trust += 2\n    ~ met = true\n", "+ {if not seen(den)} In. -> den\n+ On. -> den\n+ Wait. -> hall\n== den\n~ trust += 2\n", False),
    ],
)  # fmt: skip
def test_a_flag_that_is_asked_before_it_is_set(before: str, after: str, known: bool) -> None:
    found = bounds_of(FLAGS.replace(before, after), "trust")
    assert (found["trust"][1] == 2) == known, found


@pytest.mark.parametrize(
    ("steps", "most"),
    [
        ("* A. -> talk ->\n    -> hall\n+ B. -> talk ->\n    -> hall\n", None),
        ("* A. -> talk ->\n    ~ n += 4\n    -> hall\n", 5),
        ("* A. -> talk ->\n    -> hall\n* B. -> talk ->\n    -> hall\n", 2),
        ("<- lent\n", 3),
        ("+ A. -> any #tale ->\n    -> hall\n", 2),
        ("~ once:\n    - One.\n      ~ n += 1\n    - Two.\n      ~ n += 5\n", 6),
        ("~ then:\n    - One.\n      ~ n += 1\n    - Two.\n", 1),
        ("~ then:\n    - One.\n    - Two.\n      ~ n += 1\n", None),
        ("~ cycle:\n    - One.\n      ~ n += 1\n    - Two.\n", None),
        ("* A.\n    ~ n += 1\n    + Again. -> hall\n    + Once more.\n        ~ n += 1\n        -> hall\n", 2),
        ("* A.\n    -- round\n    ~ n += 1\n    + Again. -> round\n    + Back. -> hall\n", None),
    ],
)
def test_what_happens_once(steps: str, most: int | None) -> None:
    text = (
        f"var n = 0\nvar m = 0\n== hall\n{steps}+ Wait. -> hall\n+ Out. -> end\n"
        "== talk\n~ n += 1\n+ Hm. -> back\n== lent\n* C.\n    ~ n += 3\n    -> hall\nMore.\n-> end\n"
        "== tale0 #tale\n~ once\n~ n += 1\n+ Go on. -> back\n== tale1 #tale\n~ once\n~ n += 1\n+ Go on. -> back\n"
    )
    found = bounds_of(text, "n")
    assert found["n"][1] == most if most is not None else found["n"][1] > FAR, found


def test_bounds_are_found_once_however_little_time_a_question_has() -> None:
    def over() -> None:
        raise BudgetExceeded(NO_TIME)

    abstraction = Abstraction(instrument(engine.loads(ONCE).program), go_on)
    abstraction.check = over
    for _ in range(2):
        with pytest.raises(BudgetExceeded):
            abstraction.ending()
        (bounds,) = abstraction.sums.values()
        assert bounds["var", 0] == (0, 3)
