"""NC330: a text in braces that never shows anything, never varies, or holds its own mark of another tool."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.check.causes import lines_of
from engine.check.memory import of_scene
from engine.check.names import SceneNames
from engine.named_tuples import NamedTuple
from engine.program.functions import BUILT_INS
from engine.syntax.tree import Conditional, Styled, TextItems, Variation

if TYPE_CHECKING:
    from engine.check.checker import Checked

# What is written for the `|` before another text, in tools and in haste.
SLASH = re.compile(r"\S[ \t]+/[ \t]+\S")
ELSE = re.compile(r"[,;.][ \t]+(?:else|otherwise)\b|^[ \t]*(?:else|otherwise)[ \t]*:", re.IGNORECASE)
# `{shuffle a | b}` and `{1: a | 2: b}`, of which the first word is shown; `{if wet: * Run.}`.
KIND = re.compile(r"[ \t]*(?P<kind>shuffle)[ \t]+\S")
NUMBER = re.compile(r"[ \t]*\d+[ \t]*:[ \t]+\S")
CHOICE = re.compile(r"[ \t]*[*+][ \t]+[\"“«]?[^\W\d_a-z]")
KINDS = ("cycle", "shuffle", "random")


class Odd(NamedTuple):
    """What is odd about a text in braces. `filter` are the two words of `{coins|words}`, if they may be meant so."""

    at: int
    end: int
    message: str
    hint: str
    filter: tuple[str, str] | None = None


def check_odd_variations(checked: Checked) -> None:
    """Warn about conditions and variations in a text that do not do what their form says."""
    wrong = lines_of(checked.report)
    for scene in checked.names.tellings():
        for odd in of_scene(scene, _odd_in):
            if odd.filter is not None:
                value, function = odd.filter
                known = function in checked.names.functions or function in BUILT_INS
                if value not in checked.names.variables or not known:
                    continue
            span = scene.node.source.span(odd.at, odd.end)
            if span[:2] not in wrong:
                checked.report.warning("NC330", span, odd.message, odd.hint)


def _odd_in(scene: SceneNames) -> list[Odd]:
    found: list[Odd] = []
    for statement in scene.texts:
        items = statement.line.items
        if len(items) > 1 or (items and not isinstance(items[0], str)):
            found += _odd_items(items)
    return found


def _odd_items(items: TextItems) -> Iterator[Odd]:
    for item in items:
        if isinstance(item, Styled):
            yield from _odd_items(item.items)
        elif isinstance(item, Variation):
            yield from _odd_variation(item)
            for part in item.items:
                yield from _odd_items(part)
        elif isinstance(item, Conditional):
            yield from _odd_condition(item)
            for _, part in item.branches:
                yield from _odd_items(part)
            yield from _odd_items(item.otherwise)


def _odd_variation(item: Variation) -> Iterator[Odd]:
    if all(map(_is_blank, item.items)):
        yield Odd(item.at, item.end, "this never shows anything", "write a text into it, or delete it")
    elif len(item.items) == 1 and item.kind in KINDS:
        message = f"this is always the same: `{item.kind}` has one text only"
        yield Odd(item.at, item.end, message, f"part the texts by `|`: `{{{item.kind}: one | other}}`")
    elif item.kind == "then" and (kind := KIND.match(_first_text(item.items[0]))):
        message = f"the word `{kind['kind']}` is shown: a `:` is missing behind it"
        yield Odd(item.at, item.end, message, f"write `{{{kind['kind']}: … | …}}`; for plain text put a `\\` before it")
    elif item.kind == "then" and all(NUMBER.match(_first_text(one)) for one in item.items):
        hint = "each time the next text is shown: `{one | other}`; by a value, write `{if n == 1: one | other}`"
        yield Odd(item.at, item.end, "these numbers are shown as they stand", hint)
    elif item.kind == "then" and len(item.items) == 2:
        value, function = map(_word_of, item.items)
        if value and function:
            message = f"this shows the words `{value}` and `{function}`, one after the other"
            hint = f"for the value, write `{{{function}({value})}}`"
            yield Odd(item.at, item.end, message, hint, (value, function))


def _odd_condition(item: Conditional) -> Iterator[Odd]:
    parts = [*(part for _, part in item.branches), item.otherwise]
    if all(map(_is_blank, parts)):
        hint = "write the text behind the `:`; a condition of a choice has none: `{if condition}`"
        yield Odd(item.at, item.end, "this never shows anything", hint)
        return
    if any(CHOICE.match(_first_text(part)) for part in parts):
        hint = "a choice with a condition is a line of its own: `* {if condition} Text`"
        yield Odd(item.at, item.end, "a choice cannot stand in braces: its mark is shown", hint)
        return
    if len(item.branches) == 1 and not item.otherwise:
        text = "".join(one for one in parts[0] if isinstance(one, str))
        for pattern in (SLASH, ELSE):
            if pattern.search(text):
                message = "when this condition fails nothing is shown; when it holds, all of this"
                yield Odd(
                    item.at, item.end, message, "the other text stands behind a `|`: `{if condition: text | other}`"
                )
                return
    elif any(isinstance(one, str) and ELSE.match(one) for one in item.otherwise[:1]):
        message = "the word before this colon is shown"
        yield Odd(item.at, item.end, message, "the last text needs no word: `{if condition: text | other}`")


def _first_text(items: TextItems) -> str:
    return items[0] if items and isinstance(items[0], str) else ""


def _is_blank(items: TextItems) -> bool:
    return all(isinstance(one, str) and not one.strip() for one in items)


def _word_of(items: TextItems) -> str:
    """The only word of a text, if it is a name."""
    text = items[0].strip() if len(items) == 1 and isinstance(items[0], str) else ""
    return text if text.isidentifier() else ""
