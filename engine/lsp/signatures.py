"""What a call takes: of a function, or of a scene with parameters, and which of its values is being written."""

from __future__ import annotations

import re

from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.program.functions import BUILT_INS
from engine.symbols.index import Index
from engine.syntax.tree import Def, Extern

NAME_BEFORE = regex(r"([^\W\d]\w*)$")
# What a parameter can hold: brackets do not stand in it.
LIST = regex(r"[^\W\d]\w*[ \t]*\(([^()\n]*)\)")


class Signature(NamedTuple):
    """A call as it is declared, its parameters as they stand there, and the number of the one being written."""

    label: str
    parameters: list[str]
    active: int
    meaning: str = ""


def signature_at(before: str, index: Index) -> Signature | None:
    """The call that is open at the end of a line; None if none is."""
    opened = _open_bracket(before)
    name = NAME_BEFORE.search(before[:opened]) if opened >= 0 else None
    if name is None:
        return None
    active = _commas(before[opened + 1 :])
    built_in = BUILT_INS.get(name.group())
    for one in index.declarations:
        if isinstance(one, (Def, Extern)) and one.name == name.group():
            return _declared(one.source.text, one.at, active)
    scene = index.scene_named(name.group())
    if scene is not None and scene.heading.parameters:
        return _declared(scene.source.text, scene.heading.at, active)
    if built_in is None or not built_in.forms:
        return None
    return _made(built_in.forms[0], active, built_in.meaning)


def _declared(text: str, at: int, active: int) -> Signature | None:
    found = LIST.match(text, at)
    return None if found is None else _made(found.group(), active)


def _made(label: str, active: int, meaning: str = "") -> Signature | None:
    found = LIST.search(label)
    if found is None:
        return None
    parameters = [one.strip() for one in found.group(1).split(",") if one.strip()]
    return Signature(label, parameters, min(active, max(0, len(parameters) - 1)), meaning)


def _open_bracket(text: str) -> int:
    """Where the innermost bracket was opened that is not closed, or -1. Brackets in quotes do not count."""
    opened: list[int] = []
    for found in re.finditer(r'"(?:[^"\\]|\\.)*"?|[()]', text):
        if found.group() == "(":
            opened.append(found.start())
        elif found.group() == ")" and opened:
            opened.pop()
    return opened[-1] if opened else -1


def _commas(text: str) -> int:
    """How many values stand complete in an open list."""
    depth = count = 0
    for found in re.finditer(r'"(?:[^"\\]|\\.)*"?|[()\[\],]', text):
        if found.group() in "([":
            depth += 1
        elif found.group() in ")]":
            depth -= 1
        elif found.group() == "," and not depth:
            count += 1
    return count
