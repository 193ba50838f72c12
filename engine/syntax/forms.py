"""What text.py is made of: forms that are open, the ends of texts, and forms as other tools write them."""

from __future__ import annotations

import re

from engine.syntax.grammars import Problem, parse_expression
from engine.syntax.messages import shortened
from engine.syntax.reading import Reader
from engine.syntax.tree import Binary, Call, Expression, TextItem, TextItems, Unary

NEAR_GUARD = re.compile(r"[ \t]*(?:needs?|requires?|req|unless|when)\b[ \t]+[^\W\d]")
DOUBLE = re.compile(r"\{\{([^{}|\n]*)\}\}")
FOREIGN_KINDS = {"&": "cycle", "~": "shuffle", "!": "once"}
FOREIGN_KIND = re.compile(r"[&~!](?=[^\s|])")
FOREIGN_CONDITION = re.compile(r"([^{}|:\"\\]*(?:\"[^\"\n]*\"[^{}|:\"\\]*)*):")

# Stand for an escaped blank and a forced line break until the blanks around them are settled.
KEPT_BLANK, LINE_BREAK = "\x05", "\x06"


class Form:
    """A form that is open: kind "style", "if" or "vary"; `value` is its mark or the kind of variation.

    `outer` are the items around it; `parts` its finished alternatives, `conditions` those of an `if` form, which has
    its `last` alternative when one without a condition has begun.
    """

    __slots__ = ("at", "conditions", "end", "kind", "last", "outer", "parts", "value")

    def __init__(self, kind: str, at: int, end: int, value: str, outer: list[TextItem]) -> None:
        self.kind = kind
        self.at = at
        self.end = end
        self.value = value
        self.outer = outer
        self.parts: list[TextItems] = []
        self.conditions: list[Expression] = []
        self.last = False


def trimmed(items: list[TextItem]) -> TextItems:
    """Items without the blanks at both ends, escaped ones excepted."""
    if items and isinstance(items[0], str):
        items[0] = items[0].lstrip(" ")
    if items and isinstance(items[-1], str):
        items[-1] = items[-1].rstrip(" ")
    return unkept(items)


def unkept(items: list[TextItem]) -> TextItems:
    """Items with their escaped blanks put in, and without empty ones."""
    return tuple(item.replace(KEPT_BLANK, " ") if isinstance(item, str) else item for item in items if item != "")


def check_habits(reader: Reader, at: int, end: int) -> None:
    """`{c: a | b}` and `{&a|b}`, as others write conditions and variations."""
    text = reader.source.text
    habit = FOREIGN_KIND.match(text, at + 1, end)
    if habit is not None:
        kind = FOREIGN_KINDS[habit.group()]
        hint = f"write `{{{kind}: … | …}}`, or `\\{habit.group()}` for the plain character"
        reader.error("NC024", at, habit.end(), f"`{habit.group()}` means nothing here", hint)
        return
    condition = FOREIGN_CONDITION.match(text, at + 1, end)
    if condition is not None:
        parsed = parse_expression("expression", condition.group(1).strip())
        if isinstance(parsed, (Binary, Unary, Call)):
            written = shortened(condition.group(1)).replace(" ? ", " has ")
            hint = f"write `{{if {written}: … | …}}`; for a plain colon `\\:`"
            reader.error("NC024", at, condition.end(), "a condition begins with `if`", hint)


def check_once(reader: Reader, at: int, end: int) -> bool:
    """`{!text}`, as ink writes a text that is shown once; whether it is that. `end` is where the brace closes."""
    text = reader.source.text[at + 1 : end]
    if not text.startswith("!") or not isinstance(parse_expression("expression", text[1:].strip()), Problem):
        return False
    reader.error("NC024", at, at + 2, "`!` means nothing here", f"write `{{once: {shortened(text[1:])}}}`")
    return True


def doubled(reader: Reader, at: int, end: int) -> int:
    """Where `{{name}}` ends, as templates have it; it is reported. -1 for anything else."""
    found = DOUBLE.match(reader.source.text, at, end)
    if found is None:
        return -1
    hint = f"one pair is enough: `{{{found.group(1)}}}`"
    reader.error("NC024", at, found.end(), "these braces are doubled", hint)
    return found.end()
