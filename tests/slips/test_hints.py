"""Hints that show code, applied: the mistake is gone and no new one comes. `make hints` applies them all."""

from __future__ import annotations

import random

from applying import BY_HAND, shows_code, works
from slips import all_slips, said_of

SAMPLE = 12


def test_a_sample_of_hints_works_when_applied() -> None:
    slips = [slip for slip in all_slips() if not slip.mended and slip.name not in BY_HAND]
    failed = []
    for slip in random.Random(len(slips)).sample(slips, SAMPLE):
        shown = shows_code(slip)
        if shown is not None and not works(*shown, said_of):
            failed.append(f"{slip.where}: {shown[1].message} | {shown[1].hint}")
    assert not failed


def test_what_is_written_by_hand_is_a_slip() -> None:
    assert {slip.name for slip in all_slips()} >= BY_HAND
