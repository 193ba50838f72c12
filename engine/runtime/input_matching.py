"""Which choice a caller means, and which answer it gives."""

from __future__ import annotations

from engine.program.limits import MOST
from engine.program.values import plain
from engine.runtime.errors import AnswerError, ChoiceError
from engine.runtime.host_calls import shown
from engine.runtime.offers import Choice, Question


def typed_answer(text: object) -> str:
    """An answer as a player would have typed it. Raises `AnswerError` if it is neither a text nor a number."""
    text = plain(text)
    if isinstance(text, str):
        return text
    if isinstance(text, int) and not isinstance(text, bool) and abs(text) <= MOST:
        return str(text)
    raise AnswerError(f"an answer is a text, or a whole number, not {shown(text)}")


def chosen(offers: tuple[Choice, ...] | Question | None, which: int | str | Choice) -> Choice:
    """The choice that is meant, also one that is closed. Raises `ChoiceError` if there is none."""
    if not isinstance(offers, tuple):
        what = "the play is over" if offers is None else "a question waits for an answer"
        raise ChoiceError(f"there is nothing to choose: {what}")
    if not isinstance(which, Choice):
        which = plain(which)  # type: ignore[assignment]  # of its kind
    if isinstance(which, int) and not isinstance(which, bool):
        if 0 <= which < len(offers):
            return offers[which]
        raise ChoiceError(f"there is no choice {shown(which)}; there are {len(offers)}")
    if not isinstance(which, str | Choice):
        raise ChoiceError(f"a choice is taken by its place, its id, its label or as itself, not by {shown(which)}")
    id = which.id if isinstance(which, Choice) else which
    for choice in offers:
        if choice.id == id:
            return choice
    # No label is an id, which has a point in it.
    for choice in offers:
        if choice.label == id and id is which:
            return choice
    raise ChoiceError(f"there is no choice `{shown(id)[1:-1]}` here")
