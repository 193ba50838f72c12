"""What is proved with most of the state forgotten holds in all plays that the brute force sees."""

import os

import pytest
from brute_force import explore, instrumented
from held_against import with_words
from test_brute_force import made as story_of

import engine
from engine.proof.abstract.abstraction import Abstraction
from engine.proof.budget import Budget, BudgetExceeded, go_on
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
        abstraction = Abstraction(marked, go_on)
        abstraction.check = Budget(0.3).check
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


def test_of_chance_it_is_enough_that_it_may_come_out_so() -> None:
    text = (
        "var steps: 0..5\n== maze\n~ steps = 0\n-> step\n"
        "== step\n+ Left.\n    ~ if chance(50):\n        ~ steps += 1\n    ~ else:\n        ~ steps = max(0, steps - 1)\n"
        "+ Right.\n    ~ steps = min(5, steps + random(0, 1))\n~ if steps == 5:\n    -> end: Out\n-> step\n"
    )
    assert proves(text)["ending"]
    # Neither what cannot happen nor what only two different draws would bring about is luck.
    for never in ("chance(0)", "random(1, 3) > 3", "random(2, 4) == 3 and steps > 5"):
        left = text.replace("~ if chance(50):", f"~ if {never}:").replace("random(0, 1)", "random(-1, 0)")
        assert not proves(left.replace("min(5, steps +", "max(0, steps +"))["ending"], never


def test_what_is_not_known_must_do_whatever_it_is() -> None:
    # The host is not chance, and a door that a play has shut stays so.
    text = (
        "var shut = false\nextern wind() -> true/false\n== hall\n+ {if not shut} Out. -> end: Out\n+ Wait.\n"
        "    ~ if wind():\n        ~ shut = true\n    -> hall\n"
    )
    assert not proves(text)["ending"]
    assert proves(text.replace("~ shut = true", "~ shut = false"))["ending"]


def test_numbers_without_a_range_are_told_apart_by_what_is_put_into_them() -> None:
    text = (
        "var money = 12\nvar debt = 0\nvar bet = 1\nclaim never money < 0\nclaim never debt > 20\nclaim never money > 60 and debt < 0\n"
        "== inn\n+ {if money >= 5} Bet five.\n    ~ bet = 5\n    -> play\n+ {if money >= 10} Bet ten.\n    ~ bet = 10\n    -> play\n"
        "+ {if debt == 0} Borrow.\n    ~ money += 15\n    ~ debt = 20\n    -> inn\n"
        "+ {if debt > 0 and money >= debt} Pay.\n    ~ money -= debt\n    ~ debt = 0\n    -> inn\n"
        "* Search.\n    ~ let found = random(1, 6)\n    ~ money = min(60, money + found)\n    -> inn\n+ Leave. -> end\n"
        "== play\n~ let mine = random(1, 6)\n~ let his = random(1, 6)\n~ if mine > his:\n    ~ money = min(59, money + bet)\n"
        "~ else:\n    ~ money = max(money - bet, 0)\n+ On. -> inn\n"
    )
    assert all(proves(text).values())
    assert all(proves(text.replace("max(money - bet, 0)", "money - bet")).values())
    assert not proves(text.replace("max(money - bet, 0)", "money - bet - 1"))["never money < 0"]


def test_two_cells_that_tell_something_only_together() -> None:
    text = (
        "var hour: 1..8 = 1\nvar minute: 0..5\nvar bag: set of rope, lamp\nvar fear: 0..6\nclaim never hour == 8 and minute > 5\n"
        "== corridor\n~ if hour == 8:\n    -> border\n-> tick ->\n+ Dine.\n    ~ fear = clamp(fear + random(0, 2))\n    -> corridor\n"
        "+ Search.\n    ~ bag += rope\n    -> corridor\n* {if fear > 3 and bag has lamp} Jump. -> end: Jumped\n"
        "== tick\n~ if minute == 5:\n    ~ minute = 0\n    ~ hour += 1\n~ else:\n    ~ minute += 1\n-> back\n"
        "== border\n+ {if bag has rope} Climb. -> end: Over\n+ Stay. -> end: Caught\n"
    )
    assert all(proves(text).values())
