"""Expressions of a program as a writer would put them: what stands in no source any more is told in its words.

Constants stand there with their values, and what the compiler wrote as something simpler stays so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.program import nodes
from engine.program.nodes import Expression
from engine.program.program import Program
from engine.program.types import SetOf, Type, Value, places_in
from engine.program.walk import walk

# How tightly each thing binds; what stands in a place that wants more gets brackets. As in expressions.lark.
LOOSEST, OR, AND, NOT, COMPARISON, SUM, PRODUCT, FACTOR, ATOM = range(9)
LEVELS = {"or": OR, "and": AND, "+": SUM, "-": SUM, "union": SUM, "minus": SUM, "join": SUM}
LEVELS |= {"*": PRODUCT, "/": PRODUCT, "%": PRODUCT, "&": PRODUCT}
LEVELS |= dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "has"), COMPARISON)
SIGNS = {"union": "+", "minus": "-", "join": "+"}
# Functions that have the names of a type behind what a writer gave them, and how much that was.
WITH_NAMES = {"nth": 2, "list": 1, "word": 1}
ANYTHING = Type("any")


class ExpressionTexts:
    """Writes the expressions of one scene, or of none; `program` tells the names of what they read."""

    def __init__(self, program: Program, scene: int | None = None) -> None:
        self.program = program
        self.frame = () if scene is None else program.scenes[scene].frame

    def written(self, code: Expression, wanted: int = LOOSEST) -> str:
        """An expression, with brackets if it binds less tightly than `wanted`."""
        return self._typed(code, self._type_in(code), wanted)

    def value(self, value: Value, type: Type) -> str:
        """A value of a type, as a story writes it."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str):
            return f'"{value}"' if type.kind in ("text", "any") else value
        if type.kind == "set" or isinstance(value, SetOf):
            names = [type.names[place] for place in places_in(value) if place < len(type.names)]
            return names[0] if len(names) == 1 else f"[{', '.join(names)}]" if names else "none"
        return str(value)

    def name_of(self, code: nodes.VarRef | nodes.LocalRef) -> str:
        """The name of a variable."""
        if isinstance(code, nodes.VarRef):
            return self.program.variables[code.number].name
        return self.frame[code.number].name if code.number < len(self.frame) else "…"

    def type_of(self, code: Expression) -> Type:
        """The type of a variable; of anything else nothing is told."""
        if isinstance(code, nodes.VarRef):
            return self.program.variables[code.number].type
        if isinstance(code, nodes.LocalRef) and code.number < len(self.frame):
            return self.frame[code.number].type
        return ANYTHING

    def _type_in(self, code: Expression) -> Type:
        """The type of names that an expression speaks of: that of a set or of names which is read in it."""
        if not isinstance(code, tuple):
            return ANYTHING
        types: list[Type] = [self.type_of(one) for one in (code, *walk(code))]  # type: ignore[arg-type]  # a tuple is one
        return next((one for one in types if one.kind in ("set", "names")), ANYTHING)

    def _typed(self, code: Expression, type: Type, wanted: int) -> str:
        text, level = self._of(code, type)
        return f"({text})" if level < wanted else text

    def _of(self, code: Expression, type: Type) -> tuple[str, int]:
        if isinstance(code, nodes.VarRef | nodes.LocalRef):
            return self.name_of(code), ATOM
        if isinstance(code, nodes.Count):
            return f"{code.name}({code.key})", ATOM
        if isinstance(code, nodes.CallDef | nodes.CallExtern):
            return self._called(self.program.functions[code.function].name, code.arguments), ATOM
        if isinstance(code, nodes.ApplyDraw):
            return self._called(code.name, code.arguments), ATOM
        if isinstance(code, nodes.Apply):
            return self._applied(code)
        is_negative = isinstance(code, int) and not isinstance(code, bool | SetOf) and code < 0
        return self.value(code, type), FACTOR if is_negative else ATOM

    def _called(self, name: str, arguments: Sequence[Expression]) -> str:
        return f"{name}({', '.join(self.written(one) for one in arguments)})"

    def _applied(self, code: nodes.Apply) -> tuple[str, int]:
        name, arguments, level = code.name, code.arguments, LEVELS.get(code.name, ATOM)
        put: Callable[[Expression, int], str] = self.written
        if name in ("has", "==", "!=", "union", "minus", "&"):
            type = self._type_in(code)

            def put(one: Expression, wanted: int) -> str:
                return self._typed(one, type, wanted)

        if name == "if":
            condition, this, other = arguments
            return f"{put(this, OR)} if {put(condition, OR)} else {put(other, LOOSEST)}", LOOSEST
        if name == "not":
            return f"not {put(arguments[0], NOT)}", NOT
        if name == "-" and len(arguments) == 1:
            return f"-{put(arguments[0], FACTOR)}", FACTOR
        if name == ">" and isinstance(arguments[0], nodes.Count) and arguments[1] == 0:
            return f"seen({arguments[0].key})", ATOM
        if name in LEVELS:
            left, right = put(arguments[0], level + (level == COMPARISON)), put(arguments[1], level + 1)
            return f"{left} {SIGNS.get(name, name)} {right}", level
        if name == "only":
            return put(arguments[0], ATOM), ATOM
        return self._called(name, arguments[: WITH_NAMES.get(name, len(arguments))]), ATOM
