"""Pages of counters, as states keep them.

A page is `bytes` as long as each of its counters fits into one, and a tuple of numbers as soon as one does not (it is
over 255, or, in states that are explored, negative). Both give a counter by its place, and equal pages are equal.
Nearly all pages are bytes: these are copied at once, whatever their size, they take an eighth of the room, and
Python's collector has nothing to look at in them. Outside, where states go through JSON, all pages are tuples.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.runtime.state_types import Page, PageSlot, State, Working

MOST_IN_BYTE = 255


def page_of(counts: Iterable[int]) -> Page:
    """The page with these counters."""
    counts = tuple(counts)
    try:
        return bytes(counts)
    except ValueError:
        return counts


def keep(w: Working, page: PageSlot, offset: int, value: int) -> None:
    """Set a counter in a state under way."""
    counters = w[page]
    if 0 <= value <= MOST_IN_BYTE and isinstance(counters, bytes):
        changed = bytearray(counters)
        changed[offset] = value
        w[page] = bytes(changed)
        return
    counts = [*counters]
    before, counts[offset] = counts[offset], value
    # A page that was none of bytes can only become one where the number that did not fit into a byte stood.
    may_fit = 0 <= value <= MOST_IN_BYTE and not 0 <= before <= MOST_IN_BYTE
    w[page] = page_of(counts) if may_fit else tuple(counts)


def outer_state(state: State) -> State:
    """A state as hosts see it, with tuples for its pages."""
    return State([tuple(one) if isinstance(one, bytes) else one for one in state])
