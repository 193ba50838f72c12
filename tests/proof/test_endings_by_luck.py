"""That an ending is always reachable, with most of the state forgotten: by luck, and by numbers that come nearer to it.

`NIGHTCAP_LUCKY_STORIES=2000` looks at so many stories.
"""

import os
import random

import pytest
from lucky_stories import lucky

import engine
from engine.proof.abstract.abstraction import Abstraction
from engine.proof.budget import go_on
from engine.proof.instrumentation import instrument
from engine.proof.prove import prove
from engine.runtime.errors import StoryErrors

STORIES = int(os.environ.get("NIGHTCAP_LUCKY_STORIES", "40"))


def is_proved(text: str, seed: int | None = None) -> bool:
    """Whether it is proved with most of the state forgotten. With a seed, numbers are told apart less than they are."""
    abstraction = Abstraction(instrument(engine.loads(text).program), go_on)
    if seed is not None:
        chance = random.Random(seed)
        for cell in abstraction.ends:
            if cell[0] == "var":
                low = chance.randint(-3, 4)
                abstraction.ends[cell] = low, low + chance.randint(2, 5)
    return abstraction.ending()


def test_what_is_proved_holds_in_stories_that_are_seen_whole() -> None:
    proved = refuted = 0
    for seed in range(5000, 5000 + STORIES):
        text = lucky(seed)
        try:
            holds = is_proved(text, seed)
        except StoryErrors:
            continue
        proved += holds
        if holds or seed % 4 == 0:
            proof = prove(engine.loads(text), plain=True, states=3000)
            traps = [one.diagnostic.code for one in proof.findings if one.diagnostic.code == "NC506"]
            assert not holds or not traps, f"story {seed}"
            refuted += bool(traps)
    assert proved >= STORIES / 10 and refuted


BLOWS = """\
var foe = 12
== fight
+ Strike.
    ~ let mine = random(1, 6)
    ~ let his = random(1, 6)
    ~ if mine > his:
        ~ foe -= mine - his
    ~ else:
        ~ foe += 1
    -> fight
+ {if foe <= 0} Finish him. -> end: Won
"""


@pytest.mark.parametrize(
    ("before", "after", "holds"),
    [
        ("", "", True),
        # No luck brings it nearer.
        ("foe -= mine - his", "foe -= 0", False),
        ("if mine > his:", "if mine > his + 5:", False),
        ("if mine > his:", "if mine > his + 4:", True),
        # It goes the other way in any case, or after each blow.
        ("foe -= mine - his", "foe += mine - his", False),
        ("    -> fight\n", "    ~ foe += 5\n    -> fight\n", False),
        ("    -> fight\n", "    ~ foe += 4\n    -> fight\n", True),
        ("    -> fight\n", "    ~ foe += 50\n    ~ foe -= 12\n    -> fight\n", False),
        # It starts anew now and then: not if luck has it otherwise.
        ("foe += 1", "foe = 12", True),
        ("    -> fight\n", "    ~ foe = 12 if foe < 6 else foe\n    -> fight\n", False),
        # One choice that helps is enough, however bad the others are, as long as it is open.
        ("+ {if", "+ Flee.\n    ~ foe += 100\n    -> fight\n+ {if", True),
        ("+ Strike.", "+ Wait. -> fight\n+ {if foe < 5} Strike.", False),
        ("+ Strike.", "+ Wait.\n    ~ foe = 30\n    -> fight\n+ {if foe > 5} Strike.", False),
    ],
)
def test_a_fight_that_luck_decides(before: str, after: str, holds: bool) -> None:
    assert is_proved(BLOWS.replace(before, after, 1)) == holds


def test_what_is_asked_for_is_not_nearer() -> None:
    text = "var n = 3\n== hall\n~ ask n: How many?\n~ n = max(n, 4)\n~ n -= 1\n+ Again. -> hall\n+ {if n < 1} Out. -> end\n"
    assert not is_proved(text)


@pytest.mark.parametrize("way", (1, -1))
def test_two_numbers_and_a_talk_on_the_way(way: int) -> None:
    more, compared = ("+=", ">= 40") if way > 0 else ("-=", "<= -40")
    text = (
        f"var gold = 0\nvar days = 0\n== mine\n+ Dig. -> dig ->\n    ~ days += 1\n    -> mine\n"
        f"+ {{if gold {compared}}} Home. -> end\n+ {{if days > 9}} Sleep.\n    ~ days = 0\n    -> mine\n"
        f"== dig\n+ Here.\n    ~ if random(1, 9) == 5:\n        ~ gold {more} random(1, 4)\n    -> back\n+ There. -> back\n"
    )
    assert is_proved(text)
    assert not is_proved(text.replace("~ days += 1", f"~ gold = {39 * way if way > 0 else -39}"))


SPENT = """\
var cold = 0
== moor
+ {if cold < 5} Walk. -> walk
+ {if visits(moor) > 6} Home. -> end: Home
-> lost
== walk
~ cold += random(0, 2)
-> moor
== lost
* Call.
    ~ cold -= random(0, 3)
* Sit down.
    ~ cold = 0
* {otherwise} Give up. -> end: Lost
-> moor
"""


@pytest.mark.parametrize(
    ("before", "after", "holds"),
    [
        ("", "", True),
        # What can be done again is no step: it goes round for ever.
        ("* Call.", "+ Call.", False),
        ("* Sit down.\n    ~ cold = 0\n* {otherwise} Give up. -> end: Lost", "+ Sit down.\n    ~ cold = 6", False),
        # When all is spent, nothing leads to an ending.
        ("* {otherwise} Give up. -> end: Lost", "+ {otherwise} Shiver. -> lost", False),
    ],
)
def test_choices_that_are_spent_lead_to_an_ending(before: str, after: str, holds: bool) -> None:
    assert is_proved(SPENT.replace("visits(moor) > 6", "cold < 0 and cold > 0").replace(before, after, 1)) == holds


DRAWN = """\
var luck = 0
== road
-> any #event
-> road
== wolf #event
+ Run. -> road
== inn #event
~ luck += 1
+ {if luck > 3} Stay. -> end
+ Go on. -> road
== fire #event
~ when luck > 9
~ priority 1
~ luck = 0
+ Out. -> road
"""


@pytest.mark.parametrize(
    ("before", "after", "holds"),
    [
        ("", "", True),
        # Where something else comes first for ever, it is never drawn.
        ("~ when luck > 9", "~ when luck > 2", False),
        ("== inn #event\n", "== inn #event\n~ priority -1\n", False),
        # Nor where it is drawn once.
        ("== inn #event\n", "== inn #event\n~ once\n", False),
        # Nor where that is not known.
        ("== inn #event\n", "== inn #event\n~ when seen(wolf) and not seen(fire)\n", False),
    ],
)
def test_a_scene_that_is_drawn_by_lot(before: str, after: str, holds: bool) -> None:
    assert is_proved(DRAWN.replace(before, after, 1)) == holds


def test_each_item_of_many_may_be_the_one_that_is_drawn() -> None:
    items = "".join(f"    - Item {number}.\n" for number in range(9))
    text = f"var n = 0\n== hall\n~ random:\n{items}    - Ten.\n      ~ n += 1\n{items.replace('Item', 'Other')}+ Again. -> hall\n+ {{if n > 3}} Out. -> end\n"
    assert is_proved(text)
    assert not is_proved(text.replace("n += 1", "n += 0"))


MET = """\
var sick = true
== road
+ Walk.
    -> any #met
    -> road
== storm #met
~ priority 2
~ when sick
-> road
== inn #met
-> end: Home
"""


@pytest.mark.parametrize(
    ("before", "after", "holds"),
    [
        # The storm comes first, each time.
        ("", "", False),
        ("~ priority 2\n", "", True),
        ("~ when sick", "~ when not sick", True),
        ("-> road\n== inn", "~ sick = false\n-> road\n== inn", True),
        # The inn may not be drawn.
        ("== inn #met\n", "== inn #met\n~ when not sick\n", False),
        ("~ when sick", "~ when not sick\n-> road\n== shed #met\n~ when sick\n~ priority 1", False),
    ],
)
def test_what_comes_before_is_drawn_first(before: str, after: str, holds: bool) -> None:
    assert is_proved(MET.replace(before, after, 1)) == holds
