"""What belongs to a menu of a story: its choices with their conditions, and whether a way leads out of it."""

from __future__ import annotations

from engine.syntax.tree import (
    Ask,
    Body,
    Break,
    ChoiceStatement,
    Expression,
    If,
    Jump,
    Point,
    Prose,
    Statement,
    Vary,
)

# Conditions around a choice, and whether each has to hold or to fail.
Conditions = list[tuple[Expression, bool]]


def menu_at(body: Body) -> tuple[Body, Body]:
    """The choices at the beginning of a body that stand beside each other, and what follows them."""
    end = 0
    for number, node in enumerate(body):
        if isinstance(node, Break):
            continue
        if not (isinstance(node, ChoiceStatement) or opening_of(node) in ("* each", "<-") or is_group_of_choices(node)):
            break
        end = number + 1
    return body[:end], body[end:]


def is_group_of_choices(node: Statement) -> bool:
    """Whether a condition holds nothing but choices, which belong to the menu beside it."""
    if not isinstance(node, If):
        return False
    arms = [*(arm for _, arm in node.branches), node.otherwise]
    nodes = [one for arm in arms for one in arm if not isinstance(one, Break)]
    return bool(nodes) and all(isinstance(one, ChoiceStatement) or is_group_of_choices(one) for one in nodes)


def choices_of(group: Body) -> list[tuple[Conditions, Statement]]:
    """The choices of a menu, each with the conditions around it."""
    found: list[tuple[Conditions, Statement]] = []
    for node in group:
        if isinstance(node, If):
            found += _choices_under(node)
        elif not isinstance(node, Break):
            found.append(([], node))
    return found


def _choices_under(node: If) -> list[tuple[Conditions, Statement]]:
    found: list[tuple[Conditions, Statement]] = []
    failed: Conditions = []
    for condition, arm in node.branches:
        found += [([*failed, (condition, True), *around], choice) for around, choice in choices_of(arm)]
        failed = [*failed, (condition, False)]
    found += [([*failed, *around], choice) for around, choice in choices_of(node.otherwise)]
    return found


def leaves(node: Statement) -> bool:
    """Whether a statement may go elsewhere, or offers choices."""
    match node:
        case Jump():
            return not node.move.returns
        case Prose():
            return node.line.move is not None and not node.line.move.returns
        case ChoiceStatement():
            return True
        case Point(name=name):
            return bool(name)
        case If():
            return any(leaves(one) for _, arm in node.branches for one in arm) or any(map(leaves, node.otherwise))
        case Vary():
            return any(leaves(one) for item in node.items for one in item)
        case _:
            return opening_of(node) in ("* each", "<-")


def has_menu(body: Body) -> bool:
    """Whether choices are offered on some way through a body."""
    for node in body:
        match node:
            case ChoiceStatement() | Ask():
                return True
            case Jump():
                if node.move.kind != "back":
                    return True
            case Prose():
                if node.line.move is not None and node.line.move.kind != "back":
                    return True
            case If():
                if any(has_menu(arm) for _, arm in node.branches) or has_menu(node.otherwise):
                    return True
            case Vary():
                if any(map(has_menu, node.items)):
                    return True
            case _:
                if opening_of(node) in ("* each", "<-"):
                    return True
    return False


def with_move(choice: ChoiceStatement) -> Body:
    """What a choice does: a visit on its line comes first, another move last."""
    move = choice.line.move
    if move is None:
        return choice.body
    jump = Jump(choice.at, move)
    return (jump, *choice.body) if move.returns else (*choice.body, jump)


def opening_of(node: Statement) -> str:
    """How a line begins that has no counterpart."""
    if isinstance(node, ChoiceStatement):
        return "+ for"
    names = {"Each": "* each", "Thread": "<-", "For": "~ for", "Point": "--", "Return": "~ return", "Do": "~"}
    return names.get(type(node).__name__, type(node).__name__)
