"""What makes a story large is named by its kind, the largest first, with its line and with what helps there."""

from __future__ import annotations

import pytest

import engine
from engine.proof.instrumentation import instrument
from engine.proof.prove import Proof, prove
from engine.proof.reference import ReferenceSystem
from engine.proof.size_report import SHOWN, largest
from engine.proof.work_clock import AN_OFFER, work_time

LEVERS = "".join(f"* Pull lever {n}.\n    ~ order = (order * 3 + {n}) % 991\n    -> room\n" for n in range(1, 21))
DAYS = "".join(f"== d{n} #day\n~ once\n~ mood = (mood * 5 + {n}) % 20011\nDay.\n-> back\n" for n in range(1, 16))
FACES = "".join(f"    - Face {n}.\n        ~ sum = (sum * 2 + {n}) % 97\n" for n in range(1, 13))
NAMES = "".join(f'+ {{if name == "N{n}" or other == "M{n}"}} Hello {n}. -> asked\n' for n in range(60))
CARDS = ", ".join(f"c{n}" for n in range(24))
SCORED = "".join(f"    ~ if card == c{n}:\n        ~ score = (score * 2 + {n}) % 101\n" for n in range(24))
TAKEN = "".join(
    f"+ Take {n}.\n    ~ bag += b{n}\n    ~ n = (n * 3 + {n}) % 97\n    -> hub\n"
    f"+ {{if bag has b{n} and n > {n}}} Drop {n}.\n    ~ bag -= b{n}\n    -> hub\n"
    for n in range(12)
)  # fmt: skip
ROOMS = "".join(
    f"+ Go to {n}. -> r{n}\n+ {{if seen(r{n}) and not seen(r{n + 1})}} Try {n}. -> end\n" for n in range(13)
)
ROOMS += "+ Go on. -> r13\n" + "".join(f"== r{n}\nHere.\n-> hub\n" for n in range(14))
ALONE = "".join(f"+ Go to {n}. -> s{n}\n" for n in range(14)) + "".join(
    f"== s{n}\n* Pull it.\n    ~ n = (n * 3 + {n + 1}) % 991\n    -> s{n}\n+ {{if n < 990}} Go back. -> hub\n+ Leave. -> end\n"
    for n in range(14)
)
# The story; how the first reason begins, and how it ends.
LARGE = {
    "money without a range": (
        "var gold = 10\nvar debt = 0\nclaim never gold * 3 == debt + 100000\n== shop\n+ Buy.\n    ~ gold -= 3\n"
        "    ~ debt += gold\n    -> shop\n+ Sell.\n    ~ gold += 7\n    -> shop\n+ {if gold * 2 > debt} Lend.\n"
        "    ~ debt += 2\n    -> shop\n+ Leave. -> end\n",
        "`debt` (set in line 7) has ",
        "it is unbounded: give it a range",
    ),
    "a range": (
        "var food: 0..999\nvar wood: 0..999\nclaim never food * wood == 6001\n== camp\n+ Hunt.\n"
        "    ~ food = clamp(food + 7)\n    -> camp\n+ Cut.\n    ~ wood = clamp(wood + 3)\n    -> camp\n"
        "+ {if food > wood} Burn.\n    ~ food -= 1\n    -> camp\n+ Leave. -> end\n",
        "`food` (set in line 6) has ",
        "a smaller range, or a few words for what is asked of it, makes fewer",
    ),
    "once-only choices": (
        f"var order: 0..990\nclaim never order == 977\n== room\n{LEVERS}+ {{if order > 990}} Stay. -> room\n+ Leave. -> end\n",
        "20 once-only choices of `room` (line 3) can each have been taken or not: up to 1,048,576 combinations",
        "a range cannot help",
    ),
    "once-only choices of many scenes": (
        "var n: 0..990\nclaim never n == 977\n== hub\n" + ALONE,
        "once-only choices of 14 scenes (`s0` (line 18), `s1`, `s2`, …) can each have been taken or not: up to 16,384",
        "a range cannot help",
    ),
    "scenes that come once": (
        "var mood = 0\nclaim never mood == 12345\n== hub\n+ On.\n    -> any #day ->\n    -> hub\n+ Leave. -> end\n"
        + DAYS,
        "15 scenes that come once (`d1` (line 8), `d10`, `d11`, …) can each have come or not: up to 32,768 combinations",
        "a range cannot help",
    ),
    "turns": (
        "var heat: 0..9\nclaim never turns() * turns() == heat + 999983\n== forge\n+ Blow.\n    ~ heat = clamp(heat + 3)\n"
        "    -> forge\n+ Wait.\n    ~ heat = clamp(heat - 2)\n    -> forge\n+ {if turns() > heat * 20} Leave. -> end\n",
        "the number of turns, which the story asks for, has ",
        "or modulo one",
    ),
    "visits": (
        "claim never visits(hall) * visits(garden) == 1009 * 1013\n== hall\n+ Garden. -> garden\n+ Leave. -> end\n"
        "== garden\n+ Hall. -> hall\n+ Stay. -> garden\n",
        "how often `garden` (line 5) was visited, which the story asks for, has ",
        "or modulo one",
    ),
    "a shuffle": (
        f"var sum: 0..96\nclaim never sum == 95 and visits(lobby) == 3\n== lobby\n~ shuffle:\n{FACES}+ {{if sum < 96}} Again. -> lobby\n"
        "+ {if sum > 50} Leave. -> end\n",
        "a shuffle in `lobby` (line 3) has ",
        "`random:` remembers nothing",
    ),
    "a deck of cards": (
        f"var score: 0..100\nvar deck: set of {CARDS} = [{CARDS}]\n== table\n+ {{if count(deck) > 0}} Draw.\n"
        f"    ~ let card = random(deck)\n    ~ deck -= card\n{SCORED}    -> table\n+ {{if score > 50}} Stop. -> end\n",
        "`deck` (set in line 6) has ",
        "what asks how many a set holds, and not which, makes fewer",
    ),
    "numbers drawn at large": (
        "var a: 1..10000\nvar b: 1..10000\n== die\n+ Roll.\n    ~ a = random(1, 10000)\n    ~ b = random(1, 10000)\n"
        "    -> die\n+ {if a * b % 2 == 1} Leave. -> end\n+ Stop. -> end\n",
        "2 draws in one turn of `die`, from line 5 on, can come out in up to 100,000,000 ways",
        "or what they are compared with",
    ),
    "names that are typed in": (
        f'var name = ""\nvar other = ""\n== ask\n~ ask name: Your name?\n~ ask other: Hers?\n-> asked\n== asked\n'
        f"{NAMES}+ {{if name == other}} Again. -> ask\n+ Leave. -> end\n",
        "`name` (asked for in line 4) has ",
        "fewer of these make fewer",
    ),
    "a set": (
        f"var n: 0..96\nvar bag: set of {', '.join(f'b{n}' for n in range(12))}\n== hub\n{TAKEN}+ Leave. -> end\n",
        "12 names of `bag` (set in line 5) can each be in it or not: up to 4,096 combinations",
        "what asks how many a set holds, and not which, makes fewer",
    ),
    "whether places were seen": (
        "== hub\n" + ROOMS,
        "14 places (`r0` (line 29), `r1`, `r10`, …), of which the story asks how often they were visited, can each be",
        "asking for fewer of them makes fewer",
    ),
}


def reasons_of(proof: Proof) -> list[str]:
    """What made a story large, or a claim of it."""
    return [*proof.large, *[one for verdict in proof.verdicts for one in verdict.large]]


@pytest.mark.parametrize("name", LARGE)
def test_what_makes_it_large_is_named_with_the_help_that_fits(name: str) -> None:
    text, begins, ends = LARGE[name]
    proof = prove(engine.loads(text), 1.0, states=2500)
    first = reasons_of(proof)[:1]
    assert [one for one in first if one.startswith(begins) and one.endswith(ends)], reasons_of(proof)


def test_the_largest_comes_first_and_each_help_once() -> None:
    told = largest([(float(size), f"`v{size}`", "a range" if size < 8 else "") for size in range(10)])
    assert told == ["`v9`", "`v8`", "`v7`; a range", "`v6`", "`v5`"]
    assert len(told) == SHOWN


def test_a_story_that_is_too_large_to_be_looked_at_says_why() -> None:
    choices = "".join(f"* Take thing {n}.\n    ~ gold += {n % 7}\n    -> s\n" for n in range(900))
    proof = prove(engine.loads(f"var gold = 0\n== s\n{choices}+ {{if gold > 40}} Out. -> end\n"), 0.3)
    assert not proof.complete
    assert proof.large[0].startswith(
        "900 once-only choices of `s` (line 2) can each have been taken or not: up to 2^900"
    )


def test_work_counts_each_choice_that_is_offered() -> None:
    def work(choices: int) -> float:
        offered = "".join(f"* Take {n}.\n    -> s\n" for n in range(choices))
        system = ReferenceSystem(instrument(engine.loads(f"== s\n{offered}+ Leave. -> end\n").program))
        first = system.first()
        began = work_time()
        system.after(first[0])
        return work_time() - began

    assert work(200) > work(100) + 3 * 100 * 100 * AN_OFFER
