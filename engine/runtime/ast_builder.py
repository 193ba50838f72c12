"""Small makers of Python syntax nodes, each with a place in the story."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from engine.program.limits import MOST
from engine.program.places import line_and_column
from engine.program.styles import NOTHING
from engine.program.types import SetOf
from engine.runtime.shared_code import FIRST_APART, FIRST_DATUM

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
# Constants that nearly all code has in common (truth values are 0 and 1): they stay in it where the others are taken
# from its data.
COMMON = {None, 0, 1, MOST, -MOST, (), NOTHING, "parts", "plain", "true", "false"}
# Python keeps one object each of the numbers below.
NEAR = 256
# Longer chains of `if` and `elif` are laid out flat: nested, they are too deep for Python's compiler.
MOST_NESTED = 20

Statements = list[ast.stmt]
Piece = TypeVar("Piece", bound=ast.expr | ast.stmt | ast.arg)


class AstBuilder:
    """Makes nodes at the line and column in hand.

    Making nodes is most of the work of generating, so they get no place where they end (Python takes the start for
    it), and a name is one node however often it stands in a line.
    """

    line = 1
    column = 0

    def __init__(self) -> None:
        self.names: dict[str, ast.expr] = {}
        # Names of the module that the function in hand uses; a dict, for their order.
        self.bound: dict[str, None] = {}
        # What the function in hand takes from its data, if its code is shared with others (see shared_code.py).
        self.data: list[ast.expr] | None = None
        # What it takes from there seldom; and where the numbers of slots and what the module defines stand in it.
        self.data_apart: list[ast.expr] = []
        self.slots_in_data: dict[int, int] = {}
        self.own_in_data: dict[str, int] = {}

    def go_to(self, at: int) -> None:
        """Take a place of the program for the nodes that follow."""
        self.line, self.column = line_and_column(at)
        self.names = {}

    def placed(self, node: Piece) -> Piece:
        """The node with the place in hand."""
        node.lineno = self.line
        node.col_offset = self.column
        return node

    def constant(self, value: object) -> ast.expr:
        value = int(value) if isinstance(value, SetOf) else value
        node: ast.expr = self.placed(ast.Constant(value))  # type: ignore[arg-type]  # tuples are constants, too
        return node if self.data is None or value in COMMON else self._from_data(node)

    def _from_data(self, value: ast.expr) -> ast.expr:
        """`k[…]`, where a value stands in the data of the function in hand."""
        assert self.data is not None, "only shared code has data"
        self.data.append(value)
        return self._datum(FIRST_DATUM + len(self.data) - 1)

    def _datum(self, place: int) -> ast.expr:
        return self.placed(ast.Subscript(self.name("k"), self.placed(ast.Constant(place)), LOAD))

    def seldom(self, value: object) -> ast.expr:
        """A constant that few turns need."""
        if self.data is None:
            return self.constant(value)
        _, place = self.kept([value])
        return self.placed(ast.Subscript(self._datum(1), self.placed(ast.Constant(place)), LOAD))

    def place_number(self, number: int) -> ast.expr:
        """The number of a place of the story: a segment, or a stop.

        Shared code reckons larger ones from two small numbers: these are near the processor, as all of Python's code
        uses the same ones, while a number of its own would lie somewhere in memory.
        """
        if self.data is None or number in COMMON:
            return self.constant(number)
        high, low = divmod(number, NEAR)
        product = self.binary("*", self.constant(abs(high)), self.placed(ast.Constant(NEAR)))
        return self.binary("+" if high > 0 else "-", self._from_data(self.placed(ast.Constant(low))), product)

    def kept(self, values: Sequence[object]) -> tuple[ast.expr, int]:
        """A node for a tuple whose second item holds some constants, and where they begin there."""
        if self.data is None:
            return self.constant((None, tuple(values))), 0
        start = FIRST_APART + len(self.data_apart)
        self.data_apart += [self.placed(ast.Constant(value)) for value in values]  # type: ignore[arg-type]  # also tuples
        return self.name("k"), start

    @contextmanager
    def constants_of_its_own(self) -> Iterator[None]:
        """For code beside the function in hand, which is not shared."""
        data, self.data = self.data, None
        yield
        self.data = data

    def name(self, name: str) -> ast.expr:
        node = self.names.get(name)
        if node is None:
            node = self.names[name] = self.placed(ast.Name(name, LOAD))
        return node

    def own(self, name: str) -> ast.expr:
        """A name that the module defines, for the function in hand."""
        if self.data is not None:
            place = self.own_in_data.get(name)
            if place is not None:
                return self._datum(place)
            self.own_in_data[name] = FIRST_DATUM + len(self.data)
            return self._from_data(self.name(name))
        self.bound[name] = None
        return self.name(name)

    def call(self, function: str, *arguments: ast.expr) -> ast.expr:
        return self.placed(ast.Call(self.name(function), list(arguments), []))

    def slot(self, number: int) -> ast.expr:
        """`w[number]`."""
        return self.placed(ast.Subscript(self.name("w"), self._slot_number(number), LOAD))

    def _slot_number(self, number: int) -> ast.expr:
        """The number of a slot; in data it stands once."""
        if self.data is None or number in COMMON:
            return self.constant(number)
        place = self.slots_in_data.get(number)
        if place is not None:
            return self._datum(place)
        self.slots_in_data[number] = FIRST_DATUM + len(self.data)
        return self.constant(number)

    def counter(self, place: tuple[int, int]) -> ast.expr:
        """`w[page][offset]`."""
        return self.placed(ast.Subscript(self.slot(place[0]), self.constant(place[1]), LOAD))

    def binary(self, operator: str, left: ast.expr, right: ast.expr) -> ast.expr:
        return self.placed(ast.BinOp(left, OPERATORS[operator], right))

    def compare(self, operator: str, left: ast.expr, right: ast.expr) -> ast.expr:
        return self.placed(ast.Compare(left, [COMPARISONS[operator]], [right]))

    def negate(self, value: ast.expr) -> ast.expr:
        return self.placed(ast.UnaryOp(ast.Not(), value))

    def both(self, *values: ast.expr) -> ast.expr:
        return values[0] if len(values) == 1 else self.placed(ast.BoolOp(ast.And(), list(values)))

    def either(self, condition: ast.expr, this: ast.expr, other: ast.expr) -> ast.expr:
        """`this if condition else other`."""
        return self.placed(ast.IfExp(condition, this, other))

    def tuple_of(self, values: Sequence[ast.expr]) -> ast.expr:
        return self.placed(ast.Tuple(list(values), LOAD))

    def do(self, value: ast.expr) -> ast.stmt:
        """An expression as a statement."""
        return self.placed(ast.Expr(value))

    def returned(self, value: ast.expr) -> ast.stmt:
        return self.placed(ast.Return(value))

    def assign(self, name: str, value: ast.expr) -> ast.stmt:
        return self.placed(ast.Assign([self.placed(ast.Name(name, STORE))], value))

    def assign_slot(self, number: int, value: ast.expr) -> ast.stmt:
        """`w[number] = value`."""
        target = self.placed(ast.Subscript(self.name("w"), self._slot_number(number), STORE))
        return self.placed(ast.Assign([target], value))

    def branch(self, condition: ast.expr, body: Statements, otherwise: Statements | None = None) -> ast.stmt:
        return self.placed(ast.If(condition, body or [self.placed(ast.Pass())], otherwise or []))

    def chain(self, branches: list[tuple[int, ast.expr, Statements]], otherwise: Statements) -> Statements:
        """Statements for `if`, `elif` …, `else`; each branch is a place, a condition and what is done.

        A long one is a loop that is left after the branch that was taken.
        """
        if len(branches) <= MOST_NESTED:
            for at, condition, body in reversed(branches):
                self.go_to(at)
                otherwise = [self.branch(condition, body, otherwise)]
            return otherwise
        flat: Statements = []
        for at, condition, body in branches:
            self.go_to(at)
            flat.append(self.branch(condition, [*body, self.placed(ast.Break())]))
        return [self.placed(ast.While(self.constant(True), [*flat, *otherwise, self.placed(ast.Break())], []))]

    def function(self, name: str, parameters: Sequence[str], body: Statements) -> ast.stmt:
        """A function of the module. What it uses of the module comes in as defaults of further parameters.

        So the functions of all modules can share their globals, which stay near to the processor: looking at a
        namespace of its own for each scene took a good part of a choice's time in a story of ten thousand.
        """
        defaults = [self.name(one) for one in self.bound]
        names = [self.placed(ast.arg(one)) for one in (*parameters, *self.bound)]
        self.bound = {}
        arguments = ast.arguments([], names, None, [], [], None, defaults)
        node = self.placed(ast.FunctionDef(name, arguments, body or [self.placed(ast.Pass())], []))
        if sys.version_info >= (3, 12):
            node.type_params = []
        return node
