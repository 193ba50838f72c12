"""Python code for a `def`: an expression, or steps one after the other.

For the third `def` that is `f2(w, a0, …)`, with the state `w`, and its local variables as those of a Python function:
its parameters first. One that prints collects fragments in `p`, as a turn does.
"""

from __future__ import annotations

import ast

from engine.program import nodes
from engine.program.nodes import Parts, Steps
from engine.program.program import FunctionNode, Slot
from engine.program.types import default_of
from engine.runtime.ast_builder import STORE, Statements
from engine.runtime.expressions import Expressions


class FunctionCode(Expressions):
    """Makes the function of one `def`."""

    slots: tuple[Slot, ...] = ()

    def make(self, index: int) -> None:
        """Add it to the module."""
        function = self.program.functions[index]
        self.in_def = True
        self.local_types = list(function.locals)
        self.go_to(function.at)
        names = ["w", *(f"a{place}" for place in range(len(function.parameters)))]
        body = self._body(function) if function.steps else [self.returned(self.expression(function.body or 0))]
        self.module.append(self.function(f"f{index}", names, body))

    def _body(self, function: FunctionNode) -> Statements:
        body: Statements = [self.assign("p", self.placed(ast.List([], ast.Load())))] if function.prints else []
        self.slots = function.frame
        for place, slot in enumerate(function.frame):
            if place >= len(function.parameters):
                body.append(self.assign(f"a{place}", self.constant(default_of(slot.type))))
        body += self._steps(function.steps[0])
        self.go_to(function.at)
        return [*body, self.returned(self.call("printed", self.name("p")))] if function.prints else body

    def _steps(self, steps: Steps) -> Statements:
        return [one for step in steps for one in self._step(step)]

    def _step(self, step: nodes.Step) -> Statements:
        match step:
            case nodes.Say():
                self.go_to(step.at)
                return self.say(step.parts)
            case nodes.Assign():
                self.go_to(step.at)
                return [self.assign(f"a{step.target.number}", self._assigned(step))]
            case nodes.StepBranch():
                branches = []
                for at, condition, body in step.cases:
                    self.go_to(at)
                    branches.append((at, self.expression(condition), self._steps(body)))
                return self.chain(branches, self._steps(step.otherwise))
            case nodes.ForEach():
                self.go_to(step.at)
                target = self.placed(ast.Name(f"a{step.target.number}", STORE))
                names = self.tuple_of([self.constant(name) for name in step.names])
                held = self.call("held", self.expression(step.value), names)
                return [self.placed(ast.For(target, held, self._steps(step.body) or [self.placed(ast.Pass())], []))]
            case nodes.ReturnValue():
                self.go_to(step.at)
                return [self.returned(self.expression(step.value))]

    def say(self, parts: Parts) -> Statements:
        """Statements that print a text."""
        text = self.text(parts)
        append = self.placed(ast.Attribute(self.name("p"), "append", ast.Load()))
        return [self.do(self.placed(ast.Call(append, [text], [])))]

    def _assigned(self, step: nodes.Assign) -> ast.expr:
        """The value for a local variable; a number is checked where it could leave its range."""
        if step.low is None or step.high is None:
            return self.expression(step.value)
        value, interval = self.unchecked(step.value), self.interval(step.value)
        if step.low <= interval[0] and interval[1] <= step.high:
            return value
        known = self.slots[step.target.number].name, step.low, step.high
        return self.call("bounded", value, self.constant(known))
