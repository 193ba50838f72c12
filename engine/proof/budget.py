"""How long an exploration may take and how much it may remember: a story is a stranger's, and may be endless."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from engine.proof.work_clock import A_LOOK, spend, work_time

INTERRUPTED, NO_TIME, TOO_MANY = "it was interrupted", "the time was over", "states are the most"

# What the tables of a search take for each state and each turn besides the state itself, in bytes.
A_STATE, A_TURN = 140, 4
# What a search backwards takes for each state and each turn, in seconds, generously.
BACK_STATE, BACK_TURN = 0.8e-6, 0.08e-6
# The share of the machine's memory that states may take, and what it is taken to have where it does not say.
SHARE, UNKNOWN = 0.4, 4 << 30
# After an interruption, so many seconds for saying what was found.
LAST_SECONDS = 2.0
# What is left after a search at least, for saying what was found, where it took no less itself.
LEAST_AFTER = 0.2
# Where what is done takes far longer than it should, the CPU's clock ends it: after so many times that, and some.
FAR, FAR_SECONDS = 3.0, 2.0
# The CPU's clock takes as long to read as everything else together: it is looked at once in so many times.
LOOKS = 8


class BudgetExceeded(Exception):
    """The budget is spent. Its text says of what there was too little."""


def go_on() -> None:
    """A check where there is no budget: nothing is too much."""


def emergency(seconds: float | None) -> float:
    """When the CPU's clock ends what should take so many seconds: a time of `time.process_time`."""
    return float("inf") if seconds is None else time.process_time() + seconds * FAR + FAR_SECONDS


@dataclass(slots=True)
class Budget:
    """What a search may take: seconds, states and memory in bytes. It begins when it is made.

    Seconds are those of work that is done (work_clock.py), so that what is found does not depend on the machine; only
    where that takes far longer than it should, the CPU's clock says so: at `cpu_end`, a time of `time.process_time`.
    Another `clock` can be told. `stop` is asked now and then whether the user has had enough; `progress` is told the
    number of states. After the search the time goes on, for `after` more seconds than it had: the plays are made that
    show what was found. If the search goes `both_ways`, it ends so much earlier that there is time to search backwards.
    """

    seconds: float | None = None
    states: int | None = None
    room: int | None = None
    progress: Callable[[int], None] | None = None
    stop: Callable[[], bool] | None = None
    after: float = 0.0
    both_ways: bool = False
    cpu_end: float = field(default=-1.0)
    clock: Callable[[], float] = work_time
    began: float = 0.0
    end: float = 0.0
    looks: int = 0

    def __post_init__(self) -> None:
        self.began = self.clock()
        self.end = float("inf") if self.seconds is None else self.began + self.seconds
        if self.cpu_end < 0:
            self.cpu_end = emergency(self.seconds)

    def check(self) -> None:
        """Raise `BudgetExceeded` when the time is over or the user has had enough."""
        spend(A_LOOK)
        self.looks += 1
        if self.clock() > self.end or (self.looks % LOOKS == 0 and time.process_time() > self.cpu_end):
            raise BudgetExceeded(NO_TIME)
        if self.stop is not None and self.stop():
            raise BudgetExceeded(INTERRUPTED)

    def check_room(self, states: int, example: object, turns: int) -> None:
        """Tell the progress, and raise `BudgetExceeded` when there are too many states, of which one is an example."""
        if self.progress is not None:
            self.progress(states)
        if self.both_ways:
            back = states * BACK_STATE + turns * BACK_TURN
            if self.clock() + back > self.end or time.process_time() + back > self.cpu_end:
                raise BudgetExceeded(NO_TIME)
        if self.states is not None and states > self.states:
            raise BudgetExceeded(f"{self.states:,} {TOO_MANY}")
        if self.room is not None and states * (_size(example) + A_STATE) + turns * A_TURN > self.room:
            raise BudgetExceeded(f"the memory for states was full: {max(1, self.room >> 20):,} MB")

    def go_by_the_clock(self) -> None:
        """Take the seconds for those of the wall: what is done is done elsewhere."""
        left = self.end - self.clock()
        self.clock = time.monotonic
        self.began, self.end = self.clock(), self.clock() + left

    def settle(self, why: str) -> None:
        """Begin the time after the search, which ended because of `why`."""
        self.stop = None
        if why == INTERRUPTED:
            self.seconds, self.clock = LAST_SECONDS, time.monotonic
            self.end = self.clock() + LAST_SECONDS
        elif self.seconds is not None:
            self.end = max(self.began + self.seconds + self.after, self.clock() + min(self.seconds, LEAST_AFTER))
            self.cpu_end += self.after


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
