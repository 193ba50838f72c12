"""What is known of printed text when its code is made: that it never changes, that it is plain, its alternatives."""

from __future__ import annotations

from collections.abc import Sequence

from engine.program import nodes
from engine.program.nodes import Operation, Part, Parts
from engine.program.styles import NOTHING
from engine.runtime.ast_builder import MOST_NESTED
from engine.runtime.text import TextKind, is_plain


def static_text(operations: Sequence[Operation]) -> tuple[()] | tuple[str, TextKind] | None:
    """The text that some operations print and its kind, if they do nothing else and that never changes; () for none."""
    if not operations:
        return ()
    only = operations[0]
    if len(operations) > 1 or not isinstance(only, nodes.Say):
        return None
    texts = _texts([only.parts])
    return None if texts is None else (texts[0], kind_of(only.parts))


def kind_of(parts: Parts) -> TextKind:
    """Whether a text is plain, whatever its values."""
    return "plain" if shows_plain_text(parts) else "parts"


def shows_plain_text(parts: Parts) -> bool:
    """Whether what some parts show is plain text (text.py) of which something is seen, whatever their values."""
    seen = any(isinstance(part, nodes.ShowValue) or (isinstance(part, str) and not part.isspace()) for part in parts)
    return seen and all(map(_shows_plain_text, parts))


def _shows_plain_text(part: Part) -> bool:
    if isinstance(part, str):
        return is_plain(part)
    if isinstance(part, nodes.ShowValue):
        return part.kind in ("number", "truth")
    if isinstance(part, nodes.ChooseText):
        return shows_plain_text(part.otherwise) and all(shows_plain_text(case.parts) for case in part.cases)
    return isinstance(part, nodes.VaryText) and part.kind != "once" and all(map(shows_plain_text, part.items))


def options(part: Part) -> tuple[str, ...] | None:
    """The texts of which a part of a text shows one, if that is all; `Expressions.option` gives the number of it."""
    if isinstance(part, nodes.ShowValue) and part.kind == "truth":
        return "true", "false"
    if isinstance(part, nodes.ChooseText) and len(part.cases) <= MOST_NESTED:
        return _texts([*(case.parts for case in part.cases), part.otherwise])
    if isinstance(part, nodes.VaryText):
        return _texts((*part.items, ()) if part.kind == "once" else part.items)
    return None


def _texts(items: Sequence[Parts]) -> tuple[str, ...] | None:
    """Texts that never change, each in one piece."""
    if not all(isinstance(part, str) for parts in items for part in parts):
        return None
    return tuple(["".join(map(str, parts)) or NOTHING for parts in items])
