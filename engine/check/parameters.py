"""Finds the types of parameters for which none is written.

Those of scenes follow from the values that moves give them, those of a `def` from what its body does with them.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.check.blocks import statements_of
from engine.check.names import Names
from engine.program.functions import POINT, SCENE, SET, TABLE
from engine.program.types import ANY, NUMBER, TEXT, TRUTH, Type, general
from engine.syntax.tree import (
    Binary,
    BlockStatement,
    Body,
    Call,
    ChoiceStatement,
    Conditional,
    Def,
    Do,
    Either,
    Expression,
    ExpressionNode,
    For,
    Jump,
    Let,
    Name,
    Number,
    Prose,
    Return,
    Set,
    Show,
    Statement,
    Text,
    TextItems,
    Thread,
    Truth,
    Unary,
)

DEEPEST = 40
# Operators that stand between numbers, texts or sets, with the kinds besides numbers.
OF_KINDS = {"+": ("text", "set"), "-": ("set",), "&": ("set",)}


def infer_parameters(names: Names) -> None:
    """Set the type of each parameter without a written one; the first value that has a type decides.

    A parameter whose type nothing tells is a number.
    """
    open_parameters = {
        name: [place for place, one in enumerate(scene.node.heading.parameters) if one.type is None]
        for name, scene in names.scenes.items()
        if scene.node.heading.parameters and any(one.type is None for one in scene.node.heading.parameters)
    }
    if not open_parameters:
        return
    for scene in names.scenes.values():
        for statement in scene.statements:
            target, arguments = _call_of(statement)
            for place in open_parameters.get(target or "", ()):
                parameters = names.scenes[target or ""].parameters
                if place < len(arguments) and parameters[place] is ANY:
                    parameters[place] = _type_of(arguments[place].root, names) or ANY
    for name, places in open_parameters.items():
        for place in places:
            if names.scenes[name].parameters[place] is ANY:
                names.scenes[name].parameters[place] = NUMBER


def types_by_use(declaration: Def, names: Names) -> dict[str, Type]:
    """The types that the body of a `def` wants its parameters to have; the first use that tells decides."""
    own = {parameter.name for parameter in declaration.parameters}
    found: dict[str, Type] = {}
    stack: list[ExpressionNode] = [] if declaration.value is None else [declaration.value.root]
    stack += reversed([one.root for one in expressions_in(declaration.body)])
    for statement in statements_of(declaration.body):
        # What is put into a variable is of its type.
        value = statement.value.root if isinstance(statement, Set) else None
        if isinstance(value, Name) and value.name in own and isinstance(statement, Set):
            known = names.variables.get(statement.name)
            if known is not None and known.type.kind != "set":
                found.setdefault(value.name, general(known.type))
    while stack:
        node = stack.pop()
        wanted: list[tuple[ExpressionNode, Type | None]] = []
        if isinstance(node, Unary):
            wanted = [(node.operand, TABLE[node.operator].takes[0])]
        elif isinstance(node, Binary):
            left, right = _types_of_sides(node, names, own)
            wanted = [(node.left, left), (node.right, right)]
        elif isinstance(node, Either):
            wanted = [(node.condition, TRUTH), (node.this, None), (node.other, None)]
        elif isinstance(node, Call):
            wanted = [(one, _taken(names, node.function, place)) for place, one in enumerate(node.arguments)]
        for part, type in wanted:
            if isinstance(part, Name) and part.name in own and type is not None:
                found.setdefault(part.name, type)
        stack += [part for part, _ in reversed(wanted)]
    return found


def expressions_in(body: Body) -> Iterator[Expression]:
    """All expressions in the lines of a function."""
    for statement in statements_of(body):
        if isinstance(statement, (Set, Let, Return)):
            yield statement.value
        elif isinstance(statement, Do):
            yield statement.call
        elif isinstance(statement, For):
            yield statement.value
        elif isinstance(statement, BlockStatement):
            yield from statement.conditions
        elif isinstance(statement, Prose):
            yield from expressions_of(statement.line.items)


def expressions_of(items: TextItems) -> Iterator[Expression]:
    """All expressions in the braces of a text."""
    for item in items:
        if isinstance(item, Show):
            yield item.value
        elif isinstance(item, Conditional):
            for condition, branch in item.branches:
                yield condition
                yield from expressions_of(branch)
            yield from expressions_of(item.otherwise)
        elif not isinstance(item, str):
            for part in item.texts:
                yield from expressions_of(part)


def _taken(names: Names, function: str, place: int) -> Type | None:
    """The type of what a function of the language takes there, if it takes a value of one type."""
    row = names.built_in(function)
    if row is None or not row.takes:
        return None
    type = row.takes[min(place, len(row.takes) - 1)]
    return None if type in (SCENE, POINT, SET) else type


def _types_of_sides(node: Binary, names: Names, own: set[str]) -> tuple[Type | None, Type | None]:
    """The types that an operator wants on its two sides."""
    sides = [
        None if isinstance(side, Name) and side.name in own else _type_of(side, names)
        for side in (node.right, node.left)
    ]
    if node.operator in ("==", "!="):
        return sides[0], sides[1]
    kinds = OF_KINDS.get(node.operator, ())
    for side in sides:
        if side is not None and side.kind in kinds:
            return side, side
    if node.operator in ("has", "&"):
        return None, None
    left, right = TABLE[node.operator].takes
    return left, right


def _call_of(statement: Statement) -> tuple[str | None, tuple[Expression, ...]]:
    if isinstance(statement, Thread):
        return statement.target, statement.arguments
    move = statement.move if isinstance(statement, Jump) else None
    if isinstance(statement, (Prose, ChoiceStatement)):
        move = statement.line.move
    if move is None or move.kind != "scene" or move.point is not None:
        return None, ()
    return move.target, move.arguments


def _type_of(node: ExpressionNode, names: Names, depth: int = 0) -> Type | None:
    """The type of a value as far as its form tells; None for what depends on local variables."""
    if depth > DEEPEST:
        return None
    if isinstance(node, Number):
        return NUMBER
    if isinstance(node, Text):
        return TEXT
    if isinstance(node, Truth):
        return TRUTH
    if isinstance(node, Unary):
        return TABLE[node.operator].result
    if isinstance(node, Binary):
        return _type_of_binary(node, names, depth)
    if isinstance(node, Either):
        return _type_of(node.this, names, depth + 1) or _type_of(node.other, names, depth + 1)
    if isinstance(node, Call):
        return _type_of_call(node, names, depth)
    if isinstance(node, Name):
        return _type_of_name(node.name, names)
    return None


def _type_of_binary(node: Binary, names: Names, depth: int) -> Type | None:
    kinds = OF_KINDS.get(node.operator, ())
    type = _type_of(node.left, names, depth + 1) if kinds else NUMBER
    if type is None:
        type = _type_of(node.right, names, depth + 1)
    return type if type is not None and type.kind in kinds else TABLE[node.operator].result


def _type_of_name(name: str, names: Names) -> Type | None:
    if name in names.variables:
        return general(names.variables[name].type)
    if name in names.constants:
        constant = general(names.constants[name].type)
        return _type_of_name(constant.names[0], names) if constant.kind == "literal" else constant
    types = [one for one in names.enumerations.get(name, ()) if one.kind == "names"]
    return types[0] if len(types) == 1 else None


def _type_of_call(node: Call, names: Names, depth: int) -> Type | None:
    row = names.built_in(node.function)
    if row is not None:
        return row.result
    function = names.functions.get(node.function)
    if function is None:
        return NUMBER
    if isinstance(function.node, Def) and function.node.value is None:
        first = next((one for one in statements_of(function.node.body) if isinstance(one, Return)), None)
        return TEXT if first is None else _type_of(first.value.root, names, depth + 1)
    if isinstance(function.node, Def) and function.node.value is not None:
        return _type_of(function.node.value.root, names, depth + 1)
    return general(function.result)
