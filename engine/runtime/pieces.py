"""Small makers of Python syntax nodes, each with a place in the story."""

from __future__ import annotations

import ast
import sys
from collections.abc import Sequence
from typing import Any

LOAD, STORE = ast.Load(), ast.Store()
COMPARISONS: dict[str, ast.cmpop] = {
    "==": ast.Eq(),
    "!=": ast.NotEq(),
    "<": ast.Lt(),
    "<=": ast.LtE(),
    ">": ast.Gt(),
    ">=": ast.GtE(),
}
OPERATORS: dict[str, ast.operator] = {
    "+": ast.Add(),
    "-": ast.Sub(),
    "*": ast.Mult(),
    "/": ast.FloorDiv(),
    "%": ast.Mod(),
    "union": ast.BitOr(),
    "&": ast.BitAnd(),
}


class Pieces:
    """Makes nodes at the line and column in hand."""

    line = 1
    column = 0

    def placed(self, node: Any) -> Any:
        """The node with the place in hand."""
        node.lineno = node.end_lineno = self.line
        node.col_offset = self.column
        node.end_col_offset = self.column + 1
        return node

    def constant(self, value: Any) -> Any:
        return self.placed(ast.Constant(value))

    def name(self, name: str) -> Any:
        return self.placed(ast.Name(name, LOAD))

    def call(self, function: str, *arguments: Any) -> Any:
        return self.placed(ast.Call(self.name(function), list(arguments), []))

    def slot(self, number: int) -> Any:
        """`w[number]`."""
        return self.placed(ast.Subscript(self.name("w"), self.constant(number), LOAD))

    def counter(self, place: tuple[int, int]) -> Any:
        """`w[page][offset]`."""
        return self.placed(ast.Subscript(self.slot(place[0]), self.constant(place[1]), LOAD))

    def binary(self, operator: str, left: Any, right: Any) -> Any:
        return self.placed(ast.BinOp(left, OPERATORS[operator], right))

    def compare(self, operator: str, left: Any, right: Any) -> Any:
        return self.placed(ast.Compare(left, [COMPARISONS[operator]], [right]))

    def negate(self, value: Any) -> Any:
        return self.placed(ast.UnaryOp(ast.Not(), value))

    def both(self, *values: Any) -> Any:
        return values[0] if len(values) == 1 else self.placed(ast.BoolOp(ast.And(), list(values)))

    def either(self, condition: Any, this: Any, other: Any) -> Any:
        """`this if condition else other`."""
        return self.placed(ast.IfExp(condition, this, other))

    def tuple(self, values: Sequence[Any]) -> Any:
        return self.placed(ast.Tuple(list(values), LOAD))

    def do(self, value: Any) -> Any:
        """An expression as a statement."""
        return self.placed(ast.Expr(value))

    def returned(self, value: Any) -> Any:
        return self.placed(ast.Return(value))

    def assign(self, name: str, value: Any) -> Any:
        return self.placed(ast.Assign([self.placed(ast.Name(name, STORE))], value))

    def assign_slot(self, number: int, value: Any) -> Any:
        """`w[number] = value`."""
        target = self.placed(ast.Subscript(self.name("w"), self.constant(number), STORE))
        return self.placed(ast.Assign([target], value))

    def branch(self, condition: Any, body: list[Any], otherwise: list[Any] | None = None) -> Any:
        return self.placed(ast.If(condition, body, otherwise or []))

    def function(self, name: str, parameters: Sequence[str], body: list[Any]) -> Any:
        arguments = ast.arguments([], [self.placed(ast.arg(one)) for one in parameters], None, [], [], None, [])
        node = self.placed(ast.FunctionDef(name, arguments, body or [self.placed(ast.Pass())], []))
        if sys.version_info >= (3, 12):
            node.type_params = []
        return node
