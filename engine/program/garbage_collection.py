"""Python's garbage collector, kept still while something large is made of which nothing can be garbage yet."""

from __future__ import annotations

import gc


class without_collector:  # noqa: N801  # reads as a word in `with`
    """Looking for circles in what is just being made takes longer than making it.

    What was made counts as old afterwards. Else the collector would go through all of it at once, for a story of a
    thousand scenes as long as a tenth of the time that making it took. What is small, or made in a process that freezes
    objects, should not be settled so: to ask how many are frozen takes a look at each.
    """

    def __init__(self, settle: bool = True) -> None:
        self.settle = settle

    def __enter__(self) -> None:
        self.was_on = gc.isenabled()
        gc.disable()

    def __exit__(self, *error: object) -> None:
        if not self.was_on:
            return
        # Both only hang lists together. What a host has frozen, it stays so.
        if self.settle and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        gc.enable()
