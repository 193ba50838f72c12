"""Code that scenes of one form share.

Most scenes of a story are alike but for their texts, numbers and targets. In a story of ten thousand scenes each with
code and constants of its own, a turn waited for memory longer than it took: it came to forty places that were not near
the processor. So what differs between scenes stands in data, one tuple for each segment, and functions whose code is
the same are one function, which stays near and is specialized by Python after its first calls.

The data begins with the function itself. What is seldom asked for stands apart, behind the code that was made for the
segment, at whose lines errors are told: its texts, which only a reader needs, and what only errors name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import CodeType
from typing import TypeAlias

from engine.runtime.state_types import Working
from engine.runtime.text import Emit

FIRST_DATUM = 2
# Where what is seldom asked for begins.
FIRST_APART = 1
# What does a segment's part of a turn, given its record.
SegmentFunction: TypeAlias = Callable[[Working, Emit, tuple[object, ...]], int]
# A segment: its function, its code if it shares that of others, and what that takes from it.
Record: TypeAlias = tuple[SegmentFunction, *tuple[object, ...]]


class SharedCode:
    """The functions of one program that are shared, by all that makes their code what it is."""

    def __init__(self) -> None:
        self._functions: dict[tuple[object, ...], SegmentFunction] = {}

    def record(self, function: SegmentFunction, values: tuple[tuple[object, ...], tuple[object, ...]] | None) -> Record:
        """A segment with its data; without values its function has constants of its own."""
        if values is None:
            return (function, *())
        code: CodeType = function.__code__
        # `repr` tells 1 from True, which are equal.
        key = code.co_code, repr(code.co_consts), code.co_names, code.co_varnames, code.co_exceptiontable
        hot, apart = values
        behind: tuple[object, ...] = ((code, *apart), *hot)
        return (self._functions.setdefault(key, function), *behind)


def code_in_use(code: CodeType, names: Mapping[str, object]) -> CodeType:
    """The code that was made for the segment under way in a frame, which has some local names."""
    data = names.get("k")
    apart = data[1] if isinstance(data, tuple) and len(data) > 1 else None
    own = apart[0] if isinstance(apart, tuple) and apart else None
    return own if isinstance(own, CodeType) else code
