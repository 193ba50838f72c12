"""What texts a story compares with each other: which a player has to be able to type, so that all is tried."""

from __future__ import annotations

from collections.abc import Sequence

from engine.program.functions import TABLE
from engine.program.nodes import (
    Apply,
    Assign,
    CallDef,
    CallExtern,
    Expression,
    LocalRef,
    MoveTo,
    OfferThread,
    ReturnValue,
    VarRef,
    VisitScene,
)
from engine.program.program import Program
from engine.program.types import TEXT, Type
from engine.program.walk import walk

GIVING = (MoveTo, VisitScene, OfferThread, CallDef, CallExtern)


class TextFlow:
    """Looks for comparisons of texts neither of which is a constant.

    `compared` says whether there are any, `constants` are all texts in expressions and variables, `holders` counts
    what can hold a text, `made` says whether texts are made of other values, and `read` whether a function reads what
    is in a text: then it is not enough that texts are told apart.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.compared = self.made = self.read = False
        texts = [one for one in program.variables if one.type.kind == "text"]
        self.constants = {str(one.initial) for one in texts}
        self.holders = len(texts)
        for scene in program.scenes:
            types = [slot.type for slot in scene.frame]
            self.holders += sum(type.kind == "text" for type in types)
            self._note_uses((scene.segments, scene.points, scene.thread or (), (scene.when,)), types)
        for function in program.functions:
            self._note((function.body or 0,))
            self._note_uses((function.body or 0, function.steps), function.locals)
        for claim in program.claims:
            self._note_uses((claim.condition or False,), ())

    def _note_uses(self, rows: object, types: Sequence[Type]) -> None:
        for node in walk(rows):
            if isinstance(node, Assign | ReturnValue):
                self._note((node.value,))
            elif isinstance(node, GIVING):
                self._note(node.arguments)
            elif isinstance(node, Apply):
                self.made |= TABLE[node.name].result is TEXT
                takes = TABLE[node.name].takes
                if TEXT in takes:
                    self._note(node.arguments)
                    at = enumerate(node.arguments)
                    self.read |= any(takes[min(n, len(takes) - 1)] is TEXT and isinstance(one, tuple) for n, one in at)
                if node.name in ("==", "!=", "if"):
                    self._note(node.arguments)
                if node.name in ("==", "!="):
                    self.compared |= all(isinstance(one, tuple) and self._is_text(one, types) for one in node.arguments)

    def _note(self, codes: Sequence[Expression]) -> None:
        self.constants.update(one for one in codes if isinstance(one, str))

    def _is_text(self, code: Expression, types: Sequence[Type]) -> bool:
        """Whether an expression may be a text."""
        if isinstance(code, VarRef):
            return self.program.variables[code.number].type.kind == "text"
        if isinstance(code, LocalRef):
            return types[code.number].kind == "text"
        if isinstance(code, Apply):
            if code.name == "if":
                return any(self._is_text(part, types) for part in code.arguments[1:])
            return TABLE[code.name].result is TEXT
        if isinstance(code, CallDef | CallExtern):
            function = self.program.functions[code.function]
            if function.body is None:
                return function.result.kind == "text"
            return self._is_text(function.body, function.parameters)
        return isinstance(code, str)
