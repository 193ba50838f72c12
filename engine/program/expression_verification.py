"""Verifies the expressions of a program: each has the type that its place asks for, and each counter one purpose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from engine.program import nodes
from engine.program.codec import ProgramError
from engine.program.functions import SET, TABLE
from engine.program.limits import MOST, MOST_ANSWER
from engine.program.nodes import Expression
from engine.program.program import Program, SceneNode
from engine.program.types import ANY, NUMBER, TEXT, TRUTH, SetOf, Type

# What `ExpressionVerifier.kind` says of constants whose type the expression around them has to tell.
SOME_SET = Type("set")


class ExpressionVerifier:
    """Knows the types of variables, of the local ones in view, and what each counter counts."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.scene: SceneNode | None = None
        self.locals: Sequence[Type] = ()
        # What each counter is for: it counts one thing only.
        self.uses: dict[str, object] = {}

    def fail(self, what: str) -> NoReturn:
        """Refuse the program because of a part."""
        where = f" in scene `{self.scene.name}`" if self.scene is not None else ""
        raise ProgramError(f"this compiled story is damaged: something is wrong with its {what}{where}")

    def type_of(self, reference: nodes.Reference) -> Type:
        """The type of a variable, or of a local one."""
        if isinstance(reference, nodes.VarRef):
            return self.program.variables[reference.number].type
        return self.locals[reference.number]

    def fits(self, code: Expression, type: Type) -> None:
        """Check that an expression is of a type; bounds are checked while the story is played."""
        if isinstance(code, SetOf):
            if type.kind != "set" or code >> len(type.names):
                self.fail("sets")
        elif isinstance(code, str):
            named = type.kind == "names" and code in type.names
            if not named and (type.kind != "text" or len(code) > MOST_ANSWER):
                self.fail("texts and names")
        elif isinstance(code, nodes.Apply) and code.name == "if":
            condition, this, other = code.arguments
            self.fits(condition, TRUTH)
            self.fits(this, type)
            self.fits(other, type)
        elif isinstance(code, nodes.Apply) and TABLE[code.name].result == SET and code.name != "only":
            for one in code.arguments:
                self.fits(one, type)
        else:
            found = self.kind(code)
            if found.kind != type.kind or (found.kind in ("names", "set") and found.names != type.names):
                self.fail("types")

    def kind(self, code: Expression) -> Type:
        """The type of an expression; that of a constant that could be of several is told by what stands beside it."""
        if isinstance(code, bool):
            return TRUTH
        if isinstance(code, SetOf):
            return SOME_SET
        if isinstance(code, int):
            if not -MOST <= code <= MOST:
                self.fail("numbers")
            return NUMBER
        if isinstance(code, str):
            return Type("literal", names=(code,))
        if isinstance(code, nodes.VarRef | nodes.LocalRef):
            return self.type_of(code)
        if isinstance(code, nodes.Count):
            if code.name in ("turns", "since") and not self.program.turns:
                self.fail("turns")
            return NUMBER
        if isinstance(code, nodes.CallDef | nodes.CallExtern):
            function = self.program.functions[code.function]
            self.all_fit(code.arguments, function.parameters)
            return function.result
        if isinstance(code, nodes.ApplyDraw):
            self.use_counter(f"draw {code.place}", "draw")
        return self._applied(code)

    def _applied(self, code: nodes.Apply | nodes.ApplyDraw) -> Type:
        row = TABLE[code.name]
        if row.name == "if":
            self.fits(code.arguments[0], TRUTH)
            return self._alike(code.arguments[1:])
        if row.name in ("nth", "list", "word", "only"):
            return self._named(code)
        if row.takes and row.takes[0] in (ANY, SET):
            found = self._alike(code.arguments)
            return found if row.result == SET else row.result
        for place, one in enumerate(code.arguments):
            self.fits(one, row.takes[min(place, len(row.takes) - 1)])
        return row.result

    def _named(self, code: nodes.Apply | nodes.ApplyDraw) -> Type:
        """What speaks of the names of its first value, which stand as texts behind it."""
        first, *rest = code.arguments
        begin = code.name in ("nth", "list")
        texts = tuple([one for one in rest[begin:] if isinstance(one, str)])
        if len(texts) < len(rest) - begin:
            self.fail("types")
        if code.name == "only":
            found = self.kind(first)
            if found.kind not in ("names", "literal") or not set(found.names) <= set(texts):
                self.fail("types")
            return Type("set", names=texts)
        if code.name == "nth":
            self.fits(first, Type("set", names=texts))
            self.fits(rest[0], NUMBER)
            return Type("names", names=texts)
        found = self.kind(first)
        if code.name == "list":
            self.fits(rest[0], TEXT)
            if found.kind != "set" or len(found.names) != len(texts):
                self.fail("types")
        elif found.kind not in ("names", "literal") or len(texts) % 2:
            self.fail("types")
        return TEXT

    def _alike(self, codes: Sequence[Expression]) -> Type:
        """The type that two expressions share."""
        kinds = [self.kind(one) for one in codes]
        known = next((kind for kind in kinds if kind.kind != "literal" and kind != SOME_SET), kinds[0])
        for one, kind in zip(codes, kinds, strict=True):
            if known.kind != "literal" and known != SOME_SET:
                self.fits(one, known)
            elif kind.kind != known.kind:
                self.fail("types")
        return known

    def all_fit(self, codes: Sequence[Expression], types: Sequence[Type]) -> None:
        """Check arguments against the types of the parameters; there are as many."""
        for code, type in zip(codes, types, strict=True):
            self.fits(code, type)

    def use_counter(self, counter: str, what: object) -> None:
        """Note what a counter is for: two uses would each find numbers of the other in it."""
        if self.uses.setdefault(counter, what) != what:
            self.fail("counters: one counts two things")
