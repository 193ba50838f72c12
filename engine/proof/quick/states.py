"""States of the runtime as numbers, and numbers as states of the runtime."""

from __future__ import annotations

from typing import Any

from engine.proof.quick.bits import BitLayout
from engine.runtime.layout import PLACE, STACK
from engine.runtime.machine import State


def number_of(layout: BitLayout, state: State) -> int:
    """A state of the runtime as a number."""
    place: int = -1 - state[PLACE]
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
    for segment, saved in state[STACK]:
        if saved is None:
            under_way = layout.pushed(under_way << layout.width, segment, thread=True) >> layout.width
            continue
        frame = [None] * (end - base)
        for start, values in saved:
            frame[start - base : start - base + len(values)] = values
        waiting = _local_bits(layout, frame, layout.scene_at(segment))
        under_way = layout.pushed(under_way << layout.width | waiting, segment) >> layout.width
    number |= _local_bits(layout, list(state[base:end]), layout.scene_of(place))
    return under_way << layout.width | number


def state_of(layout: BitLayout, number: int, fingerprint: Any) -> State:
    """The state of the runtime that a number stands for; what is dead in it has some value."""
    place = layout.place.load(number)
    w: list[Any] = [fingerprint, -1 - place, (), 0, *layout.initial]
    for slot, field in layout.fields.items():
        w[slot] = field.load(number)
    pages: dict[int, list[int]] = {}
    left = number & layout.counted
    while left:
        lowest = left & -left
        page, offset, value = layout.owners[lowest]
        pages.setdefault(page, list(w[page]))[offset] += value
        left ^= lowest
    for page, counts in pages.items():
        w[page] = tuple(counts)
    base, end = layout.all_frames
    w[base:end] = _local_values(layout, number, layout.scene_of(place))
    stack: list[Any] = []
    for segment, real, waiting in layout.visits(number):
        if not real:
            stack.append((segment, None))
            continue
        scene = layout.scene_at(segment)
        frame = _local_values(layout, waiting, scene)
        slices = layout.slices(layout.program["scenes"], scene)
        stack.append((segment, tuple((one, tuple(frame[one - base : last - base])) for one, last in slices)))
    w[STACK] = tuple(reversed(stack))
    return tuple(w)


def _local_bits(layout: BitLayout, frame: list[Any], scene: int) -> int:
    base, number = layout.all_frames[0], 0
    for index in {scene, *layout.own}:
        for place, field in enumerate(layout.locals[index]):
            number |= field.bits(frame[layout.frames[index] - base + place])
    return number


def _local_values(layout: BitLayout, number: int, scene: int) -> list[Any]:
    base, end = layout.all_frames
    frame: list[Any] = [None] * (end - base)
    for index in {scene, *layout.own}:
        for place, field in enumerate(layout.locals[index]):
            frame[layout.frames[index] - base + place] = field.load(number)
    return frame
