"""Reads ChoiceScript's expressions. Names do not tell capitals from small letters; operators are read from the left."""

from __future__ import annotations

import re
from collections.abc import Callable

from engine.importers.values.tree import Literal, Operation, SourceCall, SourceVariable, Unsayable, Value
from engine.program.limits import MOST

TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<text>"(?:\\.|[^"\\])*")
  | (?P<number>\d+(?:\.\d+)?\b)
  | (?P<function>(?:not|round|timestamp|log|length|auto)(?=\s*\())
  | (?P<word>[A-Za-z_]\w*)
  | (?P<sign>%\+|%-|>=|<=|!=|[-+*/&%^\#=<>(){}\[\],])
    """,
    re.VERBOSE | re.DOTALL,
)
OPERATORS = {
    **{sign: sign for sign in ("+", "-", "*", "/", "&", "<", ">", "<=", ">=", "!=", "and", "or", "%+", "%-", "^")},
    "=": "==",
    "modulo": "%",
    "#": "#",
}
# What a name means in a scene: its own `*temp`, or the variable of the whole game.
Scope = Callable[[str], SourceVariable]
DEEPEST = 40
MOST_TOKENS = 400


def read_value(source: str, scope: Scope = SourceVariable) -> Value:
    """The value of an expression. Raises Unsayable."""
    reader = ChoiceScriptExpressionReader(source, scope)
    value = reader.value()
    reader.finish()
    return value


def read_setting(source: str, scope: Scope = SourceVariable) -> tuple[SourceVariable, Value]:
    """A `*set` without its name: the variable and its value. Raises Unsayable."""
    reader = ChoiceScriptExpressionReader(source, scope)
    variable = reader.variable()
    if reader.peek() in OPERATORS and reader.peek() not in ("=",):
        value = reader.operations(variable)
    else:
        value = reader.value()
    reader.finish()
    return variable, value


def read_several(source: str, scope: Scope = SourceVariable) -> list[Value]:
    """Values with nothing but blanks between them, as commands have them. Raises Unsayable."""
    reader = ChoiceScriptExpressionReader(source, scope)
    values = []
    while reader.peek():
        values.append(reader.single())
    return values


class ChoiceScriptExpressionReader:
    """Reads an expression."""

    def __init__(self, source: str, scope: Scope = SourceVariable) -> None:
        self.scope = scope
        self.tokens: list[tuple[str, str]] = []
        self.at = 0
        self.depth = 0
        at = 0
        while at < len(source):
            found = TOKEN.match(source, at)
            if found is None:
                raise Unsayable(f"`{source[at]}` cannot be read here")
            if found.lastgroup != "space":
                self.tokens.append((found.lastgroup or "", found.group()))
                if len(self.tokens) > MOST_TOKENS:
                    raise Unsayable("the expression is too long")
            at = found.end()

    def peek(self) -> str:
        """The next token; "" at the end."""
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def finish(self) -> None:
        """Nothing may be left."""
        if self.at < len(self.tokens):
            raise Unsayable(f"`{self.peek()}` cannot be read here")

    def variable(self) -> SourceVariable:
        """The name of a variable."""
        if self.at >= len(self.tokens) or self.tokens[self.at][0] != "word":
            raise Unsayable("a variable whose name is known only while playing")
        name = self.peek().lower()
        self.at += 1
        if self.peek() == "[":
            raise Unsayable("arrays have no counterpart here")
        return self.scope(name)

    def value(self) -> Value:
        """A whole expression."""
        return self.operations(self.single())

    def operations(self, left: Value) -> Value:
        """The operators behind a value; they are done from left to right."""
        count = 0
        while self.peek().lower() in OPERATORS:
            operator = OPERATORS[self.peek().lower()]
            self.at += 1
            right = self.single()
            left = _operation(operator, left, right)
            count += 1
        if count > 1 and self.depth == 0 and count > 20:
            raise Unsayable("the expression is too long")
        return left

    def single(self) -> Value:
        """One value: a literal, a variable, a function, or something in brackets."""
        if self.at >= len(self.tokens):
            raise Unsayable("a value is missing")
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unsayable("the expression is nested too deep")
        kind, text = self.tokens[self.at]
        self.at += 1
        value = self._single(kind, text)
        self.depth -= 1
        return value

    def _single(self, kind: str, text: str) -> Value:
        if kind == "text":
            return Literal(re.sub(r"\\(.)", r"\1", text[1:-1]))
        if kind == "number":
            return _number(text)
        if kind == "function":
            self.at += 1
            inner = self.value()
            self._close(")")
            return Operation("not", (inner,)) if text == "not" else SourceCall(text, (inner,))
        if kind == "word":
            if text.lower() in ("true", "false"):
                return Literal(text.lower() == "true")
            self.at -= 1
            return self.variable()
        if text == "(":
            inner = self.value()
            self._close(")")
            return inner
        if text == "-":
            inner = self.single()
            if isinstance(inner, Literal) and type(inner.value) is int:
                return Literal(-inner.value)
            return Operation("-", (inner,))
        if text == "{":
            raise Unsayable("a variable whose name is known only while playing")
        raise Unsayable(f"`{text}` cannot be read here")

    def _close(self, sign: str) -> None:
        if self.peek() != sign:
            raise Unsayable(f"`{sign}` is missing")
        self.at += 1


def _operation(operator: str, left: Value, right: Value) -> Value:
    if operator in ("%+", "%-"):
        return SourceCall("fairadd" if operator == "%+" else "fairsub", (left, right))
    if operator == "^":
        if isinstance(right, Literal) and right.value in (2, 3) and not isinstance(right.value, bool):
            square = Operation("*", (left, left))
            return square if right.value == 2 else Operation("*", (square, left))
        raise Unsayable("a power")
    if operator == "#":
        raise Unsayable("a letter of a text")
    return Operation(operator, (left, right))


def _number(text: str) -> Value:
    whole, _, part = text.partition(".")
    if part.strip("0"):
        raise Unsayable(f"{text} is a decimal; numbers are whole here")
    if len(whole) > 16 or int(whole) > MOST:
        raise Unsayable("the number is too large")
    return Literal(int(whole))
