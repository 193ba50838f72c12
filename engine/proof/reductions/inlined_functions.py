"""Functions of one expression in the place of their calls.

What a number is compared with in a `def` is seen at once then, and what is known of an argument holds in all of it.
Each argument stands wherever its parameter stood, so one that draws may draw twice: there are more plays then, never
fewer. A call whose argument fails may not fail then. So this serves only where more plays are no harm.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from engine.program.nodes import Apply, ApplyDraw, CallDef, Expression, LocalRef, Node
from engine.program.program import Program
from engine.program.walk import map_children, walk
from engine.proof.reductions.sums_of_draws import is_of_draws

# Calls within calls are followed so far; a body with more nodes stays where it is.
DEEPEST, LONGEST = 8, 40


def inlined(program: Program, nevers: dict[int, Expression]) -> tuple[Program, dict[int, Expression]]:
    """A program, and the conditions of its claims `never`, without the calls that can be done without."""
    if not program.functions:
        return program, nevers

    def expression(code: Expression, deep: int) -> Expression:
        return cast(Expression, _changed(program, deep)(code)) if isinstance(code, tuple) else code

    change = _changed(program, DEEPEST)
    program = program._replace(
        scenes=tuple([map_children(scene, change) if _calls(scene) else scene for scene in program.scenes]),
        claims=tuple(
            one if one.condition is None else one._replace(condition=expression(one.condition, DEEPEST))
            for one in program.claims
        ),
    )
    return program, {number: expression(code, DEEPEST) for number, code in nevers.items()}


def thrown_in_place(program: Program) -> Program:
    """A program with the draws of functions that are nothing but draws and numbers, `def pool() = random(1, 6) + …`,
    where these are called.

    Nothing of it is more, less or other than before: such a function reads nothing, cannot fail, and draws the same.
    But a sum of draws is made one by one only where it is seen (draw_splitting.py).
    """

    thrown: dict[int, Expression] = {}

    def change(node: Node) -> object:
        node = map_children(node, change)
        return _fresh(thrown[node.function]) if isinstance(node, CallDef) and node.function in thrown else node

    known = -1
    while known < len(thrown):
        known = len(thrown)
        for number, one in enumerate(program.functions):
            if number not in thrown and not one.steps and not one.parameters and isinstance(one.body, tuple):
                body = cast(Expression, change(one.body))
                if is_of_draws(body):
                    thrown[number] = body
    if not thrown:
        return program
    return program._replace(
        scenes=tuple([map_children(scene, change) if _calls(scene) else scene for scene in program.scenes])
    )


def _fresh(code: Expression) -> Expression:
    """The same draws and numbers as other nodes: a draw that is given its outcome is known by what it is, not by its
    place (packed/expressions.py), so no two calls may share it."""
    return code._replace(arguments=tuple(map(_fresh, code.arguments))) if isinstance(code, Apply | ApplyDraw) else code


def _calls(data: object) -> bool:
    return any(isinstance(node, CallDef) for node in walk(data))


def _changed(program: Program, deep: int) -> Callable[[Node], object]:
    """What puts bodies in the place of calls, so many within each other."""

    def change(node: Node) -> object:
        node = map_children(node, change)
        if not isinstance(node, CallDef) or not deep:
            return node
        function = program.functions[node.function]
        body = None if function.steps else function.body
        if body is None or sum(1 for _ in walk((body,))) > LONGEST:
            return node
        arguments = node.arguments

        def given(inner: Node) -> object:
            return arguments[inner.number] if isinstance(inner, LocalRef) else map_children(inner, given)

        made = given(cast(Node, body)) if isinstance(body, tuple) else body
        return _changed(program, deep - 1)(cast(Node, made)) if _calls((made,)) else made

    return change
