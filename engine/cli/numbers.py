"""Numbers on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable

MOST_SEED = 2**32 - 1
MOST_DIGITS = 18


def whole(low: int, high: int) -> Callable[[str], int]:
    """What reads a whole number from `low` to `high`."""

    def read(text: str) -> int:
        if not (text.isdecimal() and text.isascii()) or not low <= int(text[:MOST_DIGITS]) <= high:
            raise argparse.ArgumentTypeError(f"`{text[:40]}` is not a whole number from {low} to {high}")
        return int(text[:MOST_DIGITS])

    return read


def seconds(text: str) -> float:
    """Seconds; raises if it is no positive number."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 < number <= 10**9:
        raise argparse.ArgumentTypeError(f"`{text[:40]}` is not a number of seconds")
    return number
