"""Locks are found in stories that are too large to see all of; what is found is one in those that are seen whole."""

from contextlib import suppress

import pytest
from lucky_stories import lucky

import engine
from engine.proof.budget import Budget, BudgetExceeded
from engine.proof.instrumentation import instrument
from engine.proof.lock_finder import LockFinder
from engine.proof.prove import prove
from engine.proof.queries import build_system
from engine.runtime.errors import StoryErrors

FLAGS = "".join(f"var f{n} = false\n" for n in range(30))
# Each turns another one, too: so no two of them are alike.
TURNS = "".join(
    f"+ Turn {n}.\n    ~ f{n} = not f{n}\n    ~ f{n * 7 % 30} = not f{n * 3 % 30}\n    -> room\n" for n in range(30)
)
SHUT = " and ".join(f"{'not ' if n % 3 else ''}f{n}" for n in range(30))
WELL = (
    f"{FLAGS}var wet = 0\n== room\n{TURNS}+ {{if {SHUT}}} Odd. -> end: Odd\n+ Out. -> end: Out\n+ Down. -> cellar\n"
    "== cellar\n+ Up.\n    ~ wet += 1\n    -> room\n+ {if wet > 1} Jump. -> well\n"
    "== well\n+ Swim. -> well\n+ Shout. -> well\n+ {if wet < 0} Climb. -> room\n"
)


@pytest.mark.parametrize(
    ("before", "after", "is_locked"), [("", "", True), ("wet < 0", "wet > 0", False), ("Swim. ->", "Swim. -> end\n+ Sing. ->", False)]
)  # fmt: skip
def test_a_well_in_a_large_story(before: str, after: str, is_locked: bool) -> None:
    proof = prove(engine.loads(WELL.replace(before, after)), 12, states=2000)
    assert not proof.complete
    found = [one for one in proof.findings if one.diagnostic.code == "NC506"]
    assert bool(found) == is_locked
    (ending,) = proof.verdicts
    assert (ending.result == "refuted") == is_locked
    if found:
        assert "there may be a shorter play" in (found[0].diagnostic.hint or "") + str(ending.witness)
        assert ending.witness is not None and ending.witness.choices[-1] == "cellar.jump"


def test_what_is_found_is_a_lock() -> None:
    locks = 0
    for seed in range(700, 720):
        try:
            story = engine.loads(lucky(seed))
        except StoryErrors:
            continue
        marked, budget = instrument(story.program), Budget(0.1)
        with suppress(BudgetExceeded):
            system = build_system(marked, frozenset(), frozenset(), check=budget.check)
            LockFinder(system, sum(len(one.points) for one in marked.program.scenes), budget.check).find()
            locks += 1
            proof = prove(story, plain=True, states=3000)
            assert not proof.complete or any(one.diagnostic.code == "NC506" for one in proof.findings), f"story {seed}"
    assert locks
