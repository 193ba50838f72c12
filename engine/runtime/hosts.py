"""Calls of the host's functions (`extern`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.program.values import cleaned, inner_value, outer_value
from engine.runtime.errors import StoryStop

MOST_SHOWN = 100


def call_host(functions: Mapping[str, Any], function: dict[str, Any], arguments: tuple[Any, ...]) -> Any:
    """Call a function of the host, and check what it gives."""
    name = function["name"]
    given = [outer_value(value, kind) for value, kind in zip(arguments, function["parameters"], strict=True)]
    try:
        value = functions[name](*given)
    except Exception as error:
        raise StoryStop("NC909", f"the host's function `{name}` failed: {_shown(error)}") from error
    inner = inner_value(value, function["result"])
    if inner is None:
        raise StoryStop("NC909", f"the host's function `{name}` gave {_shown(value)}, which is not of its type")
    return inner


def _shown(value: object) -> str:
    """Something of the host's in a message: short, on one line, without control characters."""
    text = cleaned(str(value) if isinstance(value, Exception) else repr(value))
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + "…"
