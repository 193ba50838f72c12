"""Play at random, many times: what is common is seen at once, and only the rest has to be searched for."""

from __future__ import annotations

import random
from contextlib import suppress

from engine.proof.budget import Budget, BudgetExceeded
from engine.proof.instrumentation import Instrumented
from engine.proof.queries import build_system
from engine.proof.successors import Successors
from engine.proof.transitions import Node

MOST_STEPS = 400
MOST_DULL = 150
# Plays in a row that come to no state not seen before: then, most likely, there are none.
MOST_STALE = 30
TEXTS = ("branch", "else", "item")


def unseen_texts(marked: Instrumented, reached: bytearray) -> list[int]:
    """The parts of texts that were not seen though what holds them was."""
    return [
        number
        for number, item in enumerate(marked.items)
        if item.kind in TEXTS and not reached[number] and (item.parent < 0 or reached[item.parent])
    ]


def walk(marked: Instrumented, reached: bytearray, seconds: float) -> None:
    """Note in `reached` what plays at random see, until all is seen, or nothing new for long, or the time is over.

    A play goes on in states not seen before where it can.
    """
    chance = random.Random(1)  # a fixed seed, so that two runs find the same
    system = build_system(marked, frozenset(range(len(marked.items))), frozenset())
    successors = Successors(system)
    budget = Budget(seconds)
    system.oracle.check = budget.check
    seen: set[Node] = set()
    left, dull, stale = len(unseen_texts(marked, reached)), 0, 0
    while left and dull < MOST_DULL and stale < MOST_STALE and budget.clock() < budget.end:
        known = len(seen)
        with suppress(BudgetExceeded):
            nodes = successors.first()
            for _ in range(MOST_STEPS):
                budget.check()
                if not nodes:
                    break
                node = chance.choice([one for one in nodes if one not in seen] or nodes)
                seen.add(node)
                nodes = successors.after(node)
        system.events.clear()
        system.spread_probes()
        for number, hit in enumerate(system.reached):
            reached[number] |= hit
        before, left = left, len(unseen_texts(marked, reached))
        dull = 0 if left < before else dull + 1
        stale = 0 if left < before or len(seen) > known else stale + 1
