"""Menus from the arms of `~ if`: prose and then choices in an arm, and choices that follow it at the outer level.

They are one menu: what the arm that holds prints and does is done once, on arrival, and its choices are offered with
those that follow. So such an `~ if` is read as two: one with the prose, which notes in a local variable of ours which
arm held, and one with the choices, which asks for that. What comes after knows nothing of it, but for the names that
an arm gives with `~ let`: its choices know them, as they stand in its block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from engine.data_classes import replace
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
    if kind is ChoiceStatement:
        return True
    if not isinstance(statement, If):
        return kind is Each or kind is Thread
    found = False
    for body in statement.blocks:
        for one in body:
            if one.__class__ is Break:
                continue
            if not is_choice(one):
                return False
            found = True
    return found


def noted_arm(statement: Statement) -> tuple[str, int] | None:
    """Which arm ends with a statement: our variable that says so, and what it is then."""
    if not isinstance(statement, Set) or not statement.name.startswith(HIDDEN):
        return None
    assert isinstance(statement.value.root, Number), "our variables hold the number of an arm"
    return statement.name, statement.value.root.value


def asked_arm(condition: Expression) -> tuple[str, int]:
    """The same for the choices of an arm: of the condition behind which they stand."""
    root = condition.root
    assert isinstance(root, Binary) and isinstance(root.left, Name) and isinstance(root.right, Number)
    return root.left.name, root.right.value


def is_of_arm(condition: Expression) -> bool:
    """Whether a condition is one of ours."""
    root = condition.root
    return isinstance(root, Binary) and isinstance(root.left, Name) and root.left.name.startswith(HIDDEN)


def lets_of_arms(statement: If) -> Iterator[Let]:
    """What `~ let` gives in the arms of an `~ if` whose choices stand behind it, and in arms within them."""
    for block in statement.blocks:
        if block and noted_arm(block[-1]) is not None:
            for one in block:
                if isinstance(one, Let):
                    yield one
                elif isinstance(one, If):
                    yield from lets_of_arms(one)


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
        used: set[str] = set()
        names = iter(_names_of([one for one in body[position:behind] if isinstance(one, If)]))
        for statement in body[position:behind]:
            if isinstance(statement, If):
                before, menu = _parted(statement, next(names), isinstance(body[behind - 1], Break), used)
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
    for body in statement.blocks:
        if body and _choices_at(body) < len(body):
            return not any(map(_holds_point, statement.blocks))
    return False


def _choices_at(body: Body) -> int:
    """Where the choices begin that a block ends in; its length if it does not."""
    begin = len(body)
    while begin and (is_choice(body[begin - 1]) or isinstance(body[begin - 1], Break)):
        begin -= 1
    return begin if begin < len(body) and any(map(is_choice, body[begin:])) else len(body)


def _holds_point(body: Body) -> bool:
    for one in body:
        if isinstance(one, Point) or (isinstance(one, BlockStatement) and any(map(_holds_point, one.blocks))):
            return True
    return False


def _names_of(together: list[If]) -> list[str]:
    """The names of the variables for some that are one menu: by the first choice, and by a number where two are equal.

    That holds how many there are, so that a saved play never takes one for another when there are more.
    """
    names = [HIDDEN + next(_name_of(one) for body in _choices_of(statement) for one in body) for statement in together]
    count = Counter(names)
    place: Counter[str] = Counter()
    for number, name in enumerate(names):
        if count[name] > 1:
            place[name] += 1
            names[number] = f"{name} {place[name]}-of-{count[name]}"
    # Those of menus within an arm are known there: they would be taken for this one.
    inner = {name for statement in together for name in _hidden_in(statement)}
    for number in range(len(names)):
        while names[number] in inner:
            names[number] = f"{HIDDEN}around {names[number].removeprefix(HIDDEN)}"
    return names


def _hidden_in(statement: Statement) -> Iterator[str]:
    """The names of our variables in the blocks of a statement."""
    for block in statement.blocks if isinstance(statement, BlockStatement) else ():
        for one in block:
            if isinstance(one, Let) and one.name.startswith(HIDDEN):
                yield one.name
            yield from _hidden_in(one)


def _choices_of(statement: If) -> list[list[Statement]]:
    """The choices that each arm ends in."""
    bodies = [*(body for _, body in statement.branches), statement.otherwise]
    return [[one for one in body[_choices_at(body) :] if not isinstance(one, Break)] for body in bodies]


def _parted(statement: If, name: str, apart: bool, used: set[str]) -> tuple[list[Statement], If]:
    """An `~ if` without the choices of its arms, behind the variable that it sets; and those choices.

    The variables of menus within an arm, whose choices come out of it as well, are declared with this one. `used` are
    the names of all that are declared so beside it.
    """
    at = statement.at
    used.add(name)
    bodies = [*(body for _, body in statement.branches), statement.otherwise]
    holds = [_choices_at(body) < len(body) for body in bodies]
    arms = [number for number, held in enumerate(holds) if held]
    declared: list[Statement] = [Let(at, at, name, _up_to(at, len(arms)), _expression(at, Number(0, 0, 0)))]
    left: list[Body] = []
    choices: list[Body] = []
    for number, body in enumerate(bodies):
        for one in [one for one in body if isinstance(one, Let) and one.name.startswith(HIDDEN) and holds[number]]:
            new = one.name if one.name not in used else f"{one.name} {one.at}"
            used.add(new)
            declared.append(replace(one, name=new))
            body = tuple([_renamed(other, one.name, new) for other in body if other is not one])
        begin = _choices_at(body)
        value = arms.index(number) + 1 if holds[number] else 0
        noted = (Set(at, at, name, "=", _expression(at, Number(0, 0, value))),) if value else ()
        left.append((*body[:begin], *noted))
        choices.append(body[begin:])
    branches = tuple((condition, left[number]) for number, (condition, _) in enumerate(statement.branches))
    asked = [(_asks(at, name, place), choices[number]) for place, number in enumerate(arms, 1)]
    return [*declared, If(at, branches, left[-1])], If(at, tuple(asked), (), "apart" if apart else "close")


def _up_to(at: int, most: int) -> TypeNode:
    return TypeNode(at, at, "range", Number(0, 0, 0), Number(0, 0, most))


def _asks(at: int, name: str, value: int) -> Expression:
    return _expression(at, Binary(0, 0, "==", Name(0, 0, name), Number(0, 0, value)))


def _renamed(statement: Statement, old: str, new: str) -> Statement:
    """A statement in which a variable of ours has another name."""
    if old == new:
        return statement
    if isinstance(statement, Let | Set) and statement.name == old:
        return replace(statement, name=new)
    if not isinstance(statement, BlockStatement):
        return statement
    blocks = [tuple([_renamed(one, old, new) for one in block]) for block in statement.blocks]
    statement = statement.with_blocks(blocks)
    if isinstance(statement, If) and statement.arms:
        branches = []
        for condition, body in statement.branches:
            name, value = asked_arm(condition)
            if name == old:
                condition = _asks(condition.at, new, value)
            branches.append((condition, body))
        statement = replace(statement, branches=tuple(branches))
    return statement


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
