"""Writes expressions of other tools in Nightcap's language. What cannot be said raises `Unsayable` with the reason.

Nothing is guessed: where two tools calculate differently (divisions, remainders below zero, texts that are compared
with numbers), there is either an expression that gives the same or none at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.importers.values.tree import (
    Choose,
    Collection,
    Literal,
    Operation,
    SourceCall,
    SourceVariable,
    Unsayable,
    Value,
)
from engine.importers.values.types import NUMBER, SET, TEXT, TRUTH, Types, is_never_negative

NAMES_OF_TYPES = {NUMBER: "a number", TEXT: "a text", TRUTH: "a truth value", SET: "a list"}
_COMPARISONS = frozenset(["==", "!=", "<", "<=", ">", ">="])
OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
Code = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Coder:
    """Writes values. The functions say how this story calls a variable, a member of a set, a place that is visited.

    `place("")` is where the value stands. `truthy`: a number or a text may stand as a condition, as in JavaScript.
    """

    types: Types
    variable: Callable[[SourceVariable], str]
    member: Callable[[str], str]
    place: Callable[[str], str]
    truthy: bool = False

    def code(self, value: Value) -> Code:
        """A value as an expression, and its type."""
        match value:
            case Literal(inner):
                return _literal(inner)
            case SourceVariable():
                return self._variable(value)
            case Operation("not", (operand,)):
                return f"(not {self.truth(operand)})", TRUTH
            case Operation("-", (operand,)):
                return f"(-{self.number(operand)})", NUMBER
            case Operation("and" | "or" as operator, (left, right)):
                return f"({self.truth(left)} {operator} {self.truth(right)})", TRUTH
            case Operation(operator, (left, right)):
                return self._binary(operator, left, right)
            case SourceCall(function, arguments):
                return self._call(function, arguments)
            case Choose(condition, this, other):
                one, kind = self.code(this)
                two, other_kind = self.code(other)
                if kind != other_kind:
                    raise Unsayable("values of two types")
                return f"({one} if {self.truth(condition)} else {two})", kind
            case Collection():
                raise Unsayable("arrays have no counterpart here")
            case _:
                raise Unsayable("objects have no counterpart here")

    def truth(self, value: Value) -> str:
        """A value as a condition."""
        code, kind = self.code(value)
        if kind == TRUTH:
            return code
        if self.truthy and kind == NUMBER:
            return f"({code} != 0)"
        if self.truthy and kind == TEXT:
            return f'({code} != "")'
        raise Unsayable("this condition is no truth value")

    def number(self, value: Value) -> str:
        """A value that has to be a number."""
        code, kind = self.code(value)
        if kind != NUMBER:
            raise Unsayable(f"{NAMES_OF_TYPES[kind]} stands where a number is needed")
        return code

    def text(self, value: Value) -> str:
        """A value as a text, as it is shown."""
        code, kind = self.code(value)
        if kind == TEXT:
            return code
        if kind == NUMBER:
            return f"decimal({code}, 0)"
        raise Unsayable(f"{NAMES_OF_TYPES[kind]} stands where a text is needed")

    def _variable(self, value: SourceVariable) -> Code:
        if value in self.types.mixed:
            raise Unsayable(f"`{value.name}` holds values of two types")
        kind = self.types.of.get(value)
        if not kind:
            raise Unsayable(f"nothing says what `{value.name}` holds")
        return self.variable(value), kind

    # ------------------------------------------------------------ operators

    def _binary(self, operator: str, left: Value, right: Value) -> Code:
        if operator == "has":
            return self._has(left, right)
        if operator == "+" and SET in (self.types.type_of(left), self.types.type_of(right)):
            return self._sets("+", left, right)
        if operator == "-" and self.types.type_of(left) == SET:
            return self._sets("-", left, right)
        if operator == "/":
            raise Unsayable("a division may give a decimal; numbers are whole here")
        if operator == "%":
            return self._remainder(left, right)
        if operator == "&":
            return f"({self.text(left)} + {self.text(right)})", TEXT
        one, kind = self.code(left)
        two, other = self.code(right)
        if kind == other == TRUTH and operator in ("==", "!=") and isinstance(right, Literal):
            return (one if bool(right.value) == (operator == "==") else f"(not {one})"), TRUTH
        if operator in _COMPARISONS:
            if kind != other:
                raise Unsayable(f"{NAMES_OF_TYPES[kind]} is compared with {NAMES_OF_TYPES[other]}")
            if kind == SET or (kind != NUMBER and operator not in ("==", "!=")):
                raise Unsayable(f"`{operator}` compares numbers here")
            return f"({one} {operator} {two})", TRUTH
        if operator == "+" and TEXT in (kind, other):
            return f"({self.text(left)} + {self.text(right)})", TEXT
        if kind != NUMBER or other != NUMBER:
            raise Unsayable(f"`{operator}` calculates with {NAMES_OF_TYPES[kind if kind != NUMBER else other]}")
        return f"({one} {operator} {two})", NUMBER

    def _remainder(self, left: Value, right: Value) -> Code:
        """The remainder has the sign of the left side in JavaScript, and of the right side here."""
        one, two = self.number(left), self.number(right)
        if not (isinstance(right, Literal) and isinstance(right.value, int) and right.value > 0):
            if not (is_never_negative(self.types, left) and is_never_negative(self.types, right)):
                raise Unsayable("a remainder whose sign is not known")
            return f"({one} % {two})", NUMBER
        if is_never_negative(self.types, left):
            return f"({one} % {two})", NUMBER
        return f"({one} % {two} if {one} >= 0 else -(-{one} % {two}))", NUMBER

    def _has(self, left: Value, right: Value) -> Code:
        match left, right:
            case SourceCall("history", ()), Literal(str() as name):
                return f"seen({self.place(name)})", TRUTH
            case Collection(items), _:
                raise Unsayable(f"whether a list of {len(items)} holds something")
            case _:
                pass
        kind = self.types.type_of(left)
        if kind == TEXT:
            return f"contains({self.text(left)}, {self.text(right)})", TRUTH
        if kind == SET:
            return f"({self.code(left)[0]} has {self._members(right)})", TRUTH
        raise Unsayable("arrays have no counterpart here")

    def _members(self, value: Value) -> str:
        match value:
            case Literal(str() as text):
                return self.member(text)
            case Collection(items):
                names = [self._members(item) for item in items]
                return f"[{', '.join(names)}]"
            case _:
                raise Unsayable("which name is looked for is known only while playing")

    def set_of(self, value: Value) -> str:
        """A value that has to be a set: a variable, a list of names, or one name."""
        match value:
            case Literal(str() as text):
                return f"[{self.member(text)}]"
            case Collection():
                return self._members(value)
            case _:
                code, kind = self.code(value)
                if kind != SET:
                    raise Unsayable(f"{NAMES_OF_TYPES[kind]} stands where a list is needed")
                return code

    def _sets(self, operator: str, left: Value, right: Value) -> Code:
        return f"({self.set_of(left)} {operator} {self.set_of(right)})", SET

    # ------------------------------------------------------------ functions

    def _call(self, function: str, arguments: tuple[Value, ...]) -> Code:
        match function, arguments:
            case (("visits" | "seen"), ()):
                code = f"visits({self.place('')})"
                return (code, NUMBER) if function == "visits" else (f"({code} > 1)", TRUTH)
            case (("visits" | "seen"), (Literal(str() as name),)):
                return f"{function}({self.place(name)})", NUMBER if function == "visits" else TRUTH
            case "random", (Literal(int() as low), Literal(int() as high)):
                return f"random({min(low, high)}, {max(low, high)})", NUMBER
            case "random", (low, high):
                return f"random({self.number(low)}, {self.number(high)})", NUMBER
            case (("floor" | "trunc"), (Operation("/", (left, right)),)):
                return self._quotient(function, left, right)
            case "round", (Operation("/", (left, Literal(int() as divisor))),) if divisor > 0:
                return f"((2 * {self.number(left)} + {divisor}) / {2 * divisor})", NUMBER
            case (("floor" | "round" | "trunc" | "number"), (inner,)):
                return self.number(inner), NUMBER
            case (("min" | "max"), arguments) if len(arguments) > 1:
                return f"{function}({', '.join(map(self.number, arguments))})", NUMBER
            case "abs", (inner,):
                return f"abs({self.number(inner)})", NUMBER
            case "clamp", (inner, low, high):
                return f"clamp({self.number(inner)}, {self.number(low)}, {self.number(high)})", NUMBER
            case (("upper" | "lower" | "capital"), (inner,)):
                return f"{function}({self.text(inner)})", TEXT
            case "text", (inner,):
                return self.text(inner), TEXT
            case "length", (inner,) if self.types.type_of(inner) == TEXT:
                return f"length({self.text(inner)})", NUMBER
            case "length", (SourceVariable() as inner,) if self.types.type_of(inner) == SET:
                if inner in self.types.arrays:
                    raise Unsayable("how long an array is, which may hold a value twice")
                return f"count({self.code(inner)[0]})", NUMBER
            case "fairadd" | "fairsub", (left, right):
                return f"{self.place(function)}({self.number(left)}, {self.number(right)})", NUMBER
            case "either", _:
                return self._either(arguments)
            case _:
                raise Unsayable(f"`{function}` has no counterpart here")

    def _quotient(self, function: str, left: Value, right: Value) -> Code:
        """A whole quotient rounds down here; one that is cut off at the point is the same only above zero."""
        one, two = self.number(left), self.number(right)
        if isinstance(right, Literal) and right.value == 0:
            raise Unsayable("a division by zero")
        above = is_never_negative(self.types, left) and is_never_negative(self.types, right)
        if function == "trunc" and not above:
            raise Unsayable("a quotient whose sign is not known")
        return f"({one} / {two})", NUMBER

    def _either(self, arguments: tuple[Value, ...]) -> Code:
        """One of several numbers that follow each other is a draw between the first and the last."""
        numbers = [one.value for one in arguments if isinstance(one, Literal) and type(one.value) is int]
        if numbers and len(numbers) == len(arguments) and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            return f"random({numbers[0]}, {numbers[-1]})", NUMBER
        raise Unsayable("one of several values, in the middle of a calculation")


def _literal(value: int | str | bool) -> Code:
    if isinstance(value, bool):
        return "true" if value else "false", TRUTH
    if isinstance(value, int):
        return str(value) if value >= 0 else f"({value})", NUMBER
    return quoted(value), TEXT


def quoted(text: str) -> str:
    """A text in double quotes, as expressions hold it."""
    if len(text) > 200:
        raise Unsayable("a text of more than 200 characters as a value")
    if any(ord(letter) < 32 for letter in text):
        raise Unsayable("a text with line breaks as a value")
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def negated(value: Value) -> Value:
    """The opposite of a condition, as a person would write it."""
    match value:
        case Operation("not", (inner,)):
            return inner
        case Operation(operator, operands) if operator in OPPOSITE:
            return Operation(OPPOSITE[operator], operands)
        case Literal(bool() as truth):
            return Literal(not truth)
        case _:
            return Operation("not", (value,))
