"""What generated code calls: the small operations on a state under way.

`w` is the state as a list; a page of counters in it (counters.py) is replaced when one of its counters changes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn, Protocol, cast

from engine.program.functions import TABLE
from engine.program.limits import MOST, MOST_SPAN, MOST_STEPS, MOST_VISITS
from engine.program.story_stop import StoryStop
from engine.program.styles import NOTHING
from engine.runtime.counters import keep
from engine.runtime.layout import SEED, STACK
from engine.runtime.offers import Choice, Question, Take
from engine.runtime.randomness import number_between, order_of
from engine.runtime.state_types import PageSlot, Working
from engine.runtime.text import Emit, Fragment, paragraphs_of, settled, unstyled, with_tags

if TYPE_CHECKING:
    from engine.runtime.machine import TurnOutput

    class TurnMethod(Protocol):
        """The method of a turn that takes what is printed."""

        __self__: TurnOutput


TOO_MUCH = f"this is too much work: more than {MOST_STEPS:,} steps in one turn"


def count(w: Working, page: PageSlot, offset: int) -> None:
    """Count one more."""
    keep(w, page, offset, w[page][offset] + 1)


def use_up(w: Working, page: PageSlot, offset: int, bit: int) -> None:
    """Note that a once-only choice was taken."""
    keep(w, page, offset, w[page][offset] | bit)


def next_then(w: Working, page: PageSlot, offset: int, size: int) -> int:
    """The item whose turn it is; on to the next each time, staying at the last."""
    counters = w[page]
    number = counters[offset]
    if number < size - 1:
        keep(w, page, offset, number + 1)
    return number


def next_cycle(w: Working, page: PageSlot, offset: int, size: int) -> int:
    """Round and round."""
    number = w[page][offset]
    keep(w, page, offset, (number + 1) % size)
    return number


def next_once(w: Working, page: PageSlot, offset: int, size: int) -> int:
    """Each once; `size` when all have been shown."""
    number = w[page][offset]
    if number < size:
        keep(w, page, offset, number + 1)
    return number


def next_shuffle(w: Working, page: PageSlot, offset: int, size: int, place: int) -> int:
    """Each once in a drawn order, then in another."""
    number = w[page][offset]
    keep(w, page, offset, number + 1)
    return order_of(w[SEED], place, number // size, size)[number % size]


def random(w: Working, place: int, page: PageSlot, offset: int, low: int, high: int) -> int:
    """A drawn number from low to high."""
    check_span(low, high)
    number = w[page][offset]
    keep(w, page, offset, number + 1)
    return number_between(w[SEED], place, number, low, high)


def check_span(low: int, high: int) -> None:
    """Stop the story where `random` cannot draw between two numbers."""
    if low > high:
        hint = "ask first: `~ if low <= high:`, with what it draws between"
        raise StoryStop("NC906", f"`random({low}, {high})` has nothing to draw from: {low} is more than {high}", hint)
    if high - low >= MOST_SPAN:
        message = f"`random({low}, {high})` draws from too many numbers; {MOST_SPAN} are the most"
        raise StoryStop("NC906", message, "keep what it draws between inside with `clamp(…)`")


def non_empty(size: int) -> int:
    """How many names a set holds of which one is drawn; stops the story where it holds none."""
    if not size:
        hint = "ask first: `~ if count(set) > 0:`, with what it draws below"
        raise StoryStop("NC906", "`random` has nothing to draw from: the set is empty", hint)
    return size


def chance(w: Working, place: int, page: PageSlot, offset: int, percent: int) -> bool:
    """True in `percent` of 100 draws."""
    number = w[page][offset]
    keep(w, page, offset, number + 1)
    return number_between(w[SEED], place, number, 0, 99) < percent


def push(w: Working, segment: int, slices: tuple[tuple[int, int], ...]) -> None:
    """Begin a visit: remember where to go on, and the local variables of the scene that is left."""
    stack = w[STACK]
    if len(stack) >= MOST_VISITS and sum(saved is not None for _, saved in stack) >= MOST_VISITS:
        raise StoryStop(
            "NC907",
            f"visits are nested more than {MOST_VISITS} deep here",
            "a scene that visits itself never comes to an end; move there instead",
        )
    saved = tuple((start, tuple(w[start:end])) for start, end in slices)
    forget(w, slices)
    w[STACK] = (*stack, (segment, saved))


def forget(w: Working, slices: tuple[tuple[int, int], ...]) -> None:
    """Clear local variables."""
    for start, end in slices:
        w[start:end] = [None] * (end - start)


def back(w: Working, slices: tuple[tuple[int, int], ...]) -> int:
    """End a visit: the segment to go on with. What `<-` added only goes on; its variables are still in use."""
    stack = w[STACK]
    if not stack:
        hint = "come here with `-> scene ->`, or end this with a plain move instead of `-> back`"
        raise StoryStop("NC908", "there is nowhere to go back to: this scene was not visited", hint)
    segment, saved = stack[-1]
    w[STACK] = stack[:-1]
    if saved is not None:
        forget(w, slices)
        for start, values in saved:
            w[start : start + len(values)] = values
    return int(segment)


def end_visit(w: Working) -> None:
    """End the visit under way without going back; what `<-` added within it goes with it."""
    drop_threads(w)
    if not w[STACK]:
        hint = "come here with `-> scene ->`, or write a plain move, `-> scene`"
        raise StoryStop("NC908", "there is no visit to leave here: this scene was not visited", hint)
    w[STACK] = w[STACK][:-1]


def drop_threads(w: Working) -> None:
    """A plain move leaves the scene for good, and with it the places where `<-` would go on."""
    stack = w[STACK]
    while stack and stack[-1][1] is None:
        stack = stack[:-1]
    w[STACK] = stack


def outside(value: int, variable: tuple[str, int, int]) -> NoReturn:
    """A number that does not fit its variable, which has a name and bounds."""
    name, low, high = variable
    if low == -MOST and high == MOST:
        raise StoryStop("NC903", f"`{name}` would become too large a number", f"numbers stay within ±{MOST}")
    hint = f"to stay inside, write `~ {name} = clamp(…)`"
    raise StoryStop("NC901", f"`{name}` would be {value}; its range is {low} to {high}", hint)


def bounded(value: int, variable: tuple[str, int, int]) -> int:
    """A number for a local variable of a function, which has a name and bounds."""
    return value if variable[1] <= value <= variable[2] else outside(value, variable)


def held(members: int, names: tuple[str, ...]) -> list[str]:
    """The names that a set holds, of all that it can hold, in their order."""
    return [name for place, name in enumerate(names) if members >> place & 1]


def printed(fragments: list[Fragment]) -> str:
    """What a function has printed, as one text."""
    found = paragraphs_of(fragments)
    return settled(found[0].raw) if found else ""


def argument(function: str, value: int, low: int, high: int) -> int:
    """A number that is given to a function, which must lie in the range of its parameter."""
    if not low <= value <= high:
        hint = "ask first, or keep it inside with `clamp(…)`"
        raise StoryStop("NC901", f"`{function}` is given {value}; it takes {low} to {high}", hint)
    return value


def number(value: int) -> int:
    """A calculated number, which must not grow beyond what JavaScript holds exactly."""
    if not -MOST <= value <= MOST:
        raise StoryStop("NC903", "this comes to too large a number", f"numbers stay within ±{MOST}")
    return value


def nothing_left(scene: str) -> NoReturn:
    """The play fell off the end of a scene."""
    raise StoryStop(
        "NC905",
        f"nothing is left to do in scene `{scene}`: no choice is open, and nothing follows",
        "add `* {otherwise} -> scene`, or a move behind the choices",
        scene,
    )


def listed(members: int, names: tuple[str, ...]) -> str:
    """The names in a set, in the order in which they are declared."""
    return ", ".join(name for place, name in enumerate(names) if members >> place & 1) or NOTHING


def since(turns: int, seen: int) -> int:
    """Turns since a scene was entered; its counter holds the turn plus one, 0 if it never was."""
    return turns + 1 if seen == 0 else turns - seen + 1


def spend(emit: Emit, steps: int) -> None:
    """Take steps from the turn's budget, before something that is a lot of work. `emit` is a turn's own method."""
    turn = cast("TurnMethod", emit).__self__
    turn.work += steps
    if turn.work > MOST_STEPS:
        too_long()


def too_long() -> NoReturn:
    """The turn has used up its budget."""
    raise StoryStop("NC904", TOO_MUCH, "go over fewer names, call and print less, or put a choice in between")


def fixed_choice(known: tuple[str, str | None, tuple[str, ...], str], take: Take) -> Choice:
    """A choice of which all is known: its id, label, tags and text."""
    return Choice(*known, take)


def once_each(choices: list[Choice]) -> list[Choice]:
    """The choices without those that are there already: an `each` may find what another one found."""
    return list({choice.id: choice for choice in reversed(choices)}.values())[::-1]


def open_choices(choices: list[Choice]) -> bool:
    """Whether any choice can be taken."""
    return any(choice.reason is None for choice in choices)


# The functions of the language, as generated code calls them.
LANGUAGE: dict[str, Callable[..., object]] = {
    f"do_{row.name}": row.value for row in TABLE.values() if row.value is not None
}

OPERATIONS: dict[str, Callable[..., object]] = LANGUAGE | {
    function.__name__: function
    for function in (
        keep, count, use_up, next_then, next_cycle, next_once, next_shuffle, random, non_empty, chance, push, forget,
        back, end_visit, drop_threads, outside, bounded, held, printed, argument, number, nothing_left, listed, since,
        spend, too_long, fixed_choice, once_each, open_choices, unstyled, with_tags, tuple, Choice, Question,
    )
}  # fmt: skip
