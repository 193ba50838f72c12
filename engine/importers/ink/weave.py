"""A weave as a list in which each choice holds what stands below it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.importers.ink.scopes import walk
from engine.importers.ink.tree import (
    Content,
    Divert,
    Gather,
    Glue,
    InkChoice,
    InkComment,
    InkConditional,
    InkText,
    Newline,
    Node,
    Sequence,
)

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Branching:
    """A choice with the content below it, up to the next choice or gather of its depth."""

    choice: InkChoice
    content: Content


Item = Node | Branching


def structured(content: Content) -> list[Item]:
    """A weave as a list in which each choice holds what stands below it."""
    items: list[Item] = []
    at = 0
    while at < len(content):
        node = content[at]
        if not isinstance(node, InkChoice):
            items.append(node)
            at += 1
            continue
        end = at + 1
        while end < len(content):
            other = content[end]
            if isinstance(other, InkChoice | Gather) and other.depth <= node.depth:
                break
            end += 1
        notes = end
        while notes > at + 1 and isinstance(content[notes - 1], InkComment) and end < len(content):
            notes -= 1
        items.append(Branching(node, content[at + 1 : notes]))
        items += content[notes:end]
        at = end
    return items


def has_choices(node: Item, offers: Callable[[Divert], bool] = lambda _: True) -> bool:
    """Whether a node adds choices to those of the weave around it; `offers` says it of a thread."""
    if isinstance(node, Divert):
        return node.kind == "thread" and offers(node)
    if not isinstance(node, InkConditional | Sequence):
        return False
    return any(
        isinstance(one, InkChoice) or (isinstance(one, Divert) and has_choices(one, offers)) for one in walk((node,))
    )


def begins_glued(content: Content) -> bool:
    """Whether a line in a content begins with `<>`."""
    begins = True
    for node in content:
        if isinstance(node, Glue) and begins:
            return True
        begins = isinstance(node, Newline | InkComment) or (
            begins and isinstance(node, InkText) and not node.text.strip()
        )
    return False
