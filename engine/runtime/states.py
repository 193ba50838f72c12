"""Takes a value for a state only if it is one: saved states come from files, and files can hold anything."""

from __future__ import annotations

from typing import TypeGuard, cast

from engine.program.limits import MOST, MOST_STACK
from engine.program.types import Type
from engine.program.values import fits, is_number
from engine.runtime.counters import page_of
from engine.runtime.errors import StateError
from engine.runtime.layout import FINGERPRINT, PLACE, SEED, STACK
from engine.runtime.machine import Machine
from engine.runtime.state_types import SlotContent, Stack, State, Visit

MOST_DEPTH = 6


def fitted_state(machine: Machine, value: object) -> State:
    """The value as a state of the machine's program, or `StateError`."""
    layout = machine.layout
    if not isinstance(value, list | tuple) or len(value) != layout.size:
        raise StateError("this is not a state of this story")
    state = State(_frozen(one) for one in value)
    if state[FINGERPRINT] != machine.program.fingerprint:
        raise StateError("this state belongs to another version of the story")
    place, seed = state[PLACE], state[SEED]
    last = layout.end(len(machine.program.scenes) - 1, layout.endings - 1)
    if not is_number(place) or not last <= place < 0 or not is_number(seed) or not 0 <= seed < 2**32:
        raise StateError("this state stands nowhere in the story")
    _check_variables(machine, state)
    packed = list(state)
    for slot in range(layout.all_frames[1], layout.size):
        fresh = layout.initial[slot - (layout.size - len(layout.initial))]
        page = state[slot]
        if (
            not isinstance(page, tuple)
            or not isinstance(fresh, bytes)
            or len(page) != len(fresh)
            or not all(map(_is_count, page))
        ):
            raise StateError("this state has broken counters")
        packed[slot] = page_of(cast(tuple[int, ...], page))
    stack: object = state[STACK]
    if not isinstance(stack, tuple) or len(stack) > MOST_STACK or not all(map(_is_entry, stack)):
        raise StateError("this state has a broken stack of visits")
    stack = cast(Stack, stack)
    if not all(_is_visit(machine, entry, stack[:depth]) for depth, entry in enumerate(stack)):
        raise StateError("this state has a broken stack of visits")
    scene = layout.borrower(layout.scene_at(place), stack)
    if not _fits_locals(machine, scene, layout.all_frames, state[slice(*layout.all_frames)]):
        raise StateError("this state has a broken local variable")
    return State(packed)


def _frozen(value: object, depth: int = 0) -> SlotContent:
    """The value with tuples for its lists."""
    if isinstance(value, list | tuple) and depth < MOST_DEPTH:
        return cast(SlotContent, tuple(_frozen(one, depth + 1) for one in value))
    if value is None or isinstance(value, bool | int | str):
        return value
    raise StateError("this is not a state of this story")


def _is_count(value: object) -> TypeGuard[int]:
    return is_number(value) and 0 <= value <= MOST


def _check_variables(machine: Machine, state: State) -> None:
    layout = machine.layout
    if layout.turns is not None and not _is_count(state[layout.turns]):
        raise StateError("this state has a broken count of turns")
    for number, variable in enumerate(machine.program.variables):
        if not fits(state[layout.variables + number], variable.type):
            raise StateError(f"the value of `{variable.name}` in this state does not fit its type")


def _fits_locals(machine: Machine, scene: int, slots: tuple[int, int], values: tuple[object, ...]) -> bool:
    """Whether values can stand in some slots of local variables; `scene` is the one that has the shared slots.

    One that is not in use is None.
    """
    layout, scenes = machine.layout, machine.program.scenes
    types: dict[int, Type] = {}
    for owner in (scene, *layout.own):
        for place, (_, type) in enumerate(scenes[owner].frame):
            types[layout.frames[owner] + place] = type
    return all(
        value is None or (slot in types and fits(value, types[slot]))
        for slot, value in zip(range(*slots), values, strict=True)
    )


def _is_entry(entry: object) -> TypeGuard[tuple[int, object]]:
    return isinstance(entry, tuple) and len(entry) == 2 and is_number(entry[0])


def _is_visit(machine: Machine, entry: tuple[int, object], below: tuple[Visit, ...]) -> bool:
    """Whether an entry of the stack is one: a segment, and the local variables to come back to."""
    layout = machine.layout
    segment, saved = entry
    if not 0 <= segment < layout.segments[-1] or saved is None:
        return saved is None and 0 <= segment < layout.segments[-1]
    scene = layout.scene_at(segment)
    slices = layout.slices(machine.program.scenes, scene)
    if not isinstance(saved, tuple) or len(saved) != len(slices):
        return False
    owner = layout.borrower(scene, below)
    for part, slots in zip(saved, slices, strict=True):
        if not isinstance(part, tuple) or len(part) != 2 or part[0] != slots[0] or not isinstance(part[1], tuple):
            return False
        if len(part[1]) != slots[1] - slots[0] or not _fits_locals(machine, owner, slots, part[1]):
            return False
    return True
