"""Python functions for the `def`s of a story, on states that are numbers. What they print is left out."""

from __future__ import annotations

from engine.program import nodes
from engine.program.nodes import Parts
from engine.proof.packed.expressions import PackedExpressions
from engine.runtime.ast_builder import Statements
from engine.runtime.function_code import FunctionCode


class PackedFunction(PackedExpressions, FunctionCode):
    """Makes the function of one `def`."""

    def say(self, parts: Parts) -> Statements:
        """Statements for what can fail in a text."""
        body: Statements = []
        for part in parts:
            if isinstance(part, nodes.ShowValue):
                body.append(self.do(self.expression(part.value)))
            elif isinstance(part, nodes.ChooseText):
                branches = [(part.at, self.condition(case.condition), self.say(case.parts)) for case in part.cases]
                body += self.chain(branches, self.say(part.otherwise))
        return body
