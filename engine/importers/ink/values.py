"""Translates expressions. Ink converts values as it goes; here each conversion is written out, or refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from engine.importers.ink.built_in_functions import BuiltInFunctions
from engine.importers.ink.counting import Counting, asked_at_all, label_name
from engine.importers.ink.kinds import Inference
from engine.importers.ink.list_values import ListValues
from engine.importers.ink.scopes import InkScope, Label, ScopedVariable, Scopes, Untranslatable
from engine.importers.ink.tree import (
    Content,
    Decimal,
    Expression,
    InkBinary,
    InkCall,
    InkConditional,
    InkName,
    InkNumber,
    InkText,
    InkTruth,
    InkUnary,
    Items,
    Print,
    String,
    Target,
)
from engine.importers.ink.typed_values import Value, is_fixed, kind_of, quoted, with_article
from engine.program.limits import MOST

if TYPE_CHECKING:
    from engine.importers.ink.functions import Functions

REMAINDER = "def remainder(a, b) = abs(a) % abs(b) if a >= 0 else -(abs(a) % abs(b))"


class Values:
    """Translates expressions as seen from a scene or a function."""

    def __init__(
        self, scopes: Scopes, inference: Inference, functions: Functions, is_dead: Callable[[Label], bool]
    ) -> None:
        self.scopes = scopes
        self.inference = inference
        self.functions = functions
        # Declarations that some translation needs, by what they are for.
        self.helpers: dict[str, str] = {}
        self.lists = ListValues(scopes)
        self.counting = Counting(scopes, is_dead)
        self.functions_of_ink = BuiltInFunctions(self)
        # Takes a call that does something out of an expression, onto a line before it; None where that cannot be.
        self.hoist: Callable[[str, str], None] | None = None
        # Prints a call before the value that it also gives; None where nothing can be printed.
        self.say: Callable[[str], None] | None = None
        # What references are called while a function is written for certain variables.
        self.references: dict[ScopedVariable, str] = {}

    # ------------------------------------------------------------ what is wanted

    def condition(self, expression: Expression, place: InkScope) -> str:
        """An expression as a truth value. Raises `Untranslatable`."""
        at_all = asked_at_all(expression)
        asked, holds = at_all if at_all is not None else (expression, True)
        found = self._place_of(asked, place)
        if found is not None:
            seen = self.counting.seen(found, place)
            return seen if holds else f"(not {seen})"
        return self._truth(self.value(expression, place))

    def _place_of(self, expression: Expression, place: InkScope) -> InkScope | Label | None:
        """The place whose visits an expression means, if it is nothing but that."""
        if isinstance(expression, InkName) and self.scopes.variable(expression.path, place) is None:
            return self.scopes.target(expression.path, place)
        is_count = (
            isinstance(expression, InkCall) and expression.name == "READ_COUNT" and len(expression.arguments) == 1
        )
        target = expression.arguments[0] if is_count and isinstance(expression, InkCall) else None
        return self.scopes.target(target.path, place) if isinstance(target, Target) else None

    def _truth(self, value: Value) -> str:
        if value.kind == "truth":
            return value.code
        if value.kind == "number":
            return f"({value.code} != 0)"
        if value.kind == "list":
            return f"(count({value.code}) > 0)"
        raise Untranslatable(f"{with_article(value.kind)} is no condition here")

    def number(self, expression: Expression, place: InkScope) -> str:
        """An expression as a number."""
        return self._number(self.value(expression, place))

    def _number(self, value: Value) -> str:
        if value.kind == "truth":
            return f"(1 if {value.code} else 0)"
        if value.kind != "number":
            raise Untranslatable(f"a number is wanted, and this is {with_article(value.kind)}")
        return value.code

    def text(self, expression: Expression, place: InkScope) -> str:
        """An expression as a text."""
        return self._text(self.value(expression, place))

    def _text(self, value: Value) -> str:
        if value.kind == "text":
            return value.code
        if value.kind == "number":
            return f"decimal({value.code}, 0)"
        if value.kind == "truth":
            return f'("true" if {value.code} else "false")'
        raise Untranslatable(f"{with_article(value.kind)} cannot become a part of a text here")

    def argument(self, expression: Expression, place: InkScope, variable: ScopedVariable) -> str:
        """An expression as the value of a variable, a parameter or a result."""
        if isinstance(expression, Decimal) and variable.kinds == {"text"}:
            return quoted(expression.written)  # it is only ever shown
        return self.fit(self.value(expression, place), variable)

    def fit(self, value: Value, variable: ScopedVariable) -> str:
        """A value in the type of a variable."""
        kind = kind_of(variable)
        if kind == value.kind:
            return value.code
        if value.kind == "nothing" or {kind, value.kind} == {"number", "truth"}:
            return self._number(value) if kind == "number" else self._truth(value)
        raise Untranslatable(f"`{variable.name}` is {with_article(kind)}, and this is {with_article(value.kind)}")

    # ------------------------------------------------------------ values

    def value(self, expression: Expression, place: InkScope) -> Value:
        """An expression with the kind of its value. Raises `Untranslatable`."""
        if isinstance(expression, InkNumber):
            if abs(expression.value) > MOST:
                raise Untranslatable("a number this large cannot be held")
            return Value(str(expression.value), "number")
        if isinstance(expression, Decimal):
            raise Untranslatable("there are no decimals; count in tenths or hundredths and show them with `decimal`")
        if isinstance(expression, InkTruth):
            return Value("true" if expression.value else "false", "truth")
        if isinstance(expression, String):
            return Value(self._string(expression.content, place), "text")
        if isinstance(expression, InkName):
            return self._name(expression.path, place)
        if isinstance(expression, Target):
            return self.target(expression.path, place)
        if isinstance(expression, Items):
            return self._items(expression, place)
        if isinstance(expression, InkCall):
            return self._call(expression, place)
        if isinstance(expression, InkUnary):
            if expression.operator == "not":
                return Value(f"(not {self.condition(expression.operand, place)})", "truth")
            return Value(f"(-{self.number(expression.operand, place)})", "number")
        return self._binary(expression, place)

    def _string(self, content: Content, place: InkScope) -> str:
        parts: list[str] = []
        for node in content:
            if isinstance(node, InkText):
                parts.append(quoted(node.text))
            elif isinstance(node, Print):
                parts.append(self.text(node.value, place))
            elif isinstance(node, InkConditional) and node.inline and node.query is None:
                otherwise = '""'
                for branch in reversed(node.branches):
                    inner = self._string(branch.content, place)
                    if branch.condition is None:
                        otherwise = inner
                    else:
                        otherwise = f"({inner} if {self.condition(branch.condition, place)} else {otherwise})"
                parts.append(otherwise)
            else:
                raise Untranslatable("a text in quotes that changes or moves on")
        if len(parts) > 1:
            return f"({' + '.join(parts)})"
        return parts[0] if parts else '""'

    def _name(self, path: str, place: InkScope) -> Value:
        variable = self.scopes.variable(path, place)
        if variable is not None:
            if is_fixed(variable):
                return self.target(next(iter(variable.targets)), self.scopes.root)
            if variable.is_constant and "target" in variable.kinds and variable.value is not None:
                return self.value(variable.value, self.scopes.root)
            lists = frozenset(variable.lists)
            return Value(self.references.get(variable, variable.out), kind_of(variable), lists=lists)
        found = self.scopes.target(path, place)
        if found is not None:
            if isinstance(found, Label) and self.counting.is_dead(found):
                return Value("0", "number")
            return Value(f"visits({self.visited(found, place)})", "number")
        item = self.scopes.item(path)
        if item is None:
            raise Untranslatable(f"nothing is called `{path}`")
        return self.lists.known(frozenset((self.scopes.item_name(*item),)))

    def visited(self, found: InkScope | Label, place: InkScope) -> str:
        """How a place is written in `visits(…)`. Raises where ink counts otherwise."""
        if isinstance(found, Label):
            return label_name(found, place)
        if found.flow.is_function:
            raise Untranslatable("how often a function was called is not counted")
        self.counting.check_number(found)
        return found.scene

    def target(self, path: str, place: InkScope) -> Value:
        """The name of a place, as a value."""
        found = self.scopes.target(path, place)
        if found is None:
            raise Untranslatable(f"nothing is called `{path}`")
        return Value(self.scopes.value_of(self.scopes.key(found)), "target")

    def _items(self, expression: Items, place: InkScope) -> Value:
        if len(expression.names) == 1 and self.scopes.item(expression.names[0]) is None:
            return self._name(expression.names[0], place)
        names: list[str] = []
        for name in expression.names:
            found = self.scopes.item(name)
            if found is None:
                raise Untranslatable(f"no list has an item `{name}`")
            names.append(self.scopes.item_name(*found))
        return self.lists.known(frozenset(names))

    # ------------------------------------------------------------ operators

    def _binary(self, expression: InkBinary, place: InkScope) -> Value:
        operator = expression.operator
        at_all = asked_at_all(expression)
        if at_all is not None and self._place_of(at_all[0], place) is not None:
            return Value(self.condition(expression, place), "truth")
        if operator in ("and", "or"):
            sides = [self.condition(one, place) for one in (expression.left, expression.right)]
            return Value(f"({sides[0]} {operator} {sides[1]})", "truth")
        left, right = self.value(expression.left, place), self.value(expression.right, place)
        kinds = {left.kind, right.kind}
        if operator in ("==", "!="):
            return Value(f"({self._equal(left, right, operator)})", "truth")
        if operator in ("has", "hasnt"):
            code = self.lists.has(left, right)
            return Value(code if operator == "has" else f"(not {code})", "truth")
        if operator == "^":
            if kinds != {"list"}:
                raise Untranslatable("`^` is for lists")
            return self.lists.combined("&", left, right)
        if operator in ("<", ">", "<=", ">="):
            if kinds == {"list"}:
                return Value(self.lists.compared(operator, left, right), "truth")
            return Value(f"({self._number(left)} {operator} {self._number(right)})", "truth")
        if operator == "+" and "text" in kinds:
            return Value(f"({self._text(left)} + {self._text(right)})", "text")
        if operator in "+-" and kinds == {"list"}:
            return self.lists.combined(operator, left, right)
        if operator in "+-" and kinds == {"list", "number"} and left.kind == "list":
            return self.lists.shifted_by(left, expression.right, -1 if operator == "-" else 1)
        return Value(self._calculated(operator, left, right, expression, place), "number")

    def _calculated(self, operator: str, left: Value, right: Value, expression: InkBinary, place: InkScope) -> str:
        first, second = self._number(left), self._number(right)
        if operator not in ("/", "mod"):
            return f"({first} {operator} {second})"
        if operator == "/":
            return f"({first} / {second})"
        if not any(self.inference.of(one, place).negative for one in (expression.left, expression.right)):
            return f"({first} % {second})"
        # In ink, a remainder has the sign of what is divided; here that of the divisor.
        return f"{self.helper('remainder', REMAINDER)}({first}, {second})"

    def helper(self, name: str, code: str) -> str:
        """The name of a function that some translation needs; it is written into the story."""
        out = self.scopes.names.of("helper", name)
        self.helpers[name] = code.replace(f"def {name}(", f"def {out}(")
        return out

    def equal(self, left: Value, right: Value) -> str:
        """The condition that two values are equal."""
        return self._equal(left, right, "==")

    def words_of(self, name: str) -> str:
        """The words of a list item, by what it is called here."""
        entry = self.lists.entries[name]
        return self.scopes.lists[entry.of].items[entry.place].name

    def _equal(self, left: Value, right: Value, operator: str) -> str:
        if {left.kind, right.kind} == {"truth", "number"}:
            return f"{self._number(left)} {operator} {self._number(right)}"
        if "text" in (left.kind, right.kind) and {left.kind, right.kind} <= {"text", "number", "truth"}:
            return f"{self._text(left)} {operator} {self._text(right)}"
        if left.kind != right.kind:
            raise Untranslatable(f"{with_article(left.kind)} is compared with {with_article(right.kind)}")
        if left.names is not None and right.names is not None:
            return "true" if (left.names == right.names) == (operator == "==") else "false"
        return f"{left.code} {operator} {right.code}"

    # ------------------------------------------------------------ calls

    def _call(self, call: InkCall, place: InkScope) -> Value:
        known = self.scopes.function(call.name)
        if known is not None:
            return self.functions.value(call, known, place, self)
        if call.name in self.scopes.externals:
            return self.functions.external(call, place, self)
        return self.functions_of_ink.value(call, place)


def folded(expression: Expression) -> Expression:
    """An expression with the signs before fixed values worked out."""
    if isinstance(expression, Items) and len(expression.names) == 1 and expression.names[0].isdigit():
        return InkNumber(int(expression.names[0]))
    if not isinstance(expression, InkUnary):
        return expression
    inner = folded(expression.operand)
    if expression.operator == "not" and isinstance(inner, InkTruth | InkNumber):
        return InkTruth(not inner.value)
    return InkNumber(-inner.value) if expression.operator == "-" and isinstance(inner, InkNumber) else expression
