"""How the statements of a scene nest, blocks and groups of choices, and which moves stand on their lines."""

from __future__ import annotations

from collections.abc import Iterator

from engine.syntax.menus import is_choice
from engine.syntax.tree import BlockStatement, Body, Break, ChoiceStatement, If, Jump, Move, Point, Prose, Statement

# The statements that hold text of their own.
TEXTS = frozenset((Prose, ChoiceStatement))


def blocks_of(statement: Statement) -> tuple[Body, ...]:
    """The blocks that belong to a statement."""
    return statement.blocks if isinstance(statement, BlockStatement) else ()


def move_of(statement: Statement) -> Move | None:
    """The move that stands on a statement's own line, if any."""
    kind = statement.__class__
    if kind is Prose or kind is ChoiceStatement:
        return statement.line.move  # type: ignore[union-attr]  # it is one of these
    return statement.move if isinstance(statement, Jump) else None


def statements_of(body: Body) -> list[Statement]:
    """All statements of a body and of the blocks in it, in the order of the source."""
    found: list[Statement] = []
    _add_statements(body, found)
    return found


def _add_statements(body: Body, found: list[Statement]) -> None:
    for statement in body:
        found.append(statement)
        if isinstance(statement, BlockStatement):
            for block in statement.blocks:
                _add_statements(block, found)


def holds_point(statement: Statement) -> bool:
    """Whether a statement is a point that a move can go to, or has one in its blocks."""
    if isinstance(statement, Point):
        return bool(statement.name)
    if not isinstance(statement, BlockStatement):
        return False
    return any(holds_point(one) for block in statement.blocks for one in block)


def groups_of(body: Body) -> Iterator[list[Statement]]:
    """All groups of choices in a body and the blocks in it."""
    bodies = [body]
    while bodies:
        group: list[Statement] = []
        for statement in bodies.pop():
            if is_choice(statement):
                group.append(statement)
            elif group and not isinstance(statement, Break):
                yield group
                group = []
            bodies += blocks_of(statement)
        if group:
            yield group


def first_group(body: Body) -> list[Statement]:
    """The first group of choices that stands directly in a body, without those of arms: they wait for their prose."""
    group: list[Statement] = []
    for statement in body:
        if isinstance(statement, If) and statement.arms:
            continue
        if is_choice(statement):
            group.append(statement)
        elif group and not isinstance(statement, Break):
            break
    return group
