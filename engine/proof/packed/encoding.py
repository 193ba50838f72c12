"""States of the runtime as numbers, and numbers as states of the runtime."""

from __future__ import annotations

from engine.proof.packed.layout import PackedLayout
from engine.runtime.counters import page_of
from engine.runtime.layout import PLACE, STACK
from engine.runtime.state_types import PageSlot, SavedPlace, SlotContent, State, Visit, Working


def number_of(layout: PackedLayout, state: State) -> int:
    """A state of the runtime as a number."""
    place = -1 - state[PLACE]
    number = place
    for slot, field in layout.fields.items():
        number |= field.bits(state[slot])
    for page, holders in layout.holders.items():
        counts = state[page]
        # Most counters are 0 most of the time.
        if any(counts):
            for offset, count in enumerate(counts):
                if count and (held := holders.get(offset)) is not None:
                    number |= held(count)
    base, end = layout.all_frames
    under_way: int = 0
    stack = state[STACK]
    for depth, (segment, saved) in enumerate(stack):
        if saved is None:
            under_way = layout.pushed(under_way << layout.width, segment, thread=True) >> layout.width
            continue
        frame: list[SlotContent] = [None] * (end - base)
        for start, values in saved:
            frame[start - base : start - base + len(values)] = values
        waiting = _local_bits(layout, frame, layout.borrower(layout.scene_at(segment), stack[:depth]))
        under_way = layout.pushed(under_way << layout.width | waiting, segment) >> layout.width
    number |= _local_bits(layout, list(state[base:end]), layout.borrower(layout.scene_of(place), stack))
    return under_way << layout.width | number


def state_of(layout: PackedLayout, number: int, fingerprint: str) -> State:
    """The state of the runtime that a number stands for; what is dead in it has some value."""
    place = int(layout.place.load(number))
    w = Working((fingerprint, -1 - place, (), 0, *layout.initial))
    for slot, field in layout.fields.items():
        w[slot] = field.load(number)
    pages: dict[PageSlot, list[int]] = {}
    left = number & layout.counted
    while left:
        lowest = left & -left
        page, offset, value = layout.owners[lowest]
        pages.setdefault(page, list(w[page]))[offset] += value
        left ^= lowest
    for page, counts in pages.items():
        w[page] = page_of(counts)
    stack: list[Visit] = []
    for segment, real, waiting in reversed([*layout.visits(number)]):
        saved = None
        if real:
            scene = layout.scene_at(segment)
            saved = _saved(layout, _local_values(layout, waiting, layout.borrower(scene, stack)), scene)
        stack.append((segment, saved))
    w[STACK] = tuple(stack)
    w[slice(*layout.all_frames)] = _local_values(layout, number, layout.borrower(layout.scene_of(place), stack))
    return State(w)


def _saved(layout: PackedLayout, frame: list[SlotContent], scene: int) -> SavedPlace:
    """The local variables that a scene saves for a visit, as the runtime keeps them."""
    base = layout.all_frames[0]
    slices = layout.slices(layout.program.scenes, scene)
    return tuple((one, tuple(frame[one - base : last - base])) for one, last in slices)


def _local_bits(layout: PackedLayout, frame: list[SlotContent], scene: int) -> int:
    base, number = layout.all_frames[0], 0
    for index in {scene, *layout.own}:
        for place, field in enumerate(layout.locals[index]):
            number |= field.bits(frame[layout.frames[index] - base + place])
    return number


def _local_values(layout: PackedLayout, number: int, scene: int) -> list[SlotContent]:
    base, end = layout.all_frames
    frame: list[SlotContent] = [None] * (end - base)
    for index in {scene, *layout.own}:
        for place, field in enumerate(layout.locals[index]):
            frame[layout.frames[index] - base + place] = field.load(number)
    return frame
