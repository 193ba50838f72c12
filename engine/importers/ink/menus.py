"""Menus of ink that are no menus here: choices in conditions with text of their own, and choices of uneven depth.

In ink, `{rain: It rains. * Run.}` followed by `* Walk.` prints first and then offers both. Here a condition belongs to
a menu if it holds nothing but choices: so the text goes into a condition before the menu.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.importers.builder.tree import (
    Body,
    Comment,
    DraftBreak,
    DraftChoice,
    DraftIf,
    DraftProse,
    DraftThread,
    DraftVary,
    Statement,
    Todo,
)
from engine.importers.ink.scopes import Untranslatable
from engine.importers.ink.tree import Content, Gather, InkChoice

OFFERED = "in ink, the choices above this one's depth are offered together with it"
SHOWN = "in ink, what stands here is shown before the deeper choices above"


def parted(menu: Body) -> tuple[Body, Body]:
    """What is printed before a menu, and the menu. Raises `Untranslatable` where that cannot be told apart."""
    before: list[Statement] = []
    choices: list[Statement] = []
    for node in menu:
        if isinstance(node, DraftChoice | DraftThread):
            choices.append(node)
        elif isinstance(node, DraftIf):
            first, rest = _parted_if(node)
            before += first
            choices += rest
        elif isinstance(node, DraftVary):
            raise Untranslatable("choices in a variation, and more choices or text behind it")
        else:
            (choices if choices and isinstance(node, Comment) else before).append(node)
    return tuple(before), tuple(choices)


def _parted_if(node: DraftIf) -> tuple[Body, Body]:
    blocks = [*(block for _, block in node.branches), node.otherwise]
    parts = [parted(block) for block in blocks]
    if not any(rest for _, rest in parts):
        return (node,), ()
    for before, rest in parts:
        if rest and any(not isinstance(one, DraftProse | DraftBreak | Comment | DraftIf | Todo) for one in before):
            raise Untranslatable("something is done before choices that stand in a condition with more behind it")
    if not any(_tells(before) for before, _ in parts):
        return (), (node,)
    conditions = [condition for condition, _ in node.branches]
    firsts, rests = ([part[number] for part in parts] for number in (0, 1))
    printed = replace(node, branches=tuple(zip(conditions, firsts, strict=False)), otherwise=firsts[-1])
    offered = replace(node, branches=tuple(zip(conditions, rests, strict=False)), otherwise=rests[-1])
    return (printed, DraftBreak()), (offered,)


def _tells(body: Body) -> bool:
    return any(not isinstance(one, DraftBreak | Comment) for one in body)


def shown_together(content: Content, base: int) -> Iterator[tuple[int, str]]:
    """The choices and gathers of a weave that ink shows together with deeper choices above them, with what to say.

    Deeper choices belong to the choice above them. Where there is none since the last gather, ink offers them and goes
    on with what follows at once. Nodes are given by their `id`.
    """
    points = [node for node in content if isinstance(node, InkChoice | Gather)]
    if points:
        yield from _together(points, base or points[0].depth)


def _together(points: list[InkChoice | Gather], base: int) -> Iterator[tuple[int, str]]:
    below_a_choice = offered = gathered = False
    at = 0
    while at < len(points):
        point = points[at]
        end = at
        while end < len(points) and points[end].depth > base:
            end += 1
        if end > at:
            deeper = points[at:end]
            yield from _together(deeper, point.depth)
            first = next((place for place, one in enumerate(deeper) if isinstance(one, InkChoice)), None)
            if not below_a_choice and first is not None:
                offered = True
                gathered = gathered or any(isinstance(one, Gather) for one in deeper[first:])
            at = end
            continue
        if isinstance(point, InkChoice):
            if gathered:
                yield id(point), OFFERED
            below_a_choice = True
        else:
            if offered:
                yield id(point), SHOWN
            below_a_choice = offered = gathered = False
        at += 1
