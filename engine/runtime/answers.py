"""Answers to questions: what players type, made into values."""

from __future__ import annotations

import re

from engine.program.limits import MOST, MOST_ANSWER
from engine.runtime.errors import AnswerError
from engine.runtime.offers import Question

# What is read of an answer; more cannot fit any question.
MOST_TYPED = 10_000
MOST_DIGITS = 200


def value_of(question: Question, text: str) -> int | str:
    """The value of an answer that is not empty. Raises `AnswerError` with a message for the player."""
    if question.kind != "number":
        if len(text) > MOST_ANSWER:
            raise AnswerError(f"That is too long; {MOST_ANSWER} characters are the most.")
        return text
    bounds = f" from {question.low} to {question.high}" if question.low is not None else ""
    if not re.fullmatch(r"[-+]?[0-9]+", text):
        raise AnswerError(f"Please type a whole number{bounds}.")
    # What has more digits than any number of a story is never read.
    value = int(text[:MOST_DIGITS])
    low = -MOST if question.low is None else question.low
    high = MOST if question.high is None else question.high
    if not low <= value <= high:
        raise AnswerError(f"Please type a number{bounds or ' that is not so large'}.")
    return value
