"""Sets as flags: a set of which a story asks nothing but for its names is a truth value for each of them.

So a name that does not matter is forgotten by itself, and what puts one name into a set is like what puts in another
(automorphisms.py). A set that is handed on as a value, drawn from or gone over in a loop stays what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import reduce
from typing import cast

from engine.program import nodes
from engine.program.nodes import Apply, Assign, Expression, Node, Operation, VarRef
from engine.program.program import Program, VariableNode
from engine.program.types import TRUTH
from engine.program.walk import map_children, walk

# A set of more names stays what it is.
MOST_NAMES = 64


def sets_as_flags(program: Program, conditions: dict[int, Expression]) -> tuple[Program, dict[int, Expression]] | None:
    """The program, and some conditions of claims, with flags for sets; None where there is no set of that kind."""
    sets = _asked_name_by_name(program, conditions)
    return _Flagged(program, sets).made(conditions) if sets else None


def _asked_name_by_name(program: Program, conditions: dict[int, Expression]) -> list[int]:
    rows = [number for number, one in enumerate(program.variables) if one.type.kind == "set"]
    if not rows:
        return []
    used, suitable = Counter[int](), Counter[int]()
    for node in walk((program.scenes, program.functions, program.status, program.claims, tuple(conditions.values()))):
        if isinstance(node, VarRef):
            used[node.number] += 1
        elif isinstance(node, Apply) and (asked := _asked(node)) is not None:
            suitable[asked] += 1
        elif isinstance(node, Assign) and isinstance(node.target, VarRef) and _names_given(node) is not None:
            # What is added to or taken out of a set is written with the set on both sides.
            suitable[node.target.number] += 1 if isinstance(node.value, int) else 2
    few = (number for number in rows if 0 < len(program.variables[number].type.names) <= MOST_NAMES)
    return [number for number in few if used[number] and used[number] == suitable[number]]


def _asked(code: Apply) -> int | None:
    """The set whose names a condition asks for, or which it counts."""
    if code.name == "count" and isinstance(code.arguments[0], VarRef):
        return code.arguments[0].number
    if code.name in ("has", "==", "!=") and len(code.arguments) == 2:
        one, other = code.arguments
        if isinstance(one, VarRef) and isinstance(other, int):
            return one.number
    return None


def _names_given(operation: Assign) -> tuple[str, int] | None:
    """How an assignment changes a set (`=`, `union`, `minus`), and by which names, as bits."""
    value = operation.value
    if isinstance(value, int):
        return "=", value
    if isinstance(value, Apply) and value.name in ("union", "minus"):
        one, other = value.arguments
        if one == operation.target and isinstance(other, int):
            return value.name, other
    return None


class _Flagged:
    """Makes the program."""

    def __init__(self, program: Program, sets: list[int]) -> None:
        self.before = program
        self.flags: dict[int, list[VarRef]] = {}
        self.variables: list[VariableNode] = []
        for number in sets:
            variable = program.variables[number]
            self.flags[number] = []
            for place, name in enumerate(variable.type.names):
                self.flags[number].append(VarRef(len(program.variables) + len(self.variables)))
                value = bool(int(variable.initial) >> place & 1)
                self.variables.append(VariableNode(f"{variable.name} has {name}", TRUTH, value))

    def made(self, conditions: dict[int, Expression]) -> tuple[Program, dict[int, Expression]]:
        """The program with its flags, and some conditions."""
        before = self.before
        program = before._replace(
            variables=(*before.variables, *self.variables),
            scenes=tuple(map_children(scene, self._rewritten) for scene in before.scenes),
            functions=tuple(map_children(one, self._rewritten) for one in before.functions),
            status=map_children(before.status, self._rewritten),
            claims=tuple(
                one if one.condition is None else one._replace(condition=self._expression(one.condition))
                for one in before.claims
            ),
        )
        return program, {number: self._expression(code) for number, code in conditions.items()}

    def _expression(self, code: Expression) -> Expression:
        return cast(Expression, self._rewritten(code)) if isinstance(code, tuple) else code

    def _rewritten(self, node: Node) -> object:
        if isinstance(node, Apply) and (asked := _asked(node)) in self.flags and asked is not None:
            return self._condition(node, self.flags[asked])
        if isinstance(node, Assign) and isinstance(node.target, VarRef) and node.target.number in self.flags:
            return self._assigned(node, self.flags[node.target.number])
        return map_children(node, cast("Callable[[Node], object]", self._rewritten))

    def _condition(self, code: Apply, flags: list[VarRef]) -> Expression:
        if code.name == "count":
            numbers: list[Expression] = [Apply("if", (flag, 1, 0)) for flag in flags]
            return reduce(lambda one, other: Apply("+", (one, other)), numbers)
        names = code.arguments[1]
        assert isinstance(names, int), "names as bits"
        asked: list[Expression] = [
            flag if names >> place & 1 else Apply("not", (flag,))
            for place, flag in enumerate(flags)
            if code.name != "has" or names >> place & 1
        ]
        all_of_them = reduce(lambda one, other: Apply("and", (one, other)), asked) if asked else True
        return Apply("not", (all_of_them,)) if code.name == "!=" else all_of_them

    def _assigned(self, operation: Assign, flags: list[VarRef]) -> Operation:
        given = _names_given(operation)
        assert given is not None, "only such sets become flags"
        kind, names = given
        made: list[Operation] = []
        for place, flag in enumerate(flags):
            has = bool(names >> place & 1)
            if has or kind == "=":
                made.append(Assign(operation.at, flag, has if kind == "=" else kind == "union", None, None))
        return made[0] if len(made) == 1 else nodes.Branch((nodes.Case(operation.at, True, tuple(made)),), ())
