"""NC315: a sign of another tool before a value in braces, `${gold}`, `#{gold}`, `@{gold}`, which is shown with it.

Before a number, a `$` may be the money of the story and a `#` its place in a row. Then what stands around tells: pence
are no dollars, and nobody has number three of coins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.check.rules.plain_scenes import with_signs
from engine.check.rules.signs import rare_written, warn_once
from engine.check.scene_facts import of_scene
from engine.check.texts import texts_of
from engine.patterns import regex
from engine.syntax.tree import Call, Show, Styled, TextItems

if TYPE_CHECKING:
    from engine.check.checker import Checked

SIGNS = "$#@%&"
PAIRS = tuple(f"{sign}{{" for sign in (*SIGNS, "!"))
# What is counted, and is no money with a sign of its own before it.
COUNTED = regex(
    r"[ \t]+(?:penn(?:y|ies)|pence|coins?|gold|silver|coppers?|points?|pounds?|euros?|dollars?|bucks|crowns?|marks?"
    r"|francs?|shillings?|hours?|minutes?|days?|weeks?|years?|turns?|times|lives|miles?|men|people|of)\b"
)
# Behind these, nothing has a number: there are so many of it.
HAVING = regex(
    r"\b(?:there[ \t]+(?:is|are|were|was)|ha(?:ve|s|d)|got|find|need|needs|owe|owes|with|left|take|takes|took|lose|lost"
    r"|cost|costs|pay|paid|only|about|all|these|those|after|for)[ \t]+$",
    re.IGNORECASE,
)
# Languages that write `%50`.
PERCENT_FIRST = ("tr", "az", "ku", "eu")
PIECES = regex(r"\d[\w ]*[ \t]\Z|\b(?:sold|bought|each|lot|shares?|sell|buy)[ \t]\Z", re.IGNORECASE)
HANDLE = regex(r"(?<!\w)@[^\W\d]")


def check_value_signs(checked: Checked) -> None:
    """Warn about a sign that is shown before a value."""
    for scene in with_signs(checked):
        rare = of_scene(scene, rare_written)
        if "{" not in rare or not any(pair in rare for pair in PAIRS):
            continue
        for statement in of_scene(scene, texts_of):
            for at, sign in signs_before(checked, scene.node.source.text, statement.line.items):
                hint = f"delete it; for text write `\\{sign}`"
                warn_once(checked, scene.node.source, at, at + len(sign), f"the `{sign}` is shown as it stands", hint)


def signs_before(checked: Checked, text: str, items: TextItems) -> Iterator[tuple[int, str]]:
    """The signs before values of a text: where each stands, and what it is."""
    language = checked.names.language.casefold()
    for item in items:
        if isinstance(item, str | Styled):
            continue
        at = item.at - 1
        sign, before = text[at], text[at - 1]
        if sign == "!" and before == "$":
            sign, at, before = "$!", at - 1, text[at - 2]  # ChoiceScript's capital letter
        if sign not in (*SIGNS, "$!") or not (before.isspace() or before in "\"“('") or before == "\\":
            continue
        if not isinstance(item, Show):
            if sign in "@%&":
                yield at, sign
            continue
        known = checked.resolved.codes.get(id(item.value))
        if known is None or known[0].kind == "any":
            continue
        root = item.value.root
        if _is_meant(text, item, sign, known[0].kind, root.function if isinstance(root, Call) else "", language):
            yield at, sign


def _is_meant(text: str, item: Show, sign: str, kind: str, function: str, language: str) -> bool:
    """Whether a sign belongs to the braces, and not to what is told."""
    if sign == "$!":
        return True
    at = item.at - 1
    line = text[text.rfind("\n", 0, at) + 1 : at]
    if sign == "%" and kind == "number" and language[:2] in PERCENT_FIRST:
        return False
    if sign in "%&":
        return True
    if sign == "@" and kind == "number" and (text[item.end : item.end + 1].isalpha() or PIECES.search(line)):
        return False  # `12 apples @5p`, `sold @3`
    if sign == "@":
        return kind in ("number", "truth") or (function != "" and HANDLE.search(text) is None)  # `@{name}`, a handle
    if function == "decimal":
        return sign == "#"
    if kind != "number" or function == "count":
        return True
    if sign == "$":
        return COUNTED.match(text, item.end) is not None
    return HAVING.search(line) is not None
