"""Other processes that take queries side by side, and end with the one that asked."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Protocol, TypeVar

from engine.proof.budget import memory

# So long are workers waited for that were told to stop, in seconds.
JOIN_SECONDS = 3.0
FEWEST_PARTS = 3

Result = TypeVar("Result")


class Flag(Protocol):
    """What of a `multiprocessing.Event` is needed here."""

    def is_set(self) -> bool: ...
    def set(self) -> None: ...


class Workers:
    """Some workers: an executor for each, which does what it is given in one process, always the same.

    `room` is the memory that each may take for what it finds out, in bytes; a share of this machine's, if nothing is
    said. Any `concurrent.futures.Executor` will do, as long as what is remembered in its process stays there.
    `are_parts` says whether a large exploration is cut into parts, one for each worker; if nothing is said, where the
    room is told, and where there are three or more: what goes from part to part costs as much as one worker can do.
    """

    def __init__(self, executors: Sequence[Executor], room: int | None = None, are_parts: bool | None = None) -> None:
        self.executors = tuple(executors)
        self.are_parts = room is not None or len(self.executors) >= FEWEST_PARTS if are_parts is None else are_parts
        self.room_told = room
        self.room = memory(len(self.executors) + 1) if room is None else room
        self.busy = [0] * len(self.executors)

    def __len__(self) -> int:
        return len(self.executors)

    def submit(self, task: Callable[..., Result], *arguments: object) -> Future[Result]:
        """Give a task to the worker that has least to do."""
        return self.submit_to(self.busy.index(min(self.busy)), task, *arguments)

    def submit_to(self, place: int, task: Callable[..., Result], *arguments: object) -> Future[Result]:
        """Give a task to one of them."""
        future = self.executors[place].submit(task, *arguments)
        self.busy[place] += 1
        future.add_done_callback(lambda _: self._done(place))
        return future

    def _done(self, place: int) -> None:
        self.busy[place] -= 1


_flags: list[Flag] = []


def stopped() -> bool:
    """In a worker of `pool`: whether it was told to stop."""
    return any(flag.is_set() for flag in _flags)


def _begin(flag: Flag) -> None:
    # Ctrl-C reaches all processes of a terminal; the one that asked decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _flags.append(flag)


@contextmanager
def pool(count: int) -> Iterator[tuple[Workers, Callable[[], None]]]:
    """So many processes of this machine, and what tells them to stop: what they found by then still comes back."""
    flag = multiprocessing.Event()
    before = set(multiprocessing.active_children())
    executors = [ProcessPoolExecutor(1, initializer=_begin, initargs=(flag,)) for _ in range(count)]
    try:
        yield Workers(executors), flag.set
    finally:
        flag.set()
        for executor in executors:
            executor.shutdown(wait=False, cancel_futures=True)
        for child in set(multiprocessing.active_children()) - before:
            child.join(JOIN_SECONDS)
            child.terminate()
