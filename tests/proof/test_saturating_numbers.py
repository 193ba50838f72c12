"""Numbers without a range that are cut off: all that a story can do, it can do there, too.

`NIGHTCAP_CUT_STORIES=2000` looks at so many stories.
"""

import os
import re

import pytest
from lucky_stories import LEAST, MOST, lucky

import engine
from engine.proof.budget import Budget
from engine.proof.instrumentation import instrument
from engine.proof.prove import prove
from engine.proof.queries import NOTHING_TO_SATURATE, Query, explore
from engine.runtime.errors import StoryErrors

STORIES = int(os.environ.get("NIGHTCAP_CUT_STORIES", "24"))


def found_in(seed: int, is_endless: bool) -> bool:
    """Whether numbers of a story made at random are cut off; then what it comes to is held against the story itself."""
    text = lucky(seed)
    if is_endless:
        text = re.sub(rf"min\(max\((.*), {LEAST}\), {MOST}\)$", r"\1", text, flags=re.MULTILINE)
        text = re.sub(rf"max\(min\((.*), {MOST}\), {LEAST}\)$", r"\1", text, flags=re.MULTILINE)
    try:
        marked = instrument(engine.loads(text).program)
    except StoryErrors:
        return False
    whole = explore(marked, Query(frozenset(marked.watched)), Budget(states=1500))
    cut = explore(marked, Query(frozenset(marked.watched), saturating=True), Budget(states=3000))
    if cut.why == [NOTHING_TO_SATURATE] or not cut.complete:
        return False
    missing = [number for number, one in enumerate(whole.reached) if one and not cut.reached[number]]
    assert not missing, f"story {seed} comes to {[marked.items[number] for number in missing]}"
    errors = {(error.code, error.span) for error, _ in cut.errors}
    assert errors >= {(error.code, error.span) for error, _ in whole.errors}, f"story {seed} fails"
    assert whole.closed <= cut.closed
    return True


@pytest.mark.parametrize("is_endless", (False, True))
def test_what_stories_come_to_is_found_where_numbers_are_cut_off(is_endless: bool) -> None:
    count = sum(found_in(seed, is_endless) for seed in range(7000, 7000 + STORIES))
    assert count >= STORIES / 6


SHOP = """\
var gold = 3
var health: 0..5 = 5
claim reach "Rich"
claim never gold < 0
== town
+ {if gold >= 5} Buy.
    ~ gold -= 5
    -> town
+ Dig.
    ~ gold += random(0, 2)
    ~ health -= 1
    ~ if health == 0:
        -> inn
    -> town
+ {if gold > 20} Leave. -> end: Rich
+ Go. -> end: Gone
== inn
~ health = 5
+ Wake. -> town
+ {if gold > 2} Tip.
    ~ gold -= 2
    -> town
"""


def said_of(text: str) -> tuple[bool, list[str]]:
    proof = prove(engine.loads(text), 10, states=4000)
    return proof.complete, [one.diagnostic.code for one in proof.findings]


def test_every_play_of_an_endless_story_is_checked() -> None:
    assert said_of(SHOP) == (True, [])


@pytest.mark.parametrize(
    ("before", "after", "complete"),
    [
        # What no play comes to is told.
        ("+ Wake.", "+ {if gold == -1} Owe. -> end\n+ Wake.", (True, ["NC502"])),
        # What is read in another way is not cut off.
        ("{if gold > 20}", "{if gold * gold > 400}", (False, [])),
        # An error is told.
        ("~ health = 5\n+", "~ health = 6 if gold > 20 else 5\n+", (True, ["NC504"])),
    ],
)
def test_not_more_is_said_than_is_known(before: str, after: str, complete: tuple[bool, list[str]]) -> None:
    text = SHOP.replace(before, after, 1)
    assert text != SHOP
    assert said_of(text) == complete


EVEN = """\
var gold = 2
== town
+ Dig.
    ~ gold += 2
    -> town
+ {if gold >= 10} Buy.
    ~ gold -= 4
    -> town
+ {if gold == 7} Odd. -> town
+ Go. -> end
"""


def test_what_only_numbers_that_are_cut_off_come_to_is_not_known() -> None:
    # Once there is much of it, gold could be 7 there; in the story it is always even.
    assert said_of(EVEN) == (False, [])
    assert said_of(EVEN.replace("gold == 7", "gold == 8")) == (True, [])
