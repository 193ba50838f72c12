"""Says what takes long, once it has taken long: a line on the terminal that goes away again, where lines may."""

from __future__ import annotations

import sys
from types import TracebackType

BEFORE = 0.3


class ProgressLine:
    """Shows what is being done if the inside of a `with` takes longer than 300 ms, on a terminal alone.

    `stays`: the line is never taken back, as the plain player promises.
    """

    def __init__(self, text: str, stays: bool = False) -> None:
        self.text = text
        self.stays = stays
        self.shown = False

    def __enter__(self) -> ProgressLine:
        if sys.stderr is not None and sys.stderr.isatty():
            import _thread

            self.waiting = _thread.allocate_lock()
            self.waiting.acquire()
            self.ended = _thread.allocate_lock()
            self.ended.acquire()
            _thread.start_new_thread(self._wait, ())
        return self

    def _wait(self) -> None:
        if not self.waiting.acquire(timeout=BEFORE):
            self.shown = True
            sys.stderr.write(f"{self.text} ...\n" if self.stays else f"\r{self.text} ...")
            sys.stderr.flush()
        self.ended.release()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if sys.stderr is None or not sys.stderr.isatty():
            return
        self.waiting.release()
        self.ended.acquire()
        if self.shown and not self.stays:
            sys.stderr.write("\r" + " " * (len(self.text) + 4) + "\r")
            sys.stderr.flush()
