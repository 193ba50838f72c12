"""Compiles calls of functions that are scenes: a call is a visit, and its value comes in a variable."""

from __future__ import annotations

from engine.compile.assignments import Targets, assignment
from engine.compile.text import CallsInText, TextCompiler
from engine.named_tuples import NamedTuple
from engine.program import nodes
from engine.program.limits import MOST
from engine.program.nodes import CallDef, Operation, Operations, VarRef
from engine.program.types import Type, default_of
from engine.syntax.tree import Do, Expression, Let, Prose, Return, Set, Statement


class Calls(NamedTuple):
    """The functions whose calls are visits, by their numbers: their scenes, the variables for what they give back, and
    which of them print."""

    scenes: dict[int, int]
    results: dict[int, tuple[VarRef, Type]]
    printing: frozenset[int]


class CallCompiler:
    """Compiles the calls of one scene, or of the function with the number `function`."""

    def __init__(self, calls: Calls, text: TextCompiler, targets: Targets, function: int | None) -> None:
        self.calls = calls
        self.text = text
        self.at = text.at
        self.targets = targets
        self.function = function
        self.pieces = CallsInText(self.scene_of)

    def scene_of(self, expression: Expression) -> CallDef | None:
        """The call of a function that is a scene, where an expression is one."""
        _, code = self.text.codes.get(id(expression), (None, 0))
        return code if isinstance(code, CallDef) and code.function in self.calls.scenes else None

    def call_of(self, statement: Statement) -> CallDef | None:
        """The call of such a function for which a line stands."""
        if not self.calls.scenes:
            return None
        if isinstance(statement, Do):
            return self.scene_of(statement.call)
        return self.scene_of(statement.value) if isinstance(statement, (Set, Let, Return)) else None

    def has_call(self, prose: Prose) -> bool:
        """Whether a text calls such a function."""
        return bool(self.calls.scenes) and self.pieces.has_call(prose.line.items)

    def prints(self, statement: Statement, call: CallDef) -> bool:
        """Whether a line calls a function for what that prints, and has not been taken apart yet."""
        return call.function in self.calls.printing and not self.pieces.is_piece(statement)

    def visit(self, statement: Statement, call: CallDef, segment: int) -> Operation:
        """The visit of the function's scene, which comes back to a segment."""
        scene = self.calls.scenes[call.function]
        return nodes.VisitScene(self.at(statement.at), scene, call.arguments, segment)

    def with_result(self, statement: Statement, call: CallDef) -> Operations:
        """What is done with the value of a function, which is then forgotten."""
        result = self.calls.results.get(call.function)
        if result is None:
            return ()
        variable, type = result
        at, first = self.at(statement.at), default_of(type)
        numbers = type.kind == "number"
        forgotten = nodes.Assign(at, variable, first, -MOST if numbers else None, MOST if numbers else None)
        if isinstance(statement, (Set, Let)):
            return (assignment(self.text, self.targets[id(statement)], statement, variable), forgotten)
        if isinstance(statement, Return):
            *given, back = self.given_back(statement, variable)
            return (*given, forgotten, back)
        return (forgotten,)

    def given_back(self, statement: Return, code: nodes.Expression) -> Operations:
        """Keep a value for whoever called the function in hand, and go back there."""
        assert self.function is not None, "only functions give back values"
        variable, type = self.calls.results[self.function]
        at, numbers = self.at(statement.at), type.kind == "number"
        kept = nodes.Assign(at, variable, code, -MOST if numbers else None, MOST if numbers else None)
        return kept, nodes.GoBack(at)
