"""Reads `for name in set:`, behind `~` and on the lines of choices."""

from __future__ import annotations

import re
from typing import NamedTuple

from engine.patterns import regex
from engine.syntax.messages import LONGEST, NO_COLON, shortened
from engine.syntax.reading import BLANKS, PieceReader, before_comment
from engine.syntax.tree import Expression, Missing

HEAD = regex(r"for[ \t]+([^\W\d]\w*)[ \t]+in\b[ \t]*")
# The same as others write it: `foreach lamp in bag`, `for each lamp of bag`, `for (lamp in bag)`.
FOREIGN_HEAD = regex(
    r"(?:for[ \t]*each|for)\b[ \t]*(\([ \t]*)?(?:var[ \t]+|let[ \t]+)?[$_]?([^\W\d]\w*)[ \t]+(?:in|of|to)\b[ \t]*",
    re.IGNORECASE,
)
FORM = "the form is `~ for name in set:`"
# `1..3`, `1 to 3`, `range(3)`, `3`: what loops go over that count.
COUNTING = regex(r"(?:\w+[ \t]*(?:\.\.+|\bto\b)[ \t]*\w+|range[ \t]*\(.*\)|\d+)[ \t]*:?[ \t]*$")
COUNTED = (
    "to do something several times, count: put a point above, `-- again`, then `~ n += 1`, "
    "and `~ if n < 3:` with `-> again` below it"
)
CONDITIONS_FIRST = "conditions stand before the `for` of a choice"
OTHER_LOOPS = "a loop goes over the names of a set, `~ for name in set:`; a move back to the scene goes round"


class LoopHead(NamedTuple):
    """The name, with its place, the set, and the end of all that with its colon."""

    at: int
    end: int
    name: str
    value: Expression
    stop: int


def loop_head(reader: PieceReader, at: int, end: int, mark: str) -> LoopHead | None:
    """The head of a loop that begins at `at`, None where there is none; `mark` is `~`, `*` or `+`.

    What is written as elsewhere is reported, and read as it was meant.
    """
    text = reader.source.text
    found, foreign = HEAD.match(text, at, end), None
    if found is not None:
        name_at, name, begin = found.start(1), found.group(1), found.end()
    else:
        foreign = FOREIGN_HEAD.match(text, at, end) if mark == "~" else None
        if foreign is None:
            return None
        name_at, name, begin = foreign.start(2), foreign.group(2), foreign.end()
    stop = reader.end_of_expression(begin, end, ":")
    if mark != "~" and (stop >= end or not text[begin:stop].strip()):
        return None  # the text of a choice
    brace = -1 if mark == "~" else text.find("{", begin, stop)
    if brace >= 0:
        written = f"{shortened(text[brace:stop].strip())} for {name} in {shortened(text[begin:brace].strip())}:"
        rest = before_comment(text, stop + 1, end)
        before = text[text.rfind("\n", 0, at) + 1 : at].strip()
        written = shortened(f"{before} {written} {text[stop + 1 : rest].strip()}", LONGEST)
        reader.error("NC013", brace, stop, CONDITIONS_FIRST, f"write `{written}`")
        return LoopHead(name_at, name_at + len(name), name, reader.quiet_expression(begin, brace), min(stop + 1, end))
    if foreign is not None:
        members = text[begin:stop].strip(BLANKS + ":").removesuffix(")" if foreign.group(1) else "").strip()
        hint = f"write `~ for {name} in {shortened(members) or 'set'}:`"
        reader.error("NC012", at, stop, "this loop cannot be read", hint)
        return LoopHead(name_at, name_at + len(name), name, reader.quiet_expression(begin, begin + len(members)), end)
    if stop >= end:
        if text[end - 1] == ":":
            stop = end - 1
        else:
            hint = f"write `~ for {name} in {shortened(text[begin:end])}:`"
            reader.error("NC012", at, end, NO_COLON, hint, reader.fix(end, end, ":", hint, safe=True))
    counts = COUNTING.match(text, begin, stop) is not None
    if counts:
        hint = COUNTED if mark == "~" else "write a choice for each"
        reader.error("NC012", begin, stop, "`for` goes over the names of a set, and does not count", hint)
    value = reader.quiet_expression(begin, begin) if counts else reader.expression(begin, stop)
    if mark == "~" and text[stop + 1 : end].strip() and not isinstance(value.root, Missing):
        hint = "put it on the next line, indented by four spaces"
        reader.error("NC012", stop + 1, end, "nothing can follow the `:` on this line", hint)
    return LoopHead(name_at, name_at + len(name), name, value, min(stop + 1, end))
