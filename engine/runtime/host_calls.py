"""Calls of the host's functions (`extern`)."""

from __future__ import annotations

from contextlib import suppress
from types import CoroutineType

from engine.program.limits import MOST
from engine.program.program import FunctionNode
from engine.program.story_stop import StoryStop
from engine.program.types import Type, Value
from engine.program.values import cleaned, inner_value, outer_value
from engine.runtime.state_types import Functions

MOST_SHOWN = 100


def call_host(functions: Functions, function: FunctionNode, arguments: tuple[Value, ...]) -> Value:
    """Call a function of the host, and check what it gives."""
    name = function.name
    given = [outer_value(value, kind) for value, kind in zip(arguments, function.parameters, strict=True)]
    try:
        value = functions[name](*given)
        if isinstance(value, CoroutineType):
            value.close()  # else Python warns that nobody awaited it
            raise TypeError("it is asynchronous, and has to give its value at once")
        inner = inner_value(value, function.result)
    except Exception as error:
        hint = "the story is probably right: look at the program that plays it"
        raise StoryStop("NC909", f"the host's function `{name}` failed: {shown(error)}", hint) from error
    if inner is None:
        hint = f"the story declares that it gives {wanted(function.result)}"
        message = f"the host's function `{name}` gave {shown(value)}, which is not of its type"
        raise StoryStop("NC909", message, hint)
    return inner


def wanted(type: Type) -> str:
    """A type of the program in words."""
    kind, low, high, names = type
    if kind == "number" and low is not None:
        return f"a whole number from {low} to {high}"
    if kind in ("names", "set"):
        return f"{'one' if kind == 'names' else 'a list'} of {', '.join(names[:8])}{', …' if len(names) > 8 else ''}"
    return {"truth": "true or false", "number": f"a whole number within ±{MOST}"}.get(kind, "a text")


def shown(value: object) -> str:
    """Something of the host's in a message: short, on one line, without control characters."""
    is_error = isinstance(value, Exception)
    text = type(value).__name__
    # Even showing itself is the host's code, and can fail.
    with suppress(Exception):
        told = str(value) if is_error else repr(value)
        told = str.__str__(told)
        text = told if not is_error else f"{text}: {told}" if told else text
    text = cleaned(text[: 4 * MOST_SHOWN])
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + "…"
