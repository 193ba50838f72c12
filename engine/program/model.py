"""The compiled story as data: dictionaries, lists, numbers and texts, so that it is JSON as it stands.

A program is compiled for one `FORMAT` and `VERSION`; others are refused. Expressions are in the resolved form that
engine/check/expressions.py describes. A place in the source (`at`) is one number, line * 65536 + column, in the file
of the scene; `files` names the files. A type is [kind, low, high, names].

Text is a list of parts: a text, or

    ["show", at, code, kind, names]         a value; kind is that of its type
    ["if", at, [[code, parts], …], parts]
    ["vary", kind, counter, [parts, …]]

with control characters for style inside texts (`EMPHASIS` to `STRONG_END`; no story text can hold any).

A scene's local variables are its `frame`, [[name, type], …]; the first `parameters` of them are given by moves. A
scene is cut into segments: stretches that run from an entry to the next point where the play stops or goes
elsewhere. Segment 0 is the scene's beginning. A segment is a list of operations:

    ["say", at, parts] ["break"] ["speak", name] ["tags", [tag, …]]
    ["set", at, ref, code, low, high]       ref is ["var" or "local", i]; low and high are None for what is no number
    ["if", [[at, code, operations], …], operations]
    ["vary", kind, counter, [operations, …]]
    ["goto", segment] ["stop", point]
    ["move", at, scene, [code, …]] ["visit", at, scene, [code, …], segment]
    ["any", at, tag, draw, segment or None] goes to a drawn scene, or on
    ["back", at] ["end", ending] ["fail", at]

A point is where the play stops: {"kind": "choices", "at", "group", "follow"} or {"kind": "ask", "at", "ref", "type",
"prompt", "follow"}; `follow` is the segment where branches meet again. A group's members are

    {"kind": "choice", "at", "id", "label", "once", "guards", "text", "tags", "segment"}
    {"kind": "each", "at", "once", "guards", "tag", "returns"}
    {"kind": "thread", "at", "scene", "arguments"}
    {"kind": "if", "branches": [[at, code, members], …], "otherwise": members}

with guards ["if", code], ["needs", code, parts], ["otherwise"]. `once` is None or, of a choice, [counter, bit], and
of an `each` the beginning of its counters' names: there is one for every 32 scenes with the tag. A scene's `thread`
are the members that `<-` adds to another scene, if any does, and `includes` the scenes it adds so itself.

`was` has two mappings, "scenes" and "choices": the names of today for those that saved paths may still hold.

Counters are named by texts: visits, once-only choices, variations and draws are counted under them.
"""

from __future__ import annotations

from typing import Any

FORMAT = "nightcap program"
VERSION = 2

Program = dict[str, Any]
Scene = dict[str, Any]
Operation = list[Any]
Parts = list[Any]

EMPHASIS, EMPHASIS_END, STRONG, STRONG_END = "\x01", "\x02", "\x03", "\x04"
# Stands where an inline form yielded nothing, until the blanks around it are settled.
NOTHING = "\x05"

# In the name of a place that draws, until it has its number (engine/compile/draws.py).
UNNUMBERED = "\x00"

COLUMNS = 65536


def place(line: int, column: int) -> int:
    """Line and column as one number."""
    return line * COLUMNS + min(column, COLUMNS - 1)


def line_and_column(at: int) -> tuple[int, int]:
    """The line and the column of a place."""
    return at // COLUMNS, at % COLUMNS


class ProgramError(ValueError):
    """A file that holds no program this version can play."""
