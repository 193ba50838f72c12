"""Prints expressions, types, declarations and moves from their nodes, in one spacing and with the fewest brackets.

Nodes inside an expression know where they stand in its source, and what has a wording of its own is taken from
there: texts with their escapes, and numbers with their zeros.
"""

from __future__ import annotations

from engine.patterns import regex
from engine.syntax.reading import COMMENT
from engine.syntax.tree import (
    Binary,
    Call,
    Claim,
    Const,
    Declaration,
    Def,
    Either,
    Expression,
    ExpressionNode,
    Extern,
    Member,
    Members,
    Move,
    Name,
    Number,
    Parameter,
    SetLiteral,
    Truth,
    TypeNode,
    Unary,
    UnreadableDeclaration,
    Var,
)

# How tightly each thing binds; what stands in a place that wants more gets brackets. As in expressions.lark.
LOOSEST, OR, AND, NOT, COMPARISON, SUM, PRODUCT, FACTOR, ATOM = range(9)
OPERATORS = {"or": OR, "and": AND, "+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "%": PRODUCT, "&": PRODUCT}
TAB = regex(r"(?<!\\)\t")
DIGITS = regex(r"[0-9]+")


def print_value(text: str, expression: Expression) -> str:
    """An expression of a source with this text."""
    return print_node(text[expression.at : expression.end], expression.root)


def print_inline(text: str, expression: Expression) -> str:
    """An expression inside braces. One that holds a line break or a comment stays as it is written."""
    written = text[expression.at : expression.end]
    if "\n" in written or COMMENT.search(written):
        return written
    return print_node(written, expression.root)


def print_node(text: str, node: ExpressionNode, wanted: int = LOOSEST) -> str:
    """A node whose offsets count into `text`, with brackets if it binds less tightly than `wanted`."""
    printed, level = _printed(text, node)
    return f"({printed})" if level < wanted else printed


def _printed(text: str, node: ExpressionNode) -> tuple[str, int]:
    if isinstance(node, Either):
        this, condition = print_node(text, node.this, OR), print_node(text, node.condition, OR)
        return f"{this} if {condition} else {print_node(text, node.other)}", LOOSEST
    if isinstance(node, Binary):
        level = OPERATORS.get(node.operator, COMPARISON)
        left = print_node(text, node.left, level + (level == COMPARISON))
        return f"{left} {node.operator} {print_node(text, node.right, level + 1)}", level
    if isinstance(node, Unary) and node.operator == "not":
        return f"not {print_node(text, node.operand, NOT)}", NOT
    if isinstance(node, Unary):
        return f"-{print_node(text, node.operand, FACTOR)}", FACTOR
    if isinstance(node, Number):
        digits = DIGITS.search(text, node.at)
        number = digits.group() if digits else str(abs(node.value))
        return (f"-{number}", FACTOR) if node.value < 0 else (number, ATOM)
    return _printed_atom(text, node), ATOM


def _printed_atom(text: str, node: ExpressionNode) -> str:
    if isinstance(node, Name):
        return node.name
    if isinstance(node, Truth):
        return "true" if node.value else "false"
    if isinstance(node, SetLiteral):
        return f"[{', '.join(name.name for name in node.names)}]"
    if isinstance(node, Members):
        return ", ".join(name.name for name in node.names)
    if isinstance(node, Call):
        return f"{node.function}({', '.join(print_node(text, argument) for argument in node.arguments)})"
    return as_written(text[node.at : node.end])


def as_written(text: str) -> str:
    """A piece of source that must keep its wording: only tabs become spaces, where they can mean nothing else."""
    return text if '"' in text else TAB.sub(" ", text)


# ---------------------------------------------------------------- types and declarations


def print_type(text: str, type: TypeNode) -> str:
    """A type; the nodes of its bounds count into `text`."""
    olds = type.was or ((),) * len(type.names)
    names = [_member(name) + print_was(was) for name, was in zip(type.names, olds, strict=True)]
    if type.kind == "range" and type.low is not None and type.high is not None:
        return f"{print_node(text, type.low)}..{print_node(text, type.high)}"
    if type.kind == "names":
        return " | ".join(names)
    if type.kind == "set":
        return f"set of {', '.join(names)}"
    return "true/false" if type.kind == "truth" else type.kind


def _member(name: Name) -> str:
    """A name in a type, with its words."""
    if not isinstance(name, Member):
        return name.name
    escaped = name.words.replace("\\", "\\\\").replace('"', '\\"')
    return f'{name.name} "{escaped}"'


def print_was(was: tuple[Name, ...]) -> str:
    """Old names behind a name, in their brackets."""
    return f" (was {', '.join(name.name for name in was)})" if was else ""


def print_parameters(text: str, parameters: tuple[Parameter, ...]) -> str:
    """The parameters of a scene or a `def`, without their brackets; bounds count into `text`."""
    return ", ".join(parameter.name + _typed(text, parameter.type) for parameter in parameters)


def print_name_and_value(text: str, name: str, type: TypeNode | None, value: Expression | None) -> str:
    """`name: type = value`, as `var` and `~ let` have it; bounds and value count into `text`."""
    printed = name + _typed(text, type)
    return printed if value is None else f"{printed} = {print_node(text, value.root)}"


def _typed(text: str, type: TypeNode | None) -> str:
    return "" if type is None else f": {print_type(text, type)}"


def print_declaration(text: str, node: Declaration) -> str:
    """A declaration of a source with this text."""
    if isinstance(node, Var):
        name = node.name + print_was(node.was)
        return f"var {print_name_and_value(_rest(text, node.base), name, node.type, node.value)}"
    if isinstance(node, Const):
        return f"const {node.name} = {print_value(text, node.value)}"
    if isinstance(node, Def):
        if node.value is None:
            return f"def {node.name}({print_parameters(_rest(text, node.at), node.parameters)}):"
        parameters = print_parameters(_rest(text, node.value.at), node.parameters)
        return f"def {node.name}({parameters}) = {print_value(text, node.value)}"
    if isinstance(node, Extern):
        written = _rest(text, node.base)
        types = ", ".join(print_type(written, type) for type in node.parameters)
        return f"extern {node.name}({types}) -> {print_type(written, node.result)}"
    assert not isinstance(node, UnreadableDeclaration), "a file with errors is not printed"
    return _claim(text, node)


def _rest(text: str, at: int) -> str:
    """The rest of the line, into which the offsets of a declaration's parts count."""
    end = text.find("\n", at)
    return text[at:] if end < 0 else text[at:end]


def _claim(text: str, node: Claim) -> str:
    condition = "" if node.condition is None else print_value(text, node.condition)
    point = "" if node.point is None else text[node.point.at : node.point.end]
    if node.kind == "never":
        return f"claim never {condition}"
    if node.kind == "reach":
        return f"claim reach {point} with {condition}" if condition else f"claim reach {point}"
    if node.kind == "only_after" and node.after is not None:
        return f"claim {point} only after {text[node.after.at : node.after.end]}"
    return "claim an ending is always reachable"


# ---------------------------------------------------------------- moves


def print_move(text: str, move: Move) -> str:
    """A move, from its arrow on, without the tags behind it."""
    visit = " ->" if move.returns else ""
    if move.kind == "any":
        return f"-> any #{move.target}{visit}"
    if move.kind == "end" and move.target is not None:
        name = text[move.target_at : move.end]
        return f"-> end:{'' if name.startswith('//') else ' '}{name}"
    first = "-> back -> " if move.leaves else "-> "
    if move.kind == "value" and move.value is not None:
        return f"{first}{{{print_inline(text, move.value)}}}{visit}"
    if move.kind == "scene":
        target = print_target(text, move.target or "", move.arguments)
        return f"{first}{target}{f'.{move.point}' if move.point else ''}{visit}"
    return f"-> {move.kind}"


def print_target(text: str, name: str, arguments: tuple[Expression, ...]) -> str:
    """A scene with the values for its parameters, if there are any."""
    if not arguments:
        return name
    return f"{name}({', '.join(print_value(text, argument) for argument in arguments)})"
