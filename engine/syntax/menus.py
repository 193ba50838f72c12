"""Menus from the arms of `~ if`: prose and then choices in an arm, and choices that follow it at the outer level.

They are one menu: what the arm that holds prints and does is done once, on arrival, and its choices are offered with
those that follow. So such an `~ if` is read as two: one with the prose, which notes in a local variable of ours which
arm held, and one with the choices, which asks for that. What comes after knows nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.syntax.tree import (
    Binary,
    BlockStatement,
    Body,
    Break,
    ChoiceStatement,
    Each,
    Expression,
    If,
    Let,
    Name,
    Number,
    Point,
    Set,
    Statement,
    Thread,
    TypeNode,
)

# How the names of our variables begin: with a blank, as no name of a story does.
HIDDEN = " menu "


def is_choice(statement: Statement) -> bool:
    """Whether a statement belongs to a group of choices: a choice, `each`, `<-`, or an `~ if` that holds only such."""
    kind = statement.__class__
    if kind is If:
        assert isinstance(statement, If)
        bodies = [*(body for _, body in statement.branches), statement.otherwise]
        filled = [[one for one in body if not isinstance(one, Break)] for body in bodies]
        return any(filled) and all(is_choice(one) for body in filled for one in body)
    return kind is ChoiceStatement or kind is Each or kind is Thread


def with_menus(body: list[Statement]) -> list[Statement]:
    """The statements of a block in which the choices of arms stand beside those that follow them."""
    if not any(one.__class__ is If and _has_arms(one) for one in body):
        return body
    made: list[Statement] = []
    position = 0
    while position < len(body):
        behind = _joined_at(body, position)
        if behind == position:
            made.append(body[position])
            position += 1
            continue
        menus: list[Statement] = []
        for statement in body[position:behind]:
            if isinstance(statement, If):
                before, menu = _parted(statement, isinstance(body[behind - 1], Break))
                made += before
                menus.append(menu)
            else:
                made.append(statement)
        made += menus
        position = behind
    return made


def _joined_at(body: Sequence[Statement], begin: int) -> int:
    """Where the choices begin that the arms of one `~ if` or more from a place on join; the place where none do."""
    for place in range(begin, len(body)):
        statement = body[place]
        if is_choice(statement):
            return place
        has_arms = isinstance(statement, If) and _has_arms(statement)
        if not has_arms and (place == begin or not isinstance(statement, Break)):
            break
    return begin


def _has_arms(statement: If) -> bool:
    """Whether an arm ends in choices behind something else. A move to a point within would come past our variable."""
    bodies = [*(body for _, body in statement.branches), statement.otherwise]
    return any(_choices_at(body) < len(body) for body in bodies) and not any(map(_holds_point, bodies))


def _choices_at(body: Body) -> int:
    """Where the choices begin that a block ends in; its length if it does not."""
    begin = len(body)
    while begin and (is_choice(body[begin - 1]) or isinstance(body[begin - 1], Break)):
        begin -= 1
    return begin if any(map(is_choice, body[begin:])) else len(body)


def _holds_point(body: Body) -> bool:
    for one in body:
        if isinstance(one, Point) or (isinstance(one, BlockStatement) and any(map(_holds_point, one.blocks))):
            return True
    return False


def _parted(statement: If, apart: bool) -> tuple[list[Statement], If]:
    """An `~ if` without the choices of its arms, behind the variable that it sets; and those choices."""
    at = statement.at
    bodies = [*(body for _, body in statement.branches), statement.otherwise]
    choices = [body[_choices_at(body) :] for body in bodies]
    name = HIDDEN + next(_name_of(one) for body in choices for one in body if not isinstance(one, Break))
    arms = [number for number, body in enumerate(choices) if body]
    left: list[Body] = []
    for number, body in enumerate(bodies):
        noted = (
            (Set(at, at, name, "=", _expression(at, Number(0, 0, arms.index(number) + 1))),) if choices[number] else ()
        )
        left.append((*body[: _choices_at(body)], *noted))
    type = TypeNode(at, at, "range", Number(0, 0, 0), Number(0, 0, len(arms)))
    branches = tuple((condition, left[number]) for number, (condition, _) in enumerate(statement.branches))
    asked = [
        (_expression(at, Binary(0, 0, "==", Name(0, 0, name), Number(0, 0, place))), choices[number])
        for place, number in enumerate(arms, 1)
    ]
    before: list[Statement] = [Let(at, at, name, type, _expression(at, Number(0, 0, 0))), If(at, branches, left[-1])]
    return before, If(at, tuple(asked), (), "apart" if apart else "close")


def _expression(at: int, root: Number | Binary) -> Expression:
    return Expression(at, at, root)


def _name_of(statement: Statement) -> str:
    """By what a choice is known, as far as its line tells."""
    if isinstance(statement, ChoiceStatement):
        return statement.label or statement.source
    if isinstance(statement, If):
        bodies = [*(body for _, body in statement.branches), statement.otherwise]
        return next(_name_of(one) for body in bodies for one in body if not isinstance(one, Break))
    return statement.tag if isinstance(statement, Each) else str(getattr(statement, "target", ""))
