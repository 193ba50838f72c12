"""How long an exploration may take and how much it may remember: a story is a stranger's, and may be endless."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

INTERRUPTED, NO_TIME, TOO_MANY = "it was interrupted", "the time was over", "states are the most"

# What the tables of a search take for each state and each turn besides the state itself, in bytes.
A_STATE, A_TURN = 140, 4
# What a search backwards takes for each state and each turn, in seconds of CPU, generously; and the share of the time
# until then that it takes on a slow machine.
BACK_STATE, BACK_TURN, BACK_SHARE = 0.8e-6, 0.08e-6, 0.1
# The share of the machine's memory that states may take, and what it is taken to have where it does not say.
SHARE, UNKNOWN = 0.4, 4 << 30
# After an interruption, so many seconds for saying what was found.
LAST_SECONDS = 2.0
# Clocks of the CPU are no finer than this everywhere, in seconds.
BLINK = 0.02
# What is left after a search at least, for saying what was found, where it took no less itself.
LEAST_AFTER = 0.2


class BudgetExceeded(Exception):
    """The budget is spent. Its text says of what there was too little."""


def go_on() -> None:
    """A check where there is no budget: nothing is too much."""


@dataclass(slots=True)
class Budget:
    """What a search may take: seconds, states and memory in bytes. It begins when it is made.

    `stop` is asked now and then whether the user has had enough; `progress` is told the number of states. After the
    search the time goes on, for `after` more seconds than it had: the plays are made that show what was found.
    If the search goes `both_ways`, it ends so much earlier that there is time to search backwards.
    """

    seconds: float | None = None
    states: int | None = None
    room: int | None = None
    progress: Callable[[int], None] | None = None
    stop: Callable[[], bool] | None = None
    after: float = 0.0
    both_ways: bool = False
    began: float = 0.0
    cpu_began: float = 0.0
    end: float = 0.0

    def __post_init__(self) -> None:
        self.began, self.cpu_began = time.monotonic(), time.process_time()
        self.end = float("inf") if self.seconds is None else self.began + self.seconds

    def check(self) -> None:
        """Raise `BudgetExceeded` when the time is over or the user has had enough."""
        if time.monotonic() > self.end:
            raise BudgetExceeded(NO_TIME)
        if self.stop is not None and self.stop():
            raise BudgetExceeded(INTERRUPTED)

    def check_room(self, states: int, example: object, turns: int) -> None:
        """Tell the progress, and raise `BudgetExceeded` when there are too many states, of which one is an example."""
        if self.progress is not None:
            self.progress(states)
        if self.both_ways:
            now = time.monotonic()
            # On a machine that is busy with something else, a second of CPU takes longer.
            busy = (now - self.began) / max(time.process_time() - self.cpu_began, BLINK)
            back = (states * BACK_STATE + turns * BACK_TURN) * max(1.0, busy)
            back = max(back, (now - self.began) * BACK_SHARE)
            if now + back > self.end:
                raise BudgetExceeded(NO_TIME)
        if self.states is not None and states > self.states:
            raise BudgetExceeded(f"{self.states:,} {TOO_MANY}")
        if self.room is not None and states * (_size(example) + A_STATE) + turns * A_TURN > self.room:
            raise BudgetExceeded(f"the memory for states was full: {max(1, self.room >> 20):,} MB")

    def settle(self, why: str) -> None:
        """Begin the time after the search, which ended because of `why`."""
        self.stop = None
        if why == INTERRUPTED:
            self.end = time.monotonic() + LAST_SECONDS
        elif self.seconds is not None:
            self.end = max(self.began + self.seconds + self.after, time.monotonic() + min(self.seconds, LEAST_AFTER))


def memory(workers: int = 1) -> int:
    """How much of this machine's memory the states of each of so many workers may take, in bytes."""
    try:
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        whole = UNKNOWN
    return int(max(whole, 1 << 30) * SHARE / workers)


def _size(node: object) -> int:
    """The bytes of a node, with those of the tuples in it."""
    inner = sum(map(_size, node)) if isinstance(node, tuple) else 0
    return sys.getsizeof(node) + inner
