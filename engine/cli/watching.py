"""While a story is explored: progress on a terminal, and Ctrl-C as the wish to see what is known by now."""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType, TracebackType

# Progress is shown after so many seconds, and again each time so many more are over.
BEFORE, EVERY = 1.0, 0.2


class InterruptWatch:
    """Inside its `with`, the first Ctrl-C only sets `stopped`; a second one ends the command as it usually does.

    `on_stop` is called at the first one, in the handler of the signal.
    """

    def __init__(self, doing: str, shown: bool = True, on_stop: Callable[[], None] | None = None) -> None:
        self.doing = doing
        self.shown = shown and sys.stderr is not None and sys.stderr.isatty()
        self.on_stop = on_stop
        self.stopped = False
        self.next = time.monotonic() + BEFORE
        self.written = False

    def is_stopped(self) -> bool:
        """Whether the user has had enough."""
        return self.stopped

    def progress(self, count: int) -> None:
        """Show how far it is, if it is time to."""
        if self.shown and (now := time.monotonic()) >= self.next:
            self.next = now + EVERY
            self.written = True
            print(
                f"\r{self.doing}: {count:,} … (Ctrl-C shows what is known)\x1b[K", end="", file=sys.stderr, flush=True
            )

    def clear(self) -> None:
        """Take the progress away, so that a line can be printed; it is shown again when it is time to."""
        if self.written:
            self.written = False
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> InterruptWatch:
        self.before = None
        with contextlib.suppress(ValueError):  # not in the main thread: then Ctrl-C is somebody else's
            self.before = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        if self.stopped:
            raise KeyboardInterrupt
        self.stopped = True
        if self.on_stop is not None:
            self.on_stop()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.before is not None:
            signal.signal(signal.SIGINT, self.before)
        self.clear()
