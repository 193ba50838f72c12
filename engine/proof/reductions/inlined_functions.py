"""Functions of one expression in the place of their calls.

What a number is compared with in a `def` is seen at once then, and what is known of an argument holds in all of it.
Each argument stands wherever its parameter stood, so one that draws may draw twice: there are more plays then, never
fewer. A call whose argument fails may not fail then. So this serves only where more plays are no harm.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from engine.program.nodes import CallDef, Expression, LocalRef, Node
from engine.program.program import Program
from engine.program.walk import map_children, walk

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
