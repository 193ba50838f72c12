"""Moves in the middle of a passage: what Twine shows and does around them, in an order that shows the same here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from engine.importers.twine.markup import without_words
from engine.importers.twine.tree import (
    Body,
    Node,
    Pick,
    TwineAsk,
    TwineComment,
    TwineGoto,
    TwineIf,
    TwineInclude,
    TwineLink,
    Unsaid,
)
from engine.importers.twine.walk import (
    assigned_in,
    does_something,
    has_words,
    moves_in,
    values_in,
)
from engine.importers.values.types import draws, variables_in

MOST_COPIED = 12


def early_moves(body: Body) -> Body:
    """A passage in which what goes to another one at once comes before the text that nobody would see.

    In SugarCube, what stands behind such a move is still done: it comes before the move. Where text and logic before
    the move depend on each other, the text stays, marked.
    """
    nodes = list(_done_before(body))
    for number, node in enumerate(nodes):
        if not (isinstance(node, TwineIf) and moves_in((node,))):
            continue
        before = tuple(nodes[:number])
        if not has_words(before) or moves_in(before):
            continue
        silent = not any(has_words(arm) for _, arm in node.branches) and not has_words(node.otherwise)
        if silent and _can_wait(before):
            effects = [one for one in before if does_something((one,))]
            texts = [one for one in before if not does_something((one,))]
            nodes[: number + 1] = [*effects, node, *texts]
        else:
            why = "where this goes on at once, Twine replaces the text above before it is read"
            nodes.insert(number, Unsaid(why, node.line, node.source))
            return tuple(nodes)
    return tuple(nodes)


def _can_wait(before: Body) -> bool:
    """Whether all text of some nodes can come behind all that they do, and still say the same."""
    for number, node in enumerate(before):
        if does_something((node,)):
            if has_words((node,)) or isinstance(node, TwineAsk | Pick | TwineInclude):
                return False
            continue
        later = assigned_in(before[number + 1 :])
        if any(variables_in(value) & later or draws(value) for value in values_in((node,))):
            return False
    return True


def _done_before(body: Body) -> Body:
    """A body in which nothing that is still done stands behind a move that does not stop the passage."""
    nodes: list[Node] = []
    for number, node in enumerate(body):
        behind = without_words(body[number + 1 :])
        effects = tuple(one for one in behind if not isinstance(one, TwineLink | TwineComment | TwineInclude))
        match node:
            case TwineGoto(stops=False):
                nodes += [*(one for one in effects if not moves_in((one,))), replace(node, stops=True)]
                return tuple(nodes)
            case TwineIf(branches, otherwise) if _goes_on_behind_move(node):
                if len(effects) > MOST_COPIED:
                    nodes.append(Unsaid("a move behind which much is still done", node.line, node.source))
                    continue
                arms = tuple((one, _with_effects(arm, effects)) for one, arm in branches)
                nodes.append(replace(node, branches=arms, otherwise=_with_effects(otherwise, effects)))
            case _:
                nodes.append(node)
    return tuple(nodes)


def _goes_on_behind_move(node: TwineIf) -> bool:
    arms = [arm for _, arm in node.branches] + [node.otherwise]
    return any(isinstance(one, TwineGoto) and not one.stops for arm in arms for one in arm) or any(
        isinstance(one, TwineIf) and _goes_on_behind_move(one) for arm in arms for one in arm
    )


def _with_effects(arm: Body, effects: Body) -> Body:
    if not moves_in(arm):
        return arm
    return _done_before((*arm, *effects))


def unseen_dropped(body: Body, count: Callable[[str], None]) -> Body:
    """A passage without the text before a move that always happens: Twine replaces it before anybody reads it."""
    for number, node in enumerate(body):
        if isinstance(node, TwineGoto):
            lead = body[:number]
            if has_words(lead) and not moves_in(lead):
                count("texts that Twine replaces before they are read, left out")
                lead = without_words(lead)
            return (*lead, node)
    return body
