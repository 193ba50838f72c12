"""Menus of which some choices stand in conditions with text of their own.

In ink, `{rain: It rains. * Run.}` followed by `* Walk.` prints first and then offers both. Here a condition belongs to
a menu if it holds nothing but choices: so the text goes into a condition before the menu.
"""

from __future__ import annotations

from dataclasses import replace

from engine.importers.builder.tree import Body, Break, Choice, Comment, If, Prose, Statement, Thread, Todo, Vary
from engine.importers.ink.scopes import Untranslatable


def parted(menu: Body) -> tuple[Body, Body]:
    """What is printed before a menu, and the menu. Raises `Untranslatable` where that cannot be told apart."""
    before: list[Statement] = []
    choices: list[Statement] = []
    for node in menu:
        if isinstance(node, Choice | Thread):
            choices.append(node)
        elif isinstance(node, If):
            first, rest = _parted_if(node)
            before += first
            choices += rest
        elif isinstance(node, Vary):
            raise Untranslatable("choices in a variation, and more choices or text behind it")
        else:
            (choices if choices and isinstance(node, Comment) else before).append(node)
    return tuple(before), tuple(choices)


def _parted_if(node: If) -> tuple[Body, Body]:
    blocks = [*(block for _, block in node.branches), node.otherwise]
    parts = [parted(block) for block in blocks]
    if not any(rest for _, rest in parts):
        return (node,), ()
    for before, rest in parts:
        if rest and any(not isinstance(one, Prose | Break | Comment | If | Todo) for one in before):
            raise Untranslatable("something is done before choices that stand in a condition with more behind it")
    if not any(_tells(before) for before, _ in parts):
        return (), (node,)
    conditions = [condition for condition, _ in node.branches]
    firsts, rests = ([part[number] for part in parts] for number in (0, 1))
    printed = replace(node, branches=tuple(zip(conditions, firsts, strict=False)), otherwise=firsts[-1])
    offered = replace(node, branches=tuple(zip(conditions, rests, strict=False)), otherwise=rests[-1])
    return (printed, Break()), (offered,)


def _tells(body: Body) -> bool:
    return any(not isinstance(one, Break | Comment) for one in body)
