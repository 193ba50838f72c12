"""What is proved with most of the state forgotten holds in all plays that the brute force sees."""

import os

import pytest
from brute_force import explore, instrumented
from held_against import with_words
from test_brute_force import made as story_of

import engine
from engine.proof.abstract.search import Abstraction
from engine.proof.budget import Budget, BudgetExceeded
from engine.proof.instrumentation import instrument
from engine.runtime.errors import StoryErrors

STORIES = int(os.environ.get("NIGHTCAP_BRUTE_STORIES", "16"))
NODES = 120


def loaded(text: str) -> engine.Story | None:
    try:
        engine.loads(instrumented(text))
        return engine.loads(text)
    except StoryErrors:
        return None


@pytest.mark.parametrize("batch", range(2))
def test_what_is_proved_so_holds(batch: int) -> None:
    proved = 0
    for seed in range(80_000 + batch, 80_000 + STORIES, 2):
        text = with_words(story_of(seed)).replace("\nstatus:", "\n// status:")
        made = loaded(text)
        if made is None:
            continue
        seen, marked = explore(text, instrumented(text), NODES), instrument(made.program)
        abstraction = Abstraction(marked, Budget(0.3).check)
        for number, claim in enumerate(made.program.claims):
            if claim.kind == "ending":
                continue
            probes = [one for one, other in marked.watched.items() if other == number]
            try:
                is_proved = abstraction.unreached(probes[0]) if probes else abstraction.never(number)
            except BudgetExceeded:
                continue
            proved += is_proved
            sign = {"never": "N", "reach": "R", "only_after": "P"}[claim.kind]
            assert not is_proved or (sign, str(number)) not in seen.signs, f"story {seed}: {claim.text}"
        if seen.complete and not seen.unclear and seen.trapped is not None:
            try:
                assert not abstraction.ending(), f"story {seed}"
            except BudgetExceeded:
                continue
    assert proved


def proves(text: str) -> dict[str, bool]:
    """Which claims of a story are proved so, by their texts."""
    made = engine.loads(text)
    marked = instrument(made.program)
    abstraction = Abstraction(marked, Budget(20).check)
    found = {marked.program.claims[claim].text: abstraction.never(claim) for claim in marked.nevers}
    found |= {marked.program.claims[claim].text: abstraction.unreached(one) for one, claim in marked.watched.items()}
    return {**found, "ending": abstraction.ending()}


ROOMS = "".join(
    f"== r{n}\n* Take {n}.\n    ~ taken += 1\n    -> r{n}\n* Break {n}.\n    ~ broken = true\n    -> r{(n * 3 + 1) % 14}\n"
    f"+ On. -> r{(n + 1) % 14}\n+ Back. -> r{(n + 13) % 14}\n"
    + ("+ {if key} Out. -> cellar\n" if n == 5 else "* Key.\n    ~ key = true\n    -> r9\n" if n == 9 else "")
    for n in range(14)
)


def test_claims_that_do_not_depend_on_once_only_choices() -> None:
    text = (
        "var taken: number\nvar broken = false\nvar key = false\nclaim cellar only after r9\nclaim never seen(cellar) and not key\n"
        f"{ROOMS}== cellar\n-> end: Out\n"
    )
    found = proves(text)
    assert found["cellar only after r9"]
    assert found["never seen(cellar) and not key"]


def test_a_number_without_a_range_between_thresholds() -> None:
    text = (
        "var gold = 0\nvar paid = false\nclaim never paid and gold < 0\nclaim never gold < 0\nclaim end_of_road only after shop\n"
        "== road\n+ Dig.\n    ~ gold += 3\n    -> road\n+ {if gold >= 10} Shop. -> shop\n+ Leave. -> end\n"
        "== shop\n+ {if gold >= 7} Buy.\n    ~ gold -= 7\n    ~ paid = true\n    -> road\n+ Back. -> road\n"
        "+ {if paid} On. -> end_of_road\n== end_of_road\n-> end: There\n"
    )
    assert all(proves(text).values())


def test_an_ending_behind_a_way_that_is_always_open() -> None:
    people = "".join(f"* Help {n}.\n    ~ helped += 1\n    -> square\n" for n in range(20))
    text = f"var helped: 0..20\n== square\n{people}+ {{if helped == 20}} Feast. -> end: Feast\n+ Leave. -> end: Gone\n"
    assert proves(text)["ending"]
    text = text.replace("+ {if helped == 20} Feast.", "+ {if helped > 20} Feast.").replace(
        "+ Leave. -> end: Gone", "+ Wait. -> square"
    )
    assert not proves(text)["ending"]
