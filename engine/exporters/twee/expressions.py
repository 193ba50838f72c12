"""Writes expressions in Harlowe's language. What Harlowe cannot say raises `NotInHarlowe` with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from engine.syntax.tree import (
    Binary,
    Call,
    Const,
    Def,
    Either,
    Expression,
    ExpressionNode,
    Member,
    Members,
    Name,
    Number,
    SetLiteral,
    Text,
    Truth,
    TypeNode,
    Unary,
)

OPERATORS = {"==": "is", "!=": "is not", "has": "contains"}
MACROS = {
    "min": "min",
    "max": "max",
    "abs": "abs",
    "upper": "uppercase",
    "lower": "lowercase",
    "capital": "upperfirst",
    "random": "random",
}
DEEPEST = 60


class NotInHarlowe(Exception):
    """Why Harlowe cannot say something."""


@dataclass(frozen=True, slots=True)
class TweeScope:
    """What names mean: constants and functions, the words of names in types, locals with their variables.

    `counted` are the variables that count visits, by the place: `scene` or `scene.label`.
    """

    constants: Mapping[str, Const] = field(default_factory=dict)
    functions: Mapping[str, Def] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    locals: Mapping[str, str] = field(default_factory=dict)
    counted: Mapping[str, str] = field(default_factory=dict)
    sets: frozenset[str] = frozenset()
    scenes: frozenset[str] = frozenset()
    ranges: Mapping[str, TypeNode] = field(default_factory=dict)
    scene: str = ""
    depth: int = 0

    def variable(self, name: str) -> str:
        """A variable as Harlowe names it."""
        return self.locals.get(name, f"${name}")


def quoted(text: str) -> str:
    """A text as Harlowe writes it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def words_of(types: list[TypeNode]) -> dict[str, str]:
    """The names in types, with the words by which players know them."""
    found: dict[str, str] = {}
    for one in types:
        for name in one.names:
            words = name.words if isinstance(name, Member) and name.words else found.get(name.name, name.name)
            found[name.name] = words
    return found


def expression(given: Expression, scope: TweeScope) -> str:
    """An expression in Harlowe's language."""
    return written(given.root, scope)


def assigned(name: str, given: Expression, scope: TweeScope) -> str:
    """The value for a variable; `clamp(n)` stays in the variable's range."""
    root = given.root
    if isinstance(root, Call) and root.function == "clamp" and len(root.arguments) == 1 and name in scope.ranges:
        kind = scope.ranges[name]
        if kind.low is not None and kind.high is not None:
            low, high, value = (written(one, scope) for one in (kind.low, kind.high, root.arguments[0]))
            return f"(max: {low}, (min: {high}, {value}))"
    return expression(given, scope)


def written(node: ExpressionNode, scope: TweeScope) -> str:
    """A node of an expression in Harlowe's language."""
    if scope.depth > DEEPEST:
        raise NotInHarlowe("an expression that is nested too deep")
    match node:
        case Number():
            return str(node.value)
        case Text():
            return quoted(node.value)
        case Truth():
            return "true" if node.value else "false"
        case Name():
            return _name(node.name, scope)
        case Unary():
            operand = written(node.operand, scope)
            return f"(not {operand})" if node.operator == "not" else f"(0 - {operand})"
        case Binary():
            return _binary(node, scope)
        case Either():
            condition, this, other = (written(one, scope) for one in (node.condition, node.this, node.other))
            return f"(cond: {condition}, {this}, {other})"
        case SetLiteral():
            return _set(node, scope)
        case Members():
            return _set(node, scope)
        case Call():
            return _call(node, scope)
        case _:
            raise NotInHarlowe("this expression")


def _set(node: Members, scope: TweeScope) -> str:
    return f"(ds: {', '.join(quoted(scope.words.get(one.name, one.name)) for one in node.names)})"


def _name(name: str, scope: TweeScope) -> str:
    if name in scope.locals:
        return scope.locals[name]
    if name in scope.constants:
        return written(scope.constants[name].value.root, replace(scope, depth=scope.depth + 1))
    if name in scope.words:
        return quoted(scope.words[name])
    if name == "none":
        return "(ds:)"
    return f"${name}"


def _binary(node: Binary, scope: TweeScope) -> str:
    left, right = written(node.left, scope), written(node.right, scope)
    if node.operator == "/":
        return f"(floor: {left} / {right})"
    if node.operator == "%":
        return f"((({left} % {right}) + {right}) % {right})"
    if node.operator == "&":
        raise NotInHarlowe("what two sets have in common")
    if node.operator in ("==", "!=") and (_is_none(node.left) or _is_none(node.right)):
        other = right if _is_none(node.left) else left
        return f"({other}'s length {OPERATORS[node.operator]} 0)"
    return f"({left} {OPERATORS.get(node.operator, node.operator)} {right})"


def _is_none(node: ExpressionNode) -> bool:
    return isinstance(node, Name) and node.name == "none"


def _call(node: Call, scope: TweeScope) -> str:
    name, arguments = node.function, node.arguments
    if name in scope.functions:
        return _expanded(scope.functions[name], arguments, scope)
    if name in ("visits", "seen") and len(arguments) == 1 and isinstance(arguments[0], Name):
        count = scope.counted.get(place_of(arguments[0].name, scope))
        if count is None:
            raise NotInHarlowe(f"how often `{arguments[0].name}` was visited")
        return count if name == "visits" else f"({count} > 0)"
    if name in MACROS and not (name == "random" and len(arguments) != 2):
        return f"({MACROS[name]}: {', '.join(written(one, scope) for one in arguments)})"
    if name == "chance":
        return f"((random: 1, 100) <= {written(arguments[0], scope)})"
    if name == "clamp" and len(arguments) == 3:
        value, low, high = (written(one, scope) for one in arguments)
        return f"(max: {low}, (min: {high}, {value}))"
    if name in ("length", "count"):
        return f"{written(arguments[0], scope)}'s length"
    if name == "contains":
        return f"({written(arguments[0], scope)} contains {written(arguments[1], scope)})"
    raise NotInHarlowe(f"`{name}(…)`")


def _expanded(function: Def, arguments: tuple[ExpressionNode, ...], scope: TweeScope) -> str:
    """A function of the story, with its values in their places. Each is worked out where it stands."""
    given = {
        parameter.name: written(one, scope) for parameter, one in zip(function.parameters, arguments, strict=False)
    }
    if not hasattr(function, "value") or function.value is None:
        raise NotInHarlowe(f"the function `{function.name}`")
    return written(function.value.root, replace(scope, locals=given, depth=scope.depth + 1))


def place_of(name: str, scope: TweeScope) -> str:
    """A place as `scene` or `scene.label`; a label of the same scene may stand alone."""
    return name if "." in name or name in scope.scenes else f"{scope.scene}.{name}"
