"""Other processes that take goals side by side, and end with the one that asked."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Protocol

# So long are workers waited for that were told to stop, in seconds.
PATIENCE = 3.0


class Flag(Protocol):
    """What of a `multiprocessing.Event` is needed here."""

    def is_set(self) -> bool: ...
    def set(self) -> None: ...


_flags: list[Flag] = []


def stopped() -> bool:
    """In a worker of `pool`: whether it was told to stop."""
    return any(flag.is_set() for flag in _flags)


def _begin(flag: Flag) -> None:
    # Ctrl-C reaches all processes of a terminal; the one that asked decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _flags.append(flag)


@contextmanager
def pool(workers: int) -> Iterator[tuple[Executor, Callable[[], None]]]:
    """An executor of so many processes, and what tells them to stop: what they found by then still comes back."""
    flag = multiprocessing.Event()
    before = set(multiprocessing.active_children())
    executor = ProcessPoolExecutor(workers, initializer=_begin, initargs=(flag,))
    try:
        yield executor, flag.set
    finally:
        flag.set()
        executor.shutdown(wait=False, cancel_futures=True)
        for child in set(multiprocessing.active_children()) - before:
            child.join(PATIENCE)
            child.terminate()
