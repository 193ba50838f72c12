"""How a passage is made: where its links stand, whether it ends in a condition, whether it always moves on."""

from __future__ import annotations

import re

from engine.importers.builder.names import slug
from engine.importers.twine.tree import (
    Body,
    Lost,
    Node,
    Pick,
    TwineGoto,
    TwineIf,
    TwineLink,
    Words,
)
from engine.importers.twine.walk import (
    has_words,
    links_in,
    moves_in,
    nodes_of,
    runs_on,
)
from engine.importers.values.tree import Literal, Value


def parted(body: Body) -> tuple[Body, TwineIf | None]:
    """A body as what leads up to a condition with links or moves in it, and that condition, if all ends with one."""
    number = len(body)
    while number and is_blank(body[number - 1]):
        number -= 1
    last = body[number - 1] if number else None
    lead = body[: number - 1] if number else ()
    if not isinstance(last, TwineIf) or not (links_in((last,)) or runs_on((last,))):
        return body, None
    if links_in(lead) or moves_in(lead):
        return body, None
    return lead, last


def with_shared_menu(body: Body) -> tuple[Body, TwineIf, Body] | None:
    """A body as text, one condition with text and links in it, and links behind it; None if it is not made so."""
    number = next((i for i, node in enumerate(body) if links_in((node,))), len(body))
    node = body[number] if number < len(body) else None
    lead, links = body[:number], body[number + 1 :]
    if not isinstance(node, TwineIf) or moves_in(body) or runs_on(body):
        return None
    if not links_in(links) or not all(isinstance(one, TwineLink) or is_blank(one) for one in links):
        return None
    arms = [*(arm for _, arm in node.branches), node.otherwise]
    staying = any(
        isinstance(one, Pick) or (isinstance(one, TwineLink) and one.target is None and not always_moves(one.body))
        for one in nodes_of(body)
    )
    says_more = any(has_words(tuple(one for one in arm if not isinstance(one, TwineLink))) for arm in arms)
    if staying or not says_more or not all(map(is_text_then_links, arms)):
        return None
    return lead, node, links


def is_text_then_links(arm: Body) -> bool:
    """Whether nothing is shown or done behind the first link, and no link stands under a further condition."""
    first = next((i for i, node in enumerate(arm) if links_in((node,))), len(arm))
    return all(isinstance(node, TwineLink) or is_blank(node) for node in arm[first:])


def is_blank(node: Node) -> bool:
    """Whether a node shows nothing and does nothing."""
    return isinstance(node, Lost) or (isinstance(node, Words) and not node.text.strip())


def trimmed(body: Body) -> Body:
    """A body without the line breaks at its ends, which only keep the brackets around it apart."""
    nodes = list(body)
    if nodes and isinstance(nodes[0], Words):
        text = nodes[0].text
        nodes[0] = Words(re.sub(r"^[ \t]*\n\s*", "", text))
    if nodes and isinstance(nodes[-1], Words):
        nodes[-1] = Words(re.sub(r"\n\s*$", "", nodes[-1].text))
    return tuple(node for node in nodes if node != Words(""))


def length_of(node: TwineIf) -> int:
    """How many characters the texts of a condition have."""
    return sum(len(one.text) for _, arm in node.branches for one in arm if isinstance(one, Words)) + sum(
        len(one.text) for one in node.otherwise if isinstance(one, Words)
    )


def is_number(value: Value) -> bool:
    """Whether a value is a number as it stands."""
    return isinstance(value, Literal) and type(value.value) is int


def first_link(body: Body) -> str:
    """Some words by which a reader knows what a local is about."""
    link = next((node for node in nodes_of(body) if isinstance(node, TwineLink)), None)
    words = "".join(node.text for node in nodes_of(link.text) if isinstance(node, Words)) if link is not None else ""
    return slug(words.lower())[:24].rstrip("_") or "it"


def always_moves(body: Body) -> bool:
    """Whether a body goes to another passage on every way."""
    for node in body:
        match node:
            case TwineGoto():
                return True
            case TwineIf(branches, otherwise):
                if otherwise and all(always_moves(arm) for _, arm in branches) and always_moves(otherwise):
                    return True
            case _:
                pass
    return False
