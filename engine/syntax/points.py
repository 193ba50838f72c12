"""Points inside a scene, `-- name`: when all of a scene is read, moves to its points are told from others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from engine.data_classes import replace
from engine.syntax.tree import BlockStatement, Body, ChoiceStatement, Jump, Move, Point, Prose, Statement


def with_points(body: Body, scene: str) -> Body:
    """A scene's body in which moves to its own points are such; the body itself where it has none."""
    names = frozenset(_points_in(body))
    return tuple(map(partial(_statement, names, scene), body)) if names else body


def _points_in(body: Body) -> Iterator[str]:
    for statement in body:
        if isinstance(statement, Point):
            if statement.name:
                yield statement.name
        elif isinstance(statement, BlockStatement):
            for block in statement.blocks:
                yield from _points_in(block)


def _statement(names: frozenset[str], scene: str, statement: Statement) -> Statement:
    block = partial(_block, names, scene)
    if isinstance(statement, Jump):
        return replace(statement, move=_move(names, scene, statement.move))
    if isinstance(statement, Prose | ChoiceStatement):
        line, move = statement.line, statement.line.move
        if move is not None and move.target in names:
            line = replace(line, move=_move(names, scene, move))
        if isinstance(statement, Prose):
            return statement if line is statement.line else replace(statement, line=line)
        return replace(statement, line=line, body=block(statement.body))
    if isinstance(statement, BlockStatement):
        return statement.with_blocks([*map(block, statement.blocks)])
    return statement


def _block(names: frozenset[str], scene: str, body: Body) -> Body:
    return tuple(map(partial(_statement, names, scene), body))


def _move(names: frozenset[str], scene: str, move: Move) -> Move:
    """A move as it is meant in a scene that has points of some names."""
    if move.kind != "scene" or move.target not in names or move.point is not None or move.arguments:
        return move
    if move.returns or move.leaves:
        # A visit of a point, and a move out of a visit, leave this scene's variables behind as any other does.
        return replace(move, target=scene, point=move.target)
    return replace(move, kind="point")
