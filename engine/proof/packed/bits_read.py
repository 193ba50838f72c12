"""Which bits of a state the generated code can read, found in that code itself.

Whatever is not known to leave all other bits where they are is `Unclear`: nothing is said about it then. A bit that is
not read comes out as it went in, or is set to what does not depend on it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence

from engine.named_tuples import NamedTuple
from engine.patterns import regex

# Helpers that are given the state and move none of its bits but those of visits under way.
IN_PLACE = ("drop_threads", "end_visit", "settled")
# Helpers that are given the state and ask chance, not the state.
CHANCE = ("random", "chance")
# Functions that go on with a turn, which stand without a call where they are what looking at a point finds.
GOES_ON = regex(r"[sk]\d+_")


class Unclear(Exception):
    """Raised where it is not known which bits of a state some code reads."""


class BitsRead(NamedTuple):
    """What one function reads, and where it goes on: names of functions, numbers of segments."""

    mask: int
    calls: frozenset[str | int]


def bits_read(functions: Iterable[ast.stmt]) -> dict[str, BitsRead | None]:
    """The same for each function of a module by its name; None where it is unclear."""
    found: dict[str, BitsRead | None] = {}
    for function in functions:
        if isinstance(function, ast.FunctionDef):
            reader = _FunctionReader()
            try:
                reader.statements(function.body)
                found[function.name] = reader.found()
            except Unclear:
                found[function.name] = None
    return found


def closure(calls: Iterable[str | int], read: Callable[[str | int], BitsRead | None]) -> int:
    """The bits that functions read with all those to which they lead."""
    mask, seen = 0, {*calls}
    work = [*seen]
    while work:
        one = read(work.pop())
        if one is None:
            raise Unclear
        mask |= one.mask
        work += one.calls - seen
        seen |= one.calls
    return mask


class _FunctionReader:
    """Goes through one function: `value` what is calculated, `kept` what is the state with some bits changed."""

    def __init__(self) -> None:
        self.mask = 0
        self.calls: set[str | int] = set()
        # The first bits of fields that are read, and of those that are counted up.
        self.fields: set[int] = set()
        self.counted: set[int] = set()

    def found(self) -> BitsRead:
        """What was found. A field that is counted up must be read, so that it is known not to run over."""
        if self.counted - self.fields:
            raise Unclear
        return BitsRead(self.mask, frozenset(self.calls))

    def statements(self, body: Sequence[ast.stmt]) -> None:
        """Go through statements."""
        for one in body:
            self._statement(one)

    def _statement(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Return(value=None) | ast.Pass() | ast.Break():
                pass
            case ast.Return(value=ast.expr() as value):
                self._returned(value)
            case ast.Assign(targets=[ast.Name(id="w")], value=value):
                self.kept(value)
            case ast.Assign(targets=[ast.Name()], value=value) | ast.Expr(value=value):
                self.value(value)
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id="reached"))], value=value):
                self.value(value)
            case ast.If(test=test, body=body, orelse=otherwise) | ast.While(test=test, body=body, orelse=otherwise):
                self.value(test)
                self.statements(body)
                self.statements(otherwise)
            case ast.For(target=ast.Name(), iter=of, body=body):
                self.value(of)
                self.statements(body)
            case _:
                raise Unclear

    def _returned(self, value: ast.expr) -> None:
        match value:
            case ast.Tuple(elts=[ast.Constant(), state]):
                self.kept(state)
            case ast.Call(func=ast.Attribute(value=state, attr="to_bytes")):
                self.kept(state)
            case ast.Call(func=ast.Subscript(value=ast.Name(id="segments"), slice=ast.Constant(value=int(number)))):
                self.calls.add(number)
            case ast.Call(func=ast.Name(id="r"), args=[ast.Name(id="w")]):
                pass  # where nothing is open: looking has named the function
            case ast.Call(func=ast.Name(id=name)) if name in IN_PLACE:
                self.kept(value)
            case _:
                self.value(value)

    def kept(self, node: ast.expr) -> None:
        """Go through the state with some bits changed."""
        match node:
            case ast.Name(id="w"):
                pass
            case ast.BinOp(left=left, op=ast.BitAnd(), right=ast.Constant() | ast.Name()):
                self.kept(left)
            case ast.BinOp(left=left, op=ast.BitOr(), right=ast.Constant()):
                self.kept(left)
            case ast.BinOp(
                left=left, op=ast.BitOr(), right=ast.BinOp(left=value, op=ast.LShift(), right=ast.Constant())
            ):
                self.kept(left)
                self.value(value)
            case ast.BinOp(left=ast.Name(id="w"), op=ast.Add(), right=ast.Constant(value=int(one))):
                self.counted.add(one)
            case ast.IfExp(test=test, body=this, orelse=other):
                self.value(test)
                self.kept(this)
                self.kept(other)
            case ast.Call(func=ast.Name(id=name), args=[ast.Name(id="w"), *_]) if name in IN_PLACE:
                pass
            case ast.Call(func=ast.Name(id="with_next"), args=[ast.Name(id="w"), ast.Constant(value=int(mask))]):
                self.mask |= mask
            case _:
                raise Unclear

    def value(self, node: ast.expr) -> None:
        """Go through what is calculated."""
        match node:
            case ast.Constant():
                pass
            case ast.Name(id=name):
                if name == "w":
                    raise Unclear
                if GOES_ON.match(name):
                    self.calls.add(name)  # where looking leads if nothing is open
            case ast.BinOp(
                left=ast.BinOp(left=ast.Name(id="w"), op=ast.RShift(), right=ast.Constant(value=int(at))),
                op=ast.BitAnd(),
                right=ast.Constant(value=int(mask)),
            ):
                self.mask |= mask << at
                self.fields.add(1 << at)
            case ast.BinOp(left=ast.Name(id="w"), op=ast.BitAnd(), right=ast.Constant(value=int(mask))):
                self.mask |= mask
            case ast.Compare(left=ast.Name(id="w"), ops=[ast.GtE()], comparators=[ast.Constant()]):
                pass  # whether visits are under way
            case ast.Call(func=ast.Name(id=name), args=[ast.Name(id="w"), *more]):
                self._called(name, more)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="r"), attr="append")):
                pass  # a choice that is offered
            case ast.Call(func=ast.Name() | ast.Attribute() as function, args=arguments, keywords=[]):
                for one in (function, *arguments):
                    self.value(one)
            case _:
                # Nothing but operators and their like has expressions in it otherwise.
                if isinstance(node, ast.Call | ast.Lambda | ast.comprehension | ast.ListComp | ast.GeneratorExp):
                    raise Unclear
                for child in ast.iter_child_nodes(node):
                    if isinstance(child, ast.expr):
                        self.value(child)

    def _called(self, name: str, arguments: Sequence[ast.expr]) -> None:
        for one in arguments:
            self.value(one)
        if name in IN_PLACE or name in CHANCE:
            return
        self.calls.add(name)
