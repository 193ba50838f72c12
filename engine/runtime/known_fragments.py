"""What is known of printed text when its code is made: that it never changes, or that it is plain."""

from __future__ import annotations

from collections.abc import Sequence

from engine.program import nodes
from engine.program.nodes import Operation, Part, Parts
from engine.program.styles import NOTHING
from engine.runtime.text import Fragment, is_plain


def known_fragments(operations: Sequence[Operation]) -> tuple[Fragment, ...] | None:
    """What some operations print, if they do nothing else and that never changes; None if not."""
    found: list[Fragment] = []
    for operation in operations:
        match operation:
            case nodes.Say() if all(isinstance(part, str) for part in operation.parts):
                found.append(text_fragment(operation.parts))
            case nodes.NewParagraph():
                found.append(None)
            case nodes.Speak():
                found.append(("speaker", operation.name))
            case nodes.AddTags():
                found.append(("tags", operation.tags))
            case _:
                return None
    return tuple(found)


def text_fragment(parts: Parts) -> Fragment:
    """The fragment of a text that never changes."""
    text = "".join(map(str, parts)) or NOTHING
    return ("plain", text) if shows_plain_text(parts) else text


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
