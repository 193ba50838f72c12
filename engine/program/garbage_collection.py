"""Python's garbage collector, kept still while something large is made of which nothing can be garbage yet."""

from __future__ import annotations

import gc


class without_collector:  # noqa: N801  # reads as a word in `with`
    """Looking for circles in what is just being made takes longer than making it."""

    def __enter__(self) -> None:
        self.was_on = gc.isenabled()
        gc.disable()

    def __exit__(self, *error: object) -> None:
        if self.was_on:
            gc.enable()
