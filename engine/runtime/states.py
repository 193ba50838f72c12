"""Takes a value for a state only if it is one: saved states come from files, and files can hold anything."""

from __future__ import annotations

from typing import Any

from engine.program.model import line_and_column
from engine.runtime.errors import StateError
from engine.runtime.layout import FINGERPRINT, PLACE, SEED, STACK
from engine.runtime.machine import MOST_ANSWER, Machine, State
from engine.runtime.operations import MOST

MOST_DEPTH = 64


def fitted_state(machine: Machine, value: Any) -> State:
    """The value as a state of the machine's program, or `StateError`."""
    initial = machine.layout.initial
    if not isinstance(value, list | tuple) or len(value) != machine.layout.size:
        raise StateError("this is not a state of this story")
    state = tuple(_frozen(one) for one in value)
    if state[FINGERPRINT] != machine.program["fingerprint"]:
        raise StateError("this state belongs to another version of the story")
    place, seed = state[PLACE], state[SEED]
    stops = machine.numbers.points + len(machine.program["endings"])
    if not _is_number(place) or not -stops <= place < 0 or not _is_number(seed) or not 0 <= seed < 2**32:
        raise StateError("this state stands nowhere in the story")
    _check_slots(machine, state)
    for slot in range(machine.layout.all_frames[1], machine.layout.size):
        fresh = initial[slot - 4]
        page = state[slot]
        if not isinstance(page, tuple) or len(page) != len(fresh) or not all(map(_is_count, page)):
            raise StateError("this state has broken counters")
    if not _is_stack(machine, state[STACK]):
        raise StateError("this state has a broken stack of visits")
    return state


def _frozen(value: Any, depth: int = 0) -> Any:
    if isinstance(value, list | tuple):
        if depth > 6:
            raise StateError("this is not a state of this story")
        return tuple(_frozen(one, depth + 1) for one in value)
    if value is None or isinstance(value, bool | int | str):
        return value
    raise StateError("this is not a state of this story")


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return _is_number(value) and 0 <= value <= MOST


def _check_slots(machine: Machine, state: State) -> None:
    layout = machine.layout
    if layout.turns is not None and not _is_count(state[layout.turns]):
        raise StateError("this state has a broken count of turns")
    for number, variable in enumerate(machine.program["variables"]):
        if not _fits(state[layout.variables + number], variable["type"]):
            raise StateError(f"the value of `{variable['name']}` in this state does not fit its type")
    for slot in range(*layout.all_frames):
        value = state[slot]
        if isinstance(value, tuple) or (_is_number(value) and abs(value) > MOST):
            raise StateError("this state has a broken local variable")


def _fits(value: Any, type: list[Any]) -> bool:
    kind, low, high, names = type
    if kind == "truth":
        return isinstance(value, bool)
    if kind == "number":
        return _is_number(value) and (-MOST if low is None else low) <= value <= (MOST if high is None else high)
    if kind == "names":
        return value in names
    if kind == "set":
        return _is_number(value) and 0 <= value < 1 << len(names)
    return isinstance(value, str) and len(value) <= max(MOST_ANSWER, 20_000)


def _is_stack(machine: Machine, stack: Any) -> bool:
    if not isinstance(stack, tuple) or len(stack) > MOST_DEPTH:
        return False
    return all(_is_frame(machine, entry) for entry in stack)


def _is_frame(machine: Machine, entry: Any) -> bool:
    if not isinstance(entry, tuple) or len(entry) != 2 or not _is_number(entry[0]):
        return False
    segment, saved = entry
    if not 0 <= segment < machine.numbers.segments[-1]:
        return False
    if saved is None:
        return True
    slices = machine.layout.slices(machine.program["scenes"], machine.numbers.scene_of_segment(segment))
    if not isinstance(saved, tuple) or len(saved) != len(slices):
        return False
    return all(
        isinstance(part, tuple) and len(part) == 2 and part[0] == start and len(part[1]) == end - start
        for part, (start, end) in zip(saved, slices, strict=True)
        if isinstance(part, tuple) and len(part) == 2 and isinstance(part[1], tuple)
    ) and all(isinstance(part, tuple) and len(part) == 2 and isinstance(part[1], tuple) for part in saved)


__all__ = ["fitted_state", "line_and_column"]
